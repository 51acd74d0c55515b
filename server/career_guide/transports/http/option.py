"""What one setting of the hosted mode is: its flag, its variable, and how its text is read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from career_guide.errors import CareerGuideError

PREFIX = "CAREER_GUIDE_HTTP_"


class SettingRefused(CareerGuideError):
    """A setting that cannot be used; one line that says what to pass."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One setting: how it is written, read and explained."""

    name: str
    """Its name as a flag, without dashes."""
    metavar: str
    shown: str
    """The default as people read it."""
    meaning: str
    read: Callable[[str], Any]
    """The value of a text; raises ValueError with what was expected and an example."""
    repeatable: bool = False
    secret: bool = False
    """Read from the environment only, since every user of a machine can see command lines."""

    @property
    def field(self) -> str:
        """Its name in `HttpSettings`."""
        return self.name.replace("-", "_")

    @property
    def flag(self) -> str:
        """The flag, empty for a secret."""
        return "" if self.secret else f"--{self.name}"

    @property
    def variable(self) -> str:
        """The variable of the environment."""
        return PREFIX + self.field.upper()

    @property
    def label(self) -> str:
        """Flag and variable, as messages name them."""
        return f"{self.flag} ({self.variable})" if self.flag else self.variable

    def value(self, given: str | Sequence[str]) -> Any:
        """The value, a tuple where it is repeatable. Raises SettingRefused."""
        texts = given.split(",") if isinstance(given, str) and self.repeatable else given
        try:
            if isinstance(texts, str):
                return self.read(texts.strip())
            return tuple(dict.fromkeys(self.read(text.strip()) for text in texts if text.strip()))
        except ValueError as error:
            raise SettingRefused(f"{self.label}: expected {error}") from None


def whole(low: int, high: int, example: int) -> Callable[[str], int]:
    """Reads a whole number between two bounds, which count."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise ValueError(f"a whole number from {low} to {high}, for example {example}")
        return int(text)

    return read


def seconds(low: float, high: float, example: float) -> Callable[[str], float]:
    """Reads a number of seconds between two bounds, which count."""

    def read(text: str) -> float:
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", text) or not low <= float(text) <= high:
            raise ValueError(f"seconds from {low:g} to {high:g}, for example {example:g}")
        return float(text)

    return read


def word(*words: str) -> Callable[[str], str]:
    """Reads one of some words; the last one serves as the example."""

    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"one of {', '.join(words)}, for example {words[-1]}")
        return text

    return read


def address(text: str) -> str:
    """An address or name to listen on."""
    if not re.fullmatch(r"[A-Za-z0-9.:_-]{1,253}", text):
        raise ValueError("an address or host name to listen on, for example 127.0.0.1")
    return text


def host(text: str) -> str:
    """A Host header in small letters, without wildcards."""
    if not re.fullmatch(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?", text):
        raise ValueError(
            "a Host header without wildcards, for example guide.example.org or 192.0.2.7:8000"
        )
    return text.lower()


def origin(text: str) -> str:
    """An Origin header in small letters, without wildcards."""
    if not re.fullmatch(r"https?://[^/?#@\s*,]{1,260}", text, re.ASCII):
        raise ValueError(
            "an origin: scheme, host, and port where it has one, for example https://app.example.org"
        )
    return text.lower()


def text(text: str) -> str:
    """Any text; whoever uses it checks it."""
    return text


def token(text: str) -> str:
    """A secret that is long enough not to be guessed."""
    if not 16 <= len(text) <= 512 or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("at least 16 printable ASCII characters without blanks")
    return text
