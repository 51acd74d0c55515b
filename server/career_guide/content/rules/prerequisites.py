"""Rules on prerequisite edges: no cycle, nothing pointing into a later tier, nothing twice."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from career_guide.content.rules.finding import Finding, Firsts, entries
from career_guide.models.content.catalog import Catalog


def hard_edges_have_no_cycle(catalog: Catalog) -> Iterator[Finding]:
    """Hard prerequisites form no cycle; each is told as a path, prerequisite first."""
    needs: dict[str, list[str]] = {
        skill.id: [edge.skill for edge in skill.additions.hard] for skill in catalog.skills
    }
    places = {
        (edge.skill, skill.id): place.at("additions", "hard", index)
        for place, skill in entries(catalog, "skills")
        for index, edge in enumerate(skill.additions.hard)
    }
    while cycle := _cycle_in(needs):
        # An edge is written in the file of its second skill, the one that needs the first.
        edge = (cycle[0], cycle[1])
        yield Finding("CG033", places[edge], f"The cycle is {' -> '.join(cycle)}.")
        needs[edge[1]].remove(edge[0])


def _cycle_in(needs: dict[str, list[str]]) -> list[str]:
    """A cycle, starting and ending at its alphabetically first skill; empty where there is none."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1][:-1]
        start = ring.index(min(ring))
        return [*ring[start:], *ring[: start + 1]]
    return []


def hard_edges_point_to_no_later_tier(catalog: Catalog) -> Iterator[Finding]:
    """A hard prerequisite lies in the same tier or an earlier one."""
    tier_of = {skill.id: skill.tier for skill in catalog.skills}
    weeks = {tier.id: tier.weeks.first for tier in catalog.tiers}
    for place, skill in entries(catalog, "skills"):
        for index, edge in enumerate(skill.additions.hard):
            later = tier_of.get(edge.skill, skill.tier)
            if weeks.get(later, 0) > weeks.get(skill.tier, 0):
                what = f"{skill.id} ({skill.tier}) cannot need {edge.skill} ({later})."
                yield Finding("CG034", place.at("additions", "hard", index, "skill"), what)


def edges_are_unique(catalog: Catalog) -> Iterator[Finding]:
    """A prerequisite stands once in a skill, as hard or as soft."""
    for place, skill in entries(catalog, "skills"):
        firsts = Firsts()
        for kind in ("hard", "soft"):
            for index, edge in enumerate(getattr(skill.additions, kind)):
                at = place.at("additions", kind, index, "skill")
                if first := firsts.before(edge.skill, at):
                    yield Finding("CG051", at, f"{edge.skill} is already {first}.")
                elif edge.skill == skill.id and kind == "soft":
                    yield Finding("CG051", at, f"{skill.id} names itself.", "Remove it.")
