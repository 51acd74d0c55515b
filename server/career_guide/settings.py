"""What the environment sets; the only module that reads it, once, at the edge.

Imports little, and is no dataclass: the server reads it before its first answer, and
`dataclasses` alone costs two thirds of a bare interpreter's start.
"""

import os
from collections.abc import Mapping

from career_guide.errors import CareerGuideError

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
SWITCH = ("on", "off")


class Settings:
    """Settings, never changed after they were read; command-line flags win over them."""

    __slots__ = ("content", "front", "log_level")

    def __init__(
        self, *, content: str | None = None, log_level: str = "WARNING", front: bool = True
    ) -> None:
        self.content, self.log_level, self.front = content, log_level, front

    def with_content(self, content: str | None) -> "Settings":
        """The same with another content folder."""
        return Settings(content=content, log_level=self.log_level, front=self.front)


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `CAREER_GUIDE_CONTENT`, `CAREER_GUIDE_LOG_LEVEL` and `CAREER_GUIDE_FRONT`.

    Raises CareerGuideError for a value that does not exist. Blank means unset.
    """
    given = os.environ if environ is None else environ  # noqa: TID251 - the one place
    return Settings(
        content=given.get("CAREER_GUIDE_CONTENT", "").strip() or None,
        log_level=_one_of(LOG_LEVELS, given, "CAREER_GUIDE_LOG_LEVEL") or "WARNING",
        front=_one_of(SWITCH, given, "CAREER_GUIDE_FRONT") != "off",
    )


def _one_of(known: tuple[str, ...], given: Mapping[str, str], name: str) -> str | None:
    """The value of one variable, in any case; None where it is unset."""
    value = given.get(name, "").strip()
    for word in known:
        if word.lower() == value.lower():
            return word
    if value:
        raise CareerGuideError(
            f"{name}: expected one of {', '.join(known)}, for example {known[1]}"
        )
    return None
