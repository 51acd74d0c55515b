"""What every model of ours shares: frozen values that refuse unknown fields, and small types."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator


class Model(BaseModel):
    """A frozen value; unknown fields are refused, and errors never echo what was sent.

    Its validator is built at its first use, since no call uses more than a few of all models.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        allow_inf_nan=False,
        defer_build=True,
    )


Slug = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=64)
]
"""An id: lower-case words joined by `-` (or `_` where the field's own ids have one)."""

Line = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=400)]
"""One sentence or title of content, in our own words."""

Basis = Literal["guide", "derived", "assumption", "editorial", "second_opinion"]
"""What a statement rests on: the guide, arithmetic on it, or an assumption or addition of ours."""


class Range(Model):
    """A closed interval of whole numbers; the unit is told by the field that holds it."""

    low: int = Field(ge=0)
    high: int = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> "Range":
        if self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        return self
