"""Which files of a project an import leads to, whatever the layout of its folders."""

from collections.abc import Iterable

from career_guide.models.repository.files import File

SCRIPT_FORMS = frozenset(("ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts", "vue", "svelte"))
ALIASES = ("@/", "~/", "#/", "$lib/", "@app/", "@src/", "@lib/")
MOST_PARTS = 6
STANDARD = frozenset(
    (
        "abc", "ast", "calendar", "code", "collections", "copy", "csv", "dataclasses",
        "email", "enum", "functools", "hashlib", "html", "http", "inspect", "io", "json",
        "logging", "math", "operator", "os", "pathlib", "pickle", "platform", "profile", "queue",
        "random", "re", "resource", "secrets", "select", "signal", "site", "sqlite3",
        "statistics", "string", "sys", "test", "time", "token", "trace", "types", "typing",
        "unittest", "uuid", "warnings", "xml",
    )
)  # fmt: skip
"""Modules of Python's own that projects like to name files after."""


class LocalImports:
    """Resolves imports to the paths of these files."""

    def __init__(self, files: Iterable[File]) -> None:
        """Notes under which names each file can be imported."""
        files = tuple(files)
        self._stems: dict[str, str] = {}
        for file in files:
            for name in _names(file.path.rpartition(".")[0] or file.path):
                self._stems.setdefault(name, file.path)
        self._go = {file.folder: file.path for file in files if file.language == "go"}

    def imported_by(self, file: File) -> set[str]:
        """Paths of the files that a file imports."""
        found: set[str] = set()
        for one in file.code.imports if file.code else ():
            if file.language == "python" or file.kind == "notebook":
                found |= self._of_python(file, one.module, one.names)
            elif file.language == "go":
                found.add(self._of_go(one.module))
            else:
                found.add(self._of_script(file, one.module))
        return found - {""}

    def named(self, dotted: str) -> str:
        """The path of the Python module with this dotted name, "" for none."""
        return self._stems.get(dotted.replace(".", "/"), "")

    def _of_python(self, file: File, module: str, names: tuple[str, ...]) -> set[str]:
        bare = module.lstrip(".")
        if dots := len(module) - len(bare):
            up = "../" * (dots - 1)
            start = joined_path(file.folder, up + bare.replace(".", "/"))
        elif module.partition(".")[0] in STANDARD:
            return set()
        else:
            start = module.replace(".", "/")
        found = {self._stems.get(start, "")} if start else set()
        return found | {self._stems.get(f"{start}/{name}".strip("/"), "") for name in names}

    def _of_go(self, module: str) -> str:
        folders = (folder for folder in self._go if folder and module.endswith(f"/{folder}"))
        return next((self._go[folder] for folder in folders), "")

    def _of_script(self, file: File, module: str) -> str:
        if module.startswith("."):
            path = without_form(joined_path(file.folder, module))
            return self._stems.get(path, "") or self._stems.get(f"{path}/index", "")
        for alias in ALIASES:
            if module.startswith(alias):
                return self._stems.get(without_form(module.removeprefix(alias)), "")
        return self._stems.get(without_form(module), "") if "/" in module else ""


def _names(stem: str) -> list[str]:
    """All ends of a path at segments; a package's `__init__` and an `index` go by their folder."""
    parts = stem.split("/")
    if parts[-1] in ("__init__", "index", "mod") and len(parts) > 1:
        parts = parts[:-1]
    return ["/".join(parts[at:]) for at in range(max(0, len(parts) - MOST_PARTS), len(parts))]


def without_form(path: str) -> str:
    """A path without the ending of a script."""
    stem, dot, form = path.rpartition(".")
    return stem if dot and form in SCRIPT_FORMS else path


def joined_path(folder: str, relative: str) -> str:
    """A relative path below a folder, with its dots resolved."""
    parts = [part for part in folder.split("/") if part]
    for part in relative.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
