"""Is what comes from outside or from a model checked before it is used?"""

from career_guide.domain.repository.checks import checks, framework_schemas
from career_guide.domain.repository.live import live
from career_guide.domain.repository.searching import answer
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present with validation that is applied; types that only a framework checks by itself are
    a weak sign and make it present with low confidence."""
    code = live(repo)
    found = checks(code)
    weak = framework_schemas(code)
    count = len({(spot.file.path, spot.line) for spot in found})
    if found:
        seen = f"Input is checked in {count} places."
    else:
        seen = f"Only a framework checks arguments, against {len(weak)} declared types."
    return answer(
        repo,
        found or weak[:1],
        seen=seen,
        unseen="Nothing checks what comes from outside or from a model.",
        confidence="low" if not found else "high" if count > 1 else "medium",
        count=count or 1,
    )
