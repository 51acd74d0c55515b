"""All pages by URI in reading order, and where each fact is at home."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from career_guide.domain.memo import per_catalog
from career_guide.domain.pages import (
    caveats,
    guidance,
    interview,
    method,
    pay,
    portfolio,
    repository,
    roadmap,
)
from career_guide.domain.pages.page import SCHEME, Page
from career_guide.models.content.base import Fact
from career_guide.models.content.catalog import Catalog

__all__ = ["Home", "Page", "homes", "pages"]


@dataclass(frozen=True)
class Home:
    """The page and heading under which a fact is said in full."""

    uri: str
    title: str
    heading: str
    offset: int


@per_catalog
def pages(catalog: Catalog) -> Mapping[str, Page]:
    """Every page by URI, in reading order; rendered once for each catalog."""
    return {page.uri: page for page in _rendered(catalog)}


@per_catalog
def homes(catalog: Catalog) -> Mapping[str, Home]:
    """For each fact the page of its own thing, and the character offset of its heading there."""
    rendered = pages(catalog)
    return {
        fact_id: _home(rendered[SCHEME + slug], catalog.facts[fact_id])
        for slug, fact_ids in _owned(catalog)
        for fact_id in fact_ids
    }


def _rendered(catalog: Catalog) -> Iterator[Page]:
    yield guidance.about_page(catalog)
    yield roadmap.roadmap_page(catalog)
    yield from roadmap.skill_pages(catalog)
    yield portfolio.rubrics_page(catalog)
    yield from portfolio.project_pages(catalog)
    yield interview.interview_page(catalog)
    yield from interview.question_pages(catalog)
    yield pay.salary_page(catalog)
    yield from pay.level_pages(catalog)
    yield pay.markets_page(catalog)
    yield from pay.market_pages(catalog)
    yield guidance.resources_page(catalog)
    yield from guidance.topic_pages(catalog)
    yield guidance.role_page(catalog)
    yield guidance.hiring_page(catalog)
    yield guidance.mistakes_page(catalog)
    yield guidance.path_page(catalog)
    yield method.method_page(catalog)
    yield repository.repositories_page(catalog)
    yield caveats.caveats_page(catalog)


def _owned(catalog: Catalog) -> Iterator[tuple[str, list[str]]]:
    """Slugs of pages with the ids of the facts that belong there, each fact once."""
    yield "about", [fact.id for fact in catalog.guide.facts]
    kinds = (
        ("role", catalog.role, False),
        ("roadmap", catalog.tiers, False),
        ("roadmap", catalog.skills, True),
        ("rubrics", [entry for entry in catalog.projects if entry.id != "other"], True),
        ("rubrics", [catalog.project("other")], False),  # it holds what is said of all projects
        ("rubrics", catalog.criteria, False),
        ("interview", catalog.components, False),
        ("interview", catalog.questions, True),
        ("hiring", catalog.hiring, False),
        ("salary", catalog.levels, True),
        ("markets", catalog.markets, True),
        ("salary", (catalog.premium,), False),
        ("resources", catalog.resources, True),
        ("mistakes", catalog.mistakes, False),
        ("path", catalog.path, False),
    )
    for slug, items, own_page in kinds:
        for item in items:
            yield f"{slug}/{item.id}" if own_page else slug, [fact.id for fact in item.facts]
    yield "method", [e.fact.id for e in catalog.assumptions.entries if e.fact]
    yield "caveats", [fact.id for gap in catalog.gaps.entries for fact in gap.facts]


def _home(page: Page, fact: Fact) -> Home:
    """The heading above the fact's sentence, or above its first code where it is reworded."""
    said = page.text.find(fact.text)
    position = said if said >= 0 else max(page.text.find(f"`{fact.id}`"), 0)
    start = page.text.rfind("\n## ", 0, position) + 1
    heading = page.text[start:].partition("\n")[0].lstrip("# ")
    return Home(uri=page.uri, title=page.title, heading=heading, offset=start)
