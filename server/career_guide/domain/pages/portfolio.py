"""The rubric for portfolio projects as one page, and a page for each project type."""

from career_guide.domain.pages.markdown import bullets, fact_lines, link, mark, table
from career_guide.domain.pages.page import Json, Page, Part, make_page, plain
from career_guide.models.content.base import Fact
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.portfolio import Criterion, ProjectKind

ANCHORS_NOTE = "Levels 0 and 2 restate the columns above; levels 1 and 3 are ours (assumption)."
WORDING_FIELDS = {"facts", "names", "subjects", "contradicted_by"}
SCORING_FIELDS = {
    "version",
    "core_weight_percent",
    "feature_weight_percent",
    "gate_cap",
    "gate_criteria",
    "bands",
    "new_project_score",
    "small_sample",
    "evidence_rules",
    "cross_checks",
}


def rubrics_page(catalog: Catalog) -> Page:
    """The seven criteria, good against mediocre, and the project types they are used on."""
    rated = (
        "Each criterion is rated 0 to 3. 0 is the mediocre column, 2 the good one "
        f"{mark('assumption', 'assume-level-anchors')}. Formula: career://method."
    )
    return make_page(
        catalog,
        slug="rubrics",
        title="Portfolio projects and rubric",
        description="The four projects to build and the seven rows that tell good from mediocre.",
        section="portfolio",
        priority=0.9,
        lead=f"{len(catalog.criteria)} criteria for any project, and features for each type.",
        parts=[
            Part("What a portfolio is", fact_lines(_general(catalog).facts)),
            Part("Projects to build", _project_lines(catalog)),
            Part("Good against mediocre", [*_comparison(catalog), "", rated]),
            Part(
                "Levels 0 to 3",
                [
                    "Levels 0 and 2 restate the columns above; 1 and 3 are ours (assumption).",
                    "",
                    *_anchors(catalog),
                ],
            ),
            Part("What level 3 asks", fact_lines(_our_facts(catalog))),
            Part("Evidence", _evidence(catalog)),
        ],
        data=lambda: {
            "criteria": [_criterion(entry) for entry in catalog.criteria],
            "projects": [plain(entry) for entry in catalog.projects],
            "scoring": scoring_data(catalog),
        },
    )


def project_pages(catalog: Catalog) -> list[Page]:
    """One page for each project type, `other` included."""
    return [_project_page(catalog, project) for project in catalog.projects]


def _project_page(catalog: Catalog, project: ProjectKind) -> Page:
    return make_page(
        catalog,
        slug=f"rubrics/{project.id}",
        title=project.title,
        description=f"{project.title}: good and weak example, features, what is rated.",
        section=project.section,
        priority=0.7,
        lead=f"{project.aim} {mark(project.basis)}\n\nIts id in score_project: {project.id}.",
        parts=[
            Part("Good example", _said(project.good)),
            Part("Mediocre example", _said(project.mediocre)),
            Part("What makes the difference", bullets(project.differences, "guide")),
            Part("What the guide says", fact_lines(f for f in project.facts if f.basis == "guide")),
            Part("What we add", fact_lines(f for f in project.facts if f.basis != "guide")),
            Part(
                "Features",
                table(
                    ("Feature", "Id", f"How to get it {mark('editorial')}"),
                    ((entry.title, entry.id, entry.next_step) for entry in project.features),
                )
                if project.features
                else [],
            ),
            Part(
                "Criteria that count",
                [_counted(catalog, project), "", *_criteria(catalog, project)],
            ),
        ],
        data=lambda: {
            "project": plain(project),
            "criteria": [_criterion(catalog.criterion(entry)) for entry in project.criteria],
        },
    )


def scoring_data(catalog: Catalog) -> Json:
    """Weights, caps, bands and evidence rules as JSON, without the wording they match."""
    return catalog.scoring.model_dump(mode="json", include=SCORING_FIELDS)


def _criterion(criterion: Criterion) -> Json:
    return criterion.model_dump(mode="json", exclude=WORDING_FIELDS)


def _our_facts(catalog: Catalog) -> list[Fact]:
    """What we say of the criteria; what the guide says stands in the table."""
    return [fact for c in catalog.criteria for fact in c.facts if fact.basis != "guide"]


def _evidence(catalog: Catalog) -> list[str]:
    scoring = catalog.scoring
    return [
        "Without usable evidence level 2 or 3 counts as 1, and a feature as partial "
        f"{mark('assumption', 'assume-unevidenced-credit')}. A claim is credited lower when:",
        "",
        *(f"- {rule.code}: {rule.why}" for rule in scoring.evidence_rules),
    ]


def _general(catalog: Catalog) -> ProjectKind:
    """The entry that holds what is said of all projects."""
    return catalog.project("other")


def _said(example: str | None) -> list[str]:
    return [f"{example} {mark('guide')}"] if example else []


def _project_lines(catalog: Catalog) -> list[str]:
    return [
        f"- {link(project.title, f'rubrics/{project.id}')}"
        + (f": {project.good} {mark('guide')}" if project.good else "")
        for project in catalog.projects
    ]


def _comparison(catalog: Catalog) -> list[str]:
    return table(
        ("Criterion", "Good", "Mediocre", "Facts"),
        (
            (
                f"{entry.title} ({entry.id})",
                entry.good,
                entry.mediocre,
                ", ".join(f"`{fact.id}`" for fact in entry.facts if fact.basis == "guide"),
            )
            for entry in catalog.criteria
        ),
    )


def _anchors(catalog: Catalog) -> list[str]:
    return table(
        ("Criterion", "0", "1", "2", "3"),
        ((entry.id, *(anchor.text for anchor in entry.anchors)) for entry in catalog.criteria),
    )


def _counted(catalog: Catalog, project: ProjectKind) -> str:
    if len(project.criteria) == len(catalog.criteria):
        return f"All {len(catalog.criteria)} criteria count {mark('assumption')}."
    return (
        f"{len(project.criteria)} of {len(catalog.criteria)} criteria count "
        f"{mark('assumption', 'assume-writing-criteria')}."
    )


def _criteria(catalog: Catalog, project: ProjectKind) -> list[str]:
    def line(entry: Criterion) -> str:
        return f"- {entry.title} ({entry.id}): {entry.question}"

    return [line(catalog.criterion(entry)) for entry in project.criteria]
