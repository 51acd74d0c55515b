"""Objects from loose files and packs; damaged ones are unread, bombs stay small."""

import hashlib
import random
import shutil
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from career_guide.evidence.assemble import RawFile
from career_guide.evidence.read import RawReading, read_raw
from career_guide.evidence.roots import AllowedRoots
from career_guide.models.repository.snapshot import Caps
from career_guide.refusals import RepositoryRefused
from git_repositories import (
    ID_DELTA,
    OFFSET_DELTA,
    Packed,
    Repository,
    blob_id,
    delta,
    init,
    write_pack,
)

COMMIT, BLOB = 1, 3


@pytest.fixture
def mine(tmp_path: Path) -> Repository:
    """An empty repository."""
    return init(tmp_path / "mine")


def read(repository: Repository, caps: Caps | None = None) -> RawReading:
    path = str(repository.path)
    return read_raw(path, allowed=AllowedRoots.only(path), caps=caps)


def by_path(reading: RawReading) -> dict[str, RawFile]:
    return {file.path: file for file in reading.files}


@contextmanager
def memory_below(limit: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < limit


def versions(repository: Repository, number: int = 12) -> dict[str, bytes]:
    """Commits of a file that grows and others that stay, so that packing makes deltas."""
    random.seed(7)
    files: dict[str, str | bytes] = {"big.txt": b"".join(b"%d\n" % n for n in range(4_000))}
    for step in range(number):
        lines = [b"%d\n" % random.randrange(10**9) for _ in range(20)]
        files["big.txt"] = bytes(files["big.txt"]) + b"".join(lines)
        files[f"folder/{step}.txt"] = f"{step}\n"
        repository.commit(files, f"Step {step}")
    return {
        name: bytes(text) if isinstance(text, bytes) else text.encode()
        for name, text in files.items()
    }


@pytest.mark.parametrize("index_version", ["1", "2"])
@pytest.mark.parametrize("offsets", ["true", "false"])
def test_packs_of_either_index_and_delta_form_give_what_was_committed(
    mine: Repository, index_version: str, offsets: str
) -> None:
    files = versions(mine)
    loose = read(mine)
    mine.git("config", "pack.indexVersion", index_version)
    mine.git("config", "repack.useDeltaBaseOffset", offsets)
    mine.git("repack", "-adfq", "--depth=40", "--window=40")
    packed = read(mine)
    assert packed == loose
    assert {file.path: file.content for file in packed.files} == files
    assert packed.history.state == "complete"
    assert len(packed.history.commits) == 12


def test_objects_may_lie_in_several_packs_and_loose(mine: Repository) -> None:
    for step in range(4):
        mine.commit({f"{step}.txt": f"{step}"})
        if step < 3:
            mine.git("repack", "-dq")
    assert [file.content for file in read(mine).files] == [b"0", b"1", b"2", b"3"]


def test_a_large_index_is_read_in_pieces_and_gives_the_same(
    mine: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions(mine, 5)
    mine.git("repack", "-adq")
    held = read(mine)
    monkeypatch.setattr("career_guide.evidence.git_pack_index._HELD", 10)
    assert read(mine) == held


def test_offsets_beyond_two_gigabytes_are_understood(mine: Repository) -> None:
    """The index can be made to use its table of long offsets for every object."""
    files = versions(mine, 3)
    mine.git("config", "pack.indexVersion", "2")
    mine.git("repack", "-adq")
    pack = next(mine.objects.glob("pack/*.pack"))
    index = pack.with_suffix(".idx")
    index.unlink()
    mine.git("index-pack", "--index-version=2,0x40", "-o", str(index), str(pack))
    assert {file.path: file.content for file in read(mine).files} == files


class TestDamage:
    def test_a_missing_blob_is_unread_and_the_rest_is_read(self, mine: Repository) -> None:
        mine.commit({"a.txt": "a", "b.txt": "b"})
        mine.loose(blob_id(b"a")).unlink()
        files = by_path(read(mine))
        assert (files["a.txt"].content, files["a.txt"].unread) == (None, "missing")
        assert files["b.txt"].content == b"b"

    @pytest.mark.parametrize(
        "compressed",
        [
            b"",
            b"garbage",
            zlib.compress(b"blob 1\0b"),
            zlib.compress(b"blob 2\0a"),
            zlib.compress(b"blob 1\0abc"),
            zlib.compress(b"tree 1\0a"),
            zlib.compress(b"bloob 1\0a"),
            zlib.compress(b"blob one\0a"),
            zlib.compress(b"blob -1\0a"),
            zlib.compress(b"blob 1"),
            zlib.compress(b"blob 1\0a")[:-5],
            zlib.compress(b"blob " + b"1" * 100 + b"\0a"),
        ],
    )
    def test_a_damaged_blob_is_unread(self, mine: Repository, compressed: bytes) -> None:
        mine.commit({"a.txt": "a", "b.txt": "bb"})
        mine.store_compressed(blob_id(b"a"), compressed)
        files = by_path(read(mine))
        assert files["a.txt"].content is None
        assert files["a.txt"].unread in ("missing", "too_large")
        assert files["b.txt"].content == b"bb"

    def test_a_folder_whose_tree_is_lost_is_told_as_a_cut(self, mine: Repository) -> None:
        mine.commit({"lost/a.txt": "a", "kept/b.txt": "b"})
        mine.loose(mine.id("HEAD:lost")).unlink()
        reading = read(mine)
        assert list(by_path(reading)) == ["kept/b.txt"]
        assert reading.cut == ("unreadable",)

    @pytest.mark.parametrize("name", ["HEAD", "HEAD^{tree}"])
    @pytest.mark.parametrize("content", [None, b"garbage", zlib.compress(b"tree 3\0abc")])
    def test_without_the_commit_the_work_tree_is_read_and_history_unreadable(
        self, mine: Repository, name: str, content: bytes | None
    ) -> None:
        commit = mine.commit({"a.txt": "a"})
        object_id = mine.id(name)
        if content is None:
            mine.loose(object_id).unlink()
        else:
            mine.store_compressed(object_id, content)
        reading = read(mine)
        assert (reading.commit, reading.history.state) == (None, "unreadable")
        assert by_path(reading)["a.txt"].content == b"a"
        for path, wanted in ((mine.path / ".git", None), (mine.path, commit)):
            with pytest.raises(RepositoryRefused):
                read_raw(str(path), allowed=AllowedRoots.only(str(path)), commit=wanted)

    def test_every_truncation_and_flip_of_a_pack_ends_well(self, mine: Repository) -> None:
        versions(mine, 6)
        mine.git("repack", "-adfq")
        whole = read(mine)
        pack = next(mine.objects.glob("pack/*.pack"))
        index = pack.with_suffix(".idx")
        chosen = random.Random(11)
        for file in (pack, index):
            content = file.read_bytes()
            file.chmod(0o600)
            for _ in range(60):
                at = chosen.randrange(len(content))
                damaged = bytearray(content)
                if chosen.random() < 0.3:
                    del damaged[at:]
                else:
                    damaged[at] ^= 1 << chosen.randrange(8)
                file.write_bytes(damaged)
                reading = read(mine)
                known = by_path(whole)
                for path, found in by_path(reading).items():
                    assert found.content in (None, known[path].content), path
            file.write_bytes(content)
        assert read(mine) == whole

    def test_a_ref_delta_that_builds_on_itself_ends(self, mine: Repository) -> None:
        target = blob_id(b"x" * 10)
        instructions = delta(10, 10, (0, 10))
        made = Packed(target, ID_DELTA, instructions, base=bytes.fromhex(target))
        write_pack(mine.objects / "pack", [made])
        mine.point_main_at(mine.tree(("100644", b"a.txt", target)))
        assert by_path(read(mine))["a.txt"].content is None

    def test_a_delta_on_a_loose_object_is_read(self, mine: Repository) -> None:
        base = mine.store("blob", b"0123456789")
        target = blob_id(b"567")
        made = Packed(target, ID_DELTA, delta(10, 3, (5, 3)), base=bytes.fromhex(base))
        write_pack(mine.objects / "pack", [made])
        mine.point_main_at(mine.tree(("100644", b"a.txt", target)))
        assert by_path(read(mine))["a.txt"].content == b"567"


class TestBombs:
    def test_a_loose_object_that_inflates_beyond_its_header(self, mine: Repository) -> None:
        target = blob_id(b"a")
        mine.commit({"a.txt": "a"})
        mine.store_compressed(target, zlib.compress(b"blob 1\0" + bytes(128 << 20)))
        with memory_below(8 << 20):
            files = by_path(read(mine))
        assert files["a.txt"].unread == "missing"

    def test_one_that_announces_little_and_inflates_to_much(self, mine: Repository) -> None:
        content = bytes(1 << 20)
        target = blob_id(content)
        mine.commit({"a.txt": content})
        mine.store_compressed(target, zlib.compress(b"blob 1048576\0" + bytes(256 << 20)))
        with memory_below(16 << 20):
            files = by_path(read(mine))
        assert files["a.txt"].unread == "missing"

    def test_a_large_blob_is_not_inflated_at_all(self, mine: Repository) -> None:
        content = bytes(100 << 20)
        target = mine.store("blob", content)
        mine.point_main_at(mine.tree(("100644", b"a.txt", target)))
        with memory_below(8 << 20):
            files = by_path(read(mine))
        assert files["a.txt"] == RawFile("a.txt", 100 << 20, None, "too_large")

    def test_a_pack_entry_that_inflates_beyond_its_header(self, mine: Repository) -> None:
        target = blob_id(b"a")
        write_pack(mine.objects / "pack", [Packed(target, BLOB, bytes(64 << 20), size=1)])
        mine.point_main_at(mine.tree(("100644", b"a.txt", target)))
        with memory_below(8 << 20):
            files = by_path(read(mine))
        assert files["a.txt"].unread == "missing"

    @pytest.mark.parametrize("size", [1 << 31, 1 << 62])
    def test_a_header_that_announces_more_than_there_is(self, mine: Repository, size: int) -> None:
        target = blob_id(b"a")
        write_pack(mine.objects / "pack", [Packed(target, BLOB, b"a", size=size)])
        mine.point_main_at(mine.tree(("100644", b"a.txt", target)))
        assert by_path(read(mine))["a.txt"] == RawFile("a.txt", size, None, "too_large")

    def test_a_chain_of_deltas_that_doubles(self, mine: Repository) -> None:
        size, piece = 1 << 12, 1 << 23
        objects = [Packed("1" * 40, BLOB, b"x" * size)]
        for step in range(18):
            copies = [(at, min(piece, size - at)) for at in range(0, size, piece)]
            instructions = delta(size, 2 * size, *copies, *copies)
            objects.append(Packed(f"{step:040x}", OFFSET_DELTA, instructions, base=step))
            size *= 2
        target = blob_id(b"x" * 10)
        objects.append(Packed(target, OFFSET_DELTA, delta(size, 10, (0, 10)), base=18))
        write_pack(mine.objects / "pack", objects)
        mine.point_main_at(mine.tree(("100644", b"a.txt", target)))
        with memory_below(128 << 20):
            files = by_path(read(mine))
        assert files["a.txt"].content is None

    def test_work_is_bounded_over_all_files(
        self, mine: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Many small files that each cost a long chain share one bound."""
        monkeypatch.setattr("career_guide.evidence.git_store.WORK", 3 << 20)
        monkeypatch.setattr("career_guide.evidence.git_store._CACHE_BYTES", 0)
        base = b"x" * (1 << 20)
        objects = [Packed(blob_id(base), BLOB, base)]
        entries = []
        for step in range(10):
            content = b"x" * (step + 1)
            instructions = delta(len(base), step + 1, (0, step + 1))
            objects.append(Packed(blob_id(content), OFFSET_DELTA, instructions, base=0))
            entries.append(("100644", b"%d.txt" % step, blob_id(content)))
        write_pack(mine.objects / "pack", objects)
        mine.point_main_at(mine.tree(*entries))
        read_files = [file for file in read(mine).files if file.content is not None]
        assert 1 <= len(read_files) <= 3
        assert read(mine).files == read(mine).files

    def test_a_delta_whose_size_hides_behind_empty_blocks(self, mine: Repository) -> None:
        """Deflated data may go on for ever without giving a byte."""
        target = blob_id(b"a")
        pack = mine.objects / "pack"
        made = Packed(target, ID_DELTA, b"", size=1 << 40, base=bytes.fromhex("1" * 40))
        write_pack(pack, [made])
        file = next(pack.glob("*.pack"))
        start = file.read_bytes()[: -20 - len(zlib.compress(b""))]
        file.write_bytes(start + b"\x78\x9c" + b"\0\0\0\xff\xff" * (4 << 20) + bytes(20))
        mine.point_main_at(mine.tree(*(("100644", b"%d" % n, target) for n in range(2_000))))
        assert {found.unread for found in read(mine).files} == {"missing"}

    def test_long_chains_that_lead_nowhere_cost_a_bounded_time(self, mine: Repository) -> None:
        objects = [Packed("1" * 40, BLOB, b"x", size=1 << 40)]
        for step in range(3_000):
            objects.append(Packed(f"{step:040x}", OFFSET_DELTA, delta(9, 9), base=step))
        entries = []
        for step in range(500):
            made = Packed(f"f{step:039x}", OFFSET_DELTA, delta(9, 9, (0, step)), base=3_000)
            objects.append(made)
            entries.append(("100644", b"%04d" % step, made.object_id))
        write_pack(mine.objects / "pack", objects)
        mine.point_main_at(mine.tree(*entries))
        assert {found.content for found in read(mine).files} == {None}

    @pytest.mark.parametrize("is_packed", [False, True])
    def test_a_commit_of_thirty_megabytes_is_not_inflated(
        self, mine: Repository, is_packed: bool
    ) -> None:
        tree = mine.tree(("100644", b"a.txt", mine.store("blob", b"a")))
        head = f"tree {tree}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\n"
        data = head.encode() + bytes(30 << 20)
        commit = hashlib.sha1(f"commit {len(data)}\0".encode() + data).hexdigest()
        if is_packed:
            write_pack(mine.objects / "pack", [Packed(commit, COMMIT, data)])
        else:
            mine.store("commit", data)
        (mine.path / ".git" / "refs" / "heads" / "main").write_text(commit)
        with memory_below(8 << 20):
            assert read(mine).history.state == "unreadable"


def test_an_object_is_only_what_its_id_says(mine: Repository) -> None:
    mine.commit({"a.txt": "honest"})
    other = zlib.compress(b"blob 6\0forged")
    mine.store_compressed(blob_id(b"honest"), other)
    assert by_path(read(mine))["a.txt"].content is None


def test_a_partial_clone_reads_what_is_there_and_fetches_nothing(
    mine: Repository, tmp_path: Path
) -> None:
    mine.commit({"a.txt": "a" * 100, "b.txt": "b"})
    mine.commit({"a.txt": "c" * 100})
    mine.git("config", "uploadpack.allowFilter", "true")
    url = f"file://{mine.path}"
    mine.git("clone", "-q", "--no-checkout", "--filter=blob:limit=50", url, "../partial")
    shutil.rmtree(mine.path)
    partial = Repository(tmp_path / "partial")
    reading = read(partial)
    files = by_path(reading)
    assert (files["a.txt"].unread, files["b.txt"].content) == ("missing", b"b")
    assert (reading.history.state, len(reading.history.commits)) == ("complete", 2)


def test_a_partial_clone_without_trees_has_a_partial_history(
    mine: Repository, tmp_path: Path
) -> None:
    mine.commit({"folder/a.txt": "a"})
    mine.commit({"folder/a.txt": "b"})
    mine.git("config", "uploadpack.allowFilter", "true")
    mine.git("clone", "-q", "--no-checkout", "--filter=tree:1", f"file://{mine.path}", "../partial")
    reading = read(Repository(tmp_path / "partial"))
    assert reading.files == ()
    assert reading.cut == ("unreadable",)
    assert reading.history.state == "partial"


def test_hashes_are_those_of_git(mine: Repository) -> None:
    mine.commit({"a.txt": "a"})
    assert mine.id("HEAD:a.txt") == blob_id(b"a") == hashlib.sha1(b"blob 1\0a").hexdigest()
