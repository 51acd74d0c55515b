"""A hostile repository runs nothing: no process, no connection, no write, no marker touched."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from audited import watched
from career_guide.evidence.read import RawReading, read_raw
from career_guide.evidence.roots import AllowedRoots
from career_guide.refusals import RepositoryRefused
from git_repositories import ENVIRONMENT, Repository, init

ATTRIBUTES: dict[str, str | bytes] = {".gitattributes": "* filter=x diff=x merge=x\n"}


@dataclass(frozen=True)
class Trap:
    """A repository that touches a marker when the wrong command reads it.

    `command` is one that does; it proves that the trap is armed.
    """

    set: Callable[[Repository, str], None]
    command: tuple[str, ...] = ()


def script(repository: Repository, marker: str, name: str = "trap.sh") -> str:
    path = repository.path.parent / name
    path.write_text(f"#!/bin/sh\ntouch '{marker}'\nexit 1\n")
    path.chmod(0o755)
    return str(path)


def hook(name: str) -> Callable[[Repository, str], None]:
    def arm(repository: Repository, marker: str) -> None:
        path = repository.path / ".git" / "hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\ntouch '{marker}'\n")
        path.chmod(0o755)
        os.utime(repository.path / "a.txt", (9, 9))

    return arm


def setting(*settings: str) -> Callable[[Repository, str], None]:
    def arm(repository: Repository, marker: str) -> None:
        trap = script(repository, marker)
        for each in settings:
            key, _, value = each.partition("=")
            repository.git("config", key, value.format(trap=trap))

    return arm


def included(repository: Repository, marker: str) -> None:
    trap = script(repository, marker)
    (repository.path / ".git" / "more").write_text(f"[core]\nfsmonitor = {trap}\n")
    repository.git("config", "include.path", "more")


def in_worktree_config(repository: Repository, marker: str) -> None:
    trap = script(repository, marker)
    repository.git("config", "extensions.worktreeConfig", "true")
    (repository.path / ".git" / "config.worktree").write_text(f"[core]\nfsmonitor = {trap}\n")


def filtering(*settings: str) -> Callable[[Repository, str], None]:
    def arm(repository: Repository, marker: str) -> None:
        if not (repository.path / ".gitattributes").exists():
            repository.commit(ATTRIBUTES)
        setting(*settings)(repository, marker)
        repository.write({"a.txt": "b\n"})
        os.utime(repository.path / "a.txt", (9, 9))

    return arm


def signed(repository: Repository, marker: str) -> None:
    setting("log.showSignature=true", "gpg.program={trap}")(repository, marker)
    tree, parent = repository.id("HEAD^{tree}"), repository.id("HEAD")
    head = f"tree {tree}\nparent {parent}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n"
    head += (
        "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\nSigned\n"
    )
    commit = repository.store("commit", head.encode())
    repository.git("update-ref", "refs/heads/main", commit)


def promised(url: str, *more: str) -> Callable[[Repository, str], None]:
    def arm(repository: Repository, marker: str) -> None:
        trap = script(repository, marker)
        repository.git("config", "remote.x.url", url.format(trap=trap))
        repository.git("config", "remote.x.promisor", "true")
        repository.git("config", "remote.x.partialclonefilter", "blob:none")
        repository.git("config", "core.repositoryFormatVersion", "1")
        repository.git("config", "extensions.partialClone", "x")
        setting(*more)(repository, marker)
        repository.loose(repository.id("HEAD:a.txt")).unlink()

    return arm


def submodule(repository: Repository, marker: str) -> None:
    trap = script(repository, marker)
    (repository.path / ".gitmodules").write_text(
        f'[submodule "x"]\npath = x\nurl = "ext::{trap}"\nupdate = !{trap}\n'
    )
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},x")
    repository.git("add", ".gitmodules")
    repository.git("commit", "-qm", "Submodule")


TRAPS = {
    "fsmonitor": Trap(setting("core.fsmonitor={trap}"), ("status",)),
    "fsmonitor by include": Trap(included, ("status",)),
    "fsmonitor by config.worktree": Trap(in_worktree_config, ("status",)),
    "external diff": Trap(setting("diff.external={trap}"), ("diff", "HEAD~1", "HEAD")),
    "textconv": Trap(filtering("diff.x.textconv={trap}"), ("log", "-p")),
    "external diff by attribute": Trap(filtering("diff.x.command={trap}"), ("diff",)),
    "filter process": Trap(filtering("filter.x.process={trap}"), ("diff", "--stat")),
    "clean filter": Trap(filtering("filter.x.clean={trap}"), ("status",)),
    "smudge filter": Trap(filtering("filter.x.smudge={trap}")),
    "merge driver": Trap(filtering("merge.x.driver={trap}")),
    "signature check": Trap(signed, ("log", "--max-count=1")),
    "hook post-index-change": Trap(hook("post-index-change"), ("status",)),
    "hook pre-commit": Trap(hook("pre-commit"), ("commit", "--allow-empty", "-qm", "x")),
    "hook reference-transaction": Trap(hook("reference-transaction")),
    "promisor upload-pack": Trap(
        promised("/nonexistent", "remote.x.uploadpack={trap}"), ("cat-file", "-p", "HEAD:a.txt")
    ),
    "promisor ext": Trap(
        promised("ext::{trap}", "protocol.ext.allow=always"), ("cat-file", "-p", "HEAD:a.txt")
    ),
    "alternate refs": Trap(setting("core.alternateRefsCommand={trap}")),
    "pager": Trap(setting("core.pager={trap}", "pager.log={trap}")),
    "alias": Trap(setting("alias.log=!{trap}", "alias.st=!{trap}"), ("st",)),
    "editor": Trap(setting("core.editor={trap}", "sequence.editor={trap}")),
    "ssh": Trap(setting("core.sshCommand={trap}", "remote.origin.url=ssh://x/y")),
    "credentials": Trap(setting("credential.helper=!{trap}", "core.askPass={trap}")),
    "submodule": Trap(submodule),
}


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS.keys())
def test_an_armed_trap_does_not_go_off(trap: Trap, tmp_path: Path) -> None:
    mine = init(tmp_path / "mine")
    mine.commit({"a.txt": "a\n", "b.py": "b\n"}, "First")
    mine.commit({"b.py": "c\n"}, "Second")
    marker = tmp_path / "marker"
    trap.set(mine, str(marker))
    marker.unlink(missing_ok=True)
    before = state(mine.path)
    with watched() as events:
        reading = read(mine.path)
    assert not marker.exists()
    assert events == []
    assert state(mine.path) == before
    assert reading.history.state == "complete"
    assert {"a.txt", "b.py"} <= {file.path for file in reading.files}
    if trap.command:
        subprocess.run(
            ["git", *trap.command],
            cwd=mine.path,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert marker.exists(), "the trap was not armed, so nothing is proved"


def test_all_traps_at_once_do_not_go_off(tmp_path: Path) -> None:
    mine = init(tmp_path / "mine")
    mine.commit({"a.txt": "a\n", "b.py": "b\n"}, "First")
    mine.commit(ATTRIBUTES, "Second")
    marker = tmp_path / "marker"
    for name, trap in TRAPS.items():
        if not name.startswith(("promisor", "signature", "submodule", "alias")):
            trap.set(mine, str(marker))
    marker.unlink(missing_ok=True)
    with watched() as events:
        reading = read(mine.path)
    assert (marker.exists(), events) == (False, [])
    assert len(reading.history.commits) == 2
    assert "a.txt" in reading.uncommitted


def test_the_listener_hears_what_it_should(tmp_path: Path) -> None:
    with watched() as events:
        (tmp_path / "file").write_text("x")
        subprocess.run(["true"], check=True)
    assert {event.split()[0] for event in events} >= {"open", "subprocess.Popen"}


@pytest.mark.parametrize("target", ["/etc", "/proc/self", "/"])
def test_a_work_tree_elsewhere_is_refused_and_tells_nothing(target: str, tmp_path: Path) -> None:
    mine = init(tmp_path / "mine")
    mine.commit({"a.txt": "a"})
    mine.git("config", "core.worktree", target)
    with pytest.raises(RepositoryRefused) as caught:
        read(mine.path)
    assert "passwd" not in str(caught.value)


def test_the_owner_of_a_repository_does_not_matter(tmp_path: Path) -> None:
    mine = init(tmp_path / "mine")
    mine.commit({"a.txt": "a"})
    if os.getuid() == 0:
        for path in (mine.path, mine.path / ".git"):
            os.chown(path, 12_345, 12_345)
    assert read(mine.path).files


def read(path: Path) -> RawReading:
    return read_raw(str(path), allowed=AllowedRoots.only(str(path)))


def state(path: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below with its time of change and content."""
    return {
        str(file): (file.stat().st_mtime_ns, file.read_bytes())
        for file in sorted(path.rglob("*"))
        if file.is_file()
    }
