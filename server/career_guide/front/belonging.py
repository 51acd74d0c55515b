"""Whether the prepared answers belong to the content that will be served.

In an installed package they always do. In a checkout the YAML may have been edited: names, sizes
and times of its files are compared, and only where these leave a doubt the bytes.
"""

import os

from career_guide.front.prepared import FILE, Prepared, load

MAX_ENTRIES = 4_000


def usable() -> Prepared | None:
    """The prepared answers, where there are any for the content that will be served."""
    prepared = load()
    return prepared if prepared is not None and belongs(prepared) else None


def belongs(prepared: Prepared, file: str = FILE) -> bool:
    """Whether the content of this installation is what the answers were prepared from."""
    folder = checkout_content()
    if folder is None:
        return True
    try:
        listing, newest = survey(folder)
        if listing == prepared.listing and newest <= os.stat(file).st_mtime_ns:
            return True
    except OSError:
        return False
    from pathlib import Path

    from career_guide.content.snapshot import sources_digest

    return sources_digest(Path(folder)) == prepared.sources


def checkout_content() -> str | None:
    """The content folder beside an editable installation; None in an installed wheel.

    The same as `content.snapshot.checkout_content`, which needs pydantic.
    """
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    folder = os.path.join(os.path.dirname(os.path.dirname(package)), "content")
    return folder if os.path.isdir(folder) else None


def survey(folder: str) -> tuple[str, int]:
    """Names and sizes of the files below `folder`, and the newest time in nanoseconds.

    Raises OSError where the folder cannot be read, or holds more than content ever has.
    """
    rows: list[str] = []
    newest = 0
    folders = [(folder, "")]
    while folders:
        path, prefix = folders.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir():
                    folders.append((entry.path, f"{prefix}{entry.name}/"))
                    continue
                about = entry.stat()
                newest = max(newest, about.st_mtime_ns)
                rows.append(f"{prefix}{entry.name} {about.st_size}\n")
                if len(rows) > MAX_ENTRIES:
                    raise OSError("too many entries")
    return "".join(sorted(rows)), newest
