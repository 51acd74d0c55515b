"""Every problem that we expect, as a message for people.

Imports nothing: the first stage of the server raises these before anything else is loaded.
"""


class CareerGuideError(Exception):
    """A problem with a message that a person can act on; shown as it is."""


class UnknownIdError(CareerGuideError):
    """An id that the catalog does not hold."""

    def __init__(self, kind: str, received: str, known: tuple[str, ...]) -> None:
        super().__init__(f"unknown {kind} {received[:60]!r}; known: {', '.join(known)}.")
        self.kind, self.received, self.known = kind, received, known


class ContentError(CareerGuideError):
    """A content folder or snapshot that cannot be served."""


class ReadingStopped(CareerGuideError):
    """The caller asked to stop before the repository was read."""

    def __init__(self) -> None:
        super().__init__("the reading was stopped before it was complete; nothing is reported")
