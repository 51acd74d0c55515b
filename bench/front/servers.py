"""The servers that are measured: how each is started, and what it is asked."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.front.names import (
    CHECKOUT,
    ERAS,
    FLOOR,
    LEGACY,
    MCPSERVER,
    OURS,
    OURS_OFF,
    SDK,
    TIME,
    TYPESCRIPT,
)
from bench.front.wire import ROOT

HERE = Path(__file__).parent
PEERS = HERE / "peers"
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")


@dataclass(frozen=True, kw_only=True)
class Server:
    """One server. `says` is its tool: ours computes, `echo` repeats, the time server tells time."""

    name: str
    command: tuple[str, ...]
    says: str = "echo"
    extra: Mapping[str, str] = field(default_factory=dict)
    eras: tuple[str, ...] = ERAS

    @property
    def environment(self) -> dict[str, str]:
        """A plain environment, so that settings of this shell change nothing."""
        return plain_environment() | dict(self.extra)


def plain_environment() -> dict[str, str]:
    """The variables that every process needs, and no more."""
    return {name: value for name, value in os.environ.items() if name in KEPT}  # noqa: TID251


def floor(python: str = sys.executable) -> Server:
    """The stdlib loop; needs nothing installed."""
    return Server(name=FLOOR, command=(python, "-I", "-S", str(PEERS / "floor.py")))


def checkout() -> Server:
    """This server from the checkout, under the interpreter that runs the benchmark."""
    return Server(
        name=CHECKOUT,
        command=(sys.executable, "-m", "career_guide"),
        says="estimate_comp",
        extra={"PYTHONPATH": str(ROOT / "server")},
    )


def python_servers(scripts: Path) -> list[Server]:
    """Ours and the Python peers out of one environment, given its folder of commands."""
    python, ours = str(scripts / "python"), (str(scripts / "career-guide-mcp"),)
    return [
        floor(python),
        Server(name=OURS, command=ours, says="estimate_comp"),
        Server(
            name=OURS_OFF,
            command=ours,
            says="estimate_comp",
            extra={"CAREER_GUIDE_FRONT": "off"},
        ),
        Server(name=TIME, command=(str(scripts / "mcp-server-time"),), says="get_current_time"),
        Server(name=SDK, command=(python, str(PEERS / "hello_lowlevel.py"))),
        Server(name=MCPSERVER, command=(python, str(PEERS / "hello_mcpserver.py"))),
    ]


def typescript_server(node: Path, script: Path) -> Server:
    """The hello server on the TypeScript SDK, which knows the older era only."""
    return Server(name=TYPESCRIPT, command=(str(node), str(script)), eras=(LEGACY,))
