"""Is it a template or a demo of what everybody builds?"""

from career_guide.domain.repository.demos import signs
from career_guide.domain.repository.written import gap, project_documents
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present where it calls itself one, answers on anything, or has only the tools of a lesson."""
    found = tuple(signs(repo))
    if found:
        reasons = dict.fromkeys(sign.what for sign in found)
        why = f"It is not made for a field: {'; '.join(reasons)}."
        return Finding.present(why, *(sign.place for sign in found), confidence="medium")
    missing = gap(repo, project_documents(repo)[:1])
    if missing:
        return Finding.unknown(f"Nothing shows that it is generic. {missing}")
    return Finding.absent("Nothing shows that it is a template or a demo of what everybody builds.")
