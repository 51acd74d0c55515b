"""Are results there that no run has earned: answers known to the product, or literal scores?"""

from collections.abc import Iterable, Iterator

from career_guide.domain.repository.evaluations import code_that_evaluates
from career_guide.domain.repository.identifiers import listed, tail
from career_guide.domain.repository.judging import JUDGING
from career_guide.domain.repository.labelled_cases import labelled_cases
from career_guide.domain.repository.lines import place_at
from career_guide.domain.repository.looked import unseen_code
from career_guide.domain.repository.measuring_words import FIGURE, LOOSE, is_measure, phrases, says
from career_guide.models.repository.code import Code
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot

ANSWERS = phrases("golden goldens gold goldset groundtruth ground_truth expected answers labelled")
ABOUT_EVALUATION = JUDGING | phrases(
    "benchmark benchmarks metrics quality regression golden dataset datasets test tests config "
    "configs settings constants paths"
)
"""Words of modules and functions that may name the answers without answering from them."""
HANDLERS = listed("get post put route api_route tool websocket resource")
CHANCE = listed(
    "random.uniform random.random random.gauss random.normalvariate random.betavariate "
    "np.random.uniform np.random.normal np.random.rand np.random.beta numpy.random.uniform "
    "numpy.random.normal Math.random"
)
SCORING = JUDGING | LOOSE | phrases("simulate simulated metrics results")
RESAMPLING = phrases("bootstrap sample sampling retry jitter shuffle split noise perturb baseline")


def run(repo: Snapshot) -> Finding:
    """Present where product code reads the golden answers, where measures are literals in handlers
    and displays, or where an evaluation draws its scores by chance."""
    evaluating = code_that_evaluates(repo)
    product = [file for file in repo.product if file.path not in evaluating]
    found = [
        *_read_answers(repo, product),
        *_literal_scores(product),
        *_drawn_scores(repo, evaluating),
    ]
    if found:
        return Finding.present(
            f"{len(found)} places hold answers or scores that should have been earned.", *found
        )
    if reason := unseen_code(repo):
        return Finding.unknown(f"No such place was seen. {reason}")
    if not product:
        return Finding.not_applicable("There is no product code.")
    return Finding.absent("No product code reads golden answers or holds literal scores.")


def _read_answers(repo: Snapshot, product: list[File]) -> Iterator[Place]:
    names = {cases.file.name for cases in labelled_cases(repo) if cases.file.dataset}
    answers = {name for name in names if says(name, ANSWERS)}
    for file in product if answers else ():
        if file.code is None or says(file.name, ABOUT_EVALUATION) or not _is_used(file, product):
            continue
        for text in file.code.strings:
            is_answers = any(name in text.text for name in answers)
            if is_answers and not says(tail(text.inside), ABOUT_EVALUATION):
                yield place_at("source", file, text.line)
                break


def _is_used(file: File, product: Iterable[File]) -> bool:
    """Whether another file of the product imports this one, or it answers requests itself."""
    stem = file.name.partition(".")[0]
    own = file.folder.rpartition("/")[2] if stem in ("__init__", "index") else stem
    code = file.code
    if code and any(_is_handler(function.decorators) for function in code.functions):
        return True
    return any(
        own in (entry.module.replace("/", ".").rpartition(".")[2], *entry.names)
        for other in product
        if other is not file and other.code
        for entry in other.code.imports
    )


def _is_handler(decorators: tuple[str, ...]) -> bool:
    return any(tail(name) in HANDLERS for name in decorators)


def _literal_scores(product: Iterable[File]) -> Iterator[Place]:
    for file in product:
        if file.code and (line := _literal_score(file.code)):
            yield place_at("source", file, line)


def _literal_score(code: Code) -> int:
    """The line of a measure that a handler answers, or a page shows, as a literal; 0 for none."""
    handlers = {
        function.name
        for function in code.functions
        if _is_handler(function.decorators) or function.name.startswith("/")
    }
    for number in code.numbers:
        if number.inside in handlers and is_measure(number.key) and number.value not in (0, 1):
            return number.line
    for call in code.calls:
        is_shown = tail(call.name) == "metric" and len(call.strings) > 1
        if is_shown and is_measure(call.strings[0]) and FIGURE.fullmatch(call.strings[1].strip()):
            return call.line
    return 0


def _drawn_scores(repo: Snapshot, evaluating: frozenset[str]) -> Iterator[Place]:
    for path in sorted(evaluating):
        file = repo.by_path[path]
        for call in file.code.calls if file.code else ():
            name = tail(call.inside)
            if call.name in CHANCE and says(name, SCORING) and not says(name, RESAMPLING):
                yield place_at("source", file, call.line)
                break
