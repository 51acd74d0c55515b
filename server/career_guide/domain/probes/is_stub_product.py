"""Does a good part of the product only say that it is not implemented?"""

from career_guide.domain.repository.identifiers import listed, tail, words
from career_guide.domain.repository.searching import Spot, answer
from career_guide.models.repository.code import Class, Code, Function
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

LEAST = 3
SHARE_PERCENT = 30
DOOR_SHARE_PERCENT = 50
LEAST_DOORS = 2
DECLARING = frozenset({"ABC", "Protocol", "Interface", "ABCMeta"})
DOORS = listed(
    "api_view callback command delete get patch post prompt put resource route task tool"
)
"""Decorators of what people reach: commands, routes, tools."""


def run(repo: Snapshot) -> Finding:
    """Present where stubs are at least three in ten functions, or half of the commands, routes
    and tools; methods of an abstract class do not count."""
    functions: list[Spot] = []
    stubs: list[Spot] = []
    doors = 0
    closed: list[Spot] = []
    bases = _bases(repo)
    for file in repo.product:
        if not file.code or not file.code.is_parsed:
            continue
        declared = _declared(file.code) | bases
        for function in file.code.functions:
            if not _counts(function, declared):
                continue
            spot = Spot(file, function.line)
            functions.append(spot)
            is_door = any(tail(name) in DOORS for name in function.decorators)
            doors += is_door
            if function.is_stub:
                stubs.append(spot)
                closed += [spot] if is_door else []
    is_mostly = len(stubs) >= LEAST and len(stubs) * 100 >= SHARE_PERCENT * len(functions)
    is_closed = len(closed) >= LEAST_DOORS and len(closed) * 100 >= DOOR_SHARE_PERCENT * doors
    return answer(
        repo,
        stubs if is_mostly else closed if is_closed else [],
        seen=f"{len(stubs)} of {len(functions)} functions and {len(closed)} of {doors} commands, "
        "routes and tools do nothing or say that they are not implemented.",
        unseen=f"{len(stubs)} of {len(functions)} functions are stubs.",
        confidence="medium",
        count=len(stubs),
        total=len(functions),
    )


def _bases(repo: Snapshot) -> frozenset[str]:
    """Classes that others of the product derive from."""
    return frozenset(
        tail(base) for file in repo.product if file.code for entry in file.code.classes
        for base in entry.bases
    )  # fmt: skip


def _declared(code: Code) -> frozenset[str]:
    """Classes whose methods are there to be overridden."""
    return frozenset(entry.name for entry in code.classes if _is_abstract(entry))


def _is_abstract(entry: Class) -> bool:
    if DECLARING & set(map(tail, entry.bases)):
        return True
    named = words(entry.name)
    return bool({"base", "abstract", "interface", "protocol"} & set(named)) or any(
        words(base)[-1:] in (("error",), ("exception",)) for base in entry.bases
    )


def _counts(function: Function, declared: frozenset[str]) -> bool:
    owner, _, name = function.name.rpartition(".")
    if owner in declared or tail(owner) in declared:
        return False
    return not (name.startswith("__") and name.endswith("__"))
