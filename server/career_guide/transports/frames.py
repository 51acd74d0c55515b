"""One line of stdio into one JSON-RPC message: what is read, what is refused and with which code.

The rules hold before any message is built: bounded length, the JSON rules of `models.json_text`,
an id that can be answered. JSON-RPC 2.0 codes: -32700 for what cannot be parsed, -32600 for what
parses and is no request.

Imports little: the server reads its first message with it, and `typing` alone costs 3 ms.
"""

import json

from career_guide.models.json_text import (
    BOM,
    MAX_BYTES,
    UnreadableJson,
    has_unpaired_surrogate,
    parse,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_LINE = MAX_BYTES
MAX_ID = 256
MAX_METHOD = 256
PARSE_ERROR = -32700
INVALID_REQUEST = -32600

Message = dict[str, "Any"]


class Unreadable(Exception):
    """A line that gets an error answer; `id` is the request's where it could be read, else None."""

    def __init__(self, code: int, text: str, id: str | int | None = None) -> None:
        super().__init__(text)
        self.code, self.text, self.id = code, text, id

    def answer(self) -> bytes:
        """The JSON-RPC error, one line without its newline."""
        error = {"code": self.code, "message": self.text}
        return json.dumps({"jsonrpc": "2.0", "id": self.id, "error": error}).encode()


def read(line: bytes) -> Message | None:
    """The message in one line; None for a stray response, which gets no answer.

    Raises Unreadable with the code, and with the id where it could be read.
    """
    message = _parse(line)
    if not isinstance(message, dict):
        raise Unreadable(
            INVALID_REQUEST, "Invalid Request: one JSON-RPC object at a time, no batch"
        )
    if "method" not in message and ("result" in message or "error" in message):
        return None
    given = message.get("id")
    answerable = type(given) in (str, int) and len(str(given)) <= MAX_ID
    known = given if answerable else None
    if has_unpaired_surrogate(line, message):
        id = known if _encodable(known) else None
        raise Unreadable(INVALID_REQUEST, "Invalid Request: unpaired surrogate", id)
    if "id" in message and not answerable:
        text = f"Invalid Request: id must be an integer or a string of at most {MAX_ID} characters"
        raise Unreadable(INVALID_REQUEST, text)
    if message.get("jsonrpc") != "2.0":
        raise Unreadable(INVALID_REQUEST, 'Invalid Request: jsonrpc must be "2.0"', known)
    if "result" in message or "error" in message:
        raise Unreadable(INVALID_REQUEST, "Invalid Request: request and response in one", known)
    method = message.get("method")
    if not isinstance(method, str) or not 0 < len(method) <= MAX_METHOD:
        raise Unreadable(INVALID_REQUEST, "Invalid Request: method must be a short string", known)
    if message.get("params") is None:
        message.pop("params", None)
    elif not isinstance(message["params"], dict):
        raise Unreadable(INVALID_REQUEST, "Invalid Request: params must be an object", known)
    return message


def _parse(line: bytes) -> "Any":
    try:
        return parse(line)
    except UnreadableJson as error:
        raise Unreadable(PARSE_ERROR, f"Parse error: {error}") from None


def _encodable(id: str | int | None) -> bool:
    try:
        str(id).encode()
    except UnicodeEncodeError:
        return False
    return True


class Lines:
    """Cuts a byte stream into lines with bounded memory; an over-long line comes out as None.

    A byte-order mark at the very start of the stream is skipped. Whatever follows the last
    newline is a line too, given by `rest`.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._skipping = False
        self._started = False

    def feed(self, data: bytes) -> list[bytes | None]:
        """Complete lines in `data` together with what was held back."""
        out: list[bytes | None] = []
        at = 0
        while (end := data.find(b"\n", at)) >= 0:
            self._hold(data[at:end])
            at = end + 1
            out.append(self._take())
        self._hold(data[at:])
        return out

    def rest(self) -> list[bytes | None]:
        """The last line when the stream ended without a newline."""
        return [self._take()] if self._skipping or self._buffer.strip() else []

    def _hold(self, data: bytes) -> None:
        if self._skipping:
            return
        self._buffer += data
        if len(self._buffer) > MAX_LINE + len(BOM):
            self._skipping = True
            self._buffer.clear()

    def _take(self) -> bytes | None:
        line = bytes(self._buffer)
        self._buffer.clear()
        if not self._started:
            self._started = True
            line = line.removeprefix(BOM)
        if self._skipping or len(line) > MAX_LINE:
            self._skipping = False
            return None
        return line


def over_long() -> Unreadable:
    """What answers a line that was cut for its length."""
    return Unreadable(PARSE_ERROR, f"Parse error: message larger than {MAX_LINE} bytes")
