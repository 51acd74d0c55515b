"""Entry point of `career-guide-mcp` and `python -m career_guide`.

Signals are seen to before anything else is imported, so that no moment of the start answers
them with a trace.
"""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

INTERRUPTED = 130
RARELY = 100_000
"""New objects after which a command looks for garbage: it keeps nearly all that it makes."""


def main() -> "NoReturn":
    """Run the command line, and end the process with its exit code."""
    arguments = sys.argv[1:]
    if not _serves(arguments):
        # No command has anything to put away, and its output is flushed: the interpreter need not
        # take apart first what it imported.
        os._exit(_command(arguments))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: os._exit(0))
    # Without the interpreter's own ending: that drops the handlers first, and waits for threads.
    os._exit(_serve(arguments))


def _serve(arguments: Sequence[str]) -> int:
    from career_guide.serving import serve_at_once

    code = serve_at_once(arguments)
    if code is None:
        from career_guide.cli import run

        code = run(arguments)
    return code


def _serves(arguments: Sequence[str]) -> bool:
    """Whether the command line asks to serve: no command, or `serve`."""
    words = iter(arguments)
    for word in words:
        if word in ("--content", "--allow-repository"):
            next(words, None)
        elif not word.startswith("-"):
            return word == "serve"
    return True


def _command(arguments: Sequence[str]) -> int:
    gc.set_threshold(RARELY)
    interrupt = _Interrupt()
    try:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is ignored
            signal.signal(signal.SIGINT, interrupt)
        sys.unraisablehook = interrupt.unraisable
        from career_guide.cli import run

        code = run(arguments)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is printed: nothing left to stop
    except BaseException:  # an interrupt may come out as something else, such as a group
        if interrupt.came:
            return INTERRUPTED
        raise
    return code


class _Interrupt:
    """Ctrl-C: unwinds like Python's own handler, where that works."""

    came = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        while frame is not None:
            if frame.f_globals.get("__name__") == "importlib._bootstrap":
                os._exit(INTERRUPTED)  # native modules panic when an import of theirs fails
            frame = frame.f_back
        raise KeyboardInterrupt

    def unraisable(self, problem: "sys.UnraisableHookArgs") -> None:
        """End where an interrupt cannot unwind, such as in the callback of a weak reference."""
        if self.came:
            os._exit(INTERRUPTED)
        sys.__unraisablehook__(problem)


if __name__ == "__main__":
    main()
