"""One door for every tool call: strict validation, the handler, and errors that teach.

Knows nothing of the SDK: the server, the command line and scripts all call `invoke`. What only a
refusal needs is imported by the first one.
"""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_json

from career_guide.deps import Deps
from career_guide.errors import CareerGuideError, ContentError
from career_guide.models.envelope import payload
from career_guide.models.json_text import UnreadableJson, parse_object
from career_guide.refusals import Fault, InputRefused
from career_guide.tools.base import Tool

EXAMPLE_LIMIT = 160
"""Characters of an example that fit a sentence; the refusal carries the whole one as well."""
PREVIEW = 200
"""Bytes of unreadable arguments that are looked at to show how they begin."""


@dataclass(frozen=True)
class Reply:
    """What a call gives back; `text` says the same as `payload`."""

    payload: dict[str, Any]
    is_error: bool

    @property
    def json(self) -> bytes:
        """The payload as compact JSON; no model of ours lets NaN or infinities in."""
        return to_json(self.payload)

    @property
    def text(self) -> str:
        """The same as text."""
        return self.json.decode()


def invoke(tool: Tool[Any, Any], arguments: Any, deps: Deps) -> Reply:
    """Validate, run and pack one call; every problem becomes a reply, none an exception."""
    try:
        return _attempt(tool, {} if arguments is None else arguments, deps)
    except Exception:  # noqa: BLE001 - the one boundary: nothing may cross it unpacked
        return _internal(tool, deps)


def invoke_json(tool: Tool[Any, Any], data: bytes, deps: Deps) -> Reply:
    """`invoke` with the arguments as JSON text; what is no JSON object is refused like the rest."""
    try:
        arguments = parse_object(data)
    except UnreadableJson as error:
        from career_guide.tools.refusal import received

        example = to_json(tool.example).decode()
        hint = f", for example {example}" if len(example) <= EXAMPLE_LIMIT else ""
        fault = Fault(
            code="bad_json",
            field="",
            received=received(data[:PREVIEW].decode(errors="replace")),
            expected=f"a JSON object ({error}){hint}",
        )
        return refused(tool, deps, fault)
    return invoke(tool, arguments, deps)


def _attempt(tool: Tool[Any, Any], arguments: Any, deps: Deps) -> Reply:
    try:
        request = tool.input.model_validate(arguments)
    except ValidationError as error:
        from career_guide.tools.refusal import faults_of

        return refused(tool, deps, *faults_of(error, tool.input, arguments, tool.example))
    try:
        return Reply(payload(tool.run(request, deps)), is_error=False)
    except InputRefused as error:
        from career_guide.tools.pointers import as_sent

        faults = tuple(as_sent(fault, tool.input, arguments) for fault in error.faults)
        return refused(tool, deps, *faults)
    except ContentError:  # no fault of the arguments
        raise
    except CareerGuideError as error:
        fault = Fault(code="not_valid", field="", received="these arguments", expected=str(error))
        return refused(tool, deps, fault)


def refused(tool: Tool[Any, Any], deps: Deps, *faults: Fault) -> Reply:
    """The reply that refuses a call for these faults, at most five of them."""
    from career_guide.tools.refusal import MAX_FAULTS
    from career_guide.tools.telling import not_accepted

    told = faults[:MAX_FAULTS]
    return Reply(
        {
            "summary": not_accepted(told, tool.input),
            "status": "invalid_input",
            "errors": [_row(fault) for fault in told],
            "example": {"tool": tool.name, "arguments": dict(tool.example)},
            "data_version": deps.catalog.data_version,
        },
        is_error=True,
    )


def _row(fault: Fault) -> dict[str, Any]:
    row: Mapping[str, Any] = asdict(fault)
    return {name: row[name] for name in ("code", "field", "received", "expected", "did_you_mean")}


def _internal(tool: Tool[Any, Any], deps: Deps) -> Reply:
    import logging

    reference = secrets.token_hex(4)
    logging.getLogger("career_guide").exception(
        "tool %s failed, reference %s", tool.name, reference
    )
    return Reply(
        {
            "summary": f"Internal error, reference {reference}. The arguments were not at fault.",
            "status": "internal_error",
            "reference": reference,
            "data_version": deps.catalog.data_version,
        },
        is_error=True,
    )
