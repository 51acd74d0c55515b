"""Why something that was not seen may still be there: what could not be looked at."""

from career_guide.models.repository.snapshot import Snapshot

MOST = 0.3
"""Share of source files without a parser from which absence is no longer known."""


def unseen_code(repo: Snapshot) -> str | None:
    """Why code may have been missed, as the end of a sentence; None when all of it was read."""
    if repo.is_truncated:
        return "a cap cut the reading short."
    code = [file for file in repo.files if file.language and file.kind != "vendored"]
    lost = [file for file in code if file.text is None]
    if lost and len(lost) >= MOST * len(code):
        return f"{len(lost)} of {len(code)} source files could not be read."
    unparsed = [file for file in code if file.code is None or not file.code.is_parsed]
    if code and len(unparsed) > MOST * len(code):
        return f"{len(unparsed)} of {len(code)} source files could not be parsed."
    return None


def unseen_data(repo: Snapshot) -> str | None:
    """Why data or results may have been missed, as the end of a sentence."""
    if repo.is_truncated:
        return "a cap cut the reading short."
    kinds = ("data", "eval", "notebook", "docs")
    lost = [
        file
        for file in repo.of_kind(*kinds)
        if file.unread in ("missing", "too_large", "over_cap") and file.kind in ("eval", "notebook")
    ]
    if lost:
        return f"{len(lost)} files that may hold them could not be read."
    return None
