"""Interview components, questions, probes and signals."""

from typing import Literal

from pydantic import Field

from career_guide.models.base import Basis, Line, Model, Slug
from career_guide.models.content.base import Item

ComponentId = Literal["system-design", "coding", "behavioural"]


class Probe(Model):
    """One follow-up question of the guide."""

    id: Slug
    text: Line
    fact: Slug = Field(description="The fact that holds it.")


class LookFor(Model):
    """A group of probes: one thing that interviewers want to see."""

    id: Slug
    title: Line
    probes: tuple[Probe, ...] = Field(min_length=1)


class Signal(Model):
    """Something a strong or a weak answer holds; part of the answer key."""

    id: Slug
    text: Line
    kind: Literal["strong", "weak"]
    basis: Basis = Field(default="guide", description="What the signal rests on.")
    fact: Slug = Field(description="The fact it comes from, or the one nearest to it where ours.")


class Component(Item):
    """One of the three parts that AI interviews add to the usual screens."""

    id: ComponentId
    bar: Line = Field(description="What is being tested, in our words.")
    time_box_minutes: int = Field(
        ge=1, le=120, description="Practice time for one question; ours (assumption time-box)."
    )


class Question(Item):
    """One question or exercise of the guide."""

    component: ComponentId
    prompt: Line = Field(description="The question in our words.")
    look_for: tuple[LookFor, ...] = ()
    signals: tuple[Signal, ...] = ()
