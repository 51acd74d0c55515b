"""Do documents describe the components and how data flows between them?"""

from career_guide.domain.repository.architecture import WAYS, Shown, drawings, shown
from career_guide.domain.repository.authorship import speaking
from career_guide.domain.repository.located import inside
from career_guide.domain.repository.written import gap
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present for a diagram, a chain of parts, or a section on parts that work together.

    A tree of files, a list of technologies, plans and other people's posts do not count.
    """
    documents = speaking(repo)
    found = [one for file in documents for one in shown(repo, file)]
    if not found and documents:
        found += drawings(repo)
    if found:
        found.sort(key=_order)
        ways = ", ".join(
            f"{count} {way}{'s' if count > 1 else ''}"
            for way in WAYS
            if (count := sum(one.way == way for one in found))
        )
        places = (inside("prose", one.file, one.line) for one in found)
        return Finding.present(
            f"Architecture is shown by {ways}.", *places, count=len(found), confidence="medium"
        )
    missing = gap(repo, documents)
    if missing:
        return Finding.unknown(f"No description of components is seen. {missing}")
    if not documents:
        return Finding.absent("There is no document that could describe its components.")
    return Finding.absent(
        f"None of {len(documents)} documents shows components and how they work together."
    )


def _order(one: Shown) -> int:
    return WAYS.index(one.way)
