import pytest

from career_guide.domain.probes import tests_error_paths
from half_read import half_read
from repositories import snapshot

RAISES = """
import pytest


def test_unknown_city():
    with pytest.raises(LookupError):
        find("Atlantis")
"""
FORCED = """
from unittest.mock import patch


def test_no_network():
    with patch("app.get", side_effect=ConnectionError("down")):
        assert load() == []
"""
STATUS = """
def test_missing_page(client):
    response = client.get("/nothing")
    assert response.status_code == 404
"""
SCRIPT = """
import { expect, it } from "vitest";

it("tells what went wrong", async () => {
  await expect(load("bad")).rejects.toThrow("no such item");
});
"""
GO = """package app

import "testing"

func TestBadInput(t *testing.T) {
	_, err := parse("")
	if err == nil {
		t.Fatal("no error")
	}
}
"""


@pytest.mark.parametrize(
    ("path", "code", "line"),
    [
        ("tests/test_app.py", RAISES, 6),
        ("tests/test_app.py", FORCED, 6),
        ("tests/test_app.py", STATUS, 4),
        ("src/app.test.ts", SCRIPT, 5),
        ("app_test.go", GO, 7),
    ],
)
def test_forced_failures_are_found(path: str, code: str, line: int) -> None:
    finding = tests_error_paths.run(snapshot({path: code}))
    assert finding.outcome == "present"
    assert line in [place.line for place in finding.places]


def test_a_test_that_is_named_for_a_failure_and_can_fail_is_a_weak_sign() -> None:
    code = "def test_invalid_name_is_left_out():\n    assert clean('?') == ''\n"
    finding = tests_error_paths.run(snapshot({"tests/test_app.py": code}))
    assert (finding.outcome, finding.confidence) == ("present", "low")


@pytest.mark.parametrize(
    "files",
    [
        {"tests/test_app.py": "def test_add():\n    assert add(1, 2) == 3\n"},
        {"tests/test_app.py": "def test_error_is_raised():\n    pass\n"},
        {"tests/test_app.py": "# with pytest.raises(ValueError):\nTODO = 'status_code == 404'\n"},
        {"app.py": RAISES},
        {"README.md": "Tests cover every error path.\n"},
    ],
    ids=["the happy path", "an empty test", "words", "no test file", "a claim"],
)
def test_what_forces_nothing_does_not_count(files: dict[str, str]) -> None:
    assert tests_error_paths.run(snapshot(files)).outcome == "absent"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert tests_error_paths.run(half_read()[case]).outcome == "unknown"
