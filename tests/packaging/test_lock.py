"""The lock file pins what an installer will ask for, to the letter."""

import re
from importlib.metadata import distribution
from pathlib import Path

LOCK = Path(__file__).parents[2] / "requirements.lock"
PIN = re.compile(r"^([A-Za-z0-9._-]+)(\[[a-z0-9,._-]+\])?==\S+", re.MULTILINE)
ASKED = re.compile(r"^([A-Za-z0-9._-]+)\s*(\[[A-Za-z0-9,._-]+\])")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_an_extra_that_a_package_asks_for_is_pinned_with_its_extra() -> None:
    """Without it, pip treats `coverage[toml]` as unpinned once a newer release exists."""
    pins = {_plain(name): extras for name, extras in PIN.findall(LOCK.read_text("utf-8"))}
    missing = []
    for name in pins:
        try:
            wanted = distribution(name).requires or []
        except ModuleNotFoundError:  # for another system or Python version
            continue
        for line in wanted:
            found = ASKED.match(line)
            if not found or "extra ==" in line or _plain(found[1]) not in pins:
                continue
            if pins[_plain(found[1])] != found[2].lower():
                missing.append(f"{name} asks for {found[0]}")
    assert not missing
