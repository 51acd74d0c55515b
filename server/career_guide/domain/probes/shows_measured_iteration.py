"""Do commits tell what a change did to a measured result?"""

import re

from career_guide.domain.repository.commits import own, unseen
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Commit, Snapshot

LEAST = 2
METRIC = re.compile(
    r"\b(?:accura\w*|precision|recall|f1|mrr|ndcg|hit[ -]?rate|pass[ -]?rate|score[sd]?|eval\w*"
    r"|latency|p95|p99|win[ -]?rate|faithful\w*|relevan\w*|correct\w*|cost)\b",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"\d(?:\.\d+)?\s?(?:%|ms|s|pp)?\s?(?:->|→|=>|to)\s?[$+-]?\d|\bfrom\s[$]?\d[\d.,]*\s?(?:%|ms"
    r"|s)?\sto\s"
    r"|(?<![\w.-])[+-]\d+(?:\.\d+)?\s?(?:%|points?|pp|ms|s\b)|(?<![\w.-])[+-]0?\.\d+"
    r"|\b(?:was|up from|down from|previously|before:?)\s[$]?\d",
    re.IGNORECASE,
)
"""A figure and another one that it came from or went to."""
WISH = re.compile(
    r"\b(?:targets?|goals?|aim\w*|expect\w*|should|plan\w*|todo|estimated|tests? pass\w*"
    r"|coverage)\b",
    re.IGNORECASE,
)
LONGEST = 400


def run(repo: Snapshot) -> Finding:
    """Present from two commits on whose message names a metric and a figure for it."""
    if reason := unseen(repo):
        return Finding.unknown(reason)
    measured = tuple(commit for commit in own(repo) if _is_measured(commit))
    why = f"{len(measured)} commits name a metric and its figure."
    if len(measured) < LEAST:
        if repo.history.state == "partial":
            return Finding.unknown(f"{why} Part of the history could not be read.")
        return Finding.absent(why)
    shown = tuple(
        Place("git", snippet=commit.subject, commits=(commit.id,)) for commit in measured[:3]
    )
    return Finding.present(why, *shown, count=len(measured), confidence="medium")


def _is_measured(commit: Commit) -> bool:
    lines = f"{commit.subject}\n{commit.body}".splitlines()
    return any(map(_names_change, (line for line in lines if len(line) < LONGEST)))


def _names_change(line: str) -> bool:
    return bool(METRIC.search(line) and CHANGE.search(line)) and not WISH.search(line)
