"""What widens and judges a search: synonyms, everyday words, hints to facts, topics left out."""

from typing import Annotated

from pydantic import Field, StringConstraints

from career_guide.models.base import Line, Model, Slug
from career_guide.models.content.base import Ask
from career_guide.models.ids import SectionId

Word = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=60)]
"""A word or short phrase in lower case; inflection needs no variants."""


class Synonyms(Model):
    """Words of people who search; ours (editorial)."""

    groups: tuple[tuple[Word, ...], ...] = Field(
        description="Words that mean the same to somebody who searches; one may be in several."
    )
    ignored: tuple[Word, ...] = Field(description="Single words that carry no topic.")
    light: tuple[Word, ...] = Field(
        description="Single everyday words that say little about the topic."
    )


class FactHint(Model):
    """What points to one fact beside the ways of asking that stand with it."""

    fact: Slug
    words: tuple[Word, ...] = Field(min_length=1, description="Words that people may use for it.")
    asks: tuple[Ask, ...] = Field(default=(), description="Further ways of asking for it.")


class SectionHints(Model):
    """Words that place a question in a section, and hints to its facts; ours (editorial)."""

    id: SectionId
    order: int = Field(ge=1, description="The section's place in the guide.")
    words: tuple[Word, ...] = Field(
        min_length=1, description="Indexed with every fact of the section."
    )
    hints: tuple[FactHint, ...] = Field(default=(), description="In the order of the facts.")


class UncoveredTopic(Model):
    """Something people ask about that the guide leaves out; ours (editorial)."""

    id: Slug
    order: int = Field(ge=1, description="Position among such topics.")
    title: Line = Field(
        description='What is left out, so that "The guide leaves out …" reads well.'
    )
    words: tuple[Word, ...] = Field(
        min_length=1, description="Words that ask for it wherever they stand."
    )
    together: tuple[tuple[tuple[Word, ...], ...], ...] = Field(
        default=(),
        description="Rows of word lists; a question with a word of each list of a row asks for it.",
    )
    asks: tuple[Ask, ...] = Field(min_length=5, description="Questions that stay unanswered.")
