"""Whether the code of a checkout is what the answers were prepared by.

Any module may shape an answer, so all of them count. As with the content, names, sizes and times
are compared, and only where these leave a doubt (a fresh clone, other line ends) the bytes.
"""

import os
import zlib

from career_guide.content import checkout

SUFFIX = ".py"


def record(package: str = checkout.PACKAGE) -> list[int]:
    """What tells one state of the code: a CRC-32 of its names and sizes, and one of its bytes."""
    listing, _ = checkout.survey(package, SUFFIX)
    return [zlib.crc32(listing.encode()), _sum(package, listing)]


def is_recorded(recorded: list[int], file: str, package: str = checkout.PACKAGE) -> bool:
    """Whether the code is as it was when it was recorded in `file`."""
    try:
        listing, newest = checkout.survey(package, SUFFIX)
        named, summed = recorded
        if zlib.crc32(listing.encode()) == named and newest < os.stat(file).st_mtime_ns:
            return True
        return _sum(package, listing) == summed
    except (OSError, ValueError):
        return False


def _sum(package: str, listing: str) -> int:
    """CRC-32 over names and bytes; line ends count as `\\n`."""
    total = 0
    for row in listing.splitlines():
        name = row.rpartition(" ")[0]
        with open(os.path.join(package, name), "rb", buffering=0) as file:
            data = file.readall().replace(b"\r\n", b"\n")
        total = zlib.crc32(data, zlib.crc32(f"{name}\0{len(data)}\0".encode(), total))
    return total
