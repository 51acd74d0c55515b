"""Which meaning of each span holds where it stands; words of other trades block a skill."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from career_guide.domain.matching.lexicon import OtherSense, SkillSense
from career_guide.domain.matching.reading import ABOUT, Span
from career_guide.models.ids import SkillId

STANDING = frozenset({"near", "careful"})
"""Conditions of aliases that can stand for themselves."""
LANGUAGES = "typescript-python"
"""The one skill that says nothing about models, and that may stand before anything."""


@dataclass(slots=True)
class Reading:
    """One span with the meanings that hold."""

    span: Span
    skills: tuple[SkillSense, ...] = ()
    other: OtherSense | None = None
    ai: bool = False
    model: bool = False

    @property
    def conditional(self) -> bool:
        """Whether its skills hold only because of what stands around it."""
        return bool(self.skills) and all(s.aliases.when != "always" for s in self.skills)

    @property
    def entity(self) -> bool:
        """Whether other skills can be about it."""
        return bool(self.skills) and all(s.aliases.entity for s in self.skills)


def resolve(spans: Sequence[Span]) -> list[Reading]:
    """The reading of each span, in order."""
    readings = [Reading(span) for span in spans]
    for reading in readings:
        _read_certain(reading, spans)
    _read_conditional(readings, STANDING)
    _read_conditional(readings, frozenset({"beside_ai"}))
    _drop_objects(readings)
    _read_hinted(readings)
    groups = {reading.span.group for reading in readings if reading.skills}
    for reading in readings:
        follows = "head" in reading.span.roles and reading.span.group in groups
        if not reading.skills and not follows:
            reading.other = _other(reading.span, spans)
    return readings


def _read_certain(reading: Reading, spans: Sequence[Span]) -> None:
    """Meanings that need no word about models beside them."""
    senses = reading.span.sense.skills
    held = [s for s in senses if s.aliases.when == "always"]
    if _in_other_trade(reading.span, spans):
        held = []
    if not held and "use" in _roles_beside(reading.span, spans):
        held = [s for s in senses if s.aliases.when == "in_use"]
    reading.skills = tuple(held)
    if not _means_nothing(reading.span) and not any(s.aliases.when in STANDING for s in senses):
        reading.model = _about_models(held) or "model" in reading.span.roles
        reading.ai = reading.model or "ai" in reading.span.roles


def _about_models(senses: Iterable[SkillSense]) -> bool:
    return any(s.skill != LANGUAGES for s in senses)


def _roles_beside(span: Span, spans: Sequence[Span]) -> set[str]:
    """The roles of the other words in a stretch."""
    near = (other for other in spans if other.stretch == span.stretch and other is not span)
    return {role for other in near for role in other.roles}


def _read_hinted(readings: Sequence[Reading]) -> None:
    """A model somebody has built on counts as its API where no other skill is named."""
    spans = [r.span for r in readings]
    for reading in readings:
        senses = [s for s in reading.span.sense.skills if s.aliases.when == "in_use"]
        if not senses or "hint" not in _roles_beside(reading.span, spans):
            continue
        if not any(r.skills for r in readings if r.span.stretch == reading.span.stretch):
            reading.skills = tuple(senses)


def _read_conditional(readings: Sequence[Reading], when: frozenset[str]) -> None:
    accepted: list[Reading] = []
    for reading in readings:
        senses = [s for s in reading.span.sense.skills if s.aliases.when in when]
        if reading.skills or not senses:
            continue
        standing = when is STANDING
        if _beside_ai(reading, readings, general=standing) or (
            standing and _stands(reading.span, readings)
        ):
            reading.skills = tuple(senses)
            accepted.append(reading)
    for reading in accepted:
        reading.model = reading.model or _about_models(reading.skills)
        reading.ai = reading.ai or reading.model


def _beside_ai(reading: Reading, readings: Sequence[Reading], *, general: bool) -> bool:
    """Whether a word about models, agents or retrieval (`general`: AI too) qualifies a span."""
    return any(
        _lends(other, reading.span, readings, general=general)
        for other in readings
        if other is not reading
    )


def _lends(other: Reading, span: Span, readings: Sequence[Reading], *, general: bool) -> bool:
    """Whether one word about models (`general`: about AI) qualifies a span."""
    near = other.span
    if not (other.ai if general else other.model):
        return False
    if near.stretch != span.stretch:
        # "caching and retries, for LLM apps": the last member of a list speaks for all of it.
        return near.link in ABOUT and near.clause > span.clause and _last(near, readings)
    if near.clause != span.clause or near.group == span.group or near.chain != span.chain:
        return True
    # "LLM caching and retries" yes, "prompt engineering and retries" no.
    return not other.skills or (near.group < span.group and _leads(near, readings))


def _last(span: Span, readings: Sequence[Reading]) -> bool:
    return span.clause == readings[-1].span.clause


def _leads(near: Span, readings: Sequence[Reading]) -> bool:
    """Whether a word about models qualifies something in its own group ("LLM caching and …")."""
    return any(
        r.span.group == near.group and r.span is not near and r.span.sense.skills for r in readings
    )


def _stands(span: Span, readings: Sequence[Reading]) -> bool:
    """Whether a span means the skill by itself: nothing of another trade qualifies it."""
    spans = [r.span for r in readings]
    near = [other for other in _neighbours(span, spans) if other.group == span.group]
    if all(s.aliases.when == "near" for s in span.sense.skills):
        return not any(other.unknown or "trade" in other.roles for other in near)
    if near and near[0] is not _behind(span, spans) and _qualifies(near[0]):
        return False
    if any(other.unknown or _names_thing(other) for other in spans if _set_off(other, span)):
        return False
    clause = [other for other in spans if other.clause == span.clause and other is not span]
    if any(_names_thing(o) for o in clause if o.group == span.group or o.link == "of"):
        return False
    entity = any(s.aliases.entity for s in span.sense.skills)
    if not entity and any(_of_another_field(other) for other in clause if other.link == "in"):
        return False
    strange = any(other.unknown for other in clause)
    return not strange or _made(span, spans) or _supported(span, clause)


def _names_thing(span: Span) -> bool:
    """Whether a span is something else than a skill, and more than a noun that follows one."""
    things = [o for o in span.sense.others if o.group.kind != "ask_back"]
    return bool(things) and not span.roles & {"head", "filler"} and not _can_stand(span)


def _of_another_field(span: Span) -> bool:
    """Whether a span names a field that has its own sense of a word ("retrieval in teaching")."""
    return _names_thing(span) and all(o.group.field for o in span.sense.others)


def _can_stand(span: Span) -> bool:
    """Whether a span may mean a skill without a word about models beside it."""
    return any(s.aliases.when == "always" or s.aliases.when in STANDING for s in span.sense.skills)


def _set_off(other: Span, span: Span) -> bool:
    """Whether brackets or a colon behind a span tell what is meant: "observability (Datadog)"."""
    return other.stretch == span.stretch and other.clause > span.clause


def _qualifies(before: Span) -> bool:
    """Whether the word in front makes it something else ("vendor evaluation", "system agent")."""
    if before.unknown or "trade" in before.roles:
        return True
    if _can_stand(before):
        return False
    return "filler" not in before.roles and ("head" in before.roles or bool(before.sense.others))


def _supported(span: Span, clause: Sequence[Span]) -> bool:
    """Whether another name of the same skill stands beside it: "fine-tuned sdxl with lora"."""
    own = {s.skill: s.aliases for s in span.sense.skills}
    return any(
        s.skill in own and s.aliases is not own[s.skill]
        for other in clause
        for s in other.sense.skills
    )


def _made(span: Span, spans: Sequence[Span]) -> bool:
    """Whether somebody built the thing: "wrote an agent that triages issues"."""
    if not any(s.aliases.entity for s in span.sense.skills):
        return False
    at = next(i for i, other in enumerate(spans) if other is span)
    for other in reversed(spans[:at]):
        if other.clause != span.clause:
            return False
        if "maker" in other.roles:
            return True
        if other.unknown or other.content:
            return False
    return False


def _drop_objects(readings: Sequence[Reading]) -> None:
    """What another skill is about is not claimed itself: "agent tracing", "evals for agents"."""
    for at, reading in enumerate(readings):
        if not reading.entity:
            continue
        own = {s.skill for s in reading.skills}
        after = next((r for r in readings[at + 1 :] if r.skills), None)
        if (after is not None and _heads(after, reading, own)) or (
            reading.span.link in ABOUT
            and any(
                r.span.clause == reading.span.clause
                and r.span.chain < reading.span.chain
                and any(s.about_others and s.skill not in own for s in r.skills)
                for r in readings[:at]
            )
        ):
            reading.skills = ()


def _heads(after: Reading, reading: Reading, own: set[SkillId]) -> bool:
    """Whether a skill behind an entity is what the entity only qualifies ("agent tracing")."""
    return (
        after.span.group == reading.span.group
        and after.conditional
        and not after.entity
        and own.isdisjoint(s.skill for s in after.skills)
    )


def _other(span: Span, spans: Sequence[Span]) -> OtherSense | None:
    """The meaning of a span that is no skill here."""
    clause = [other for other in spans if other.clause == span.clause and other is not span]
    if "filler" in span.roles and any("filler" not in other.roles for other in clause):
        return None
    if any(other.group == span.group and _means_nothing(other) for other in clause):
        return None
    if _in_other_trade(span, spans):
        return None
    near = [other for other in _neighbours(span, spans) if other.group == span.group]
    for other in span.sense.others:
        if other.group.when == "always" or not any(one.unknown for one in near):
            return other
    return None


def _in_other_trade(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a single word stands right beside a word of another trade ("python hunting")."""
    near = (other for other in _neighbours(span, spans) if other.group == span.group)
    return len(span.words) == 1 and any("trade" in other.roles for other in near)


def _means_nothing(span: Span) -> bool:
    return any(other.group.kind == "nothing" for other in span.sense.others)


def _behind(span: Span, spans: Sequence[Span]) -> Span | None:
    """The span right behind one."""
    at = next(i for i, other in enumerate(spans) if other is span)
    return spans[at + 1] if at + 1 < len(spans) else None


def _neighbours(span: Span, spans: Sequence[Span]) -> list[Span]:
    """The spans right before and behind one."""
    at = next(i for i, other in enumerate(spans) if other is span)
    return [spans[i] for i in (at - 1, at + 1) if 0 <= i < len(spans)]
