"""From a folder of YAML to a Catalog, or to every problem that stands in the way."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from career_guide.content.folder import (
    MAX_TOTAL_BYTES,
    SUFFIX,
    ContentFile,
    Survey,
    name_of,
    read_bytes,
    survey,
)
from career_guide.content.lint import lint, unreachable
from career_guide.content.problems import (
    InvalidContentError,
    KeyPath,
    Problem,
    key_path,
    problem,
    quoted,
)
from career_guide.content.rules.finding import Place
from career_guide.content.snapshot import content_digest
from career_guide.content.yaml_reader import MAX_BYTES, MAX_PROBLEMS, Document, read
from career_guide.domain.pages.registry import pages
from career_guide.models.base import Model
from career_guide.models.content.catalog import KINDS, Catalog, Kind

CODE_OF_ERROR = {
    "extra_forbidden": "CG020",
    "missing": "CG021",
    "literal_error": "CG024",
    "enum": "CG024",
    "value_error": "CG023",
    "assertion_error": "CG023",
    "string_too_short": "CG023",
    "string_too_long": "CG023",
    "string_pattern_mismatch": "CG023",
    "too_short": "CG023",
    "too_long": "CG023",
    "greater_than": "CG023",
    "greater_than_equal": "CG023",
    "less_than": "CG023",
    "less_than_equal": "CG023",
}
"""pydantic's kinds of error; every other one is a value of the wrong type."""


@dataclass(frozen=True)
class Examination:
    """What became of a folder: the catalog, or the problems, in the order of files and lines."""

    catalog: Catalog | None
    problems: tuple[Problem, ...]
    files: int


def load(folder: Path) -> Catalog:
    """The validated content of `folder`. Raises InvalidContentError with every problem found."""
    examination = examine(folder)
    if examination.catalog is None:
        raise InvalidContentError(name_of(folder), examination.problems)
    return examination.catalog


def examine(folder: Path) -> Examination:
    """Read, validate and cross-check `folder`; one broken file hides nothing about the others."""
    found = survey(folder)
    reading = _Reading(list(found.problems), broken=_kinds_of(found.refused))
    reading.read_all(found.files)
    files = len(found.files)
    if not files:
        return Examination(None, tuple(sorted(reading.problems)), files)
    reading.problems += _incomplete_lists(found, reading.broken)
    broken = frozenset(reading.broken)
    catalog = reading.catalog()
    reading.problems += lint(catalog, locate=reading.locate, broken=broken)
    if not reading.problems:
        # Pages are rendered from sound content only: a cycle or a dangling id would stop them.
        shown = {fact_id for page in pages(catalog).values() for fact_id in page.fact_ids}
        reading.problems += unreachable(catalog, shown, locate=reading.locate)
    if reading.problems:
        return Examination(None, tuple(sorted(reading.problems)), files)
    return Examination(catalog, (), files)


@dataclass
class _Reading:
    """The state of one examination."""

    problems: list[Problem]
    items: dict[str, list[Model]] = field(
        default_factory=lambda: {kind.field: [] for kind in KINDS}
    )
    broken: set[str] = field(default_factory=set)
    documents: dict[tuple[str, str | None], tuple[str, Document]] = field(default_factory=dict)

    def read_all(self, files: Iterable[ContentFile]) -> None:
        """Read and validate every file; kinds with a missing or broken file end up in `broken`."""
        total = 0
        for file in files:
            try:
                data = read_bytes(file, MAX_BYTES)
            except OSError:
                self.add(file, problem("CG005", file=file.file, where=file.name))
                continue
            total += len(data)
            if total > MAX_TOTAL_BYTES:
                what = f"The folder holds more than {MAX_TOTAL_BYTES:,} bytes of content."
                self.add(file, problem("CG006", what))
                self.broken |= self.items.keys()
                break
            self.read_one(file, data)
        self.broken |= {kind.field for kind in KINDS if not self.items[kind.field]}

    def read_one(self, file: ContentFile, data: bytes) -> None:
        document = read(data, file=file.file, name=file.name)
        self.add(file, *document.problems)
        if document.value is None:
            return
        try:
            # Strict, and as JSON: text is no number, a list is a tuple.
            item = file.kind.model.model_validate_json(json.dumps(document.value), strict=True)
        except ValidationError as error:
            found = (
                _model_problem(details, file, document)
                for details in error.errors(include_url=False)
                if not document.is_refused(_known_path(details["loc"], document))
            )
            self.add(file, *sorted(found)[:MAX_PROBLEMS])
            return
        if not document.problems:
            self.keep(file, document, item)

    def keep(self, file: ContentFile, document: Document, item: Model) -> None:
        item_id = getattr(item, "id", None)
        if item_id not in (None, file.stem):
            what = f"The id is {quoted(item_id)}, the file is {quoted(file.stem + SUFFIX)}."
            line, where = document.line_of(("id",)), key_path(file.name, "id")
            self.add(file, problem("CG030", what, file=file.file, line=line, where=where))
        self.items[file.kind.field].append(item)
        key = (file.kind.field, item_id if file.kind.many else None)
        self.documents.setdefault(key, (file.file, document))

    def add(self, file: ContentFile, *problems: Problem) -> None:
        self.problems += problems
        if problems:
            self.broken.add(file.kind.field)

    def catalog(self) -> Catalog:
        """What could be read; while a kind is broken its files are left out, and the digest."""
        parts: dict[str, Any] = {}
        for kind in KINDS:
            items = self.items[kind.field]
            if kind.many:
                parts[kind.field] = tuple(sorted(items, key=_order_and_id))
            elif items:
                parts[kind.field] = items[0]
        catalog = Catalog(parts, digest="")
        return catalog if self.broken else Catalog(parts, content_digest(catalog))

    def locate(self, place: Place) -> tuple[str, int]:
        file, document = self.documents[place.kind, place.id]
        return file, document.line_of(place.path)


def _order_and_id(item: Any) -> tuple[int, str]:
    return item.order, item.id


def _incomplete_lists(found: Survey, broken: set[str]) -> Iterator[Problem]:
    """Ids that a closed list needs and no file is named after."""
    present = {file.file for file in found.files} | found.refused
    kinds = {file.kind.field for file in found.files}
    for kind in KINDS:
        for item_id in _closed_ids(kind) if kind.field in kinds else ():
            file = f"{kind.path}{item_id}{SUFFIX}"
            if file not in present:
                broken.add(kind.field)
                yield problem("CG031", f"{file} is missing.", file=kind.path, where=kind.field)


def _kinds_of(files: Iterable[str]) -> set[str]:
    """The kinds of which some files are refused."""
    names = {file.split("/")[0].removesuffix(SUFFIX) for file in files}
    return {kind.field for kind in KINDS if kind.field in names}


def _closed_ids(kind: Kind) -> tuple[str, ...]:
    """The ids that a kind must have, where its model names them one by one."""
    annotation: Any = kind.model.model_fields["id"].annotation if kind.many else None
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _known_path(location: tuple[int | str, ...], document: Document) -> KeyPath:
    """pydantic's location without the parts that name no key (branches of a union)."""
    path: KeyPath = ()
    for part in location:
        if (*path, part) in document.lines:
            path = (*path, part)
    return path


def _model_problem(error: ErrorDetails, file: ContentFile, document: Document) -> Problem:
    kind_of_error, location = error["type"], error["loc"]
    path = _known_path(location, document)
    code = CODE_OF_ERROR.get(kind_of_error, "CG022")
    where: KeyPath = path
    what, fix = _in_our_words(error["msg"]), ""
    written = document.plain.get(path)
    if kind_of_error == "extra_forbidden":
        what, fix = _unknown_field(file.kind.model, path)
    elif kind_of_error == "missing":
        where = location
        what = f"The field {quoted(location[-1])} is missing."
    elif kind_of_error == "string_type" and written is not None:
        code, what = "CG017", f"{quoted(written)} without quotes is no text, and text is due."
        fix = f'Quote it: "{written}".'
    elif kind_of_error == "literal_error":
        what, fix = _no_choice(error)
    elif kind_of_error == "value_error":
        code = _code_of_value(error)
    elif kind_of_error in ("string_too_long", "string_too_short"):
        what = f"{what[:-1]}, and has {len(error['input']):,}."
    return problem(
        code,
        what,
        file=file.file,
        line=document.line_of(location if kind_of_error == "missing" else path),
        where=key_path(file.name, *where),
        fix=fix,
    )


def _in_our_words(message: str) -> str:
    """pydantic's message without its names for Python's types."""
    for theirs, ours in (
        ("Value error, ", ""),
        ("Input should", "The value should"),
        ("String should", "The text should"),
        ("Tuple should", "The list should"),
        ("valid tuple", "list"),
        ("valid string", "text"),
        ("valid integer", "whole number"),
        (" after validation", ""),
    ):
        message = message.replace(theirs, ours)
    return message[:1].upper() + message[1:].rstrip(".") + "."


def _code_of_value(error: ErrorDetails) -> str:
    """The code for what a model's own check refused."""
    match error["input"]:
        case {"low": int(low), "high": int(high)} if low > high:
            return "CG037"
        case str() if "regular expression" in error["msg"]:
            return "CG049"
    return "CG023"


def _no_choice(error: ErrorDetails) -> tuple[str, str]:
    expected = str(error["ctx"]["expected"]).replace("'", "")
    choices = expected.replace(" or ", ", ").split(", ")
    given = str(error["input"])
    near = get_close_matches(given, choices, n=1)
    what = f"{quoted(given)} is not one of {expected}."
    return what, f"Did you mean {near[0]}?" if near else ""


def _unknown_field(model: type[Model], path: KeyPath) -> tuple[str, str]:
    """What an unknown field is, and which fields there are where it stands."""
    fields = _fields_at(model, path[:-1])
    near = get_close_matches(str(path[-1]), fields, n=1, cutoff=0.75)
    what = f"There is no field {quoted(path[-1])} here."
    if near:
        return what, f"Did you mean {near[0]}?"
    return what, f"Remove it; the fields are {', '.join(fields)}." if fields else ""


def _fields_at(annotation: Any, path: KeyPath) -> tuple[str, ...]:
    """The field names of the model that stands at `path` below `annotation`."""
    options = [annotation]
    for part in path:
        options = [step for option in options for step in _steps(option, part)]
    models = [model for option in options for model in _models_in(option)]
    return tuple(models[0].model_fields) if models else ()


def _steps(annotation: Any, part: str | int) -> Iterator[Any]:
    if isinstance(part, int):
        yield from get_args(annotation) or ()
        return
    for model in _models_in(annotation):
        if part in model.model_fields:
            yield model.model_fields[part].annotation


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    """The models that an annotation allows: itself, or those of an optional or a list."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
