"""Prompts: which there are, and what one says for given arguments.

Knows nothing of the SDK. Every argument is optional, since some clients pass one word only.
"""

import re
from collections.abc import Mapping

from career_guide.errors import CareerGuideError, UnknownIdError
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.prompts import PromptArgument, PromptTemplate
from career_guide.models.tool_input import clean

VALUE_LIMIT = 2000
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def prompt(catalog: Catalog, name: str) -> PromptTemplate:
    """The prompt of this name. Raises UnknownIdError."""
    for template in catalog.prompts:
        if template.id == name:
            return template
    raise UnknownIdError("prompt", name, tuple(template.id for template in catalog.prompts))


def render(template: PromptTemplate, arguments: Mapping[str, str]) -> str:
    """The prompt's text; an argument left out or blank reads as its default.

    Raises CareerGuideError for an argument the prompt does not have.
    """
    known = {argument.name: argument for argument in template.arguments}
    surplus = [name for name in arguments if name not in known]
    if surplus:
        names = ", ".join(known)
        raise CareerGuideError(f"unknown argument {surplus[0][:60]!r}; possible: {names}")
    said = {name: _said(argument, arguments.get(name)) for name, argument in known.items()}
    return PLACEHOLDER.sub(lambda match: said.get(match[1], match[0]), template.text)


def _said(argument: PromptArgument, value: str | None) -> str:
    """What stands in the text: a choice as it is, other words quoted as the person's own."""
    said = " ".join(clean(value or "").split())[:VALUE_LIMIT]
    if not said:
        return argument.default
    for choice in argument.choices:
        if _folded(choice) == _folded(said):
            return choice
    return said if not argument.choices else f"“{said}”"


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", "-", text.casefold())
