"""What the transport promises holds with the front before the SDK and without it."""

from collections.abc import Iterator

import pytest

ALWAYS_FRONTED = {"test_repositories"}
"""What only the SDK answers: with the front on, this tests the hand-over as well."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    name = metafunc.module.__name__.rpartition(".")[2]
    ways = ["on"] if name in ALWAYS_FRONTED else ["on", "off"]
    metafunc.parametrize("front", ways, indirect=True, scope="module")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A terminal is never the front's: one way is enough there."""
    items[:] = [item for item in items if not _is_fronted_terminal(item)]


def _is_fronted_terminal(item: pytest.Item) -> bool:
    given = getattr(item, "callspec", None)
    wanted = {"front": "on", "kind": "terminal"}
    return given is not None and wanted.items() <= given.params.items()


@pytest.fixture(scope="module", autouse=True)
def front(request: pytest.FixtureRequest) -> Iterator[str]:
    """`on` or `off`, for every server that a test starts."""
    way: str = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAREER_GUIDE_FRONT", way)
        yield way
