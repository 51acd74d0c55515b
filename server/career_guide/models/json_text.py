"""JSON as it is taken from anybody, on the wire, on the command line and inside arguments.

The rules hold before anything is built: UTF-8, bounded nesting, finite numbers, whole numbers of
bounded length, no key twice. A byte-order mark is the reader's matter: it is no JSON.

Imports little: the server reads its first message with it, and `typing` alone costs 3 ms.
"""

import json
import re

from career_guide.errors import CareerGuideError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_BYTES = 1 << 20
"""Bytes of one message on the wire, and of the arguments on the command line, at most."""
MAX_DEPTH = 64
MAX_INTEGER_DIGITS = 20
BOM = b"\xef\xbb\xbf"
KINDS = {
    list: "a list",
    str: "text",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}
"""Words for JSON values that are no object."""

_INFINITY = float("inf")
# A string that never ends counts to the end of the text: without that, each quote in it would be
# tried anew, which takes hours for a megabyte.
_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)', re.S)


class UnreadableJson(CareerGuideError):
    """Text that is no JSON, or JSON that breaks a rule; the message is the reason alone."""


def parse(data: bytes) -> "Any":
    """The value that `data` spells. Raises UnreadableJson."""
    if too_deep(data):
        raise UnreadableJson(f"nesting deeper than {MAX_DEPTH}")
    try:
        return _decode(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise UnreadableJson("not UTF-8") from None
    except json.JSONDecodeError as error:
        raise UnreadableJson(f"invalid JSON at character {error.pos + 1}") from None
    except ValueError as error:
        raise UnreadableJson(str(error)) from None
    except RecursionError:
        raise UnreadableJson("nesting too deep") from None


def parse_object(data: bytes) -> "dict[str, Any]":
    """The arguments of one call: a JSON object of at most 1 MiB. Raises UnreadableJson."""
    if len(data) > MAX_BYTES:
        raise UnreadableJson(f"larger than {MAX_BYTES} bytes")
    if not data.strip():
        raise UnreadableJson("nothing came")
    value = parse(data)
    if not isinstance(value, dict):
        raise UnreadableJson(f"this is {KINDS[type(value)]}")
    if has_unpaired_surrogate(data, value):
        raise UnreadableJson("unpaired surrogate")
    return value


def too_deep(data: bytes) -> bool:
    """Whether brackets outside strings nest deeper than the bound; looks before parsing."""
    if data.count(b"[") + data.count(b"{") <= MAX_DEPTH:
        return False
    depth = 0
    for byte in without_strings(data):
        if byte in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif byte in b"]}":
            depth -= 1
    return False


def without_strings(data: bytes) -> bytes:
    """What stands outside strings, in text that need not be JSON."""
    return _STRING.sub(b"", data)


def has_unpaired_surrogate(data: bytes, value: "Any") -> bool:
    r"""Whether `value`, parsed from `data`, holds half a character, which `\ud800` can spell.

    It parses but could never be encoded in an answer.
    """
    if b"\\ud" not in data and b"\\uD" not in data:
        return False
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _constant(text: str) -> "Any":
    raise ValueError("NaN and Infinity are no JSON")


def _float(text: str) -> float:
    value = float(text)
    if abs(value) == _INFINITY:
        raise ValueError("number out of range")
    return value


def _integer(text: str) -> int:
    if len(text) > MAX_INTEGER_DIGITS:
        raise ValueError(f"integer longer than {MAX_INTEGER_DIGITS} digits")
    return int(text)


def _object(pairs: "list[tuple[str, Any]]") -> "dict[str, Any]":
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


_decode = json.JSONDecoder(
    parse_constant=_constant, parse_float=_float, parse_int=_integer, object_pairs_hook=_object
).decode
