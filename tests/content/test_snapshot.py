"""The snapshot is the content, and a stale or missing one is noticed."""

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from career_guide.content import checkout, snapshot
from career_guide.content.compile import check_snapshot, compile_folder, write_snapshot
from career_guide.content.folder import sources_digest
from career_guide.content.problems import InvalidContentError
from career_guide.content.snapshot import (
    Loaded,
    Snapshot,
    content_digest,
    load_default,
    load_folder,
    load_newest,
    load_snapshot,
    parse_snapshot,
    read_snapshot,
    render,
)
from career_guide.deps import Deps
from career_guide.errors import ContentError
from career_guide.tools.boundary import invoke
from career_guide.tools.registry import load


def test_reading_the_snapshot_gives_the_content_back(compiled: Snapshot) -> None:
    again = parse_snapshot(render(compiled))
    assert again == compiled
    assert again.catalog.digest == content_digest(again.catalog)
    assert again.catalog.facts == compiled.catalog.facts


def test_the_snapshot_of_this_checkout_is_up_to_date(content: Path, compiled: Snapshot) -> None:
    assert check_snapshot(content) == ()
    assert load_snapshot() == compiled.catalog


def test_the_same_content_gives_the_same_bytes(author: Any) -> None:
    assert render(compile_folder(author.folder)) == render(compile_folder(author.folder))


def test_a_change_of_one_figure_is_a_change_of_a_few_lines(author: Any) -> None:
    before = render(compile_folder(author.folder)).splitlines()
    author.replace("scoring.yaml", "new_project_score: 65", "new_project_score: 66")
    after = render(compile_folder(author.folder)).splitlines()
    differing = [line for line, other in zip(before, after, strict=True) if line != other]
    assert len(differing) == 2  # the head with its digests, and the file with the figure


def test_a_missing_and_a_stale_snapshot_are_told_with_the_way_to_repair(author: Any) -> None:
    target = author.folder.parent / "data" / "catalog.jsonl"
    (missing,) = check_snapshot(author.folder, target)
    assert (
        missing == "catalog.jsonl is missing: run `career-guide-mcp schema --write` in the checkout"
    )
    assert write_snapshot(author.folder, target) is True
    assert check_snapshot(author.folder, target) == ()
    assert write_snapshot(author.folder, target) is False
    author.append("premium.yaml", "# a comment is a change of the sources\n")
    (stale,) = check_snapshot(author.folder, target)
    assert stale.startswith("catalog.jsonl is stale: ")


def test_invalid_content_is_never_compiled(author: Any) -> None:
    author.append("premium.yaml", "extra: x\n")
    target = author.folder.parent / "catalog.jsonl"
    with pytest.raises(InvalidContentError):
        write_snapshot(author.folder, target)
    assert not target.exists()


def test_the_sources_digest_sees_names_and_bytes_but_no_windows_line_ends(author: Any) -> None:
    first = sources_digest(author.folder)
    path = author.folder / "premium.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert sources_digest(author.folder) == first
    path.rename(author.folder / "role" / "premium.yaml")
    assert sources_digest(author.folder) != first


def test_newer_yaml_is_served_and_said(author: Any) -> None:
    author.replace("scoring.yaml", "new_project_score: 65", "new_project_score: 66")
    told: list[str] = []
    loaded = load_newest(str(author.folder), told.append)
    assert loaded.catalog.scoring.new_project_score == 66
    assert not loaded.prepared
    assert len(told) == 1
    assert "newer than the snapshot" in told[0]


def test_an_unchanged_checkout_serves_the_snapshot_silently(content: Path, capfd: Any) -> None:
    assert checkout.content_folder() == str(content)
    assert load_default() == load_snapshot()
    captured = capfd.readouterr()
    assert captured.out == captured.err == ""


def test_an_installed_wheel_serves_the_snapshot(capfd: Any) -> None:
    assert load_newest(None, print) == Loaded(load_snapshot(), prepared=True)
    assert capfd.readouterr().out == ""


def test_broken_yaml_in_a_checkout_leaves_the_snapshot_served(author: Any) -> None:
    author.append("premium.yaml", "extra: x\n")
    told: list[str] = []
    assert load_newest(str(author.folder), told.append) == Loaded(load_snapshot(), prepared=False)
    assert "premium.yaml" in told[0]


def test_without_a_snapshot_a_checkout_serves_its_folder(
    content: Path, compiled: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkout, "COMPILED", "no-such-file.jsonl")
    told: list[str] = []
    assert load_newest(str(content), told.append) == Loaded(compiled.catalog, prepared=False)
    assert len(told) == 1
    with pytest.raises(ContentError, match="missing; reinstall"):
        load_newest(None, told.append)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"not JSON",
        lambda data: b'{"sources": "x", "catalog": {"digest": "x"}}',
        lambda data: data[:-1],
        lambda data: data.replace(b'"low":', b'"low": '),
        lambda data: data.replace(b'\n["premium",', b'\n["bonus",'),
    ],
)
def test_a_damaged_snapshot_or_another_versions_is_refused_in_words(
    compiled: Snapshot, change: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(ContentError, match="damaged, or does not fit this version"):
        parse_snapshot(change(render(compiled)))


def test_a_kind_that_the_snapshot_lacks_is_noticed_at_once(compiled: Snapshot) -> None:
    lines = render(compiled).splitlines(keepends=True)
    body = b"".join(line for line in lines[1:] if not line.startswith(b'["premium",'))
    head = json.loads(lines[0]) | {"checksum": zlib.crc32(body)}
    with pytest.raises(ContentError, match="damaged, or does not fit this version"):
        parse_snapshot(json.dumps(head).encode() + b"\n" + body)


def test_a_kind_that_does_not_fit_its_model_is_told_at_its_first_use(compiled: Snapshot) -> None:
    lines = render(compiled).splitlines(keepends=True)
    body = b"".join(lines[1:]).replace(b'["premium",{', b'["premium",{"bonus":1,')
    head = json.loads(lines[0]) | {"checksum": zlib.crc32(body)}
    catalog = parse_snapshot(json.dumps(head).encode() + b"\n" + body).catalog
    assert catalog.levels == compiled.catalog.levels
    with pytest.raises(ContentError, match="does not fit this version"):
        _ = catalog.premium
    reply = invoke(load("estimate_comp"), {"level": "senior"}, Deps(catalog=catalog))
    assert reply.payload["status"] == "internal_error"


def test_the_snapshot_names_the_sources_it_came_from(content: Path) -> None:
    assert read_snapshot().sources == sources_digest(content)


def test_somebodys_own_folder_is_loaded(author: Any) -> None:
    author.replace("scoring.yaml", "new_project_score: 65", "new_project_score: 66")
    assert load_folder(author.folder).scoring.new_project_score == 66


def test_serving_the_snapshot_imports_no_yaml_parser() -> None:
    program = (
        "import sys; from career_guide.content.snapshot import load_newest, load_snapshot;"
        "load_snapshot(); load_newest(None, print); sys.exit('yaml' in sys.modules)"
    )
    path = str(Path(snapshot.__file__).parents[2])
    done = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": path}, check=False)
    assert done.returncode == 0


@pytest.fixture
def prepared(author: Any) -> tuple[str, Path]:
    """A content folder, and what was compiled from it."""
    compiled = author.folder.parent / "catalog.jsonl"
    write_snapshot(author.folder, compiled)
    return str(author.folder), compiled


def unread(folder: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The content files that are opened from here on."""
    opened: list[str] = []
    really = os.open

    def noting(path: Any, *args: Any, **kwargs: Any) -> int:
        opened.extend([str(path)] if str(path).startswith(folder) else [])
        return really(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", noting)
    return opened


def test_an_untouched_folder_is_told_without_reading_it(
    prepared: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, compiled = prepared
    opened = unread(folder, monkeypatch)
    assert checkout.is_compiled(folder, str(compiled))
    assert opened == []


def test_a_fresh_clone_is_told_by_its_bytes_until_it_is_compiled_again(
    prepared: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, compiled = prepared
    file = Path(folder, "premium.yaml")
    later = compiled.stat().st_mtime_ns + 1_000_000_000
    os.utime(file, ns=(later, later))
    opened = unread(folder, monkeypatch)
    assert checkout.is_compiled(folder, str(compiled))
    assert str(file) in opened
    os.utime(compiled, ns=(0, 0))
    os.utime(file, ns=(0, 0))
    assert write_snapshot(Path(folder), compiled) is False
    opened.clear()
    assert checkout.is_compiled(folder, str(compiled))
    assert opened == []


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_text(file.read_text("utf-8") + "# more\n", "utf-8"),
        lambda file: file.write_text(file.read_text("utf-8").replace("e", "a", 1), "utf-8"),
        lambda file: file.unlink(),
        lambda file: file.rename(file.with_name("other.yaml")),
        lambda file: file.with_name("another.yaml").write_text(file.read_text("utf-8"), "utf-8"),
    ],
    ids=["longer", "of the same size", "removed", "renamed", "added"],
)
def test_a_touched_folder_is_not_what_was_compiled(
    prepared: tuple[str, Path], change: Callable[[Path], object]
) -> None:
    folder, compiled = prepared
    change(Path(folder, "role", "does.yaml"))
    assert not checkout.is_compiled(folder, str(compiled))


def test_nothing_is_compiled_where_the_file_is_missing_or_spoilt(
    prepared: tuple[str, Path],
) -> None:
    folder, compiled = prepared
    compiled.write_bytes(b"[]\n")
    assert not checkout.is_compiled(folder, str(compiled))
    compiled.unlink()
    assert not checkout.is_compiled(folder, str(compiled))


def test_a_catalog_makes_each_kind_once_and_never_changes() -> None:
    catalog = load_snapshot()
    assert "premium" not in vars(catalog)
    assert catalog.premium is catalog.premium
    with pytest.raises(AttributeError, match=r"changed\(premium=...\)"):
        catalog.premium = None  # type: ignore[assignment]
    with pytest.raises(AttributeError, match="no premiums"):
        catalog.premiums  # type: ignore[attr-defined]  # noqa: B018
    other = catalog.changed(levels=catalog.levels[1:])
    assert other != catalog
    assert other.changed(levels=catalog.levels) == catalog
    assert other.premium is catalog.premium
