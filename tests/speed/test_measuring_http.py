"""The benchmark over HTTP counts what is a result, and sets servers in proportion."""

import asyncio

import pytest

from bench.front.names import ERAS, MCPSERVER, MODERN, OURS
from bench.http import client, report
from bench.http.client import Load
from bench.http.measure import Amount, measure, running
from bench.http.report import Cell, Figures
from bench.http.servers import HOSTED_HELLO, SERVERS, python_servers

ANSWERS = {
    "a result": b'HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{"result":1}',
    "chunks": b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
    b'c\r\n{"result":1}\r\n0\r\n\r\n',
    "an error": b'HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{"error":1}',
    "a refusal": b'HTTP/1.1 503 Busy\r\ncontent-length: 12\r\n\r\n{"result":1}',
    "a failed tool": b'HTTP/1.1 200 OK\r\ncontent-length: 27\r\n\r\n{"result":{"isError":true}}',
}


def loaded(answer: bytes, *, in_parts: bool) -> Load:
    """A load of a server that says the same to every request."""
    return asyncio.run(_loaded((answer[:30], answer[30:]) if in_parts else (answer,)))


async def _loaded(parts: tuple[bytes, ...]) -> Load:
    served: list[asyncio.Task[None]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(100):
            for part in parts:
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(0)
        writer.close()
        await writer.wait_closed()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(asyncio.create_task(serve(reader, writer)))

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        found = await client.load(port, [b"POST / HTTP/1.1\r\n\r\n"], 2, 0.05)
        await asyncio.gather(*served)
    return found


@pytest.mark.parametrize(("name", "answer"), ANSWERS.items(), ids=list(ANSWERS))
@pytest.mark.parametrize("in_parts", [False, True], ids=["whole", "in parts"])
def test_only_results_count_as_answers_without_error(
    name: str, answer: bytes, in_parts: bool
) -> None:
    found = loaded(answer, in_parts=in_parts)
    assert found.seconds
    assert found.errors == (0 if name in ("a result", "chunks") else len(found.seconds))


def test_ratios_are_taken_inside_a_round() -> None:
    figures = Figures()
    for ours, theirs in ((100, 50), (10, 5), (60, 20)):
        for name, count in ((OURS, ours), (MCPSERVER, theirs)):
            load = Load(seconds=[0.001] * count, took=1.0, cpu_seconds=0.1)
            figures.add(Cell(name, MODERN, 16), load)
    (row,) = (row for row in figures.rows() if row["server"] == OURS)
    assert row["of"][MCPSERVER]["per_s"] == 2
    goals = {(goal["server"], goal["metric"]): goal for goal in report.goal_rows(figures.rows())}
    assert goals[OURS, "calls_per_s"]["of"] == {MCPSERVER: 2}


def test_the_hosted_mode_is_measured_in_both_eras() -> None:
    servers = [server for server in python_servers() if server.name in (OURS, HOSTED_HELLO)]
    with running(servers) as everybody:
        figures = measure(everybody, Amount(rounds=1, seconds=0.05, warm_up=0.05))
    text = report.tables(figures.rows(), figures.memory_rows())
    assert set(figures.errors.values()) == {0}
    assert {(cell.server, cell.era) for cell in figures.rounds} == {
        (server.name, era) for server in servers for era in ERAS
    }
    for server in servers:
        assert f"| {server.name} | " in text
    assert {server.name for server in servers} < set(SERVERS)
