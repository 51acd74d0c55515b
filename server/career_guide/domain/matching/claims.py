"""Whether each thing named is claimed, denied, wished for, half known or well known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from career_guide.domain.matching.reading import AND, SUBJECTS, Span, clauses

NO_CLAIM = ("denied", "others", "wished", "asked", "heard", "learning")
"""States in which nothing is claimed, the strongest first."""
CARRIED_ACROSS = (",", "(", ":", "/", " ")
PRONOUNS = frozenset({"it", "them", "that", "those", "these", "any", "either", "this"})

PLURAL = frozenset({"are", "were", "both", "all", "everything", "each"})
"""Words by which the end of a list speaks of all its members."""


def _stronger(state: str | None, new: str) -> str:
    return new if state is None or NO_CLAIM.index(new) < NO_CLAIM.index(state) else state


def _cue(span: Span, first: bool) -> str | None:
    """What a span says about the others; questions count at the start only."""
    cue = span.sense.cue
    return None if cue == "asked" and not first else cue


def unclaimed(span: Span, *, first: bool) -> bool:
    """Whether a span takes back what stands beside it; `first`: it opens the phrase."""
    return _cue(span, first) in NO_CLAIM


@dataclass(frozen=True, slots=True)
class _End:
    """How a clause ends: the state it leaves, and the cues that nothing follows."""

    state: str | None
    trailing: tuple[str, ...]


def judge(spans: Sequence[Span], *, asks: bool) -> None:
    """Set `status`, `weak` and `strong` of every span; `asks`: the phrase ends as a question."""
    earlier: list[Span] = []
    carried: str | None = None
    parts = list(clauses(spans))
    for at, (clause, following) in enumerate(zip_longest(parts, parts[1:])):
        content = [span for span in clause if span.content and span.sense.cue in (None, "others")]
        end = _read_clause(clause, content, _inherited(clause, carried), first=not earlier)
        if not content:
            _apply_back(clause, earlier, end.trailing)
        if _speaks_of_all(clause):
            _apply(_listed_before(parts[: at + 1]), [c for c in end.trailing if c in NO_CLAIM])
        carried = end.state if content or _opens_list(clause, following) else None
        earlier += clause
    if asks:
        for span in spans:
            if span.status == "claimed":
                span.status = "learning"


def _speaks_of_all(clause: Sequence[Span]) -> bool:
    """Whether a clause has a word such as "are" or "both": "RAG, agents and MCP are next"."""
    return any(word.text in PLURAL for span in clause for word in span.words)


def _listed_before(parts: Sequence[Sequence[Span]]) -> list[Span]:
    """What the members of the list name that ends in the last of `parts`."""
    named: list[Span] = []
    for part, following in zip(parts[-2::-1], parts[:0:-1], strict=True):
        is_end = not any(span.content for span in following)
        if not _is_bare(part) or not (following[0].gap == "," or is_end):
            break
        named += [span for span in part if span.content]
    return named


def _is_bare(part: Sequence[Span]) -> bool:
    """Whether a part of a list only names things."""
    return all(
        span.sense.cue is None
        and (span.content or span.text in AND or bool(span.roles & {"filler", "head"}))
        and "maker" not in span.roles
        and span.text not in SUBJECTS
        for span in part
    )


def _opens_list(clause: Sequence[Span], following: Sequence[Span] | None) -> bool:
    """Whether a clause of cues only speaks of what follows ("never used: RAG, agents")."""
    heads = following is not None and following[0].gap == ":"
    return heads or clause[-1].sense.cue in NO_CLAIM


def _inherited(clause: Sequence[Span], carried: str | None) -> str | None:
    """The state that a list carries on into its next member ("no RAG, agents or MCP")."""
    if carried is None or clause[0].gap not in CARRIED_ACROSS or clause[0].sense.cue == "pivot":
        return None
    if any(span.sense.cue in ("yes", "strong", "pivot", *NO_CLAIM) for span in clause):
        return None
    opening = clause[0]
    if "maker" in opening.roles or opening.text in SUBJECTS:
        return None
    return carried


def _read_clause(
    clause: Sequence[Span], content: Sequence[Span], state: str | None, *, first: bool
) -> _End:
    """Give each thing in a clause its state."""
    weak = strong = choosing = False
    seen_since = 0
    before: list[Span] = []
    trailing: list[str] = []
    for at, span in enumerate(clause):
        cue = _cue(span, first and at == 0)
        if choosing and seen_since and span.text == "over":
            cue = "denied"
        if span.text in SUBJECTS and seen_since and cue is None:
            state = None
        if cue in NO_CLAIM:
            state, seen_since = _stronger(state, cue), 0
            trailing.append(cue)
        elif cue == "strong" and state == "denied" and seen_since == 0:
            state, weak = None, True
            trailing = ["weak"]
        elif cue == "weak":
            weak = True
            trailing.append(cue)
        elif cue == "strong":
            strong = True
            trailing.append(cue)
        elif cue == "chosen":
            choosing = True
        elif cue == "yes" and (seen_since or state not in NO_CLAIM):
            state, trailing, before = None, [], []
        elif span in content:
            span.status = state or "claimed"
            span.weak, span.strong = weak, strong
            weak = False
            before.append(span)
            trailing = []
            seen_since += 1
    _apply(before, trailing)
    return _End(state, tuple(trailing))


def _apply(before: Iterable[Span], trailing: Sequence[str]) -> None:
    """Cues behind everything in a clause speak of what stands before them ("python no")."""
    for span in before:
        for cue in trailing:
            if cue in NO_CLAIM and span.status == "claimed":
                span.status = cue
            elif cue == "weak":
                span.weak = True
            elif cue == "strong":
                span.strong = True


def _apply_back(clause: Sequence[Span], earlier: Sequence[Span], trailing: Sequence[str]) -> None:
    """A clause without content speaks of the clause before it, or of all with a pronoun."""
    everything = any(word.text in PRONOUNS for span in clause for word in span.words)
    last = max((span.clause for span in earlier if span.content), default=-1)
    named = [span for span in earlier if span.content]
    _apply((span for span in named if everything or span.clause == last), trailing)
