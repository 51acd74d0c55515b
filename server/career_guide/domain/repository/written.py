"""Documents in which the project speaks of itself, and their sentences with lines and headings."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from career_guide.domain.repository.located import UNSEEN
from career_guide.domain.repository.memo import per_snapshot
from career_guide.models.repository.files import File, Section
from career_guide.models.repository.snapshot import Snapshot

MOST_DOCUMENTS = 150
MOST_STATEMENTS = 6_000
"""Of one document; longer ones are read up to here."""
LONGEST = 700
"""Characters of a statement that are looked at."""
_PAPER = re.compile(
    r"(?:licen[cs]e|copying|changelog|changes|history|releases?(?:[-_ ]notes.*)?"
    r"|code[-_ ]of[-_ ]conduct"
    r"|security|support|funding|governance|authors|contributors|credits|notice|requirements"
    r"|pull[-_ ]request[-_ ]template|issue[-_ ]template|robots|humans|llms(?:-full)?)(?:[.-].*)?",
    re.IGNORECASE,
)
_OWN_TEXT = re.compile(
    r"readme|architect|design|decision|notes?\b|overview|approach|report|explanation|write-?up",
    re.IGNORECASE,
)
"""Names of plain texts about a project; others are what it works on."""
_FORM = re.compile(r"(?:^|[-_.])template(?:[-_.]|$)|^_?template", re.IGNORECASE)
_ASIDE = frozenset(
    (
        "prompts", "node_modules", "vendor", "third_party", "archive", "archived", "old",
        "deprecated", "examples", "example", "fixtures", "samples", "themes", "locales", "i18n",
        "requirements",
    )
)  # fmt: skip
"""Folders whose documents speak of something else, or no longer of this project."""
_ITEM = re.compile(r"\s{0,24}(?:[-*+•‣▪–]|\d{1,3}[.)]|\(\d{1,2}\))\s+(?:\[[ xX]\]\s+)?")
_QUOTE = re.compile(r"^\s{0,8}>[>\s]{0,8}")
_END = re.compile(r"(?<=[.!?])[\"')*_`]{0,3}\s+(?=[\"'(*_`\[]{0,3}[A-Z0-9])")
_MARK = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_STRUCK = re.compile(r"~~[^~\n]{0,300}~~")
_LINK = re.compile(r"\[([^\[\]]{0,300})\](?:\([^()\n]{0,600}\)|\[[^\[\]\n]{0,200}\])")
_RULE = re.compile(r"\s{0,8}(?:[-*_=]\s?){3,200}$")
_UNDONE = re.compile(r"^\s{0,24}(?:[-*+]|\d{1,3}[.)])\s+\[ \]")
_PLANNED = re.compile(
    r"\b(?:future|road ?map|to-?do|planned|plans?|next steps?|coming soon|upcoming|wish ?list"
    r"|what'?s next|not yet|ideas|backlog|improvements|enhancements|stretch goals?"
    r"|open questions)\b",
    re.IGNORECASE,
)
_SETUP = re.compile(
    r"\b(?:install\w*|set ?up|setting up|quick ?start|getting started|prerequisites?|requirements"
    r"|how to (?:run|use|install|build|start|deploy|contribute)|run(?:ning)? (?:it|the|locally|with"
    r"|tests?|from)|run locally|local (?:development|run)|configur\w+|environment"
    r"|env(?:ironment)? vars?"
    r"|troubleshoot\w*|faqs?|frequently asked|contribut\w+|licen[cs]e|credits|acknowledge?ments?"
    r"|authors?|contact|(?:get(?:ting)? )?support$|references|resources|further reading|see also"
    r"|commands?"
    r"|disclaimer|sponsors?|changelog|table of contents|contents|badges?)\b",
    re.IGNORECASE,
)
_FEATURES = re.compile(
    r"\b(?:features?|highlights?|capabilit(?:y|ies)|benefits|advantages|tech(?:nology"
    r"|nical)? ?stack"
    r"|technolog(?:y|ies)|built with|tools used|skills|what you(?:'ll| will)? (?:get|learn))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A sentence without markup; `titles` are the headings above it without the document's own.

    The nearest title is the last.
    `block` is the line where its paragraph or list item starts, `lead` the sentence before a list,
    which ends in a colon. `is_item` tells that it stands in a list, `is_undone` that it is an
    unchecked box.
    """

    file: File
    line: int
    text: str
    titles: tuple[str, ...]
    block: int = 0
    lead: str = ""
    is_item: bool = False
    is_undone: bool = False


@dataclass(slots=True)
class _Block:
    """Rows of a paragraph or list item that is being read."""

    rows: list[tuple[int, str]]
    lead: str = ""
    is_item: bool = False
    is_undone: bool = False


@per_snapshot
def project_documents(repo: Snapshot) -> tuple[File, ...]:
    """Documents about this project: the readme first, then the others; no posts, forms, papers.

    Files that the kinds call source material, prompts or data are none of them.
    """
    readme = repo.readme
    found = [
        file
        for file in repo.of_kind("docs")
        if file.document and file is not readme and not _is_other(file)
    ]
    found.sort(key=lambda file: (file.path.count("/"), file.path))
    first = (readme,) if readme and readme.kind == "docs" else ()
    return (*first, *found[:MOST_DOCUMENTS])


def _is_other(file: File) -> bool:
    folders = {folder.lower() for folder in file.path.split("/")[:-1]}
    name = file.name.rpartition(".")[0] or file.name
    is_loose = file.name.lower().endswith(".txt") and not (
        _OWN_TEXT.search(name) or "docs" in folders
    )
    return bool(
        _PAPER.fullmatch(name)
        or _FORM.search(name)
        or folders & _ASIDE
        or is_loose
        or is_post(file)
    )


def is_post(file: File) -> bool:
    """Whether a document is a post: below a folder of posts, or with a title and a date."""
    name = file.name.lower()
    if file.document is None or name.startswith(NO_POSTS):
        return False
    keys = {key.lower() for key, _ in file.document.front_matter}
    folders = file.path.lower().split("/")[:-1]
    if not KNOWLEDGE_FOLDERS.isdisjoint(folders):
        return False
    in_folder = not POST_FOLDERS.isdisjoint(folders)
    return {"title", "date"} <= keys or (in_folder and not name.startswith("index."))


NO_POSTS = ("readme", "_index", "license", "contributing", "changelog", "code_of_conduct")


KNOWLEDGE_FOLDERS = frozenset(
    ("kb", "knowledge", "knowledge_base", "knowledge-base", "knowledgebase", "faq", "faqs",
     "corpus", "data", "help", "helpcenter", "help-center", "fixtures", "seed", "seeds")
)  # fmt: skip
"""Folders of what a program answers from; articles in them are no posts."""
POST_FOLDERS = frozenset(
    ("_posts", "posts", "post", "blog", "blogs", "articles", "_articles", "newsletter", "_drafts")
)


def english(documents: Iterable[File]) -> tuple[File, ...]:
    """Those whose prose may be looked through for English words."""
    return tuple(file for file in documents if file.document and file.document.is_english)


def gap(repo: Snapshot, documents: Iterable[File]) -> str:
    """Why words may have been missed: a cap, unread documents, another language; "" for none."""
    if repo.is_truncated:
        return "The reading was cut short, so it may stand in a part that was not read."
    unread = sum(file.unread in UNSEEN for file in repo.of_kind("docs"))
    if unread:
        return f"{unread} document{'s' if unread > 1 else ''} could not be read."
    prose = [file.document for file in documents if file.document and file.document.words]
    foreign = sum(document.words for document in prose if not document.is_english)
    if foreign * 2 > sum(document.words for document in prose):
        return "The prose is mostly in another language than English, and is not analysed."
    return ""


def statements(repo: Snapshot, file: File) -> tuple[Statement, ...]:
    """Sentences and list items outside code blocks and tables, in the order of the text."""
    kept = _kept(repo)
    if file.path not in kept:
        kept[file.path] = tuple(islice(_read(file), MOST_STATEMENTS))
    return kept[file.path]


@per_snapshot
def _kept(repo: Snapshot) -> dict[str, tuple[Statement, ...]]:
    """Statements by the path of their document, as far as they were asked for."""
    return {}


def _read(file: File) -> Iterator[Statement]:
    if file.document is None:
        return
    own = title_of(file)
    above: list[Section] = []
    for section in file.document.sections:
        above = [one for one in above if one.level < section.level]
        if section.level:
            above.append(section)
        titles = tuple(one.title for one in above if one is not own)
        yield from _of_section(file, section, titles)


def title_of(file: File) -> Section | None:
    """The heading that is the document's own title: the first one, of the first level."""
    sections = file.document.sections if file.document else ()
    first = next((section for section in sections if section.level), None)
    return first if first and first.level == 1 else None


def _of_section(file: File, section: Section, titles: tuple[str, ...]) -> Iterator[Statement]:
    block = _Block([])
    lead = ""
    for number, raw in enumerate(section.text.split("\n"), section.text_line):
        row = _QUOTE.sub("", raw)
        marker = _ITEM.match(row)
        ends = not row.strip() or row.lstrip().startswith("|") or bool(_RULE.match(row))
        if ends or marker:
            yield from _sentences(file, block, titles)
            lead = _lead(block, lead)
            is_undone = bool(marker and _UNDONE.match(row))
            block = _Block([], lead if marker else "", bool(marker), is_undone)
        if not ends:
            block.rows.append((number, row[marker.end() :] if marker else row))
    yield from _sentences(file, block, titles)


def _lead(block: _Block, before: str) -> str:
    """The sentence that announces the list which may follow; it holds as long as the list does."""
    if not block.rows:
        return before
    if block.is_item:
        return block.lead
    last = bare(block.rows[-1][1])
    return last[-LONGEST:] if last.endswith(":") else ""


def _sentences(file: File, block: _Block, titles: tuple[str, ...]) -> Iterator[Statement]:
    """The sentences of a paragraph or item whose rows are wrapped."""
    if not block.rows:
        return
    text = " ".join(row.strip() for _, row in block.rows)
    starts: list[tuple[int, int]] = []
    at = 0
    for number, row in block.rows:
        starts.append((at, number))
        at += len(row.strip()) + 1
    first = block.rows[0][0]
    begin = 0
    for hit in [*_END.finditer(text), None]:
        sentence = bare(text[begin : hit.start() if hit else len(text)])
        if sentence:
            line = starts[bisect_right(starts, (begin, 1 << 40)) - 1][1]
            yield Statement(
                file, line, sentence[:LONGEST], titles, first, block.lead,
                block.is_item, block.is_undone,
            )  # fmt: skip
        begin = hit.end() if hit else 0


def bare(text: str) -> str:
    """Text without marks of emphasis, link targets and what is struck out."""
    if "](" in text or "][" in text:
        text = _LINK.sub(r"\1", text)
    if "~~" in text:
        text = _STRUCK.sub("", text)
    return _MARK.sub("", text).strip()


def is_planned(found: Statement) -> bool:
    """Whether it speaks of what is not there yet."""
    return found.is_undone or any(_PLANNED.search(title) for title in found.titles[-2:])


def is_setup(found: Statement) -> bool:
    """Whether it stands under a heading that tells a reader how to install, run or take part."""
    return any(_SETUP.search(title) for title in found.titles[-2:])


def is_of_features(found: Statement) -> bool:
    """Whether it stands in a list of features or of what the project is built with."""
    return any(_FEATURES.search(title) for title in found.titles[-1:])


def is_setup_title(title: str) -> bool:
    """Whether a heading is about installing, running, taking part, features or plans."""
    return bool(_SETUP.search(title) or _FEATURES.search(title) or _PLANNED.search(title))
