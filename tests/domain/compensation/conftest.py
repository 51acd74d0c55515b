"""The tool as every client reaches it: arguments in, payload out."""

from collections.abc import Callable
from typing import Any

import pytest

from career_guide.deps import Deps
from career_guide.models.content.catalog import Catalog
from career_guide.tools.boundary import invoke
from career_guide.tools.compensation import ESTIMATE_COMP

Json = dict[str, Any]
Call = Callable[..., Json]


@pytest.fixture(scope="session")
def ask(catalog: Catalog) -> Call:
    """Calls that must be accepted."""
    deps = Deps(catalog=catalog)

    def call(**arguments: Any) -> Json:
        reply = invoke(ESTIMATE_COMP, arguments, deps)
        assert not reply.is_error, reply.text
        return reply.payload

    return call


@pytest.fixture(scope="session")
def refused(catalog: Catalog) -> Callable[..., list[Json]]:
    """Calls that must be refused; gives the errors."""
    deps = Deps(catalog=catalog)

    def call(**arguments: Any) -> list[Json]:
        reply = invoke(ESTIMATE_COMP, arguments, deps)
        assert reply.is_error, reply.text
        assert reply.payload["status"] == "invalid_input"
        errors: list[Json] = reply.payload["errors"]
        return errors

    return call
