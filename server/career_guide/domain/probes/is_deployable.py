"""Can it be started elsewhere: a container, a platform's file, infrastructure or deploy steps?"""

from career_guide.domain.repository.deployment import ways
from career_guide.domain.repository.located import gap
from career_guide.models.repository.finding import Confidence, Finding
from career_guide.models.repository.snapshot import Snapshot

WEAK = frozenset(("bundle", "site", "steps"))
"""Forms that tell of a deployment without showing what is started."""


def run(repo: Snapshot) -> Finding:
    """Present with a file that starts it and whose own start is there; a database alone is not."""
    found = ways(repo)
    if found:
        forms = sorted({way.form for way in found})
        count = len({way.place.file for way in found})
        noun = "file starts" if count == 1 else "files start"
        first = [next(way.place for way in found if way.form == form) for form in forms]
        shown = dict.fromkeys((*first, *(way.place for way in found)))
        confidence: Confidence = "medium" if WEAK.issuperset(forms) else "high"
        why = f"{count} {noun} it elsewhere: {', '.join(forms)}."
        return Finding.present(why, *shown, confidence=confidence, count=count)
    missing = gap(repo, (f for f in repo.files if f.kind in ("config", "ci")))
    if missing:
        return Finding.unknown(f"No file that starts it elsewhere is seen. {missing}")
    return Finding.absent(
        "No container, platform or infrastructure file and no deploy step starts the project."
    )
