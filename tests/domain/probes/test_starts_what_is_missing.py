import pytest

from career_guide.domain.probes import starts_what_is_missing
from repositories import snapshot

CODE = "def main():\n    return 1\n"


def dockerfile(command: str, more: str = "") -> str:
    return f"FROM python:3.12\nWORKDIR /app\nCOPY . .\n{more}CMD {command}\n"


PACKAGE = '{"name": "notes", "scripts": {"build": "tsc", "start": "node dist/index.js"}}\n'


@pytest.mark.parametrize(
    ("files", "path", "line"),
    [
        ({"Dockerfile": dockerfile('["python", "app.py"]'), "main.py": CODE}, "Dockerfile", 4),
        ({"Dockerfile": dockerfile("uvicorn api.main:app"), "app/main.py": CODE}, "Dockerfile", 4),
        ({"Procfile": "web: python server.py\n", "main.py": CODE}, "Procfile", 1),
        (
            {"Dockerfile": dockerfile('["node", "server.js"]'), "index.py": CODE},
            "Dockerfile",
            4,
        ),
        (
            {
                "pyproject.toml": '[project]\nname = "notes"\n[project.scripts]\n'
                'notes = "notes.cli:main"\n',
                "main.py": CODE,
            },
            "pyproject.toml",
            4,
        ),
    ],
)
def test_a_start_of_what_is_not_there_is_told_with_its_line(files, path, line):
    finding = starts_what_is_missing.run(snapshot(files))
    assert finding.outcome == "present"
    assert (finding.places[0].file, finding.places[0].line) == (path, line)


@pytest.mark.parametrize(
    "files",
    [
        {"Dockerfile": dockerfile('["python", "app.py"]'), "app.py": CODE},
        {"Dockerfile": dockerfile("uvicorn notes.api:app"), "src/notes/api.py": CODE},
        {"Dockerfile": dockerfile('["python", "-m", "notes"]'), "notes/__main__.py": CODE},
        {"backend/Dockerfile": dockerfile('["python", "main.py"]'), "backend/main.py": CODE},
        {"Dockerfile": dockerfile('["python", "/app/run.py"]'), "run.py": CODE},
        {
            "docker-compose.yml": "services:\n  web:\n    build: ./web\n"
            '    command: ["streamlit", "run", "/app/app.py"]\n',
            "web/app.py": CODE,
        },
    ],
)
def test_paths_are_found_wherever_an_image_copies_them_from(files):
    assert starts_what_is_missing.run(snapshot(files)).outcome == "absent"


@pytest.mark.parametrize(
    "files",
    [
        {"Dockerfile": dockerfile('["node", "dist/index.js"]'), "src/index.ts": "export {};\n"},
        {
            "Dockerfile": "FROM node:22 AS build\nRUN npm run build\nFROM node:22\n"
            'COPY --from=build /app/.next ./\nCMD ["node", "server.js"]\n',
            "package.json": PACKAGE,
        },
        {"Dockerfile": dockerfile('["python", "-m", "http.server"]')},
        {"Dockerfile": dockerfile("python -m worker", "RUN git clone https://code.test/w .\n")},
        {"Dockerfile": dockerfile('["sh", "start.sh"]', "RUN echo serve > start.sh\n")},
        {"Dockerfile": dockerfile("python $ENTRY")},
        {
            "Dockerfile": dockerfile('["python", "-m", "notes_engine.serve"]'),
            "requirements.txt": "notes-engine==1.0\n",
        },
    ],
)
def test_what_a_build_a_download_or_a_dependency_brings_is_never_called_missing(files):
    assert starts_what_is_missing.run(snapshot(files)).outcome in ("unknown", "not_applicable")


def test_a_broken_start_beside_a_working_one_is_told_and_does_not_count():
    files = {
        "Dockerfile": dockerfile('["python", "main.py"]'),
        "main.py": CODE,
        "worker/Dockerfile": dockerfile('["python", "gone.py"]'),
    }
    finding = starts_what_is_missing.run(snapshot(files))
    assert finding.outcome == "absent"
    assert [place.file for place in finding.places] == ["worker/Dockerfile"]


def test_a_left_over_main_of_a_package_is_no_start():
    package = {"package.json": '{\n  "name": "notes",\n  "main": "index.js"\n}\n'}
    assert starts_what_is_missing.run(snapshot(package)).outcome == "not_applicable"


def test_without_a_start_command_the_question_does_not_arise():
    assert starts_what_is_missing.run(snapshot({"main.py": CODE})).outcome == "not_applicable"


def test_a_reading_that_was_cut_short_calls_nothing_missing():
    files = {"Dockerfile": dockerfile('["python", "app.py"]')}
    assert starts_what_is_missing.run(snapshot(files, cut=("files",))).outcome == "unknown"
