"""Rules on references: every id that is named exists, closed lists inside files are complete."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import get_args

from career_guide.content.problems import quoted
from career_guide.content.rules.finding import Finding, Place, entries, facts, nodes
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.compensation import PayFacts
from career_guide.models.content.portfolio import Band
from career_guide.models.ids import FEATURE_IDS, SECTION_IDS

REQUIRED_ASSUMPTIONS = (
    "guide-week-hours",
    "even-weeks-in-tier",
    "prerequisite-edges",
    "level-default",
    "subtopic-75",
    "focus-sets",
    "language-from-background",
    "hours-warnings",
    "cut-order",
    "core-feature-split",
    "equal-weights",
    "level-anchors",
    "gate-49",
    "bands",
    "repository-policy",
    "unevidenced-credit",
    "writing-criteria",
    "generic-ideas",
    "first-fix-order",
    "portfolio-mean",
    "baseline-major",
    "market-scales-all",
    "level-from-years",
    "inferred-market",
    "time-box",
    "star-structure",
)
"""Assumptions that results name; without its entry a result could not explain itself."""


def facts_exist(catalog: Catalog) -> Iterator[Finding]:
    """Every fact that is named exists."""
    known = [fact.id for _, fact in facts(catalog)]
    for place, node in nodes(catalog):
        for field in type(node).model_fields:
            named = getattr(node, field)
            is_reference = isinstance(node, PayFacts) or field == "fact" or field.endswith("_fact")
            if is_reference and isinstance(named, str):
                yield from _unknown("fact", [named], known, [place.at(field)])


def learning_resources_exist(catalog: Catalog) -> Iterator[Finding]:
    """Skills name learning topics and recommendations that exist."""
    topics = [topic.id for topic in catalog.resources]
    pieces = [piece.id for topic in catalog.resources for piece in topic.recommendations]
    for place, skill in entries(catalog, "skills"):
        if skill.learn_at is not None:
            yield from _unknown("learning topic", [skill.learn_at], topics, [place.at("learn_at")])
        named = skill.additions.learn_from
        at = [place.at("additions", "learn_from", index) for index in range(len(named))]
        yield from _unknown("recommendation", named, pieces, at)


def alias_topics_exist(catalog: Catalog) -> Iterator[Finding]:
    """Aliases and practices name sub-topics of their own skill."""
    topics = {skill.id: [topic.id for topic in skill.topics] for skill in catalog.skills}
    for place, aliases in entries(catalog, "aliases"):
        known = topics.get(aliases.id, [])
        for field, parts in (("sets", aliases.sets), ("practices", aliases.practices)):
            for index, part in enumerate(parts):
                start = place.at(field, index, "topics")
                at = [start.at(position) for position in range(len(part.topics))]
                yield from _unknown(f"sub-topic of {aliases.id}", part.topics, known, at)


def gap_assumptions_exist(catalog: Catalog) -> Iterator[Finding]:
    """Gaps name assumptions that exist."""
    known = [entry.id for entry in catalog.assumptions.entries]
    for index, gap in enumerate(catalog.gaps.entries):
        start = Place("gaps", None, ("entries", index, "assumptions"))
        at = [start.at(position) for position in range(len(gap.assumptions))]
        yield from _unknown("assumption", gap.assumptions, known, at)


def _unknown(
    noun: str, named: Iterable[str], known: Iterable[str], places: Iterable[Place]
) -> Iterator[Finding]:
    known = list(known)
    for name, place in zip(named, places, strict=True):
        if name not in known:
            near = get_close_matches(name, known, n=1)
            fix = f"Did you mean {near[0]}?" if near else ""
            yield Finding("CG032", place, f"There is no {noun} {quoted(name)}.", fix)


def required_assumptions_are_there(catalog: Catalog) -> Iterator[Finding]:
    """Every assumption that results name has its entry."""
    present = {entry.id for entry in catalog.assumptions.entries}
    yield from _lacking(REQUIRED_ASSUMPTIONS, present, Place("assumptions", None, ("entries",)))


def sections_are_titled(catalog: Catalog) -> Iterator[Finding]:
    """Every section of the guide has a title."""
    present = {section.id for section in catalog.guide.sections}
    yield from _lacking(SECTION_IDS, present, Place("guide", None, ("sections",)))


def bands_are_complete(catalog: Catalog) -> Iterator[Finding]:
    """Every named band of the score scale is there."""
    every = get_args(Band.model_fields["id"].annotation)
    present = {band.id for band in catalog.scoring.bands}
    yield from _lacking(every, present, Place("scoring", None, ("bands",)))


def features_are_complete(catalog: Catalog) -> Iterator[Finding]:
    """Every feature that a call may name belongs to some project type."""
    present = {feature.id for project in catalog.projects for feature in project.features}
    if catalog.projects:
        yield from _lacking(
            FEATURE_IDS, present, Place("projects", catalog.projects[0].id, ("features",))
        )


def _lacking(every: Iterable[str], present: Iterable[str], place: Place) -> Iterator[Finding]:
    present = set(present)
    for name in every:
        if name not in present:
            yield Finding("CG031", place, f"{quoted(name)} is missing.")
