"""Where documents show how a project is put together: diagrams, flows, sections on components."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from career_guide.domain.repository.linked_paths import resolved
from career_guide.domain.repository.written import (
    Statement,
    bare,
    is_planned,
    is_setup_title,
    statements,
)
from career_guide.models.repository.files import Fence, File
from career_guide.models.repository.snapshot import Snapshot

Way = Literal["diagram", "section", "picture", "chain"]
WAYS: tuple[Way, ...] = ("diagram", "section", "picture", "chain")
LEAST_EDGES = 3
LEAST_ARROWS = 2
LEAST_WORDS = 40
LEAST_LINKS = 2
"""Statements of a section that tell how parts hang together."""
LEAST_ENTRIES = 4
LEAST_PARTS = 3
"""List items below a heading on architecture that each say what a part does."""
LONGEST_NAME = 40
LEAST_TOLD = 2
LONGEST_ROW = 400
_DRAWN = frozenset(("mermaid", "plantuml", "puml", "dot", "graphviz", "d2", "c4", "structurizr"))
_EDGE = re.compile(
    r"-{1,3}>{1,2}|={2}>|-\.-{0,2}>|--[xo]|\|\|--|\}o--|<-{1,3}|→|──►|─►|-->>|->>|\.\.>|--\|>"
)
_OTHER_DRAWING = re.compile(
    r"\s{0,8}(?:pie|gantt|timeline|journey|mindmap|xychart|quadrantchart|gitgraph|title)\b", re.I
)
_BOX = re.compile(r"[┌┐┘╔╗╝╭╮╯]|\+-{3,}\+")
_DOWN = re.compile(r"^[\s│|┃]{0,80}(?:[▼↓⬇v▽][\s│|]{0,80}){1,8}$|[▼↓⬇]")
_ALONG = re.compile(r"[▶►→➜➔⇒]|[─=-]{1,40}>(?=\s|$)")
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}[\s>]")
_BRANCH = re.compile(r"[├└]")
_FILE_NAME = re.compile(r"[├└|`][─-]{1,3}\s?\.?[\w@()\[\]-]{1,60}(?:\.[\w]{1,8}\b|/)")
_ARROW = re.compile(r"\s(?:→|➜|➔|⇒|⟶|-{1,2}>|=>)\s")
_MENU = re.compile(
    r"\b(?:settings|click|select|menu|file|preferences|go to|open|fork|commit|prs?|ci"
    r"|ci/cd|lint|checkout)\b",
    re.I,
)
_TITLE = re.compile(
    r"\b(?:architect\w*|system design|technical (?:design|overview)|design(?! decisions)(?:s"
    r"| doc\w*)?"
    r"|how (?:it|this|the [\w-]{2,30}) works?|under the hood|internals|data ?flows?|control flow"
    r"|(?:request|retrieval|agent\w*|execution|process|query|message|event|auth\w*|system|rag|main"
    r"|interaction|processing|high[- ]level|ingestion|indexing|application|code) ?-?(?:flows?"
    r"|pipelines?|work ?flows?|overview)|pipelines?|work ?flows?|components?|modules|module map"
    r"|(?:system|project|code|service|agent|key) (?:components?|modules|layers|responsibilities)"
    r"|agent roles|agents|layers|orchestration|implementation(?: details| notes)?|approach"
    r"|knowledge base|code|codebase|code (?:structure|organi[sz]ation|walk ?through)|ingestion)\b",
    re.IGNORECASE,
)
_NOT_TITLE = re.compile(
    r"\b(?:decision records?|responsive design|prompt design|ci|ci/cd|github actions|git|branch\w*"
    r"|release|contribut\w+|development workflow|code of conduct|code style|status code"
    r"|error codes?|react components|ui components|design system|ux|supported|usage)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:api|endpoint|webhook|server|client|service|module|layer|component|agent|pipeline|store"
    r"|database|db|index|retriev\w+|embed\w+|vector|cache|queue|worker|router|graph|node|model|llm"
    r"|prompt|tools?|handler|parser|scraper|crawler|loader|chunk\w*|reranker|middleware|gateway"
    r"|scheduler|orchestrat\w+|supervisor|state|session|repository|adapter|provider|ui|frontend"
    r"|backend|cli|schema|script|process|browser|runtime|proxy|container|judge|dataset|config\w*"
    r"|token|class|function|package|workflow|registry|transport|profile|collection|table|file)s?\b",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\b(?:calls?|sends?|receives?|reads?|writes?|stores?|loads?|passes?|returns?|feeds?|routes?"
    r"|dispatch\w*|invokes?|queries|fetch(?:es)?|embeds?|index(?:es)?|indexed|retrieves?|generates?"
    r"|parses?|forwards?|publish\w*|subscribes?|consumes?|emits?|handles?|manages?|orchestrat\w+"
    r"|coordinat\w+|connect\w*|combin\w+|merg\w+|wraps?|built on|consists? of|composed of|split"
    r"|is (?:loaded|stored|indexed|passed|sent|read|written|called|embedded|fetched|kept|split"
    r"|performed|used|run|handled|exposed|launched)|are (?:loaded|stored|indexed|passed|sent|read"
    r"|written|called|embedded|fetched|kept|split|launched|run|handled|exposed|registered"
    r"|configured"
    r"|judged|evaluated)|triggers?|extracts?|applies|decides?|decomposes?|checks?|validates?"
    r"|listens?"
    r"|exposes?|delegat\w+|maps?|goes through|lives? in|sits|runs? (?:in|on|as)|uses?|used|through"
    r"|via|before|after|then|first|next)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\barchitect\w*|\bsystem design|\bdata ?flow|\bhow (?:it|this) works|\bunder the hood", re.I
)
"""Headings that leave no doubt what they announce."""
_REMARK = re.compile(r"\.\w{1,6}\s{1,60}(?:#|//|—|–|-|←|:)\s?\S|/\s{1,60}(?:#|//|—|–|-|←|:)\s?\S")
_CODE = re.compile(r"`[^`\n]{2,60}`")
_COMPOUND = re.compile(r"\b[A-Z][a-z]+(?:[A-Z][a-z]+){1,4}\b")
_PICTURED = re.compile(r"architect|diagram|flow(?!er)|pipeline|system[-_ ]?design|overview", re.I)
_NOT_PICTURED = re.compile(r"badge|logo|banner|screenshot|shields|workflows?/|\.yml|codecov", re.I)
_DRAWING = re.compile(
    r"(?:architect|arquitect|c4|compone?n|system[-_ ]?design|data[-_ ]?flow|deployment"
    r"|conten[ae]dor|container)[^/]{0,60}\.(?:drawio|puml|plantuml|excalidraw|mmd|dsl|d2)$"
    r"|(?:^|/)(?:diagrams?|diagramas?|diagramme|architecture|arquitectura|architektur)/[^/]{0,80}"
    r"(?:architect|arquitect|c4|compone?n|conten[ae]dor|container|flow|flujo)[^/]{0,60}"
    r"\.(?:png|svg|jpe?g|webp|drawio|puml|mmd|pdf)$",
    re.IGNORECASE,
)
_FLOW_KINDS = re.compile(r"\s{0,8}(?:%%[^\n]{0,200}|---)?\s{0,8}$")


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """One place where the architecture is shown."""

    file: File
    line: int
    way: Way


def shown(repo: Snapshot, file: File) -> Iterator[Shown]:
    """Every diagram, flow, section and picture of a document; words only of English prose."""
    document = file.document
    if document is None:
        return
    planned = _planned_lines(file)
    for fence in document.fences:
        if fence.line not in planned and (is_diagram(fence) or _is_flow(fence)):
            yield Shown(file, fence.line, "diagram")
    for link in document.links:
        if link.is_image and _is_picture(repo, file, link.target, link.label):
            yield Shown(file, link.line, "picture")
    if not document.is_english:
        return
    found = tuple(statements(repo, file))
    yield from (Shown(file, one.line, "chain") for one in found if _is_chain(one))
    yield from _trees(file)
    yield from _sections(file, found)


def drawings(repo: Snapshot) -> Iterator[Shown]:
    """Committed sources and pictures of diagrams that say in their names what they draw."""
    for file in repo.files:
        if file.kind not in ("vendored", "generated", "test") and _DRAWING.search(file.path):
            yield Shown(file, 1, "picture")


def is_diagram(fence: Fence) -> bool:
    """Whether a code block draws components: a drawing language with edges, or boxes and arrows."""
    rows = [row[:LONGEST_ROW] for row in fence.text.split("\n")]
    if fence.language in _DRAWN:
        first = next((row for row in rows if not _FLOW_KINDS.match(row)), "")
        edges = sum(len(_EDGE.findall(row)) for row in rows)
        return edges >= LEAST_EDGES and not _OTHER_DRAWING.match(first)
    if fence.language not in (
        "",
        "text",
        "txt",
        "plain",
        "plaintext",
        "ascii",
        "console",
        "diagram",
    ):
        return False
    if _is_tree(rows) or _TAG.search(fence.text):
        return False
    boxes = sum(bool(_BOX.search(row)) for row in rows)
    downs = sum(bool(_DOWN.search(row)) for row in rows)
    along = sum(bool(_ALONG.search(row)) for row in rows)
    branches = sum(bool(_BRANCH.search(row)) for row in rows)
    return (
        (boxes >= 2 and downs + along + boxes >= 3)
        or downs >= 2
        or (downs + along >= 1 and downs + along + branches >= LEAST_EDGES)
    )


def _is_flow(fence: Fence) -> bool:
    """Whether a plain block holds a chain of arrows: `query -> search -> answer`."""
    if fence.language not in ("", "text", "txt", "plain", "plaintext"):
        return False
    rows = [row[:LONGEST_ROW] for row in fence.text.split("\n")]
    return not _is_tree(rows) and any(len(_ARROW.findall(row)) >= LEAST_ARROWS for row in rows)


def _is_tree(rows: list[str]) -> bool:
    """Whether the rows list files: most branches lead to names with an ending or a slash."""
    branches = [row for row in rows if _BRANCH.search(row) or "|--" in row or "`--" in row]
    files = sum(bool(_FILE_NAME.search(row)) for row in branches)
    return bool(branches) and files * 2 >= len(branches)


def _is_chain(found: Statement) -> bool:
    """Whether arrows lead from part to part, and not through menus or steps of a contributor."""
    if len(_ARROW.findall(found.text)) < LEAST_ARROWS or is_planned(found):
        return False
    if any(map(is_title, found.titles[-2:])):
        return True
    parts = {hit.group().lower() for hit in _PART.finditer(found.text)}
    return len(parts) >= 2 and not _MENU.search(found.text)


def _trees(file: File) -> Iterator[Shown]:
    """Trees of files under a heading on architecture, if most entries say what they are for."""
    document = file.document
    if document is None:
        return
    for fence in document.fences:
        rows = [row for row in fence.text.split("\n") if _BRANCH.search(row)]
        told = sum(bool(_REMARK.search(row[:LONGEST_ROW])) for row in rows)
        if len(rows) < LEAST_ENTRIES or told * 2 < len(rows):
            continue
        above = [section for section in document.sections if section.line < fence.line]
        if above and _NAMED.search(above[-1].title) and not is_setup_title(above[-1].title):
            yield Shown(file, fence.line, "section")


def _is_picture(repo: Snapshot, file: File, target: str, label: str) -> bool:
    name = target.partition("?")[0].rpartition("/")[2]
    if not _PICTURED.search(f"{name} {label}") or _NOT_PICTURED.search(f"{target} {label}"):
        return False
    if target.startswith(("http:", "https:", "//")):
        return "." in name or "user-attachments" in target
    return resolved(file.folder, target.partition("#")[0].partition("?")[0]) in repo.by_path


def _planned_lines(file: File) -> frozenset[int]:
    """Lines of code blocks under a heading about plans."""
    document = file.document
    if document is None:
        return frozenset()
    lines: set[int] = set()
    sections = document.sections
    for at, section in enumerate(sections):
        if is_planned(Statement(file, section.line, "", (section.title,))):
            end = sections[at + 1].line if at + 1 < len(sections) else 1 << 30
            lines.update(
                fence.line for fence in document.fences if section.line <= fence.line < end
            )
    return frozenset(lines)


def _sections(file: File, found: tuple[Statement, ...]) -> Iterator[Shown]:
    """Sections on architecture whose prose tells of parts and how they work together.

    A list of technologies or files alone does not: it has no sentence that joins two parts.
    """
    by_title: dict[str, list[Statement]] = {}
    for one in found:
        title = next((title for title in reversed(one.titles) if is_title(title)), "")
        if title and not is_planned(one) and not any(map(is_setup_title, one.titles[-1:])):
            by_title.setdefault(title, []).append(one)
    for title, members in by_title.items():
        words = sum(one.text.count(" ") + 1 for one in members)
        is_named = bool(_NAMED.search(title))
        is_told = words >= LEAST_WORDS and sum(map(_joins, members)) >= LEAST_LINKS - is_named
        if is_told or (is_named and sum(map(_introduces, members)) >= LEAST_PARTS):
            yield Shown(file, members[0].line, "section")
    yield from _tables(file)


def _tables(file: File) -> Iterator[Shown]:
    """Tables below a heading on architecture whose rows each name a part and tell what it does."""
    document = file.document
    sections = document.sections if document else ()
    for table in document.tables if document else ():
        above = [part.title for part in sections if part.level and part.line < table.line]
        if not above or not _NAMED.search(above[-1]) or is_setup_title(above[-1]):
            continue
        named = sum(_is_part(row[0], " ".join(row[1:])) for row in table.rows if row)
        if named >= LEAST_PARTS:
            yield Shown(file, table.line, "section")


def is_title(title: str) -> bool:
    """Whether a heading announces how the project is put together."""
    title = bare(title)
    return bool(
        title.count(" ") < 9 and _TITLE.search(title) and not _NOT_TITLE.search(title)
        and not is_setup_title(title)
    )  # fmt: skip


def _joins(found: Statement) -> bool:
    """Whether a statement says what a part does with another one."""
    if found.text.count(" ") < 4:
        return False
    return len(parts(found.text)) >= 2 and bool(_JOIN.search(found.text))


def _introduces(found: Statement) -> bool:
    """Whether a list item names a part and tells what it does."""
    head, _, told = found.text.replace(" – ", " — ").replace(": ", " — ").partition(" — ")
    return found.is_item and _is_part(head, told)


def _is_part(name: str, told: str) -> bool:
    """Whether these are a part's name and what it does, rather than what it is built with."""
    is_told = told.count(" ") >= LEAST_TOLD and bool(_JOIN.search(told))
    return 0 < len(name) <= LONGEST_NAME and is_told


def parts(text: str) -> frozenset[str]:
    """Words for parts of a system and names in code type."""
    named = {hit.group().strip("`").lower() for hit in _CODE.finditer(text)}
    named |= {hit.group().lower() for hit in _COMPOUND.finditer(text)}
    return frozenset(named | {hit.group().lower().rstrip("s") for hit in _PART.finditer(text)})
