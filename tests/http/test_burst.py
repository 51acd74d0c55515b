"""Ten thousand requests at once: every one is answered, by the stated policy, in bounded memory."""

import asyncio
import re
from collections import Counter
from pathlib import Path

from hosting import Hosting, ask, hosted, message_for, raw

CALLERS, EACH = 500, 20
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


def burst(server: Hosting) -> list[tuple[bytes, bytes]]:
    """Status and head of every answer."""
    one, last = raw(server, CALL), raw(server, CALL, close=True)

    async def caller() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(one * (EACH - 1) + last)
        data = await reader.read()
        writer.close()
        return data

    async def all_of_them() -> list[bytes]:
        return await asyncio.gather(*(caller() for _ in range(CALLERS)))

    return [found for data in asyncio.run(all_of_them()) for found in STATUS.findall(data)]


def test_a_burst_is_answered_whole_and_leaves_no_memory_behind() -> None:
    with hosted("--max-concurrency", "300") as server:
        for _ in range(20):
            ask(server, "modern", "tools/list")
        before = resident(server.process.pid)
        answers = burst(server)
        counts = Counter(status for status, _ in answers)
        assert sum(counts.values()) == CALLERS * EACH
        assert set(counts) <= {b"200", b"429", b"503"}
        assert counts[b"200"] > 0
        assert all(b"retry-after: " in head for status, head in answers if status != b"200")
        assert resident(server.process.pid) - before < GROWTH
        assert ask(server, "modern", "tools/list").status == 200
