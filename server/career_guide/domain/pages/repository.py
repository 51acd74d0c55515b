"""How a repository that is read gets its levels, as a page."""

from collections.abc import Iterator

from career_guide.domain.pages.markdown import mark
from career_guide.domain.pages.page import Page, Part, make_page
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.repository import Ceiling, CriterionPolicy, Need, Step

TOP = 3


def repositories_page(catalog: Catalog) -> Page:
    """Each criterion's levels, with what has to be seen and what holds it down."""
    titles = {text.id: text.title for text in catalog.repository.probes}
    return make_page(
        catalog,
        slug="repositories",
        title="How a repository is scored",
        description="What has to be seen in files and history for each level of each criterion.",
        section="portfolio",
        priority=0.5,
        lead=(
            "A repository gets the highest level all of whose needs are seen in its files or "
            f"history {mark('assumption', 'assume-repository-policy')}. What could not be looked "
            "at makes the level a range."
        ),
        parts=[
            Part(
                "Levels",
                [line for c in catalog.repository.criteria for line in _criterion(c, titles)],
            ),
        ],
        data=lambda: catalog.repository.model_dump(mode="json", exclude_defaults=True),
    )


def _criterion(entry: CriterionPolicy, titles: dict[str, str]) -> Iterator[str]:
    mark = " (provisional: a reader should confirm it)" if entry.provisional else ""
    yield f"- **{entry.id}**{mark}"
    for step in entry.steps:
        yield f"  - {step.level}: {_step(step, titles)}"
    for ceiling in entry.ceilings:
        yield f"  - {_ceiling(ceiling, titles)}"
    if entry.without_source < TOP:
        but = f" (but for {', '.join(entry.prose_types)})" if entry.prose_types else ""
        yield f"  - at most {entry.without_source} without a source file{but}"


def _step(step: Step, titles: dict[str, str]) -> str:
    only = f" (only {', '.join(step.types)})" if step.types else ""
    return "; and ".join(_need(need, titles) for need in step.needs) + only


def _need(need: Need, titles: dict[str, str]) -> str:
    named = " or ".join(titles[probe] for probe in need.of)
    said = f"at least {need.at_least} of: {named}" if need.at_least > 1 else named
    if need.count > 1:
        said += f", {need.count} or more"
    if need.share_percent:
        said += f", and {need.share_percent} % of all"
    if need.least_total:
        said += f" of which there are at least {need.least_total}"
    if need.least_confidence != "low":
        said += " (surely)"
    return said


def _ceiling(ceiling: Ceiling, titles: dict[str, str]) -> str:
    lifted = ""
    if ceiling.unless:
        lifted = f" unless there is {' or '.join(titles[probe] for probe in ceiling.unless)}"
    return f"at most {ceiling.at_most} with {titles[ceiling.probe]}{lifted}"
