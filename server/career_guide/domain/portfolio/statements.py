"""Which parts of a text state something as done: not what it plans, negates or plays down."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from career_guide.domain.portfolio.goals import MET, PIECE, goal_start
from career_guide.domain.portfolio.text import fold

Undone = Literal["planned", "negated"]
Drop = Literal["contradicted"] | Undone

SENTENCE = re.compile(
    r"(?<=[.!?;])\s+|\n+|,?\s+(?:but|however|although|though|except that)(?=[\s,])", re.IGNORECASE
)

DOINGS = (
    "add|build|built|implement|write|written|deploy|publish|host|evaluate|measure|benchmark|"
    "release|document|refactor|set up|ship|launch|improve|extend|introduce|integrate|test|do|done|"
    "finish|complete|run|create|include|available|live|online"
)
PLAN = re.compile(
    r"\b(?:i|we|team)(?:'ll| will| shall|'m going to|'re going to| am going to| are going to)\b"
    r"|\b(?:i|we)(?:'d like to| would like to| hope to| want to| still have to| need to| should)\b"
    r"|\b(?:plan|plans|planning|intend|intends|intending) to\b|\bplan(?:s|ned) for\b"
    rf"|\b(?:will|shall) (?:(?:soon|later|also|then|eventually) )*(?:be (?:\w+ly )?(?:{DOINGS})"
    r"(?:e?d|ten)?|follow|come (?:soon|later))\b"
    r"|^\W*(?:will|going to|plan to|want to|hope to|aim to) \w+"
    r"|\b(?:i|we|team)(?: are|'re| am|'m)? (?:expect(?:ing)?|hoping|aim(?:ing)? (?:for|at|to))\b"
    r"|\bexpect(?:ed|s|ing)? to (?:be|get|reach|see|hit|achieve|have|exceed)\b|^\W*expecting\b"
    r"|\b(?:expected|projected|targeted) (?:(?:hit |success |pass )?rate|accuracy|precision|recall|"
    r"f1|score)\b"
    rf"|\b(?:goals?|targets?|aims?|objectives?) ?:(?=[^.;]*\d)(?![^.;]*{MET})"
    rf"|\b(?:is|are) going to be\b|\byet to\b|\bto be (?:{DOINGS})(?:e?d|ten)?\b|\bto ?-?do ?:"
    r"|\bnext steps? ?:|\[ \]"
)
"""A match begins a plan: from there to the end of the sentence nothing counts."""
UNFINISHED = re.compile(
    r"(?:\b(?:is|are|was|still|currently|also) |[:(-] ?|^)planned\b"
    r"(?! (?:steps?|actions?|calls?|paths?))|\bplanned$"
    r"|(?:\bnot|n't|\bno) [^.;]{0,40}\byet\b|\bnot yet\b|\bcoming soon\b|\btb[da]\b"
    r"|\bwork in progress\b|\bstill wip\b|\bin (?:a|the) future (?:release|version)\b"
    r"|\bfuture work\b|\bon the roadmap\b|(?<!as )\bsoon\b(?! (?:as|after)\b)"
)
"""A match makes its whole clause a plan."""

LINKS = (
    r"(?:(?:a|an|any|the|real|proper|formal|much|actual|actually|single|automated|unit|public|"
    r"publicly|been|being|be|is|are|was|were|have|has|had|do|does|did|get|got|write|wrote|written|"
    r"add|added|include|included|implement|implemented|use|used|really|fully|currently|longer|"
    r"such|of|it|kind|sort|to|made|run|ever|even|properly|or) ){0,4}"
)
"""Words that may stand between a negation and what it negates."""
NEGATORS = (
    r"(?:no|not|never|none|nothing|neither|nor|without|lacks?|lacking|missing|absence of|zero|0|"
    r"still needs?|needs to|failed to|fails to|cannot|\w+n't)"
)
HARMLESS = r"(?! (?:fail|failed|failing|failures?|skipped|flaky|broken|missing|errors?|crash\w*)\b)"
"""'No tests fail' is good news."""
COMPARED = re.compile(r"\b(?:from|than|vs|versus|against|compared|and|drops?|fell|falls|loses?)\b")
"""'Up from 0.61 without re-ranking' compares; it does not say that re-ranking is missing."""
MISSING = (
    r"(?: (?:is|are|was|were))?(?: (?:still|currently|completely|also))* "
    r"(?:missing|absent|lacking|not (?:there|done|available|implemented|present))\b"
)
UNDONE = re.compile(
    r"\bun(?:tested|deployed|evaluated|documented|measured|handled|published|finished|implemented)\b"
)
NEGATED_END = re.compile(rf"(?:^|[\s(]){NEGATORS} {LINKS}$")


@dataclass(frozen=True)
class Wording:
    """What a criterion's or feature's quotes must not say."""

    negated: re.Pattern[str]
    contradicted: re.Pattern[str] | None

    @staticmethod
    def of(subjects: Iterable[str], contradicted_by: Iterable[str] = ()) -> "Wording":
        """Patterns that meet folded text; `subjects` and `contradicted_by` are patterns too."""
        subject = "|".join(subjects)
        against = "|".join(f"(?:{pattern})" for pattern in contradicted_by)
        return Wording(
            negated=re.compile(
                rf"\b{NEGATORS} {LINKS}(?:{subject})\b{HARMLESS}|\b(?:{subject}){MISSING}"
            ),
            contradicted=re.compile(against) if against else None,
        )


@dataclass(frozen=True)
class Stated:
    """The folded part of a text that states something as done, and why the rest was left out."""

    text: str
    dropped: Drop | None


def stated(text: str, wording: Wording, *, is_strict: bool = False) -> Stated:
    """The statements of `text` about what is there; sentences keep their order.

    What is not stated as done is left out by the clause; when strict, the rest of its sentence
    goes with it ("not deployed any more, see …").
    """
    kept: list[str] = []
    dropped: Drop | None = None
    for sentence in SENTENCE.split(text):
        folded = fold(sentence)
        if (goal := goal_start(folded)) is not None:
            folded, dropped = folded[:goal], dropped or "planned"
        if plan := PLAN.search(folded):
            folded, dropped = folded[: plan.start()], dropped or "planned"
        for piece in PIECE.split(folded):
            reason = _against(piece.strip(" ,.;:!?"), wording)
            dropped = dropped or reason
            if reason is None:
                kept.append(piece)
            elif is_strict:
                break
    return Stated(" ".join(" ".join(kept).split()), dropped)


def undone_before(context: str, wording: Wording, start: int) -> Drop | None:
    """Why what begins at `start` of a folded sentence is not stated as done, or None.

    Catches a quote that was cut out behind its own negation or goal. Plans reach to the end of
    the sentence; the rest speaks of its own clause.
    """
    if any(hit.start() < start for hit in PLAN.finditer(context)):
        return "planned"
    if NEGATED_END.search(context[:start]):
        return "negated"
    if any(hit.start() < start < hit.end() for hit in wording.negated.finditer(context)):
        return "negated"
    clause = max((hit.end() for hit in PIECE.finditer(context, 0, start)), default=0)

    def begins_before(pattern: re.Pattern[str]) -> bool:
        return any(hit.start() < start for hit in pattern.finditer(context, clause))

    if begins_before(UNFINISHED):
        return "planned"
    if begins_before(UNDONE):
        return "negated"
    if wording.contradicted is not None and begins_before(wording.contradicted):
        return "contradicted"
    return None


def _against(piece: str, wording: Wording) -> Drop | None:
    if UNFINISHED.search(piece):
        return "planned"
    missing = wording.negated.search(piece)
    if missing and missing[0].startswith("without") and COMPARED.search(piece):
        missing = None
    if missing or UNDONE.search(piece):
        return "negated"
    if wording.contradicted is not None and wording.contradicted.search(piece):
        return "contradicted"
    return None
