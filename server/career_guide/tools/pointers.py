"""Where a fault stands in the arguments as they were sent, not as they were understood.

Clients send one object in place of its list, entries named by their keys, JSON inside text. The
models take all of these, so the place where a model found a fault may not be there for the caller.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from career_guide.models.tool_input import ToolInput, clean, from_json_text, model_in
from career_guide.refusals import Fault

STEP_LIMIT = 60
IN_JSON = " in its JSON: "
"""Stands between a place inside a text and what is right there."""
Json = Any
Step = str | int


@dataclass(frozen=True)
class Place:
    """A place in what was sent.

    `inner` are the steps that lead on inside a text, where no pointer reaches; `value` is what
    stands at the end of `steps`, None where that was left out.
    """

    steps: tuple[Step, ...]
    inner: tuple[Step, ...]
    value: Json

    @property
    def pointer(self) -> str:
        """The JSON pointer to it."""
        return pointer(self.steps)

    @property
    def is_in_json(self) -> bool:
        """Whether it lies inside a JSON text."""
        return bool(self.inner) and is_json(self.value)

    def expected(self, words: str) -> str:
        """`words` of what is right there, said of the value that can be pointed to."""
        return f"{pointer(self.inner)}{IN_JSON}{words}" if self.is_in_json else words


def pointer(steps: Iterable[Step]) -> str:
    """Steps as a JSON pointer, cleaned, each at most 60 characters."""
    return "".join(f"/{_escape(str(step))}" for step in steps)


def place(model: type[ToolInput], arguments: Json, steps: tuple[Step, ...]) -> Place:
    """Where a place in the validated arguments of `model` stands in what was sent."""
    return _place(model, arguments, steps)


def as_sent(fault: Fault, model: type[ToolInput], arguments: Json) -> Fault:
    """A fault that was found in validated arguments, said of what was sent."""
    tokens = fault.field.split("/")[1:]
    there = place(model, arguments, tuple(int(t) if t.isdecimal() else t for t in tokens))
    return replace(
        fault,
        field=there.pointer,
        expected=there.expected(fault.expected),
        did_you_mean=None if there.inner else fault.did_you_mean,
    )


def _place(kind: type[ToolInput] | None, value: Json, steps: tuple[Step, ...]) -> Place:
    """`kind` is the model of `value`, or of its entries where it is a list."""
    if not steps:
        return Place((), (), value)
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        if isinstance(value, list) and step < len(value):
            return _below(step, _place(kind, value[step], rest))
        if isinstance(value, Mapping):
            if kind is None or not kind.is_by_name(value):
                return _place(kind, value, rest)  # one entry without its list
            name = list(value)[step]
            return _below(name, _named(kind, value[name], rest))
    elif isinstance(value, Mapping):
        if step in value:
            return _below(step, _place(_kind_of(kind, step), value[step], rest))
        if kind is not None and len(value) == 1 and kind.is_by_name(value):
            name = next(iter(value))
            return _below(name, _named(kind, value[name], steps))
        return Place((step,), (), None)
    if is_json(value):
        return Place((), _place(kind, from_json_text(value), steps).steps, value)
    return Place((), steps, value)


def is_json(value: Json) -> bool:
    """Whether it is a text that holds a list or an object."""
    return isinstance(value, str) and not isinstance(from_json_text(value), str)


def _below(step: Step, there: Place) -> Place:
    return replace(there, steps=(step, *there.steps))


def _named(kind: type[ToolInput], value: Json, steps: tuple[Step, ...]) -> Place:
    """A place in an entry that is named by its key, where `value` stands behind the key."""
    if isinstance(value, Mapping):
        return _place(kind, value, steps)
    is_value = kind.by_name is not None and steps[:1] == kind.by_name[1:]
    return Place((), () if is_value else steps, value)


def _kind_of(kind: type[ToolInput] | None, field: str) -> type[ToolInput] | None:
    known = None if kind is None else kind.model_fields.get(field)
    return None if known is None else model_in(known.annotation)


def _escape(step: str) -> str:
    return clean(step)[:STEP_LIMIT].replace("~", "~0").replace("/", "~1")
