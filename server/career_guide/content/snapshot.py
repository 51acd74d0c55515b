"""The compiled content that the server serves: one JSON file, read without any YAML parser."""

import hashlib
import json
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from pydantic import Field, ValidationError

from career_guide.content.folder import MAX_TOTAL_BYTES, read_bytes, survey
from career_guide.errors import ContentError
from career_guide.models.base import Model
from career_guide.models.content.catalog import Catalog

SNAPSHOT = ("_data", "catalog.json")
"""Path of the file inside the package."""
PROJECT = 'name = "career-guide-mcp"'
"""The line of pyproject.toml that tells our own checkout."""
HOW_TO_WRITE = "run `career-guide-mcp schema --write` in the checkout"


class Snapshot(Model):
    """The content, and the digest of the YAML files that it was compiled from."""

    sources: str = Field(description="SHA-256 over names and bytes of the YAML files, hexadecimal.")
    catalog: Catalog


def load_snapshot() -> Catalog:
    """The content that this installation carries. Raises ContentError if it is missing or unfit."""
    return read_snapshot().catalog


def load_folder(folder: Path) -> Catalog:
    """Somebody's own content. Raises InvalidContentError with every problem found."""
    from career_guide.content.loader import load  # needs the YAML parser

    return load(folder)


def load_default(tell: Callable[[str], None] | None = None) -> Catalog:
    """The content to serve: the snapshot, or in a checkout whose YAML is newer, that.

    `tell` is given a line for people where the two differ; without it the line goes to stderr.
    Raises ContentError if there is nothing to serve.
    """
    return load_newest(checkout_content(), tell or _to_stderr)


def load_newest(folder: Path | None, tell: Callable[[str], None]) -> Catalog:
    """The snapshot, or the content of `folder` where that is valid and newer.

    Raises ContentError if there is no snapshot and no valid folder.
    """
    try:
        snapshot = read_snapshot()
    except ContentError:
        if folder is None:
            raise
        tell(f"no usable snapshot, serving the content folder; {HOW_TO_WRITE}")
        return load_folder(folder)
    if folder is None or sources_digest(folder) == snapshot.sources:
        return snapshot.catalog
    try:
        catalog = load_folder(folder)
    except ContentError as error:
        tell(f"serving the last snapshot, because {error}")
        return snapshot.catalog
    tell(f"the content folder is newer than the snapshot, serving the folder; {HOW_TO_WRITE}")
    return catalog


def read_snapshot() -> Snapshot:
    """The snapshot of this installation. Raises ContentError if it is missing or unfit."""
    try:
        data = files("career_guide").joinpath(*SNAPSHOT).read_bytes()
    except OSError:
        raise ContentError(
            f"the compiled content is missing; reinstall, or {HOW_TO_WRITE}"
        ) from None
    return parse_snapshot(data)


def parse_snapshot(data: bytes) -> Snapshot:
    """The snapshot in `data`. Raises ContentError where it does not fit this version."""
    try:
        return Snapshot.model_validate_json(data)
    except ValidationError as error:
        raise ContentError(
            f"the compiled content does not fit this version ({error.error_count()} differences);"
            f" reinstall, or {HOW_TO_WRITE}"
        ) from None


def checkout_content() -> Path | None:
    """The content folder beside an editable installation; None in an installed wheel."""
    root = Path(__file__).resolve().parents[3]
    try:
        project = (root / "pyproject.toml").read_text(encoding="utf-8")
    except OSError:
        return None
    folder = root / "content"
    return folder if PROJECT in project and folder.is_dir() else None


def content_digest(catalog: Catalog) -> str:
    """SHA-256 over the canonical JSON of all content but the digest itself, hexadecimal."""
    content = catalog.model_dump(mode="json", exclude={"digest"})
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sources_digest(folder: Path) -> str:
    """SHA-256 over names and bytes of the content files, hexadecimal; no YAML is parsed.

    Line ends count as `\\n`, so that a checkout with Windows line ends is no change.
    """
    digest = hashlib.sha256()
    for file in sorted(survey(folder).files, key=lambda file: file.file):
        try:
            data = read_bytes(file, MAX_TOTAL_BYTES).replace(b"\r\n", b"\n")
        except OSError:
            data = b""
        digest.update(f"{file.file}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _to_stderr(line: str) -> None:
    sys.stderr.write(f"career-guide-mcp: {line}\n")
