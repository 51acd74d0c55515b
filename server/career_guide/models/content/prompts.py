"""Prompt templates that clients show to people."""

from pydantic import Field

from career_guide.models.base import Line, Model, Slug


class PromptArgument(Model):
    """One optional argument; `choices` make it enum-like and feed completion."""

    name: Slug
    description: Line
    choices: tuple[str, ...] = ()
    default: str = Field(description="What the text says when the argument is left out.")


class PromptTemplate(Model):
    """A prompt; `{name}` in the text stands for an argument."""

    id: Slug
    title: Line
    description: Line
    order: int = Field(ge=1)
    arguments: tuple[PromptArgument, ...] = ()
    text: str = Field(min_length=40, max_length=4000)
