"""Argument types that take what real clients send and refuse what cannot be meant.

Numbers may come as text, lists and objects as JSON inside text. Booleans are no numbers, and
NaN and infinities are refused. Text is cleaned of control and bidirectional characters.
"""

import math
import re
import unicodedata
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, get_origin

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from career_guide.models.base import Model
from career_guide.models.json_text import UnreadableJson, parse

NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,3})?")
JSON_TEXT_LIMIT = 200_000
KEPT_CONTROLS = "\n\t"


def _number(value: Any) -> Any:
    if isinstance(value, bool):
        raise PydanticCustomError("number_type", "a number, not true or false")
    if isinstance(value, str):
        text = value.strip()
        if not NUMBER.fullmatch(text):
            raise PydanticCustomError("number_type", "a number")
        value = float(text) if re.search(r"[.eE]", text) else int(text)
    if isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("finite_number", "a finite number")
    return value


def _whole(value: Any) -> Any:
    value = _number(value)
    if isinstance(value, float):
        if not value.is_integer():
            raise PydanticCustomError("whole_number", "a whole number")
        value = int(value)
    return value


def clean(text: str) -> str:
    """`text` without control, format, surrogate and private-use characters, and trimmed."""
    kept = (c for c in text if c in KEPT_CONTROLS or unicodedata.category(c) not in DROPPED)
    return "".join(kept).strip()


DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def _iso_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        raise PydanticCustomError("iso_date", "a date as YYYY-MM-DD")
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise PydanticCustomError("iso_date", "a date of the calendar as YYYY-MM-DD") from None


Number = Annotated[float, BeforeValidator(_number), Field(allow_inf_nan=False)]
"""A finite number; text such as "12" or "1e1" is taken too."""
Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number; text such as "12" and 12.0 are taken too."""
Text = Annotated[str, AfterValidator(clean)]
"""Text of a caller: data, cleaned; give `max_length` with Field."""
IsoDate = Annotated[date, BeforeValidator(_iso_date)]
"""A calendar date, YYYY-MM-DD."""


def from_json_text(value: Any) -> Any:
    """The list or object inside a JSON text; anything else as it was."""
    if (
        isinstance(value, str)
        and len(value) <= JSON_TEXT_LIMIT
        and value.lstrip()[:1] in ("[", "{")
    ):
        try:
            return parse(value.encode())
        except (UnreadableJson, UnicodeEncodeError):
            return value
    return value


def entries(model: "type[ToolInput]", value: Any) -> Any:
    """A list whose only entry may stand without it, or whose entries may be named by keys."""
    value = from_json_text(value)
    if not isinstance(value, dict):
        return value
    return [{name: value[name]} for name in value] if model.is_by_name(value) else [value]


class ToolInput(Model):
    """Base of every input model, nested ones included; unknown arguments are refused."""

    by_name: ClassVar[tuple[str, str] | None] = None
    """Two fields for which an object such as `{"RAG": "working"}` stands: its key is the first,
    its value the second, or an object with the other fields."""
    misnomers: ClassVar[frozenset[str]] = frozenset()
    """Keys that are meant as a field of another name, and name no entry."""

    @classmethod
    def is_by_name(cls, data: Any) -> bool:
        """Whether `data` names entries by its keys, none of which is meant as a field."""
        if cls.by_name is None or not isinstance(data, dict) or not data:
            return False
        first = cls.by_name[0]
        fields = cls.model_fields.keys() | cls.misnomers
        return fields.isdisjoint(key.casefold() for key in data) and not any(
            isinstance(value, list) or (isinstance(value, dict) and first in value)
            for value in data.values()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The schema with bounds under their JSON Schema names, optional fields included."""
        node = handler(schema)
        resolved = handler.resolve_ref_schema(node)
        resolved["properties"] = _bounds_named(resolved.get("properties", {}))
        return node

    @model_validator(mode="before")
    @classmethod
    def _take_what_clients_send(cls, data: Any) -> Any:
        """JSON inside text becomes what it says, and null stands for an argument left out."""
        data = from_json_text(data)
        if not isinstance(data, dict):
            return data
        if cls.by_name is not None and len(data) == 1 and cls.is_by_name(data):
            first, second = cls.by_name
            ((name, value),) = data.items()
            data = {first: name, **(value if isinstance(value, dict) else {second: value})}
        taken, holding_json = {}, _holding_json(cls)
        for key, value in data.items():
            field = cls.model_fields.get(key)
            if field is None:
                taken[key] = value
            elif value is not None or field.is_required():
                taken[key] = from_json_text(value) if key in holding_json else value
        return taken


BOUND_NAMES = {
    "ge": "minimum",
    "le": "maximum",
    "gt": "exclusiveMinimum",
    "lt": "exclusiveMaximum",
}


def _bounds_named(node: Any) -> Any:
    """Bounds behind a validator come out under pydantic's names; JSON Schema has its own.

    It has none for dates, whose bounds stay a matter of validation.
    """
    if isinstance(node, list):
        return [_bounds_named(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    return {
        BOUND_NAMES.get(key, key): _bounds_named(value)
        for key, value in node.items()
        if key not in BOUND_NAMES or isinstance(value, int | float | dict)
    }


def model_in(annotation: Any) -> type[ToolInput] | None:
    """The input model of a field, of its list's entries, or None."""
    if isinstance(annotation, type) and issubclass(annotation, ToolInput):
        return annotation
    found = (model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in found if model is not None), None)


@cache
def _holding_json(model: type[ToolInput]) -> frozenset[str]:
    """The fields of a model that take a list or an object."""
    fields = model.model_fields.items()
    return frozenset(name for name, field in fields if _holds_json(field.annotation))


def _holds_json(annotation: Any) -> bool:
    """Whether a field takes a list or an object (an optional one too)."""
    if get_origin(annotation) in (list, tuple, dict):
        return True
    if isinstance(annotation, type):
        return issubclass(annotation, Model)
    return any(_holds_json(part) for part in getattr(annotation, "__args__", ()))
