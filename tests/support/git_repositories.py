"""Repositories built with the real git in temporary folders, and objects that git would refuse."""

import hashlib
import io
import os
import struct
import subprocess
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dulwich.pack import write_pack_index_v2

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "1700000000 +0000",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": "1700000000 +0000",
}


@dataclass(frozen=True)
class Repository:
    """A repository with a work tree, driven through the git command."""

    path: Path

    @property
    def objects(self) -> Path:
        return self.path / ".git" / "objects"

    def git(self, *arguments: str, stdin: bytes | None = None, **environment: str) -> bytes:
        """What a git command prints; it must succeed."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            env=ENVIRONMENT | environment,
            input=stdin,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def write(self, files: dict[str, str | bytes]) -> "Repository":
        """Write files of the work tree, with their folders."""
        for name, content in files.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def commit(
        self, files: dict[str, str | bytes] | None = None, message: str = "Change", **who: str
    ) -> str:
        """Commit everything in the work tree; gives the id."""
        self.write(files or {})
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, **who)
        return self.id("HEAD")

    def id(self, name: str) -> str:
        return self.git("rev-parse", name).decode().strip()

    def store(self, kind: str, data: bytes) -> str:
        """Write a loose object as it is, however wrong it may be."""
        whole = f"{kind} {len(data)}\0".encode() + data
        object_id = hashlib.sha1(whole).hexdigest()
        self.store_compressed(object_id, zlib.compress(whole))
        return object_id

    def store_compressed(self, object_id: str, compressed: bytes) -> None:
        """Put these bytes where the loose object of this id lies."""
        path = self.loose(object_id)
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(compressed)

    def loose(self, object_id: str) -> Path:
        """Where the loose object of this id lies."""
        return self.objects / object_id[:2] / object_id[2:]

    def tree(self, *entries: tuple[str, bytes, str]) -> str:
        """Write a tree of (mode, name, id), in this order; gives its id."""
        data = b"".join(
            mode.encode() + b" " + name + b"\0" + bytes.fromhex(object_id)
            for mode, name, object_id in entries
        )
        return self.store("tree", data)

    def point_main_at(self, tree: str, head: str = "author A <a@b> 1 +0000") -> str:
        """Make a commit of a tree and let the branch main stand for it."""
        text = f"tree {tree}\n{head}\ncommitter A <a@b> 1 +0000\n\nMade\n"
        commit = self.store("commit", text.encode())
        (self.path / ".git" / "refs" / "heads" / "main").write_text(commit + "\n")
        return commit

    def import_stream(self, lines: Iterable[bytes]) -> None:
        """Feed git fast-import, the quick way to many commits or files."""
        self.git("fast-import", "--quiet", "--force", stdin=b"".join(lines))


def init(path: Path, *options: str) -> Repository:
    """An empty repository on the branch main."""
    path.mkdir(parents=True, exist_ok=True)
    repository = Repository(path)
    repository.git("init", "--quiet", "--initial-branch=main", *options)
    return repository


@dataclass(frozen=True)
class Packed:
    """One object of a hand-made pack; the base of a delta is an earlier object, by its number."""

    object_id: str
    kind: int
    data: bytes
    size: int | None = None
    base: int | bytes | None = None


OFFSET_DELTA, ID_DELTA = 6, 7


def write_pack(folder: Path, objects: Iterable[Packed], name: str = "pack-made") -> None:
    """A pack with its index, where sizes and deltas may lie."""
    pack = io.BytesIO()
    listed = list(objects)
    pack.write(struct.pack(">4sLL", b"PACK", 2, len(listed)))
    offsets: list[int] = []
    for entry in listed:
        offsets.append(pack.tell())
        size = len(entry.data) if entry.size is None else entry.size
        pack.write(_pack_header(entry.kind, size))
        if entry.kind == OFFSET_DELTA:
            assert isinstance(entry.base, int)
            pack.write(_distance(offsets[-1] - offsets[entry.base]))
        elif entry.kind == ID_DELTA:
            assert isinstance(entry.base, bytes)
            pack.write(entry.base)
        pack.write(zlib.compress(entry.data))
    checksum = hashlib.sha1(pack.getvalue()).digest()
    pack.write(checksum)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.pack").write_bytes(pack.getvalue())
    entries = sorted(
        (bytes.fromhex(entry.object_id), offset, 0)
        for entry, offset in zip(listed, offsets, strict=True)
    )
    with (folder / f"{name}.idx").open("wb") as file:
        write_pack_index_v2(file, entries, checksum)


def delta(base_size: int, result_size: int, *copies: tuple[int, int]) -> bytes:
    """A delta that copies pieces (offset, length) of its base."""
    parts = [_varint(base_size), _varint(result_size)]
    for offset, length in copies:
        parts.append(b"\xff" + struct.pack("<L", offset) + struct.pack("<L", length)[:3])
    return b"".join(parts)


def blob_id(content: bytes) -> str:
    """The id of a blob."""
    return hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()


def _varint(number: int) -> bytes:
    parts = bytearray()
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    parts.append(number)
    return bytes(parts)


def _pack_header(kind: int, size: int) -> bytes:
    first, rest = kind << 4 | size & 0x0F, size >> 4
    return bytes([first | 0x80]) + _varint(rest) if rest else bytes([first])


def _distance(number: int) -> bytes:
    parts = [number & 0x7F]
    while number := number >> 7:
        number -= 1
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))
