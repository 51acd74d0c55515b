"""Routes for those who run the server, and what it logs and counts."""

import json
import os
import signal

import pytest

from hosting import UNLIMITED, Hosting, ask, headers_for, hosted, message_for, raw, slow_host, until

TOKEN = "metrics-token-for-tests"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_needs_no_known_host_and_no_token(guide: Hosting, path: str) -> None:
    assert guide.get(path, host="10.1.2.3")[0] == 200
    assert guide.post(b"", {}, path=path).status == 405


@pytest.mark.parametrize(
    "given",
    ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer \xff"],
)
def test_metrics_stay_behind_their_token(guide: Hosting, given: str) -> None:
    status, body = guide.get("/metrics", authorization=given)
    assert status == 401
    assert b"career_guide" not in body


def test_metrics_are_off_unless_configured() -> None:
    with hosted() as server:
        assert server.get("/metrics")[0] == 404


def test_metrics_count_requests_by_method_and_tool_and_never_by_what_a_caller_made_up(
    guide: Hosting,
) -> None:
    ask(guide, "modern", "tools/call", name="estimate_comp", arguments={"level": "senior"})
    ask(guide, "modern", "tools/call", name="made-up-tool", arguments={})
    ask(guide, "modern", "made-up/method")
    text = guide.get("/metrics", authorization=f"bearer {TOKEN}")[1].decode()
    series = (
        'career_guide_http_requests_total{method="tools/call",status="200",tool="estimate_comp"}'
    )
    assert series in text
    assert 'method="tools/call",status="400",tool="other"' in text
    assert 'method="other",status="404",tool=""' in text
    assert "made-up" not in text


def test_each_request_is_one_line_of_json_without_its_arguments(guide: Hosting) -> None:
    ask(guide, "legacy", "tools/call", name="estimate_comp", arguments={"location": "Reykjavik"})
    ask(guide, "legacy", "prompts/list")
    until(lambda: '"prompts/list"' in guide.log())
    lines = [json.loads(line) for line in guide.lines]
    wanted = {"method": "tools/call", "tool": "estimate_comp", "status": 200, "path": "/mcp"}
    assert any(wanted.items() <= line.items() for line in lines)
    assert "Reykjavik" not in guide.log()


def test_a_draining_server_is_not_ready_but_answers() -> None:
    with slow_host(drain_delay=60) as server, server.connect() as connection:
        server.terminate()
        until(lambda: server.get("/readyz")[0] == 503)
        assert server.get("/healthz")[0] == 200
        connection.sendall(raw(server, message_for("modern", 1, "tools/list")))
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200 ")
        server.process.send_signal(signal.SIGINT)
        assert server.ended() == 0


def test_metrics_add_up_over_workers_also_over_one_that_died() -> None:
    with hosted("--workers", "2", "--metrics", "open") as server:

        def listed() -> float:
            return server.counted("career_guide_http_requests_total", method="tools/list")

        for _ in range(20):
            ask(server, "modern", "tools/list")
        until(lambda: listed() == 20)
        dead = server.workers()[0]
        os.kill(dead, signal.SIGKILL)
        server.event("worker ended and is replaced")
        until(lambda: len(server.workers()) == 2)
        for _ in range(20):
            ask(server, "modern", "tools/list")
        until(lambda: listed() == 40)
        assert server.counted("career_guide_http_requests_at_work") == 1  # this one


def test_logs_that_nobody_reads_hold_up_no_answer() -> None:
    with hosted(*UNLIMITED, env={"CAREER_GUIDE_LOG_LEVEL": "INFO"}) as server:
        server.reading.clear()
        asked = message_for("modern", 1, "ping")
        connection = server.client()
        for _ in range(600):  # more lines than a pipe holds
            connection.request(
                "POST", "/mcp", json.dumps(asked).encode(), headers_for("modern", asked)
            )
            answer = connection.getresponse()
            assert json.loads(answer.read())["id"] == 1
        connection.close()
        server.reading.set()
        server.terminate()
        assert server.ended() == 0
