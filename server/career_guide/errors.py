"""Every problem we expect: what was wrong, where, and what would be right."""

from dataclasses import dataclass


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


class CareerGuideError(Exception):
    """A problem with a message that a person can act on; shown as it is."""


class InputRefused(CareerGuideError):
    """The arguments break a rule that spans fields; carries every fault found."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{fault.field}: expected {fault.expected}" for fault in faults))
        self.faults = faults


class UnknownIdError(CareerGuideError):
    """An id that the catalog does not hold."""

    def __init__(self, kind: str, received: str, known: tuple[str, ...]) -> None:
        super().__init__(f"unknown {kind} {received[:60]!r}; known: {', '.join(known)}.")
        self.kind, self.received, self.known = kind, received, known


class ContentError(CareerGuideError):
    """A content folder or snapshot that cannot be served."""
