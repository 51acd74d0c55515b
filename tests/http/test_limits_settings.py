"""Settings of the limits that cannot be obeyed are refused by name."""

import re
from typing import Any

import pytest

from career_guide.errors import CareerGuideError
from career_guide.transports.http.limits.settings import LimitSettings


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"network": "many"}, "--limit-network (CAREER_GUIDE_HTTP_LIMIT_NETWORK)"),
        ({"network": ""}, "--limit-network (CAREER_GUIDE_HTTP_LIMIT_NETWORK)"),
        ({"reads": "0/minute"}, "--limit-reads (CAREER_GUIDE_HTTP_LIMIT_READS)"),
        ({"reads": "-5/minute"}, "--limit-reads (CAREER_GUIDE_HTTP_LIMIT_READS)"),
        ({"computing": "1000000/minute"}, "--limit-computing (CAREER_GUIDE_HTTP_LIMIT_COMPUTING)"),
        ({"computing": "5/fortnight"}, "--limit-computing (CAREER_GUIDE_HTTP_LIMIT_COMPUTING)"),
        ({"store": "memcached://there"}, "--limit-store (CAREER_GUIDE_HTTP_LIMIT_STORE)"),
        ({"store": "redis://"}, "--limit-store (CAREER_GUIDE_HTTP_LIMIT_STORE)"),
        ({"store": "redis://host:port"}, "--limit-store (CAREER_GUIDE_HTTP_LIMIT_STORE)"),
        (
            {"store_timeout_ms": 0},
            "--limit-store-timeout-ms (CAREER_GUIDE_HTTP_LIMIT_STORE_TIMEOUT_MS)",
        ),
        ({"trusted_proxies": ("*",)}, "--trusted-proxy (CAREER_GUIDE_HTTP_TRUSTED_PROXY)"),
        ({"trusted_proxies": ("0.0.0.0/0",)}, "--trusted-proxy (CAREER_GUIDE_HTTP_TRUSTED_PROXY)"),
        ({"trusted_proxies": ("::/0",)}, "--trusted-proxy (CAREER_GUIDE_HTTP_TRUSTED_PROXY)"),
        ({"trusted_proxies": ("10.0.0.1/8",)}, "--trusted-proxy (CAREER_GUIDE_HTTP_TRUSTED_PROXY)"),
        ({"processes": 0}, "--replicas (CAREER_GUIDE_HTTP_REPLICAS)"),
    ],
)
def test_a_setting_that_cannot_be_obeyed_is_refused(settings: dict[str, Any], named: str) -> None:
    with pytest.raises(CareerGuideError, match=re.escape(f"{named}: expected ") + ".*for example"):
        LimitSettings(**settings)


def test_a_password_in_the_address_of_the_store_is_not_repeated() -> None:
    with pytest.raises(CareerGuideError) as refused:
        LimitSettings(store="redis://:hush@host:notaport")
    assert "hush" not in str(refused.value)
