"""What the server counts: requests, their times, and events of every layer.

With several workers each writes its numbers into files of one folder, and whoever answers
`/metrics` adds them up. Labels come from closed sets, so that no caller can grow them.
"""

from collections.abc import Iterable
from pathlib import Path

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.process_collector import ProcessCollector

from career_guide import __version__
from career_guide.transports.http.rpc import Rpc

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""Where the library looks for the folder; it must be set before the library is imported."""
METHODS = frozenset(
    {
        "initialize",
        "server/discover",
        "ping",
        "tools/list",
        "tools/call",
        "resources/list",
        "resources/templates/list",
        "resources/read",
        "prompts/list",
        "prompts/get",
        "completion/complete",
        "notifications/initialized",
        "notifications/cancelled",
    }
)
OTHER = "other"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The counters of one process, and the text of all."""

    def __init__(self, tools: Iterable[str], folder: Path | None = None) -> None:
        """`folder` is shared by the workers of one server; None for a server of one process."""
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._tools = frozenset(tools)
        self._folder = folder
        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "career_guide_http_requests",
            "Requests answered, by protocol method, tool and status; a caller who left is 499.",
            ("method", "tool", "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "career_guide_http_request_seconds",
            "Time from the head of a request to the end of its answer.",
            ("method",),
            buckets=SECONDS,
            registry=registry,
        )
        self._events = Counter(
            "career_guide_events",
            "What the layers before the protocol did: refusals, time-outs, limits, keys fetched.",
            ("event",),
            registry=registry,
        )
        self.at_work = Gauge(
            "career_guide_http_requests_at_work",
            "Requests that have no whole answer yet.",
            multiprocess_mode="livesum",
            registry=registry,
        )
        self.connections = Gauge(
            "career_guide_http_connections",
            "Open connections.",
            multiprocess_mode="livesum",
            registry=registry,
        )
        Gauge(
            "career_guide_info",
            "Always 1.",
            ("version",),
            multiprocess_mode="max",
            registry=registry,
        ).labels(__version__).set(1)
        if folder is None:
            ProcessCollector(registry=registry)

    def request(self, method: str, tool: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        self._requests.labels(method, tool, str(status)).inc()
        self._seconds.labels(method).observe(seconds)

    def labels(self, rpc: Rpc | None) -> tuple[str, str]:
        """Method and tool of a message, in words that no caller chose."""
        if rpc is None or rpc.method is None:
            return "none", ""
        method = rpc.method if rpc.method in METHODS else OTHER
        if method != "tools/call":
            return method, ""
        return method, rpc.name if rpc.name in self._tools else OTHER

    def event(self, label: str) -> None:
        """Count one event of a layer."""
        self._events.labels(label).inc()

    def text(self) -> bytes:
        """Everything in the text format, summed over workers."""
        if self._folder is None:
            return generate_latest(self._registry)
        registry = CollectorRegistry()
        MultiProcessCollector(registry, path=str(self._folder))  # type: ignore[no-untyped-call]
        return generate_latest(registry)


def forget_worker(pid: int, folder: Path) -> None:
    """Take a dead worker out of the sums of what is now; its counts stay."""
    mark_process_dead(pid, path=str(folder))  # type: ignore[no-untyped-call]
