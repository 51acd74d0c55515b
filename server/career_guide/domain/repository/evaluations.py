"""Code that evaluates: what measures the quality of output, apart from what the product does."""

import re
from dataclasses import dataclass, replace

from career_guide.domain.repository.case_files import case_files
from career_guide.domain.repository.identifiers import listed, tail
from career_guide.domain.repository.judging import JUDGING, judged_at
from career_guide.domain.repository.lines import numbered, place_at
from career_guide.domain.repository.local_imports import LocalImports
from career_guide.domain.repository.measuring_words import (
    LOOSE,
    OF_OUTPUT,
    OF_RETRIEVAL,
    is_measure,
    measures,
    phrases,
    says,
)
from career_guide.domain.repository.memo import per_snapshot
from career_guide.models.repository.code import Code, Import
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

LIBRARIES = listed(
    "ragas deepeval trulens trulens_eval langsmith.evaluation phoenix.evals inspect_ai "
    "braintrust autoevals giskard langchain.evaluation langchain.smith "
    "langchain_community.evaluation uptrain rouge_score sacrebleu bert_score jiwer ranx "
    "pytrec_eval ir_measures beir lm_eval opik.evaluation evalite vitest-evals promptfoo "
    "llama_index.core.evaluation llama_index.evaluation pydantic_evals agentevals openevals "
    "azure.ai.evaluation vertexai.evaluation vertexai.preview.evaluation google.adk.evaluation "
    "haystack.components.evaluators nltk.translate.bleu_score tonic_validate continuous_eval "
    "mcp_eval mcp-evals"
)
"""Modules whose use is an evaluation."""
CALLS_OF: dict[str, frozenset[str]] = {
    "evaluate": listed("evaluate.load"),
    "langsmith": listed("evaluate aevaluate client.evaluate client.aevaluate"),
    "mlflow": listed("mlflow.evaluate mlflow.genai.evaluate"),
    "weave": listed("weave.Evaluation Evaluation"),
}
"""Modules that also serve other ends, each with the calls that evaluate."""
STATISTICS = "sklearn.metrics"
STATISTICAL = listed(
    "accuracy_score precision_score recall_score f1_score classification_report "
    "confusion_matrix precision_recall_fscore_support ndcg_score cohen_kappa_score "
    "roc_auc_score balanced_accuracy_score"
)
BY_MODEL = phrases("faithfulness groundedness correctness relevance relevancy judge similarity")
"""Measures that products also ask for while they answer."""
DECLARED = re.compile(
    r"^\s{0,40}(?:(?:pub|public|private|static|async|export|override|suspend)\s{1,4}){0,3}"
    r"(?:def|fn|func|fun|function|sub)\s{1,4}(?:self\.)?(\w{1,80})"
)
"""A function in a language without a parser."""
TESTS = listed("test tests __tests__")
SETTINGS = re.compile(r"promptfoo[\w.-]{0,40}\.(?:ya?ml|json)", re.IGNORECASE)


@dataclass(frozen=True)
class Evaluation:
    """A file that evaluates, and where that is seen; `measures` are the names it computes.

    `is_apart`: it stands neither in the product's own code nor among tests.
    """

    file: File
    place: Place
    measures: frozenset[str]
    is_apart: bool = True


@dataclass(frozen=True)
class _Surroundings:
    """What files of a repository say about one of them.

    `used` are names that code outside tests calls, reads or imports, `served` what the product's
    own files import: modules and names.
    """

    used: frozenset[str]
    served: frozenset[str]
    has_cases: bool


@per_snapshot
def evaluations(repo: Snapshot) -> tuple[Evaluation, ...]:
    """Files that measure the quality of output, those that are for nothing else first."""
    around = _Surroundings(_used(repo), _served(repo), bool(case_files(repo)))
    found = [entry for file in repo.files if (entry := _evaluation(file, around)) is not None]
    reached = _reached(repo)
    found = [
        replace(entry, is_apart=_is_alone(entry.file) and entry.file.path not in reached)
        for entry in found
    ]
    return tuple(sorted(found, key=lambda entry: (entry.file.kind != "eval", entry.file.path)))


def _is_alone(file: File) -> bool:
    return file.kind == "eval" and TESTS.isdisjoint(file.folder.split("/"))


def code_that_evaluates(repo: Snapshot) -> frozenset[str]:
    """Paths of code for evaluations, also of helpers that measure nothing themselves."""
    helpers = {file.path for file in repo.of_kind("eval") if file.language}
    return frozenset(helpers | {entry.file.path for entry in evaluations(repo)})


def _used(repo: Snapshot) -> frozenset[str]:
    names: set[str] = set()
    for file in repo.of_kind("eval", "source", "notebook"):
        if file.code:
            names |= file.code.names
            names.update(part for call in file.code.calls for part in call.name.split("."))
            names.update(name for entry in file.code.imports for name in entry.names)
    return frozenset(names)


def _served(repo: Snapshot) -> frozenset[str]:
    entries = [e for file in repo.of_kind("source") if file.code for e in file.code.imports]
    modules = (entry.module.replace("/", ".").rpartition(".")[2] for entry in entries)
    return frozenset({*modules, *(name for entry in entries for name in entry.names)})


def _reached(repo: Snapshot) -> frozenset[str]:
    """Paths that the product's files import, and those that are imported from there."""
    imports = LocalImports(repo.of_kind("source", "eval"))
    found: set[str] = set()
    waiting = [file for file in repo.of_kind("source") if file.code]
    while waiting:
        paths = set().union(*map(imports.imported_by, waiting)) - found
        found |= paths
        waiting = [repo.by_path[path] for path in sorted(paths)]
    return frozenset(found)


def _evaluation(file: File, around: _Surroundings) -> Evaluation | None:
    if file.kind not in ("eval", "source", "notebook", "test", "config"):
        return None
    if SETTINGS.fullmatch(file.name):
        return _by_settings(file)
    code = file.code
    if code is None or file.kind == "config":
        return None
    if not code.is_parsed:
        return _by_declarations(file) if file.kind == "eval" else None
    line = _library(file, code) or _function(file, code, around)
    if not line and not _is_of_product(file, code, around):
        line = judged_at(file, code)
    if not line:
        return None
    texts = (entry.text for entry in code.strings if len(entry.text) < 60)
    named = measures({*code.names, *(f.name for f in code.functions), *texts}, LOOSE)
    return Evaluation(file, place_at("source", file, line), named)


def _is_of_product(file: File, code: Code, around: _Surroundings) -> bool:
    """Whether the product itself uses what judges, and there are no cases to judge over: then it
    judges what people hand in, or answers while they are given."""
    if file.kind != "eval" or around.has_cases:
        return file.kind == "source"
    own = {file.name.partition(".")[0], *(entry.name for entry in code.classes)}
    own.update(entry.name for entry in code.functions)
    return not around.served.isdisjoint(own - {"main"})


def _by_settings(file: File) -> Evaluation | None:
    """Settings of a tool that runs prompts over cases and checks what comes back."""
    for number, line in numbered(file.text or ""):
        if line.strip().lstrip("- \"'").startswith(("assert", "tests", "scenarios")):
            return Evaluation(file, place_at("config", file, number), frozenset())
    return None


def _by_declarations(file: File) -> Evaluation | None:
    for number, line in numbered(file.text or ""):
        found = DECLARED.match(line)
        if found and (is_measure(found[1]) or says(found[1], JUDGING)):
            return Evaluation(file, place_at("source", file, number), measures([found[1]]))
    return None


def _library(file: File, code: Code) -> int:
    """The line that imports a library for evaluations which is then used; 0 without one."""
    for entry in code.imports:
        if _evaluates(entry, code) or (_is_statistics(entry, code) and _is_apart(file, code)):
            return entry.line
        calls = CALLS_OF.get(entry.module)
        if calls and file.kind != "test" and any(call.name in calls for call in code.calls):
            return entry.line
    return 0


def _evaluates(entry: Import, code: Code) -> bool:
    """Whether a library for evaluations is imported, or a part of one, and used."""
    parts = entry.module.replace("/", ".").split(".")
    whole = (entry.module, entry.module.partition("/")[0])
    starts = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
    if LIBRARIES.isdisjoint(starts.union(whole)):
        return False
    taken = {*entry.names} or {parts[0]}
    used = code.names.union(call.name.partition(".")[0] for call in code.calls)
    return "*" in taken or not used.isdisjoint(taken)


def _is_statistics(entry: Import, code: Code) -> bool:
    if entry.module == STATISTICS:
        taken = STATISTICAL.intersection(entry.names)
        return any(call.name in taken for call in code.calls)
    return entry.module.partition(".")[0] == "sklearn" and any(
        "metrics." in call.name and tail(call.name) in STATISTICAL for call in code.calls
    )


def _is_apart(file: File, code: Code) -> bool:
    """Whether a file stands beside the product: an evaluation, a notebook, a script."""
    return file.kind in ("eval", "notebook") or (file.kind == "source" and code.has_entry)


def _function(file: File, code: Code, around: _Surroundings) -> int:
    """The line of a function that computes a measure and is used; 0 without one.

    Where the product or a test defines it, it must be one that has no other use.
    """
    among = OF_OUTPUT if _is_apart(file, code) else OF_RETRIEVAL
    may_serve = _is_of_product(file, code, around)
    for function in code.functions:
        name = tail(function.name)
        if function.is_stub or function.is_test or not is_measure(name, among):
            continue
        if may_serve and says(name, BY_MODEL):
            continue
        if name in around.used or (file.kind == "test" and _is_called(name, code)):
            return function.line
    return 0


def _is_called(name: str, code: Code) -> bool:
    return any(tail(call.name) == name for call in code.calls)
