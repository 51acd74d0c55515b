"""What the first stage of the server leaves to the SDK's transport when it cannot go on alone."""

from collections.abc import Iterable

from career_guide.front.session import Session
from career_guide.transports.frames import Lines


class Handover:
    """Where a connection stands; a new one stands at its beginning."""

    __slots__ = ("lines", "session", "unread", "unsent")

    def __init__(
        self,
        lines: Lines | None = None,
        unread: Iterable[bytes | None] = (),
        unsent: Iterable[bytes] = (),
        session: Session | None = None,
    ) -> None:
        self.lines = lines or Lines()
        """Cuts what comes next; holds the beginning of a line that was read."""
        self.unread = list(unread)
        """Whole lines that were read and not looked at; None for one that was too long."""
        self.unsent = list(unsent)
        """Answers that the reader has not taken; the first may be the rest of a line."""
        self.session = session
        """The front's view of the connection, where it has decided the era."""
