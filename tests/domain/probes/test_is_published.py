import pytest

from career_guide.domain.probes import is_published
from career_guide.models.repository.snapshot import Commit, History
from repositories import snapshot

COMMIT = Commit("c" * 40, "Add notes", "", 1, 0, 0, 0)
TAGGED = History("complete", (COMMIT,), ("v0.1.0", "v0.2.0"))
UNTAGGED = History("complete", (COMMIT,))
PYTHON = '[project]\nname = "ticket-desk"\nversion = "0.2.0"\n'
NODE = '{\n  "name": "@acme/ticket-desk",\n  "version": "0.2.0"\n}\n'
CONTAINER = 'FROM python:3.12\nCOPY . .\nCMD ["python", "main.py"]\n'


def workflow(step: str, trigger: str = "push:\n    branches: [main]") -> str:
    return (
        f"name: Ship\non:\n  {trigger}\njobs:\n  ship:\n    runs-on: ubuntu-latest\n"
        f"    steps:\n      - {step}\n"
    )


SHIP = ".github/workflows/ship.yml"


@pytest.mark.parametrize(
    ("step", "more"),
    [
        ("uses: pypa/gh-action-pypi-publish@v1", {"pyproject.toml": PYTHON}),
        ("run: npm publish", {"package.json": NODE}),
        ("run: docker push acme/desk", {"Dockerfile": CONTAINER, "main.py": "x = 1\n"}),
        ("uses: actions/deploy-pages@v4", {}),
        ("run: gh release create v1", {}),
        ("run: flyctl deploy", {}),
        ("uses: googleapis/release-please-action@v4", {}),
        ("name: Deploy site\n        run: ./ship-it.sh", {}),
    ],
)
def test_a_workflow_that_publishes_or_deploys_counts_alone_and_not_as_sure(step, more):
    finding = is_published.run(snapshot({SHIP: workflow(step), **more}))
    assert (finding.outcome, finding.confidence, finding.count) == ("present", "medium", 1)
    assert finding.places[0].file == SHIP


def test_a_second_kind_of_evidence_makes_it_sure():
    files = {
        SHIP: workflow("uses: pypa/gh-action-pypi-publish@v1"),
        "pyproject.toml": PYTHON,
        "CHANGELOG.md": "# Changelog\n\n## 0.2.0\n\n- Sorts.\n",
    }
    finding = is_published.run(snapshot(files, history=TAGGED))
    assert (finding.outcome, finding.confidence, finding.count) == ("present", "high", 3)


@pytest.mark.parametrize(
    "files",
    [
        {SHIP: workflow("run: docker push acme/desk"), "main.py": "x = 1\n"},
        {SHIP: workflow("run: npm publish"), "package.json": '{"name": "x", "private": true}\n'},
        {SHIP: workflow("run: twine upload --help"), "pyproject.toml": PYTHON},
        {SHIP: workflow("run: echo deploying")},
        {SHIP: workflow("run: pytest"), "pyproject.toml": PYTHON},
        {SHIP: workflow("uses: release-drafter/release-drafter@v6")},
    ],
)
def test_steps_that_have_nothing_to_publish_or_publish_nothing_do_not_count(files):
    assert is_published.run(snapshot(files)).outcome == "absent"


def test_a_workflow_that_waits_for_a_release_in_a_history_without_one_has_never_run():
    step = "uses: pypa/gh-action-pypi-publish@v1"
    files = {
        SHIP: workflow(step, "release:\n    types: [published]"),
        "pyproject.toml": PYTHON,
    }
    assert is_published.run(snapshot(files, history=UNTAGGED)).outcome == "absent"
    assert is_published.run(snapshot(files, history=TAGGED)).outcome == "present"
    assert is_published.run(snapshot(files, history=History("shallow"))).outcome == "present"


def test_a_site_of_documents_does_not_publish_the_code_it_describes():
    files = {
        ".github/workflows/docs.yml": workflow("run: mkdocs gh-deploy --force"),
        "desk/core.py": "def sort(tickets):\n    return sorted(tickets)\n",
        "pyproject.toml": PYTHON,
    }
    assert is_published.run(snapshot(files)).outcome == "absent"


@pytest.mark.parametrize(
    ("readme", "package"),
    [
        ("```bash\npip install ticket-desk\n```", {"pyproject.toml": PYTHON}),
        ("Run `uvx ticket-desk@latest`.", {"pyproject.toml": PYTHON}),
        ("```\nnpx -y @acme/ticket-desk\n```", {"package.json": NODE}),
        (
            '```json\n{"desk": {\n  "command": "npx",\n  "args": [\n    "-y",\n'
            '    "@acme/ticket-desk"\n  ]\n}}\n```',
            {"package.json": NODE},
        ),
        (
            "[![PyPI](https://img.shields.io/pypi/v/ticket-desk)](https://pypi.org/project/ticket-desk/)",
            {"pyproject.toml": PYTHON},
        ),
        ("`docker pull ghcr.io/acme/ticket-desk:1.0`", {"pyproject.toml": PYTHON}),
        (
            "`go install github.com/acme/ticket-desk@latest`",
            {"go.mod": "module github.com/acme/ticket-desk\n\ngo 1.23\n"},
        ),
        ("`npx -y @smithery/cli install @acme/ticket-desk --client x`", {"package.json": NODE}),
        ("`cargo install ticket-desk`", {"Cargo.toml": '[package]\nname = "ticket-desk"\n'}),
    ],
)
def test_an_install_command_or_badge_of_its_own_name_beside_its_package_is_found(readme, package):
    files = {"README.md": f"# Desk\n\n{readme}\n", **package}
    finding = is_published.run(snapshot(files, name="desk"))
    assert finding.outcome == "present"
    assert finding.places[0].file == "README.md"


@pytest.mark.parametrize(
    "readme",
    [
        "pip install -e .",
        "pip install -r requirements.txt",
        "pip install fastapi",
        "[![PyPI](https://img.shields.io/pypi/v/fastapi)](https://pypi.org/project/fastapi/)",
        "[![Python version](https://img.shields.io/badge/ticket-desk)](https://python.org)",
        "docker pull postgres",
        "docker run ticket-desk",
        "npx github:somebody/ticket-desk",
        "docker build -t somebody/ticket-desk .\ndocker run somebody/ticket-desk",
        "go install ticket-desk",
        "We plan to publish ticket-desk on PyPI.",
    ],
)
def test_dependencies_and_local_installs_are_no_publication(readme):
    files = {"README.md": f"# Desk\n\n{readme}\n", "pyproject.toml": PYTHON}
    assert is_published.run(snapshot(files)).outcome == "absent"


def test_tags_and_a_changelog_alone_are_no_publication():
    files = {"pyproject.toml": PYTHON, "CHANGELOG.md": "# Changelog\n\n## 0.2.0\n"}
    finding = is_published.run(snapshot(files, history=TAGGED))
    assert finding.outcome == "absent"
    assert [place.kind for place in finding.places] == ["git", "prose"]


def test_an_entry_of_the_server_registry_is_sure():
    entry = (
        '{\n  "name": "dev.acme/desk",\n  "packages": [\n    {"registryType": "pypi", '
        '"identifier": "ticket-desk"}\n  ]\n}\n'
    )
    finding = is_published.run(snapshot({"server.json": entry}))
    assert (finding.outcome, finding.confidence) == ("present", "high")


def test_a_domain_of_its_own_publishes_a_site_and_the_name_of_pages_alone_does_not():
    site = {"_config.yml": "title: Notes\n", "index.md": "# Notes\n"}
    assert is_published.run(snapshot(site, name="somebody.github.io")).outcome == "absent"
    finding = is_published.run(snapshot({**site, "CNAME": "notes.somebody.dev\n"}))
    assert finding.outcome == "present"


def test_a_workflow_that_could_not_be_read_leaves_it_open():
    assert is_published.run(snapshot({SHIP: None})).outcome == "unknown"


def test_a_reading_that_was_cut_short_leaves_it_open():
    assert is_published.run(snapshot({}, cut=("total_bytes",))).outcome == "unknown"
