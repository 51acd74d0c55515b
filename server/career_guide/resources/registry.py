"""The guide as MCP resources: every page as Markdown, its JSON twin, and templates with ids.

Knows nothing of the SDK. The list is the same for everybody and stands in one fixed order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from career_guide.domain.pages.registry import Page, pages
from career_guide.models.content.catalog import Catalog

MARKDOWN, JSON = "text/markdown", "application/json"
COMPLETION_LIMIT = 100


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One entry of `resources/list` with what reading it gives."""

    uri: str
    name: str
    title: str
    description: str
    mime_type: str
    priority: float
    text: str

    @property
    def size(self) -> int:
        """Bytes of the text in UTF-8."""
        return len(self.text.encode())


@dataclass(frozen=True, kw_only=True)
class Template:
    """A URI template with one variable and the values it takes."""

    uri_template: str
    name: str
    title: str
    description: str
    mime_type: str
    variable: str


TEMPLATES: tuple[Template, ...] = (
    Template(
        uri_template="career://roadmap/{skill}",
        name="skill",
        title="One skill",
        description="What to learn, why, what comes before, and when it is done.",
        mime_type=MARKDOWN,
        variable="skill",
    ),
    Template(
        uri_template="career://rubrics/{project_type}",
        name="project-type",
        title="One project type",
        description="Good and weak examples and the features that are scored.",
        mime_type=MARKDOWN,
        variable="project_type",
    ),
    Template(
        uri_template="career://interview/{question}",
        name="interview-question",
        title="One interview question",
        description="The question, its probes and the signals of an answer.",
        mime_type=MARKDOWN,
        variable="question",
    ),
    Template(
        uri_template="career://salary/{level}",
        name="pay-level",
        title="Pay of one level",
        description="Salary, equity and total of a level in every market.",
        mime_type=MARKDOWN,
        variable="level",
    ),
    Template(
        uri_template="career://markets/{market}",
        name="market",
        title="Pay in one market",
        description="A market's percentage and every level's pay there.",
        mime_type=MARKDOWN,
        variable="market",
    ),
    Template(
        uri_template="career://resources/{topic}",
        name="learning-topic",
        title="Where to learn one topic",
        description="What the guide recommends to read, use and build.",
        mime_type=MARKDOWN,
        variable="topic",
    ),
    Template(
        uri_template="career://data/{+page}.json",
        name="json-twin",
        title="A page as JSON",
        description="The same content as a page, for programs.",
        mime_type=JSON,
        variable="page",
    ),
)


def resources(catalog: Catalog) -> Mapping[str, Resource]:
    """Every resource by URI: the pages in reading order, then their JSON twins."""
    known = pages(catalog)
    listed = [_as_markdown(page) for page in known.values()]
    listed += [_as_json(page) for page in known.values()]
    return {resource.uri: resource for resource in listed}


def complete(catalog: Catalog, uri_template: str, variable: str, typed: str) -> list[str]:
    """Values of a template's variable that fit what was typed; empty for an unknown template."""
    for template in TEMPLATES:
        if template.uri_template == uri_template and template.variable == variable:
            return fitting(_values(catalog, template), typed)
    return []


def fitting(values: Iterable[str], typed: str) -> list[str]:
    """At most 100 values, those that start with `typed` before those that contain it."""
    wanted = typed.strip().casefold()
    found = [value for value in values if wanted in value.casefold()]
    found.sort(key=lambda value: not value.casefold().startswith(wanted))
    return found[:COMPLETION_LIMIT]


def _values(catalog: Catalog, template: Template) -> list[str]:
    if template.mime_type == JSON:
        return [uri.removeprefix("career://") for uri in pages(catalog)]
    prefix = template.uri_template.partition("{")[0]
    return [uri.removeprefix(prefix) for uri in pages(catalog) if uri.startswith(prefix)]


def _as_markdown(page: Page) -> Resource:
    return Resource(
        uri=page.uri,
        name=page.name,
        title=page.title,
        description=page.description,
        mime_type=MARKDOWN,
        priority=page.priority,
        text=page.text,
    )


def _as_json(page: Page) -> Resource:
    return Resource(
        uri=page.twin_uri,
        name=f"{page.name}.json",
        title=f"{page.title} (JSON)",
        description=f"{page.title} for programs.",
        mime_type=JSON,
        priority=round(page.priority / 2, 2),
        text=page.twin_text,
    )
