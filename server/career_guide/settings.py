"""What the environment sets; the only module that reads it, once, at the edge.

Imports little, and is no dataclass: the server reads it before its first answer, and
`dataclasses` alone costs two thirds of a bare interpreter's start.
"""

import os
from collections.abc import Iterable, Mapping

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


def named(names: Iterable[str]) -> dict[str, str]:
    """Variables of the environment by name, as they are; unset ones are left out."""
    return {name: os.environ[name] for name in names if name in os.environ}  # noqa: TID251


def for_child(**more: str) -> dict[str, str]:
    """The environment of a process that we start, with variables of its own."""
    return {**os.environ, **more}  # noqa: TID251


def exports_spans(environ: Mapping[str, str] | None = None) -> bool:
    """Whether an exporter of OpenTelemetry spans is configured, by that project's variables.

    Raises CareerGuideError for an exporter other than OTLP over HTTP.
    """
    given = os.environ if environ is None else environ  # noqa: TID251
    exporter = given.get("OTEL_TRACES_EXPORTER", "").strip().lower()
    if given.get("OTEL_SDK_DISABLED", "").strip().lower() == "true" or exporter == "none":
        return False
    if exporter not in ("", "otlp"):
        raise CareerGuideError("OTEL_TRACES_EXPORTER: expected otlp or none, for example otlp")
    protocol = given.get("OTEL_EXPORTER_OTLP_PROTOCOL", "").strip().lower()
    endpoints = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
    wanted = bool(exporter) or any(given.get(name, "").strip() for name in endpoints)
    if wanted and protocol not in ("", "http/protobuf"):
        raise CareerGuideError(
            "OTEL_EXPORTER_OTLP_PROTOCOL: expected http/protobuf, for example with "
            "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318"
        )
    return wanted


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
