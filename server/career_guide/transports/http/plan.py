"""What a worker needs to know, as the process that starts it hands it over."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from career_guide.errors import CareerGuideError, ContentError
from career_guide.transports.http.options import HttpSettings

Report = Callable[[bytes], None]
"""Where a worker says how it is."""
READY, ALIVE = b"r", b"."
"""Said once, when requests are accepted, and then every second that the event loop turns."""


def silent(word: bytes) -> None:
    """Report to nobody."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One server: what it serves, how, and where its workers meet."""

    http: HttpSettings
    hosts: tuple[str, ...]
    content: str | None
    log_level: str
    metrics_folder: Path | None
    """Shared by several workers; None where there is one."""
    tracing: bool
    front: bool
    """Whether ordinary requests are answered before the SDK; never where its spans are wanted."""


def exit_code(error: CareerGuideError) -> int:
    """1 for content that cannot be served, 2 for a setting, as the command line has it."""
    return 1 if isinstance(error, ContentError) else 2
