"""From raw files to a Snapshot: classification, decoding and parsing in one place.

Used by the readers of git objects and of plain folders, and by tests with files in memory.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from career_guide.evidence.classify import is_among_settings, kind_of, kind_of_copy
from career_guide.evidence.collector import held
from career_guide.evidence.copies import environment_folders
from career_guide.evidence.datasets import keys_of, read_dataset
from career_guide.evidence.decode import decode
from career_guide.evidence.documents.read import PROSE_ENDINGS, read_document
from career_guide.evidence.lines import printable
from career_guide.evidence.manifests.read import is_manifest, read_manifest
from career_guide.evidence.notebooks import read_notebook, relocated
from career_guide.evidence.paths import LANGUAGES, ending, language_of
from career_guide.evidence.surroundings import beside_evaluation, records_by_shape, source_material
from career_guide.evidence.watch import Watch
from career_guide.models.repository.code import Code, Language
from career_guide.models.repository.files import Dataset, File, FileKind, Unread
from career_guide.models.repository.snapshot import Caps, History, Snapshot

_LARGE_FILE_POINTER = "version https://git-lfs.github.com/spec/"


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file as it was found: `content` is None where it was not read, and `unread` says why."""

    path: str
    size: int
    content: bytes | None
    unread: Unread | None = None


NO_HISTORY = History("none")
UNWATCHED = Watch()


def assemble(
    name: str,
    raw: Iterable[RawFile],
    *,
    commit: str | None = None,
    history: History = NO_HISTORY,
    uncommitted: tuple[str, ...] = (),
    submodules: tuple[str, ...] = (),
    cut: tuple[str, ...] = (),
    caps: Caps | None = None,
    watch: Watch = UNWATCHED,
) -> Snapshot:
    """The snapshot of these files; their order does not matter. Raises ReadingStopped."""
    caps = caps or Caps()
    with held():
        found = _sorted_all(raw)
        unparsed = _beyond(found, caps.code_bytes)
        files = []
        for done, one in enumerate(found, 1):
            watch.step(done, len(found), "parsing")
            files.append(_parsed(one, is_over_cap=one.path in unparsed))
    cut = tuple(sorted({*cut, "code_bytes"})) if unparsed else cut
    return Snapshot(name, commit, tuple(files), history, uncommitted, submodules, cut, caps)


@dataclass(slots=True)
class _Sorted:
    """A file that is decoded and sorted, and not parsed yet."""

    path: str
    size: int
    text: str | None
    unread: Unread | None
    dataset: Dataset | None
    kind: FileKind


def _sorted_all(raw: Iterable[RawFile]) -> Sequence[_Sorted]:
    decoded = sorted((_decoded(one) for one in raw), key=lambda one: (one[0], one[1], one[2] or ""))
    environments = environment_folders([path for path, *_ in decoded])
    found = [
        _sorted(path, size, text, unread, environments) for path, size, text, unread in decoded
    ]
    _settle(found)
    return found


def _beyond(found: Iterable[_Sorted], most: int) -> frozenset[str]:
    """Paths of the code for which the cap of all parsed code does not suffice.

    The smallest files come first, since a few huge ones tell less than the many others.
    """
    code = sorted(
        (len(one.text), one.path)
        for one in found
        if one.text and one.kind != "config" and _language(one)
    )
    sums = accumulate(size for size, _ in code)
    return frozenset(path for (_, path), total in zip(code, sums, strict=True) if total > most)


def _language(one: _Sorted) -> Language | None:
    if one.kind not in ("source", "test", "eval", "template", "config"):
        return None
    return language_of(one.path, (one.text or "")[:200].partition("\n")[0])


def _decoded(raw: RawFile) -> tuple[str, int, str | None, Unread | None]:
    path = printable(raw.path)
    if raw.content is None:
        return path, raw.size, None, raw.unread or "missing"
    text = decode(raw.content)
    if text is None:
        return path, raw.size, None, "binary"
    if text.startswith(_LARGE_FILE_POINTER):
        return path, raw.size, None, "missing"
    return path, raw.size, text, None


def _sorted(
    path: str, size: int, text: str | None, unread: Unread | None, environments: frozenset[str]
) -> _Sorted:
    if copied := kind_of_copy(path, text, environments):
        return _Sorted(path, size, text, unread, None, copied)
    dataset = None if text is None or is_manifest(path) else read_dataset(path, text)
    return _Sorted(path, size, text, unread, dataset, kind_of(path, text, dataset))


def _settle(found: Sequence[_Sorted]) -> None:
    """Change the kinds that only the other files tell."""
    docs = [
        (one.path, one.text)
        for one in found
        if one.kind == "docs" and one.text is not None and "/" in one.path
    ]
    code = (one.text for one in found if one.kind in ("source", "notebook") and one.text)
    moved = source_material(docs, code, [one.path for one in found])
    objects = {
        one.path: keys_of(one.path, one.text)
        for one in found
        if one.kind == "config" and one.text and one.dataset and not _is_settings(one)
    }
    moved |= records_by_shape(objects)
    for one in found:
        if one.path in moved:
            one.kind = "data"
    judging = beside_evaluation(
        [
            (one.path, one.kind == "eval")
            for one in found
            if one.kind in ("source", "eval") and ending(one.path) in LANGUAGES
        ],
        [one.path for one in found if one.kind in ("data", "config") and one.dataset],
    )
    for one in found:
        if one.path in judging:
            one.kind = "eval"


def _is_settings(one: _Sorted) -> bool:
    """Whether an object is settings of a tool: its folder or its text says so."""
    return is_among_settings(one.path) or read_manifest(one.path, one.text or "") is not None


def _parsed(one: _Sorted, *, is_over_cap: bool) -> File:
    path, text, kind = one.path, one.text, one.kind
    language = _language(one)
    file = File(path, one.size, kind, language=language, text=text, unread=one.unread)
    if text is None or kind in ("vendored", "generated"):
        return file
    if kind == "notebook":
        return _with_notebook(file, text)
    manifest = read_manifest(path, text) if kind in ("config", "ci", "docs") else None
    is_prose = ending(path) in PROSE_ENDINGS or (kind == "docs" and not ending(path))
    has_prose = is_prose and (kind in ("docs", "source", "eval", "template") or manifest is None)
    code = None
    if language and kind != "config":
        code = Code(language, False) if is_over_cap else _code(text, language, path)
    return replace(
        file,
        code=code,
        document=read_document(path, text) if has_prose and kind not in ("data", "test") else None,
        dataset=one.dataset if kind in ("data", "eval", "test") and not manifest else None,
        manifest=manifest,
    )


def _with_notebook(file: File, text: str) -> File:
    read = read_notebook(text)
    if read is None:
        return replace(file, text=None, unread="invalid")
    code = relocated(_code(read.source, read.language, file.path), read.lines)
    return replace(file, language=read.language, code=code, notebook=read.notebook)


def _code(text: str, language: Language, path: str) -> Code:
    # The parsers load a grammar for each language, which many callers never need.
    from career_guide.evidence.code import parse_code

    return parse_code(text, language, path)
