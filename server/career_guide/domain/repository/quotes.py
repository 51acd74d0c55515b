"""Whether a quote of the caller's stands in the files, and where it really stands."""

import re
from dataclasses import dataclass
from itertools import accumulate

from career_guide.models.repository.snapshot import Snapshot

CITED = re.compile(
    r"^\s*`?([\w@./ +-]{1,200}\.[A-Za-z0-9]{1,12}|[\w./-]{1,200})`?"
    r"(?::(\d{1,7}))?\s*[:–—-]\s+(?=\S)"
)
LEAST = 12
NEAR_LINES = 3


@dataclass(frozen=True)
class Quote:
    """Where a quote stands; `file` None where it stands nowhere.

    `is_where_said` is False when another file or line was cited than the one it stands in; `text`
    is the quote without the place that it cites.
    """

    file: str | None
    line: int | None
    is_where_said: bool
    text: str


def locate(repo: Snapshot, quote: str) -> Quote:
    """Look a quote up in every file that was read; `path:line: text` cites its place.

    White space is folded; the file that is cited is searched first, then the readme, then the
    others in the order of their paths.
    """
    path, line, text = _cited(repo, quote)
    wanted = _fold(text)
    if len(wanted) < LEAST:
        return Quote(None, None, False, text)
    readme = repo.readme
    first = [repo.by_path[path]] if path else []
    first += [readme] if readme else []
    for file in (*first, *repo.files):
        if file.text is None:
            continue
        at = _line_of(file.text, wanted)
        if at is not None:
            near = line is None or abs(line - at) <= NEAR_LINES
            return Quote(file.path, at, near and path in (None, file.path), text)
    return Quote(None, None, False, text)


def _cited(repo: Snapshot, quote: str) -> tuple[str | None, int | None, str]:
    found = CITED.match(quote)
    if found and found[1] in repo.by_path:
        return found[1], int(found[2]) if found[2] else None, quote[found.end() :]
    return None, None, quote


def _line_of(text: str, wanted: str) -> int | None:
    """The line where the folded text starts, or None; a quote may span lines."""
    at = _fold(text).find(wanted)
    if at < 0:
        return None
    folded = (_fold(line) for line in text.split("\n"))
    ends = accumulate(len(line) + bool(line) for line in folded)
    return next(number for number, end in enumerate(ends, start=1) if end > at)


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
