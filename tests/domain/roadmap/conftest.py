"""The tool as callers reach it, with a fixed date."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from career_guide.deps import Deps
from career_guide.models.content.catalog import Catalog
from career_guide.tools.boundary import Reply, invoke
from career_guide.tools.learning import NEXT_SKILL

TODAY = date(2026, 10, 10)
Ask = Callable[..., dict[str, Any]]
Call = Callable[..., Reply]


@pytest.fixture(scope="session")
def call(catalog: Catalog) -> Call:
    """Calls `next_skill` and gives the reply, refused or not."""
    deps = Deps(catalog=catalog, today=lambda: TODAY)
    return lambda **arguments: invoke(NEXT_SKILL, arguments, deps)


@pytest.fixture(scope="session")
def ask(call: Call) -> Ask:
    """Calls `next_skill` and gives the structured result of an accepted call."""

    def asked(**arguments: Any) -> dict[str, Any]:
        reply = call(**arguments)
        assert not reply.is_error, reply.text
        return reply.payload

    return asked
