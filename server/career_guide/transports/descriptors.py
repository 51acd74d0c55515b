"""The process's standard descriptors, and the private copies that carry the protocol."""

import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Wire:
    """Private copies of standard input and output; nothing else can write to them."""

    read: int
    write: int


def claim() -> Wire:
    """Take stdin and stdout for the protocol; stray prints and children go to stderr from here on.

    Call it before anything that might print is imported. A descriptor that came closed is the
    null device: it reads as empty and swallows what is written.
    """
    _fill_closed()
    wire = Wire(os.dup(0), os.dup(1))
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    return wire


def _fill_closed() -> None:
    """Open the null device on each closed standard descriptor.

    Otherwise the next file opened gets its number, and what is meant for stderr lands there.
    Python's stream of a closed descriptor is None, for which `print` takes stdout.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)  # the lowest free number, mostly `number`
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            os.set_inheritable(number, True)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", closefd=False)
