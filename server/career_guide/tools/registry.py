"""The one list of tools; its order is the order of tools/list."""

from typing import Any

from career_guide.tools.base import Tool
from career_guide.tools.compensation import ESTIMATE_COMP
from career_guide.tools.guide import READ_CAREER_GUIDE, SEARCH_CAREER_GUIDE
from career_guide.tools.learning import NEXT_SKILL
from career_guide.tools.portfolio import SCORE_PROJECT

TOOLS: tuple[Tool[Any, Any], ...] = (
    NEXT_SKILL,
    SCORE_PROJECT,
    ESTIMATE_COMP,
    SEARCH_CAREER_GUIDE,
    READ_CAREER_GUIDE,
)
