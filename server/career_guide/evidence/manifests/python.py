"""Python projects: pyproject, setup, requirements, Pipfile and conda environments."""

import ast
import re
import warnings

from career_guide.evidence.formats.ini_tree import read_ini
from career_guide.evidence.formats.toml_tree import read_toml
from career_guide.evidence.formats.tree import Node
from career_guide.evidence.formats.yaml_tree import read_yaml_document
from career_guide.evidence.manifests.builder import Builder
from career_guide.models.repository.files import Manifest

MOST_REQUIREMENTS = 2_000

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}")
_DASHES = re.compile(r"[-_.]+")
_EGG = re.compile(r"#egg=([A-Za-z0-9._-]{1,100})|/([A-Za-z0-9._-]{1,100}?)(?:\.git)?(?:@|$)")
_CONFIGURED = {
    "ruff": "ruff", "black": "black", "isort": "isort", "mypy": "mypy", "pyright": "pyright",
    "basedpyright": "basedpyright", "ty": "ty", "pytest": "pytest", "coverage": "coverage",
    "pylint": "pylint", "flake8": "flake8", "bandit": "bandit", "tox": "tox", "nox": "nox",
    "pydocstyle": "pydocstyle", "interrogate": "interrogate", "vulture": "vulture",
    "codespell": "codespell", "deptry": "deptry", "yapf": "yapf", "autopep8": "autopep8",
    "pyrefly": "pyrefly", "typos": "typos",
}  # fmt: skip


def package_name(requirement: str) -> str:
    """The normalised name in a requirement such as `Foo_bar[extra]>=1; marker`, "" without one."""
    hit = _NAME.match(requirement.strip())
    return _DASHES.sub("-", hit.group()).strip("-").lower() if hit else ""


def read_pyproject(text: str) -> Manifest | None:
    """A pyproject file of any build tool."""
    root = read_toml(text)
    if root is None:
        return None
    builder = Builder("python")
    project, poetry = root.get("project"), root.get("tool", "poetry")
    for table in (project, poetry, root.get("tool", "flit", "metadata")):
        builder.describe(table)
    _depend(builder, project.get("dependencies"))
    for groups in (
        project.get("optional-dependencies"),
        root.get("dependency-groups"),
        root.get("tool", "pdm", "dev-dependencies"),
    ):
        for _, group in groups.items:
            _depend(builder, group)
    for path in (("uv", "dev-dependencies"), ("rye", "dev-dependencies")):
        _depend(builder, root.get("tool", *path))
    for table in (poetry.get("dependencies"), poetry.get("dev-dependencies")):
        _depend_keys(builder, table)
    for _, group in poetry.get("group").items:
        _depend_keys(builder, group.get("dependencies"))
    for _, environment in root.get("tool", "hatch", "envs").items:
        _depend(builder, environment.get("dependencies"))
        _scripts(builder, environment.get("scripts"))
    for scripts in (project.get("scripts"), project.get("gui-scripts"), poetry.get("scripts")):
        for name, entry in scripts.items:
            target = entry.text or entry.first("callable", "reference").text
            _entry_point(builder, name, target, entry.line)
    for path in (("poe", "tasks"), ("pdm", "scripts"), ("taskipy", "tasks"), ("rye", "scripts")):
        _scripts(builder, root.get("tool", *path))
    for urls in (project.get("urls"), poetry.get("urls")):
        for _, url in urls.items:
            builder.address(url.text, url.line)
    for key in ("homepage", "repository", "documentation"):
        builder.address(poetry.get(key).text, poetry.get(key).line)
    _tools(builder, root.get("tool"))
    builder.is_private = _is_private(project, poetry)
    return builder.manifest()


def _tools(builder: Builder, tools: Node) -> None:
    for name, table in tools.items:
        if tool := _CONFIGURED.get(name):
            builder.tool(tool, table.line)
    for path in (("mypy", "strict"), ("mypy", "disallow_untyped_defs")):
        if tools.get(*path).is_true:
            builder.tool("strict types", tools.get(*path).line)
    for name in ("pyright", "basedpyright"):
        mode = tools.get(name, "typeCheckingMode")
        if mode.text in ("strict", "all"):
            builder.tool("strict types", mode.line)
    for name in ("semantic_release", "commitizen"):
        if tools.get(name).value is not None:
            builder.publish("release", tools.get(name).line)


def _is_private(project: Node, poetry: Node) -> bool:
    classifiers = project.get("classifiers").texts + poetry.get("classifiers").texts
    is_marked = any(one.text.lower().startswith("private ::") for one in classifiers)
    return is_marked or poetry.get("package-mode").value is False


def _depend(builder: Builder, node: Node) -> None:
    builder.depend(*(package_name(one.text) for one in node.texts))


def _depend_keys(builder: Builder, table: Node) -> None:
    builder.depend(*(package_name(key) for key, _ in table.items if key.lower() != "python"))


def _scripts(builder: Builder, table: Node) -> None:
    for name, script in table.items:
        for node in script.texts or script.first("cmd", "shell", "composite", "script").texts:
            builder.command(name, node.text, node.line)
            builder.start(node.text, node.line)


def _entry_point(builder: Builder, name: str, target: str, line: int) -> None:
    builder.command(name, target, line)
    module = target.partition(":")[0].strip()
    if module.replace(".", "").replace("_", "").isalnum():
        builder.note_start(module, line)


def read_setup_py(text: str) -> Manifest | None:
    """What the call of `setup` says, as far as it is written out; nothing is run."""
    try:
        with warnings.catch_warnings():  # of escapes and comparisons in somebody else's code
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    builder = Builder("python")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == "setup":
            for keyword in node.keywords:
                _setup_keyword(builder, keyword)
    return builder.manifest()


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _setup_keyword(builder: Builder, keyword: ast.keyword) -> None:
    value = keyword.value
    text = value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""
    match keyword.arg:
        case "name":
            builder.name = text[:200]
        case "version":
            builder.version = text[:100]
        case "description":
            builder.description = text[:400]
        case "url":
            builder.address(text, value.lineno)
        case "install_requires" | "tests_require" | "extras_require":
            builder.depend(*(package_name(one) for one, _ in _strings(value)))
        case "entry_points":
            for one, line in _strings(value):
                name, equals, target = one.partition("=")
                if equals:
                    _entry_point(builder, name.strip(), target.strip(), line)
        case "scripts":
            for one, line in _strings(value):
                builder.note_start(one, line)
        case _:
            pass


def _strings(node: ast.expr) -> list[tuple[str, int]]:
    """Strings in lists and in the values of mappings, with their lines."""
    values = node.values if isinstance(node, ast.Dict) else [node]
    return [
        (one.value, one.lineno)
        for value in values
        for one in (value.elts if isinstance(value, ast.List | ast.Tuple) else [value])
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]


def read_setup_cfg(text: str) -> Manifest:
    """A setup.cfg: metadata, requirements, entry points and the tools it configures."""
    root = read_ini(text)
    builder = Builder("python")
    metadata, options = root.get("metadata"), root.get("options")
    for key in ("name", "version", "description"):
        value = _joined(metadata.get(key))
        setattr(builder, key, "" if value.startswith(("attr:", "file:")) else value[:400])
    builder.address(_joined(metadata.get("url")), metadata.get("url").line)
    for node in (options.get("install_requires"), options.get("tests_require")):
        _depend(builder, node)
    for _, extra in root.get("options.extras_require").items:
        _depend(builder, extra)
    for node in root.get("options.entry_points", "console_scripts").texts:
        name, equals, target = node.text.partition("=")
        if equals:
            _entry_point(builder, name.strip(), target.strip(), node.line)
    configured(builder, root)
    return builder.manifest()


def configured(builder: Builder, root: Node) -> None:
    """Note the tools that sections of an INI file configure."""
    for name, section in root.items:
        head = name.partition(":")[0].partition("-")[0]
        tool = _CONFIGURED.get(name.removeprefix("tool:")) or _CONFIGURED.get(head)
        if tool:
            builder.tool(tool, section.line)
        strict = section.get("strict")
        if head == "mypy" and _joined(strict).lower() == "true":
            builder.tool("strict types", strict.line)


def _joined(node: Node) -> str:
    return " ".join(one.text for one in node.elements)


def read_requirements(text: str) -> Manifest:
    """A requirements file: the names in it."""
    builder = Builder("python")
    for row in text.split("\n")[:MOST_REQUIREMENTS]:
        bare = row.partition(" #")[0].strip()
        if not bare or bare[0] in "#-" or bare.startswith("--"):
            bare = bare.removeprefix("-e").strip() if bare.startswith("-e ") else ""
        if "://" in bare.partition(";")[0] and " @ " not in bare:
            hit = _EGG.search(bare)
            bare = next((group for group in hit.groups() if group), "") if hit else ""
        if bare and not bare.startswith((".", "/")):
            builder.depend(package_name(bare))
    return builder.manifest()


def read_pipfile(text: str) -> Manifest | None:
    """A Pipfile."""
    root = read_toml(text)
    if root is None:
        return None
    builder = Builder("python")
    _depend_keys(builder, root.get("packages"))
    _depend_keys(builder, root.get("dev-packages"))
    _scripts(builder, root.get("scripts"))
    return builder.manifest()


def read_conda(text: str) -> Manifest | None:
    """A conda environment, with what it lets pip install."""
    root = read_yaml_document(text)
    if root is None:
        return None
    builder = Builder("python", name=root.get("name").text)
    dependencies = root.get("dependencies").elements
    for node in dependencies:
        builder.depend(package_name(node.text.rpartition("::")[2]))
        _depend(builder, node.get("pip"))
    return builder.manifest() if dependencies else None
