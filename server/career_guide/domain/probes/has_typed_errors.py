"""Does it tell failures apart by error types of its own or of what it depends on?"""

from career_guide.domain.repository.failures import LEAVING, OPTIONAL, ROOTS, dealt_with
from career_guide.domain.repository.identifiers import tail
from career_guide.domain.repository.live import Live, Seen, live
from career_guide.domain.repository.searching import Spot, answer
from career_guide.models.repository.code import Class, Raise
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

LEAST_CAUGHT = 2
ENDINGS = ("Error", "Exception", "Err", "Failure")
EVERYDAY = ROOTS | LEAVING | OPTIONAL | {
    "ArithmeticError", "AssertionError", "AttributeError", "BadRequest", "EOFError",
    "FileExistsError", "FileNotFoundError", "HTTPException", "IndexError", "JSONDecodeError",
    "KeyError", "LookupError", "NameError", "NotImplementedError", "OverflowError",
    "RangeError", "RuntimeError", "SyntaxError", "TypeError", "UnicodeDecodeError",
    "UnicodeError", "ValueError", "ZeroDivisionError", "Exit", "Abort", "YAMLError",
    "EEXIST", "ENOENT", "EOF", "ErrServerClosed",
}  # fmt: skip
"""Errors of reading values and files, and those that a framework raises for its own ends."""
SENTINEL = "Err"
"""How Go names an error value that callers compare with."""


def run(repo: Snapshot) -> Finding:
    """Present with an own error type that is raised, or two places that catch specific ones."""
    code = live(repo)
    own = _own(code)
    names = {seen.fact.name for seen in own}
    raised = [
        seen for seen in code.raises
        if tail(seen.fact.name) in names or _is_sentinel(seen)
    ]  # fmt: skip
    used = {tail(seen.fact.name) for seen in raised}
    caught = [
        seen for seen in dealt_with(code)
        if any(tail(name) not in EVERYDAY for name in seen.fact.exceptions)
    ]  # fmt: skip
    kinds = {name for seen in caught for name in seen.fact.exceptions if tail(name) not in EVERYDAY}
    spots: list[Spot] = []
    if used:
        spots += [seen.spot for seen in own if seen.fact.name in used]
        spots += [seen.spot for seen in raised]
    if len(caught) >= LEAST_CAUGHT or len(kinds) >= LEAST_CAUGHT:
        spots += [seen.spot for seen in caught]
    return answer(
        repo,
        spots,
        seen=f"{len(used)} error types of its own are raised, and {len(caught)} handlers name "
        f"{len(kinds)} specific errors.",
        unseen="No error type of its own is raised, and fewer than two specific errors of "
        "dependencies are handled.",
        confidence="high" if used else "medium",
        count=len(used) + len(kinds),
    )


def _own(code: Live) -> list[Seen[Class]]:
    """Classes that derive from an error, directly or over another of them; in Go, that have one."""
    erring = {
        seen.fact.name.rpartition(".")[0].lstrip("*")
        for seen in code.functions
        if seen.fact.name.endswith(".Error") and not seen.fact.parameters
    }
    heirs: dict[str, list[str]] = {}
    for seen in code.classes:
        for base in map(tail, seen.fact.bases):
            heirs.setdefault(base, []).append(seen.fact.name)
    names: set[str] = set()
    open_names = [*erring, *(name for base in heirs if _is_error(base) for name in heirs[base])]
    while open_names:
        name = open_names.pop()
        if name not in names:
            names.add(name)
            open_names += heirs.get(name, ())
    return [seen for seen in code.classes if seen.fact.name in names]


def _is_sentinel(seen: Seen[Raise]) -> bool:
    is_go = seen.file.code is not None and seen.file.code.language == "go"
    name = tail(seen.fact.name)
    return is_go and name.startswith(SENTINEL) and name[3:4].isupper()


def _is_error(base: str) -> bool:
    return base.endswith(ENDINGS) or base in ROOTS
