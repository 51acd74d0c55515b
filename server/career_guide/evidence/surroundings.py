"""Kinds that only the files around one tell: source material, records, data of an evaluation."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from career_guide.evidence.measuring import is_eval_folder
from career_guide.evidence.paths import words

LEAST_RECORDS = 5
"""So many files of one shape in a folder are records."""
LEAST_SHARED = 2
"""Fields that records share."""
LEAST_TEXTS = 100
"""So many texts in one folder are a corpus, unless a site is made of them."""
LONGEST_ROW = 500
LARGEST_CODE = 300_000

_SITE = re.compile(
    r"mkdocs\.ya?ml|docusaurus\.config\.\w+|_config\.ya?ml|book\.toml|hugo\.(?:toml|ya?ml)|conf\.py"
    r"|astro\.config\.\w+|gatsby-config\.\w+|mint\.json|docs\.json|\.vitepress|_quarto\.yml"
    r"|antora\.yml"
)
_SITE_FOLDER = re.compile(r"(?:^|/)\.(?:vitepress|vuepress)/")
_LOADING = re.compile(
    r"load|reader|glob|listdir|scandir|walk\(|ingest|corpus|knowledge|index|embed|chunk"
    r"|(?:docs?|data|source|input|content|files?)_?(?:dir|path|folder|root)",
    re.IGNORECASE,
)
_LITERAL = re.compile(
    r"[\"'](?:\.{1,2}/){0,5}([\w][\w./ -]{0,120}?)/?(?:\*{1,2}(?:/\*)?[\w.*{},]{0,20})?[\"']"
)
_VOLUMES = frozenset(
    ("docs", "doc", "documentation", "content", "contents", "texts", "pages", "files", "manuals")
)
_JOURNALS = frozenset(("posts", "_posts", "blog", "articles", "til", "notes", "newsletter"))
_PROJECT_WORDS = frozenset(
    (
        "readme", "architecture", "design", "adr", "setup", "install", "installation", "deployment",
        "deploy", "deploying", "development", "contributing", "roadmap", "api", "usage", "testing",
        "overview", "troubleshooting", "configuration", "decisions", "spec", "specification", "prd",
        "evaluation", "implementation", "changelog", "quickstart", "tutorial", "index", "todo",
        "plan", "requirements", "schema", "security", "structure", "workflow", "explanation",
        "summary", "report",
    )
)  # fmt: skip
_PROJECT_TALK = re.compile(
    r"\b(?:pip install|npm (?:install|run)|git clone|docker (?:compose|build|run)|uv (?:sync|run)"
    r"|poetry install|pytest|uvicorn|streamlit run|make \w+)\b"
    r"|\b(?:src|app|tests?|scripts|server|lib|backend|frontend)/[\w/]+\.\w+"
)


def source_material(
    docs: Sequence[tuple[str, str]], code: Iterable[str], paths: Iterable[str]
) -> frozenset[str]:
    """Paths among these documents that are what the project works on.

    `docs` are paths with texts, `code` the texts of the project's own sources, `paths` all files.
    A folder counts where code names it as a place to load from, or where it holds very many texts
    and no generator makes a site of them; texts that speak of the project itself never do.
    """
    folders: dict[str, list[tuple[str, str]]] = {}
    for path, text in docs:
        for folder in _folders(path):
            folders.setdefault(folder, []).append((path, text))
    if not folders:
        return frozenset()
    has_site = any(
        _SITE.fullmatch(path.rpartition("/")[2]) or _SITE_FOLDER.search(path) for path in paths
    )
    loaded = _loaded(set(folders), code)
    found: set[str] = set()
    for folder, members in folders.items():
        is_large = len(members) >= LEAST_TEXTS and not has_site and _may_be_corpus(folder, members)
        if folder in loaded or is_large:
            found.update(path for path, text in members if not _is_of_project(path, text))
    return frozenset(found)


def records_by_shape(objects: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Paths of files that are records, one a file: several in a folder that share their fields.

    `objects` are files that each hold one object, with the names of its fields.
    """
    folders: dict[str, list[str]] = {}
    for path in objects:
        folders.setdefault(path.rpartition("/")[0], []).append(path)
    found: set[str] = set()
    for folder, members in folders.items():
        counts = Counter(field for path in members for field in set(objects[path]))
        shared = sum(count * 10 >= len(members) * 9 for count in counts.values())
        if folder and len(members) >= LEAST_RECORDS and shared >= LEAST_SHARED:
            found.update(members)
    return frozenset(found)


def beside_evaluation(code: Sequence[tuple[str, bool]], data: Iterable[str]) -> frozenset[str]:
    """Paths of data that stand in a folder for evaluations whose code mostly evaluates.

    `code` are paths of programs, each with whether it evaluates.
    """
    verdicts: dict[str, list[bool]] = {}
    for path, evaluates in code:
        verdicts.setdefault(path.rpartition("/")[0], []).append(evaluates)
    folders = {
        folder
        for folder, found in verdicts.items()
        if sum(found) * 2 >= len(found) and is_eval_folder(folder)
    }
    return frozenset(path for path in data if path.rpartition("/")[0] in folders)


def _folders(path: str) -> list[str]:
    """The folders around a file, from the outermost in."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(1, min(len(parts), 4) + 1)]


def _may_be_corpus(folder: str, members: list[tuple[str, str]]) -> bool:
    """Whether very many texts of this folder are material: not a journal, and mostly no posts."""
    parts = folder.lower().split("/")
    if _VOLUMES.isdisjoint(parts) or not _JOURNALS.isdisjoint(parts):
        return False
    return sum(text.startswith("---\n") for _, text in members) * 2 <= len(members)


def _loaded(folders: set[str], code: Iterable[str]) -> set[str]:
    """Folders that code names in a line that loads something.

    A folder is known by its whole path or, where only one has it, by its last name.
    """
    last = Counter(folder.rpartition("/")[2] for folder in folders)
    names = {folder: folder for folder in folders}
    for folder in folders:
        name = folder.rpartition("/")[2]
        if last[name] == 1:
            names.setdefault(name, folder)
    found: set[str] = set()
    for text in code:
        if not any(name in text for name in names):
            continue
        for row in text[:LARGEST_CODE].split("\n"):
            if len(row) <= LONGEST_ROW and ('"' in row or "'" in row) and _LOADING.search(row):
                found.update(
                    names[name]
                    for hit in _LITERAL.finditer(row)
                    if (name := hit.group(1).strip("/")) in names
                )
    return found


def _is_of_project(path: str, text: str) -> bool:
    parts = path.split("/")
    name = parts[-1].rpartition(".")[0] or parts[-1]
    if not _PROJECT_WORDS.isdisjoint(words(name)) or any("adr" in words(part) for part in parts):
        return True
    return len(set(_PROJECT_TALK.findall(text[:50_000]))) >= 2
