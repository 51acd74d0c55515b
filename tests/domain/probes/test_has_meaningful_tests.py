import pytest

from career_guide.domain.probes import has_meaningful_tests
from repositories import snapshot

CORE = {"desk/core.py": "def rank(tickets):\n    return sorted(tickets)\n"}
IMPORT = "from desk.core import rank\n"


def python(body: str, head: str = IMPORT, count: int = 3) -> str:
    return head + "".join(
        f"\n\ndef test_case_{n}(client=None):\n    {body}\n" for n in range(count)
    )


GOOD = python("assert rank([2, 1]) == [1, 2]")
TYPESCRIPT = """import { rank } from '../src/core';

describe('rank', () => {
  it('sorts', () => { expect(rank([2, 1])).toEqual([1, 2]); });
  it('keeps one', () => { expect(rank([1])).toEqual([1]); });
  it('takes none', () => { expect(rank([])).toEqual([]); });
});
"""
TS_CORE = {"src/core.ts": "export function rank(a: number[]): number[] {\n  return a.sort();\n}\n"}
GO_CORE = {"rank/rank.go": "package rank\n\nfunc Best(a []int) int { return a[0] }\n"}
GO = """package rank

import "testing"

func TestOne(t *testing.T) {
	if Best([]int{1}) != 1 {
		t.Fatal("one")
	}
}

func TestTwo(t *testing.T) {
	if Best([]int{2}) != 2 {
		t.Errorf("two")
	}
}

func TestThree(t *testing.T) {
	if Best([]int{3}) != 3 {
		t.Fatal("three")
	}
}
"""
CONFTEST = """import pytest
from fastapi.testclient import TestClient
from desk.core import app

@pytest.fixture
def client():
    return TestClient(app)
"""
RUST = """pub fn rank(a: i32) -> i32 { a }

#[test]
fn one() { assert_eq!(rank(1), 1); }
#[test]
fn two() { assert_eq!(rank(2), 2); }
#[test]
fn three() { assert_eq!(rank(3), 3); }
"""


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({**CORE, "tests/test_core.py": GOOD}, "tests/test_core.py"),
        ({**TS_CORE, "tests/core.test.ts": TYPESCRIPT}, "tests/core.test.ts"),
        ({**GO_CORE, "rank/rank_test.go": GO}, "rank/rank_test.go"),
    ],
)
def test_tests_of_its_own_code_that_can_fail_are_counted(files, path):
    finding = has_meaningful_tests.run(snapshot(files))
    assert (finding.outcome, finding.count, finding.total) == ("present", 3, 3)
    assert finding.places[0].file == path
    text = files[path].split("\n")[finding.places[0].line - 1]
    assert finding.places[0].snippet == text


@pytest.mark.parametrize(
    "more",
    [
        {
            "tests/conftest.py": CONFTEST,
            "tests/test_api.py": python("assert client.get('/').status_code == 200", head=""),
        },
        {
            "tests/helpers.py": IMPORT + "\n\ndef ranked():\n    return rank([2, 1])\n",
            "tests/test_core.py": python(
                "assert ranked() == [1, 2]", "from helpers import ranked\n"
            ),
        },
        {
            "tests/test_cli.py": python(
                "out = subprocess.run(['python', '-m', 'desk.core']); assert out.returncode == 0",
                "import subprocess\n",
            )
        },
        {
            "tests/test_http.py": python(
                "assert requests.get('http://localhost:8000/rank').ok", "import requests\n"
            )
        },
    ],
)
def test_code_is_touched_through_fixtures_helpers_programs_and_clients(more):
    assert has_meaningful_tests.run(snapshot({**CORE, **more})).outcome == "present"


@pytest.mark.parametrize(
    "files",
    [
        CORE,
        {**CORE, "tests/test_core.py": ""},
        {**CORE, "tests/test_core.py": python("assert True")},
        {**CORE, "tests/test_core.py": python("pass")},
        {**CORE, "tests/test_core.py": IMPORT},
        {**CORE, "tests/test_core.py": python("rank([1])")},
        {**CORE, "tests/test_core.py": python("print(rank([2, 1]))")},
        {**CORE, "tests/test_core.py": python("assert rank([1]) == [1]", count=1)},
        {
            **CORE,
            "test_service.py": python(
                "assert requests.get('https://api.vendor.dev/v1').ok", "import requests\n"
            ),
        },
        {**CORE, "tests/test_core.py": python("assert 1 + n == 2", "n = 1\n")},
        {
            **TS_CORE,
            "tests/basic.test.ts": TYPESCRIPT.replace("rank([2, 1])", "true")
            .replace("rank([1])", "true")
            .replace("rank([])", "true")
            .replace("toEqual([1, 2])", "toBe(true)")
            .replace("toEqual([1])", "toBe(true)")
            .replace("toEqual([])", "toBe(true)"),
        },
        {**CORE, "tests/fixtures/test_core.py": GOOD},
    ],
)
def test_empty_trivial_foreign_and_single_tests_are_not_meaningful(files):
    assert has_meaningful_tests.run(snapshot(files)).outcome == "absent"


def test_a_large_project_needs_more_than_a_handful():
    many = {
        f"desk/part_{n}.py": f"def part_{n}(a):\n    b = a + {n}\n    c = b * 2\n    return c\n"
        for n in range(40)
    }
    files = {**CORE, **many, "tests/test_core.py": GOOD}
    assert has_meaningful_tests.run(snapshot(files)).outcome == "absent"


def test_tests_of_languages_without_a_parser_are_known_by_convention():
    finding = has_meaningful_tests.run(snapshot({"src/lib.rs": RUST}))
    assert (finding.outcome, finding.confidence, finding.count) == ("present", "medium", 3)


def test_test_files_that_could_not_be_taken_apart_leave_it_open():
    files = {**CORE, "tests/RankTest.java": "class RankTest { void rank() { check(1); } }\n"}
    assert has_meaningful_tests.run(snapshot(files)).outcome == "unknown"
    broken = {**CORE, "tests/test_core.py": "def test_rank(:\n    assert\n"}
    assert has_meaningful_tests.run(snapshot(broken)).outcome == "unknown"


def test_missing_test_files_and_a_cut_reading_leave_it_open():
    assert has_meaningful_tests.run(snapshot({"tests/test_core.py": None})).outcome == "unknown"
    assert has_meaningful_tests.run(snapshot(CORE, cut=("files",))).outcome == "unknown"
