"""Compile YAML content into the snapshot that is served, and tell whether it is up to date."""

from pathlib import Path

from career_guide.content import checkout
from career_guide.content.folder import sources_digest
from career_guide.content.loader import load
from career_guide.content.snapshot import HOW_TO_WRITE, Snapshot, render

TARGET = Path(checkout.COMPILED)
"""Where the snapshot of this checkout stands."""


def compile_folder(folder: Path) -> Snapshot:
    """The snapshot of a content folder. Raises InvalidContentError with every problem found."""
    catalog = load(folder)
    listing, _ = checkout.survey(str(folder))
    return Snapshot(sources_digest(folder), listing, catalog)


def write_snapshot(folder: Path, target: Path = TARGET) -> bool:
    """Compile `folder` into `target`; whether that changed the file. Raises InvalidContentError.

    An unchanged file gets a new time, which tells starts that nothing was touched since.
    """
    data = render(compile_folder(folder))
    if target.is_file() and target.read_bytes() == data:
        target.touch()
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return True


def check_snapshot(folder: Path, target: Path = TARGET) -> tuple[str, ...]:
    """Why `target` is not the snapshot of `folder`; empty if it is. Raises InvalidContentError."""
    data = render(compile_folder(folder))
    if not target.is_file():
        return (f"{target.name} is missing: {HOW_TO_WRITE}",)
    if target.read_bytes() != data:
        return (f"{target.name} is stale: {HOW_TO_WRITE}",)
    return ()
