"""How a setting that cannot be obeyed is named to whoever set it."""

from career_guide.transports.http.option import PREFIX, SettingRefused


def refuse(flag: str, expected: str) -> SettingRefused:
    """The error about one setting, by its flag and its variable."""
    variable = PREFIX + flag.removeprefix("--").replace("-", "_").upper()
    return SettingRefused(f"{flag} ({variable}): expected {expected}")
