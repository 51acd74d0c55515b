"""What a tool is: an input model, an output model and a function from one to the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from career_guide.deps import Deps
from career_guide.models.envelope import Result
from career_guide.models.tool_input import ToolInput

In = TypeVar("In", bound=ToolInput)
Out = TypeVar("Out", bound=Result)


@dataclass(frozen=True, kw_only=True)
class Hints:
    """The four behaviour hints of MCP; all are always stated."""

    read_only: bool
    destructive: bool
    idempotent: bool
    open_world: bool


READ_ONLY = Hints(read_only=True, destructive=False, idempotent=True, open_world=False)


def never(arguments: Any) -> bool:
    """A tool that only computes."""
    return False


@dataclass(frozen=True, kw_only=True)
class Tool(Generic[In, Out]):
    """One entry of the registry; `example` is a complete valid call, shown in every refusal.

    `waits` tells by the raw arguments whether a call reads from a disk, so that it must not hold
    up the others.
    """

    name: str
    title: str
    description: str
    input: type[In]
    output: type[Out]
    run: Callable[[In, Deps], Out]
    hints: Hints
    example: Mapping[str, Any]
    waits: Callable[[Any], bool] = never
