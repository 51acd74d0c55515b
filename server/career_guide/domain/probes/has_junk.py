"""Are there files that do not belong into a repository?"""

from career_guide.domain.repository.clutter import SERIOUS, Heap, heaps
from career_guide.domain.repository.located import gap, whole
from career_guide.models.repository.finding import MOST_PLACES, Finding, Place
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present where it is serious: one sort in numbers, a secret, or several sorts together.

    Only paths are told, never what stands in the files.
    """
    found = heaps(repo)
    weight = sum(heap.weight for heap in found)
    count = len({file.path for heap in found for file in heap.files})
    told = ", ".join(f"{len(heap.files)} {heap.sort}" for heap in found)
    if weight >= SERIOUS:
        noun = "file does" if count == 1 else "files do"
        is_one = any(heap.weight >= SERIOUS for heap in found)
        return Finding.present(
            f"{count} {noun} not belong here: {told}.",
            *_places(found),
            confidence="high" if is_one else "medium",
            count=count,
        )
    if repo.is_truncated:
        return Finding.unknown(f"Nothing serious is seen. {gap(repo, ())}")
    if found:
        return Finding.absent(f"Little that does not belong here: {told}.", *_places(found))
    return Finding.absent(f"None of {len(repo.files)} files is out of place.")


def _places(found: tuple[Heap, ...]) -> tuple[Place, ...]:
    """One file of each sort, then more of them."""
    depth = max((len(heap.files) for heap in found), default=0)
    shown: dict[str, Place] = {}
    for at in range(min(depth, MOST_PLACES)):
        for heap in found:
            if at < len(heap.files):
                shown.setdefault(heap.files[at].path, whole("config", heap.files[at]))
    return tuple(shown.values())
