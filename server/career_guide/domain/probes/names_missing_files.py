"""Do documents name files of this project that are not there?"""

from career_guide.domain.repository.claimed_paths import missing
from career_guide.domain.repository.located import at
from career_guide.domain.repository.written import project_documents
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

LEAST = 2
"""One missing file may be a slip."""


def run(repo: Snapshot) -> Finding:
    """Present from two paths on in links, commands, trees or code spans that no file bears out.

    Placeholders, what is made by installing, building or running, and other projects' paths are
    left alone.
    """
    documents = project_documents(repo)
    found = missing(repo, documents)
    if len(found) < LEAST:
        count = f"{len(found)} named file is" if found else "No named file is"
        return Finding.absent(f"{count} missing from the repository.")
    places = (at("prose", claim.file, claim.line) for claim in found)
    if repo.is_truncated:
        return Finding.unknown(
            f"{len(found)} files that documents name were not read; the reading was cut short.",
            *places,
        )
    why = f"{len(found)} files that documents name as part of it are not there."
    return Finding.present(why, *places, count=len(found), confidence="medium")
