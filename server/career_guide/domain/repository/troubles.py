"""Problems that came up in a project and how they were solved, told one after the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.domain.repository.written import (
    Statement,
    is_of_features,
    is_planned,
    is_setup,
    statements,
)
from career_guide.models.repository.files import File
from career_guide.models.repository.snapshot import Snapshot

NEAR = 14
"""Statements after a problem within which its solution is looked for."""
_PROBLEM = re.compile(
    r"\b(?:failed|kept failing|broke|crash(?:ed|ing)|hung|was failing|were failing|did(?:n['’]t"
    r"| not) (?:work"
    r"|help|scale|fit|find|return|match|reliably)|would(?:n['’]t| not) (?:work|start|build|load"
    r"|return)"
    r"|could(?:n['’]t| not) (?:figure|find|get|reproduce|see|connect|load)|(?:the|a|one|another"
    r"|first|biggest|main"
    r"|real|this|our|my|only|second) (?:\w+ )?(?:problem|issue|bug|challenge|bottleneck|culprit"
    r"|catch|snag|hurdle"
    r"|mistake|difficulty|regression|failure)s? (?:was|were|came|arose|i (?:hit|ran|faced|had)"
    r"|we (?:hit|ran"
    r"|faced|had)|with)|ran into|came across (?:an?|this) (?:issue|problem|bug|error)|hit (?:a|an"
    r"|the|this)"
    r" (?:\w+ )?(?:wall|limit|bug|issue|problem|snag|error|deadlock)|stumbled|struggled|got stuck"
    r"|was stuck"
    r"|root cause|went wrong|out of memory|oom|timed out|deadlock\w*|leak(?:ed|ing)|too slow"
    r"|was slow|were slow"
    r"|regressed|dropped (?:from|by|to)|miscategori[sz]ed|misrouted|hallucinated"
    r"|returned (?:the )?wrong"
    r"|(?:was|were) (?:wrong|missing|broken|skipping|losing|dropping|ignoring|duplicat\w+"
    r"|inconsistent)"
    r"|sometimes (?:\w+ed)|surpris(?:ed|ing(?:ly)?)|unfortunately|incorrectly)\b",
    re.IGNORECASE,
)
_SOLUTION = re.compile(
    r"\b(?:(?:i|we|this|that|which|it) (?:\w+ ){0,2}(?:fixed|solved|resolved|worked around"
    r"|addressed|eliminated)"
    r"|(?:was|were|got|is now|are now|been) (?:\w+ )?(?:fixed|solved|resolved|addressed|replaced"
    r"|corrected|rewritten)"
    r"|fixed (?:it|this|that|by|the|with)|(?:the|my|our|a|one|attempted|eventual"
    r"|final) (?:\w+ )?(?:fix|solution"
    r"|workaround|answer|trick) (?:was|is|came|turned|i|we|:)|fix(?:ed)? by|solved (?:it|this|by"
    r"|with|the)|resolved (?:it|by|this"
    r"|with)|turned out|the trick|workaround|ended up (?:\w+ing)|switched (?:to|from)|(?:i"
    r"|we) (?:then |finally |now "
    r"|eventually |instead )?(?:replaced|rewrote|changed|moved|added|removed|split|cached|batched"
    r"|introduced"
    r"|refactored|pinned|upgraded|downgraded|increased|reduced|limited|disabled|enabled|wrapped"
    r"|set)"
    r"|so (?:i|we|the \w+) (?:now |then |had to |ended up |decided to )?(?:\w+ed|use[sd]?|gates?"
    r"|draws?|carr\w+|built|wrote)"
    r"|after (?:that|this|the|adding|switching|moving|removing|fixing)|improved (?:from|by|to)"
    r"|went (?:down|up|from)"
    r"|attempted fix|now (?:draws|carries|gates|works|returns|handles|uses|passes|reports))\b"
    r"|\bfix:",
    re.IGNORECASE,
)
_AT_STAKE = re.compile(
    r"\b(?:fail(?:s|ures?| to|ure modes?)|race conditions?|diverge\w*|blind spots?|drift\w*|fragile"
    r"|brittle|bottlenecks?|los(?:e|es|ing|t) (?:\w+ ){0,2}(?:data|tickets?|orders?|messages?|state"
    r"|context|events?)|unnoticed|stale|inconsisten\w+|duplicat\w+|outages?|cascad\w+|contention"
    r"|double[- ]\w+)\b",
    re.IGNORECASE,
)
_REMEDY = re.compile(
    r"^to (?:eliminate|fix|solve|avoid|prevent|remove|resolve|address|mitigate|stop)\b"
    r"[^.]{3,160},\s",
    re.IGNORECASE,
)
"""The sentence in which a post says what its system does against a trouble."""
_READER = re.compile(r"\b(?:you|your|you'll|if you|please)\b", re.IGNORECASE)
_NARRATED = re.compile(
    r"\b(?:i|we|my|our|us|was|were|had|did|didn['’]t|v\d|the agent|the model|the server|the router"
    r"|the judge)\b",
    re.IGNORECASE,
)
_ADVICE_TITLE = re.compile(
    r"\btroubleshoot\w*|\bcommon (?:issues|errors|problems)|\bfaq|\berror handling\b", re.I
)


@dataclass(frozen=True, slots=True, eq=False)
class Trouble:
    """A problem and the statement that tells what solved it."""

    file: File
    line: int
    solved_line: int


def troubles(repo: Snapshot, file: File) -> Iterator[Trouble]:
    """Problems that are told with their solution soon after, each solution once."""
    found = [one for one in statements(repo, file) if _is_told(one)]
    after = -1
    for at, one in enumerate(found):
        if at <= after or not (_PROBLEM.search(one.text) and _NARRATED.search(one.text)):
            continue
        near = range(at, min(at + NEAR, len(found)))
        solved = next((other for other in near if _solves(found, at, other)), None)
        if solved is not None:
            yield Trouble(file, one.line, found[solved].line)
            after = solved


def remedies(repo: Snapshot, file: File) -> Iterator[Trouble]:
    """Troubles that a system is said to meet, in general terms, without an event that is told."""
    found = [one for one in statements(repo, file) if _is_told(one)]
    stakes = [at for at, one in enumerate(found) if _AT_STAKE.search(one.text)]
    for at, one in enumerate(found):
        near = [stake for stake in stakes if at - NEAR <= stake < at]
        if near and _REMEDY.search(one.text):
            yield Trouble(file, found[near[-1]].line, one.line)


def _solves(found: list[Statement], at: int, other: int) -> bool:
    """Whether a statement tells the solution; of one sentence only what follows the problem."""
    text = found[other].text
    if other == at:
        problem = _PROBLEM.search(text)
        text = text[problem.end() :] if problem else ""
    return bool(_SOLUTION.search(text))


def _is_told(one: Statement) -> bool:
    if is_planned(one) or is_setup(one) or is_of_features(one):
        return False
    return not any(map(_ADVICE_TITLE.search, one.titles[-2:])) and not _READER.search(one.text)
