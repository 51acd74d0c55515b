"""The wheel carries everything and works in a fresh environment outside the checkout."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from wire import INITIALIZED, call, initialize, run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the sdist, as an index would have it."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The installed command of an environment that has the wheel, and its dependencies by path."""
    folder = tmp_path_factory.mktemp("fresh") / "env"
    venv.create(folder, with_pip=False)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    install += ["--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)]
    subprocess.run(install, check=True, timeout=300)
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True)
    dependencies = Path(site.stdout.strip()) / "dependencies.pth"
    dependencies.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return str(scripts / "career-guide-mcp")


def test_the_wheel_holds_the_package_the_snapshot_and_the_schemas_and_nothing_else(
    wheel: Path,
) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "server" / "career_guide"
    expected = {
        file.relative_to(package.parent).as_posix()
        for file in package.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    schemas = ROOT / "schemas"
    expected |= {
        "career_guide/_data/schemas/" + file.relative_to(schemas).as_posix()
        for file in schemas.rglob("*.json")
    }
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert "career_guide/_data/catalog.jsonl" in names


def test_the_installed_command_answers_a_call_from_another_folder(
    command: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [command, "call", "estimate_comp", '{"level":"senior","market":"us-tier2"}'],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout)["estimates"][0]["total"] == {"low": 187_000, "high": 294_500}
    assert done.stderr == ""


def test_the_installed_command_serves_stdio(command: str) -> None:
    messages = [
        initialize(),
        INITIALIZED,
        call("legacy", 1, "search_career_guide", {"query": "phd"}),
    ]
    answers = run((command,), messages).by_id()
    assert answers[1]["result"]["structuredContent"]["status"] == "found"


def test_the_installed_package_is_the_wheel_and_not_the_checkout(command: str) -> None:
    python = Path(command).with_name("python")
    asked = "import career_guide; print(career_guide.__file__)"
    done = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True)
    assert str(ROOT) not in done.stdout


def test_what_needs_a_checkout_says_so_in_a_wheel(command: str) -> None:
    done = subprocess.run(
        [command, "schema", "--check"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "checkout" in done.stderr
    done = subprocess.run(
        [command, "validate"], capture_output=True, text=True, timeout=60, check=True
    )
    assert "built-in content" in done.stdout
