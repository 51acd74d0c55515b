"""Are results told in prose with measure, figure, and how or on what they were measured?"""

from career_guide.domain.repository.told_results import told
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Readme, documents and posts; goals, plans and sample output do not count."""
    results = told(repo)
    if results:
        places = [result.place for result in results]
        why = f"{len(results)} passages give a measure with its figure and how it was measured."
        return Finding.present(why, *places, count=len(results), confidence="medium")
    documents = [file for file in repo.of_kind("docs", "eval") if file.document]
    foreign = [file for file in documents if file.document and not file.document.is_english]
    if documents and len(foreign) == len(documents):
        return Finding.unknown("The prose is not in English, so it was not searched for results.")
    if repo.is_truncated:
        return Finding.unknown("No results were told in what was read, and a cap cut it short.")
    return Finding.absent("No passage gives a measure with its figure and how it was measured.")
