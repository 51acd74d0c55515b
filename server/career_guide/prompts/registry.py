"""Prompts: which there are, and what one says for given arguments.

Knows nothing of the SDK. Every argument is optional, since some clients pass one word only.
"""

import re
from collections.abc import Mapping

from career_guide.errors import CareerGuideError, UnknownIdError
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.prompts import PromptArgument, PromptTemplate
from career_guide.prompts.quoting import NOTE, folded, quoted

NAME_LIMIT = 60
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
PARAGRAPH = "\n\n"


def prompt(catalog: Catalog, name: str) -> PromptTemplate:
    """The prompt of this name. Raises UnknownIdError."""
    for template in catalog.prompts:
        if template.id == name:
            return template
    raise UnknownIdError("prompt", name, tuple(template.id for template in catalog.prompts))


def render(template: PromptTemplate, arguments: Mapping[str, str]) -> str:
    """The prompt's text; an argument left out or blank reads as its default.

    A value that is one of the argument's choices stands as it is. All others are the person's own
    words: they stand quoted, and a note below says that they are data. Placeholders inside a value
    stay what they are, text. Raises CareerGuideError for an argument the prompt does not have.
    """
    known = {argument.name: argument for argument in template.arguments}
    surplus = [name for name in arguments if name not in known]
    if surplus:
        names = ", ".join(known) or "none"
        raise CareerGuideError(f"unknown argument {surplus[0][:NAME_LIMIT]!r}; possible: {names}.")
    said = {name: folded(arguments.get(name) or "") for name in known}
    values = {name: _value(argument, said[name]) for name, argument in known.items()}
    own_words = {name for name in known if said[name] and values[name] not in known[name].choices}
    return PARAGRAPH.join(
        _filled(part, values, own_words) for part in template.text.split(PARAGRAPH)
    )


def _value(argument: PromptArgument, said: str) -> str:
    if not said:
        return argument.default
    for choice in argument.choices:
        if _same(choice) == _same(said):
            return choice
    return quoted(said)


def _filled(paragraph: str, values: Mapping[str, str], own_words: set[str]) -> str:
    """The paragraph with its placeholders filled, and the note where somebody is quoted."""
    text = PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), paragraph)
    if own_words.isdisjoint(PLACEHOLDER.findall(paragraph)):
        return text
    return f"{text.rstrip()}\n{NOTE}"


def _same(text: str) -> str:
    return re.sub(r"[\s_-]+", "-", text.casefold())
