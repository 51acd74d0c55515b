"""The command line as people and scripts use it: real processes, real shells."""

import os
import shlex
import subprocess
from pathlib import Path

from wire import GUIDE

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
COMMAND = shlex.join(GUIDE)
Done = subprocess.CompletedProcess[str]


def cli(
    *arguments: str | bytes,
    stdin: str | bytes = "",
    code: int = 0,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> Done:
    """Run one command, expect its exit code, and never a traceback."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [*GUIDE, *arguments],
        input=data,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **(env or {})},
        cwd=cwd,
    )
    return checked(done, code)


def bash(script: str, code: int = 0, env: dict[str, str] | None = None) -> Done:
    """Run a line of shell in which `$GUIDE` is the command."""
    done = subprocess.run(
        ["bash", "-c", script.replace("$GUIDE", COMMAND)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **(env or {})},
    )
    return checked(done, code)


def checked(done: subprocess.CompletedProcess[bytes], code: int) -> Done:
    stdout, stderr = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in stderr, stderr
    assert "Exception ignored" not in stderr, stderr
    assert done.returncode == code, (done.returncode, stderr)
    return subprocess.CompletedProcess(done.args, done.returncode, stdout, stderr)
