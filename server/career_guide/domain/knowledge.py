"""From claims to levels: whole and part coverage, contradictions, and what is presumed."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from career_guide.domain.claims import LEVELS, Claim, Statement, rank
from career_guide.domain.roadmap import Roadmap
from career_guide.domain.wording import name_of, spoken
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.learning import Skill
from career_guide.models.envelope import Notice
from career_guide.models.ids import SkillId
from career_guide.models.matching import StatedLevel
from career_guide.models.next_skill import Background, Presumed

PART_SHARE = Fraction(3, 4)
"""Share of sub-topics that makes the stated level; assumption `subtopic-75`."""

WORKING = rank("working")
LANGUAGE: SkillId = "typescript-python"
LANGUAGE_KIN: dict[str, str] = {
    **dict.fromkeys(
        ("javascript", "node.js", "node", "react", "next.js", "angular", "vue.js", "express.js",
         "nestjs", "svelte"), "TypeScript",
    ),
    **dict.fromkeys(("django", "fastapi", "flask"), "Python"),
}  # fmt: skip
"""Strengths by their canonical names, and the language they are close to or used from;
assumption `language-from-background`."""


@dataclass(frozen=True)
class SkillState:
    """What is known of one skill: its level, its credited topics, and whether a level was given.

    `stated_low` is true where somebody gave it a level below working: that outweighs conclusions.
    """

    skill: SkillId
    level: StatedLevel
    topics: frozenset[str]
    stated_low: bool


@dataclass(frozen=True)
class Knowledge:
    """Every skill's state in row order, and what was concluded on the way."""

    states: tuple[SkillState, ...]
    presumed: tuple[Presumed, ...]
    warnings: tuple[Notice, ...]
    assumptions: frozenset[str]

    @property
    def known(self) -> frozenset[SkillId]:
        """Skills at working level or above, presumed ones included."""
        named = {state.skill for state in self.states if rank(state.level) >= WORKING}
        return frozenset(named | {entry.skill_id for entry in self.presumed})

    @property
    def aware(self) -> frozenset[SkillId]:
        """Skills that somebody has read about or knows in part."""
        return frozenset(s.skill for s in self.states if s.level == "aware") - self.known

    def state(self, skill: SkillId) -> SkillState:
        """The state of one skill."""
        return next(state for state in self.states if state.skill == skill)


def weigh(
    catalog: Catalog, roadmap: Roadmap, claims: Iterable[Claim], background: Background | None
) -> Knowledge:
    """Levels of all skills from `claims`.

    The same skill at two levels counts at the lower one. A skill at working level or above makes
    its hard prerequisites presumed, unless one was given a lower level: that one stands, and the
    contradiction is told.
    """
    claims = tuple(claims)
    stated: dict[SkillId, list[Statement]] = {skill: [] for skill in roadmap.order}
    for claim in claims:
        for statement in (*claim.claimed(), *claim.mentioned()):
            stated[statement.hit.skill_id].append(statement)
    notices: list[Notice] = []
    states = tuple(_state(catalog.skill(key), rows, notices) for key, rows in stated.items())
    presumed = _presumed(catalog, roadmap, states, notices)
    assumptions = {"prerequisite-edges"} if presumed else set()
    everything = [row for rows in stated.values() for row in rows]
    if any(row.assumed for row in everything):
        assumptions.add("level-default")
    if any(
        row.hit.coverage == "part" and not catalog.skill(row.hit.skill_id).any_topic_is_whole
        for row in everything
    ):
        assumptions.add("subtopic-75")
    language = _language(states, presumed, claims, background)
    if language is not None:
        assumptions.add("language-from-background")
        if isinstance(language, Presumed):
            presumed = tuple(sorted((*presumed, language), key=lambda p: _row(roadmap, p)))
        else:
            notices.append(language)
    return Knowledge(states, presumed, tuple(notices), frozenset(assumptions))


def _row(roadmap: Roadmap, entry: Presumed) -> int:
    return roadmap.order.index(entry.skill_id)


def _state(skill: Skill, rows: list[Statement], notices: list[Notice]) -> SkillState:
    whole = [row for row in rows if row.hit.coverage == "whole" or skill.any_topic_is_whole]
    parts = [row for row in rows if row not in whole]
    part_level, topics = _from_parts(skill, parts)
    if not whole:
        return SkillState(skill.id, LEVELS[part_level], topics, stated_low=False)
    groups: dict[str, list[Statement]] = {}
    for row in whole:
        for subject in _subjects(skill, row):
            groups.setdefault(subject, []).append(row)
    reached = [_levels(group) for group in groups.values()]
    level = max(min(levels) for levels in reached)
    # Two levels of one language do not matter where the other language makes the skill known.
    for levels in sorted({levels for levels in reached if max(levels) > level}):
        names = " and ".join(LEVELS[one] for one in levels)
        notices.append(
            _contradiction(f"{spoken(skill.title)} was given at {names}; the lower level counts.")
        )
    if level < WORKING <= part_level and not skill.any_topic_is_whole:
        notices.append(
            _contradiction(
                f"{spoken(skill.title)} was given at {LEVELS[level]}, while the parts named "
                f"would make it {LEVELS[part_level]}; the lower level counts."
            )
        )
    low = level < WORKING and any(not row.assumed and row.level < WORKING for row in whole)
    return SkillState(skill.id, LEVELS[level], topics, stated_low=low)


def _subjects(skill: Skill, row: Statement) -> tuple[str, ...]:
    """What a whole statement speaks of: the skill, or one or all topics where any is the skill.

    Python at none does not contradict TypeScript at working, while "Py" and "Python" are one.
    """
    if not skill.any_topic_is_whole:
        return (skill.id,)
    return row.hit.topics or tuple(topic.id for topic in skill.topics)


def _levels(rows: list[Statement]) -> tuple[int, ...]:
    """The levels of whole statements, low to high; an assumed one yields to a higher stated one."""
    levels = {row.level for row in rows if not row.assumed}
    if not levels or min(levels) <= WORKING:
        levels |= {row.level for row in rows if row.assumed}
    return tuple(sorted(levels))


def _contradiction(text: str) -> Notice:
    return Notice(code="contradiction", text=text)


def _from_parts(skill: Skill, rows: list[Statement]) -> tuple[int, frozenset[str]]:
    """The level that parts add up to, and the topics they credit (those at working or above).

    A level is reached by topics that are at least at it and make up 75 % of all; fewer make aware.
    """
    if not rows:
        return rank("none"), frozenset()
    best: dict[str, int] = {}
    for row in rows:
        for topic in row.hit.topics:
            best[topic] = max(best.get(topic, 0), row.level)
    credited = frozenset(topic for topic, level in best.items() if level >= WORKING)
    for level in (rank("proficient"), WORKING):
        covered = sum(reached >= level for reached in best.values())
        if Fraction(covered, len(skill.topics)) >= PART_SHARE:
            return level, credited
    touched = any(row.level >= rank("aware") for row in rows)
    return (rank("aware") if touched else rank("none")), credited


def _presumed(
    catalog: Catalog, roadmap: Roadmap, states: tuple[SkillState, ...], notices: list[Notice]
) -> tuple[Presumed, ...]:
    known = {state.skill for state in states if rank(state.level) >= WORKING}
    found: list[Presumed] = []
    for state in states:
        builders = roadmap.in_order(roadmap.place(state.skill).opens & known)
        if state.skill in known or not builders:
            continue
        title, later = name_of(catalog, state.skill), name_of(catalog, builders[0])
        if state.stated_low:
            text = f"{later} was named as known and builds on {title}, which was given at "
            notices.append(_contradiction(f"{text}{state.level}; the lower level counts."))
        else:
            found.append(Presumed(skill_id=state.skill, because=f"Needed for {later}."))
    if found:
        titles = ", ".join(name_of(catalog, entry.skill_id) for entry in found)
        text = f"Counted as known although not named: {titles}. Give a level to correct it."
        notices.append(Notice(code="presumed", text=text))
    return tuple(found)


def _language(
    states: tuple[SkillState, ...],
    presumed: tuple[Presumed, ...],
    claims: tuple[Claim, ...],
    background: Background | None,
) -> Presumed | Notice | None:
    """A language concluded from background and strengths, or the question which one is used."""
    state = next(state for state in states if state.skill == LANGUAGE)
    counted = rank(state.level) >= WORKING or LANGUAGE in {entry.skill_id for entry in presumed}
    if counted or state.stated_low:
        return None
    named = {
        name.casefold(): name
        for claim in claims
        if claim.level != "none"
        for name in claim.match.strengths
    }
    kin = sorted(name for key, name in named.items() if key in LANGUAGE_KIN)
    if background == "software_engineer" and kin:
        because = f"A software engineer who works with {kin[0]} is close enough to begin."
        return Presumed(skill_id=LANGUAGE, because=because)
    if kin:
        text = f"{kin[0]} points to {LANGUAGE_KIN[kin[0].casefold()]}. "
    elif background in ("software_engineer", "data_ml"):
        text = "Neither TypeScript nor Python was named. "
    else:
        return None
    text += "Do you write TypeScript or Python? Naming one ticks off that skill."
    return Notice(code="confirm_language", text=text)
