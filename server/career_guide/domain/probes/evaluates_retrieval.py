"""Is what retrieval finds measured apart from the answers?"""

from career_guide.domain.repository.evaluations import Evaluation, evaluations
from career_guide.domain.repository.identifiers import listed
from career_guide.domain.repository.looked import unseen_code
from career_guide.domain.repository.measuring_words import OF_RETRIEVAL, phrases, says
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

FOUND = phrases("retrieved retrieval retriever chunks search hits doc_ids")
PLAIN = listed("precision recall")


def run(repo: Snapshot) -> Finding:
    """Present where evaluation code computes hit rate, reciprocal rank, or precision and recall of
    what was retrieved."""
    found = [entry.place for entry in evaluations(repo) if _is_of_retrieval(entry)]
    if found:
        return Finding.present(f"{len(found)} files measure retrieval.", *found, count=len(found))
    if reason := unseen_code(repo):
        return Finding.unknown(f"No measure of retrieval was seen. {reason}")
    return Finding.absent("No code was found that measures retrieval.")


def _is_of_retrieval(entry: Evaluation) -> bool:
    if any(says(name, OF_RETRIEVAL) for name in entry.measures):
        return True
    code = entry.file.code
    names = code.names if code else frozenset()
    return entry.measures >= PLAIN and any(says(name, FOUND) for name in names)
