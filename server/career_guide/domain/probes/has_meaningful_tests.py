"""Are there tests of its own code whose assertions can fail?"""

from career_guide.domain.repository.located import at, gap
from career_guide.domain.repository.modules import modules
from career_guide.domain.repository.tested import Tested, by_convention, tested
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot

LEAST = 3
MODULES_PER_TEST = 8
"""One test for so many modules is the least that can be called a test of the core."""


def run(repo: Snapshot) -> Finding:
    """Present with the number of tests that assert something and touch the project's code."""
    found = tested(repo)
    needed = max(LEAST, len(modules(repo).files) // MODULES_PER_TEST)
    count = len(found.real)
    if count >= needed:
        why = f"{count} of {found.total} tests assert something that can fail about its own code."
        return Finding.present(why, *_places(found), count=count, total=found.total)
    others = by_convention(repo)
    more = sum(number for _, _, number in others)
    if count + more >= needed:
        why = f"{count + more} tests with assertions, by the conventions of their languages."
        shown = (at("source", file, line) for file, line, _ in others)
        return Finding.present(
            why, *_places(found), *shown, confidence="medium", count=count + more
        )
    missing = gap(repo, repo.of_kind("test", "source"))
    if missing:
        return Finding.unknown(f"{count} tests are seen that touch its own code. {missing}")
    if found.unjudged:
        number = len(found.unjudged)
        return Finding.unknown(
            f"{number} test file{'s' if number > 1 else ''} could not be taken apart here.",
            *(at("source", file, 1) for file in found.unjudged),
        )
    return Finding.absent(_why(found, needed), *_empty_places(found))


def _why(found: Tested, needed: int) -> str:
    count = len(found.real)
    if count:
        verb = "s" if count == 1 else ""
        noun = "test" if count == 1 else "tests"
        return (
            f"Only {count} {noun} assert{verb} something about its own code; {needed} are needed."
        )
    if found.total:
        return (
            f"None of {found.total} tests asserts something that can fail about the project's code."
        )
    return "There is no test."


def _places(found: Tested) -> tuple[Place, ...]:
    """The first test of each file, the files with most tests first."""
    first: dict[str, Place] = {}
    counts: dict[str, int] = {}
    for file, function in found.real:
        counts[file.path] = counts.get(file.path, 0) + 1
        first.setdefault(file.path, at("source", file, function.line))
    return tuple(first[path] for path in sorted(first, key=lambda path: (-counts[path], path)))


def _empty_places(found: Tested) -> tuple[Place, ...]:
    return tuple(at("source", file, function.line) for file, function in found.empty)
