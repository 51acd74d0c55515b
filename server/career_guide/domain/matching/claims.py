"""Whether each thing named is claimed, denied, wished for, half known or well known."""

from collections.abc import Sequence

from career_guide.domain.matching.reading import SUBJECTS, Span, clauses

NO_CLAIM = ("denied", "others", "wished", "asked", "heard", "learning")
"""States in which nothing is claimed, the strongest first."""
CARRIED_ACROSS = (",", "(", ":", "/", " ")
PRONOUNS = frozenset({"it", "them", "that", "those", "these", "any", "either", "this"})


def _stronger(state: str | None, new: str) -> str:
    return new if state is None or NO_CLAIM.index(new) < NO_CLAIM.index(state) else state


def _cue(span: Span, first: bool) -> str | None:
    """What a span says about the others; questions count at the start only."""
    cue = span.sense.cue
    return None if cue == "asked" and not first else cue


def judge(spans: Sequence[Span], *, asks: bool) -> None:
    """Set `status`, `weak` and `strong` of every span; `asks`: the phrase ends as a question."""
    earlier: list[Span] = []
    carried: str | None = None
    for clause in clauses(list(spans)):
        content = [span for span in clause if span.content and span.sense.cue in (None, "others")]
        state = _read_clause(clause, content, _inherited(clause, carried), first=not earlier)
        if not content:
            _apply_back(clause, earlier, state)
        heading = not content and _next_gap(spans, clause) == ":"
        carried = state if content or heading or _opens_list(clause) else None
        earlier += clause
    if asks:
        for span in spans:
            if span.status == "claimed":
                span.status = "learning"


def _opens_list(clause: Sequence[Span]) -> bool:
    """Whether a clause of cues only may open a list ("never used: RAG, agents")."""
    return clause[-1].sense.cue in NO_CLAIM


def _next_gap(spans: Sequence[Span], clause: Sequence[Span]) -> str:
    after = [span for span in spans if span.clause == clause[0].clause + 1]
    return after[0].gap if after else ""


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
) -> str | None:
    """Give each thing in a clause its state; the state at its end is returned."""
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
    _apply_trailing(before, trailing)
    return state


def _apply_trailing(before: Sequence[Span], trailing: Sequence[str]) -> None:
    """Cues behind everything in a clause speak of what stands before them ("python no")."""
    for cue in trailing:
        for span in before:
            _apply(span, cue)


def _apply(span: Span, cue: str) -> None:
    if cue in NO_CLAIM and span.status == "claimed":
        span.status = cue
    elif cue == "weak":
        span.weak = True
    elif cue == "strong":
        span.strong = True


def _apply_back(clause: Sequence[Span], earlier: Sequence[Span], state: str | None) -> None:
    """A clause without content speaks of the clause before it, or of all with a pronoun."""
    if not earlier:
        return
    cues = [span.sense.cue for span in clause if span.sense.cue]
    everything = any(word.text in PRONOUNS for span in clause for word in span.words)
    last = max((span.clause for span in earlier if span.content), default=-1)
    for span in earlier:
        if not span.content or not (everything or span.clause == last):
            continue
        if state is not None:
            _apply(span, state)
        for cue in ("weak", "strong"):
            if cue in cues and state is None:
                _apply(span, cue)
