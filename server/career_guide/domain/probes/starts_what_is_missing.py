"""Does its start command name a file or module that is not there?"""

from career_guide.domain.repository.deployment import ways
from career_guide.domain.repository.located import at
from career_guide.domain.repository.starting import Start, starts
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present where every way to start it elsewhere fails, or else its commands do.

    A broken one beside others that work is told and does not count.
    """
    placed = starts(repo, "docker", "compose", "platform", "infrastructure", "server-registry")
    begun = placed or starts(repo, "python", "node")
    if not begun:
        return Finding.not_applicable(
            "No command of a container, platform or package starts a file."
        )
    broken = tuple(start for start in begun if start.state == "missing")
    shown = tuple(at("config", start.file, start.passage.line) for start in broken)
    if not broken:
        if all(start.state == "unclear" for start in begun):
            return Finding.unknown("What the start commands name is made by a build or elsewhere.")
        return Finding.absent(f"All of {len(begun)} start commands name files that are there.")
    why = f"{len(broken)} of {len(begun)} start commands name a file or module that is not there."
    if _works(repo, begun, has_placed=bool(placed)):
        return Finding.absent(f"{why} Others work.", *shown, confidence="medium")
    return Finding.present(why, *shown, count=len(broken), total=len(begun))


def _works(repo: Snapshot, begun: tuple[Start, ...], *, has_placed: bool) -> bool:
    """Whether another way starts it."""
    if has_placed:
        return bool(ways(repo))
    return any(start.state == "there" for start in begun)
