"""A repository judged: every probe asked once, then levels, features and the type by the policy."""

from career_guide.domain.probes.registry import ask_all
from career_guide.domain.repository import kinds, policy
from career_guide.domain.repository.judgement import Judgement
from career_guide.models.content.repository import RepositoryPolicy
from career_guide.models.ids import ProjectType
from career_guide.models.repository.snapshot import Snapshot


def judge(rules: RepositoryPolicy, repo: Snapshot, kind: ProjectType | None = None) -> Judgement:
    """Ask every probe and apply the rules; `kind` overrides the inferred type."""
    findings = ask_all(repo)
    decided = kind or kinds.infer(repo)
    has_source = any(file.kind in ("source", "notebook", "eval") for file in repo.files)
    criteria = (
        policy.criterion(entry, findings, decided, has_source=has_source)
        for entry in rules.criteria
    )
    features = (
        policy.feature(entry, findings) for entry in rules.features if entry.type == decided
    )
    return Judgement(
        repo=repo,
        type=decided,
        is_type_inferred=kind is None,
        findings=findings,
        criteria={entry.id: entry for entry in criteria},
        features={entry.id: entry for entry in features},
    )
