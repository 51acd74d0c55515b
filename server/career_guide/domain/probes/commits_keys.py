"""Does it hold a key that gives access to something?"""

from career_guide.domain.repository.clutter import keys
from career_guide.domain.repository.located import gap, whole
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present for a private key, a store of keys or a token in a text; samples do not count."""
    found = keys(repo)
    if found:
        noun = "file holds" if len(found) == 1 else "files hold"
        return Finding.present(
            f"{len(found)} {noun} a key that gives access.", *(whole("config", f) for f in found)
        )
    missing = gap(repo, (file for file in repo.files if file.kind not in ("vendored", "generated")))
    if missing:
        return Finding.unknown(f"No key was seen. {missing}")
    return Finding.absent("No file holds a key that gives access.")
