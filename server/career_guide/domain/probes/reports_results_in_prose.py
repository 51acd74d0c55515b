"""Are results told in prose with measure, figure, and how or on what they were measured?"""

from career_guide.domain.repository.told_results import told_results
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present with readme, documents and posts; goals, plans and sample output do not count."""
    found = told_results(repo)
    if found:
        return Finding.present(
            f"{len(found)} passages give a measure with its figure and how it was measured.",
            *(told.place for told in found),
            confidence="medium",
            count=len(found),
        )
    if repo.is_truncated:
        return Finding.unknown("No results are told in what was read; a cap cut it short.")
    documents = [file.document for file in repo.of_kind("docs", "eval") if file.document]
    foreign = sum(document.words for document in documents if not document.is_english)
    if foreign * 2 > sum(document.words for document in documents):
        return Finding.unknown("Prose in another language than English was not searched.")
    return Finding.absent("No passage gives a measure with its figure and how it was measured.")
