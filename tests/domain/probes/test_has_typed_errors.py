import pytest

from career_guide.domain.probes import has_typed_errors
from half_read import half_read
from repositories import snapshot

OWN = """
class ShopError(Exception):
    pass


class OutOfStock(ShopError):
    pass


def order(count):
    if count > 3:
        raise OutOfStock(count)


order(2)
"""
CATCHES = """
import httpx
import redis


def load():
    try:
        return httpx.get("https://service.test")
    except httpx.HTTPStatusError as error:
        return {"error": str(error)}


def cached():
    try:
        return redis.Redis().get("key")
    except redis.ConnectionError:
        return load()


cached()
"""
SCRIPT = """
class ApiError extends Error {}

export function check(status: number) {
  if (status >= 400) throw new ApiError("status " + status);
}
check(200);
"""
GO = """package main

import "errors"

var ErrNoStock = errors.New("no stock")

func order(count int) error {
	if count > 3 {
		return ErrNoStock
	}
	return nil
}

func main() {
	serve(order)
}
"""


@pytest.mark.parametrize(
    ("files", "snippet"),
    [
        ({"app.py": OWN}, "class OutOfStock(ShopError):"),
        ({"app.py": CATCHES}, "    except httpx.HTTPStatusError as error:"),
        ({"app.ts": SCRIPT}, "class ApiError extends Error {}"),
        ({"main.go": GO}, "\t\treturn ErrNoStock"),
    ],
    ids=["own and raised", "of dependencies", "a class of a script", "a value of Go"],
)
def test_error_types_that_are_used_are_found(files: dict[str, str], snippet: str) -> None:
    finding = has_typed_errors.run(snapshot(files))
    assert finding.outcome == "present"
    assert finding.places[0].snippet == snippet


@pytest.mark.parametrize(
    "code",
    [
        OWN.replace("raise OutOfStock(count)", "return None"),
        "def read(text):\n    try:\n        return int(text)\n    except ValueError:\n"
        "        return 0\n\n\nread('1')\n" * 2,
        CATCHES.replace("httpx.HTTPStatusError as", "Exception as"),
    ],
    ids=["defined and never raised", "parsing", "one place"],
)
def test_errors_that_nothing_raises_or_that_everybody_meets_do_not_count(code: str) -> None:
    assert has_typed_errors.run(snapshot({"app.py": code})).outcome == "absent"


def test_a_module_of_errors_that_nothing_imports_does_not_count() -> None:
    files = {"app.py": "print('hello')\n", "shop/errors.py": OWN.replace("order(2)\n", "")}
    assert has_typed_errors.run(snapshot(files)).outcome == "absent"


def test_a_long_chain_of_error_types_is_followed() -> None:
    chain = ["class E0(Exception):\n    pass\n"]
    chain += [f"class E{n}(E{n - 1}):\n    pass\n" for n in range(1, 400)]
    code = "".join(reversed(chain)) + "def main():\n    raise E399\n\n\nmain()\n"
    assert has_typed_errors.run(snapshot({"app.py": code})).outcome == "present"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert has_typed_errors.run(half_read()[case]).outcome == "unknown"
