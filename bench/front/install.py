"""Sets up what is measured in `build/bench`: an environment for Python, a folder for Node.

Packages come from PyPI and npm by name. The Python peers get the versions that this environment
has, so that all servers stand on the same SDK.
"""

import hashlib
import importlib.metadata
import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from bench.front.servers import PEERS, Server, checkout, python_servers, typescript_server
from bench.front.wire import ROOT

BUILD = ROOT / "build" / "bench"
TIME_SERVER = "mcp-server-time==2026.10.19"
NODE_PACKAGES = ("node@22", "@modelcontextprotocol/sdk@1.32.2")
OWN = "career-guide-mcp"
PIP = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet")


def servers() -> list[Server]:
    """Every server, set up; the TypeScript one is left out where there is no npm."""
    BUILD.mkdir(parents=True, exist_ok=True)
    found = [*python_servers(python_environment()), checkout()]
    typescript = node_server()
    return [*found, typescript] if typescript else found


def python_environment() -> Path:
    """The folder of commands of an environment with this checkout's wheel and the peers."""
    folder = BUILD / "python"
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    wanted = "\n".join((*_constraints(), TIME_SERVER, str(folder)))
    wheel = _wheel()
    if not _is_done(folder, wanted):
        print("setting up the Python peers …", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        constraints = BUILD / "constraints.txt"
        constraints.write_text("\n".join(_constraints()) + "\n", encoding="utf-8")
        _run(scripts / "python", *PIP, "-c", constraints, TIME_SERVER, wheel)
        _mark_done(folder, wanted)
    _run(scripts / "python", *PIP, "--no-deps", "--no-index", "--force-reinstall", wheel)
    return scripts


def node_server() -> Server | None:
    """The hello server on the TypeScript SDK; None, and a line about it, where npm is missing."""
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not installed: the TypeScript server is left out")
        return None
    folder = BUILD / "node"
    folder.mkdir(exist_ok=True)
    wanted = " ".join(NODE_PACKAGES)
    if not _is_done(folder, wanted):
        print("setting up the TypeScript peer …", flush=True)
        (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        quiet = ("--silent", "--no-audit", "--no-fund", "--prefix", folder)
        _run(npm, "install", *quiet, *NODE_PACKAGES)
        _mark_done(folder, wanted)
    script = folder / "hello.mjs"  # beside node_modules, where Node looks for its imports
    shutil.copyfile(PEERS / "hello.mjs", script)
    return typescript_server(folder / "node_modules" / "node" / "bin" / "node", script)


def versions() -> dict[str, str]:
    """What the servers run on, by name."""
    found = {"Python": sys.version.split()[0]}
    found |= {name: importlib.metadata.version(name) for name in ("mcp", "pydantic")}
    modules = BUILD / "node" / "node_modules"
    for title, name in (("Node", "node"), ("TypeScript SDK", "@modelcontextprotocol/sdk")):
        package = modules / name / "package.json"
        if package.is_file():
            found[title] = json.loads(package.read_text("utf-8"))["version"]
    return found


def _constraints() -> list[str]:
    every = importlib.metadata.distributions()
    pairs = {f"{one.metadata['Name']}=={one.version}" for one in every}
    return sorted(pair for pair in pairs if not pair.startswith((OWN, "pip==", "setuptools==")))


def _wheel() -> Path:
    out = BUILD / "dist"
    shutil.rmtree(out, ignore_errors=True)
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT)
    return next(out.glob("*.whl"))


def _stamp(wanted: str) -> str:
    return hashlib.sha256(wanted.encode()).hexdigest()


def _is_done(folder: Path, wanted: str) -> bool:
    done = folder / "done.txt"
    return done.is_file() and done.read_text("utf-8") == _stamp(wanted)


def _mark_done(folder: Path, wanted: str) -> None:
    (folder / "done.txt").write_text(_stamp(wanted), encoding="utf-8")


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout.decode()}{done.stderr.decode()}")
