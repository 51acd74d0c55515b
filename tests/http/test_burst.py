"""Ten thousand requests at once: every one is answered, by the stated policy, in bounded memory."""

import asyncio
import re
from collections import Counter
from pathlib import Path

from hosting import UNLIMITED, Hosting, ask, hosted, message_for, raw

CALL = message_for("modern", 1, "tools/call", name="estimate_comp", arguments={"level": "senior"})
STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) [^\r]*\r\n((?:[^\r]+\r\n)*)")
GROWTH = 64 * 1024
"""KiB that a worker may hold more after the burst than before."""


def resident(pid: int) -> int:
    """KiB of memory that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    assert found
    return int(found[1])


def burst(server: Hosting, callers: int, each: int) -> list[tuple[bytes, bytes]]:
    """Status and head of every answer."""
    one, last = raw(server, CALL), raw(server, CALL, close=True)

    async def caller() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(one * (each - 1) + last)
        data = await reader.read()
        writer.close()
        return data

    async def all_of_them() -> list[bytes]:
        return await asyncio.gather(*(caller() for _ in range(callers)))

    return [found for data in asyncio.run(all_of_them()) for found in STATUS.findall(data)]


def test_a_burst_is_answered_whole_and_leaves_no_memory_behind() -> None:
    with hosted() as server:
        ask(server, "modern", "tools/call", name="estimate_comp", arguments={"level": "senior"})
        before = resident(server.process.pid)
        answers = burst(server, callers=500, each=20)
        counts = Counter(status for status, _ in answers)
        assert sum(counts.values()) == 10_000
        assert set(counts) <= {b"200", b"429", b"503"}
        assert 50 <= counts[b"200"] <= 60
        assert all(b"retry-after: " in head for status, head in answers if status != b"200")
        assert resident(server.process.pid) - before < GROWTH
        assert server.get("/readyz")[0] == 200


def test_without_limits_a_worker_refuses_what_it_has_no_room_for() -> None:
    with hosted(*UNLIMITED, "--max-concurrency", "20") as server:
        answers = burst(server, callers=300, each=4)
        counts = Counter(status for status, _ in answers)
        assert sum(counts.values()) == 1200
        assert set(counts) <= {b"200", b"503"}
        assert all(b"retry-after: " in head for status, head in answers if status == b"503")
        assert ask(server, "modern", "tools/list").status == 200
