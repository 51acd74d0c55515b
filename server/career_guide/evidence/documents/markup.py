"""HTML pages: what is shown of them, read like the HTML inside Markdown."""

import html
import re

from career_guide.evidence.documents.draft import Draft, plain, rows_of
from career_guide.evidence.documents.markdown import take_inline

_HIDDEN = re.compile(r"<(!--|(?:script|style|noscript|template|svg)\b)", re.IGNORECASE)
_END = {
    "!--": re.compile("-->"),
    **{
        name: re.compile(f"</{name}\\s{{0,9}}>", re.IGNORECASE)
        for name in ("script", "style", "noscript", "template", "svg")
    },
}
_NOT_NEWLINE = re.compile(r"[^\n]+")
_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{0,400})</title", re.IGNORECASE)
_META = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_NAME = re.compile(
    r"\b(?:name|property)\s?=\s?[\"'](description|author|og:url|og:title)[\"']", re.I
)
_CONTENT = re.compile(r"\bcontent\s?=\s?[\"']([^\"']{0,400})[\"']", re.I)
_CANONICAL = re.compile(r"<link\b[^<>]{0,400}rel=[\"']canonical[\"'][^<>]{0,600}>", re.IGNORECASE)
_HREF = re.compile(r"href=[\"']([^\"']{1,400})[\"']", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,4000}>")
_HEAD = 40_000


def read_html(text: str) -> Draft:
    """The draft of an HTML page; its title and description stand as front matter."""
    head = text[:_HEAD]
    pairs = []
    if hit := _TITLE.search(head):
        pairs.append(("title", plain(html.unescape(hit.group(1)))))
    for meta in _META.findall(head):
        name, content = _NAME.search(meta), _CONTENT.search(meta)
        if name and content:
            pairs.append((name.group(1).lower(), html.unescape(content.group(1)).strip()))
    if (link := _CANONICAL.search(head)) and (hit := _HREF.search(link.group())):
        pairs.append(("canonical", hit.group(1)))
    draft = Draft(rows_of(_shown(text)), front_matter=tuple(pairs))
    _take_code(draft)
    take_inline(draft, is_markdown=False)
    draft.rows = [_bare(row) for row in draft.rows]
    return draft


def _shown(text: str) -> str:
    """The text with comments, scripts and styles blanked; its lines stay."""
    parts = []
    before = 0
    while hit := _HIDDEN.search(text, before):
        name = hit.group(1)
        end = _END[name.lower()].search(text, hit.end())
        stop = end.end() if end else len(text)
        parts += [text[before : hit.start()], _NOT_NEWLINE.sub("", text[hit.start() : stop])]
        before = stop
    return "".join([*parts, text[before:]])


def _take_code(draft: Draft) -> None:
    """Note `<pre>` blocks and blank them."""
    block: list[str] = []
    start = 0
    for at, row in enumerate(draft.rows):
        lower = row.lower()
        if not start and "<pre" in lower:
            start = at + 1
        if start:
            block.append(html.unescape(_ANY_TAG.sub("", row)).replace("\n", " "))
            draft.rows[at] = ""
            if "</pre" in lower:
                draft.fence("", block, start)
                block, start = [], 0
    if start:
        draft.fence("", block, start)


def _bare(row: str) -> str:
    if "<" in row:
        row = _ANY_TAG.sub(" ", row)
    return html.unescape(row).replace("\n", " ") if "&" in row else row
