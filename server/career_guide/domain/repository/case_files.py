"""Data files of labelled cases: what is asked, with the result that is wanted."""

from dataclasses import dataclass

from career_guide.domain.repository.evaluation_files import is_among_results, is_for_cases
from career_guide.domain.repository.identifiers import listed, tail
from career_guide.domain.repository.lines import first_naming, place_at
from career_guide.domain.repository.measuring_words import LOOSE, is_measure, joined, phrases, says
from career_guide.models.repository.files import Dataset, File
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

LEAST = 3
QUESTIONS = listed(
    "question questions query queries prompt input inputs user_input task user_query utterance "
    "instruction claim"
)
"""Fields that by themselves say that somebody asks."""
ASKED = QUESTIONS | listed(
    "text request problem title scenario email ticket issue message messages turns topic "
    "description subject body"
)
SURE = listed(
    "ground_truth groundtruth ground_truths gold golden gold_answer gold_label golden_answer "
    "reference_answer reference_answers target_answer ideal_answer relevant_ids relevant_docs "
    "relevant_doc_ids relevant_chunks relevant_documents must_include must_mention answer_orig "
    "acceptable"
)
"""Fields of a wanted result that have no other meaning, besides those that say `expected`."""
ANSWERED = listed(
    "answer answers label labels reference references target criteria ideal rubric "
    "correct_answer doc_id document_id document source y_true"
)
"""Fields of a wanted result that any corpus, quiz or training set uses too."""
EVERYWHERE = listed("answer answers target criteria rubric document source")
"""Those among them that code uses for anything."""
PRODUCED = listed(
    "answer_llm llm_answer response generated_answer model_answer prediction predicted actual "
    "actual_output model_output output_llm rag_answer system_answer generated bot_response "
    "retrieved_contexts hypothesis"
)
"""Fields of what a system gave back: with them a file holds results, not cases."""
LISTED = phrases("question questions query queries prompt prompts golden cases")
"""Names of files that may hold cases without fields."""


@dataclass(frozen=True)
class Cases:
    """Cases in one file and how many there are."""

    file: File
    count: int
    place: Place


def case_files(repo: Snapshot) -> tuple[Cases, ...]:
    """Data files that hold labelled cases, in the order of their paths."""
    return tuple(
        Cases(file, file.dataset.records or 0, _place(file, file.dataset))
        for file in repo.of_kind("data", "eval")
        if file.dataset and _holds_cases(file, file.dataset)
    )


def asks(field: str) -> bool:
    """Whether a field or key is one of what is asked."""
    return _last(field) in ASKED


def wants(field: str) -> bool:
    """Whether a field or key is one of a wanted result and of nothing else."""
    plain = _last(field)
    return plain in SURE or plain.startswith("expected") or plain.endswith("_expected")


def may_want(field: str) -> bool:
    """Whether a field or key is one of a wanted result where an evaluation is the subject."""
    return wants(field) or _last(field) in ANSWERED


def compares(name: str) -> bool:
    """Whether code that uses this name compares with a wanted result."""
    return may_want(name) and joined(name) not in EVERYWHERE


def _last(field: str) -> str:
    return joined(tail(field))


def _holds_cases(file: File, dataset: Dataset) -> bool:
    fields = {_last(name) for name in dataset.fields}
    if (dataset.records or 0) < LEAST or is_among_results(file.path) or fields & PRODUCED:
        return False
    is_wanted = any(map(wants, fields))
    if not is_wanted and any(is_measure(field, LOOSE) for field in fields):
        return False
    if file.kind == "eval" or is_for_cases(file.path):
        if not fields:
            return says(file.name, LISTED)
        is_answered = bool(fields & ASKED) and bool(fields & ANSWERED)
        return is_wanted or is_answered or bool(fields & QUESTIONS)
    return is_wanted and bool(fields & ASKED)


def _place(file: File, dataset: Dataset) -> Place:
    names = [tail(name) for name in dataset.fields if asks(name) or may_want(name)]
    return place_at("config", file, first_naming(file, names) if names else 1)
