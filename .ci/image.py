"""Executes the Dockerfile's own steps without a container engine, and runs what they make.

Each step is read from the Dockerfile, so the two cannot drift apart. The steps run at their real
paths in a mount namespace of their own: `/usr/local` is this machine's Python without what was
installed into it, `/opt` and `/etc` are made for each stage, everything else is read-only. What
comes out is started as the image would be: as its user, on a read-only file system.

Needs root for the namespace. What it cannot show: that the base image exists and has what the steps
call, and how an engine stores the result.
"""

import http.client
import json
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from dockerfile_parse import DockerfileParser

ROOT = Path(__file__).resolve().parent.parent
BASE = "python:3.11-slim-bookworm"
BASE_PATH = "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
BASE_ENVIRONMENT = {"PATH": BASE_PATH, "LD_LIBRARY_PATH": "/usr/local/lib"}
PRIVATE = ("opt", "etc")
STAGES, CONTEXT = Path("/mnt/stages"), Path("/mnt/context")
PATIENCE_SECONDS = 30.0
LIST_TOOLS = (
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",'
    '"capabilities":{},"clientInfo":{"name":"image","version":"1"}}}\n'
    '{"jsonrpc":"2.0","method":"notifications/initialized"}\n'
    '{"jsonrpc":"2.0","id":2,"method":"tools/list"}\n'
)


@dataclass
class Stage:
    """One stage: where its directories really are, and what it has been told so far."""

    folder: Path
    workdir: str = "/"
    environment: dict[str, str] = field(default_factory=lambda: dict(BASE_ENVIRONMENT))
    settings: dict[str, str] = field(default_factory=dict)

    def list_of(self, instruction: str) -> list[str]:
        """The words of an instruction in exec form; ends the run where it is not in that form."""
        value = self.settings.get(instruction, "").rpartition("CMD ")[2]
        try:
            words = json.loads(value)
        except ValueError:
            words = None
        check(isinstance(words, list), f"{instruction} is in exec form: {value!r}")
        return [str(word) for word in words or []]


def check(right: bool, what: str, found: object = "") -> None:
    """Say what holds; end where it does not, with what was found instead."""
    if not right:
        sys.exit(f"not so: {what} {found}")
    print(f"ok  {what}", flush=True)


def mount(*arguments: str) -> None:
    """One mount; ends the run where it fails."""
    subprocess.run(["mount", *arguments], check=True)


def ignored(path: str, patterns: Sequence[str]) -> bool:
    """Whether .dockerignore leaves this path out: the last pattern that matches decides."""
    out = False
    for pattern in patterns:
        plain = pattern.removeprefix("!").rstrip("/")
        parts = [path, *(str(parent) for parent in Path(path).parents)]
        if plain.startswith("**/"):
            found = any(fnmatch(Path(part).name, plain[3:]) for part in parts)
        else:
            found = any(part == plain or (plain == "*" and part != ".") for part in parts)
        if found:
            out = not pattern.startswith("!")
    return out


def copy(value: str, stage: Stage, stages: Mapping[str, Stage], patterns: Sequence[str]) -> None:
    """COPY from the context or from an earlier stage; ends where a source is missing."""
    words = shlex.split(value)
    origin = CONTEXT
    if words[0].startswith("--from="):
        origin = stages[words.pop(0).removeprefix("--from=")].folder
        patterns = ()
    *sources, target = words
    destination = Path(stage.workdir, target)
    for source in sources:
        found = origin / source.lstrip("/")
        if ignored(source.strip("/"), patterns) or not found.exists():
            sys.exit(f"COPY {source}: not there, or left out by .dockerignore")
        if found.is_dir():
            files = [p for p in sorted(found.rglob("*")) if p.is_symlink() or not p.is_dir()]
            pairs = [(path, destination / path.relative_to(found)) for path in files]
        else:
            pairs = [(found, destination / found.name if target.endswith("/") else destination)]
        for path, new in pairs:
            if not ignored(str(path.relative_to(origin)), patterns):
                new.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, new, follow_symlinks=False)


def begin(number: int, work: Path) -> Stage:
    """A new stage's directories over those of the stage before."""
    stage = Stage(work / f"stage-{number}")
    (stage.folder / "opt").mkdir(parents=True)
    shutil.copytree("/etc", stage.folder / "etc", symlinks=True)
    for name in PRIVATE:
        mount("--bind", str(stage.folder / name), f"/{name}")
    return stage


def execute(work: Path) -> Stage:
    """Every step of the Dockerfile; the last stage. Ends at the first step that fails."""
    lines = (CONTEXT / ".dockerignore").read_text().splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    steps = DockerfileParser(str(CONTEXT / "Dockerfile"), cache_content=True).structure
    stages: dict[str, Stage] = {}
    stage = Stage(work)
    for step in steps:
        instruction, value = step["instruction"], step["value"]
        if instruction == "COMMENT":
            continue
        print(f"--  {instruction} {value[:90]}", flush=True)
        if instruction == "FROM":
            image, _, name = value.partition(" AS ")
            check(image == BASE, f"built on {BASE}")
            stage = stages[name] = begin(len(stages), work)
        elif instruction == "WORKDIR":
            stage.workdir = value
            Path(value).mkdir(parents=True, exist_ok=True)
        elif instruction == "COPY":
            copy(value, stage, stages, patterns)
        elif instruction == "ENV":
            stage.environment |= dict(word.split("=", 1) for word in shlex.split(value))
        elif instruction == "RUN":
            run(value, stage)
        elif instruction in ("USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD", "LABEL"):
            stage.settings[instruction] = value
        else:
            sys.exit(f"{instruction}: not known to {Path(__file__).name}; teach it first")
    return stage


def run(command: str, stage: Stage) -> None:
    """One RUN step as root, with where this machine gets packages from."""
    given = os.environ.items()  # noqa: TID251
    packages = {name: value for name, value in given if name.startswith(("PIP_", "HOME"))}
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=stage.workdir,
        env={**packages, **stage.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        sys.exit(f"RUN failed with {done.returncode}:\n{done.stdout}\n{done.stderr}")


class Container:
    """How the image starts processes: its user, its environment, a read-only file system."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        user, _, group = stage.settings["USER"].partition(":")
        check(user.isdecimal() and int(user) > 0, f"USER is a number and not root: {user}")
        self.user, self.group = int(user), int(group)
        check(pwd.getpwuid(self.user).pw_gid == self.group, "the user exists, with its group")
        self.entrypoint = stage.list_of("ENTRYPOINT")
        self.default = stage.list_of("CMD")
        self.health = stage.list_of("HEALTHCHECK")
        found = shutil.which(self.entrypoint[0], path=stage.environment["PATH"])
        check(found is not None and found.startswith("/opt/"), f"ENTRYPOINT is installed: {found}")

    def start(self, words: Sequence[str], **more: str) -> subprocess.Popen[str]:
        """A process of the container."""
        environment = {**self.stage.environment, **more}
        program = shutil.which(words[0], path=environment["PATH"]) or words[0]
        return subprocess.Popen(
            [program, *words[1:]],
            user=self.user,
            group=self.group,
            extra_groups=[],
            cwd=self.stage.workdir,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def healthy(self, arguments: Sequence[str], **more: str) -> bool:
        """What HEALTHCHECK says of a container that was started with these arguments."""
        asked = self.start([*self.health, *arguments], **more)
        asked.communicate(timeout=PATIENCE_SECONDS)
        return asked.returncode == 0


def try_stdio(container: Container) -> None:
    """The default command serves stdio where nothing can be written."""
    server = container.start([*container.entrypoint, *container.default])
    out, err = server.communicate(LIST_TOOLS, timeout=PATIENCE_SECONDS)
    answers = [json.loads(line) for line in out.splitlines()]
    check(server.returncode == 0 and not err, "stdio ends well and says nothing else", err)
    check(len(answers[-1]["result"]["tools"]) >= 5, "stdio lists the tools")
    check(container.healthy(container.default), "a container that serves stdio is healthy")


def try_http(container: Container, *arguments: str) -> None:
    """HTTP by argument: refuses to serve any host, serves a named one, drains on SIGTERM."""
    port = str(free_port())
    where = {"CAREER_GUIDE_HTTP_PORT": port}
    command = ["serve", "--http", "--auth", "none", *arguments]
    refused = container.start([*container.entrypoint, *command], **where)
    _, said = refused.communicate(timeout=PATIENCE_SECONDS)
    check(refused.returncode == 2 and "--allowed-host" in said, "HTTP without a host is refused")
    command += ["--allowed-host", "guide.example.org"]
    check(not container.healthy(command, **where), "HEALTHCHECK fails where nothing serves")
    server = container.start([*container.entrypoint, *command], **where)
    until = time.monotonic() + PATIENCE_SECONDS
    while not container.healthy(command, **where):
        if server.poll() is not None or time.monotonic() > until:
            server.kill()
            sys.exit(f"HTTP did not start: {server.communicate()[1]}")
        time.sleep(0.1)
    status, body = listed(int(port), "guide.example.org")
    check(status == 200 and len(body["result"]["tools"]) >= 5, f"HTTP lists the tools: {command}")
    check(listed(int(port), "evil.example.com")[0] == 421, "HTTP serves no other host")
    server.terminate()
    server.communicate(timeout=PATIENCE_SECONDS)
    check(server.returncode == 0, "SIGTERM ends it in order")


def listed(port: int, host: str) -> tuple[int, dict[str, dict[str, list[object]]]]:
    """Status and body of tools/list."""
    meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": meta}}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    headers = {
        "Host": host,
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": "2026-07-28",
        "Mcp-Method": "tools/list",
    }
    connection.request("POST", "/mcp", json.dumps(body), headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    with suppress(ValueError):
        return answer.status, json.loads(text)
    return answer.status, {}


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def inside(work: Path) -> None:
    """Everything, in the namespace."""
    mount("--bind", sys.base_prefix, "/usr/local")
    mount("-o", "remount,bind,ro", "/usr/local")
    mount("-t", "tmpfs", "tmpfs", "/mnt")
    for source, target in ((work, STAGES), (ROOT, CONTEXT)):
        target.mkdir()
        mount("--bind", str(source), str(target))
    mount("-o", "remount,bind,ro", str(CONTEXT))
    mount("-t", "tmpfs", "tmpfs", "/tmp")
    mount("-o", "remount,bind,ro", "/")
    stage = execute(STAGES)
    site = next(Path("/opt/career-guide/lib").glob("python3*/site-packages"))
    names = {path.name.partition("-")[0] for path in site.glob("*.dist-info")}
    unwanted = sorted(names & {"pip", "setuptools", "pytest", "mypy", "hatchling"})
    check(not unwanted, f"only what serves is installed, {len(names)} packages", unwanted)
    size = sum(path.stat().st_size for path in Path("/opt").rglob("*") if path.is_file())
    print(f"    /opt holds {size >> 20} MiB", flush=True)
    for name in PRIVATE:
        mount("-o", "remount,bind,ro", f"/{name}")
    container = Container(stage)
    mount("-t", "tmpfs", "-o", "ro", "tmpfs", "/tmp")
    try_stdio(container)
    try_http(container)
    mount("-t", "tmpfs", "-o", "mode=1777,noexec,size=16m", "tmpfs", "/tmp")
    try_http(container, "--workers", "2")


def main() -> None:
    """Enter a namespace of our own, unless we are in it."""
    if sys.argv[1:2] == ["--inside"]:
        inside(Path(sys.argv[2]))
        return
    if os.geteuid() != 0:
        sys.exit("the image's steps need a mount namespace: run as root")
    (build := ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="image-", dir=build) as work:
        argv = ["unshare", "--mount", "--propagation", "private", sys.executable, __file__]
        done = subprocess.run([*argv, "--inside", work], check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
