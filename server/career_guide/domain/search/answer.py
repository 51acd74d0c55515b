"""Searching the guide: the facts that answer a question, or an honest no with what is covered."""

from collections.abc import Iterable, Sequence
from typing import Any

from career_guide.domain.memo import per_catalog
from career_guide.domain.pages.registry import homes, pages
from career_guide.domain.search.index import Index, build
from career_guide.domain.search.lexicon import build_lexicon
from career_guide.domain.search.query import Question, parse
from career_guide.domain.search.rank import Match, Rival, confidence, matches, rival
from career_guide.models.content.base import Fact
from career_guide.models.content.catalog import Catalog
from career_guide.models.envelope import AssumptionUsed, BasisOf, NextAction, Source, sayable
from career_guide.models.ids import LEVEL_IDS, MARKET_IDS, PROJECT_TYPES, SectionId
from career_guide.models.search_career_guide import (
    CoveredTopic,
    SearchCareerGuideInput,
    SearchCareerGuideResult,
    SearchKind,
    Snippet,
)

SECTIONS: dict[SearchKind, SectionId] = {
    "about": "introduction",
    "role": "role",
    "roadmap": "skills-roadmap",
    "portfolio": "portfolio",
    "interview": "interview",
    "hiring": "hiring",
    "salary": "salary",
    "learning": "learning",
    "mistakes": "mistakes",
    "path": "path-forward",
}
COVERED = (
    "career://role",
    "career://roadmap",
    "career://rubrics",
    "career://interview",
    "career://hiring",
    "career://salary",
    "career://markets",
    "career://resources",
    "career://mistakes",
    "career://path",
)
WORTH = 0.5
"""Share of the best score that a further snippet must reach."""
WORTH_BESIDE = 0.75
"""The same for what is left open beside an answer."""
OPEN_SNIPPETS = 2
OUTRANKED = 0.2
"""By how much a fact about what is left open must beat the best answer to stand in its place."""
NEAR = 0.6
"""How close a fact or topic left open must be to be named."""
MARKET_PAGES = "career://markets"
PAY_PAGES = ("career://salary", MARKET_PAGES)
VIEW = " (2026, one author's view)."


@per_catalog
def index_of(catalog: Catalog) -> Index:
    """The search index of a catalog, built at its first question."""
    return build(catalog, build_lexicon(catalog))


def search(catalog: Catalog, request: SearchCareerGuideInput) -> SearchCareerGuideResult:
    """At most `limit` facts that answer; `no_match` where the guide does not.

    A question whose best fact says that the guide is silent, or what we assume in its place, is
    no match: that fact stands in `left_open`.
    """
    index = index_of(catalog)
    question = parse(request.query, index)
    section = SECTIONS[request.kind] if request.kind else None
    found = matches(question, index, section)
    answers = [match for match in found if not index.entries[match.number].open]
    silent = [match for match in found if index.entries[match.number].open]
    near = [match for match in silent[:OPEN_SNIPPETS] if match.way > NEAR]
    closest = rival(question, index)
    if (
        not answers
        or (_outranked(answers, silent) and not question.bare)
        or confidence(answers[0], question, closest) <= 0
    ):
        return _no_match(catalog, _topic(question, closest), _facts(index, near))
    best = answers[0].score
    kept = [match for match in answers[: request.limit] if match.score > WORTH * best]
    beside = [match for match in near if match.score > WORTH_BESIDE * best]
    return _found(catalog, question, _facts(index, kept), _facts(index, beside))


def _topic(question: Question, closest: Rival | None) -> int | None:
    """The left-out topic that the question is most likely about; None where none is near."""
    if question.topics:
        return question.topics[0]
    return closest.topic if closest and closest.way > NEAR else None


def _outranked(answers: Sequence[Match], silent: Sequence[Match]) -> bool:
    return bool(silent) and silent[0].score > answers[0].score + OUTRANKED


def _facts(index: Index, found: Iterable[Match]) -> tuple[Fact, ...]:
    return tuple(index.entries[match.number].fact for match in found)


def _snippets(catalog: Catalog, facts: Sequence[Fact]) -> tuple[Snippet, ...]:
    where = homes(catalog)
    return tuple(
        Snippet(
            uri=where[fact.id].uri,
            heading=f"{where[fact.id].title} › {where[fact.id].heading}",
            snippet=fact.text,
            fact_id=fact.id,
            basis=fact.basis,
        )
        for fact in facts
    )


def _found(
    catalog: Catalog, question: Question, facts: Sequence[Fact], left_open: Sequence[Fact]
) -> SearchCareerGuideResult:
    results = _snippets(catalog, facts)
    best = results[0]
    text = best.snippet
    if best.uri.startswith(PAY_PAGES):
        text = text.removesuffix(".") + VIEW
    return SearchCareerGuideResult(
        summary=sayable(text),
        status="found",
        results=results,
        left_open=_snippets(catalog, left_open),
        assumptions=_assumptions(catalog, question, facts),
        basis=_basis("results", facts) + _basis("left_open", left_open),
        next_actions=_next_actions(catalog, best),
        sources=_sources(catalog, (*facts, *left_open)),
        data_version=catalog.data_version,
    )


def _no_match(
    catalog: Catalog, topic: int | None, left_open: Sequence[Fact]
) -> SearchCareerGuideResult:
    covered = tuple(CoveredTopic(title=pages(catalog)[uri].title, uri=uri) for uri in COVERED)
    names = ", ".join(topic.title for topic in covered)
    if left_open:
        summary = f"The guide does not answer this. {left_open[0].text}"
    elif topic is not None:
        summary = f"The guide leaves out {catalog.uncovered[topic].title}. It covers: {names}."
    else:
        summary = f"The guide does not answer this. It covers: {names}."
    uri = homes(catalog)[left_open[0].id].uri if left_open else "career://about"
    return SearchCareerGuideResult(
        summary=sayable(summary),
        status="no_match",
        left_open=_snippets(catalog, left_open),
        topics=covered,
        basis=_basis("left_open", left_open),
        next_actions=(_read(catalog, uri),),
        sources=_sources(catalog, left_open),
        data_version=catalog.data_version,
    )


def _basis(field: str, facts: Sequence[Fact]) -> tuple[BasisOf, ...]:
    kinds = dict.fromkeys(fact.basis for fact in facts)
    return tuple(
        BasisOf(field=field, kind=kind, fact_ids=tuple(f.id for f in facts if f.basis == kind))
        for kind in kinds
    )


def _sources(catalog: Catalog, facts: Sequence[Fact]) -> tuple[Source, ...]:
    where = homes(catalog)
    found = {where[fact.id].uri: where[fact.id].title for fact in facts}
    return tuple(Source(uri=uri, title=title) for uri, title in found.items())


def _assumptions(
    catalog: Catalog, question: Question, facts: Sequence[Fact]
) -> tuple[AssumptionUsed, ...]:
    """What figures for a market rest on, and a place that we, not the guide, put into one."""
    where = homes(catalog)
    of_markets = [fact for fact in facts if where[fact.id].uri.startswith(MARKET_PAGES)]
    used: list[str] = []
    if any(fact.basis == "derived" for fact in of_markets):
        used += ("baseline-major", "market-scales-all")
    if question.inferred and of_markets:
        used.append("inferred-market")
    return tuple(
        AssumptionUsed(id=entry.id, text=entry.text, effect=entry.effect)
        for entry in catalog.assumptions.entries
        if entry.id in used
    )


def _read(catalog: Catalog, uri: str) -> NextAction:
    return NextAction(
        tool="read_career_guide",
        arguments={"uri": uri},
        why=f"Open {pages(catalog)[uri].title}.",
    )


def _next_actions(catalog: Catalog, best: Snippet) -> tuple[NextAction, ...]:
    """The page itself, and the tool that computes what such a question is about."""
    topic, _, name = best.uri.removeprefix("career://").partition("/")
    further: tuple[str, dict[str, Any], str] | None = None
    if topic in ("salary", "markets"):
        arguments = {
            "level": name if name in LEVEL_IDS else "senior",
            "market": name if name in MARKET_IDS else "us-major",
        }
        further = ("estimate_comp", arguments, "Compute the range for a level and a place.")
    elif topic == "roadmap":
        further = ("next_skill", {}, "See which skill to learn next, and why.")
    elif topic == "rubrics" and name in PROJECT_TYPES:
        project = {"title": "My project", "type": name}
        further = ("score_project", {"projects": [project]}, "See what such a project is rated by.")
    action = further and NextAction(tool=further[0], arguments=further[1], why=further[2])
    return (_read(catalog, best.uri), action) if action else (_read(catalog, best.uri),)
