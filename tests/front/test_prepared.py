"""The prepared answers are what the SDK gives, complete, and noticed when they are stale."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from both_ways import blank, by_front, by_sdk, prepared
from career_guide.content.compile import check_file, compile_folder, keep
from career_guide.front import belonging
from career_guide.front.ordinary import LEGACY, MODERN
from career_guide.front.prepared import FILE, Prepared, load
from career_guide.transports.preparing import prepare
from wire import INITIALIZED, encode, initialize, request
from wire import MODERN as ENVELOPE

CONTENT = Path(__file__).parents[2] / "content"
VERSIONS = pytest.mark.parametrize("version", [*LEGACY, MODERN])
LISTS = {
    "tools/list": "tools",
    "prompts/list": "prompts",
    "resources/list": "resources",
    "resources/templates/list": "resourceTemplates",
}


def lines(version: str, asked: list[tuple[str, dict[str, Any]]]) -> list[bytes]:
    """Requests of one connection."""
    meta = {"_meta": ENVELOPE} if version == MODERN else {}
    opening = [] if version == MODERN else [initialize("start", version), INITIALIZED]
    rows = [request(n, method, **params, **meta) for n, (method, params) in enumerate(asked)]
    return encode([*opening, *rows]).splitlines()


def everything(version: str) -> list[tuple[str, dict[str, Any]]]:
    """Every static request that the server's own lists lead to."""
    found: list[tuple[str, dict[str, Any]]] = [
        ("server/discover" if version == MODERN else "ping", {})
    ]
    for method, member in LISTS.items():
        params: dict[str, Any] = {}
        while True:
            found.append((method, params))
            (*_, line) = by_sdk(lines(version, [(method, params)]))
            result = json.loads(line)["result"]
            if method == "resources/list":
                found += [("resources/read", {"uri": entry["uri"]}) for entry in result[member]]
            if "nextCursor" not in result:
                break
            params = {"cursor": result["nextCursor"]}
    return found


@VERSIONS
def test_every_static_answer_is_the_byte_of_the_sdk_and_needs_none(version: str) -> None:
    asked = lines(version, everything(version))
    assert len(asked) >= 118
    answers, taken = by_front(asked)
    assert taken == len(asked)
    assert sorted(answers) == sorted(by_sdk(asked))


@pytest.fixture(scope="module")
def expected() -> bytes:
    """What the SDK answers over the content of this checkout."""
    return prepare(compile_folder(CONTENT))


def test_the_prepared_answers_of_this_checkout_are_up_to_date(expected: bytes) -> None:
    assert check_file(expected, Path(FILE)) == (), "run `make generate`"


def test_stale_and_missing_answers_are_told_with_the_way_to_repair(
    expected: bytes, tmp_path: Path
) -> None:
    target = tmp_path / "answers.jsonl"
    (missing,) = check_file(expected, target)
    assert missing.startswith("answers.jsonl is missing: run `career-guide-mcp schema --write`")
    assert keep(expected, target)
    assert check_file(expected, target) == ()
    target.write_bytes(target.read_bytes().replace(b"Career coach", b"Career couch"))
    (stale,) = check_file(expected, target)
    assert stale.startswith("answers.jsonl is stale: run `career-guide-mcp schema --write`")


def test_writing_again_changes_nothing_and_makes_the_file_the_newest(tmp_path: Path) -> None:
    target = tmp_path / "answers.jsonl"
    assert keep(b"answers", target)
    os.utime(target, (0, 0))
    assert not keep(b"answers", target)
    assert target.stat().st_mtime > time.time() - 600


def test_legacy_versions_share_their_bodies_and_the_modern_one_most_of_its_own() -> None:
    size = Path(FILE).stat().st_size
    once = sum(len(line) for line in by_sdk(lines(LEGACY[-1], everything(LEGACY[-1]))))
    assert size < 1.15 * once


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"",
        lambda data: b"garbage\n" + data,
        lambda data: data[:-1],
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b'"package":"', b'"package":"9', 1),
        lambda data: data.replace(b'"format":2', b'"format":3', 1),
        lambda data: data.replace(b"Career coach", b"Career couch", 1),
        lambda data: data.replace(b'isError\\":false', b'isError\\":falsy', 1),
        lambda data: data[:-2] + b"]\n",
        lambda data: b"{}\n" + data,
        lambda data: b"[]\n" + data,
    ],
    ids=[
        "empty",
        "garbage",
        "cut",
        "line ends",
        "version",
        "format",
        "one letter",
        "head",
        "last byte",
        "bare",
        "list",
    ],
)
def test_a_file_that_is_not_ours_is_not_used(change: Any, tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_bytes(change(Path(FILE).read_bytes()))
    assert load(str(file)) is None
    assert load(str(tmp_path / "missing.jsonl")) is None


class Content:
    """A copy of the content folder, older than the prepared answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "content"
        for file in CONTENT.rglob("*"):
            if file.is_file():
                copy = self.folder / file.relative_to(CONTENT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(file.read_bytes())
                os.utime(copy, (0, 0))

    def belongs(self) -> bool:
        return belonging.belongs(prepared(), str(self.folder))


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path)


def test_an_untouched_checkout_belongs_to_the_answers(content: Content) -> None:
    assert content.belongs()


def test_a_file_of_another_size_a_new_one_or_a_missing_one_is_seen(content: Content) -> None:
    premium = content.folder / "premium.yaml"
    text = premium.read_bytes()
    premium.write_bytes(text + b"# more\n")
    os.utime(premium, (0, 0))
    assert not content.belongs()
    premium.write_bytes(text)
    os.utime(premium, (0, 0))
    assert content.belongs()
    premium.rename(content.folder / "bonus.yaml")
    assert not content.belongs()


def test_an_edit_of_the_same_size_is_seen_by_its_time(content: Content) -> None:
    premium = content.folder / "premium.yaml"
    premium.write_bytes(premium.read_bytes().replace(b"a", b"b", 1))
    assert not content.belongs()


def test_a_file_that_was_only_touched_still_belongs(content: Content) -> None:
    (content.folder / "premium.yaml").touch()
    later = time.time() + 60
    os.utime(content.folder / "premium.yaml", (later, later))
    assert content.belongs()


def test_content_that_cannot_be_read_does_not_belong(content: Content) -> None:
    content.folder.rename(content.folder.with_name("elsewhere"))
    assert not content.belongs()


def test_the_answers_name_the_content_that_they_were_made_from() -> None:
    from career_guide.content.snapshot import read_snapshot

    snapshot, found = read_snapshot(), prepared()
    assert (found.content, found.sources) == (snapshot.catalog.digest, snapshot.sources)


def test_blanking_takes_the_reference_of_an_internal_error_and_nothing_else() -> None:
    line = (
        b'{"text":"{\\"summary\\":\\"Internal error, reference 0a1b2c3d.","reference":"0a1b2c3d"}'
    )
    assert blank(line).count(b"........") == 2
    assert blank(b'{"deadbeef":"deadbeef"}') == b'{"deadbeef":"deadbeef"}'


def test_a_method_that_reads_like_a_method_with_its_value_finds_nothing() -> None:
    assert isinstance(prepared(), Prepared)
    assert prepared().result(MODERN, "resources/list page-2", "") is None
    assert prepared().result("1999-01-01", "tools/list", "") is None
