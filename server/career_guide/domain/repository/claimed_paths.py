"""Files that a project's documents say are there: links, code spans, commands and drawn trees."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from career_guide.domain.repository.linked_paths import resolved
from career_guide.domain.repository.located import row, rows
from career_guide.domain.repository.written import Statement, is_planned
from career_guide.models.repository.files import Fence, File
from career_guide.models.repository.snapshot import Snapshot

_ENDINGS = (
    "py|ipynb|ts|tsx|js|jsx|mjs|go|rs|java|rb|sh|sql|md|mdx|rst|ya?ml|toml|json|jsonl|csv|txt|html"
    "|css|tf|proto|graphql|prisma|lock|cfg|ini|pdf|png|jpe?g|svg|gif"
)
_SPAN = re.compile(r"`([^`\n]{3,120})`")
_LISTED = re.compile(r"\s{0,12}(?:[-*+|]|\d{1,3}[.)])\s{0,4}[*_]{0,3}")
"""What stands before the first words of a list item or table row, which then is about the path."""
_PATH = re.compile(
    rf"(?:\./)?((?:[\w.@-]{{1,60}}/){{1,8}}[\w.@-]{{1,80}}\.(?:{_ENDINGS}))(?::\d{{1,6}}(?:-\d{{1,6}})?)?"
)
_COMMAND = re.compile(
    r"(?:^|[\s;&|$])(?:python3?|node|tsx|ts-node|deno run|bun run|bun|bash|sh|streamlit run"
    r"|uv run|poetry run python"
    r"|uv run python3?|jupyter (?:notebook|lab)|go run|pytest|pip3? install -r"
    r"|pip3? install --requirement)\s+(?:-u\s)?(?:\./)?"
    r"([\w.@-][\w./@-]{0,120}\.(?:py|ipynb|ts|js|mjs|go|sh|txt))(?=\s|$)"
)
_CHANGE = re.compile(r"\b(?:cd|pushd)\s+([\w./@-]{1,120})")
_MADE = re.compile(
    r"(?:>{1,2}|\btee|\btouch|\bmkdir(?: -p)?|--?o(?:ut(?:put)?)?(?:[-_]\w+)?[ =]"
    r"|\bcp\s+\S{1,120}|\bmv\s+\S{1,120}"
    r"|\bcurl\b.{0,200}-o)\s{0,4}(?:\./)?([\w./@-]{3,120})"
)
_ENTRY = re.compile(r"^(?P<lead>[\s│|┃]*)(?:[├└╰+`|][─—\-_]{1,4}|[├└])\s?(?P<name>[^\s#←]{1,120})")
_TREE_NAME = re.compile(
    rf"\.?[\w@()\[\]+-][\w.@()\[\]+-]{{0,80}}(?:/|\.(?:{_ENDINGS})|(?<=Dockerfile)|(?<=Makefile))"
)
_UNSURE = re.compile(
    r"(?:^|[/_.-])(?:path|your|my|example|examples?|foo|bar|baz|some|new|xxx+|placeholder|sample"
    r"|demo|custom"
    r"|n|x|name|file|filename|date|id|timestamp|yyyy|version)(?=[/_.-]|\d|$)|[<>{}*?$%…~]|\.\.\."
    r"|\[\w",
    re.IGNORECASE,
)
_PRODUCED = frozenset(
    (
        ".env", "dist", "build", "out", "target", "node_modules", "__pycache__", ".venv", "venv",
        "env", "coverage", "htmlcov", "logs", "log", "tmp", "temp", "cache", ".cache",
        "output", "outputs",
        "results", "chroma_db", "chroma", "vectorstore", "storage", "uploads", "downloads", ".git",
        ".secrets", "secrets", "credentials", "site", "_site", ".next", "models", "checkpoints",
        "artifacts", "wandb", "mlruns", "db", "qdrant_storage", "bin", ".streamlit", ".claude",
        ".cursor", ".vscode", ".idea", "site-packages", "vendor", "generated", "index", "indexes",
        "faiss_index",
    )
)  # fmt: skip
"""Folders that come into being when a project is installed, built or run."""
_PRIVATE = re.compile(
    r"(?:^|/)(?:\.env[\w.-]*|token\.\w+|credentials?\w*\.json|client_secrets?\w*\.json"
    r"|secrets?\.\w+"
    r"|service[-_]account\w*\.json|claude_desktop_config\.json|mcp\w*\.json"
    r"|settings(?:\.local)?\.json"
    r"|config\.local\.\w+|package-lock\.json|\w+\.(?:db|sqlite3?|log|pkl|faiss|lock)"
    r"|next-env\.d\.ts"
    r"|tsconfig\.tsbuildinfo|coverage\.\w+|\.\w+)$",
    re.IGNORECASE,
)
_HISTORY_TITLE = re.compile(
    r"\b(?:removed|deleted|deprecated|migrat\w+|renamed|legacy|old|before|example)\b", re.I
)
LONGEST_ROW = 400


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A path that a document names and where; `is_firm`: by a link, a command, a list or a tree."""

    file: File
    line: int
    path: str
    is_firm: bool


class Known:
    """Which paths a repository has, also by their ends, and which it says are made or ignored."""

    def __init__(self, repo: Snapshot, made: Iterable[str]) -> None:
        self._paths = frozenset(file.path.lower() for file in repo.files)
        self._folders: set[str] = set()
        self._ends: set[str] = set()
        for path in (*self._paths, *(module.lower() for module in repo.submodules)):
            parts = path.split("/")
            self._ends.update("/".join(parts[at:]) for at in range(len(parts)))
            for end in range(1, len(parts)):
                self._folders.update("/".join(parts[at:end]) for at in range(end))
        self.roots = frozenset(path.partition("/")[0] for path in self._paths if "/" in path)
        self.submodules = tuple(f"{module.lower()}/" for module in repo.submodules)
        self._made = frozenset(one.lower().strip("./") for one in made)
        self._ignored = _ignored(repo)

    def has(self, path: str) -> bool:
        """Whether a file or folder of this path, or one that ends in it, is there."""
        path = path.lower().rstrip("/")
        return (
            path in self._ends
            or path in self._folders
            or path.startswith(self.submodules or ("\0",))
        )

    def is_made(self, path: str) -> bool:
        """Whether it comes into being later: by the documents' commands or the ignore rules."""
        parts = path.lower().strip("/").split("/")
        if not _PRODUCED.isdisjoint(parts[:-1]) or _PRIVATE.search(path):
            return True
        ends = {"/".join(parts[at:]) for at in range(len(parts))} | set(parts)
        starts = ("/".join(parts[:end]) for end in range(1, len(parts) + 1))
        is_ignored = any(map(self._is_ignored, (*parts, *starts)))
        return is_ignored or not ends.isdisjoint(self._made)

    def _is_ignored(self, part: str) -> bool:
        return part in self._ignored or f"*.{part.rpartition('.')[2]}" in self._ignored


def _ignored(repo: Snapshot) -> frozenset[str]:
    found: set[str] = set()
    for file in repo.files:
        if file.name == ".gitignore" and file.text:
            for line in rows(file)[:500]:
                if line.strip() and not line.startswith(("#", "!")):
                    found.add(
                        line.strip().strip("/").removesuffix("/*").removesuffix("/**").lower()
                    )
    return frozenset(found)


def missing(repo: Snapshot, documents: Iterable[File]) -> tuple[Claim, ...]:
    """Claims that no file bears out, each path once, the firm ones first."""
    listed = tuple(documents)
    made = [
        hit[1] for file in listed for fence in _fences(file) for hit in _MADE.finditer(fence.text)
    ]
    known = Known(repo, made)
    found: dict[str, Claim] = {}
    for file in listed:
        for claim in claims(repo, file):
            path = claim.path.strip("/")
            if not _is_checked(known, claim) or known.has(path) or known.is_made(path):
                continue
            before = found.get(path.lower())
            if before is None or (claim.is_firm and not before.is_firm):
                found[path.lower()] = claim
    order = {file.path: at for at, file in enumerate(listed)}
    return tuple(
        sorted(found.values(), key=lambda one: (not one.is_firm, order[one.file.path], one.line))
    )


def _is_checked(known: Known, claim: Claim) -> bool:
    """Whether a path is clearly one of this project: firm, or below a folder that it has."""
    if _UNSURE.search(claim.path) or claim.path.startswith(("/", "~", "..")):
        return False
    return claim.is_firm or claim.path.partition("/")[0].lower() in known.roots


def claims(repo: Snapshot, file: File) -> Iterator[Claim]:
    """Every path that a document names as one of the project's files."""
    document = file.document
    if document is None:
        return
    aside = _aside_lines(file)
    for link in document.links:
        target = unquote(link.target.partition("#")[0].partition("?")[0])
        if target and link.line not in aside and "://" not in target and ":" not in target:
            yield from _linked(file, link.line, target)
    for number, text in enumerate(rows(file), 1):
        if "`" in text and number not in aside and len(text) < 4 * LONGEST_ROW:
            for span in _SPAN.finditer(text):
                if hit := _PATH.fullmatch(span[1].strip()):
                    is_firm = bool(_LISTED.fullmatch(text[: span.start()]))
                    yield Claim(file, number, hit[1], is_firm=is_firm)
    for fence in document.fences:
        if fence.line not in aside:
            yield from _commands(file, fence)
            yield from _tree(repo, file, fence)


def _linked(file: File, line: int, target: str) -> Iterator[Claim]:
    name = target.rpartition("/")[2]
    if not re.fullmatch(rf"[\w.@ ()-]{{1,100}}\.(?:{_ENDINGS})", name, re.I):
        return
    if path := resolved(file.folder, target):
        yield Claim(file, line, path, is_firm=True)


def _fences(file: File) -> tuple[Fence, ...]:
    return file.document.fences if file.document else ()


def _commands(file: File, fence: Fence) -> Iterator[Claim]:
    """Scripts that commands of a block start; those after a change of folder end in the path."""
    if fence.language not in ("", "bash", "sh", "shell", "console", "zsh", "text", "powershell"):
        return
    for offset, text in enumerate(fence.text.split("\n"), 1):
        if len(text) > LONGEST_ROW or text.lstrip().startswith("#"):
            continue
        for hit in _COMMAND.finditer(text):
            line = fence.line + offset
            yield Claim(
                file, line if hit[1] in row(file, line) else fence.line, hit[1], is_firm=True
            )


def _tree(repo: Snapshot, file: File, fence: Fence) -> Iterator[Claim]:
    """Entries of a drawn tree of files with the folders above them."""
    lines = fence.text.split("\n")
    entries = [hit for text in lines if (hit := _ENTRY.match(text[:LONGEST_ROW]))]
    named = sum(bool(_TREE_NAME.fullmatch(hit["name"])) for hit in entries)
    if named < 3 or named * 3 < len(entries):
        return
    above: list[tuple[int, str]] = []
    for offset, text in enumerate(lines, 1):
        hit = _ENTRY.match(text[:LONGEST_ROW])
        if not hit:
            continue
        depth, name = len(hit["lead"]), hit["name"].strip("*`")
        above = [one for one in above if one[0] < depth]
        path = "/".join((*(folder for _, folder in above), name.strip("/")))
        if name.endswith("/"):
            above.append((depth, name.strip("/")))
        elif _TREE_NAME.fullmatch(name) or name in ("Dockerfile", "Makefile", "LICENSE"):
            yield Claim(file, fence.line + offset, path, is_firm=True)


def _aside_lines(file: File) -> frozenset[int]:
    """Lines below headings on plans, on what is gone or on examples."""
    document = file.document
    if document is None:
        return frozenset()
    lines: set[int] = set()
    sections = document.sections
    count = len(rows(file)) + 1
    for at, section in enumerate(sections):
        if is_planned(Statement(file, 0, "", (section.title,))) or _HISTORY_TITLE.search(
            section.title
        ):
            end = sections[at + 1].line if at + 1 < len(sections) else count
            lines.update(range(section.line, end))
    return frozenset(lines)
