"""The one list of probes; each module asks one yes/no question, its docstring's first line.

A probe is a module with `run(repo: Snapshot) -> Finding`. Probes do not import each other; what
several need lives in `domain.repository`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from career_guide.domain.probes import (
    commits_meaningfully,
    describes_architecture,
    documents_tools,
    gives_reasons,
    has_domain_material,
    has_posts,
    is_generic,
    names_domain_and_need,
    names_missing_files,
    names_rejected_alternatives,
    shows_measured_iteration,
    shows_use,
    spreads_over_days,
    tells_problem_and_solution,
)
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


class Question(Protocol):
    """A module that asks one question."""

    __name__: str

    def run(self, repo: Snapshot) -> Finding:
        """The answer."""


MODULES: tuple[Question, ...] = (
    commits_meaningfully,
    describes_architecture,
    documents_tools,
    gives_reasons,
    has_domain_material,
    has_posts,
    is_generic,
    names_domain_and_need,
    names_missing_files,
    names_rejected_alternatives,
    shows_measured_iteration,
    shows_use,
    spreads_over_days,
    tells_problem_and_solution,
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
