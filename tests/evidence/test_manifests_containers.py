"""Container and compose files tell their images and what they start."""

import pytest

from files_in_memory import lines, manifest, texts

DOCKERFILE = """\
# syntax=docker/dockerfile:1
FROM node:20-slim AS build
WORKDIR /web
RUN npm ci && \\
    # a comment inside
    npm test
CMD ["node", "never.js"]

FROM --platform=linux/amd64 python:3.11-slim@sha256:abc
WORKDIR /srv/lease
COPY requirements.txt ./
COPY --from=build /web/dist ./static
COPY docker/entry.sh /usr/local/bin/start.sh
COPY . .
ENTRYPOINT ["/usr/local/bin/start.sh"]
CMD ["uvicorn", "lease.app:app", "--host", "0.0.0.0"]
"""


def test_the_last_stage_says_what_is_started() -> None:
    found = manifest("Dockerfile", DOCKERFILE)
    assert found.kind == "docker"
    assert found.dependencies == ("node", "python")
    assert lines(found.starts) == {"docker/entry.sh": 15, "lease.app": 16}
    assert lines(found.tools) == {"npm test": 4}
    assert lines(found.commands)["ENTRYPOINT: /usr/local/bin/start.sh"] == 15


@pytest.mark.parametrize(
    ("command", "starts"),
    [
        ('CMD ["python", "app.py"]', ["app.py"]),
        ("CMD python3 -u src/main.py --port $PORT", ["src/main.py"]),
        ("CMD python -m lease.server", ["lease.server"]),
        ('CMD ["python", "-m", "uvicorn", "lease.api:app"]', ["lease.api"]),
        (
            "CMD gunicorn -w 4 -k uvicorn.workers.UvicornWorker lease.wsgi:application",
            ["lease.wsgi"],
        ),
        (
            'CMD ["sh", "-c", "python migrate.py && exec uvicorn main:app --port ${PORT}"]',
            ["migrate.py", "main"],
        ),
        ("CMD streamlit run ui/app.py --server.port 8501", ["ui/app.py"]),
        ("CMD flask --app lease run", ["lease"]),
        ("CMD celery -A lease.tasks worker", ["lease.tasks"]),
        ('ENTRYPOINT ["tini", "-e", "143", "--", "wrapper", "python", "-m", "lease"]', ["lease"]),
        ("CMD uv run lease/main.py", ["lease/main.py"]),
        ("CMD poetry run python lease/main.py", ["lease/main.py"]),
        ("CMD node --import tsx src/index.ts", ["src/index.ts"]),
        ("CMD npx tsx src/index.ts", ["src/index.ts"]),
        ("CMD fastmcp run server.py:mcp", ["server.py"]),
        ('CMD ["/app/start.sh"]', ["start.sh"]),
        ('CMD ["./run.sh"]', ["run.sh"]),
        ("CMD npm start", []),
        ('CMD ["./server"]', []),
        ("CMD python -c 'import app'", []),
        ('CMD ["redis-server", "--appendonly", "yes"]', []),
        ("CMD []", []),
        ("CMD [not json", []),
        ('CMD ["unclosed', []),
    ],
)
def test_what_a_command_starts(command: str, starts: list[str]) -> None:
    assert texts(manifest("Dockerfile", f"FROM x\n{command}\n").starts) == starts


@pytest.mark.parametrize(
    ("copies", "command", "start"),
    [
        ("WORKDIR /app\nCOPY . .", "python src/main.py", "src/main.py"),
        ("WORKDIR /app\nCOPY src/ .", "python main.py", "src/main.py"),
        ("WORKDIR /app\nCOPY src ./src", "python src/main.py", "src/main.py"),
        ("WORKDIR /app\nCOPY api/server.py ./", "python server.py", "api/server.py"),
        ("WORKDIR /app\nCOPY a.py b.py ./", "python b.py", "b.py"),
        ("WORKDIR /app\nCOPY requirements.txt .\nCOPY . /app", "python /app/run.py", "run.py"),
        ("WORKDIR /srv/a\nRUN git clone x", "python /srv/a/run.py", "run.py"),
        ("COPY --from=build /out /app", "node /app/server.js", "server.js"),
    ],
)
def test_paths_in_the_image_lead_back_to_the_repository(
    copies: str, command: str, start: str
) -> None:
    found = manifest("Dockerfile", f"FROM x\n{copies}\nCMD {command}\n")
    assert texts(found.starts) == [start]


def test_a_command_of_an_inherited_stage_counts() -> None:
    found = manifest("Dockerfile", "FROM python AS base\nCMD python a.py\nFROM base\nRUN true\n")
    assert (texts(found.starts), found.dependencies) == (["a.py"], ("python",))


def test_an_entry_point_resets_the_command_before_it() -> None:
    found = manifest("Dockerfile", 'FROM x\nCMD python a.py\nENTRYPOINT ["python", "b.py"]\n')
    assert texts(found.starts) == ["b.py"]


def test_text_in_a_heredoc_is_no_instruction() -> None:
    found = manifest("Dockerfile", "FROM x\nRUN <<EOF\nCMD python no.py\nEOF\nCMD python yes.py\n")
    assert lines(found.starts) == {"yes.py": 5}


@pytest.mark.parametrize(
    "path", ["api/Dockerfile", "Dockerfile.prod", "web.dockerfile", "Containerfile"]
)
def test_names_of_container_files(path: str) -> None:
    assert manifest(path, "FROM python:3\n").dependencies == ("python",)


COMPOSE = """\
name: lease
services:
  api:
    build: ./api
    command: uvicorn main:app
  worker:
    build: {context: ./worker}
    command: ["python", "run.py"]
  db:
    image: postgres:16
  search:
    image: registry.example:5000/qdrant/qdrant:latest
  any:
    image: ${IMAGE}
"""


def test_a_compose_file() -> None:
    found = manifest("docker-compose.yml", COMPOSE)
    assert (found.kind, found.name) == ("compose", "lease")
    assert found.dependencies == ("postgres", "registry.example:5000/qdrant/qdrant")
    assert lines(found.starts) == {"main": 5, "worker/run.py": 8}
