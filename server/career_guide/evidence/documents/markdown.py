"""Markdown and MDX: headings, fences, tables and what HTML people put into them."""

import re
from dataclasses import dataclass

from career_guide.evidence.documents.draft import (
    LONGEST_ROW,
    Draft,
    plain,
    rows_of,
    without_images,
)
from career_guide.evidence.documents.front_matter import front_matter
from career_guide.evidence.documents.links import find_links

HEADING_LINES = 6
"""How many lines an HTML heading may go on."""

_FENCE = re.compile(
    r"[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+|[0-9]{1,3}[.)][ \t]+)?(`{3,}|~{3,})[ \t]*([^`\n]*)$"
)
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_SETEXT = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
_LIST = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|a|img|br|hr|h[1-6]|b|i|em|strong|sub|sup|table|thead|tbody|tr|td|th|ul|ol|li"
    r"|details|summary|center|picture|source|kbd|code|pre|blockquote|font|video|audio|iframe|dl|dt"
    r"|dd|section|figure|figcaption|small|u|s|del|ins|mark|nav|header|footer|main|article|aside"
    r"|button|svg|path)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_EMPTY_LINK = re.compile(r"\[\s{0,9}\]\([^()\n]{0,2000}\)")
_MDX = re.compile(r"(?:import|export)\b[^\n]*(?:from\b|=|\{|['\"])")


def read_markdown(text: str, *, is_plain: bool = False, is_mdx: bool = False) -> Draft:
    """The draft of a Markdown text; in a plain one, indented lines are no code."""
    rows = rows_of(text)
    pairs, skipped = front_matter(rows)
    rows[:skipped] = [""] * skipped
    draft = Draft(rows, front_matter=pairs)
    _take_code(draft, indented=not is_plain, is_mdx=is_mdx)
    take_inline(draft)
    return draft


def take_inline(draft: Draft, *, is_markdown: bool = True) -> None:
    """Find links, headings and tables in rows that hold no code any more."""
    draft.links, prose = find_links("\n".join(draft.rows), is_markdown=is_markdown)
    draft.rows = prose.split("\n")
    _take_html_headings(draft)
    if is_markdown:
        _take_headings(draft)
        _take_tables(draft)
    _take_markup(draft)


@dataclass
class _Fence:
    mark: str
    language: str
    line: int
    rows: list[str]


def _take_code(draft: Draft, *, indented: bool, is_mdx: bool) -> None:
    """Note code blocks and blank them and comments."""
    fence: _Fence | None = None
    in_comment = in_list = after_blank = False
    block: list[str] = []  # of indented code
    for at, row in enumerate(draft.rows):
        if fence:
            draft.rows[at] = ""
            if _closes(row, fence.mark):
                draft.fence(fence.language, fence.rows, fence.line)
                fence = None
            else:
                fence.rows.append(row)
            continue
        if in_comment or "<!--" in row:
            row, in_comment = _without_comment(row, in_comment)
            draft.rows[at] = row
        stripped = row.strip()
        is_indented = indented and not in_list and row.startswith(("    ", "\t")) and bool(stripped)
        if block and not is_indented and stripped:
            _end_block(draft, block, at)
        if stripped.startswith("<pre") and "</pre" not in stripped:
            fence = _Fence("</pre", "", at + 1, [])
            draft.rows[at] = ""
        elif hit := _opening(row):
            fence = _Fence(hit.group(1), _language(hit.group(2)), at + 1, [])
            draft.rows[at] = ""
        elif is_indented and (after_blank or block):
            block.append(row)
            draft.rows[at] = ""
        elif is_mdx and _MDX.match(row):
            draft.rows[at] = ""
        elif block and not stripped:
            block.append("")
        if stripped:
            in_list = bool(_LIST.match(row)) or (in_list and (row[0] in " \t" or not after_blank))
        after_blank = not stripped
    if fence:
        draft.fence(fence.language, fence.rows, fence.line)
    _end_block(draft, block, len(draft.rows))


def _opening(row: str) -> re.Match[str] | None:
    return _FENCE.match(row) if "```" in row or "~~~" in row else None


def _closes(row: str, mark: str) -> bool:
    if mark == "</pre":
        return mark in row
    bare = row.strip(" \t>")
    return len(bare) >= len(mark) and not bare.strip(mark[0])


def _end_block(draft: Draft, block: list[str], at: int) -> None:
    """Note an indented block that ended before this row."""
    start = at - len(block)
    while block and not block[-1]:
        block.pop()
    if block:
        draft.fence("", [row.removeprefix("    ") for row in block], start + 1)
    block.clear()


def _language(info: str) -> str:
    words = info.strip().strip("{}.").split()
    return words[0].lower().strip("{}.,")[:40] if words else ""


def _without_comment(row: str, in_comment: bool) -> tuple[str, bool]:
    """The row without HTML comments, and whether one goes on behind it."""
    kept = []
    at = 0
    while at < len(row):
        if in_comment:
            end = row.find("-->", at)
            if end < 0:
                break
            at, in_comment = end + 3, False
        else:
            start = row.find("<!--", at)
            if start < 0:
                kept.append(row[at:])
                break
            kept.append(row[at:start])
            at, in_comment = start + 4, True
    return "".join(kept), in_comment


def _take_html_headings(draft: Draft) -> None:
    for at, row in enumerate(draft.rows):
        hit = _HTML_HEADING.search(row) if "<h" in row or "<H" in row else None
        if not hit:
            continue
        end_tag = f"</h{hit.group(1)}"
        inner = [row[hit.end() :]]
        for last in range(at, min(at + HEADING_LINES, len(draft.rows))):
            if last > at:
                inner.append(draft.rows[last])
            if end_tag in inner[-1].lower():
                inner[-1] = inner[-1][: inner[-1].lower().index(end_tag)]
                if title := plain(" ".join(inner)):
                    draft.heading(title, int(hit.group(1)), at + 1, last + 1)
                break


def _take_headings(draft: Draft) -> None:
    rows = draft.rows
    for at, row in enumerate(rows):
        if row.lstrip(" ").startswith("#") and (hit := _ATX.match(row)):
            title = (hit.group(2) or "").rstrip().rstrip("#").rstrip()
            draft.heading(title, len(hit.group(1)), at + 1)
        elif at and row.lstrip(" ")[:1] in ("=", "-") and (hit := _SETEXT.match(row)):
            title = rows[at - 1].strip()
            alone = at < 2 or not rows[at - 2].strip()
            if alone and title and title[0] not in "-*+>|#" and "|" not in title:
                draft.heading(title, 1 if hit.group(1)[0] == "=" else 2, at, at + 1)


def _take_tables(draft: Draft) -> None:
    rows = draft.rows
    at = 1
    while at < len(rows):
        if not _is_rule(rows[at]) or "|" not in rows[at - 1]:
            at += 1
            continue
        end = at + 1
        while end < len(rows) and "|" in rows[end] and rows[end].strip():
            end += 1
        draft.table(_split(rows[at - 1]), [_split(row) for row in rows[at + 1 : end]], at)
        at = end


def _is_rule(row: str) -> bool:
    return "-" in row and "|" in row and not row.strip().strip("|:- \t")


def _split(row: str) -> list[str]:
    bare = row.strip().removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    parts = bare.replace("\\|", "\0").split("|")
    return [part.replace("\0", "|") for part in parts]


def _take_markup(draft: Draft) -> None:
    """Take images and tags off the prose; its lines stay."""
    for at, row in enumerate(draft.rows):
        if "![" in row:
            row = _EMPTY_LINK.sub("", without_images(row))
        if "<" in row:
            row = _TAG.sub("", row)
        draft.rows[at] = row[:LONGEST_ROW]
