"""Do documents name alternatives that were not taken?"""

from career_guide.domain.repository.alternatives import rejected
from career_guide.domain.repository.authorship import speaking
from career_guide.domain.repository.located import at
from career_guide.domain.repository.written import gap
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Counts what lost to a decision: named beside it, in a list of options, or left behind."""
    documents = speaking(repo)
    found = rejected(repo, documents)
    if found:
        places = (at("prose", reason.file, reason.line) for reason in found)
        noun = "alternative is" if len(found) == 1 else "alternatives are"
        why = f"{len(found)} {noun} named that lost."
        return Finding.present(why, *places, count=len(found), confidence="low")
    missing = gap(repo, documents)
    if missing:
        return Finding.unknown(f"No rejected alternative is seen. {missing}")
    return Finding.absent("No document names an alternative that was not taken.")
