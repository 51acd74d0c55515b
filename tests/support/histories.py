"""Git histories in memory, for probes of how a project came about."""

from collections.abc import Iterable, Sequence
from hashlib import sha1

from career_guide.models.repository.snapshot import Commit, History, HistoryState

DAY = 86_400
START = 1_735_725_600
"""1 January 2025, ten o'clock."""


def commit(
    subject: str,
    *,
    day: float = 0,
    committed: float | None = None,
    body: str = "",
    author: int = 0,
    parents: int = 1,
    paths: Sequence[str] = (),
    is_bot: bool = False,
) -> Commit:
    """One commit, so many days after the start by its author's and by its committer's clock."""
    recorded = day if committed is None else committed
    return Commit(
        id=sha1(f"{subject}|{day}|{author}".encode(), usedforsecurity=False).hexdigest(),
        subject=subject,
        body=body,
        author=author,
        authored=int(START + day * DAY),
        committed=int(START + recorded * DAY),
        parents=parents,
        paths=tuple(paths),
        is_bot=is_bot,
    )


def history(oldest_first: Iterable[Commit], state: HistoryState = "complete") -> History:
    """Commits given from the oldest to the newest."""
    return History(state, tuple(oldest_first)[::-1])
