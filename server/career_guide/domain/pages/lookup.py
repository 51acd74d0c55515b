"""Which page, or which part of one, is meant by a URI, a slug, an id or a fact id."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from career_guide.domain.memo import per_catalog
from career_guide.domain.pages.page import SCHEME, Page
from career_guide.domain.pages.registry import homes, pages
from career_guide.models.content.catalog import Catalog

AROUND = "`<>\"'() "
ROOT = re.compile(r"career:/*|/+")
SEPARATORS = re.compile(r"[\s_/-]+")
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
SUGGESTIONS = 3
LIKE_HEADING = 80
"""Least likeness (0 to 100) of a heading that was meant."""

NICKNAMES: Mapping[str, str] = {
    "start": "about",
    "home": "about",
    "index": "about",
    "guide": "about",
    "introduction": "about",
    "skills": "roadmap",
    "skills roadmap": "roadmap",
    "tiers": "roadmap",
    "rubric": "rubrics",
    "projects": "rubrics",
    "portfolio": "rubrics",
    "criteria": "rubrics",
    "interviews": "interview",
    "interview questions": "interview",
    "questions": "interview",
    "pay": "salary",
    "salaries": "salary",
    "salary table": "salary",
    "compensation": "salary",
    "levels": "salary",
    "premium": "salary",
    "market": "markets",
    "locations": "markets",
    "learning": "resources",
    "where to learn": "resources",
    "employers": "hiring",
    "common mistakes": "mistakes",
    "path forward": "path",
    "assumptions": "method",
    "formulas": "method",
    "gaps": "caveats",
    "contradictions": "caveats",
    "limits": "caveats",
    "rag": "roadmap/basic-rag",
    "agents": "roadmap/agent-architecture",
    "agent": "roadmap/agent-architecture",
    "evals": "roadmap/evaluation",
    "prompting": "roadmap/prompt-engineering",
    "python": "roadmap/typescript-python",
    "typescript": "roadmap/typescript-python",
    "deployment": "roadmap/production-deployment",
    "behavioral": "interview",
}
"""Other words for pages, read before the slugs of smaller ones; ours."""


@dataclass(frozen=True)
class Target:
    """A page, and the heading in it where a part was meant."""

    uri: str
    heading: str | None = None


@dataclass(frozen=True)
class Passage:
    """What stands under one heading: from its first character to before the next heading."""

    heading: str
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """Every reading of a name, the most likely first; empty where nothing fits."""

    targets: tuple[Target, ...]
    fact_id: str | None = None


def find(catalog: Catalog, name: str) -> Found:
    """What `name` stands for: a page before a fact, a fact before the id of something in a page.

    A slug that names several things (`mcp`) gives all of them, in reading order of the pages.
    The scheme alone is the page that lists all others.
    """
    known = pages(catalog)
    slug = "about" if ROOT.fullmatch(_address(name)) else _slug(name)
    if SCHEME + slug in known:
        return Found((Target(SCHEME + slug),))
    if home := homes(catalog).get(slug):
        return Found((Target(home.uri, home.heading),), fact_id=slug)
    names = _names(catalog)
    return Found(names.get(_folded(slug), ()) or _inside(names, slug))


def _inside(names: Mapping[str, tuple[Target, ...]], slug: str) -> tuple[Target, ...]:
    """What the last part of the slug names within the page that its first part names."""
    first, _, last = slug.rpartition("/")
    around = tuple(target.uri for target in names.get(_folded(first), ()) if first)
    return tuple(
        target
        for target in names.get(_folded(last), ())
        if any(target.uri == uri or target.uri.startswith(f"{uri}/") for uri in around)
    )


def nearest(catalog: Catalog, name: str) -> tuple[str, ...]:
    """URIs of the three pages most like `name`, the nearest first."""
    names = _all_names(catalog)
    ranked = process.extract(_folded(_slug(name)), list(names), scorer=fuzz.WRatio, limit=None)
    uris = (uri for choice, _, _ in ranked for uri in names[choice])
    return tuple(dict.fromkeys(uris))[:SUGGESTIONS]


@per_catalog
def _all_names(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Names and fact ids, with the URIs of their pages."""
    names = {name: tuple(t.uri for t in targets) for name, targets in _names(catalog).items()}
    return names | {_folded(fact_id): (home.uri,) for fact_id, home in homes(catalog).items()}


def headings(page: Page) -> tuple[str, ...]:
    """The page's headings in order."""
    return tuple(HEADING.findall(page.text))


def passage_of(page: Page, wanted: str) -> Passage | None:
    """The passage under the heading that is meant; None where no heading is like `wanted`."""
    passages = {_folded(passage.heading): passage for passage in _passages(page)}
    name = _folded(wanted.lstrip("# "))
    if name in passages:
        return passages[name]
    near = _near(name, tuple(passages))
    return passages[near] if near else None


def _near(name: str, known: tuple[str, ...]) -> str | None:
    """The heading that begins with `name`, holds it or is spelt much like it."""
    if not name:
        return None
    for heading in (*(k for k in known if k.startswith(name)), *(k for k in known if name in k)):
        return heading
    likely = process.extractOne(name, known, score_cutoff=LIKE_HEADING)
    return likely[0] if likely else None


def _passages(page: Page) -> list[Passage]:
    starts = [(match[1], match.start()) for match in HEADING.finditer(page.text)]
    ends = [start for _, start in starts[1:]] + [len(page.text)]
    return [
        Passage(heading, start, end) for (heading, start), end in zip(starts, ends, strict=True)
    ]


def _slug(name: str) -> str:
    """The address without scheme, twin prefix and ending, and slashes around it."""
    slug = _address(name).removeprefix("career:").strip("/ ")
    return slug.removeprefix("data/").removesuffix(".json").removesuffix(".md").strip("/ ")


def wants_json(name: str) -> bool:
    """Whether a name asks for a page as JSON, for programs: its address ends in `.json`."""
    return _address(name).endswith(".json")


def _address(name: str) -> str:
    """The name without what stands around it in texts, without query and fragment."""
    return name.strip().strip(AROUND).casefold().partition("#")[0].partition("?")[0]


def fragment(name: str) -> str | None:
    """The heading after `#` in a URI, if any."""
    return name.partition("#")[2].strip() or None


def _folded(text: str) -> str:
    return SEPARATORS.sub(" ", text.casefold()).strip()


@per_catalog
def _names(catalog: Catalog) -> Mapping[str, tuple[Target, ...]]:
    """Every name that is neither a URI nor a fact id, with what it may mean."""
    names: dict[str, dict[Target, None]] = {}
    for name, target in _named(catalog):
        names.setdefault(_folded(name), {})[target] = None
    return {name: tuple(targets) for name, targets in names.items()}


def _named(catalog: Catalog) -> Iterator[tuple[str, Target]]:
    for name, slug in NICKNAMES.items():
        yield name, Target(SCHEME + slug)
    for page in pages(catalog).values():
        for name in (page.slug, page.slug.rpartition("/")[2], page.title):
            yield name, Target(page.uri)
    for item in catalog.items():
        if not item.facts:
            continue
        home = homes(catalog)[item.facts[0].id]
        if not home.uri.endswith(f"/{item.id}"):  # a thing with a page of its own is listed above
            yield item.title, Target(home.uri, home.heading)
            yield item.id, Target(home.uri, home.heading)
    for entry in catalog.assumptions.entries:
        yield entry.id, Target(SCHEME + "method", "Assumptions")
    for gap in catalog.gaps.entries:
        home = homes(catalog)[gap.facts[0].id]
        yield gap.id, Target(home.uri, home.heading)
