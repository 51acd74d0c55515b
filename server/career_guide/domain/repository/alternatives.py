"""Alternatives that lost: what a project says it did not take, tried first or left behind."""

import re
from collections.abc import Iterable, Iterator

from career_guide.domain.repository.reasons import (
    Reason,
    is_deciding,
    is_reasoned,
    title_above,
    units,
)
from career_guide.domain.repository.written import (
    Statement,
    is_planned,
    is_setup,
    is_setup_title,
)
from career_guide.models.repository.files import File
from career_guide.models.repository.snapshot import Snapshot

LEAST_SPACES = 3
_NAME = (
    r"(?:`[^`\n]{2,60}`|(?:(?:an?|the|vanilla|plain|raw|pure|custom|hosted)\s)?[A-Z][\w.+/#-]{1,40}"
    r"|an?\s\w)"
)
_LOST = re.compile(
    rf"\b(?i:instead of|rather than|as opposed to)\s(?:using\s|running\s|a\s|an\s|the\s)?{_NAME}"
    rf"|\b[A-Z][\w.+/#-]{{1,40}}(?:\s[\w.+/#-]{{2,30}}){{0,3}}\s(?:over|vs\.?|versus)\s{_NAME}"
    rf"|(?:,|\()\s?not\s(?:just\s)?{_NAME}"
    rf"|\b(?i:switched|moved|migrated|changed)\b[^.]{{0,40}}?\bfrom\s{_NAME}[^.]{{1,80}}\bto\b"
    rf"|\b(?i:replaced)\s{_NAME}[^.]{{1,60}}\b(?:with|by)\b"
    rf"|\b(?i:considered|tried|attempted|evaluated|started with|looked at|tested"
    rf"|first used)\s{_NAME}"
    r"[^.]{0,160}?(?:\bbut\b|\bhowever\b|\buntil\b|\bthen\b|\.\s+(?:However|But|It)\b)"
    rf"|\b(?i:compared|opposed)\s(?:to|with)\s{_NAME}",
)
_CHOSE_OVER = re.compile(
    r"\b(?:chose|chosen|picked|selected|preferred|prefer|went with)\b[^.]{1,80}\bover\s\w", re.I
)
_TITLE = re.compile(
    r"\b(?:alternatives?|options?) (?:considered|rejected|evaluated|explored|we \w+)"
    r"|^alternatives?$"
    r"|\brejected\b|\bconsidered (?:alternatives?|options?)|\bwhat (?:we|i) tried\b|\bnot chosen\b",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"\b(?:alternatives?|rejected|considered|why not|instead of|over|vs\.?|options?)\b", re.I
)
_NOTHING = re.compile(r"^\W*(?:none|n/?a|-|—|tbd|todo|\.\.\.)?\W*$", re.I)


def rejected(repo: Snapshot, documents: Iterable[File]) -> tuple[Reason, ...]:
    """Places that name an alternative which was not taken, each wording once."""
    found: dict[str, Reason] = {}
    for file in documents:
        if file.document and file.document.is_english:
            for reason in (*_rows(file), *_told(repo, file)):
                found.setdefault(reason.text, reason)
    return tuple(found.values())


def _told(repo: Snapshot, file: File) -> Iterator[Reason]:
    for unit in units(repo, file):
        if is_planned(unit) or is_setup(unit):
            continue
        if _is_listed(unit) or _is_named(unit):
            yield Reason(file, unit.line, unit.text.casefold())


def _is_listed(unit: Statement) -> bool:
    """Whether it is an entry below a heading for alternatives."""
    is_below = any(map(_TITLE.search, (*unit.titles[-1:], unit.lead)))
    return is_below and unit.is_item and unit.text.count(" ") >= LEAST_SPACES


def _is_named(unit: Statement) -> bool:
    if not (_LOST.search(unit.text) or _CHOSE_OVER.search(unit.text)):
        return False
    return is_reasoned(unit) or (is_deciding(unit) and unit.is_item)


def _rows(file: File) -> Iterator[Reason]:
    document = file.document
    if document is None:
        return
    for table in document.tables:
        title = title_above(document.sections, table)
        if is_setup_title(title):
            continue
        columns = [at for at, cell in enumerate(table.header) if _COLUMN.search(cell)]
        is_decided = any("decision" in cell.lower() for cell in (*table.header, title))
        for offset, row in enumerate(table.rows):
            told = [row[at] for at in columns if at < len(row)] if is_decided or columns else []
            is_told = bool(is_decided and any(not _NOTHING.match(cell) for cell in told))
            if is_told or (is_decided and any(map(_LOST.search, row))) or _TITLE.search(title):
                yield Reason(file, table.line + 2 + offset, " | ".join(row).casefold())
