"""What the environment sets; the only module that reads it, once, at the edge."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from career_guide.errors import CareerGuideError

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Frozen settings; command-line flags win over them."""

    content: str | None = None
    log_level: str = "WARNING"


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
