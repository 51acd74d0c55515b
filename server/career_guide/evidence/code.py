"""Facts of one source file, by its language."""

from career_guide.models.repository.code import Code, Language


def parse_code(text: str, language: Language, path: str) -> Code:
    """The facts of this file; nothing is read of a language without a parser."""
    return Code(language, is_parsed=False)
