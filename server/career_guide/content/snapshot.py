"""The compiled content that is served: one file of JSON lines, read without any YAML parser.

It was validated when it was compiled, and its checksum tells that nothing has changed since. So a
start only cuts it into lines, and the kinds that a call needs are made into values at their first
use: all of them together would take longer than everything else a start does.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from career_guide.content import checkout
from career_guide.content.checkout import HOW_TO_WRITE, to_stderr
from career_guide.errors import ContentError
from career_guide.models.content.catalog import KINDS, Catalog, Kind


@dataclass(frozen=True)
class Snapshot:
    """The content, and what it was compiled from.

    `sources` is the SHA-256 over names and bytes of the YAML files, hexadecimal; `listing` has
    their names and sizes.
    """

    sources: str
    listing: str
    catalog: Catalog


@dataclass(frozen=True)
class Loaded:
    """The content to serve; `prepared` tells that it is the compiled one, as it was compiled."""

    catalog: Catalog
    prepared: bool


def load_snapshot() -> Catalog:
    """The content that this installation carries. Raises ContentError if it is missing or unfit."""
    return read_snapshot().catalog


def load_compiled(digest: str) -> Catalog | None:
    """The compiled content with this digest; None where another or none was compiled."""
    try:
        catalog = load_snapshot()
    except ContentError:
        return None
    return catalog if catalog.digest == digest else None


def load_folder(folder: Path) -> Catalog:
    """Somebody's own content. Raises InvalidContentError with every problem found."""
    from career_guide.content.loader import load  # needs the YAML parser

    return load(folder)


def load_chosen(content: str | None, tell: Callable[[str], None] | None = None) -> Catalog:
    """The content of the folder that somebody named, else `load_default`. Raises ContentError."""
    return load_folder(Path(content)) if content else load_default(tell)


def load_default(tell: Callable[[str], None] | None = None) -> Catalog:
    """The content to serve: the snapshot, or in a checkout whose YAML is newer, that.

    `tell` is given a line for people where the two differ; without it the line goes to stderr.
    Raises ContentError if there is nothing to serve.
    """
    return load_newest(checkout.content_folder(), tell or to_stderr).catalog


def load_newest(folder: str | None, tell: Callable[[str], None]) -> Loaded:
    """The snapshot, or the content of `folder` where that is valid and newer.

    Raises ContentError if there is no snapshot and no valid folder.
    """
    try:
        catalog = load_snapshot()
    except ContentError:
        if folder is None:
            raise
        tell(f"no usable snapshot, serving the content folder; {HOW_TO_WRITE}")
        return Loaded(load_folder(Path(folder)), prepared=False)
    if folder is None or checkout.is_compiled(folder):
        return Loaded(catalog, prepared=True)
    try:
        newer = load_folder(Path(folder))
    except ContentError as error:
        tell(f"serving the last snapshot, because {error}")
        return Loaded(catalog, prepared=False)
    tell(f"the content folder is newer than the snapshot, serving the folder; {HOW_TO_WRITE}")
    return Loaded(newer, prepared=False)


def read_snapshot() -> Snapshot:
    """The snapshot of this installation. Raises ContentError if it is missing or unfit."""
    try:
        with open(checkout.COMPILED, "rb") as file:
            data = file.read()
    except OSError:
        raise ContentError(
            f"the compiled content is missing; reinstall, or {HOW_TO_WRITE}"
        ) from None
    return parse_snapshot(data)


def render(snapshot: Snapshot) -> bytes:
    """The snapshot as a file: a head, then one content file a line, in the order of kinds."""
    lines = [
        _json([kind.field, item.model_dump(mode="json")]) + b"\n"
        for kind in KINDS
        for item in _items(kind, snapshot.catalog)
    ]
    body = b"".join(lines)
    head = {
        "sources": snapshot.sources,
        "listing": snapshot.listing,
        "digest": snapshot.catalog.digest,
        "checksum": zlib.crc32(body),
    }
    return _json(head) + b"\n" + body


def parse_snapshot(data: bytes) -> Snapshot:
    """The snapshot in `data`. Raises ContentError where it is damaged or of another version."""
    line, _, body = data.partition(b"\n")
    try:
        head = checkout.head(line)
        if head["checksum"] != zlib.crc32(body):
            raise ValueError("other bytes than were written")
        kinds = _Kinds(body)
    except ValueError:
        raise _unfit() from None
    return Snapshot(head["sources"], head["listing"], Catalog(kinds, head["digest"]))


def _unfit() -> ContentError:
    what = "the compiled content is damaged, or does not fit this version"
    return ContentError(f"{what}; reinstall, or {HOW_TO_WRITE}")


class _Kinds(Mapping[str, Any]):
    """The content of each kind, made of its lines whenever it is looked up.

    Raises ContentError for a kind whose model changed since it was compiled.
    """

    def __init__(self, body: bytes) -> None:
        starts = [0]
        for kind in KINDS[1:]:  # no line ends inside JSON, so this is where its first line starts
            starts.append(body.index(f'\n["{kind.field}",'.encode(), starts[-1]) + 1)
        ends = (*starts[1:], len(body))
        self._body = body
        self._spans = {
            kind.field: slice(*span)
            for kind, span in zip(KINDS, zip(starts, ends, strict=True), strict=True)
        }

    def __getitem__(self, field: str) -> Any:
        lines = self._body[self._spans[field]].splitlines()
        kind, start = BY_FIELD[field], len(f'["{field}",')
        from pydantic import ValidationError  # the model imports it anyway, a start does not

        model = kind.model
        try:
            items = tuple(model.model_validate_json(line[start:-1]) for line in lines)
        except ValidationError:
            raise _unfit() from None
        return items if kind.many else items[0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


BY_FIELD: Mapping[str, Kind] = {kind.field: kind for kind in KINDS}


def _items(kind: Kind, catalog: Catalog) -> tuple[Any, ...]:
    found = getattr(catalog, kind.field)
    return found if kind.many else (found,)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def content_digest(catalog: Catalog) -> str:
    """SHA-256 over the canonical JSON of all content, hexadecimal."""
    content: dict[str, Any] = {}
    for kind in KINDS:
        items = [item.model_dump(mode="json") for item in _items(kind, catalog)]
        content[kind.field] = items if kind.many else items[0]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
