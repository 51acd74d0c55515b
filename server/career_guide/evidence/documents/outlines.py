"""Org and AsciiDoc: their headings, code blocks, links and tables."""

import re

from career_guide.evidence.documents.draft import Draft, rows_of
from career_guide.evidence.documents.links import MOST_LINKS, find_links
from career_guide.models.repository.files import Link

_ORG_HEADING = re.compile(r"(\*{1,8})[ \t]+(.*)")
_ORG_BEGIN = re.compile(
    r"[ \t]*#\+begin_(src|example|comment|quote)\b[ \t]*(\S{0,40})", re.IGNORECASE
)
_ORG_KEY = re.compile(r"#\+([A-Za-z_]{1,40}):[ \t]*(.*)")
_ORG_LINK = re.compile(r"\[\[([^\[\]\n]{1,2000})\](?:\[([^\[\]\n]{0,300})\])?\]")
_ADOC_HEADING = re.compile(r"(={1,6})[ \t]+(.*)")
_ADOC_CODE = re.compile(r"\[(?:source|listing)(?:%\w+)?,?[ \t]*([A-Za-z0-9+#-]{0,40})")
_ADOC_LINK = re.compile(
    r"(image::?|link:)?((?:https?://|(?<=link:)|(?<=image:)|(?<=image::))[^\s\[\]<>\"]{1,2000})"
    r"\[([^\[\]\n]{0,300})\]"
)
_ADOC_ATTRIBUTE = re.compile(r":([a-z][a-z0-9-]{0,40}):[ \t]*(.*)")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")


def read_org(text: str) -> Draft:
    """The draft of an Org document."""
    draft = Draft(rows_of(text))
    rows = draft.rows
    block: tuple[str, str, int, list[str]] | None = None
    keys: list[tuple[str, str]] = []
    for at, row in enumerate(rows):
        if block:
            rows[at] = ""
            if row.strip().lower().startswith(f"#+end_{block[0]}"):
                if block[0] in ("src", "example"):
                    draft.fence(block[1], block[3], block[2])
                block = None
            else:
                block[3].append(row)
        elif hit := _ORG_BEGIN.match(row):
            if hit.group(1).lower() != "quote":
                block = (hit.group(1).lower(), hit.group(2).lower(), at + 1, [])
            rows[at] = ""
        elif row.startswith("#"):
            if hit := _ORG_KEY.match(row):
                keys.append((hit.group(1).lower(), hit.group(2).strip()))
            rows[at] = ""
        elif row.startswith("*") and (hit := _ORG_HEADING.match(row)):
            draft.heading(hit.group(2), len(hit.group(1)), at + 1)
    if block and block[0] != "comment":
        draft.fence(block[1], block[3], block[2])
    draft.front_matter = tuple(keys[:50])
    _take_bar_tables(draft)
    links = []
    for line, row in enumerate(rows, 1):
        for hit in _ORG_LINK.finditer(row) if "[[" in row else ():
            target = hit.group(1).removeprefix("file:")
            is_image = not hit.group(2) and target.lower().endswith(_PICTURES)
            links.append(Link((hit.group(2) or "").strip(), target, line, is_image))
        if "[[" in row:
            rows[line - 1] = _ORG_LINK.sub(lambda hit: hit.group(2) or "", row)
    return _with_bare_links(draft, links)


def read_asciidoc(text: str) -> Draft:
    """The draft of an AsciiDoc document."""
    draft = Draft(rows_of(text))
    rows = draft.rows
    fence: tuple[str, str, int, list[str]] | None = None
    language = ""
    keys: list[tuple[str, str]] = []
    for at, row in enumerate(rows):
        bare = row.rstrip()
        if fence:
            rows[at] = ""
            if bare == fence[0]:
                if fence[0] != "////":
                    draft.fence(fence[1], fence[3], fence[2])
                fence = None
            else:
                fence[3].append(row)
        elif bare in ("----", "....", "////", "```"):
            fence = (bare, language, at + 1, [])
            rows[at] = language = ""
        elif bare.startswith("//"):
            rows[at] = ""
        elif hit := _ADOC_CODE.match(bare):
            language = hit.group(1).lower()
            rows[at] = ""
        elif hit := _ADOC_HEADING.match(bare):
            draft.heading(hit.group(2), len(hit.group(1)), at + 1)
        elif hit := _ADOC_ATTRIBUTE.match(bare):
            keys.append((hit.group(1), hit.group(2).strip()))
            rows[at] = ""
    draft.front_matter = tuple(keys[:50])
    links = []
    for line, row in enumerate(rows, 1):
        for hit in _ADOC_LINK.finditer(row) if "[" in row else ():
            is_image = (hit.group(1) or "").startswith("image")
            links.append(
                Link(hit.group(3).split(",")[0].strip('" ^'), hit.group(2), line, is_image)
            )
        if "[" in row:
            rows[line - 1] = _ADOC_LINK.sub(r"\3", row)
    return _with_bare_links(draft, links)


def _take_bar_tables(draft: Draft) -> None:
    rows = draft.rows
    at = 0
    while at < len(rows):
        start = at
        table = []
        while at < len(rows) and rows[at].lstrip().startswith("|"):
            bare = rows[at].strip()
            if bare.strip("|-+ "):
                table.append(bare.strip("|").split("|"))
            at += 1
        if table:
            draft.table(table[0], table[1:], start + 1)
        at += 1


def _with_bare_links(draft: Draft, links: list[Link]) -> Draft:
    found, _ = find_links("\n".join(draft.rows), is_markdown=False)
    draft.links = tuple(sorted([*links, *found], key=lambda link: link.line)[:MOST_LINKS])
    return draft
