"""What one POST asks for, as later layers read it from the ASGI scope."""

from dataclasses import dataclass

KEY = "career_guide.rpc"


@dataclass(frozen=True)
class Rpc:
    """The method of the message, and the tool, resource or prompt it names; None where absent."""

    method: str | None
    name: str | None
    id: str | int | None = None
