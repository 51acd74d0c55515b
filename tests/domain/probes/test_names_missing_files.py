import pytest

from career_guide.domain.probes import names_missing_files
from career_guide.models.repository.finding import Finding
from repositories import snapshot

README = """# Lease helper

See [the design](docs/design.md) and `src/parser.py`.

```bash
python scripts/evaluate.py --output reports/run.md
pip install -r requirements.txt
```

```
lease/
├── src/
│   ├── app.py       # entry
│   └── parser.py
├── .env
└── README.md
```
"""
THERE = {
    "docs/design.md": "# d\n",
    "src/parser.py": "x = 1\n",
    "src/app.py": "x = 1\n",
    "scripts/evaluate.py": "x = 1\n",
    "requirements.txt": "httpx\n",
}


def asked(files: dict[str, str | None], **other: tuple[str, ...]) -> Finding:
    return names_missing_files.run(snapshot(files, **other))


def test_links_commands_spans_and_trees_that_lead_nowhere_are_told_with_their_lines() -> None:
    found = asked({"README.md": README, "src/other.py": "x = 1\n"})
    assert (found.outcome, found.count) == ("present", 5)
    assert [place.line for place in found.places] == [3, 6, 7, 13, 14]


def test_a_readme_that_agrees_with_the_files_is_absent() -> None:
    assert asked({"README.md": README, **THERE}).outcome == "absent"


def test_one_slip_is_no_contradiction() -> None:
    files = {"README.md": README, **THERE}
    del files["docs/design.md"]
    found = asked(files)
    assert (found.outcome, found.why) == ("absent", "1 named file is missing from the repository.")


def test_a_readme_alone_that_describes_a_whole_project_is_a_contradiction() -> None:
    assert asked({"README.md": README}).outcome == "present"


@pytest.mark.parametrize(
    "text",
    [
        "Edit `~/.config/app/config.json` and `path/to/server.py`, then `your/app.py`.",
        "The build writes `dist/index.js`, `coverage/report.html` and `logs/run.txt`.",
        "Put your keys into `.env` and `credentials.json`; see `data/*.csv` and `src/<name>.py`.",
        "The upstream keeps it in `lib/core/engine.py` and `lib/core/model.py`.",
        "See [the wiki](https://example.org/a.md), [above](#usage), [it](../../other/README.md).",
        "## Roadmap\n\n- [ ] `src/rank.py`\n- [ ] `src/cache.py`\n",
        "```bash\nmkdir -p out\npython src/app.py > src/a.json\ncat src/a.json\n```\n",
    ],
    ids=[
        "placeholders",
        "build output",
        "secrets and globs",
        "other projects",
        "addresses",
        "plans",
        "made on the way",
    ],
)
def test_paths_that_are_no_claim_are_left_alone(text: str) -> None:
    assert asked({"README.md": f"# x\n\n{text}\n", "src/app.py": "x = 1\n"}).outcome == "absent"


def test_what_the_ignore_rules_name_is_not_missing() -> None:
    text = "# x\n\nRun `src/local/one.py` and `src/local/two.py`.\n"
    files = {"README.md": text, "src/app.py": "x\n", ".gitignore": "src/local/\n"}
    assert asked(files).outcome == "absent"


def test_a_path_may_be_told_from_a_folder_below() -> None:
    text = "# x\n\n```bash\ncd backend\npython tasks/run.py\npython tasks/stop.py\n```\n"
    files = {"README.md": text, "backend/tasks/run.py": "x\n", "backend/tasks/stop.py": "x\n"}
    assert asked(files).outcome == "absent"


def test_files_that_may_only_not_have_been_read_are_unknown() -> None:
    assert asked({"README.md": README}, cut=("files",)).outcome == "unknown"
