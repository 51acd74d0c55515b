"""From phrases in people's own words to roadmap skills, strengths and everything else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from career_guide.domain.matching.claims import judge, unclaimed
from career_guide.domain.matching.context import Reading, resolve
from career_guide.domain.matching.lexicon import STANDS, Lexicon, OtherSense, SkillSense, lexicon_of
from career_guide.domain.matching.normalise import READ_AT_MOST
from career_guide.domain.matching.reading import Span, clauses, read
from career_guide.domain.matching.spelling import Guess, guess, suggestions
from career_guide.models.content.catalog import Catalog
from career_guide.models.ids import SKILL_IDS, SkillId
from career_guide.models.matching import Outcome, PhraseMatch, SkillHit, StatedLevel

GUESSED_WORDS = 3
"""Words a phrase may have to be compared with our names as a whole."""
ORDER = {skill: at for at, skill in enumerate(SKILL_IDS)}
DENIED = frozenset({"denied", "wished", "asked", "others"})


def match_phrases(catalog: Catalog, phrases: Sequence[str]) -> tuple[PhraseMatch, ...]:
    """What each phrase claims, in input order; no phrase is dropped, guessed or an error.

    Texts are read up to a fixed length. What words mean stands in the content (aliases,
    vocabulary, wording); here are the rules by which they act on each other.
    """
    lexicon = lexicon_of(catalog)
    return tuple(_match(phrase, lexicon) for phrase in phrases)


@dataclass(slots=True)
class _Found:
    """What was collected from one phrase."""

    claims: list[tuple[SkillSense, Span]] = field(default_factory=list)
    mentions: list[tuple[SkillSense, Span]] = field(default_factory=list)
    strengths: list[str] = field(default_factory=list)
    off_roadmap: list[str] = field(default_factory=list)
    weaker: list[OtherSense] = field(default_factory=list)
    umbrellas: list[tuple[Span, OtherSense]] = field(default_factory=list)
    asked: list[SkillId] = field(default_factory=list)
    taken: bool = False

    def add(self, other: OtherSense) -> None:
        """Take a thing that is no skill, under its canonical name, once."""
        into = self.strengths if other.group.kind == "strength" else self.off_roadmap
        if other.name not in into:
            into.append(other.name)


def _match(phrase: str, lexicon: Lexicon) -> PhraseMatch:
    spans = read(phrase, lexicon)
    judge(spans, asks=phrase[:READ_AT_MOST].rstrip().endswith("?"))
    readings = resolve(spans)
    found = _Found()
    for reading in readings:
        _take(reading, found)
    _practised(readings, lexicon, found)
    _ask_back(readings, found)
    if not (found.claims or found.asked or found.strengths or found.off_roadmap):
        for other in found.weaker:
            found.add(other)
    _families(spans, readings, lexicon, found)
    rival: tuple[SkillId, ...] = ()
    if not (found.taken or found.weaker or found.mentions or found.asked):
        rival = _guessed(spans, lexicon, found)
    return _assembled(phrase, found, rival, lexicon)


def _take(reading: Reading, found: _Found) -> None:
    """Collect one reading; umbrella words wait for what stands beside them."""
    span, other = reading.span, reading.other
    found.taken = found.taken or bool(reading.skills or other)
    if reading.skills:
        into = found.claims if span.status == "claimed" else found.mentions
        into.extend((sense, span) for sense in reading.skills)
    elif other is None or span.status in DENIED or span.status == "heard":
        return
    elif other.group.kind == "ask_back":
        found.umbrellas.append((span, other))
    elif other.group.kind == "nothing":
        return
    elif other.group.when == "nothing_else":
        found.weaker.append(other)
    else:
        found.add(other)


def _practised(readings: Sequence[Reading], lexicon: Lexicon, found: _Found) -> None:
    """Credit skills that the phrase tells of without their names, where it claims all it says.

    What such work was done on (an agent, a model's calls) is then no claim of its own.
    """
    spans = [reading.span for reading in readings]
    if any(span.status != "claimed" for span in spans) or _means_otherwise(readings):
        return
    told = list(lexicon.practices.told([word for span in spans for word in span.words]))
    if not told:
        return
    shown = {practice.skill for practice in told}
    found.claims = [
        (sense, span)
        for sense, span in found.claims
        if sense.skill in shown or not (sense.aliases.entity or sense.aliases.when == "in_use")
    ]
    named = {sense.skill for sense, _ in found.claims}
    rated = next((span for span in spans if span.weak or span.strong), spans[0])
    for practice in told:
        if practice.skill not in named:
            name = practice.aliases.phrases[0]
            sense = SkillSense(practice.skill, name, practice.aliases, about_others=True)
            found.claims.append((sense, rated))
            found.taken = True


def _means_otherwise(readings: Sequence[Reading]) -> bool:
    """Whether a phrase takes something back, or is about a trade with words of its own."""
    groups = [reading.other.group for reading in readings if reading.other]
    roles = {role for reading in readings for role in reading.span.roles}
    return (
        any(unclaimed(reading.span, first=not at) for at, reading in enumerate(readings))
        or "trade" in roles
        or any(group.kind == "nothing" for group in groups)
        or (any(group.field for group in groups) and roles.isdisjoint({"ai", "model"}))
    )


def _ask_back(readings: Sequence[Reading], found: _Found) -> None:
    """Umbrella words count only where nothing clearer stands beside them."""
    if found.claims:
        return
    for span, umbrella in found.umbrellas:
        if not any(_clearer(span, other) for other in readings if other.span is not span):
            found.asked += [c for c in umbrella.group.candidates if c not in found.asked]


def _clearer(ask: Span, reading: Reading) -> bool:
    """Whether a thing in the same clause tells what an umbrella word is about."""
    other = reading.other
    if other is None:
        return False
    if other.group.kind == "nothing":
        return reading.span.stretch == ask.stretch
    if reading.span.clause != ask.clause or not other.group.settles:
        return False
    if other.group.kind == "off_roadmap":
        return True
    apart = reading.span.chain == ask.chain and reading.span.group != ask.group
    return other.group.kind == "strength" and not apart


def _families(
    spans: list[Span], readings: Sequence[Reading], lexicon: Lexicon, found: _Found
) -> None:
    """Head-noun rules, for clauses in which nothing was found."""
    meant = {id(r.span) for r in readings if r.skills or r.other}
    for clause in clauses(spans):
        if any(id(span) in meant or span.roles & {"ai", "model"} for span in clause):
            continue
        if any(span.status != "claimed" or "trade" in span.roles for span in clause):
            continue
        if any(
            span.sense.cue in ("denied", "wished", "asked", "others", "heard") for span in clause
        ):
            continue
        group = lexicon.families.family(_bare(clause, lexicon), lexicon.uses)
        if group is not None:
            found.taken = True
            found.add(OtherSense(group.title, group))


def _bare(clause: Iterable[Span], lexicon: Lexicon) -> list[str]:
    """The stems of a clause without cues, and without filler words at its ends."""
    heads = lexicon.families.heads
    spans = [span for span in clause if span.sense.cue is None]
    while spans and _empty(spans[0]):
        spans = spans[1:]
    while spans and _empty(spans[-1]) and spans[-1].words[-1].stem not in heads:
        spans = spans[:-1]
    return [word.stem for span in spans for word in span.words]


def _empty(span: Span) -> bool:
    return "filler" in span.roles and "head" not in span.roles


def _guessed(spans: Sequence[Span], lexicon: Lexicon, found: _Found) -> tuple[SkillId, ...]:
    """Read a short unknown phrase as a misspelt name; candidates where two are about as near."""
    words = [word for span in spans for word in span.words]
    if not words or len(words) > GUESSED_WORDS or not all(span.unknown for span in spans):
        return ()
    if any(word.text in lexicon.ordinary for word in words):
        return ()
    near: Guess | None = guess("".join(word.stem for word in words), lexicon)
    if near is None:
        return ()
    skills = [sense for sense in near.sense.skills if sense.aliases.when in STANDS]
    if near.rival is not None and (skills or near.rival.skills):
        both = (*near.sense.skills, *near.rival.skills)
        return tuple(dict.fromkeys(sense.skill for sense in both))
    if skills:
        found.claims += [(sense, spans[0]) for sense in skills]
    elif near.sense.others:
        other = near.sense.others[0]
        if other.group.kind == "ask_back":
            found.asked += other.group.candidates
        elif other.group.kind != "nothing":
            found.add(other)
    return ()


def _level(span: Span) -> StatedLevel | None:
    if span.weak:
        return "aware"
    return "proficient" if span.strong else None


def _hits(claims: Sequence[tuple[SkillSense, Span]]) -> tuple[SkillHit, ...]:
    """One hit per skill: whole where anything names the whole, else all sub-topics together."""
    by_skill: dict[SkillId, list[tuple[SkillSense, Span]]] = {}
    for sense, span in claims:
        by_skill.setdefault(sense.skill, []).append((sense, span))
    hits = []
    for skill in sorted(by_skill, key=ORDER.__getitem__):
        named = by_skill[skill]
        whole = next((n for n in named if n[0].aliases.coverage == "whole" and not n[1].weak), None)
        sense, span = whole or named[0]
        level = _level(span)
        shares = named if whole is None else [n for n in named if _names_as_much(n, level)]
        topics = {topic for s, _ in shares for topic in s.aliases.topics}
        hits.append(
            SkillHit(
                skill_id=skill,
                coverage="whole" if whole else "part",
                topics=tuple(sorted(topics)),
                alias=sense.name,
                claimed_level=level,
            )
        )
    return tuple(hits)


def _names_as_much(named: tuple[SkillSense, Span], level: StatedLevel | None) -> bool:
    """Whether a phrase names the whole at this level: "expert Python, basic TypeScript" is two."""
    return named[0].aliases.coverage == "whole" and _level(named[1]) == level


def _mentions(mentions: Sequence[tuple[SkillSense, Span]]) -> tuple[SkillHit, ...]:
    hits: dict[SkillId, SkillHit] = {}
    for sense, span in mentions:
        level: StatedLevel = "none" if span.status in DENIED else "aware"
        hits.setdefault(
            sense.skill,
            SkillHit(
                skill_id=sense.skill,
                coverage=sense.aliases.coverage,
                topics=tuple(sorted(sense.aliases.topics)),
                alias=sense.name,
                claimed_level=level,
            ),
        )
    return tuple(hits[skill] for skill in sorted(hits, key=ORDER.__getitem__))


def _assembled(
    phrase: str, found: _Found, rival: tuple[SkillId, ...], lexicon: Lexicon
) -> PhraseMatch:
    hits = _hits(found.claims)
    claimed = {hit.skill_id for hit in hits}
    mentions = tuple(m for m in _mentions(found.mentions) if m.skill_id not in claimed)
    aware = tuple(m.skill_id for m in mentions if m.claimed_level == "aware")
    candidates = rival or tuple(found.asked) or aware
    outcome: Outcome = "unmatched"
    if hits:
        outcome = "skill"
    elif found.off_roadmap and not found.strengths and not rival and not found.asked:
        outcome = "off_roadmap"
    elif (rival or found.asked) or (aware and not found.strengths and not found.off_roadmap):
        outcome = "needs_confirmation"
    elif found.strengths:
        outcome = "strength"
    return PhraseMatch(
        phrase=phrase,
        outcome=outcome,
        hits=hits,
        mentions=mentions,
        strengths=tuple(found.strengths),
        off_roadmap=tuple(found.off_roadmap),
        candidates=candidates if outcome == "needs_confirmation" else (),
        suggestions=()
        if outcome != "unmatched" or mentions or found.taken
        else suggestions(phrase[:READ_AT_MOST], lexicon),
    )
