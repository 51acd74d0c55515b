"""The same input with the front and without it, in one process: the answers must be the same."""

import os
import re
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from mcp.server.lowlevel import Server

from career_guide.app import build
from career_guide.content.snapshot import load_snapshot
from career_guide.deps import Deps
from career_guide.front.core import Front
from career_guide.front.prepared import Prepared, load
from career_guide.front.session import Session
from career_guide.transports.descriptors import Wire
from career_guide.transports.frames import Lines
from career_guide.transports.handover import Handover
from career_guide.transports.instant import Instant
from career_guide.transports.rehearsal import answers

OVER_LONG = b"x" * ((1 << 20) + 8)
_REFERENCE = re.compile(rb'(reference(?:\\?": ?\\?"| ))[0-9a-f]{8}')


@cache
def deps() -> Deps:
    return Deps(catalog=load_snapshot())


@cache
def server(deps: Callable[[], Deps]) -> Server[Any]:
    return build(deps())


@cache
def prepared() -> Prepared:
    found = load()
    assert found is not None, "run `make generate`"
    return found


@cache
def failing() -> Deps:
    """Dependencies over which some tools fail inside."""

    def today() -> date:
        raise RuntimeError("the clock stands still")

    return Deps(catalog=load_snapshot(), today=today)


def by_sdk(lines: Iterable[bytes], deps: Callable[[], Deps] = deps) -> list[bytes]:
    """The answers of the SDK alone."""
    return answers(server(deps), (line + b"\n" for line in lines))


def by_front(lines: Sequence[bytes], deps: Callable[[], Deps] = deps) -> tuple[list[bytes], int]:
    """The answers with the front before the SDK, and how many of the lines it took alone."""
    data = b"".join(line + b"\n" for line in lines)
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
        source.write(data)
        source.seek(0)
        begun = _instant(Wire(source.fileno(), os.dup(target.fileno())), deps)
        target.seek(0)
        seen = target.read().splitlines(keepends=True)
        size = os.lseek(source.fileno(), 0, os.SEEK_CUR)
    if begun is None:
        return seen, len(lines)
    taken = data[:size].count(b"\n") - len(begun.unread)
    # One by one, as for the SDK alone: what comes at once may be refused for an id in flight.
    begun.unread.clear()
    begun.lines = Lines()
    if taken:
        begun.lines.feed(b"\n")  # a byte-order mark is taken at the very start alone
    return seen + answers(server(deps), [line + b"\n" for line in lines[taken:]], begun), taken


def _instant(wire: Wire, deps: Callable[[], Deps]) -> Handover | None:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        return Instant(wire, Session(Front(prepared(), deps))).run()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def blank(line: bytes) -> bytes:
    """A line without the reference of an internal error, which is drawn at random."""
    return _REFERENCE.sub(rb"\g<1>........", line)


def differences(
    lines: Sequence[bytes], deps: Callable[[], Deps] = deps
) -> tuple[list[bytes], list[bytes]]:
    """Answers that only the SDK alone gave, and such that only the front's way gave."""
    alone = Counter(map(blank, by_sdk(lines, deps)))
    fronted = Counter(map(blank, by_front(lines, deps)[0]))
    return sorted((alone - fronted).elements()), sorted((fronted - alone).elements())
