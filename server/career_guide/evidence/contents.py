"""Reading the contents of listed files: what is read, in which order, and why the rest is not."""

import re
from collections.abc import Callable, Sequence

from career_guide.evidence.assemble import RawFile
from career_guide.evidence.listing import (
    Found,
    Listing,
    is_binary_by_name,
    is_in_package_folder,
    reading_order,
)
from career_guide.evidence.raw_path import printable
from career_guide.evidence.secret_files import holds_secret
from career_guide.evidence.watch import Watch
from career_guide.models.repository.files import Unread
from career_guide.models.repository.snapshot import Caps

_PICTURE = re.compile(rb'(?<=: )"[A-Za-z0-9+/=\\]{1000,}"')


class ContentUnreadable(Exception):
    """A file whose size or content cannot be had."""


def read_contents(
    files: Sequence[Found],
    content_of: Callable[[Found], bytes],
    listing: Listing,
    caps: Caps,
    watch: Watch,
) -> dict[bytes, RawFile]:
    """Each file as it was found, by its path; sizes must be known, None says that one is missing.

    The cap of all bytes is shared out in the order of `reading_order`; when it does not suffice
    that is a cut. Files of installed packages, binary ones by their name and secrets have no
    content. `content_of` raises ContentUnreadable.
    """
    read: dict[bytes, RawFile] = {}
    wanted = []
    for file in files:
        reason = _reason_not_to_read(file, caps)
        if reason is None:
            wanted.append(file)
        else:
            read[file.path] = RawFile(printable(file.path), file.size or 0, None, reason)
    left = caps.total_bytes
    for done, file in enumerate(reading_order(wanted), 1):
        watch.step(done, len(wanted), "files")
        size = min(file.size or 0, caps.file_bytes)
        if size > left:
            listing.cut.add("total_bytes")
            read[file.path] = RawFile(printable(file.path), file.size or 0, None, "over_cap")
            continue
        left -= size
        read[file.path] = _read(file, content_of, caps)
    return read


def most_bytes(path: bytes, caps: Caps) -> int:
    """How large a file may be to be read: a notebook more, as it is mostly saved pictures."""
    is_notebook = path.lower().endswith(b".ipynb")
    return max(caps.file_bytes, caps.notebook_bytes) if is_notebook else caps.file_bytes


def without_pictures(notebook: bytes) -> bytes:
    """A notebook's text with nothing in place of long runs of base64; its lines stay."""
    return _PICTURE.sub(b'""', notebook)


def _read(file: Found, content_of: Callable[[Found], bytes], caps: Caps) -> RawFile:
    path, size = printable(file.path), file.size or 0
    try:
        content = content_of(file)
    except ContentUnreadable:
        return RawFile(path, size, None, "missing")
    if len(content) > caps.file_bytes:
        content = without_pictures(content)
        if len(content) > caps.file_bytes:
            return RawFile(path, size, None, "too_large")
    if holds_secret(path.rpartition("/")[2], content):
        return RawFile(path, size, None, "secret")
    return RawFile(path, size, content)


def _reason_not_to_read(file: Found, caps: Caps) -> Unread | None:
    if not file.is_regular:
        return "not_regular"
    if file.size is None:
        return "missing"
    if is_binary_by_name(file.path):
        return "binary"
    if file.size > most_bytes(file.path, caps):
        return "too_large"
    return "over_cap" if is_in_package_folder(file.path) else None
