"""Decisions that a project explains in its documents, each with its reason."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from career_guide.domain.repository.architecture import parts
from career_guide.domain.repository.written import (
    LONGEST,
    Statement,
    is_of_features,
    is_planned,
    is_post,
    is_setup,
    is_setup_title,
    statements,
    title_of,
)
from career_guide.models.repository.files import File, Section, Table
from career_guide.models.repository.snapshot import Snapshot

LEAST_SPACES = 5
LEAST_CELL_SPACES = 2
DECIDING = re.compile(
    r"\b(?:decisions?|decided|why|rationale|reason(?:s|ing)?|trade-?offs?|choices?|chosen|choosing"
    r"|justification|adrs?|design (?:principles|goals|notes|considerations)|principles|constraints"
    r"|considerations|limitations|lessons?(?: learned)?|philosophy|alternatives?|findings|rules"
    r"|observations|experiments?|iterations?|what (?:did|didn't|failed|worked|changed)"
    r"|hill climbing|design)\b(?!\s?[:-]?\s?(?:system|tokens?|patterns?))",
    re.IGNORECASE,
)
"""Headings, and sentences before a list, under which a project speaks of its decisions."""
_CAUSE = re.compile(
    r"\bbecause\b|,\s+so\s+\w|\bso (?:that|it|its|we|i|they|the|a|an|this|there|no|every|each|both"
    r"|only|nothing|none|all|any|users?|callers?|clients?)\b|\bso [A-Z`]\w+|\bin order to\b"
    r"|\binstead of\b|\brather than\b|\bas opposed to\b|\bdue to\b|\bthat'?s why\b"
    r"|\bwhich is why\b|\bthe reason\b|\bfor (?:this|that|these|simplicity) reasons?\b"
    r"|\btrade-?offs?\b|\btrad(?:es?|ing|ed)\b[^.]{1,60}\bfor\b|\bat the (?:cost|expense"
    r"|price) of\b"
    r"|\bhence\b|\btherefore\b|\bthus\b|\botherwise\b|\bfor the sake of\b"
    r"|,\s(?:since|as) (?:it|its|we|i|the|they|this|these|most|many|no|a|an|each|every|there)\b"
    r"|\bwithout (?:having|needing|requiring|changing|touching|adding|breaking|losing)\b"
    r"|\bthe (?:cost|price|downside|upside|drawback|trade-?off) (?:is|was)\b",
    re.IGNORECASE,
)
_STRICT = re.compile(
    r"\bbecause\b|,\s+so\s+\w|\bso that\b|\binstead of\b|\brather than\b|\bwhich is why\b"
    r"|\bthe reason\b|\btrade-?offs?\b|\bat the (?:cost|expense|price) of\b|\botherwise\b"
    r"|\bwithout (?:having|needing|requiring|changing|touching|adding|breaking|losing)\b"
    r"|\bso (?:it|they|the|a|an|no|every|each|both|only|nothing|none|all|any|users?|callers?"
    r"|clients?|[A-Z`]\w+)\b(?! is necessary)",
)
"""What gives a cause also where nothing announces a decision."""
_PROBLEM = re.compile(r"\b(?:problem|motivation|pain ?points?|challenges?|background)\b", re.I)
_FIGURE = re.compile(r"\d(?:\.\d+)?\s?%|\b0\.\d+\b")
_CAUSE_FIRST = re.compile(r"^(?:since|because|given that|to (?:avoid|keep|prevent|reduce)) ", re.I)
_PURPOSE = re.compile(
    r"\bto (?:avoid|keep|prevent|reduce|limit|minimi[sz]e|bound|save|guard|protect|preserve|isolate"
    r"|decouple|simplify|make sure|ensure|reflect|stay|catch|force)\b|\bavoids?\b"
    r"|\b(?:allowing|letting|avoiding|keeping|preventing)\b"
    r"|\b(?:easier|simpler|cheaper|faster|safer|better|more \w+|less \w+|fewer|lower|higher) "
    r"(?:\w+ ){0,2}than\b",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"\b(?:choose|chose|chosen|choice|picked|selected|opted|decided|decision(?![ -](?:mak|support"
    r"|logic"
    r"|tree|point|threshold|process))|prefer(?:s|red)?|went with|settled on|switched|migrated"
    r"|replaced|dropped|adopted|rejected|deliberate(?:ly)?|intentional(?:ly)?|on purpose|by design"
    r"|by default|defaults? to|aimed)\b",
    re.IGNORECASE,
)
_CHOSEN_FOR = re.compile(
    r"\b(?:chosen|picked|selected|chose|opted|preferred|defaults? to)\b[^.]{1,100}?\b(?:for|over"
    r"|as)\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:we|i|our|this (?:project|server|system|design|agent|app|tool)|the (?:agent|server|system"
    r"|app|application|pipeline|client|service|model|judge|tool|api|repo|project|engine|parser"
    r"|index"
    r"|retriever|design|code|prompt|router|worker|scheduler|cache|graph|backend|frontend))\b"
    r"|\b(?:is|are|was|were|be|been|being)(?: \w+){0,2} (?:\w{2,}ed|kept|held|built|written|run|set"
    r"|split|read|sent|made|done|left|chosen|drawn|put|bound|shut|cut)\b"
    r"|\b(?:lives?|stays?|sits?|keeps?|stores?|reads?|writes?|sends?|returns?|rejects?|refuses?"
    r"|runs?|holds?|carries|drops?|skips?)\b"
    r"|\b(?:uses?|used|using|never|always|must|only|does not|doesn't|do not|don't|cannot|no)\b",
    re.IGNORECASE,
)
"""Sentences on what the project does or refuses to do."""
_CONTRAST = re.compile(
    r"^[^.:]{3,80}?(?:, not (?:just )?(?:an? |the )?[\w`]|\b over \b| instead of | rather than "
    r"|\(not [\w`]| vs\.? )",
    re.IGNORECASE,
)
"""The first words of an item: this one, not that one."""
_READER = re.compile(
    r"\b(?:you|your|you'll|you're|yourself)\b|^(?:please|run|set|install|add|create|copy|open|click"
    r"|make sure|ensure|see|check|note|edit|download|clone|start|select|go|visit|try|update"
    r"|configure"
    r"|enable|disable|export|provide|enter|follow|verify|restart|navigate|contributions?|feel free"
    r"|pass|specify|adjust|if|when|do|ask|press|deploy|register|give|wait|log|sign|unlike)\b",
    re.IGNORECASE,
)
_UNSETTLED = re.compile(
    r"\b(?:would (?:like|be|have)|could|might|may|should be|will|want to|plan(?:ned|s)? to|whether"
    r"|to be (?:added|done|decided)|coming|todo|tbd)\b|\?$|^(?:why|how|what|which)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\((?:e\.g\.|for example|see|such as)[^()]{0,200}\)", re.IGNORECASE)
_CLAUSES = re.compile(r";\s+|\s+[—–]\s+|(?<=[.!?])\s+(?=[A-Z`\"])")
_REASON_COLUMN = re.compile(
    r"\b(?:why|rationale|reason\w*|justification|trade-?offs?|because|motivation)\b", re.I
)
_RECORD_PATH = re.compile(
    r"(?:^|/)(?:adrs?|decisions?|decision-?records?|decisiones|d[eé]cisions|entscheidungen"
    r"|decis[oõ]es|decisioni|besluiten)/(?!readme|index)[^/]+$",
    re.I,
)
_README = re.compile(r"rea(?:dme|mde)", re.I)
_RECORD_PART = re.compile(
    r"(?:\d{1,2}[.)]?\s{0,3})?(decision|rationale|consequences|context|contexto?|contexte|kontext"
    r"|decisi[oó]n|d[eé]cision|entscheidung|decis[aã]o|decisione|besluit|consecuencias"
    r"|cons[eé]quences|consequ[eê]ncias|konsequenzen|folgen|conseguenze|gevolgen)\b",
    re.I,
)
_ALTERNATIVES = re.compile(
    r"(?:considered |rejected )?(?:alternativ\w{1,3}|options?|opciones|optionen|op[cç][oõ]es)\b",
    re.I,
)
_IS_DECISION = re.compile(r"d[eé]cis|entscheid|besluit")
"""The heading of the decision itself, in the languages of the others."""


@dataclass(frozen=True, slots=True, eq=False)
class Reason:
    """A decision with its reason, and where it stands; `text` tells repetitions apart."""

    file: File
    line: int
    text: str


def all_reasons(repo: Snapshot, documents: Iterable[File]) -> tuple[Reason, ...]:
    """Reasons of all documents, each wording once."""
    found: dict[str, Reason] = {}
    for file in documents:
        for reason in reasons(repo, file):
            found.setdefault(reason.text, reason)
    return tuple(found.values())


def reasons(repo: Snapshot, file: File) -> Iterator[Reason]:
    """Decisions of this project with a reason: one a record, table row, list item or sentence."""
    document = file.document
    if document is None or not (document.is_english or _RECORD_PATH.search(file.path)):
        return
    if _RECORD_PATH.search(file.path):
        if line := _record(document.sections):
            yield Reason(file, line, file.path)
            yield from _weighed(file, document.sections)
        return
    yield from _rows(file)
    for unit in units(repo, file):
        if is_reasoned(unit):
            yield Reason(file, unit.line, unit.text.casefold())


def units(repo: Snapshot, file: File) -> Iterator[Statement]:
    """Sentences, and list items as a whole."""
    item: Statement | None = None
    for one in statements(repo, file):
        if item and item.block == one.block:
            item = replace(item, text=f"{item.text} {one.text}"[:LONGEST])
            continue
        if item:
            yield item
        item = one if one.is_item else None
        if not one.is_item:
            yield one
    if item:
        yield item


def _record(sections: Iterable[Section]) -> int:
    """The line of the decision in a record of one; 0 where it holds nothing else."""
    parts = {
        hit[1].lower(): part
        for part in sections
        if part.text and (hit := _RECORD_PART.match(part.title))
    }
    decision = next((part for title, part in parts.items() if _IS_DECISION.match(title)), None)
    return decision.line if decision and len(parts) > 1 else 0


def _weighed(file: File, sections: Iterable[Section]) -> Iterator[Reason]:
    """The part of a record that weighs alternatives, a reason of its own."""
    for part in sections:
        if _ALTERNATIVES.match(part.title) and part.text.count(" ") >= LEAST_SPACES:
            yield Reason(file, part.line, f"{file.path} {part.title}")
            return


def _rows(file: File) -> Iterator[Reason]:
    """Table rows that give a reason in a column for it."""
    document = file.document
    if document is None:
        return
    for table in document.tables:
        columns = [at for at, cell in enumerate(table.header) if _REASON_COLUMN.search(cell)]
        if not columns or columns == [0] or is_setup_title(title_above(document.sections, table)):
            continue
        for offset, row in enumerate(table.rows):
            told = [row[at] for at in columns if at < len(row)]
            if any(cell.count(" ") >= LEAST_CELL_SPACES for cell in told):
                yield Reason(file, table.line + 2 + offset, " | ".join(row).casefold())


def title_above(sections: Iterable[Section], table: Table) -> str:
    """The heading under which a table stands."""
    above = [section.title for section in sections if section.line < table.line]
    return above[-1] if above else ""


def is_reasoned(found: Statement) -> bool:
    """Whether a statement tells a decision of this project and why it was taken."""
    text = _ASIDE.sub("", found.text)
    if text.count(" ") < LEAST_SPACES or is_planned(found):
        return False
    if _FIGURE.search(text) and not _CHOSEN.search(text):
        return False  # what explains a result decides nothing
    if not any(pattern.search(text) for pattern in (_CAUSE, _CAUSE_FIRST, _PURPOSE, _CONTRAST)):
        return bool(_CHOSEN_FOR.search(text)) and _gives_reason(found, text)
    if is_deciding(found) and found.is_item and _CONTRAST.match(text):
        return text.count(" ") > 2 * LEAST_SPACES
    return any(_gives_reason(found, clause) for clause in [text, *_CLAUSES.split(text)])


def is_deciding(found: Statement) -> bool:
    """Whether it stands under a heading or lead about decisions, or in a document about them."""
    if any(DECIDING.search(title) for title in (*found.titles[-2:], found.lead)):
        return True
    own = title_of(found.file)
    return bool(own and not _README.match(found.file.name) and DECIDING.search(own.title))


def _gives_reason(found: Statement, text: str) -> bool:
    if _READER.search(text) or _UNSETTLED.search(text) or text.count(" ") < LEAST_SPACES:
        return False
    is_caused = bool(_CAUSE.search(text) or _CAUSE_FIRST.search(text))
    if _CHOSEN.search(text):
        return is_caused or bool(_PURPOSE.search(text) or _CHOSEN_FOR.search(text))
    if is_deciding(found) and not is_of_features(found):
        return is_caused or bool(_PURPOSE.search(text) and _STATED.search(text))
    if is_of_features(found) or is_setup(found) or is_post(found.file) or _of_problem(found):
        return False
    is_strict = bool(_STRICT.search(text) or (_PURPOSE.search(text) and "without " in text))
    return is_strict and bool(_STATED.search(text) and parts(text))


def _of_problem(found: Statement) -> bool:
    """Whether it stands where a project says what is wrong in the world, not how it is built."""
    return any(_PROBLEM.search(title) for title in found.titles[-1:])
