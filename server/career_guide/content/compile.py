"""Compile YAML content into the snapshot that is served, and tell whether it is up to date."""

from pathlib import Path

from career_guide.content import checkout
from career_guide.content.checkout import HOW_TO_WRITE
from career_guide.content.folder import sources_digest
from career_guide.content.loader import load
from career_guide.content.snapshot import Snapshot, render

TARGET = Path(checkout.COMPILED)
"""Where the snapshot of this checkout stands."""


def compile_folder(folder: Path) -> Snapshot:
    """The snapshot of a content folder. Raises InvalidContentError with every problem found."""
    catalog = load(folder)
    listing, _ = checkout.survey(str(folder))
    return Snapshot(sources_digest(folder), listing, catalog)


def write_snapshot(folder: Path, target: Path = TARGET) -> bool:
    """Compile `folder` into `target`; whether that changed the file. Raises InvalidContentError."""
    return keep(render(compile_folder(folder)), target)


def check_snapshot(folder: Path, target: Path = TARGET) -> tuple[str, ...]:
    """Why `target` is not the snapshot of `folder`; empty if it is. Raises InvalidContentError."""
    return check_file(render(compile_folder(folder)), target)


def keep(expected: bytes, target: Path) -> bool:
    """Make `target` hold the expected bytes; whether that changed the file.

    An unchanged file gets a new time, which tells starts that nothing was touched since.
    """
    if target.is_file() and target.read_bytes() == expected:
        target.touch()
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(expected)
    return True


def check_file(expected: bytes, target: Path) -> tuple[str, ...]:
    """Why `target` does not hold the expected bytes; empty if it does."""
    if not target.is_file():
        return (f"{target.name} is missing: {HOW_TO_WRITE}",)
    if target.read_bytes() != expected:
        return (f"{target.name} is stale: {HOW_TO_WRITE}",)
    return ()
