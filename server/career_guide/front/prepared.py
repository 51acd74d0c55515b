"""The prepared answers: results that the SDK itself gave when this package was built.

One file of lines. The first is JSON: which code wrote it, and the checksum of all that follows. So
is the second: which content it tells, and where each answer lies. The others are results as the SDK
wrote them, one JSON object a line, so that an answer is a slice of the file and nothing is decoded.
Legacy versions share their results; a modern result that is a legacy one with a few members around
it is kept as those members. `packing` writes the file.
"""

import json
import os
import zlib

from career_guide import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FILE = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "_data", "answers.jsonl"
)
FORMAT = 2


class Prepared:
    """The answers of one file, by version, method and value."""

    def __init__(self, data: bytes) -> None:
        begin = data.index(b"\n") + 1
        seal: dict[str, Any] = json.loads(data[:begin])
        if (seal["format"], seal["package"]) != (FORMAT, __version__):
            raise ValueError("the answers of another version of this package")
        if seal["checksum"] != zlib.crc32(memoryview(data)[begin:]):
            raise ValueError("other bytes than were written")
        end = data.index(b"\n", begin) + 1
        head: dict[str, Any] = json.loads(data[begin:end])
        self._bodies = memoryview(data)[end:]
        self.code: list[int] = seal["code"]
        """What tells the code that prepared them, as `front.code.record` gives it."""
        self.content: str = head["content"]
        """Digest of the content that was served."""
        self.sources: str = head["sources"]
        """Digest of the files that it was compiled from."""
        self.listing: str = head["listing"]
        """Names and sizes of those files, as `content.checkout.survey` lists them."""
        self._answers = head["answers"]
        self._around = head["around"]
        self._calls = head["calls"]

    def result(self, version: str, method: str, value: str) -> bytes | None:
        """The result of one request; None where nothing is prepared."""
        found = self._answers.get(version, {}).get(method, {}).get(value)
        if found is None:
            return None
        start, size, around = found
        if around is None:
            return bytes(self._bodies[start : start + size])
        before, after = self._around[around]
        return b"".join(
            (before.encode(), self._bodies[start + 1 : start + size - 1], after.encode())
        )

    def envelope(self, version: str, *, is_error: bool) -> "list[bytes] | None":
        """What stands before the text, between it and the payload, and behind that, in a call."""
        found = self._calls.get(version)
        return None if found is None else [part.encode() for part in found[is_error]]


def load(file: str = FILE) -> Prepared | None:
    """The answers of this installation; None where missing, damaged or another version's."""
    try:
        with open(file, "rb") as opened:
            return Prepared(opened.read())
    except (OSError, ValueError, KeyError, TypeError):
        return None
