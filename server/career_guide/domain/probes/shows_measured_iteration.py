"""Do commits tell what a change did to a measured result?"""

import re

from career_guide.domain.repository.commits import own
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Commit, Snapshot

LEAST = 2
METRIC = re.compile(
    r"\b(?:accura\w*|precision|recall|f1|mrr|ndcg|hit[ -]?rate|pass[ -]?rate|score[sd]?|eval\w*"
    r"|latency|p95|p99|win[ -]?rate|faithful\w*|relevan\w*|correct\w*|cost)\b",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"\d(?:\.\d+)?\s?%?\s?(?:->|→|=>|to)\s?\d|[+-]\d+(?:\.\d+)?\s?(?:%|points?|pp|ms|s\b)"
    r"|\bfrom\s\d[\d.]*\s?%?\sto\s\d|\d\s?(?:%|/\s?\d)",
    re.IGNORECASE,
)


def run(repo: Snapshot) -> Finding:
    """Present from two commits on whose message names a metric and a figure for it."""
    if repo.history.state in ("none", "unreadable", "shallow"):
        return Finding.unknown("There is no complete history to read.")
    measured = tuple(commit for commit in own(repo) if _is_measured(commit))
    if len(measured) < LEAST:
        return Finding.absent(f"{len(measured)} commits name a metric and its figure.")
    shown = tuple(
        Place("git", snippet=commit.subject, commits=(commit.id,)) for commit in measured[:3]
    )
    why = f"{len(measured)} commits name a metric and its figure."
    return Finding.present(why, *shown, count=len(measured), confidence="medium")


def _is_measured(commit: Commit) -> bool:
    said = f"{commit.subject}\n{commit.body}"
    return any(
        METRIC.search(line) and CHANGE.search(line) for line in said.splitlines() if len(line) < 400
    )
