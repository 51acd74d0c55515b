"""The servers that are measured over HTTP, how each is started, and what it is asked."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.front.names import ERAS, LEGACY, MCPSERVER, OURS, TYPESCRIPT
from bench.front.process import resident_kib, tree
from bench.front.servers import plain_environment
from bench.front.wire import ROOT
from career_guide.transports.http.auth.static_tokens import make_token

PEERS = Path(__file__).parent / "peers"
BARE = "bare ASGI"
SDK_ONLY, UNCOUNTED, STREAMS = "the SDK's app alone", "without metrics and log", "SDK streams"
UNLIMITED, AUTH, HOSTED_HELLO = "without limits", "with a static token", "hello, hosted mode"
SERVERS: Mapping[str, str] = {
    BARE: "a bare ASGI function that parses a call and echoes its text",
    OURS: "`serve --http`, one worker, limits on",
    UNLIMITED: "the same with every limit off",
    UNCOUNTED: "the same without metrics and request log",
    AUTH: "the same with a bearer token to check",
    STREAMS: "the same with answers by the SDK's streams (`json_response=False`)",
    SDK_ONLY: "our tools in the SDK's app with none of our layers",
    HOSTED_HELLO: "the echo of the peers in our layers, limits on",
    MCPSERVER: "one tool on the Python SDK's `MCPServer`, stateless, `json_response=False`",
    TYPESCRIPT: "one tool on npm's `@modelcontextprotocol/sdk`, stateless, JSON answers",
}
"""Every server, in the order of tables."""

NEVER_REACHED = "100000/second"
LIMITS = ("limit_network", "limit_reads", "limit_computing")
PATIENCE_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class HttpServer:
    """One server. Its command prints its port on the first line, or ours logs it."""

    name: str
    command: tuple[str, ...]
    says: str = "echo"
    eras: tuple[str, ...] = ERAS
    headers: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


def python_servers() -> list[HttpServer]:
    """Ours, its cuts and the Python peers, in this environment."""
    script = str(PEERS / "python_http.py")
    cut = (sys.executable, script)
    return [
        HttpServer(name=BARE, command=(*cut, "bare")),
        _ours(OURS, NEVER_REACHED),
        _ours(UNLIMITED, "off"),
        _with_token(),
        HttpServer(name=UNCOUNTED, command=(*cut, "uncounted"), says="estimate_comp"),
        HttpServer(name=STREAMS, command=(*cut, "streams"), says="estimate_comp"),
        HttpServer(name=SDK_ONLY, command=(*cut, "sdk"), says="estimate_comp"),
        HttpServer(name=HOSTED_HELLO, command=(*cut, "hosted-hello")),
        HttpServer(name=MCPSERVER, command=(*cut, "hello")),
    ]


def _ours(name: str, rate: str, auth: str = "none") -> HttpServer:
    limits = (f"--{field.replace('_', '-')}={rate}" for field in LIMITS)
    serve = ("-m", "career_guide", "serve", "--http", "--port", "0", "--auth", auth)
    return HttpServer(name=name, command=(sys.executable, *serve, *limits), says="estimate_comp")


def _with_token() -> HttpServer:
    token, entry = make_token("bench")
    return replace(
        _ours(AUTH, NEVER_REACHED, "tokens"),
        headers={"authorization": f"Bearer {token}"},
        extra={"CAREER_GUIDE_HTTP_AUTH_TOKENS": entry.line},
    )


def typescript(node: Path, script: Path) -> HttpServer:
    """The hello server on the TypeScript SDK, which knows the older era only."""
    return HttpServer(name=TYPESCRIPT, command=(str(node), str(script)), eras=(LEGACY,))


class Running:
    """A server process on a core of its own; its port and memory."""

    def __init__(self, server: HttpServer, core: int | None) -> None:
        self.server = server
        pinned = ("taskset", "--cpu-list", str(core)) if core is not None else ()
        environment = plain_environment() | {"CAREER_GUIDE_LOG_LEVEL": "WARNING", **server.extra}
        self.process = subprocess.Popen(
            [*pinned, *server.command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=ROOT,
            text=True,
        )
        self.port = self._port()

    def _port(self) -> int:
        import json

        assert self.process.stdout
        said = []
        for line in self.process.stdout:
            said.append(line)
            if line.strip().isdecimal():
                return int(line)
            with contextlib.suppress(ValueError, KeyError, TypeError):
                return int(json.loads(line)["url"].rpartition(":")[2].partition("/")[0])
        sys.exit(f"{self.server.name} did not start:\n{''.join(said)}")

    def memory_mib(self) -> float:
        """Resident memory of the process and its children."""
        sizes = [resident_kib(pid) for pid in tree(self.process.pid)]
        return sum(size for size in sizes if size is not None) / 1024

    def cpu_seconds(self) -> float:
        """Processor time that the process and its children have used so far."""
        ticks = 0
        for pid in tree(self.process.pid):
            with contextlib.suppress(OSError):
                after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += int(after_name[11]) + int(after_name[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """End it."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()


def cores() -> tuple[int | None, int | None]:
    """A core for the servers and another for the client; None where there is only one."""
    if not hasattr(os, "sched_getaffinity"):
        return None, None
    every = sorted(os.sched_getaffinity(0))
    return (every[0], every[1]) if len(every) > 1 else (None, None)
