"""A recommendation without what the pages of the guide say as well."""

from career_guide.domain.brevity import short_tail
from career_guide.models.next_skill import NextSkill, NextSkillResult

STANDING = ("guide-week-hours", "even-weeks-in-tier", "prerequisite-edges")
"""Assumptions under every recommendation."""
BASIS = ("path", "estimate", "build", "progress")


def concise(result: NextSkillResult) -> NextSkillResult:
    """The skill, the reasons, the effort and the path, and how the phrases were read."""
    return result.model_copy(
        update={
            "skill": result.skill and _bare(result.skill),
            "topics": (),
            "done_when": (),
            "resources": (),
            "alternatives": (),
            "helpful_before": (),
            "progress": result.progress.model_copy(update={"tiers": ()}),
            "matched": tuple(row.model_copy(update={"topics": ()}) for row in result.matched),
            "advice": None,
            "basis": tuple(row for row in result.basis if row.field in BASIS),
            **short_tail(result, STANDING),
        }
    )


def _bare(skill: NextSkill) -> NextSkill:
    return skill.model_copy(update={"gloss": "", "why": "", "tier_milestone": None})
