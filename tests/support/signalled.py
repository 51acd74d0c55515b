"""A process that gets a signal at a chosen point of its start, or tells when it got there."""

import os
from pathlib import Path

SITECUSTOMIZE = """
import os
import sys


def seen(event, arguments):
    what = arguments[0] if event == "import" else event
    if what == os.environ.get("SIGNAL_AT"):
        os.kill(os.getpid(), int(os.environ["SIGNAL"]))
    first = what in ("career_guide.cli", "career_guide.serving")
    if first and "MARK" in os.environ:
        os.write(int(os.environ.pop("MARK")), b"x")


sys.addaudithook(seen)
"""
"""Every import and every audited action of the interpreter is a point."""


def environment(folder: Path, **settings: object) -> dict[str, str]:
    """The environment of a process with such a start."""
    (folder / "sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
    more = {name: str(value) for name, value in settings.items()}
    return {**os.environ, "PYTHONPATH": str(folder), **more}
