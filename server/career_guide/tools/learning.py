"""The learning tool: what to learn next."""

from career_guide.deps import Deps
from career_guide.domain.next_skill.answer import recommend
from career_guide.models.next_skill import NextSkillInput, NextSkillResult
from career_guide.tools.base import READ_ONLY, Tool

DESCRIPTION = (
    "Recommend the next AI engineering skill to learn and why: where to start, what to study, "
    "whether someone is ready for a topic (RAG, agents, MCP, fine-tuning), given the skills they "
    "know. Returns skill, reasons, effort, a build exercise, the remaining roadmap order and what "
    "a deadline allows."
)


def next_skill(request: NextSkillInput, deps: Deps) -> NextSkillResult:
    """The first ready skill of the lowest unfinished tier, with the reason for each step."""
    return recommend(deps.catalog, request, today=request.today or deps.today())


NEXT_SKILL = Tool(
    name="next_skill",
    title="Next skill",
    description=DESCRIPTION,
    input=NextSkillInput,
    output=NextSkillResult,
    run=next_skill,
    hints=READ_ONLY,
    example={
        "known_skills": [{"skill": "Python", "level": "proficient"}, {"skill": "OpenAI APIs"}],
        "background": "software_engineer",
        "hours_per_week": 6,
    },
)
