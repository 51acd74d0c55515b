"""Headers of loops and conditions in code, where parsed facts do not hold them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.domain.repository.live import Live
from career_guide.domain.repository.searching import Spot
from career_guide.models.repository.files import File

LINE_LIMIT = 400
_HEADER = re.compile(
    r"^[ \t]*(?:\}[ \t]*)?(?:else[ \t]+|async[ \t]+)?(for|while|if|elif)\b(?=[ \t(])(.*)$"
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`")


@dataclass(frozen=True, slots=True, eq=False)
class Header:
    """The first line of a loop or condition, without the texts in it."""

    file: File
    line: int
    is_loop: bool
    text: str

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return Spot(self.file, self.line)


def headers(code: Live) -> Iterator[Header]:
    """Every one that stands in code that is in use; notebooks hold none that can be told."""
    for file in code.files:
        if file.kind == "notebook":
            continue
        dead = code.dead[file.path]
        for number, line in enumerate(code.lines[file.path], start=1):
            if len(line) > LINE_LIMIT or number in dead:
                continue
            found = _HEADER.match(line)
            if found and _is_code(found[2]):
                yield Header(file, number, found[1] in ("for", "while"), _bare(found[2]))


def _bare(text: str) -> str:
    """Without texts and what follows a comment sign, so that words in them do not count."""
    text = _QUOTED.sub('""', text)
    return text.partition(" #")[0].partition("//")[0]


def _is_code(text: str) -> bool:
    """Whether it ends like a header, not like a sentence of prose."""
    end = text.partition(" #")[0].partition(" //")[0].rstrip()
    return end.endswith((":", "{", "(", ")", ";", "[", "and", "or", "&&", "||", ",")) or (
        ": " in end or ") " in end
    )
