"""What a call may not say: one criterion twice, or a feature of another project type."""

from collections.abc import Iterator, Sequence

from career_guide.domain.portfolio.rubric import Rubric
from career_guide.models.ids import CRITERION_IDS, PROJECT_TYPES
from career_guide.models.score_project import ProjectClaim
from career_guide.refusals import Fault, InputRefused

MAX_FAULTS = 5


def refuse_contradictions(rubric: Rubric, projects: Sequence[ProjectClaim]) -> None:
    """Raise InputRefused where claims of one project exclude each other.

    Were one of two ratings of a criterion used, the order of the list would change the score.
    """
    faults = [
        fault
        for index, project in enumerate(projects)
        for fault in (
            *_unnamed(f"/projects/{index}", project),
            *_repeated_criteria(f"/projects/{index}", project),
            *_foreign_features(rubric, f"/projects/{index}", project),
        )
    ]
    if faults:
        raise InputRefused(*faults[:MAX_FAULTS])


def _unnamed(pointer: str, project: ProjectClaim) -> Iterator[Fault]:
    """Without a repository a project needs its title and type; a commit needs a repository."""
    if project.repository is not None:
        return
    if project.title is None:
        expected = 'a name, since no repository is given, for example "Tenancy answers"'
        yield Fault(code="missing", field=f"{pointer}/title", received="nothing", expected=expected)
    if project.type is None:
        kinds = ", ".join(PROJECT_TYPES)
        expected = f"one of {kinds}, since no repository is given, for example domain-rag"
        yield Fault(code="missing", field=f"{pointer}/type", received="nothing", expected=expected)
    if project.commit is not None:
        yield Fault(
            code="not_valid",
            field=f"{pointer}/commit",
            received="a commit without a repository",
            expected='a repository beside it, for example "repository": "."',
        )


def _repeated_criteria(pointer: str, project: ProjectClaim) -> Iterator[Fault]:
    seen = {claim.id: index for index, claim in reversed(list(enumerate(project.criteria)))}
    free = [criterion for criterion in CRITERION_IDS if criterion not in seen]
    for index, claim in enumerate(project.criteria):
        if seen[claim.id] != index:
            yield Fault(
                code="repeated",
                field=f"{pointer}/criteria/{index}/id",
                received=f'"{claim.id}"',
                expected=f"each criterion once; criteria/{seen[claim.id]} rates this one. "
                f"Not rated yet, for example {free.pop(0)}",
            )


def _foreign_features(rubric: Rubric, pointer: str, project: ProjectClaim) -> Iterator[Fault]:
    if project.type is None:
        return
    known = [feature.id for feature in rubric.kinds[project.type].features]
    if project.features and not known:
        yield Fault(
            code="not_of_this_type",
            field=f"{pointer}/features",
            received=f"{len(project.features)} features",
            expected=f"no features with type {project.type}, for example []",
            did_you_mean=[],
        )
        return
    seen = {claim.id: index for index, claim in reversed(list(enumerate(project.features)))}
    free = [feature for feature in known if feature not in seen]
    for index, claim in enumerate(project.features):
        field = f"{pointer}/features/{index}/id"
        hint = f", for example {free[0]}" if free else ""
        if claim.id not in known:
            others = [k.id for k in rubric.kinds.values() if claim.id in {f.id for f in k.features}]
            yield Fault(
                code="not_of_this_type",
                field=field,
                received=f'"{claim.id}"',
                expected=f"a feature of {project.type} ({', '.join(known)}); this one belongs to "
                f"{' and '.join(others)}{hint}",
            )
        elif seen[claim.id] != index:
            yield Fault(
                code="repeated",
                field=field,
                received=f'"{claim.id}"',
                expected=f"each feature once; features/{seen[claim.id]} states this one. "
                f"Not stated yet{hint}",
            )
        else:
            continue
        free = free[1:]
