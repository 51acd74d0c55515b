"""Do checks run on the code: tests or linters in CI, a linter, types, a formatter?"""

from career_guide.domain.repository.located import gap
from career_guide.domain.repository.tooling import checks
from career_guide.models.repository.finding import Confidence, Finding
from career_guide.models.repository.snapshot import Snapshot

NAMES = {
    "ci": "continuous integration",
    "lint": "linting",
    "types": "type checks",
    "format": "formatting or hooks",
}


def run(repo: Snapshot) -> Finding:
    """Present with the number of kinds among CI, linting, types and formatting or hooks."""
    found = checks(repo)
    kinds = tuple(kind for kind in NAMES if any(check.kind == kind for check in found))
    if kinds:
        first = [next(check for check in found if check.kind == kind) for kind in kinds]
        shown = dict.fromkeys(check.place for check in (*first, *found))
        is_own = any(not check.is_default for check in found)
        why = f"Set up: {', '.join(NAMES[kind] for kind in kinds)}."
        if not is_own:
            why = f"{why[:-1]}, as a generator leaves it."
        confidence: Confidence = (
            "high" if "ci" in kinds or (is_own and len(kinds) > 1) else "medium"
        )
        return Finding.present(why, *shown, confidence=confidence, count=len(kinds))
    missing = gap(repo, repo.of_kind("ci", "config")) or _unread_workflows(repo)
    if missing:
        return Finding.unknown(f"No check on the code is seen. {missing}")
    return Finding.absent(
        "No CI runs tests or linters, and no linter, type checker or formatter is set up."
    )


def _unread_workflows(repo: Snapshot) -> str:
    """Why a check may stand in a workflow, "" where all could be taken apart."""
    count = sum(bool(file.text) and not file.manifest for file in repo.of_kind("ci"))
    if not count:
        return ""
    return f"{count} workflow{'s' if count > 1 else ''} could not be taken apart."
