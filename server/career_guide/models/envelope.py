"""What every tool result carries beside its own fields, and the shape of a refused call."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from career_guide.models.base import Model

SUMMARY_LIMIT = 280
Detail = Literal["concise", "full"]
"""How much a result says; what concise leaves out stands empty or null."""


def sayable(text: str) -> str:
    """`text` cut at a word boundary to the summary limit; fixed sentences should never need it."""
    if len(text) <= SUMMARY_LIMIT:
        return text
    return text[: SUMMARY_LIMIT - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


Summary = Annotated[str, AfterValidator(sayable)]


class AssumptionUsed(Model):
    """An assumption of ours that acted on this result."""

    id: str = Field(description="Assumption id, explained at career://method.")
    text: str = Field(description="What is assumed.")
    effect: str = Field(description="What it changes here; empty in concise.")


class Notice(Model):
    """Something the caller should know before relying on the result."""

    code: str = Field(description="Stable kind of warning.")
    text: str = Field(description="The warning.")


class BasisOf(Model):
    """What one part of the result rests on."""

    field: str = Field(description="Result field, as a JSON pointer without its leading slash.")
    kind: Literal["guide", "derived", "assumption", "editorial", "second_opinion"] = Field(
        description="Kind of support."
    )
    fact_ids: tuple[str, ...] = Field(default=(), description="Facts or assumptions it rests on.")


class NextAction(Model):
    """A call that makes sense next, ready to send."""

    tool: str = Field(description="Registered tool.")
    arguments: dict[str, Any] = Field(description="Complete valid arguments.")
    why: str = Field(description="Reason for it.")


class Source(Model):
    """A page of the guide that says more."""

    uri: str = Field(description="career:// URI, readable with read_career_guide.")
    title: str = Field(description="Page title.")


class Result(Model):
    """Base of every tool result; subclasses narrow `status` and add their fields.

    On the wire `summary` and `status` stand first, then the subclass's own fields, then the rest.
    """

    summary: Summary = Field(description="The answer in at most 280 characters.")
    status: str = Field(description="Kind of outcome.")
    assumptions: tuple[AssumptionUsed, ...] = Field(
        default=(),
        description="Our rulings that acted; concise leaves those under every answer to basis.",
    )
    warnings: tuple[Notice, ...] = Field(default=(), description="What to know before use.")
    basis: tuple[BasisOf, ...] = Field(default=(), description="What each part rests on.")
    next_actions: tuple[NextAction, ...] = Field(
        default=(), description="Sensible next calls; fewer in concise."
    )
    sources: tuple[Source, ...] = Field(
        default=(), description="Guide pages that say more; empty in concise."
    )
    data_version: str = Field(description="Version of the content that was used.")


HEAD = ("summary", "status")
TAIL = ("assumptions", "warnings", "basis", "next_actions", "sources", "data_version")


def ordered(names: Any) -> list[str]:
    """Field names in wire order: head, own fields, tail."""
    own = [name for name in names if name not in HEAD and name not in TAIL]
    return [*HEAD, *own, *(name for name in TAIL if name in names)]


def payload(result: Result) -> dict[str, Any]:
    """The result as JSON values in wire order, documented nulls included."""
    data = result.model_dump(mode="json")
    return {name: data[name] for name in ordered(data)}
