"""What a result carries beside its scores: assumptions, warnings, basis, next calls, sources."""

from collections.abc import Collection, Iterable, Sequence

from career_guide.domain.portfolio.credit import GOOD
from career_guide.domain.portfolio.improvement import is_tied
from career_guide.domain.portfolio.overview import Move
from career_guide.domain.portfolio.rating import Rated
from career_guide.domain.portfolio.rubric import Rubric
from career_guide.domain.portfolio.text import fold
from career_guide.models.content.catalog import Catalog
from career_guide.models.envelope import AssumptionUsed, BasisOf, NextAction, Notice, Source
from career_guide.models.ids import ProjectType
from career_guide.models.score_project import ProjectClaim, ScoreProjectInput

ILLUSTRATION = ("87", "200")
"""Figures of the guide's own model claim, which are easily copied (mistake 5)."""


def assumptions(
    catalog: Catalog, rated: Sequence[Rated], *, has_read: bool = False
) -> tuple[AssumptionUsed, ...]:
    """The rulings of ours that acted, in a fixed order."""
    rules = {credit.rule for project in rated for credit in project.criteria}
    acted = {
        "core-feature-split": any(project.features for project in rated),
        "equal-weights": True,
        "level-anchors": True,
        "gate-49": any(project.score != project.uncapped for project in rated),
        "bands": True,
        "unevidenced-credit": any(project.lowered for project in rated),
        "writing-criteria": any(project.type == "technical-writing" for project in rated),
        "generic-ideas": "generic_idea" in rules,
        "first-fix-order": any(is_tied(project.fixes) for project in rated),
        "repository-policy": has_read,
        "portfolio-mean": len(rated) > 1,
    }
    texts = catalog.assumption_texts
    return tuple(
        AssumptionUsed(id=key, text=texts[key][0], effect=texts[key][1])
        for key, is_used in acted.items()
        if is_used
    )


def warnings(
    rubric: Rubric,
    request: ScoreProjectInput,
    rated: Sequence[Rated],
    read: Collection[int] = (),
) -> tuple[Notice, ...]:
    """What to know before relying on the scores.

    `read` are the positions of the projects whose files were read: their quotes were looked up
    there, those of the others in source_text.
    """
    cap, small = rubric.scoring.gate_cap, rubric.scoring.small_sample
    capped = _numbers(project.score != project.uncapped for project in rated)
    few = _numbers(_cases(project) < small for project in request.projects)
    copied = _numbers(_is_illustration(project) for project in request.projects)
    others = _numbers(project.type == "other" for project in rated)
    unfound = _numbers(_lacks_quotes(project) for project in rated)
    unread = [number for number in unfound if number - 1 not in read]
    unfiled = [number for number in unfound if number - 1 in read]
    described = [project for index, project in enumerate(rated) if index not in read]
    notices = (
        (
            bool(capped),
            "capped",
            f"{_projects(capped)}: evaluation or real-problem at 0 holds the score at {cap} "
            "or below.",
        ),
        (
            bool(unread),
            "quote_not_found",
            f"{_projects(unread)}: not every quote stands in source_text, which is searched for "
            "the quotes of all projects that are described.",
        ),
        (
            bool(unfiled),
            "quote_not_found",
            f"{_projects(unfiled)}: not every quote stands in the files that were read.",
        ),
        (
            request.source_text is None and _rests_on_quotes(described),
            "quotes_unchecked",
            "Quotes are taken as given: no source_text was sent.",
        ),
        (
            bool(few),
            "small_sample",
            f"{_projects(few)}: with fewer than {small} cases, a single case moves the result by "
            f"more than {100 // small} points in a hundred.",
        ),
        (
            bool(copied),
            "guide_figures",
            f"{_projects(copied)}: 87 and 200 are the figures of the guide's own illustration; "
            "make sure that they were measured here.",
        ),
        (
            bool(others) and len(rated) > 1,
            "not_in_portfolio",
            f"{_projects(others)}: type other is none of the guide's four and does not count in "
            "the portfolio score.",
        ),
    )
    return tuple(Notice(code=code, text=text) for is_due, code, text in notices if is_due)


def basis(
    catalog: Catalog, rated: Sequence[Rated], used: Iterable[AssumptionUsed]
) -> tuple[BasisOf, ...]:
    """What the scores rest on; `used` are the assumptions that acted."""
    rows = [
        next(fact.id for fact in criterion.facts if fact.basis == "guide")
        for criterion in catalog.criteria
    ]
    types = {project.type for project in rated}
    kinds = [
        fact.id
        for kind in catalog.projects
        if kind.id in types
        for fact in kind.facts[:1]
        if fact.basis == "guide"
    ]
    ours = tuple(entry.id for entry in used if entry.id != "portfolio-mean")
    found = [
        BasisOf(field="projects", kind="guide", fact_ids=(*rows, *kinds)),
        BasisOf(field="projects", kind="assumption", fact_ids=ours),
    ]
    if len(rated) > 1:
        found.append(BasisOf(field="portfolio", kind="assumption", fact_ids=("portfolio-mean",)))
    return tuple(found)


def actions(rubric: Rubric, rated: Sequence[Rated], move: Move | None) -> tuple[NextAction, ...]:
    """At most three calls that make sense next."""
    found: list[NextAction] = []
    leading = [p.fixes[0].part for p in rated if p.fixes and p.fixes[0].part.kind == "criterion"]
    focuses = [c.focus for part in leading for c in rubric.criteria.values() if c.id == part.id]
    focus = next((focus for focus in focuses if focus != "balanced"), None)
    if focus is not None:
        why = "The skill behind the first fix."
        found.append(NextAction(tool="next_skill", arguments={"focus": focus}, why=why))
    if move is not None and move.fix is None:
        found.append(_read(move.type, "Shows what the missing type of project asks for."))
    unsure = next((project for project in rated if project.band is None), None)
    if unsure is not None:
        found.append(_read(unsure.type, "Words each level, to rate what is still unknown."))
    elif not found:
        found.append(_read(rated[0].type, "Words each level and the features of this type."))
    return tuple({str(action.arguments): action for action in found}.values())


def sources(catalog: Catalog, rated: Sequence[Rated]) -> tuple[Source, ...]:
    """The rubric pages of the types, and the method."""
    types = {project.type for project in rated}
    pages = [
        Source(uri=_page(kind.id), title=kind.title)
        for kind in catalog.projects
        if kind.id in types
    ]
    return (*pages, Source(uri="career://method", title="Method"))


def _read(kind: ProjectType, why: str) -> NextAction:
    return NextAction(tool="read_career_guide", arguments={"uri": _page(kind)}, why=why)


def _page(kind: ProjectType) -> str:
    return f"career://rubrics/{kind}"


def _numbers(flags: Iterable[bool]) -> list[int]:
    """Numbers of the projects that a flag is up for, counted from 1 as people do."""
    return [number for number, is_up in enumerate(flags, start=1) if is_up]


def _projects(numbers: list[int]) -> str:
    return f"Project{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def _cases(project: ProjectClaim) -> float:
    measured = project.facts.eval if project.facts else None
    return measured.n if measured and measured.n is not None else float("inf")


def _is_illustration(project: ProjectClaim) -> bool:
    measured = project.facts.eval if project.facts else None
    if measured and measured.n == 200 and measured.value in (87, 0.87):
        return True
    texts = [fold(claim.evidence) for claim in project.criteria if claim.id == "evaluation"]
    return any(
        all(figure in text.replace("%", " ").split() for figure in ILLUSTRATION) for text in texts
    )


def _lacks_quotes(project: Rated) -> bool:
    shown = (shown for credit in project.criteria for shown in credit.evidence)
    return any(quote.verified is False for quote in shown) or any(
        feature.rule == "quote_not_found" for feature in project.features
    )


def _rests_on_quotes(rated: Sequence[Rated]) -> bool:
    credited = [c for project in rated for c in project.criteria if (c.credited or 0) >= GOOD]
    return any(shown.kind == "quote" for credit in credited for shown in credit.evidence)
