"""Links and images of Markdown and HTML text, found in one pass over its brackets and tags."""

import re
from dataclasses import dataclass, field

from career_guide.evidence.documents.draft import plain
from career_guide.evidence.lines import Lines
from career_guide.models.repository.files import Link

MOST_LINKS = 2_000
LONGEST_LABEL = 600
DEEPEST = 8
LONGEST_TARGET = 2_000

_TOKEN = re.compile(
    r"(?P<open>!?\[)|(?P<close>\])|(?P<image><img\b[^<>]{0,4000}>)"
    r"|(?P<anchor><a\b[^<>]{0,4000}>)|(?P<end></a\s{0,9}>)"
    r"|(?P<address>https?://[^\s<>\"'`\\\[\]{}|^]{3,2000})",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\(\s{0,20}+(?:<([^<>\n]{0,2000})>|((?:[^\s()<>]|\([^\s()]{0,500}\)){0,2000}+))"
    r"(?:\s{1,20}+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?\s{0,20}+\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{0,300})\]")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]\n]{1,300})\]:[ \t]{0,20}+<?([^\s<>]{1,2000})>?[^\n]*", re.MULTILINE
)
_CODE = re.compile(r"``(?:[^`\n]|`(?!`)){1,500}``|`[^`\n]{1,500}`")
_ATTRIBUTE = re.compile(
    r"\b(href|src|alt)\s{0,9}=\s{0,9}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'>]{1,2000}))",
    re.IGNORECASE,
)
_OTHER_TAG = re.compile(r"(?<!\()<(?!/?a\b|img\b|https?:)[A-Za-z][^<>]{0,4000}>", re.IGNORECASE)
"""Tags whose addresses are no links of the text: of pictures' sources, styles, frames."""
_INNER_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,300}\])?")
_INNER_TAG = re.compile(r"<img\b[^<>]{0,4000}>", re.IGNORECASE)
_NOT_NEWLINE = re.compile(r"[^\n]")
_ALT = 300


@dataclass
class _Open:
    """A bracket or an `<a>` whose end has not been seen."""

    start: int
    inner: int
    is_image: bool = False
    target: str = ""


@dataclass
class _Search:
    text: str
    masked: str
    definitions: dict[str, str]
    found: list[tuple[int, Link]] = field(default_factory=list)

    def add(self, at: int, label: str, target: str, *, is_image: bool = False) -> None:
        if target:
            self.found.append((at, Link(label, target[:LONGEST_TARGET], 0, is_image)))


def find_links(text: str, *, is_markdown: bool = True) -> tuple[tuple[Link, ...], str]:
    """Links in the order of the text, and the text with link definitions blanked.

    Lines of code must be blank already. A bare address has the label "".
    """
    definitions: dict[str, str] = {}
    if is_markdown and "]:" in text:
        for hit in _DEFINITION.finditer(text):
            definitions.setdefault(_key(hit.group(1)), hit.group(2))
        text = _DEFINITION.sub(_blank, text)
    masked = _CODE.sub(_blank, text) if "`" in text else text
    search = _Search(text, _OTHER_TAG.sub(_blank, masked) if "<" in text else masked, definitions)
    _run(search)
    search.found.sort(key=lambda one: one[0])
    lines = Lines(text)
    links = tuple(
        Link(link.label, link.target, lines.at(at), link.is_image)
        for at, link in search.found[:MOST_LINKS]
    )
    return links, text


def _run(search: _Search) -> None:
    brackets: list[_Open] = []
    anchor: _Open | None = None
    at = 0
    while len(search.found) < MOST_LINKS and (hit := _TOKEN.search(search.masked, at)):
        at = hit.end()
        match hit.lastgroup:
            case "open":
                brackets.append(_Open(hit.start(), hit.end(), is_image=hit.group() == "!["))
                del brackets[:-DEEPEST]
            case "close" if brackets:
                at = _close(search, brackets.pop(), hit.end())
            case "image":
                found = _attributes(hit.group())
                search.add(
                    hit.start(), plain(found.get("alt", "")), found.get("src", ""), is_image=True
                )
            case "anchor":
                anchor = _Open(
                    hit.start(), hit.end(), target=_attributes(hit.group()).get("href", "")
                )
            case "end" if anchor:
                label = _label(search.text[anchor.inner : hit.start()][:LONGEST_LABEL])
                search.add(anchor.start, label, anchor.target)
                anchor = None
            case "address":
                search.add(hit.start(), "", _trimmed(hit.group()))
            case _:
                pass


def _close(search: _Search, opened: _Open, after: int) -> int:
    """Take a pair of brackets as a link where a target follows; where to go on."""
    label = search.text[opened.inner : after - 1]
    if len(label) > LONGEST_LABEL:
        return after
    following = search.masked[after : after + 1]
    if following == "(" and (hit := _TARGET.match(search.masked, after)):
        target = hit.group(1) if hit.group(1) is not None else hit.group(2)
    elif following == "[" and (hit := _REFERENCE.match(search.masked, after)):
        target = search.definitions.get(_key(hit.group(1) or label), "")
    else:
        hit = None
        target = search.definitions.get(_key(label), "") if search.definitions else ""
    if target:
        while search.found and search.found[-1][0] > opened.start and not search.found[-1][1].label:
            search.found.pop()  # the address that is the label of this link
        text = plain(label) if opened.is_image else _label(label)
        search.add(opened.start, text, target, is_image=opened.is_image)
    return hit.end() if hit and target else after


def _label(text: str) -> str:
    """The label of a link; an image in it leaves its alternative text."""
    if "![" in text:
        text = _INNER_IMAGE.sub(r" \1 ", text)
    if "<" in text:
        text = _INNER_TAG.sub(lambda tag: f" {_attributes(tag.group()).get('alt', '')} ", text)
    return plain(text)[:_ALT]


def _attributes(tag: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for hit in _ATTRIBUTE.finditer(tag):
        value = hit.group(2) or hit.group(3) or hit.group(4) or ""
        found.setdefault(hit.group(1).lower(), value.strip())
    return found


def _trimmed(address: str) -> str:
    """A bare address without the punctuation of the sentence around it."""
    address = address.rstrip(".,;:!?*_~")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?*_~")
    return address


def _key(label: str) -> str:
    return " ".join(label.lower().split())


def _blank(hit: re.Match[str]) -> str:
    return _NOT_NEWLINE.sub(" ", hit.group())
