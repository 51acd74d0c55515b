"""What a rule gives back, and how rules walk over the content."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from career_guide.content.problems import KeyPath, key_path
from career_guide.models.base import Model
from career_guide.models.content.base import Fact
from career_guide.models.content.catalog import KINDS, Catalog

ALL_KINDS: tuple[str, ...] = tuple(kind.field for kind in KINDS)


class Place(NamedTuple):
    """Where a value stands: its kind, the id of its file (None for a single file), its keys."""

    kind: str
    id: str | None
    path: KeyPath = ()

    def __str__(self) -> str:
        return key_path(self.kind, *((self.id,) if self.id else ()), *self.path)

    def at(self, *path: str | int) -> "Place":
        """The place of something further inside."""
        return Place(self.kind, self.id, self.path + path)


@dataclass(frozen=True)
class Finding:
    """A broken rule: the code, where it is broken, and words more exact than the registry's."""

    code: str
    place: Place
    what: str
    fix: str = ""


@dataclass(frozen=True)
class Rule:
    """A check, and the kinds of content that it must see in full to be right.

    A check may meet a catalog in which broken items are missing from their tuples, and, for kinds
    it does not need, a broken single file is missing altogether.
    """

    check: Callable[[Catalog], Iterable[Finding]]
    needs: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One content file: where it stands and what it holds."""

    place: Place
    item: Any


def entries(catalog: Catalog, *kinds: str) -> Iterator[Entry]:
    """The files of some kinds (of all where none is named), in the order of the catalog."""
    for kind in KINDS:
        if kinds and kind.field not in kinds:
            continue
        found = getattr(catalog, kind.field, None)
        if kind.many:
            for item in found or ():
                yield Entry(Place(kind.field, item.id), item)
        elif found is not None:
            yield Entry(Place(kind.field, None), found)


def nodes(catalog: Catalog, *kinds: str) -> Iterator[tuple[Place, Model]]:
    """Every model in the content with its place, outer ones first."""
    for place, item in entries(catalog, *kinds):
        yield from _inside(place, item)


def facts(catalog: Catalog) -> Iterator[tuple[Place, Fact]]:
    """Every fact with its place."""
    for place, node in nodes(catalog):
        if isinstance(node, Fact):
            yield place, node


def _inside(place: Place, model: Model) -> Iterator[tuple[Place, Model]]:
    yield place, model
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, Model):
            yield from _inside(place.at(name), value)
        elif isinstance(value, tuple):
            for index, part in enumerate(value):
                if isinstance(part, Model):
                    yield from _inside(place.at(name, index), part)


class Firsts:
    """Remembers where each value was met first; finds the second time."""

    def __init__(self) -> None:
        self._places: dict[object, Place] = {}

    def before(self, value: object, place: Place) -> Place | None:
        """Where `value` was met before, or None and it is remembered."""
        first = self._places.setdefault(value, place)
        return None if first is place else first
