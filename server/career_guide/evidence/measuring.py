"""Which files judge the quality of output: by cautious words of the path, and by their content."""

import re
from itertools import pairwise

from career_guide.evidence.paths import words
from career_guide.models.repository.files import Dataset

LEAST_METRICS = 2
LEAST_FIGURES = 3
SAMPLE_CHARACTERS = 200_000

_STRONG = frozenset(
    (
        "eval", "evals", "evaluation", "evaluations", "ragas", "deepeval", "promptfoo",
        "promptfooconfig", "trulens", "golden", "goldens", "groundtruth", "judge", "judges",
        "evaluate", "evalset", "goldset",
    )
)  # fmt: skip
_COMMON = frozenset(("evaluation", "evaluations", "evaluate", "judge", "judges"))
_SETTINGS = frozenset(
    (
        "metrics", "metric", "judge", "judge_model", "thresholds", "rater", "evaluators", "scorers",
        "test_cases", "ground_truth", "graders", "evals", "rubric",
    )
)  # fmt: skip
_WEAK = frozenset(
    (
        "evaluator", "evaluators", "benchmark", "benchmarks", "bench", "metrics", "scorer",
        "scorers", "judging",
    )
)  # fmt: skip
_PAIRS = frozenset(
    (("ground", "truth"), ("gold", "standard"), ("gold", "set"), ("llm", "judge"), ("qa", "pairs"))
)
_PAIRS_OF_DATA = frozenset(
    ("test", word)
    for word in ("set", "questions", "cases", "queries", "prompts", "dataset", "data")
)
_OFF_SUBJECT = frozenset(
    (
        "resume", "resumes", "cv", "candidate", "candidates", "applicant", "essay", "student",
        "students", "course", "homework", "assignment", "employee", "vendor", "property", "self",
        "peer", "proposal", "project", "expression", "risk", "loan",
    )
)  # fmt: skip
"""Beside a word for evaluation: a product's own task or a course's, not one of output."""
_PRODUCT_FOLDERS = frozenset(
    (
        "agents", "agent", "nodes", "routes", "routers", "api", "endpoints", "controllers", "views",
        "components", "pages", "app", "handlers", "services", "ui", "schemas", "models",
    )
)  # fmt: skip
_ROUTES = frozenset(
    ("api", "routes", "routers", "endpoints", "controllers", "pages", "components", "views", "ui")
)
"""Below these, a folder is named for what the product offers."""
_QUALITY = (
    "precision|recall|mrr|ndcg|hit[_ -]?rate|f1|faithful(?:ness)?|groundedness|relevanc[ey]"
    "|correctness|bleu|rouge|bertscore|exact[_ ]match|pass@[0-9]|hallucination|ragas|deepeval"
    "|promptfoo|trulens|cohen|kappa|ground[_ ]truth|cosine_similarity"
)
_METRIC = re.compile(
    rf"(?<![a-z])(?:{_QUALITY}|accuracy|pass[_ -]?rate|win[_ ]rate|judge|error[_ ]rate"
    r"|success[_ ]rate|score[sd]?|expected|rubric)(?![a-z])",
    re.IGNORECASE,
)
"""Words of metrics; an underscore or a digit ends one, as in `recall_at_5`."""
_QUALITY_METRIC = re.compile(rf"(?<![a-z])(?:{_QUALITY})(?![a-z])", re.IGNORECASE)
"""Those that no monitoring of a service counts."""
_METRIC_FUNCTION = re.compile(
    r"\bdef (?:hit_rate|mrr|ndcg|precision_at_k|recall_at_k|mean_reciprocal_rank|context_recall"
    r"|context_precision|answer_relevancy|llm_judge|llm_as_a_judge)\w{0,40}\("
)
_FIGURE = re.compile(
    r"(?<![\w.])(?:\d{1,3}(?:\.\d{1,6})?\s?%|[01]?\.\d{1,4}|[1-9]\.\d{1,3}|\d{1,5}\s?/\s?\d{1,5})"
    r"(?![\w.])"
)

_ASKED = frozenset(
    ("question", "query", "prompt", "input", "user_input", "task", "issue", "q", "phrase")
)
_HEADS = frozenset(("title", "text", "description", "utterance"))
"""Fields that stand for what is asked only beside an expected answer."""
_EXPECTED = re.compile(
    r"ground[_ ]?truth\w*|expected\w*|\w+_expected|gold\w*|ideal\w*|correct_answer|answer_orig"
    r"|target_answer|acceptable|false_premise|must_(?:mention|include)\w*",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"references?|reference_\w+|relevant|relevant_(?:docs?|ids?|chunks?|documents?)|rubric",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"(?:\S*[._])?(?:faithfulness|relevanc[ey]|relevancy_score|correctness|groundedness|hit_rate"
    r"|mrr|ndcg\S*|recall\S*|precision\S*|f1\S*|judge\w*|verdict|is_correct|exact_match|bleu"
    r"|rouge\S*|hallucinat\w*|answer_llm)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:\S*[._])?(?:accuracy|score|rating|pass(?:ed)?|success)", re.IGNORECASE)
"""Fields that rate where a file is called a result; elsewhere they are data of any kind."""


def is_eval_code(path: str, text: str | None) -> bool:
    """Whether a source file evaluates: its path says so, and its text does not contradict it."""
    folders, name = _parts(path)
    sample = (text or "")[:SAMPLE_CHARACTERS]
    if any(map(_says_so, folders)):
        return _ROUTES.isdisjoint(folders)
    if any(words(folder)[-1:] and words(folder)[-1] in _PRODUCT_FOLDERS for folder in folders[-1:]):
        return False
    if _METRIC_FUNCTION.search(sample):
        return True
    if _says_so(name):
        return not sample.strip() or _metrics(sample) >= 1
    if any(map(_hints, [name, *folders])):
        return _metrics(sample, _QUALITY_METRIC) >= LEAST_METRICS
    return False


def is_eval_data(path: str, dataset: Dataset | None) -> bool:
    """Whether a data file holds questions with their answers, or judged answers."""
    folders, name = _parts(path)
    if any(map(_says_so, folders)) or _is_named_eval(name, dataset):
        return True
    if dataset is None:
        return False
    is_result = any("result" in part.lower() for part in (*folders, name))
    if any(_is_pair(part, _PAIRS_OF_DATA) for part in (*folders, name)):
        return not _ASKED.isdisjoint(field.lower() for field in dataset.fields)
    return _is_judged(dataset, is_result=is_result)


def is_eval_prose(path: str, text: str) -> bool:
    """Whether a text reports on an evaluation: by its path, and with metrics and figures in it."""
    folders, name = _parts(path)
    in_folder = any(map(_says_so, folders))
    if not in_folder and not _says_so(name) and not _hints(name):
        return False
    sample = text[:SAMPLE_CHARACTERS]
    enough = _metrics(sample) >= LEAST_METRICS
    return enough and (in_folder or len(_FIGURE.findall(sample)) >= LEAST_FIGURES)


def is_eval_settings(path: str, text: str | None, dataset: Dataset | None) -> bool:
    """Whether prompts or settings are those of an evaluation."""
    folders, name = _parts(path)
    if any(map(_says_so, folders)) or _is_named_eval(name, dataset):
        return True
    sample = (text or "")[:SAMPLE_CHARACTERS]
    return _hints(name) and _metrics(sample, _QUALITY_METRIC) >= LEAST_METRICS


def is_eval_folder(folder: str) -> bool:
    """Whether a folder is one for evaluations or benchmarks by its name."""
    return any(_says_so(part) or _hints(part) for part in folder.split("/"))


def is_eval_path(path: str) -> bool:
    """Whether the path alone says that a file belongs to an evaluation."""
    folders, name = _parts(path)
    return any(map(_says_so, (*folders, name)))


def _parts(path: str) -> tuple[list[str], str]:
    *folders, name = path.split("/")
    return folders, name.rpartition(".")[0] or name


def _says_so(part: str) -> bool:
    found = words(part)
    named = not _STRONG.isdisjoint(found) or _is_pair(part, _PAIRS)
    return named and _OFF_SUBJECT.isdisjoint(found)


def _is_pair(part: str, pairs: frozenset[tuple[str, str]]) -> bool:
    found = words(part)
    return any(pair in pairs for pair in pairwise(found))


def _hints(part: str) -> bool:
    found = words(part)
    return not _WEAK.isdisjoint(found) and _OFF_SUBJECT.isdisjoint(found)


def _metrics(text: str, pattern: re.Pattern[str] = _METRIC) -> int:
    """How many different metric words stand in a text."""
    return len({hit.lower() for hit in pattern.findall(text)})


def _is_named_eval(name: str, dataset: Dataset | None) -> bool:
    """Whether the name says so; a common word needs fields that agree."""
    if not _says_so(name):
        return False
    if not _COMMON.issuperset(_STRONG.intersection(words(name))) or _is_pair(name, _PAIRS):
        return True
    if dataset is None:
        return True
    fields = {field.lower().rpartition(".")[2] for field in dataset.fields}
    return not _SETTINGS.isdisjoint(fields) or _is_judged(dataset, is_result=True)


def _is_judged(dataset: Dataset, *, is_result: bool) -> bool:
    """Whether records hold what is asked with an expected answer, or answers with ratings."""
    fields = [field.lower() for field in dataset.fields]
    if not ((dataset.records and dataset.records > 1) or is_result):
        return False
    asked = not _ASKED.isdisjoint(fields)
    expected = any(map(_EXPECTED.fullmatch, fields))
    rated = any(map(_RATED.fullmatch, fields))
    if is_result and (rated or any(map(_COUNTED.fullmatch, fields))):
        return True
    if asked:
        return expected or rated or any(map(_REFERENCE.fullmatch, fields))
    return expected and not _HEADS.isdisjoint(fields)
