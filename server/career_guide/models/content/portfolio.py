"""Portfolio projects and the rubric that rates them."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from career_guide.models.base import Line, Model
from career_guide.models.content.base import Item
from career_guide.models.ids import CriterionId, FeatureId, ProjectType


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error.msg}") from None
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
"""A regular expression; it meets folded text: lower case, plain letters, single spaces."""


class Feature(Model):
    """One thing the guide's good example of a project type has."""

    id: FeatureId
    title: Line
    next_step: Line = Field(description="What to do to have it; ours.")
    names: tuple[str, ...] = Field(
        default=(), description="Its name and synonyms: repeating one is no evidence; ours."
    )


class ProjectKind(Item):
    """One of the four portfolio projects, or `other`."""

    id: ProjectType
    aim: Line = Field(description="What such a project is for.")
    good: Line | None = Field(default=None, description="The guide's good example, reworded.")
    mediocre: Line | None = Field(default=None, description="The guide's weak one, reworded.")
    features: tuple[Feature, ...] = ()
    differences: tuple[Line, ...] = Field(default=(), description="What makes the difference.")
    criteria: tuple[CriterionId, ...] = Field(description="Criteria that count for it; ours.")


class Anchor(Model):
    """What one level of a criterion looks like; levels 0 and 2 restate the guide's two columns."""

    level: Literal[0, 1, 2, 3]
    text: Line
    basis: Literal["guide", "assumption"]
    next_step: Line = Field(description="What lifts a project from this level to the next; ours.")


class Criterion(Item):
    """One row of the guide's table of good against mediocre."""

    id: CriterionId
    good: Line
    mediocre: Line
    anchors: tuple[Anchor, ...] = Field(min_length=4, max_length=4)
    checkable: Line = Field(description="What lets a stranger check level 3; ours.")
    question: Line = Field(description="What to ask when nothing is known about it; ours.")
    effort: Literal["low", "medium", "high"]
    fix_rank: int = Field(ge=1, le=7, description="Order among equal gains, by the hiring ranking.")
    focus: Literal["balanced", "evaluation", "production"] = Field(
        description="Focus of next_skill that teaches it; ours."
    )
    names: tuple[str, ...] = Field(
        description="The criterion's name and its synonyms: repeating one is no evidence."
    )
    subjects: tuple[Pattern, ...] = Field(
        description="What a quote must not negate ('no tests yet'); patterns, ours."
    )
    contradicted_by: tuple[Pattern, ...] = Field(
        default=(), description="Wording of the mediocre column, no evidence; patterns, ours."
    )


class Band(Model):
    """A named part of the score scale, from `from_score` up to the next band."""

    id: Literal["demo", "promising", "solid", "stand-out"]
    title: Line
    from_score: int = Field(ge=0, le=100)
    meaning: Line


RuleCode = Literal[
    "no_evidence",
    "too_short",
    "placeholder_text",
    "repeats_name",
    "rubric_text",
    "reused",
    "quote_not_found",
    "address_not_public",
    "planned",
    "negated",
    "contradicted",
    "not_checkable",
    "generic_idea",
    "single_commit",
]


class EvidenceRule(Model):
    """Why a claim is credited lower, and what would change that; ours."""

    code: RuleCode
    why: Line = Field(description="Ends the sentence 'Claimed x, credited y: …'.")
    remedy: Line


class AddressRules(Model):
    """Hosts that are no proof of a deployment; ours. An entry covers its sub-domains."""

    tunnels: tuple[str, ...] = Field(description="Hosts that lead to somebody's own computer.")
    private_endings: tuple[str, ...] = Field(description="Endings of names that are not public.")
    code_hosts: tuple[str, ...] = Field(description="Hosts that show source, not a running thing.")
    placeholders: tuple[Pattern, ...] = Field(description="Host names that stand for another one.")


class ElementWords(Model):
    """Words that the elements of level 3 are recognised by; each pattern matches whole words."""

    metric: tuple[Pattern, ...] = Field(description="What a result is a result of.")
    method: tuple[Pattern, ...] = Field(description="How output was scored.")
    use: tuple[Pattern, ...] = Field(description="That somebody uses it.")
    fallback: tuple[Pattern, ...] = Field(description="What happens instead.")
    test: tuple[Pattern, ...] = Field(description="Tests, by word or path.")
    ci: tuple[Pattern, ...] = Field(description="Checks that run by themselves.")
    alternative: tuple[Pattern, ...] = Field(description="What was not chosen.")


class CrossCheck(Model):
    """Something a whole portfolio should hold in at least one project; ours."""

    id: str
    title: Line
    criterion: CriterionId | None = Field(default=None, description="At level 2 or above there.")
    feature: FeatureId | None = Field(default=None, description="Credited with yes somewhere.")


class Scoring(Model):
    """The rubric's arithmetic; ours, since the guide gives no weights."""

    version: str
    core_weight_percent: int = Field(ge=0, le=100)
    feature_weight_percent: int = Field(ge=0, le=100)
    gate_cap: int = Field(ge=0, le=100)
    gate_criteria: tuple[CriterionId, ...]
    bands: tuple[Band, ...]
    new_project_score: int = Field(ge=0, le=100)
    small_sample: int = Field(ge=2, description="Fewer cases than this draw a warning.")
    generic_ideas: tuple[str, ...] = Field(
        description="Regular expressions of ideas that the guide calls templates or mediocre."
    )
    fillers: tuple[str, ...] = Field(
        description="Words that say nothing of what was done: grammar, praise, pointing elsewhere."
    )
    element_words: ElementWords
    people: tuple[str, ...] = Field(description="Words that name a kind of user.")
    generic_words: tuple[str, ...] = Field(description="Words that name no domain.")
    placeholder_texts: tuple[Pattern, ...] = Field(description="Text that stands for another.")
    evidence_rules: tuple[EvidenceRule, ...]
    addresses: AddressRules
    cross_checks: tuple[CrossCheck, ...]
