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


def test_the_image_is_built_with_the_versions_that_are_tested() -> None:
    tested = _blocks(LOCK)
    for name in ("requirements.lock", "build.lock"):
        for pin, hashes in _blocks(LOCK.parent / "deploy" / name).items():
            assert tested[pin] == hashes, f"deploy/{name}: {pin}"


def test_the_image_installs_every_dependency_and_none_for_development() -> None:
    pins = {_plain(pin.partition("==")[0]) for pin in _blocks(LOCK.parent / "deploy" / LOCK.name)}
    wanted = distribution("career-guide-mcp").requires or []
    named = {_plain(re.split(r"[^A-Za-z0-9._-]", line)[0]) for line in wanted}
    assert named <= {pin.partition("[")[0] for pin in pins}
    assert not pins & {"pytest", "mypy", "ruff", "hypothesis"}


def _blocks(lock: Path) -> dict[str, list[str]]:
    """The hashes of each pin."""
    found: dict[str, list[str]] = {}
    pin = ""
    for line in lock.read_text("utf-8").splitlines():
        if line.startswith("    "):
            found[pin].append(line.strip(" \\"))
        else:
            pin = line.partition(" ")[0]
            found.setdefault(pin, [])
    return found
