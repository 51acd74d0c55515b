import pytest

from career_guide.domain.probes import is_deployable
from repositories import snapshot

APP = "from fastapi import FastAPI\n\napp = FastAPI()\n"
DOCKERFILE = """FROM python:3.12-slim
WORKDIR /app
COPY . .
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
"""
COMPOSE = """services:
  api:
    build: .
    ports: ["8000:8000"]
"""
DATABASE = """services:
  db:
    image: postgres:16
  cache:
    image: redis:7
"""
RENDER = """services:
  - type: web
    name: notes
    startCommand: uvicorn app.main:app
"""
TERRAFORM = 'resource "aws_ecs_service" "notes" {\n  name = "notes"\n}\n'
KUBERNETES = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: notes\n"
CLOUD_RUN = """on: push
jobs:
  ship:
    runs-on: ubuntu-latest
    steps:
      - run: gcloud run deploy notes --source .
"""
SPACE = (
    "---\ntitle: Notes\nemoji: N\ncolorFrom: blue\nsdk: gradio\napp_file: app.py\n---\n# Notes\n"
)
GIT_INSTALL = "# Notes\n\n```bash\nuvx --from git+https://github.com/somebody/notes notes\n```\n"


@pytest.mark.parametrize(
    ("files", "path", "line"),
    [
        ({"Dockerfile": DOCKERFILE, "app/main.py": APP}, "Dockerfile", 4),
        ({"docker-compose.yml": COMPOSE, "app/main.py": APP}, "docker-compose.yml", 3),
        ({"render.yaml": RENDER, "app/main.py": APP}, "render.yaml", 1),
        ({"Procfile": "web: gunicorn app.main:app\n", "app/main.py": APP}, "Procfile", 1),
        ({"infra/main.tf": TERRAFORM}, "infra/main.tf", 1),
        ({"k8s/deployment.yaml": KUBERNETES}, "k8s/deployment.yaml", 2),
        ({".github/workflows/ship.yml": CLOUD_RUN}, ".github/workflows/ship.yml", 6),
        ({"deploy.sh": "#!/bin/sh\nnpm run build\nfly deploy\n"}, "deploy.sh", 3),
        ({"README.md": SPACE, "app.py": "print('hello')\n"}, "README.md", 5),
        ({"README.md": GIT_INSTALL}, "README.md", 4),
        ({"README.md": '# Notes\n\n```\n"args": ["github:me/notes"]\n```\n'}, "README.md", 4),
    ],
)
def test_a_file_that_starts_it_elsewhere_is_found(files, path, line):
    finding = is_deployable.run(snapshot(files, name="notes"))
    assert finding.outcome == "present"
    place = finding.places[0]
    assert (place.file, place.line) == (path, line)
    assert place.snippet == files[path].split("\n")[line - 1]


@pytest.mark.parametrize(
    "files",
    [
        {"app/main.py": APP, "requirements.txt": "fastapi\n"},
        {"docker-compose.yml": DATABASE, "app/main.py": APP},
        {"Dockerfile": 'FROM python:3.12\nCOPY . .\nCMD ["python", "app.py"]\n', "main.py": APP},
        {".devcontainer/Dockerfile": DOCKERFILE, "app/main.py": APP},
        {"Dockerfile": "FROM postgres:16\nENV POSTGRES_DB=notes\n", "app/main.py": APP},
        {"examples/demo/Dockerfile": DOCKERFILE, "app/main.py": APP},
        {"README.md": "# Notes\n\nDeploy it with Docker on any cloud.\n"},
        {"README.md": GIT_INSTALL.replace("somebody/notes", "somebody/other")},
        {"_config.yml": "title: Notes\nurl: ''\n", "index.md": "# Notes\n"},
        {"content/words/azure.yaml": "id: azure\ntext: A cloud.\n", "app/main.py": APP},
        {"deploy.sh": "#!/bin/sh\n# fly deploy\necho fly deploy comes later\n"},
    ],
)
def test_databases_broken_starts_examples_and_words_start_nothing(files):
    assert is_deployable.run(snapshot(files, name="notes")).outcome == "absent"


def test_the_name_of_an_accounts_pages_makes_a_site_deployable_and_no_more():
    files = {"_config.yml": "title: Notes\n", "index.md": "# Notes\n"}
    finding = is_deployable.run(snapshot(files, name="somebody.github.io"))
    assert (finding.outcome, finding.confidence) == ("present", "medium")


def test_a_site_counts_when_a_second_file_names_its_address():
    settings = {"hugo.toml": 'baseURL = "https://notes.somebody.dev/"\ntitle = "Notes"\n'}
    assert is_deployable.run(snapshot(settings)).outcome == "absent"
    robots = {"static/robots.txt": "Sitemap: https://notes.somebody.dev/sitemap.xml\n"}
    assert is_deployable.run(snapshot(settings | robots)).outcome == "present"


def test_a_container_file_that_could_not_be_read_leaves_it_open():
    finding = is_deployable.run(snapshot({"Dockerfile": None, "app/main.py": APP}))
    assert finding.outcome == "unknown"


def test_a_reading_that_was_cut_short_leaves_it_open():
    finding = is_deployable.run(snapshot({"app/main.py": APP}, cut=("files",)))
    assert finding.outcome == "unknown"
