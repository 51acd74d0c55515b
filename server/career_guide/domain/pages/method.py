"""How answers are computed: every assumption, formula, band, weight, focus and prerequisite."""

from career_guide.domain.pages.markdown import BASIS_MARKS, mark
from career_guide.domain.pages.page import Json, Page, Part, make_page
from career_guide.domain.pages.portfolio import scoring_data
from career_guide.domain.pages.repository import policy_data, policy_lines
from career_guide.domain.roadmap import FOCUS_SETS, Standing, path, roadmap_of
from career_guide.domain.schedule import CUT_ORDER, FEW_HOURS, MANY_HOURS, TIGHT
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.portfolio import Band, Scoring

NEXT_SKILL = (
    "1. the lowest tier that holds an unmet skill",
    "2. skills whose needed skills are all known",
    "3. skills of the focus, inside that tier only",
    "4. the skill that opens most skills still needed, counted through others too",
    "5. a skill of which you are aware already",
    "6. the guide's row order",
)


def method_page(catalog: Catalog) -> Page:
    """All rulings of ours with what they change, and the arithmetic behind every result."""
    return make_page(
        catalog,
        slug="method",
        title="Method",
        description="Every assumption, formula, band, weight, focus set and prerequisite of ours.",
        section="introduction",
        priority=0.5,
        lead=(
            "With this page and the guide's figures every result can be recomputed. Bases: "
            "*guide* (said there), *derived* (arithmetic on it), *assumption* and *editorial* "
            "(ours), *second opinion* (another dated source)."
        ),
        parts=[
            Part("Assumptions", _assumptions(catalog)),
            Part("Next skill", [f"Chosen in this order {mark('assumption')}:", "", *NEXT_SKILL]),
            Part("Focus sets", _focus_lines(catalog)),
            Part("Prerequisites", _edges(catalog)),
            Part("Effort and deadline", _list(_effort_lines())),
            Part("Project score", _list(_score_lines(catalog))),
            Part("Levels from a repository", policy_lines(catalog)),
            Part("Bands", [_band(catalog.scoring, band) for band in catalog.scoring.bands]),
            Part("Pay", _list(_pay_lines(catalog))),
        ],
        data=lambda: _data(catalog),
    )


def _assumptions(catalog: Catalog) -> list[str]:
    """Marked once above the list, since all of them are ours."""
    rows = (
        f"- **{entry.id}**: {entry.text} {entry.effect}"
        + (f" (`{entry.fact.id}`)" if entry.fact else "")
        for entry in catalog.assumptions.entries
    )
    return [f"All of these are {BASIS_MARKS['assumption']}.", "", *rows]


def _focus_lines(catalog: Catalog) -> list[str]:
    roadmap = roadmap_of(catalog)
    start = path(roadmap, Standing(known=frozenset()))
    lines = [
        f"- {focus}: {', '.join(roadmap.in_order(skills))}"
        for focus, skills in FOCUS_SETS.items()
        if skills
    ]
    return [f"From nothing, without a focus: {', '.join(start)}.", "", *lines]


def _edges(catalog: Catalog) -> list[str]:
    lines = []
    for skill in catalog.skills:
        before = ", ".join(edge.skill for edge in skill.additions.hard) or "nothing"
        helpful = ", ".join(edge.skill for edge in skill.additions.soft)
        lines.append(f"- {skill.id}: {before}" + (f"; helped by {helpful}" if helpful else ""))
    return lines


def _effort_lines() -> list[str]:
    return [
        "Weeks of a skill = weeks of its tier / number of its skills",
        "Calendar weeks = roadmap weeks × hours of a roadmap week / your hours a week",
        f"Verdict: fits; tight above {100 * TIGHT} % of the time left; not_feasible above 100 %",
        f"Fewer than {FEW_HOURS} or more than {MANY_HOURS} hours a week draw a warning",
        f"Dropped first when time is short: {', '.join(CUT_ORDER)}; tier 1 is never dropped",
    ]


def _pay_lines(catalog: Catalog) -> list[str]:
    percent = catalog.premium.percent
    low, high = (f"{1 + end / 100:.2f}" for end in (percent.low, percent.high))
    return [
        "In a market = low × low percentage to high × high percentage, salary and equity alike",
        "Salary only = salary scaled as above + equity as in the table",
        f"General engineers of equal level = total low / {high} to total high / {low}",
        f"Expected from your general pay c = {low} c to {high} c, then compared with the row",
        "Offer: steady year = base + mean equity a year; bonus beside it; year 1 adds sign-on",
        "Position in range = (amount − low) / (high − low), held between 0 and 1; no percentile",
        "Other currencies need your exchange rate; none is built in",
    ]


def _score_lines(catalog: Catalog) -> list[str]:
    scoring = catalog.scoring
    gates = " or ".join(scoring.gate_criteria)
    ranked = sorted(catalog.criteria, key=lambda entry: entry.fix_rank)
    return [
        "Core = mean over the criteria that count of level / 3",
        "Features = mean over the type's features of yes 1, partial 0.5, no 0",
        f"Score = {scoring.core_weight_percent} × core + {scoring.feature_weight_percent} × "
        "features; type other: 100 × core",
        "An unknown level counts 0 at the low end and 3 at the high end: the score is an interval",
        f"Level 0 on {gates}: at most {scoring.gate_cap}; the uncapped value is shown too",
        "Coverage = share of the weight that is known",
        f"First fix = largest gain; ties in this order: {', '.join(c.id for c in ranked)}",
        "Portfolio = mean of the best score in each of the four types, 0 for a missing one; a new "
        f"project is put at {scoring.new_project_score}",
        f"Rubric version {scoring.version}; what counts as evidence: career://rubrics",
    ]


def _band(scoring: Scoring, band: Band) -> str:
    higher = [other.from_score for other in scoring.bands if other.from_score > band.from_score]
    span = f"{band.from_score} to below {min(higher)}" if higher else f"{band.from_score} and more"
    return f"- {band.title} ({band.id}): {span}. {band.meaning} {mark('assumption')}"


def _data(catalog: Catalog) -> Json:
    roadmap = roadmap_of(catalog)
    return {
        "assumptions": [
            entry.model_dump(mode="json", exclude={"fact"}) for entry in catalog.assumptions.entries
        ],
        "focus_sets": {focus: list(roadmap.in_order(s)) for focus, s in FOCUS_SETS.items()},
        "prerequisites": {
            skill.id: {
                "hard": [edge.skill for edge in skill.additions.hard],
                "soft": [edge.skill for edge in skill.additions.soft],
            }
            for skill in catalog.skills
        },
        "scoring": scoring_data(catalog),
        "repository": policy_data(catalog),
        "fix_order": [c.id for c in sorted(catalog.criteria, key=lambda entry: entry.fix_rank)],
        "formulas": {
            "effort": _effort_lines(),
            "score": _score_lines(catalog),
            "pay": _pay_lines(catalog),
        },
    }


def _list(lines: list[str]) -> list[str]:
    return [f"- {line}" for line in lines]
