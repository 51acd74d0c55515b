"""Everything else the guide says: about itself, the role, hiring, mistakes, the way on."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from career_guide.models.base import Basis, Line, Model, Slug
from career_guide.models.content.base import Fact, Item
from career_guide.models.ids import SectionId


class SectionTitle(Model):
    """A section of the guide and what we call it."""

    id: SectionId
    title: Line


class Guide(Item):
    """What the source is, how old it is, and whose view it gives."""

    content_version: Annotated[str, StringConstraints(strict=True, pattern=r"^\d+\.\d+\.\d+$")]
    released: Annotated[
        str, StringConstraints(strict=True, pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")
    ] = Field(description="When this content was last released, in UTC.")
    year: int = Field(description="The year the guide's figures are for.")
    currency: Literal["USD"]
    view: Line = Field(description="Whose view it is, said beside every figure of pay.")
    sections: tuple[SectionTitle, ...]


class RoleSide(Item):
    """One view of the role: what it is, what it does, what it does not, how near you are."""


class HiringCriterion(Item):
    """One of the four things employers weigh, in the guide's ranking (`order`)."""


class Mistake(Item):
    """One of the six mistakes, with what to do instead."""

    instead: Line


class PathStep(Item):
    """One step of the way forward."""


class AssumptionEntry(Model):
    """A ruling of ours where the guide is silent; shown wherever it acts."""

    id: Slug
    text: Annotated[str, StringConstraints(strict=True, min_length=15, max_length=200)]
    effect: Line = Field(description="What it changes in a result.")
    fact: Fact | None = Field(default=None, description="How search finds it.")


class Assumptions(Model):
    """Every assumption of ours, in one place."""

    entries: tuple[AssumptionEntry, ...]


class Gap(Model):
    """Something the guide leaves open, or two statements that do not agree."""

    id: Slug
    title: Line
    section: SectionId
    kind: Literal["gap", "contradiction"]
    ruling: Line = Field(description="What we do about it.")
    assumptions: tuple[Slug, ...] = ()
    facts: tuple[Fact, ...] = Field(min_length=1)
    basis: Basis = "editorial"


class Gaps(Model):
    """All gaps and contradictions, in the guide's order."""

    entries: tuple[Gap, ...]
