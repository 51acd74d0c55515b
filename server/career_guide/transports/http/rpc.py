"""What one POST asks for, as later layers read it from the ASGI scope."""

from dataclasses import dataclass

KEY = "career_guide.rpc"
MESSAGE = "career_guide.message"
"""The whole message, checked; None for a response."""


@dataclass(frozen=True)
class Rpc:
    """The method of the message, and the tool, resource or prompt it names; None where absent."""

    method: str | None
    name: str | None
    id: str | int | None = None
