"""What a page is, and how one is put together from headed parts."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from career_guide.models.content.base import Item
from career_guide.models.content.catalog import Catalog
from career_guide.models.ids import SectionId

SCHEME = "career://"
CODE = re.compile(r"`([a-z0-9_-]+)`")
MARKS = (
    "A code in brackets names the fact of the guide behind a line; "
    "*derived* is arithmetic on its figures; *ours* is not said by the guide. "
    "Explained at career://method."
)

Json = dict[str, Any]
"""A JSON object as it is written to the page's twin."""


@dataclass(frozen=True)
class Page:
    """One part of the guide, complete in itself."""

    uri: str
    name: str
    title: str
    description: str
    section: SectionId
    priority: float
    text: str = field(repr=False)
    fact_ids: tuple[str, ...] = field(repr=False)
    twin: Callable[[], Json] = field(repr=False, compare=False)

    @property
    def data(self) -> Json:
        """The page as a JSON object, for programs; made anew each time."""
        return self.twin()

    @property
    def slug(self) -> str:
        """The URI without its scheme: `roadmap/basic-rag`."""
        return self.uri.removeprefix(SCHEME)

    @property
    def twin_uri(self) -> str:
        """Where the page stands as JSON: `career://data/roadmap/basic-rag.json`."""
        return f"{SCHEME}data/{self.slug}.json"

    @property
    def twin_text(self) -> str:
        """The page as compact JSON, on one line."""
        return json.dumps(self.data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


@dataclass(frozen=True)
class Part:
    """A heading and the markdown lines below it; without lines it is left out."""

    heading: str
    lines: Sequence[str]


def make_page(
    catalog: Catalog,
    *,
    slug: str,
    title: str,
    description: str,
    section: SectionId,
    priority: float,
    lead: str,
    parts: Iterable[Part],
    data: Callable[[], Json],
) -> Page:
    """The page with its text, the facts cited in it (in order), and its twin."""
    blocks = [f"# {title}", lead]
    for part in parts:
        if part.lines:
            blocks.append(f"## {part.heading}")
            blocks.append("\n".join(part.lines))
    blocks.append(MARKS)
    text = "\n\n".join(blocks) + "\n"
    cited = tuple(dict.fromkeys(code for code in CODE.findall(text) if code in catalog.facts))
    uri = SCHEME + slug
    return Page(
        uri=uri,
        name=slug.replace("/", "-").replace("_", "-"),
        title=title,
        description=description,
        section=section,
        priority=priority,
        text=text,
        fact_ids=cited,
        twin=lambda: {
            "uri": uri,
            "title": title,
            "section": section,
            "data_version": catalog.data_version,
            **data(),
            "facts": [_fact(catalog, fact_id) for fact_id in cited],
        },
    )


def plain(item: Item) -> Json:
    """The item's own fields as JSON; its facts stand at the end of the twin."""
    return item.model_dump(mode="json", exclude={"facts"})


def _fact(catalog: Catalog, fact_id: str) -> Json:
    fact = catalog.facts[fact_id]
    return {"id": fact.id, "text": fact.text, "basis": fact.basis}
