"""Spans: sent where an exporter is configured, and not even imported where none is."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from career_guide.settings import exports_spans
from hosting import ask, hosted
from shell import cli


@contextmanager
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """A collector of spans on loopback: its address, and what it was sent."""
    sent: list[bytes] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", sent
        server.shutdown()


def test_each_message_is_a_span_without_its_arguments() -> None:
    with collector() as (address, sent):
        with hosted(env={"OTEL_EXPORTER_OTLP_ENDPOINT": address}) as server:
            arguments = {"location": "Reykjavik"}
            ask(server, "modern", "tools/call", name="estimate_comp", arguments=arguments)
            ask(server, "legacy", "resources/read", uri="career://roadmap")
            server.terminate()
            assert server.ended() == 0
        spans = b"".join(sent)
    assert b"tools/call estimate_comp" in spans
    assert b"resources/read" in spans
    assert b"career-guide-mcp" in spans
    assert b"Reykjavik" not in spans


def test_spans_are_exported_only_where_the_environment_says_so() -> None:
    endpoint = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}
    assert not exports_spans({})
    assert not exports_spans({"OTEL_SERVICE_NAME": "guide"})
    assert exports_spans(endpoint)
    assert exports_spans({"OTEL_TRACES_EXPORTER": "otlp"})
    assert not exports_spans({**endpoint, "OTEL_TRACES_EXPORTER": "none"})
    assert not exports_spans({**endpoint, "OTEL_SDK_DISABLED": "TRUE"})


def test_another_exporter_than_ours_is_refused() -> None:
    done = cli("serve", "--http", "--auth", "none", code=2, env={"OTEL_TRACES_EXPORTER": "zipkin"})
    assert "OTEL_TRACES_EXPORTER: expected otlp or none" in done.stderr
