"""The tools that open the guide itself."""

from career_guide.deps import Deps
from career_guide.domain.reading import read
from career_guide.domain.search.answer import search
from career_guide.models.read_career_guide import ReadCareerGuideInput, ReadCareerGuideResult
from career_guide.models.search_career_guide import (
    SearchCareerGuideInput,
    SearchCareerGuideResult,
)
from career_guide.tools.base import READ_ONLY, Tool

SEARCH_DESCRIPTION = (
    "Search the AI engineer career guide for facts and advice with citations: what the role does "
    "day to day, PhD or certificates, what companies look for when hiring, common mistakes when "
    "switching, recommended learning resources (docs, blogs, podcasts, papers)."
)
READ_DESCRIPTION = (
    "Open or show a full guide page by career:// uri: whole roadmap, project rubric, salary table, "
    "list of every interview question, resources."
)


def search_career_guide(request: SearchCareerGuideInput, deps: Deps) -> SearchCareerGuideResult:
    """The facts that answer a question, or what the guide covers instead."""
    return search(deps.catalog, request)


def read_career_guide(request: ReadCareerGuideInput, deps: Deps) -> ReadCareerGuideResult:
    """The page, part or fact that is named, or the nearest pages."""
    return read(deps.catalog, request)


SEARCH_CAREER_GUIDE = Tool(
    name="search_career_guide",
    title="Search the guide",
    description=SEARCH_DESCRIPTION,
    input=SearchCareerGuideInput,
    output=SearchCareerGuideResult,
    run=search_career_guide,
    hints=READ_ONLY,
    example={"query": "do I need a PhD"},
)
READ_CAREER_GUIDE = Tool(
    name="read_career_guide",
    title="Read the guide",
    description=READ_DESCRIPTION,
    input=ReadCareerGuideInput,
    output=ReadCareerGuideResult,
    run=read_career_guide,
    hints=READ_ONLY,
    example={"uri": "career://roadmap/basic-rag"},
)
