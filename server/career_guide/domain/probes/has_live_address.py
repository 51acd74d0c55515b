"""Does it have a public address of its own?"""

from career_guide.domain.repository.addresses import Own, own_addresses
from career_guide.domain.repository.located import gap
from career_guide.models.repository.finding import Confidence, Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present where settings, words or its own name tell an https address as the project's."""
    found = own_addresses(repo)
    if found:
        hosts = {own.host for own in found}
        confidence = _confidence(found)
        noun = "address" if len(hosts) == 1 else "addresses"
        why = f"{len(hosts)} public {noun} of its own, seen in {_files(found)}."
        return Finding.present(
            why, *dict.fromkeys(own.place for own in found), confidence=confidence, count=len(hosts)
        )
    readme = repo.readme
    missing = gap(repo, (f for f in repo.files if f.kind in ("docs", "config", "ci")))
    if missing:
        return Finding.unknown(f"No public address of its own is seen. {missing}")
    if readme and readme.document and not readme.document.is_english:
        return Finding.unknown(
            "No setting tells an address, and the words of the readme are in another language."
        )
    return Finding.absent("Neither settings nor documents tell a public address of its own.")


def _confidence(found: tuple[Own, ...]) -> Confidence:
    ways = {own.way for own in found}
    is_told = any(own.way == "presented" and own.is_named for own in found)
    is_seen_twice = len(ways) > 1 or len({own.place.file for own in found}) > 1
    return "high" if is_told or is_seen_twice or "endpoint" in ways else "medium"


def _files(found: tuple[Own, ...]) -> str:
    count = len({own.place.file for own in found})
    return f"{count} file{'s' if count != 1 else ''}"
