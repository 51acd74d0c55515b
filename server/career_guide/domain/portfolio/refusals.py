"""What a call may not say: one criterion twice, or a feature of another project type."""

from collections.abc import Iterator, Sequence

from career_guide.domain.portfolio.rubric import Rubric
from career_guide.errors import Fault, InputRefused
from career_guide.models.ids import CRITERION_IDS
from career_guide.models.score_project import ProjectClaim

MAX_FAULTS = 5


def refuse_contradictions(rubric: Rubric, projects: Sequence[ProjectClaim]) -> None:
    """Raise InputRefused where claims of one project exclude each other.

    Were one of two ratings of a criterion used, the order of the list would change the score.
    """
    faults = [
        fault
        for index, project in enumerate(projects)
        for fault in (
            *_repeated_criteria(f"/projects/{index}", project),
            *_foreign_features(rubric, f"/projects/{index}", project),
        )
    ]
    if faults:
        raise InputRefused(*faults[:MAX_FAULTS])


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
