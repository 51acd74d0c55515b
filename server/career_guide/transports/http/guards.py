"""The settings of rate limits and authorisation, each validated by the part that uses it."""

from career_guide.transports.http.limits.settings import LimitSettings
from career_guide.transports.http.options import HttpSettings


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
