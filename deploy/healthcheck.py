"""Whether the server in this container is well: exit 0, or 1 with a line that says what is wrong.

Over HTTP `/readyz` answers 200. A container that serves stdio has nobody to ask and is well as long
as it runs.
"""

import http.client
import os
import sys
from pathlib import Path

SECONDS = 2.0


def arguments() -> list[str]:
    """What the first process of the container was started with."""
    return Path("/proc/1/cmdline").read_text("utf-8").rstrip("\0").split("\0")


def port(given: list[str]) -> int:
    """The port to ask: the flag, else the variable, else the default."""
    for place, word in enumerate(given):
        name, _, value = word.partition("=")
        if name == "--port":
            return int(value or given[place + 1])
    return int(os.environ.get("CAREER_GUIDE_HTTP_PORT", "8000"))  # noqa: TID251


def main(given: list[str]) -> int:
    """Ask, and tell by the exit code."""
    if "--http" not in given:
        return 0
    connection = http.client.HTTPConnection("127.0.0.1", port(given), timeout=SECONDS)
    try:
        connection.request("GET", "/readyz")
        status = connection.getresponse().status
    except OSError as error:
        sys.stderr.write(f"no answer: {error}\n")
        return 1
    finally:
        connection.close()
    if status != 200:
        sys.stderr.write(f"/readyz answers {status}\n")
    return int(status != 200)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or arguments()))
