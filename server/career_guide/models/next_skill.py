"""What `next_skill` takes and gives."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from career_guide.models.base import Model
from career_guide.models.envelope import Detail, Result
from career_guide.models.ids import ProjectType, SkillId, TierId
from career_guide.models.matching import Coverage, StatedLevel
from career_guide.models.phrases import PHRASE_LIMIT, SENTENCE_LIMIT, phrases_of
from career_guide.models.tool_input import (
    IsoDate,
    Number,
    Text,
    ToolInput,
    entries,
    from_json_text,
)

Focus = Literal["balanced", "rag", "agents", "mcp", "production", "evaluation", "interview"]
Background = Literal["none", "junior_dev", "software_engineer", "data_ml", "other"]
Verdict = Literal["fits", "tight", "not_feasible"]

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
Day = Annotated[IsoDate, Field(ge=EARLIEST, le=LATEST)]

WORD_LIST = re.compile(r"\s*\[([^\[\]{}]*)\]\s*")
"""A list of words that is no JSON: `[RAG, MCP]`, `['RAG', 'MCP']`."""
BROKEN_JSON = re.compile(r"\s*(?:\{|\[\s*[\[{\"'])")


def _claims(value: Any) -> Any:
    """A list of claims from what clients send: a text, one claim, or levels by skill."""
    if not isinstance(value, str):
        return entries(SkillClaim, value)
    listed = WORD_LIST.fullmatch(value)
    if listed is None:
        _refuse_broken_json(value)
    phrases = phrases_of(listed[1] if listed else value)
    if listed:
        phrases = [phrase.strip("\"' ") for phrase in phrases]
    return [Sentence(skill=said) if len(said) > PHRASE_LIMIT else said for said in phrases]


def _refuse_broken_json(text: str) -> None:
    """JSON that was cut or mistyped would be read as words, and its levels be lost."""
    if BROKEN_JSON.match(text):
        raise PydanticCustomError(
            "json_text",
            "valid JSON, or plain words, for example Python, RAG",
            {"did_you_mean": None},
        )


def _skill_ids(value: Any) -> Any:
    if isinstance(value, str):
        value = [part for part in re.split(r"[,;\n]", value) if part.strip()]
    if not isinstance(value, list):
        return value
    return [
        re.sub(r"[\s_]+", "-", entry.strip().casefold()) if isinstance(entry, str) else entry
        for entry in value
    ]


class SkillClaim(ToolInput):
    """One thing that somebody says they know; plain text stands for `{skill: text}`."""

    by_name = ("skill", "level")
    misnomers = frozenset({"name", "title", "topic", "text", "skills", "known_skills"})

    skill: Annotated[Text, Field(max_length=PHRASE_LIMIT)] = Field(
        description="Skill, in their own words."
    )
    level: StatedLevel | None = Field(
        default=None,
        description="aware: read about; working: built with; proficient: shipped and measured.",
    )
    evidence: Annotated[Text, Field(max_length=600)] | None = Field(
        default=None, description="What shows it; a note, not judged."
    )

    @model_validator(mode="before")
    @classmethod
    def _take_text(cls, data: Any) -> Any:
        if not isinstance(data, str):
            return data
        said = from_json_text(data)
        if isinstance(said, dict):
            return said
        if said is data:
            _refuse_broken_json(data)
        return {"skill": data}


class Sentence(SkillClaim):
    """A sentence of a text, which may be longer than an entry of a list."""

    skill: Annotated[Text, Field(max_length=SENTENCE_LIMIT)]


class NextSkillInput(ToolInput):
    """Everything is optional: an empty call asks where to start."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "known_skills": [
                        {"skill": "Python", "level": "proficient"},
                        {"skill": "OpenAI APIs"},
                    ],
                    "background": "software_engineer",
                    "hours_per_week": 6,
                }
            ]
        }
    )

    known_skills: Annotated[list[SkillClaim], BeforeValidator(_claims)] = Field(
        default=[],
        max_length=60,
        description="What they know; an entry may be plain text.",
    )
    background: Background | None = Field(default=None, description="What they do today.")
    hours_per_week: Annotated[Number, Field(ge=0.5, le=80)] | None = Field(
        default=None, description="Study hours a week; gives a finish date."
    )
    today: Day | None = Field(default=None, description="Start date; default: today.")
    deadline: Day | None = Field(default=None, description="Date to be done by.")
    focus: Focus = Field(default="balanced", description="What goes first, inside a tier only.")
    exclude: Annotated[list[SkillId], BeforeValidator(_skill_ids)] = Field(
        default=[], max_length=12, description="Skills to leave out, with all that need them."
    )
    guide_week_hours: Annotated[Number, Field(ge=1, le=60)] = Field(
        default=10, description="Hours that one roadmap week stands for."
    )
    detail: Detail = Field(
        default="full", description="concise leaves out topics, checks, resources, alternatives."
    )


class NextSkill(Model):
    """The recommended skill."""

    id: SkillId = Field(description="Skill id.")
    title: str = Field(description="Name of the skill.")
    tier: TierId = Field(description="Tier it belongs to.")
    level: StatedLevel = Field(description="Level it stands at now: none or aware.")
    gloss: str = Field(description="The skill in plain words; ours; empty in concise.")
    why: str = Field(description="The guide's reason for it; empty in concise.")
    tier_milestone: str | None = Field(
        description="What the guide says to build at the end of its tier; null in concise."
    )
    project: ProjectType | None = Field(description="Portfolio project that shows it; our match.")


class Alternative(Model):
    """A skill that was not chosen."""

    id: SkillId = Field(description="Skill id.")
    why_not: str = Field(description="Why it does not come first.")


class Helpful(Model):
    """A skill that would help with the recommended one, without being required."""

    id: SkillId = Field(description="Skill id.")
    reason: str = Field(description="What it helps with.")


class TopicState(Model):
    """One sub-topic of the recommended skill."""

    id: str = Field(description="Topic id.")
    title: str = Field(description="Name of the topic.")
    credited: bool = Field(description="Whether something named covers it.")


class Resource(Model):
    """A recommendation of the guide that serves the skill."""

    title: str = Field(description="What to use or read.")
    text: str = Field(description="How.")
    fact_id: str = Field(description="Fact that says so.")


class Estimate(Model):
    """Effort, for the skill as a whole and for everything left."""

    guide_weeks: float = Field(description="Weeks of the roadmap for this skill.")
    hours: float = Field(description="Study hours for the whole skill, credited topics included.")
    calendar_weeks: float | None = Field(description="At the given hours a week; null without.")
    path_hours: float = Field(description="Study hours for the whole path.")
    path_calendar_weeks: float | None = Field(description="Weeks for the whole path; null without.")


class Schedule(Model):
    """What the hours and the deadline allow."""

    verdict: Verdict | None = Field(
        description="tight: above 90 % of the time; null unless deadline and hours are given."
    )
    fits_prefix: tuple[SkillId, ...] = Field(
        description="Start of the path that fits before the deadline; empty without one."
    )
    cut_order: tuple[SkillId, ...] = Field(
        description="What to drop so that the rest fits, first to go first; never tier 1."
    )
    hours_needed_per_week: float | None = Field(
        description="For the whole path by the deadline, rounded up; null without time left."
    )
    earliest_finish: date | None = Field(
        description="Date on which the whole path is done at the given hours; null without."
    )


class Matched(Model):
    """One phrase read as one roadmap skill."""

    phrase: str = Field(description="The caller's words.")
    skill_id: SkillId = Field(description="Skill it stands for.")
    coverage: Coverage = Field(description="The skill, or part of its topics.")
    level: StatedLevel = Field(description="Level it gives to the skill.")
    level_assumed: bool = Field(description="True where no level was stated: working is assumed.")
    topics: tuple[str, ...] = Field(
        description="Topic ids it covers, none for all; empty in concise."
    )


class Mentioned(Model):
    """One phrase that names a skill without claiming it, such as a wish to learn it."""

    phrase: str = Field(description="The caller's words.")
    skill_id: SkillId = Field(description="Skill it names.")
    level: StatedLevel = Field(description="none, or aware where it was read about.")


class Named(Model):
    """One phrase read as something beside the roadmap."""

    phrase: str = Field(description="The caller's words.")
    name: str = Field(description="What it was read as.")


class Unmatched(Model):
    """One phrase that claims nothing we know; nothing is credited for it."""

    phrase: str = Field(description="The caller's words.")
    suggestions: tuple[str, ...] = Field(description="Similar names, at most three.")


class ToConfirm(Model):
    """One phrase that may mean several things; nothing is credited until somebody says which."""

    phrase: str = Field(description="The caller's words.")
    candidates: tuple[SkillId, ...] = Field(description="What it may mean.")


class Presumed(Model):
    """A skill counted as known although nobody named it."""

    skill_id: SkillId = Field(description="Skill id.")
    because: str = Field(description="What it was concluded from.")


class TierProgress(Model):
    """How much of one tier is known."""

    tier: TierId = Field(description="Tier id.")
    known: int = Field(description="Skills at working level or above.")
    total: int = Field(description="Skills of the tier.")


class Progress(Model):
    """How much of the roadmap is known."""

    known: int = Field(description="Skills at working level or above.")
    total: int = Field(description="Skills of the roadmap.")
    tiers: tuple[TierProgress, ...] = Field(description="The same by tier; empty in concise.")


class NextSkillResult(Result):
    """Exactly one next skill, the reasons, and the order of the rest."""

    status: Literal["recommend", "complete", "needs_confirmation"] = Field(
        description="needs_confirmation: exclusions left nothing while required skills are open."
    )
    skill: NextSkill | None = Field(description="What to learn next; null unless recommended.")
    because: tuple[str, ...] = Field(
        description="One sentence per step that decided, with what it rests on."
    )
    topics: tuple[TopicState, ...] = Field(
        description="Topics of the skill, in the guide's order; empty in concise."
    )
    remaining_topics: tuple[str, ...] = Field(description="Topic ids that are not credited yet.")
    done_when: tuple[str, ...] = Field(
        description="Checks that it is learnt; ours; empty in concise."
    )
    build: str | None = Field(description="One small thing to build that shows it; ours.")
    resources: tuple[Resource, ...] = Field(
        description="What the guide recommends for it; empty in concise."
    )
    estimate: Estimate | None = Field(description="Effort; null when nothing is left.")
    path: tuple[SkillId, ...] = Field(description="All remaining skills in order, this one first.")
    alternatives: tuple[Alternative, ...] = Field(
        description="At most two skills that came close; empty in concise."
    )
    helpful_before: tuple[Helpful, ...] = Field(
        description="Skills that would help and are not known; advice only; empty in concise."
    )
    schedule: Schedule | None = Field(description="Null without hours and without a deadline.")
    progress: Progress = Field(description="How much of the roadmap is known.")
    matched: tuple[Matched, ...] = Field(description="What the named skills were read as.")
    mentioned: tuple[Mentioned, ...] = Field(
        description="Skills named without a claim to know them; nothing is credited."
    )
    presumed: tuple[Presumed, ...] = Field(description="Counted as known without being named.")
    strengths: tuple[Named, ...] = Field(description="Engineering assets beside the roadmap.")
    off_roadmap: tuple[Named, ...] = Field(description="Useful, but nothing the roadmap asks for.")
    unmatched: tuple[Unmatched, ...] = Field(description="Phrases without a claim that we know.")
    needs_confirmation: tuple[ToConfirm, ...] = Field(description="Phrases to ask back about.")
    advice: str | None = Field(
        description="What the guide says to somebody of this background; null in concise."
    )
