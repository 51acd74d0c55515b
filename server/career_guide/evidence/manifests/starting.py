"""Which file or module of a repository a command starts."""

import re

from career_guide.evidence.manifests.shell import commands, unwrapped

_APPLICATION = re.compile(r"([A-Za-z_][\w.\-]*):[\w.]+(?:\(.*\))?")
_MODULE = re.compile(r"[A-Za-z_][\w]*(?:\.[\w]+)*")
_SCRIPT = re.compile(r"[\w./@+\-]+\.(?:py|js|mjs|cjs|ts|tsx|mts|sh|bash|rb|go|pl|php|lua|R)")
_SERVERS = frozenset(
    ("uvicorn", "gunicorn", "hypercorn", "daphne", "granian", "waitress-serve", "uwsgi")
)
_RUNTIMES = frozenset(
    (
        "node",
        "bun",
        "tsx",
        "ts-node",
        "nodemon",
        "pm2",
        "deno",
        "ruby",
        "php",
        "perl",
        "Rscript",
        "dart",
    )
)
_SHELLS = frozenset(("sh", "bash", "ash", "zsh"))
_RUNNERS = frozenset(
    (
        "streamlit",
        "chainlit",
        "fastapi",
        "mcp",
        "fastmcp",
        "marimo",
        "solara",
        "panel",
        "modal",
        "rasa",
    )
)
_VALUED = frozenset(
    (
        "-r",
        "--require",
        "--import",
        "--loader",
        "--env-file",
        "--host",
        "--port",
        "-p",
        "-W",
        "-X",
        "--exec",
    )
)
_OF_OTHERS = frozenset(
    (
        "pytest", "unittest", "pip", "venv", "virtualenv", "ensurepip", "build", "twine",
        "http.server", "ruff", "mypy", "black", "isort", "flake8", "pylint", "coverage",
        "pre_commit", "spacy", "nltk", "playwright", "alembic", "compileall", "ipykernel",
        "jupyter", "notebook", "pipx", "poetry", "uv", "grpc_tools.protoc", "debugpy", "zipfile",
        "json.tool", "piptools", "tox", "nox",
    )
)  # fmt: skip
"""Modules that `python -m` runs and that no project is."""
_OF_IMAGE = ("/usr/bin/", "/bin/", "/sbin/", "/usr/sbin/", "/etc/", "/opt/venv/bin/")


def starts_of_words(words: str | tuple[str, ...]) -> list[str]:
    """Files as written and modules with dots; programs of the machine are left out.

    `uvicorn app.main:app` starts the module `app.main`, `python -m worker` the module `worker`.
    A list of words is one command as it stands, a text is read like a shell reads it.
    """
    if isinstance(words, tuple):
        return _of_command(words, 2)
    return [path for command in commands(words) for path in _of_command(command.words, 2)]


def _of_command(words: tuple[str, ...], deeper: int) -> list[str]:
    script = next((word for word in words[:1] if _SCRIPT.fullmatch(word)), "")
    bare = unwrapped(words)
    if not bare:
        return []
    program, rest = bare[0], bare[1:]
    kind = (
        program.rstrip("0123456789.") if program.startswith(("python", "pypy", "py")) else program
    )
    if kind in _SHELLS:
        if rest and rest[0].startswith("-") and "c" in rest[0] and len(rest) > 1:
            if not deeper:
                return []
            inner = [_of_command(one.words, deeper - 1) for one in commands(rest[1])]
            return [path for paths in inner for path in paths]
        found = _first_script(rest)
    elif kind in ("python", "pypy", "py", "pythonw"):
        found = _of_python(rest)
    elif program in _SERVERS or program == "rq":
        found = next((hit.group(1) for word in rest if (hit := _APPLICATION.fullmatch(word))), "")
    elif program in _RUNNERS:
        found = _of_runner(rest)
    elif program in ("flask", "celery", "dramatiq", "arq", "taskiq"):
        found = _of_flag(rest, ("--app", "-A"))
    elif program in _RUNTIMES:
        found = _first_script(rest)
    elif program == "go" and rest[:1] == ("run",):
        found = next((word for word in rest[1:] if not word.startswith("-")), "")
    elif deeper and (wrapped := _behind(rest)):
        return _of_command(wrapped, deeper - 1)
    else:
        found = script if script and not script.startswith(_OF_IMAGE) else ""
        if not found and _SCRIPT.fullmatch(program) and words[0] != program:
            found = next((word for word in words if word.endswith(program)), "")
    return [found] if found else []


def _behind(rest: tuple[str, ...]) -> tuple[str, ...]:
    """The command that a wrapper is given to run, from its runtime on."""
    known = (
        at for at, word in enumerate(rest) if word in _RUNTIMES or word in ("python", "python3")
    )
    at = next(known, -1)
    return rest[at:] if at >= 0 and at + 1 < len(rest) else ()


def _of_python(rest: tuple[str, ...]) -> str:
    at = 0
    while at < len(rest):
        word = rest[at]
        if word == "-c":
            return ""
        if word == "-m":
            inner = rest[at + 1 :]
            if inner and (
                inner[0] in _SERVERS or inner[0] in _RUNNERS or inner[0] in ("flask", "celery")
            ):
                return next(iter(_of_command(inner, 1)), "")
            is_own = inner and _MODULE.fullmatch(inner[0]) and inner[0] not in _OF_OTHERS
            return inner[0] if is_own else ""
        if not word.startswith("-"):
            return word if _SCRIPT.fullmatch(word) else ""
        at += 2 if word in _VALUED else 1
    return ""


def _of_runner(rest: tuple[str, ...]) -> str:
    for word in rest:
        path = word.partition(":")[0]
        if _SCRIPT.fullmatch(path):
            return path
    return ""


def _of_flag(rest: tuple[str, ...], flags: tuple[str, ...]) -> str:
    for at, word in enumerate(rest):
        name, equals, value = word.partition("=")
        if name in flags:
            target = value if equals else (rest[at + 1] if at + 1 < len(rest) else "")
            target = target.partition(":")[0]
            return target if _MODULE.fullmatch(target) or _SCRIPT.fullmatch(target) else ""
    return ""


def _first_script(rest: tuple[str, ...]) -> str:
    """The first word that is a file, behind options and words such as `run` or `start`."""
    at = 0
    while at < len(rest):
        word = rest[at]
        if word in _VALUED:
            at += 2
            continue
        if not word.startswith("-"):
            if _SCRIPT.fullmatch(word):
                return "" if word.startswith(_OF_IMAGE) else word
            if word not in ("run", "watch", "start", "serve", "task") and "/" not in word:
                return ""
            if "/" in word and not word.startswith(_OF_IMAGE):
                return word
        at += 1
    return ""
