"""Does it name a field that it works in?"""

from career_guide.domain.repository.kinds import is_writing
from career_guide.domain.repository.located import at
from career_guide.domain.repository.need import names_field
from career_guide.domain.repository.subject import opening
from career_guide.domain.repository.written import gap
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present where title and opening share words with the code that no other field has.

    That names no people and no need: a field with an engine behind it may be all there is.
    """
    if is_writing(repo):
        return Finding.not_applicable("Posts name their field themselves.")
    first = opening(repo)
    if first.readme and names_field(repo):
        place = at("prose", first.readme, first.title_line)
        return Finding.present("The opening names a field.", place, confidence="low")
    missing = gap(repo, (repo.readme,) if repo.readme else ())
    if missing:
        return Finding.unknown(f"No field is named. {missing}")
    return Finding.absent("The opening names no field that the code knows.")
