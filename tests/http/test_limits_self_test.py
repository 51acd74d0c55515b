"""A server whose limits do not hold does not start."""

import asyncio
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from career_guide.transports.http.limits.build import LimitsDoNotHold, limits_from
from career_guide.transports.http.limits.settings import LimitSettings
from servers import free_port


class SaysYes(socketserver.StreamRequestHandler):
    """Speaks the protocol of Redis and agrees to everything it is asked."""

    def handle(self) -> None:
        while line := self.rfile.readline():
            words = []
            for _ in range(int(line[1:])):
                length = int(self.rfile.readline()[1:])
                words.append(self.rfile.read(length + 2)[:-2])
            agreed = {b"PING": b"+PONG\r\n", b"EVALSHA": b":1\r\n"}
            self.wfile.write(agreed.get(words[0].upper(), b"+OK\r\n"))


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def yes_man() -> Iterator[str]:
    with Server(("127.0.0.1", 0), SaysYes) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"redis://127.0.0.1:{server.server_address[1]}/0?protocol=2"
        server.shutdown()
        thread.join()


def start(settings: LimitSettings) -> list[str]:
    async def life() -> None:
        limits = limits_from(settings, events.append)
        try:
            await limits.start()
        finally:
            await limits.stop()

    events: list[str] = []
    asyncio.run(life())
    return events


def test_a_store_that_admits_everything_keeps_the_server_from_starting() -> None:
    with (
        yes_man() as url,
        pytest.raises(LimitsDoNotHold, match="204, 204, 204, 204; expected the last one to be"),
    ):
        start(LimitSettings(store=url, store_timeout_ms=2000))


def test_limits_in_memory_pass_their_test_without_a_trace() -> None:
    assert start(LimitSettings()) == []


def test_limits_pass_their_test_also_while_redis_is_away() -> None:
    settings = LimitSettings(store=f"redis://127.0.0.1:{free_port()}/0", processes=8)
    assert start(settings) == ["limit_store_down"]
