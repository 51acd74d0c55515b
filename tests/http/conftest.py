"""The guide over HTTP in one process, for tests that only send requests."""

from collections.abc import Iterator

import pytest

from hosting import UNLIMITED, Hosting, hosted

ORIGIN = "https://app.example.org"
TOKEN = "metrics-token-for-tests"


@pytest.fixture(scope="package")
def guide() -> Iterator[Hosting]:
    """A server that logs every request, with one web origin and metrics behind a token."""
    env = {"CAREER_GUIDE_LOG_LEVEL": "INFO", "CAREER_GUIDE_HTTP_METRICS_TOKEN": TOKEN}
    with hosted("--allowed-origin", ORIGIN, "--metrics", "token", *UNLIMITED, env=env) as running:
        yield running
