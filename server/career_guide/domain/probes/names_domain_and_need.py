"""Does it name a field, the people in it and what they need?"""

from career_guide.domain.repository.located import at
from career_guide.domain.repository.need import told_needs
from career_guide.domain.repository.written import gap, project_documents
from career_guide.models.repository.finding import Confidence, Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present where the opening names a field and says who has which trouble or work in it.

    Words that every project uses name no field; trouble with language models is nobody's need.
    What only names a process, or work in words of the field, is less sure than people and their
    trouble: many demos do.
    """
    found = told_needs(repo)
    if found:
        places = dict.fromkeys(at("prose", need.file, need.line) for need in found)
        why = f"{len(found)} statements tell of people in a field, their trouble or their work."
        is_unsure = all(need.sign in ("work", "process") for need in found)
        confidence: Confidence = "low" if is_unsure else "medium"
        return Finding.present(why, *places, count=len(found), confidence=confidence)
    missing = gap(repo, (repo.readme,) if repo.readme else ())
    if missing:
        return Finding.unknown(f"No field and need are told. {missing}")
    if not project_documents(repo):
        return Finding.absent("There is no readme that could name a field and a need.")
    return Finding.absent("The readme names no field with people who need something in it.")
