"""What is built once for each catalog and kept: indexes, pages, compiled patterns."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from career_guide.models.content.catalog import Catalog

Built = TypeVar("Built")
KEPT = 4
"""Catalogs remembered at a time; a server holds one, a test a few."""


class _Same:
    """A catalog as a cache key: the same object, not an equal one (hashing one is slow)."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def __hash__(self) -> int:
        return id(self.catalog)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.catalog is self.catalog


def per_catalog(build: Callable[[Catalog], Built]) -> Callable[[Catalog], Built]:
    """`build`, run once for each catalog object; it must depend on nothing else."""

    @lru_cache(maxsize=KEPT)
    def built(same: _Same) -> Built:
        return build(same.catalog)

    @wraps(build)
    def remembered(catalog: Catalog) -> Built:
        return built(_Same(catalog))

    return remembered
