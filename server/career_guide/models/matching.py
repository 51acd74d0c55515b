"""What the matcher makes of one phrase in which somebody names what they know."""

from typing import Literal

from pydantic import Field

from career_guide.models.base import Model
from career_guide.models.ids import SkillId

Coverage = Literal["whole", "part"]
Outcome = Literal["skill", "strength", "off_roadmap", "needs_confirmation", "unmatched"]
StatedLevel = Literal["none", "aware", "working", "proficient"]


class SkillHit(Model):
    """One roadmap skill that a phrase names, wholly or by some of its sub-topics."""

    skill_id: SkillId
    coverage: Coverage
    topics: tuple[str, ...] = Field(
        default=(),
        description="Sub-topic ids covered, sorted; empty where the whole is meant, or where the "
        "phrase belongs to the skill but to none of its listed sub-topics. A skill of which any "
        "topic is the whole has those that were named.",
    )
    alias: str = Field(description="The alias of ours that matched; never the caller's words.")
    claimed_level: StatedLevel | None = Field(
        default=None, description="Level that the phrase itself states in clear words; null: none."
    )


class PhraseMatch(Model):
    """Everything one phrase says; `outcome` is the first of its kinds that is not empty.

    A phrase can name skills, strengths and off-roadmap topics at once ("Python and Docker").
    Only `hits` are claims. A skill that is denied, wished for, asked about or somebody else's
    work ("never used RAG", "want to learn agents") stands in `mentions` with level none, one that
    was only heard of or is being learned with level aware; neither may be credited. A phrase that
    holds nothing but mentions is `unmatched` (none) or `needs_confirmation` (aware).
    """

    phrase: str = Field(description="The phrase as it came.")
    outcome: Outcome
    hits: tuple[SkillHit, ...] = Field(default=(), description="Skills claimed, in roadmap order.")
    mentions: tuple[SkillHit, ...] = Field(
        default=(), description="Skills named without a claim; `claimed_level` is none or aware."
    )
    strengths: tuple[str, ...] = Field(
        default=(), description="Engineering assets named, as our canonical names."
    )
    off_roadmap: tuple[str, ...] = Field(
        default=(), description="Topics named that the roadmap leaves out, as canonical names."
    )
    candidates: tuple[SkillId, ...] = Field(
        default=(), description="For needs_confirmation: skills it may mean, most likely first."
    )
    suggestions: tuple[str, ...] = Field(
        default=(), description="For unmatched: at most three known names that look similar; ours."
    )
