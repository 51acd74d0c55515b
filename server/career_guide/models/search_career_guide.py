"""What `search_career_guide` takes and gives."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from career_guide.models.base import Basis, Model
from career_guide.models.envelope import Result
from career_guide.models.tool_input import Text, ToolInput, Whole

SearchKind = Literal[
    "about",
    "role",
    "roadmap",
    "portfolio",
    "interview",
    "hiring",
    "salary",
    "learning",
    "mistakes",
    "path",
]
SEARCH_KINDS: tuple[SearchKind, ...] = get_args(SearchKind)


class SearchCareerGuideInput(ToolInput):
    """One question."""

    query: Annotated[
        Text,
        Field(min_length=1, max_length=200, description="Question or key words, in any wording."),
    ]
    kind: SearchKind | None = Field(
        default=None, description="Part of the guide to search; default: all."
    )
    limit: Annotated[Whole, Field(ge=1, le=5, description="Most snippets to return.")] = 5


class Snippet(Model):
    """One fact that answers, complete in itself."""

    uri: str = Field(description="Page that says it in full, readable with read_career_guide.")
    heading: str = Field(description="Page and heading where it stands.")
    snippet: str = Field(description="The fact, at most 240 characters.")
    fact_id: str = Field(description="Its stable id.")
    basis: Basis = Field(description="What it rests on.")


class CoveredTopic(Model):
    """A part of the guide that can be asked about."""

    title: str = Field(description="What it covers.")
    uri: str = Field(description="Its page.")


class SearchCareerGuideResult(Result):
    """Facts that answer the question, best first; or what the guide covers instead."""

    status: Literal["found", "no_match"] = Field(description="Whether the guide answers it.")
    results: tuple[Snippet, ...] = Field(
        default=(), description="Facts that answer, best first; empty on no_match."
    )
    left_open: tuple[Snippet, ...] = Field(
        default=(), description="What the guide leaves open here, and what we assume instead."
    )
    topics: tuple[CoveredTopic, ...] = Field(
        default=(), description="On no_match: what the guide covers."
    )
