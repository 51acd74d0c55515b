"""The rules across files: a catalog in, every broken rule with its file and line out."""

from collections.abc import Callable, Collection, Iterable

from career_guide.content.problems import Problem, problem, quoted
from career_guide.content.rules import figures, ids, phrases, prerequisites, references, repository
from career_guide.content.rules.finding import ALL_KINDS, Finding, Place, Rule, facts
from career_guide.models.content.catalog import Catalog

RULES: tuple[Rule, ...] = (
    Rule(ids.fact_ids_are_unique),
    Rule(ids.recommendation_ids_are_unique),
    Rule(ids.ids_are_unique_in_lists),
    Rule(ids.positions_are_unique),
    Rule(references.facts_exist, ALL_KINDS),
    Rule(references.learning_resources_exist, ("resources",)),
    Rule(references.alias_topics_exist, ("skills",)),
    Rule(references.gap_assumptions_exist, ("assumptions", "gaps")),
    Rule(references.required_assumptions_are_there, ("assumptions",)),
    Rule(references.sections_are_titled, ("guide",)),
    Rule(references.bands_are_complete, ("scoring",)),
    Rule(references.features_are_complete, ("projects",)),
    Rule(prerequisites.hard_edges_have_no_cycle),
    Rule(prerequisites.hard_edges_point_to_no_later_tier, ("tiers",)),
    Rule(prerequisites.edges_are_unique),
    Rule(figures.ends_are_ordered),
    Rule(figures.tiers_follow_one_another, ("tiers",)),
    Rule(figures.parts_make_the_total),
    Rule(figures.levels_ascend),
    Rule(figures.markets_stay_below_the_baseline),
    Rule(figures.facts_state_the_figures),
    Rule(figures.bands_ascend, ("scoring",)),
    Rule(figures.weights_make_the_whole, ("scoring",)),
    Rule(figures.anchors_are_complete),
    Rule(phrases.asks_are_unique),
    Rule(phrases.whole_aliases_are_unique),
    Rule(phrases.vocabularies_are_disjoint),
    Rule(phrases.job_titles_are_unique),
    Rule(phrases.places_are_unique),
    Rule(phrases.placeholders_are_arguments),
    Rule(phrases.generic_ideas_are_patterns, ("scoring",)),
    Rule(repository.probes_are_known, ("repository",)),
    Rule(repository.everything_has_a_policy, ("repository", "projects")),
)
"""Every rule over the catalog; the one that needs the pages is `unreachable`."""


Locate = Callable[[Place], tuple[str, int]]
"""Gives the file of a place, relative to the content folder, and the line in it."""


def by_name(place: Place) -> tuple[str, int]:
    """The file of a place by its kind and id; without the source the line is 1."""
    return (f"{place.kind}/{place.id}.yaml" if place.id else f"{place.kind}.yaml"), 1


def lint(
    catalog: Catalog, *, locate: Locate = by_name, broken: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Every broken rule, in the order of the rules.

    `broken` names kinds of which a file is missing from the catalog: rules that need those are
    left out.
    """
    found: list[Finding] = []
    for rule in RULES:
        if broken.isdisjoint(rule.needs):
            found += rule.check(catalog)
    return _as_problems(found, locate)


def unreachable(
    catalog: Catalog, shown: Collection[str], *, locate: Locate = by_name
) -> tuple[Problem, ...]:
    """Facts that no page shows; `shown` are the ids of those that some page does."""
    found = [
        Finding("CG045", place.at("id"), f"No page shows fact {quoted(fact.id)}.")
        for place, fact in facts(catalog)
        if fact.id not in shown
    ]
    return _as_problems(found, locate)


def _as_problems(findings: Iterable[Finding], locate: Locate) -> tuple[Problem, ...]:
    placed = ((finding, *locate(finding.place)) for finding in findings)
    return tuple(
        problem(
            finding.code,
            finding.what,
            file=file,
            line=line,
            where=str(finding.place),
            fix=finding.fix,
        )
        for finding, file, line in placed
    )
