"""The load balancer of deploy/nginx.conf on loopback, before replicas that a test started."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from hosting import Hosting, until
from servers import listens

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
CONFIG = Path(__file__).parents[2] / "deploy" / "nginx.conf"


class Balancer(Hosting):
    """nginx, with what tests ask of a server."""

    def __init__(self, command: list[str], port: int) -> None:
        self.port, self.host = port, f"127.0.0.1:{port}"
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL)


def needs_nginx() -> None:
    """Skip the test where nginx is not installed; a failure where everything must be."""
    if NGINX is None:
        if os.environ.get("CAREER_GUIDE_CI") == "1":
            pytest.fail("nginx is not installed, and CAREER_GUIDE_CI=1 needs it")
        pytest.skip("nginx is not installed (Debian: apt-get install nginx-light)")


def config_for(port: int, replicas: list[int], folder: Path, **changed: str) -> Path:
    """The shipped configuration with addresses of this test, and settings with other values."""
    text = CONFIG.read_text("utf-8")
    text = text.replace(" /tmp/", f" {folder}/")
    swaps = {"listen 8080;": f"listen 127.0.0.1:{port};", "/dev/stdout": f"{folder}/access.log"}
    for number, replica in enumerate(replicas, 1):
        swaps[f"guide-{number}:8000"] = f"127.0.0.1:{replica}"
    for name, value in changed.items():
        (line,) = (line for line in text.splitlines() if line.split()[:1] == [name])
        swaps[line.strip()] = f"{name} {value};"
    for old, new in swaps.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / "nginx.conf"
    path.write_text(text, "utf-8")
    return path


@contextlib.contextmanager
def balanced(
    port: int, replicas: list[Hosting], folder: Path, **changed: str
) -> Iterator[Balancer]:
    """nginx in front of these replicas."""
    assert NGINX is not None
    config = config_for(port, [replica.port for replica in replicas], folder, **changed)
    command = [
        NGINX,
        "-p",
        str(folder),
        "-c",
        str(config),
        "-g",
        "daemon off;",
        "-e",
        f"{folder}/error.log",
    ]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    server = Balancer(command, port)
    try:
        until(lambda: listens(port))
        yield server
    finally:
        server.process.send_signal(signal.SIGQUIT)
        server.process.wait(30)
