"""The roadmap: tiers, skills, and where to learn them."""

from typing import Literal

from pydantic import Field

from career_guide.models.base import Line, Model, Slug
from career_guide.models.content.base import Item
from career_guide.models.ids import ProjectType, SkillId, TierId


class Weeks(Model):
    """Calendar window of a tier in guide-weeks, both ends included."""

    first: int = Field(ge=1)
    last: int = Field(ge=1)


class Tier(Item):
    """A block of four skills that the guide places in one span of weeks."""

    id: TierId
    weeks: Weeks
    purpose: Line
    milestone: Line | None = Field(
        default=None, description="What the guide says to build at its end, if anything."
    )


class Topic(Model):
    """One sub-topic, an item of the guide's own list of what to learn."""

    id: Slug
    title: Line


class Edge(Model):
    """A prerequisite and why it stands; an assumption of ours, the guide gives tiers only."""

    skill: SkillId = Field(description="The skill that comes first.")
    reason: Line = Field(description="Why, as a whole sentence that stands alone.")


class SkillAdditions(Model):
    """What the tools need and the guide does not say; never mixed into its facts."""

    basis: Literal["editorial"] = Field(description="What gloss, build and done_when rest on.")
    assumption: Literal["prerequisite-edges"] = Field(
        description="The assumption that the edges rest on."
    )
    gloss: Line = Field(description="The skill in plain words, for a beginner.")
    hard: tuple[Edge, ...] = Field(default=(), description="Must be known before.")
    soft: tuple[Edge, ...] = Field(default=(), description="Helps when known before; advice only.")
    done_when: tuple[Line, ...] = Field(
        min_length=2, max_length=5, description="Checks that tell working level from having read."
    )
    build: Line = Field(description="One small thing to build that shows the skill.")
    learn_from: tuple[Slug, ...] = Field(
        default=(), description="Ids of the guide's recommendations that serve it best, in order."
    )


class Skill(Item):
    """One row of the roadmap."""

    id: SkillId
    tier: TierId
    why: Line = Field(description="The guide's reason, in our words.")
    topics: tuple[Topic, ...] = Field(min_length=2, description="In the guide's order.")
    any_topic_is_whole: bool = Field(
        default=False, description="True where one topic alone counts as the skill."
    )
    learn_at: Slug | None = Field(
        default=None, description="Learning topic that serves it best, if any; the match is ours."
    )
    project: ProjectType | None = Field(
        default=None, description="Portfolio project that shows it, if any; the match is ours."
    )
    additions: SkillAdditions


class Recommendation(Model):
    """One thing the guide says to read, follow, use or build."""

    id: Slug
    title: Line
    text: Line
    kind: Literal[
        "documentation", "paper", "framework", "sdk", "tool", "blog", "podcast", "practice"
    ]
    fact: Slug = Field(description="The fact that says so.")


class LearningTopic(Item):
    """A heading of the guide's list of places to learn from."""

    recommendations: tuple[Recommendation, ...] = Field(min_length=1)
    skills: tuple[SkillId, ...] = Field(default=(), description="Skills it serves; ours.")
