"""Finding quotes in the text that a caller sent along; it is read here and kept nowhere."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from career_guide.domain.portfolio.goals import is_undone_behind
from career_guide.domain.portfolio.statements import Drop, Wording, undone_before
from career_guide.domain.portfolio.text import fold

Whereabouts = Literal["found", "not_found"] | Drop

ELLIPSIS = re.compile(r"\s*(?:\[\.{3}\]|\(\.{3}\)|\.{3})\s*")
PART = 15
OCCURRENCES = 40
LOOKED_AT = 1000
CONTEXT = 400
HEADING = re.compile(r"\s{0,3}(?:(#{1,6})\s|\*\*[^*]+\*\*:?\s*$)")
BOLD_LEVEL = 7
BLOCK = re.compile(r"\s*(?:[-*+>|]|#{1,6}|\d+[.)])\s")
UNCHECKED = re.compile(r"\s*[-*+]?\s*\[ \]")
AHEAD = re.compile(
    r"\b(?:road ?map|to ?-?dos?|future (?:work|plans?|improvements?|features?|ideas|directions?)"
    r"|planned|next steps?|coming soon|not (?:yet )?(?:done|implemented)|backlog|wish ?list"
    r"|upcoming|what(?:'s| is) (?:next|missing))\b|^future$"
)
LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
BARE_HEADING_WORDS = 4
UNDERLINE = re.compile(r"\s{0,3}(?:(=+)|-{2,})\s*$")
SENTENCE_END = re.compile(r"[.!?;]\s|,?\s(?:but|however)(?=[\s,])")


@dataclass(frozen=True)
class _Line:
    start: int
    begins_block: bool
    is_ahead: bool


class Source:
    """A README or post, folded once, with what its lines say about themselves."""

    def __init__(self, text: str) -> None:
        """Folds the text; HTML comments are left out, since no reader sees them."""
        pieces: list[str] = []
        lines: list[_Line] = []
        position, after_blank, fenced = 0, True, False
        ahead_level = 0  # of the heading whose section speaks of plans; 0 outside one
        in_ahead_list = False  # of a bare line such as "Roadmap:"
        raws = _without_comments(text).split("\n")
        for raw, following in zip(raws, _next_lines(raws), strict=True):
            if raw.lstrip().startswith("```"):
                fenced = not fenced
            level = 0 if fenced else _heading_level(raw, following)
            folded = fold(raw) if raw.strip() else ""
            if not folded:
                after_blank = True
                continue
            is_item = LIST_ITEM.match(raw) is not None
            opens_list = not is_item and LIST_ITEM.match(following) is not None
            if level:
                in_ahead_list = False
                if not ahead_level or level <= ahead_level:
                    ahead_level = level if AHEAD.search(folded) else 0
            elif opens_list and not raw[0].isspace() and not fenced:
                few = len(folded.split()) <= BARE_HEADING_WORDS
                in_ahead_list = few and AHEAD.search(folded.rstrip(":. ")) is not None
            elif after_blank and not is_item and not raw[0].isspace():
                in_ahead_list = False
            begins = after_blank or level > 0 or BLOCK.match(raw) is not None
            is_ahead = ahead_level > 0 or in_ahead_list or UNCHECKED.match(raw) is not None
            lines.append(_Line(position, begins, is_ahead))
            pieces.append(folded)
            position += len(folded) + 1
            after_blank = level > 0
        self._text = " ".join(pieces)
        self._lines = lines
        self._starts = [line.start for line in lines]

    def locate(self, quote: str, wording: Wording) -> Whereabouts:
        """Whether the quote stands in the text, and as something done.

        White space, case, quotation marks and Markdown marks are folded. Parts joined by "…" are
        looked up one by one, each of 15 characters or more, in their order. One occurrence that
        is neither planned nor negated is enough.
        """
        folded = fold(quote)
        if (whole := self._best(folded, wording)) != "not_found":
            return whole
        parts = [part for part in ELLIPSIS.split(folded) if part]
        if len(parts) < 2 or min(map(len, parts)) < PART:
            return "not_found"
        start = 0
        for part in parts:
            at = next(self._places(part, start), None)
            if at is None:
                return "not_found"
            start = at + len(part)
        verdicts = [self._best(part, wording) for part in parts]
        return next((verdict for verdict in verdicts if verdict != "found"), "found")

    def _best(self, folded: str, wording: Wording) -> Whereabouts:
        verdict: Whereabouts = "not_found"
        for at in islice(self._places(folded, 0), OCCURRENCES):
            verdict = self._at(at, folded, wording)
            if verdict == "found":
                break
        return verdict

    def _places(self, folded: str, start: int) -> Iterator[int]:
        """Where the folded text stands as whole words: "tested" is not in "untested"."""
        at = self._text.find(folded, start) if folded else -1
        for _ in range(LOOKED_AT):
            if at < 0:
                break
            end = at + len(folded)
            cuts_start = self._text[at - 1 : at].isalnum() and folded[0].isalnum()
            cuts_end = self._text[end : end + 1].isalnum() and folded[-1].isalnum()
            if not cuts_start and not cuts_end:
                yield at
            at = self._text.find(folded, at + 1)

    def _at(self, at: int, folded: str, wording: Wording) -> Whereabouts:
        row = bisect_right(self._starts, at) - 1
        if self._lines[row].is_ahead:
            return "planned"
        nearest = max(at - CONTEXT, 0)
        while self._starts[row] > nearest and not self._lines[row].begins_block:
            row -= 1
        begin = max(self._starts[row], nearest)
        ends = [hit.end() for hit in SENTENCE_END.finditer(self._text, begin, at)]
        begin = ends[-1] if ends else begin
        context = self._text[begin : at + len(folded)]
        undone = undone_before(context, wording, at - begin)
        if undone is None and is_undone_behind(self._rest(at + len(folded))):
            return "planned"
        return undone or "found"

    def _rest(self, start: int) -> str:
        """What stands behind a place in its sentence, within its block."""
        row = bisect_right(self._starts, start - 1)
        while row < len(self._lines) and not self._lines[row].begins_block:
            row += 1
        end = self._starts[row] if row < len(self._lines) else len(self._text)
        rest = self._text[start : min(end, start + CONTEXT)]
        stop = SENTENCE_END.search(f"{rest} ")
        return rest[: stop.start()] if stop else rest


def _heading_level(raw: str, following: str) -> int:
    """Level of the heading that a line is, with marks or underlined; 0 for any other line."""
    if heading := HEADING.match(raw):
        return len(heading[1] or "") or BOLD_LEVEL
    underline = None if BLOCK.match(raw) or UNDERLINE.match(raw) else UNDERLINE.match(following)
    if underline is None:
        return 0
    return 1 if underline[1] else 2


def _next_lines(raws: list[str]) -> list[str]:
    """For every line, the next one that is not blank; an underline only right below."""
    found: list[str] = []
    upcoming, directly = "", ""
    for raw in reversed(raws):
        is_underline = UNDERLINE.match(upcoming) is not None
        found.append(directly if is_underline else upcoming)
        upcoming, directly = (raw, raw) if raw.strip() else (upcoming, "")
    return found[::-1]


def _without_comments(text: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        kept.append(text[position:start])
        position = end + 3
    return "".join(kept) + text[position:]
