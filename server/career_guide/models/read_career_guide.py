"""What `read_career_guide` takes and gives."""

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from career_guide.models.envelope import Result
from career_guide.models.tool_input import Text, ToolInput, Whole, clean

NO_NAME = frozenset({"Cc", "Cs", "Co", "Cn"})
"""Unicode categories of what is in no name: controls, halves of characters and unassigned ones."""


def _visible(text: str) -> str:
    """`text` with the replacement character for what is in no name.

    Left out instead, a damaged name would be taken for another one: `career://` is a page.
    """
    return "".join("\ufffd" if unicodedata.category(c) in NO_NAME else c for c in text.strip())


Name = Annotated[str, AfterValidator(_visible), AfterValidator(clean)]
"""Text that names something: data, cleaned; what is damaged in it stays visible."""


class ReadCareerGuideInput(ToolInput):
    """One page to open."""

    uri: Annotated[
        Name,
        Field(
            min_length=1,
            max_length=200,
            description="career:// URI, slug such as roadmap/basic-rag, or fact id.",
        ),
    ]
    section: Annotated[
        Text | None,
        Field(max_length=100, description="Heading to read alone."),
    ] = None
    offset: Annotated[
        Whole,
        Field(ge=0, le=1_000_000, description="Characters to skip, from next_offset."),
    ] = 0


class ReadCareerGuideResult(Result):
    """A page or a part of it; where nothing fits, the nearest pages."""

    status: Literal["page", "not_found"] = Field(description="Whether a page was found.")
    uri: str | None = Field(description="The page; null when not found.")
    title: str | None = Field(description="Its title; null when not found.")
    text: str = Field(
        description="Markdown, or JSON where uri ends in .json; at most 6,000 characters."
    )
    next_offset: int | None = Field(
        description="Offset in characters to go on from; null at the end."
    )
    sections: tuple[str, ...] = Field(default=(), description="Headings of the page.")
    suggestions: tuple[str, ...] = Field(
        default=(), description="URIs: nearest pages, or others that the slug may mean."
    )
