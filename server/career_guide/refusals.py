"""What a caller passed that is refused: where, what it was, and what would be right."""

from dataclasses import dataclass
from typing import Literal

from career_guide.errors import CareerGuideError


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One wrong argument of a call.

    `field` is a JSON pointer into the arguments (`""` is the whole object). `expected` is a short
    phrase that ends in a valid value where one can be named ("…, for example 6").
    `did_you_mean` is the nearest valid value, or for `unknown_argument` the nearest valid name.
    """

    code: str
    field: str
    received: str
    expected: str
    did_you_mean: str | int | float | bool | list[object] | dict[str, object] | None = None


class InputRefused(CareerGuideError):
    """The arguments break a rule that spans fields; carries every fault found."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{fault.field}: expected {fault.expected}" for fault in faults))
        self.faults = faults


RefusalCode = Literal[
    "not_a_path",
    "path_not_allowed",
    "not_found",
    "not_a_folder",
    "inside_git_directory",
    "leads_outside",
    "unreadable_repository",
    "unsupported_format",
    "unknown_commit",
    "ambiguous_commit",
]


class RepositoryRefused(CareerGuideError):
    """A folder or commit that may not be read, or cannot.

    `field` is the argument that was wrong: `path`, `commit` or `--allow-repository`. `received` is
    what was passed; nothing else of the file system is named, and a path that is missing outside
    the allowed folders reads like one that is there.
    """

    def __init__(
        self, code: RefusalCode, field: str, received: str, problem: str, expected: str
    ) -> None:
        super().__init__(f"{field} '{received}': {problem}; expected {expected}")
        self.code, self.field, self.received = code, field, received
        self.problem, self.expected = problem, expected
