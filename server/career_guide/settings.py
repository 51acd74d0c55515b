"""What the environment sets; the only module that reads it, once, at the edge."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from career_guide.errors import CareerGuideError

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Frozen settings; command-line flags win over them."""

    content: str | None = None
    log_level: str = "WARNING"


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `CAREER_GUIDE_CONTENT` and `CAREER_GUIDE_LOG_LEVEL`.

    Raises CareerGuideError for a log level that does not exist. Blank means unset.
    """
    given = os.environ if environ is None else environ  # noqa: TID251 - the one place
    level = given.get("CAREER_GUIDE_LOG_LEVEL", "").strip().upper() or "WARNING"
    if level not in LOG_LEVELS:
        raise CareerGuideError(
            f"CAREER_GUIDE_LOG_LEVEL: expected one of {', '.join(LOG_LEVELS)}, for example INFO"
        )
    return Settings(content=given.get("CAREER_GUIDE_CONTENT", "").strip() or None, log_level=level)
