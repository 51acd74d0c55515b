"""Answers about the repository that was asked about last, for probes that share them."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from career_guide.models.repository.snapshot import Snapshot

Answer = TypeVar("Answer")


class _Same:
    """A snapshot as a key: the same object, as comparing two of them is slow."""

    def __init__(self, repo: Snapshot) -> None:
        self.repo = repo

    def __hash__(self) -> int:
        return id(self.repo)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.repo is self.repo


def remembered(answer: Callable[[Snapshot], Answer]) -> Callable[[Snapshot], Answer]:
    """The same function, which works an answer out once for the snapshot it is asked about last."""
    kept = lru_cache(maxsize=1)(lambda same: answer(same.repo))

    def asked(repo: Snapshot) -> Answer:
        return kept(_Same(repo))

    asked.__doc__ = answer.__doc__
    asked.__name__ = answer.__name__
    return asked
