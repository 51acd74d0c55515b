"""What the path of a file says about its part in an evaluation: cases that it reads, results."""

from career_guide.domain.repository.measuring_words import phrases, says

FOR_CASES = phrases(
    "golden goldens gold goldset eval evals evalset evalsets evaluation evaluations groundtruth "
    "ground_truth testset test_set test_sets test_cases test_case test_questions test_queries "
    "qa_pairs qa_set benchmark benchmarks labelled labeled annotated testcases"
)
OF_EVALUATION = phrases(
    "eval evals evalset evaluation evaluations golden groundtruth ground_truth ragas deepeval "
    "trulens promptfoo benchmark benchmarks judge judged judges bench"
)
FOR_RESULTS = phrases("result results report reports output outputs runs log logs scores summary")
OF_RUNS = FOR_RESULTS | phrases(
    "eval evals evaluation evaluations metrics metric score leaderboard experiment experiments "
    "run benchmark benchmarks baseline baselines ragas deepeval judge judged"
)
"""Words of files and folders that runs write."""
NOT_OF_RUNS = phrases(
    "config configs settings threshold thresholds target targets schema rubric rubrics template "
    "mock mocks fixture fixtures example examples sample golden goldens gold goldset groundtruth "
    "ground_truth testset test_set test_cases test_questions questions queries qrels evalset"
)
"""Words of files that a run reads."""


def names_results(name: str) -> bool:
    """Whether the name of a file is one of results."""
    return says(name, FOR_RESULTS) and not says(name, NOT_OF_RUNS)


def is_of_evaluation(path: str) -> bool:
    """Whether the name of a file or folder is one of an evaluation."""
    return any(says(part, OF_EVALUATION) for part in path.split("/"))


def is_of_run(path: str) -> bool:
    """Whether a path says that a run of an evaluation wrote the file."""
    name = path.rpartition("/")[2]
    return any(says(part, OF_RUNS) for part in path.split("/")) and not says(name, NOT_OF_RUNS)


def is_for_cases(path: str) -> bool:
    """Whether a path says that the file holds labelled cases; results of a run hold none."""
    return not is_among_results(path) and any(says(part, FOR_CASES) for part in path.split("/"))


def is_among_results(path: str) -> bool:
    """Whether the name of the file says results, or a folder does and the name not otherwise."""
    *folders, name = path.split("/")
    if says(name, FOR_RESULTS):
        return True
    return not says(name, FOR_CASES) and any(says(part, FOR_RESULTS) for part in folders)
