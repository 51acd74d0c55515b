"""Python of today in the syntax of 3.11, so that what can be read does not depend on who reads."""

import re

_TOKEN = re.compile(r"#[^\n]*|(?i:\b([rbuft]{1,2}))?(\"\"\"|'''|\"|')")
_GENERIC = re.compile(r"^([ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+\w+)\[", re.MULTILINE)
_ALIAS = re.compile(r"^([ \t]*)type[ \t]+(\w+)(?=[ \t]*[\[=])", re.MULTILINE)
_ALIAS_GENERIC = re.compile(r"^([ \t]*\w+)\[(?=[^\n]*\][ \t]*=[^=])", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]]")
MOST_PARAMETERS = 1000
MOST_NESTED = 8


def older(text: str) -> str:
    """The text with type parameters left out and nested quotes of f-strings spread apart.

    Lines stay lines. What cannot be rewritten is left as it is.
    """
    aliases = {found[2] for found in _ALIAS.finditer(text)}
    text = _ALIAS.sub(r"\1\2", text)
    text = _without_parameters(text, _GENERIC, None)
    text = _without_parameters(text, _ALIAS_GENERIC, aliases)
    return _spread(text)


def _without_parameters(text: str, pattern: re.Pattern[str], names: set[str] | None) -> str:
    """Leaves out the brackets that follow what the pattern finds, for these names."""
    parts: list[str] = []
    done = 0
    for found in pattern.finditer(text):
        if found.start() < done or (names is not None and found[1].strip() not in names):
            continue
        depth = 0
        for bracket in _BRACKET.finditer(text, found.end() - 1, found.end() + MOST_PARAMETERS):
            depth += 1 if bracket[0] == "[" else -1
            if depth == 0:
                left_out = text[found.end() : bracket.start()]
                parts += [text[done : found.end() - 1], "\\\n" * left_out.count("\n")]
                done = bracket.end()
                break
    return "".join([*parts, text[done:]])


def _spread(text: str) -> str:
    """Gives triple quotes to each f-string that holds its own quote or a line end in a field."""
    parts: list[str] = []
    done = at = 0
    while found := _TOKEN.search(text, at):
        prefix, quote = (found[1] or "").lower(), found[2]
        if not quote:
            at = found.end()
            continue
        fields: list[tuple[int, int]] = []
        at = _string_end(text, found.end(), quote, "f" in prefix or "t" in prefix, fields, 0)
        if at < 0:
            return "".join([*parts, text[done:]])
        inside = "".join(text[start:end] for start, end in fields)
        if not any(mark in inside for mark in (quote, "\\", "\n")):
            continue
        body, last = "", found.end()
        for start, end in fields:
            body += text[last:start] + text[start:end].replace("\\", "")
            last = end
        body += text[last : at - len(quote)]
        wide = quote if len(quote) == 3 else quote * 3
        parts += [text[done : found.end() - len(quote)], wide, body, wide]
        done = at
    return "".join([*parts, text[done:]])


def _string_end(
    text: str, at: int, quote: str, is_format: bool, fields: list[tuple[int, int]], depth: int
) -> int:
    """Where a string ends that starts here, -1 for nowhere; adds the fields of a format."""
    if depth > MOST_NESTED:
        return -1
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text.startswith(quote, at):
            return at + len(quote)
        elif text[at] == "\n" and len(quote) == 1:
            return -1
        elif is_format and text.startswith("{{", at):
            at += 2
        elif is_format and text[at] == "{":
            start = at + 1
            at = _field_end(text, start, quote, depth)
            if at < 0:
                return -1
            fields.append((start, at - 1))
        else:
            at += 1
    return -1


def _field_end(text: str, at: int, quote: str, depth: int) -> int:
    """Where a field ends that starts here, after its brace; -1 for nowhere."""
    level = 0
    while at < len(text):
        mark = text[at]
        if mark in "\"'":
            inner = mark * 3 if text.startswith(mark * 3, at) else mark
            before = text[max(0, at - 2) : at].lower()
            is_format = before[-1:] in ("f", "t") or before in ("fr", "tr")
            at = _string_end(text, at + len(inner), inner, is_format, [], depth + 1)
            if at < 0:
                return -1
            continue
        if mark in "([{":
            level += 1
        elif mark in ")]}":
            if level == 0:
                return at + 1 if mark == "}" else -1
            level -= 1
        elif mark == ":" and level == 0 and text[at + 1 : at + 2] != "=":
            return _string_end(text, at + 1, "}", True, [], depth + 1)
        at += 1
    return -1
