"""From the text of a source file to facts, whatever its language."""

import re
from itertools import accumulate, islice

from career_guide.models.repository.code import Code, Language

MOST_CHARACTERS = 1 << 20
MOST_NESTED = 100
"""Brackets inside brackets; no person writes so many."""
MOST_TOKENS = 100_000
"""Some 10,000 lines; a tree takes about 500 bytes and ten microseconds a token."""
COUNTED_FROM = 1 << 16
"""Characters from which tokens are counted."""
_TOKEN = re.compile(r"\w+|[^\w\s]|\n")
_BRACKET = re.compile(r"[(\[{)\]}]")
_QUOTED = re.compile(r"\"[^\"\n]*+\"|'[^'\n]*+'")
_STEP = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


def parse_code(text: str, language: Language, path: str) -> Code:
    """Facts of one source file; never raises, whatever the text.

    `path` tells the dialect (TSX, notebook) and whether tests are collected from the file. A text
    that is too long, nested too deep, or no valid code is not parsed.
    """
    if language == "other" or _is_too_large(text) or _is_nested_too_deep(text):
        return Code(language, False)
    # Parsers are loaded when the first file of their language is met.
    if language == "python":
        from career_guide.evidence import code_python

        return code_python.parse(text, path)
    if language == "go":
        from career_guide.evidence import code_go

        return code_go.parse(text, path)
    from career_guide.evidence import code_script

    return code_script.parse(text, language, path)


def _is_too_large(text: str) -> bool:
    if len(text) <= COUNTED_FROM:
        return False
    return len(text) > MOST_CHARACTERS or any(islice(_TOKEN.finditer(text), MOST_TOKENS, None))


def _is_nested_too_deep(text: str) -> bool:
    """Counts brackets in comments too, and in texts only where they close again."""
    return _depth(text) > MOST_NESTED and _depth(_QUOTED.sub("", text)) > MOST_NESTED


def _depth(text: str) -> int:
    return max(accumulate(map(_STEP.__getitem__, _BRACKET.findall(text))), default=0)
