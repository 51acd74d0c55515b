"""How a channel ends before its time, in one voice for every stage of the server."""

import errno
import sys

from career_guide.errors import CareerGuideError

GRACE_SECONDS = 1.5
"""How long requests in flight are waited for once the input has ended."""
PATIENCE_SECONDS = 60.0
"""How long a reader may take not one byte once the input has ended."""


class ChannelFailed(CareerGuideError):
    """Standard input or output is broken, so that answers were lost; one line for people."""


def is_hangup(error: OSError, *, terminal: bool = False) -> bool:
    """Whether an error says that the other side left, which is no fault of the device."""
    if isinstance(error, ConnectionError):
        return True
    if terminal and error.errno == errno.EIO:  # its window was closed
        return True
    return sys.platform == "win32" and error.errno == errno.EINVAL  # a closed pipe there


def nobody_read(seconds: float) -> OSError:
    """The failure of a reader who took nothing for so long after the input had ended."""
    text = f"nobody read for {seconds:g} seconds after the input had ended"
    return OSError(errno.ETIMEDOUT, text)


def raise_failure(reading: OSError | None, writing: OSError | None) -> None:
    """Raise ChannelFailed where there is a failure to tell; the one of reading first."""
    named = ("standard input", reading), ("answers were lost: standard output", writing)
    for where, failure in named:
        if failure is not None:
            raise ChannelFailed(f"{where}: {failure.strerror}") from failure
