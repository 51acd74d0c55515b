"""What several probes need of one snapshot: worked out once, and gone together with it."""

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from career_guide.models.repository.snapshot import Snapshot

Built = TypeVar("Built")


def per_snapshot(build: Callable[[Snapshot], Built]) -> Callable[[Snapshot], Built]:
    """`build`, run once for each snapshot object; what it returns must not hold the snapshot."""
    kept: dict[int, tuple[weakref.ref[Snapshot], Built]] = {}

    @wraps(build)
    def remembered(repo: Snapshot) -> Built:
        key = id(repo)
        if key in kept and kept[key][0]() is repo:
            return kept[key][1]
        built = build(repo)
        kept[key] = (weakref.ref(repo, lambda _: kept.pop(key, None)), built)
        return built

    return remembered
