"""Is it published: a package, an image, a release or a site?"""

from career_guide.domain.repository.located import gap
from career_guide.domain.repository.own_names import packages
from career_guide.domain.repository.publication import ALONE, SAID, Seen, signs
from career_guide.models.repository.finding import Confidence, Finding
from career_guide.models.repository.snapshot import Snapshot

MORE: frozenset[str] = frozenset(("tags", "changelog", "declaration"))
"""Signs that confirm another one and tell nothing alone."""


def run(repo: Snapshot) -> Finding:
    """Present with a workflow that publishes, an entry of a registry, or two other signs."""
    found = signs(repo)
    kinds = {seen.sign for seen in found}
    if kinds & ALONE or _is_confirmed(repo, found):
        number = f"{len(kinds)} kind{'s' if len(kinds) != 1 else ''} of evidence"
        why = f"It is published, by {number}: {', '.join(sorted(kinds))}."
        confidence: Confidence = "high" if len(kinds) > 1 or "registry entry" in kinds else "medium"
        return Finding.present(
            why, *(seen.place for seen in found), confidence=confidence, count=len(kinds)
        )
    missing = gap(repo, (f for f in repo.files if f.kind in ("ci", "config") or f is repo.readme))
    if missing:
        return Finding.unknown(f"Nothing that publishes it is seen. {missing}")
    return Finding.absent(
        "No workflow, registry entry, own install command or badge shows a publication.",
        *(seen.place for seen in found),
    )


def _is_confirmed(repo: Snapshot, found: tuple[Seen, ...]) -> bool:
    """Whether a document tells how to get it, and a package of that name or a release backs it."""
    kinds = {seen.sign for seen in found}
    has_package = any(file.manifest and not file.manifest.is_private for file in packages(repo))
    if kinds & SAID:
        return has_package or bool(kinds & MORE) or len(kinds & SAID) > 1
    return "declaration" in kinds and "tags" in kinds
