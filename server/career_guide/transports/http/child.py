"""Entry point of one worker process, which a supervisor started.

Standard input brings the plan and ends when the supervisor does; standard output carries one byte
when the worker is ready and one for each second that its event loop turns.
"""

import os
import pickle
import signal
import socket
import sys
import threading
from contextlib import suppress

from career_guide.errors import CareerGuideError
from career_guide.transports import logs
from career_guide.transports.http.json_log import JsonFormatter
from career_guide.transports.http.plan import Plan, exit_code


def main(listener: int) -> int:
    """Serve on the inherited socket; returns the exit code."""
    channel = os.dup(1)
    os.set_blocking(channel, False)
    os.dup2(2, 1)  # nothing that is printed may look like a report
    plan: Plan = pickle.load(sys.stdin.buffer)
    log = logs.start(plan.log_level, JsonFormatter())

    def report(word: bytes) -> None:
        with suppress(OSError):  # full, or nobody reads: then we are told to end
            os.write(channel, word)

    code = 0
    try:
        from career_guide.transports.http.work import work

        threading.Thread(target=_end_with_supervisor, daemon=True).start()
        work(plan, socket.socket(fileno=listener), report)
    except CareerGuideError as error:
        log.say(f"career-guide-mcp: {error}")
        code = exit_code(error)
    log.finish()
    return code


def _end_with_supervisor() -> None:
    """Drain when the supervisor is gone, however it went: the port is to become free."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    # Without the interpreter's own ending, which would wait for threads.
    os._exit(main(int(sys.argv[1])))
