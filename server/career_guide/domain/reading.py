"""Opening a page or a part of it, in pieces that end at a line."""

from collections.abc import Mapping

from career_guide.domain.pages.lookup import (
    Found,
    Passage,
    find,
    fragment,
    headings,
    nearest,
    passage_of,
    wants_json,
)
from career_guide.domain.pages.page import CODE, SCHEME, Page
from career_guide.domain.pages.registry import pages
from career_guide.models.base import Basis
from career_guide.models.content.catalog import Catalog
from career_guide.models.envelope import (
    AssumptionUsed,
    BasisOf,
    NextAction,
    Notice,
    Source,
    sayable,
)
from career_guide.models.read_career_guide import ReadCareerGuideInput, ReadCareerGuideResult

CHUNK = 6_000
"""Characters of a page in one answer, at most."""
COMPUTE = "Compute a range for another level, place or offer."
MANY = 8
"""Assumptions named beside a page, at most: where a page explains more, it is about them."""
BASES: tuple[Basis, ...] = ("guide", "derived", "assumption", "editorial", "second_opinion")


def read(catalog: Catalog, request: ReadCareerGuideInput) -> ReadCareerGuideResult:
    """The page, fact or part that `uri` names, as JSON where that is asked for.

    Where it names nothing, the nearest pages.
    """
    found = find(catalog, request.uri)
    if not found.targets:
        return _not_found(catalog, request)
    target = found.targets[0]
    page = pages(catalog)[target.uri]
    if wants_json(request.uri):
        return _read_twin(catalog, request, page, found)
    wanted = request.section or fragment(request.uri) or target.heading
    passage = passage_of(page, wanted) if wanted else None
    whole = passage or Passage(page.title, 0, len(page.text))
    start = max(request.offset, whole.start, _start_of_fact(page, found, whole))
    text = chunk(page.text, start, whole.end)
    rest = start + len(text)
    next_offset = rest if rest < whole.end else None
    cited = tuple(dict.fromkeys(code for code in CODE.findall(text) if code in catalog.facts))
    return ReadCareerGuideResult(
        summary=_summary(catalog, page, found, passage, next_offset),
        status="page",
        uri=page.uri,
        title=page.title,
        text=text,
        next_offset=next_offset,
        sections=headings(page),
        suggestions=_others(found),
        assumptions=_assumptions(catalog, cited),
        warnings=_warnings(wanted, passage, start, whole.end),
        basis=_basis(catalog, cited),
        next_actions=(
            *_read_on(page.uri, next_offset, {"section": passage.heading} if passage else {}),
            *_next_actions(page),
        ),
        sources=(Source(uri=page.uri, title=page.title),),
        data_version=catalog.data_version,
    )


def _read_twin(
    catalog: Catalog, request: ReadCareerGuideInput, page: Page, found: Found
) -> ReadCareerGuideResult:
    """The page as JSON: one line, so a piece may end anywhere; all pieces together parse."""
    whole = page.twin_text
    text = chunk(whole, request.offset, len(whole))
    rest = request.offset + len(text)
    next_offset = rest if rest < len(whole) else None
    cited = tuple(fact_id for fact_id in page.fact_ids if f'"{fact_id}"' in text)
    more = _goes_on(next_offset)
    return ReadCareerGuideResult(
        summary=sayable(f"{page.title}, as JSON for programs: {page.description}{more}"),
        status="page",
        uri=page.twin_uri,
        title=page.title,
        text=text,
        next_offset=next_offset,
        suggestions=_twins(catalog, _others(found)),
        assumptions=_assumptions(catalog, cited),
        warnings=_warnings_of_twin(request, len(whole)),
        basis=_basis(catalog, cited),
        next_actions=(*_read_on(page.twin_uri, next_offset, {}), *_next_actions(page)),
        sources=(Source(uri=page.uri, title=page.title),),
        data_version=catalog.data_version,
    )


def _twins(catalog: Catalog, uris: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(pages(catalog)[uri].twin_uri for uri in uris)


def _start_of_fact(page: Page, found: Found, whole: Passage) -> int:
    """Where to start so that a wanted fact is in the piece: its line, if it stands too far down."""
    if found.fact_id is None:
        return 0
    position = page.text.find(f"`{found.fact_id}`", whole.start)
    if page.text.find("\n", position) < whole.start + CHUNK:
        return 0
    return page.text.rfind("\n", 0, position) + 1


def chunk(text: str, start: int, end: int) -> str:
    """At most 6,000 characters from `start`, cut behind a line unless one line is longer."""
    if end - start <= CHUNK:
        return text[start:end]
    cut = text.rfind("\n", start, start + CHUNK) + 1
    return text[start : cut if cut > start else start + CHUNK]


def _not_found(catalog: Catalog, request: ReadCareerGuideInput) -> ReadCareerGuideResult:
    near = nearest(catalog, request.uri)
    first = pages(catalog)[near[0]].title
    if wants_json(request.uri):
        near = _twins(catalog, near)
    about = pages(catalog)[SCHEME + "about"]
    return ReadCareerGuideResult(
        summary=sayable(f"No page of that name. Nearest: {'; '.join(near)}. All: career://about."),
        status="not_found",
        uri=None,
        title=None,
        text="",
        next_offset=None,
        suggestions=near,
        next_actions=tuple(
            NextAction(tool="read_career_guide", arguments={"uri": uri}, why=f"Open {title}.")
            for uri, title in {near[0]: first, about.uri: about.title}.items()
        ),
        sources=(Source(uri=about.uri, title=about.title),),
        data_version=catalog.data_version,
    )


def _summary(
    catalog: Catalog, page: Page, found: Found, passage: Passage | None, next_offset: int | None
) -> str:
    if found.fact_id:
        fact = catalog.facts[found.fact_id]
        return sayable(f"{fact.text} ({page.title})")
    part = f", {passage.heading}" if passage else ""
    return sayable(f"{page.title}{part}: {page.description}{_goes_on(next_offset)}")


def _goes_on(next_offset: int | None) -> str:
    return f" Goes on at offset {next_offset}." if next_offset is not None else ""


def _others(found: Found) -> tuple[str, ...]:
    """Other pages that the same slug names."""
    first = found.targets[0].uri
    return tuple(dict.fromkeys(t.uri for t in found.targets if t.uri != first))


def _assumptions(catalog: Catalog, cited: tuple[str, ...]) -> tuple[AssumptionUsed, ...]:
    used = [e for e in catalog.assumptions.entries if e.fact and e.fact.id in cited]
    if len(used) > MANY:
        return ()
    return tuple(AssumptionUsed(id=e.id, text=e.text, effect=e.effect) for e in used)


def _warnings_of_twin(request: ReadCareerGuideInput, end: int) -> tuple[Notice, ...]:
    past_end = _warnings(None, None, request.offset, end)
    if request.section or fragment(request.uri):
        text = "JSON has no headings, so the section was left aside."
        return (Notice(code="section_not_found", text=text), *past_end)
    return past_end


def _warnings(
    wanted: str | None, passage: Passage | None, start: int, end: int
) -> tuple[Notice, ...]:
    notices = []
    if wanted and passage is None:
        notices.append(
            Notice(
                code="section_not_found",
                text="No such heading here, so the page is given from its beginning; see sections.",
            )
        )
    if start >= end:
        notices.append(
            Notice(code="offset_past_end", text=f"What was asked for ends at character {end}.")
        )
    return tuple(notices)


def _basis(catalog: Catalog, cited: tuple[str, ...]) -> tuple[BasisOf, ...]:
    by_kind = {
        kind: tuple(code for code in cited if catalog.facts[code].basis == kind) for kind in BASES
    }
    return tuple(
        BasisOf(field="text", kind=kind, fact_ids=codes) for kind, codes in by_kind.items() if codes
    )


def _read_on(uri: str, next_offset: int | None, part: Mapping[str, str]) -> tuple[NextAction, ...]:
    if next_offset is None:
        return ()
    arguments = {"uri": uri, **part, "offset": next_offset}
    return (NextAction(tool="read_career_guide", arguments=arguments, why="Read on."),)


def _next_actions(page: Page) -> tuple[NextAction, ...]:
    actions = []
    topic, _, name = page.slug.partition("/")
    if topic == "roadmap":
        actions.append(NextAction(tool="next_skill", arguments={}, why="See what to learn next."))
    if topic == "salary":
        pay = {"level": name or "senior", "market": "us-major"}
        actions.append(NextAction(tool="estimate_comp", arguments=pay, why=COMPUTE))
    if topic == "markets":
        pay = {"level": "senior", "market": name or "us-major"}
        actions.append(NextAction(tool="estimate_comp", arguments=pay, why=COMPUTE))
    return tuple(actions)
