"""The settings of rate limits and authorisation, each validated by the part that uses it."""

from pathlib import Path
from typing import cast

from career_guide.transports.http.auth.settings import AuthSettings, Mode
from career_guide.transports.http.limits.settings import LimitSettings
from career_guide.transports.http.option import SettingRefused
from career_guide.transports.http.options import HttpSettings, label

MOST_BYTES = 1 << 20


def limit_settings(http: HttpSettings) -> LimitSettings:
    """What the rate limits need. Raises CareerGuideError."""
    return LimitSettings(
        network=http.limit_network,
        reads=http.limit_reads,
        computing=http.limit_computing,
        store=http.limit_store,
        store_timeout_ms=http.limit_store_timeout_ms,
        trusted_proxies=http.trusted_proxy,
        processes=http.workers * http.replicas,
    )


def auth_settings(http: HttpSettings) -> AuthSettings:
    """What authorisation needs. Raises CareerGuideError."""
    return AuthSettings(
        mode=cast(Mode, http.auth),
        resource=http.public_url,
        issuer=http.auth_issuer,
        jwks_uri=http.auth_jwks_uri,
        scopes=http.auth_scopes,
        algorithms=http.auth_algorithms,
        leeway_s=http.auth_leeway,
        tokens=_lines(http.auth_tokens),
    )


def _lines(given: str) -> str:
    """The text itself, or that of the file behind an @."""
    if not given.startswith("@"):
        return given
    try:
        with Path(given[1:]).open(encoding="utf-8") as file:
            return file.read(MOST_BYTES)
    except (OSError, UnicodeDecodeError):
        raise SettingRefused(
            f"{label('auth_tokens')}: expected a text file that can be read, for example "
            "@/run/secrets/tokens"
        ) from None
