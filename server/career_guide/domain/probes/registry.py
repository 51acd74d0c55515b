"""The one list of probes; each module asks one yes/no question, its docstring's first line.

A probe is a module with `run(repo: Snapshot) -> Finding`. Probes do not import each other; what
several need lives in `domain.repository`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from career_guide.domain.probes import (
    calls_tools,
    commits_keys,
    commits_meaningfully,
    describes_architecture,
    documents_tools,
    evaluates_retrieval,
    evaluation_claim_unbacked,
    fakes_results,
    gives_citations,
    gives_reasons,
    handles_errors,
    has_checks,
    has_committed_results,
    has_domain_material,
    has_evaluation_code,
    has_fallback,
    has_golden_set,
    has_junk,
    has_live_address,
    has_meaningful_tests,
    has_performance_benchmark,
    has_posts,
    has_typed_errors,
    hybrid_search,
    is_deployable,
    is_generic,
    is_organised,
    is_published,
    is_signed_by_others,
    is_stub_product,
    limits_rate,
    names_a_field,
    names_domain_and_need,
    names_missing_files,
    names_rejected_alternatives,
    queries_and_changes,
    re_ranking,
    reports_results_in_prose,
    results_exceed_data,
    retries_calls,
    run_log_shows_failure,
    sets_timeouts,
    shows_measured_iteration,
    shows_use,
    spreads_over_days,
    starts_what_is_missing,
    tells_of_builds,
    tells_problem_and_solution,
    tests_error_paths,
    validates_input,
)
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


class Question(Protocol):
    """A module that asks one question."""

    __name__: str

    def run(self, repo: Snapshot) -> Finding:
        """The answer."""


MODULES: tuple[Question, ...] = (
    calls_tools,
    commits_keys,
    commits_meaningfully,
    describes_architecture,
    documents_tools,
    evaluates_retrieval,
    evaluation_claim_unbacked,
    fakes_results,
    gives_citations,
    gives_reasons,
    handles_errors,
    has_checks,
    has_committed_results,
    has_domain_material,
    has_evaluation_code,
    has_fallback,
    has_golden_set,
    has_junk,
    has_live_address,
    has_meaningful_tests,
    has_performance_benchmark,
    has_posts,
    has_typed_errors,
    hybrid_search,
    is_deployable,
    is_generic,
    is_organised,
    is_published,
    is_signed_by_others,
    is_stub_product,
    limits_rate,
    names_a_field,
    names_domain_and_need,
    names_missing_files,
    names_rejected_alternatives,
    queries_and_changes,
    re_ranking,
    reports_results_in_prose,
    results_exceed_data,
    retries_calls,
    run_log_shows_failure,
    sets_timeouts,
    shows_measured_iteration,
    shows_use,
    spreads_over_days,
    starts_what_is_missing,
    tells_of_builds,
    tells_problem_and_solution,
    tests_error_paths,
    validates_input,
)


@dataclass(frozen=True)
class Probe:
    """One question: `id` is the module's name with hyphens."""

    id: str
    run: Callable[[Snapshot], Finding]


PROBES: tuple[Probe, ...] = tuple(
    Probe(module.__name__.rpartition(".")[2].replace("_", "-"), module.run) for module in MODULES
)
PROBE_IDS: tuple[str, ...] = tuple(probe.id for probe in PROBES)


def ask_all(repo: Snapshot) -> dict[str, Finding]:
    """Every probe's finding by its id; a probe that fails leaves its own question open."""
    return {probe.id: _ask(probe, repo) for probe in PROBES}


def _ask(probe: Probe, repo: Snapshot) -> Finding:
    try:
        return probe.run(repo)
    except Exception:  # noqa: BLE001 - files are hostile; one failure must not lose the other answers
        return Finding("error", "This question could not be answered.", confidence="low")
