"""Values by position that are made when they are first asked for."""

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Made(Generic[Value]):
    """As many values as `count`, made by `make` of their position and kept.

    A search looks closely at a few facts of many, whose words need not be cut up before.
    """

    def __init__(self, count: int, make: Callable[[int], Value]) -> None:
        self._kept: list[Value | None] = [None] * count
        self._make = make

    def __getitem__(self, position: int) -> Value:
        found = self._kept[position]
        if found is None:
            found = self._kept[position] = self._make(position)
        return found

    def __len__(self) -> int:
        return len(self._kept)
