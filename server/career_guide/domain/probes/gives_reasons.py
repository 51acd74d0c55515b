"""Do documents give reasons for decisions of this project?"""

from career_guide.domain.repository.authorship import speaking
from career_guide.domain.repository.located import at
from career_guide.domain.repository.reasons import all_reasons
from career_guide.domain.repository.written import gap
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Counts decisions told with a cause, a price or an alternative, each wording once.

    Praise of tools, purposes of features and advice to readers are no reasons.
    """
    documents = speaking(repo)
    found = all_reasons(repo, documents)
    if found:
        places = (at("prose", reason.file, reason.line) for reason in found)
        why = f"{len(found)} decision{'s are' if len(found) > 1 else ' is'} told with a reason."
        return Finding.present(why, *places, count=len(found), confidence="low")
    missing = gap(repo, documents)
    if missing:
        return Finding.unknown(f"No reason for a decision is seen. {missing}")
    return Finding.absent("No document tells why something was decided.")
