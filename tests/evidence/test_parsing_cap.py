"""The cap of all parsed code, and Python's search for cycles, which rests while code is parsed."""

import gc
from collections.abc import Iterator

import pytest

from career_guide.errors import ReadingStopped
from career_guide.evidence.assemble import RawFile, assemble
from career_guide.evidence.collector import held
from career_guide.evidence.watch import Watch
from career_guide.models.repository.snapshot import Caps, Snapshot
from files_in_memory import raw

SMALL = "def small():\n    return 1\n"
LARGE = "def large():\n    return [" + "1, " * 200 + "]\n"
FILES = [
    raw("a_large.py", LARGE),
    raw("b_small.py", SMALL),
    raw("c_small.go", "package main\n\nfunc main() {}\n"),
    raw("d_large.ts", "const x = [" + "1, " * 300 + "]\n"),
    raw("README.md", "# Read me\n" * 500),
    raw("data/rows.csv", "a,b\n" + "1,2\n" * 900),
]


def parsed(files: list[RawFile], most: int) -> Snapshot:
    return assemble("project", files, caps=Caps(code_bytes=most))


def names_parsed(found: Snapshot) -> list[str]:
    return [file.path for file in found.files if file.code and file.code.is_parsed]


def test_code_beyond_the_cap_is_not_parsed_and_that_is_a_cut() -> None:
    found = parsed(FILES, len(SMALL) + 100)
    assert names_parsed(found) == ["b_small.py", "c_small.go"]
    assert found.cut == ("code_bytes",)
    assert found.by_path["a_large.py"].text == LARGE


def test_the_cap_counts_code_alone_and_ends_at_its_last_byte() -> None:
    whole = parsed(FILES, 1 << 20)
    size = sum(len(file.text or "") for file in whole.files if file.code)
    assert (len(names_parsed(whole)), whole.cut) == (4, ())
    assert parsed(FILES, size).cut == ()
    assert names_parsed(parsed(FILES, size - 1)) == ["a_large.py", "b_small.py", "c_small.go"]


def test_the_order_of_files_decides_nothing() -> None:
    same = [raw(f"part_{number}.py", SMALL) for number in range(9)]
    for most in (0, len(SMALL), 4 * len(SMALL), 9 * len(SMALL)):
        first = parsed(same, most)
        assert len(names_parsed(first)) == most // len(SMALL)
        assert parsed(same[::-1], most) == first


def test_parsing_is_stopped_when_asked_and_tells_how_far_it_is() -> None:
    told: list[tuple[int, int, str]] = []
    watch = Watch(lambda done, total, phase: told.append((done, total, phase)))
    assemble("project", FILES, watch=watch)
    assert told == [(len(FILES), len(FILES), "parsing")]
    calls = iter(range(99))
    with pytest.raises(ReadingStopped):
        assemble("project", FILES, watch=Watch(stop=lambda: next(calls) > 2))
    assert gc.isenabled()


@pytest.fixture
def collector() -> Iterator[None]:
    """Leaves the search for cycles on, whatever the test did."""
    yield
    gc.enable()


@pytest.mark.usefixtures("collector")
def test_the_search_for_cycles_goes_on_after_the_last_that_held_it() -> None:
    with held():
        with held():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.usefixtures("collector")
def test_a_search_that_was_off_stays_off() -> None:
    gc.disable()
    with held():
        assert not gc.isenabled()
    assert not gc.isenabled()


@pytest.mark.usefixtures("collector")
def test_an_error_inside_lets_it_go_on() -> None:
    with pytest.raises(ZeroDivisionError), held():
        raise ZeroDivisionError
    assert gc.isenabled()
