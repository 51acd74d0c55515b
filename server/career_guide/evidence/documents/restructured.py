"""reStructuredText: underlined titles, directives, literal blocks, its links and grid tables."""

import re

from career_guide.evidence.documents.draft import Draft, rows_of
from career_guide.evidence.documents.links import MOST_LINKS, find_links
from career_guide.models.repository.files import Link

_DIRECTIVE = re.compile(
    r"([ \t]*)\.\.[ \t]+(?:\|([^|\n]{1,100})\|[ \t]+)?([A-Za-z][A-Za-z0-9_:+.-]*)::[ \t]*(.*)"
)
_TARGET = re.compile(
    r"[ \t]*\.\.[ \t]+_(`[^`\n]{1,200}`|[^:\n`]{1,200}):[ \t]*(\S{1,2000})?[ \t]*$"
)
_LINK = re.compile(r"`([^`<>\n]{0,300}?)\s{0,9}<([^<>`\s]{1,2000})>`__?")
_NAMED = re.compile(
    r"`([^`<>\n]{1,200})`__?(?![A-Za-z0-9_])|\b([A-Za-z0-9][A-Za-z0-9-]{0,100})_(?![A-Za-z0-9_])"
)
_OPTION = re.compile(r"[ \t]+:([a-z-]{1,40}):[ \t]*(.*)")
_CODE = frozenset(
    ("code-block", "code", "sourcecode", "literalinclude", "parsed-literal", "highlight")
)
_MARKS = frozenset("=-`:'\"~^_*+#<>.!$%&(),/;?@[\\]{|}")


def read_restructured(text: str) -> Draft:
    """The draft of a reStructuredText document."""
    draft = Draft(rows_of(text))
    links = _take_blocks(draft)
    _take_titles(draft)
    _take_tables(draft)
    links += _take_links(draft)
    found, _ = find_links("\n".join(draft.rows), is_markdown=False)
    known = {(link.target, link.line) for link in links}
    links += [link for link in found if (link.target, link.line) not in known]
    draft.links = tuple(sorted(links, key=lambda link: link.line)[:MOST_LINKS])
    return draft


def _take_blocks(draft: Draft) -> list[Link]:
    """Note code and images; blank them and comments. Returns the links of images."""
    rows = draft.rows
    links: list[Link] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        hit = _DIRECTIVE.match(row) if ".." in row else None
        if hit:
            end = _block_end(rows, at, len(hit.group(1)))
            name, argument = hit.group(3).lower(), hit.group(4).strip()
            if name in _CODE:
                _fence(draft, argument.split()[0].lower() if argument else "", at, end)
            elif name in ("image", "figure"):
                links += _image(rows, at, end, argument)
            else:
                rows[at] = argument
                at += 1
                continue
            rows[at:end] = [""] * (end - at)
            at = end
        elif row.lstrip().startswith(".. ") and not _TARGET.match(row):
            end = _block_end(rows, at, len(row) - len(row.lstrip()))
            rows[at:end] = [""] * (end - at)
            at = max(end, at + 1)
        elif row.rstrip().endswith("::"):
            end = _block_end(rows, at, len(row) - len(row.lstrip()))
            if end > at + 1:
                _fence(draft, "", at, end)
                rows[at + 1 : end] = [""] * (end - at - 1)
            rows[at] = row.rstrip()[:-1]
            at = end
        else:
            at += 1
    return links


def _block_end(rows: list[str], at: int, indent: int) -> int:
    """The row behind the indented block that belongs to this row."""
    end = at + 1
    for line in range(at + 1, len(rows)):
        row = rows[line]
        if not row.strip():
            continue
        if len(row) - len(row.lstrip()) <= indent:
            break
        end = line + 1
    return end


def _fence(draft: Draft, language: str, at: int, end: int) -> None:
    body = draft.rows[at + 1 : end]
    while body and (not body[0].strip() or _OPTION.match(body[0])):
        body = body[1:]
    indent = min((len(row) - len(row.lstrip()) for row in body if row.strip()), default=0)
    draft.fence(language, [row[indent:] for row in body], at + 1)


def _image(rows: list[str], at: int, end: int, source: str) -> list[Link]:
    options = {
        hit.group(1): hit.group(2).strip()
        for row in rows[at + 1 : end]
        if (hit := _OPTION.match(row))
    }
    label = options.get("alt", "")[:300]
    links = [Link(label, source[:2000], at + 1, is_image=True)] if source else []
    if target := options.get("target", ""):
        links.append(Link(label, target[:2000], at + 1))
    return links


def _take_titles(draft: Draft) -> None:
    """Underlined lines; a mark's depth is the order in which it first appears."""
    rows = draft.rows
    depths: dict[str, int] = {}
    at = 1
    while at < len(rows):
        title, rule = rows[at - 1].strip(), rows[at].rstrip()
        is_title = _is_rule(rule) and title and not _is_rule(title)
        if is_title and not title.startswith("..") and len(rule) >= min(len(title), 4):
            over = at >= 2 and rows[at - 2].rstrip() == rule
            level = depths.setdefault(rule[0] + ("^" if over else ""), len(depths) + 1)
            draft.heading(title, level, at - 1 if over else at, at + 1)
        at += 1


def _is_rule(row: str) -> bool:
    return len(row) >= 3 and row[0] in _MARKS and not row.strip(row[0])


def _take_tables(draft: Draft) -> None:
    """Grid tables, each of its rows on one line or joined from several."""
    rows = draft.rows
    at = 0
    while at < len(rows):
        if not _is_border(rows[at]):
            at += 1
            continue
        start = at
        table: list[list[str]] = []
        cells: list[str] = []
        while at < len(rows) and rows[at].strip()[:1] in ("+", "|"):
            if _is_border(rows[at]):
                if cells:
                    table.append(cells)
                cells = []
            else:
                parts = rows[at].strip().strip("|").split("|")
                cells = [
                    f"{old} {new.strip()}".strip()
                    for old, new in zip(cells or [""] * len(parts), parts, strict=False)
                ]
            at += 1
        if table:
            draft.table(table[0], table[1:], start + 2)


def _is_border(row: str) -> bool:
    bare = row.strip()
    return bare.startswith(("+-", "+=")) and not bare.strip("+-=")


def _take_links(draft: Draft) -> list[Link]:
    targets: dict[str, str] = {}
    for at, row in enumerate(draft.rows):
        if ".. _" in row and (hit := _TARGET.match(row)):
            targets[hit.group(1).strip("`").lower()] = (hit.group(2) or "").strip("<>")
            draft.rows[at] = ""
    links = []
    for line, row in enumerate(draft.rows, 1):
        if "_" not in row:
            continue
        for hit in _LINK.finditer(row):
            links.append(Link(hit.group(1).strip(), hit.group(2), line))
        for hit in _NAMED.finditer(row):
            name = hit.group(1) or hit.group(2)
            if target := targets.get(name.lower()):
                links.append(Link(name, target, line))
    return links
