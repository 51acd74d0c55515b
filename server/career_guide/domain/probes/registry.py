"""The one list of probes; each module asks one yes/no question, its docstring's first line.

A probe is a module with `run(repo: Snapshot) -> Finding`. Probes do not import each other; what
several need lives in `domain.repository`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from career_guide.domain.probes import (
    has_checks,
    has_junk,
    has_live_address,
    has_meaningful_tests,
    is_deployable,
    is_organised,
    is_published,
    starts_what_is_missing,
)
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


class Question(Protocol):
    """A module that asks one question."""

    __name__: str

    def run(self, repo: Snapshot) -> Finding:
        """The answer."""


MODULES: tuple[Question, ...] = (
    has_checks,
    has_junk,
    has_live_address,
    has_meaningful_tests,
    is_deployable,
    is_organised,
    is_published,
    starts_what_is_missing,
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
    """Every probe's finding by its id."""
    return {probe.id: probe.run(repo) for probe in PROBES}
