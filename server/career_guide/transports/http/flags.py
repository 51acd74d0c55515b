"""How a setting that cannot be obeyed is named to whoever set it."""

from career_guide.errors import CareerGuideError


def refuse(flag: str, expected: str) -> CareerGuideError:
    """The error about one setting, by its flag and its variable."""
    variable = "CAREER_GUIDE_HTTP_" + flag.removeprefix("--").replace("-", "_").upper()
    return CareerGuideError(f"{flag} ({variable}): expected {expected}")
