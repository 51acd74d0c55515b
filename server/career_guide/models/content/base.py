"""The shape that every content file shares: an item with an id, its guide section and its facts."""

from typing import Annotated

from pydantic import Field, StringConstraints

from career_guide.models.base import Basis, Line, Model, Slug
from career_guide.models.ids import SectionId

Ask = Annotated[str, StringConstraints(strict=True, min_length=3, max_length=120)]
"""One way in which somebody may ask for a fact; ours (editorial), indexed and never shown."""


class Fact(Model):
    """One statement in our own words that stands by itself, with the ways people ask for it."""

    id: Slug = Field(description="Unique over all content, stable across releases.")
    text: Annotated[str, StringConstraints(strict=True, min_length=15, max_length=240)] = Field(
        description="The statement, with every figure exact; shown as a search snippet."
    )
    asks: tuple[Ask, ...] = Field(
        min_length=5, max_length=8, description="Ways people ask for it, in words of their own."
    )
    basis: Basis = Field(default="guide", description="What the statement rests on.")


class Item(Model):
    """One thing of the guide; the file that holds it is named after its id."""

    id: Slug = Field(description="Equal to the file name without its ending.")
    title: Line = Field(description="Heading shown to people.")
    section: SectionId = Field(description="The guide section it comes from.")
    basis: Basis = Field(default="guide", description="What the item rests on.")
    order: int = Field(ge=1, description="Position among its kind, in the guide's order.")
    facts: tuple[Fact, ...] = Field(default=(), description="Everything said about it.")
