"""Compile YAML content into the snapshot that is served, and tell whether it is up to date."""

import json
from pathlib import Path

from career_guide.content.loader import load
from career_guide.content.snapshot import HOW_TO_WRITE, SNAPSHOT, Snapshot, sources_digest

TARGET = Path(__file__).resolve().parents[1].joinpath(*SNAPSHOT)
"""Where the snapshot of this checkout stands."""


def compile_folder(folder: Path) -> Snapshot:
    """The snapshot of a content folder. Raises InvalidContentError with every problem found."""
    return Snapshot(sources=sources_digest(folder), catalog=load(folder))


def render(snapshot: Snapshot) -> str:
    """The snapshot as a file: one value a line, so that a change of content is a short diff."""
    return json.dumps(snapshot.model_dump(mode="json"), ensure_ascii=False, indent=0) + "\n"


def write_snapshot(folder: Path, target: Path = TARGET) -> bool:
    """Compile `folder` into `target`; whether that changed the file. Raises InvalidContentError."""
    text = render(compile_folder(folder)).encode()
    if target.is_file() and target.read_bytes() == text:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text)
    return True


def check_snapshot(folder: Path, target: Path = TARGET) -> tuple[str, ...]:
    """Why `target` is not the snapshot of `folder`; empty if it is. Raises InvalidContentError."""
    text = render(compile_folder(folder)).encode()
    if not target.is_file():
        return (f"{target.name} is missing: {HOW_TO_WRITE}",)
    if target.read_bytes() != text:
        return (f"{target.name} is stale: {HOW_TO_WRITE}",)
    return ()
