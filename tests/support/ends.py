"""A server process whose stdin and stdout are what a script might give it, read at will."""

import array
import contextlib
import fcntl
import json
import os
import pty
import socket
import subprocess
import termios
import tty
from collections.abc import Iterable
from typing import Any

from wire import encode

KINDS = ("pipe", "sockets", "one-socket", "terminal")
CHUNK = 1 << 16


class Ends:
    """Writes to the stdin and reads from the stdout of one process.

    `kind` is what they are: pipes; a pair of sockets each, as Node.js gives; one socket for
    both, as inetd gives; or a pipe and a raw terminal for stdout.
    """

    def __init__(self, command: Iterable[str], kind: str = "pipe", **options: Any) -> None:
        child_in, self._write = _pair("pipe" if kind == "terminal" else kind)
        if kind == "one-socket":
            child_out, self._read = os.dup(child_in), os.dup(self._write)
        else:
            child_out, self._read = _pair(kind, reading=True)
        self._shared = kind == "one-socket"
        self.process = subprocess.Popen(
            [*command], stdin=child_in, stdout=child_out, stderr=subprocess.PIPE, **options
        )
        os.close(child_in)
        os.close(child_out)
        self.seen = bytearray()

    def send(self, *messages: dict[str, Any] | bytes) -> None:
        self.send_raw(encode(messages))

    def send_raw(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._write, data) :]

    def end_input(self) -> None:
        if self._shared:
            with socket.socket(fileno=os.dup(self._write)) as half:
                half.shutdown(socket.SHUT_WR)
        os.close(self._write)
        self._write = -1

    def read(self, size: int = CHUNK) -> bytes:
        """The next bytes; empty at the end."""
        try:
            data = os.read(self._read, size)
        except OSError:  # a terminal's or socket's other side is gone
            data = b""
        self.seen += data
        return data

    def read_line(self) -> dict[str, Any]:
        while b"\n" not in self.seen:
            assert self.read(), "the server ended before it answered"
        line, _, rest = self.seen.partition(b"\n")
        self.seen = rest
        answer: dict[str, Any] = json.loads(line)
        return answer

    def read_all(self) -> list[dict[str, Any]]:
        while self.read():
            pass
        assert not self.seen or self.seen.endswith(b"\n"), "half a line"
        return [json.loads(line) for line in self.seen.splitlines()]

    def unread(self) -> int:
        """How many bytes wait in the pipe."""
        count = array.array("i", [0])
        fcntl.ioctl(self._read, termios.FIONREAD, count)
        return count[0]

    def stop_reading(self) -> None:
        os.close(self._read)
        self._read = -1

    def wait(self) -> tuple[int, str]:
        """The exit code and what stderr holds."""
        assert self.process.stderr
        _, errors = self.process.communicate(timeout=60)
        return self.process.returncode, errors.decode()

    def __enter__(self) -> "Ends":
        return self

    def __exit__(self, *exc: object) -> None:
        for fd in (self._write, self._read):
            if fd >= 0:
                with contextlib.suppress(OSError):
                    os.close(fd)
        self.process.kill()
        self.process.wait()
        assert self.process.stderr
        self.process.stderr.close()


def _pair(kind: str, *, reading: bool = False) -> tuple[int, int]:
    """The child's end and ours."""
    if kind == "pipe":
        read, write = os.pipe()
        return (write, read) if reading else (read, write)
    if kind == "terminal":
        ours, child = pty.openpty()
        tty.setraw(child)
        return child, ours
    child_end, our_end = socket.socketpair()
    return child_end.detach(), our_end.detach()
