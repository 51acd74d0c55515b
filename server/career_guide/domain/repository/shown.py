"""What of a repository may be shown: cleaned, capped, and without anything that may be a secret."""

import re

from career_guide.domain.portfolio.text import clipped
from career_guide.models.project_score import EvidenceShown
from career_guide.models.repository.finding import SNIPPET_LIMIT, Place
from career_guide.models.tool_input import clean

LINE_LIMIT = 4_000
PATH_LIMIT = 300
COMMITS_SHOWN = 5
ID_LENGTH = 12
WITHHELD = "(line withheld: it may hold a secret)"
SECRET = re.compile(
    r"AKIA[0-9A-Z]{12,}|ASIA[0-9A-Z]{12,}|gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{16,}"
    r"|glpat-[\w-]{16,}|sk-[A-Za-z0-9_-]{16,}|xox[abeoprs]-[\w-]{8,}|AIza[\w-]{20,}|hf_[A-Za-z0-9]{16,}"
    r"|lin_api_\w{8,}|ntn_\w{16,}|secret_\w{16,}|pk_live_\w{8,}|rk_live_\w{8,}|SG\.[\w-]{16,}"
    r"|eyJ[\w-]{8,}\.[\w-]{8,}|-----BEGIN [A-Z ]{0,30}PRIVATE KEY"
    r"|://[^\s/:@]{1,80}:[^\s/@]{3,80}@"
)
ASSIGNED = re.compile(
    r"(?:api[_-]?key|secret|token|passw(?:or)?d|passwd|credential|private[_-]?key)"
    r"[\"']?\s{0,4}[:=]\s{0,4}[\"']?([^\s\"',;]{8,})",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"^[<${(]|^(?:self|this|args|options|opts|cfg|ctx)\.[a-z_.]{1,80}\W{0,4}$"
    r"|environ|getenv|process\.env|settings\.|config\.|your|example|xxx",
    re.I,
)


def may_hold_secret(line: str) -> bool:
    """Whether a line looks like it carries a credential."""
    line = line[:LINE_LIMIT]
    if SECRET.search(line):
        return True
    return any(not HARMLESS.search(found[1]) for found in ASSIGNED.finditer(line))


def snippet(line: str) -> str:
    """A line for display: on one line, cleaned of control and bidi characters, 200 at most."""
    line = line[:LINE_LIMIT]
    return WITHHELD if may_hold_secret(line) else clipped(clean(line), SNIPPET_LIMIT)


def shown(place: Place) -> EvidenceShown:
    """A place as evidence in a result."""
    return EvidenceShown(
        file=place.file[:PATH_LIMIT] if place.file else None,
        line=place.line,
        kind=place.kind,
        snippet=snippet(place.snippet),
        commit_ids=tuple(commit[:ID_LENGTH] for commit in place.commits[:COMMITS_SHOWN]),
        verified=True,
    )
