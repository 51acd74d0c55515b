"""Manifests of packages tell names, dependencies, what they start and what they check."""

import json

import pytest

from files_in_memory import lines, manifest, read, texts

PYPROJECT = """\
[build-system]
requires = ["hatchling"]

[project]
name = "lease-helper"
version = "1.2.0"
description = "Answers tenants' questions"
dependencies = [
    "FastAPI>=0.100",
    "python_dotenv ; python_version < '3.13'",
    "uvicorn[standard]",
]
[project.optional-dependencies]
eval = ["ragas"]
[dependency-groups]
dev = ["pytest>=8", {include-group = "lint"}]
[project.scripts]
lease = "lease_helper.cli:main"
[project.urls]
Homepage = "https://lease.example.net"
Local = "http://localhost:8000"

[tool.pytest.ini_options]
testpaths = ["tests"]
[tool.ruff]
line-length = 100
[tool.mypy]
strict = true
[tool.poe.tasks]
serve = "uvicorn lease_helper.app:app --port 80"
publish = { cmd = "uv publish" }
"""


def test_a_pyproject() -> None:
    found = manifest("pyproject.toml", PYPROJECT)
    assert (found.kind, found.name, found.version) == ("python", "lease-helper", "1.2.0")
    assert found.description == "Answers tenants' questions"
    assert found.dependencies == ("fastapi", "python-dotenv", "uvicorn", "ragas", "pytest")
    assert lines(found.commands) == {
        "lease: lease_helper.cli:main": 18,
        "serve: uvicorn lease_helper.app:app --port 80": 30,
        "publish: uv publish": 31,
    }
    assert lines(found.starts) == {"lease_helper.cli": 18, "lease_helper.app": 30}
    assert lines(found.tools) == {"pytest": 23, "ruff": 25, "mypy": 27, "strict types": 28}
    assert lines(found.publishes) == {"pypi": 31}
    assert lines(found.addresses) == {"https://lease.example.net": 20}
    assert not found.is_private


def test_a_poetry_project() -> None:
    found = manifest(
        "pyproject.toml",
        '[tool.poetry]\nname = "a"\npackage-mode = false\n[tool.poetry.dependencies]\n'
        'python = "^3.11"\n'
        'LangChain = "*"\n[tool.poetry.group.dev.dependencies]\nblack = "*"\n'
        '[tool.poetry.scripts]\nrun = "a.main:app"\n[tool.black]\n',
    )
    assert (found.name, found.is_private) == ("a", True)
    assert found.dependencies == ("langchain", "black")
    assert texts(found.starts) == ["a.main"]
    assert texts(found.tools) == ["black"]


def test_hatch_scripts_and_a_private_classifier() -> None:
    found = manifest(
        "pyproject.toml",
        '[project]\nname = "a"\nclassifiers = ["Private :: Do Not Upload"]\n'
        '[tool.hatch.envs.default.scripts]\ntest = "pytest -q"\n'
        'check = ["ruff check .", "mypy ."]\n',
    )
    assert found.is_private
    assert texts(found.tools) == ["pytest", "ruff", "mypy"]


@pytest.mark.parametrize(
    "text",
    ["[project\n", "a = ", "x = " + "[" * 50_000, ".".join("a" * 2_000) + " = 1\n", "a" * 300_000],
)
def test_a_pyproject_that_cannot_be_read_says_nothing(text: str) -> None:
    found = read("pyproject.toml", text).manifest
    assert found is None or (found.name, found.tools) == ("", ())


def test_setup_py_is_read_and_not_run() -> None:
    found = manifest(
        "setup.py",
        "import os\nfrom setuptools import setup\nraise SystemExit('run')\nsetup(\n    name='a',\n"
        "    version='1',\n    url='https://a.example.net',\n"
        "    install_requires=['requests>=2', 'Rich'],\n"
        "    extras_require={'dev': ['pytest']},\n"
        "    entry_points={'console_scripts': [\n        'a = a.cli:main',\n    ]},\n)\n",
    )
    assert (found.name, found.version) == ("a", "1")
    assert found.dependencies == ("requests", "rich", "pytest")
    assert lines(found.starts) == {"a.cli": 11}
    assert texts(found.addresses) == ["https://a.example.net"]


def test_setup_cfg_and_its_tools() -> None:
    found = manifest(
        "setup.cfg",
        "[metadata]\nname = a\nversion = attr: a.v\nurl = https://a.example.net\n[options]\n"
        "install_requires =\n    requests\n    rich>=1\n[options.entry_points]\nconsole_scripts =\n"
        "    a = a.cli:main\n[tool:pytest]\n[flake8]\n[mypy]\nstrict = True\n[mypy-x.*]\n",
    )
    assert (found.name, found.version) == ("a", "")
    assert found.dependencies == ("requests", "rich")
    assert lines(found.starts) == {"a.cli": 11}
    assert lines(found.tools) == {"pytest": 12, "flake8": 13, "mypy": 14, "strict types": 15}


def test_requirements() -> None:
    found = manifest(
        "requirements.txt",
        "# comment\n-r other.txt\n--index-url https://x.example\nFoo_Bar[extra]>=1 # why\n"
        "baz==1 \\\n    --hash=sha256:abc\ngit+https://git.example/me/tool.git@main\n"
        "git+https://git.example/x#egg=named\npkg @ https://x.example/p.whl\n-e .\n./local\n",
    )
    assert found.dependencies == ("foo-bar", "baz", "tool", "named", "pkg")


def test_pipfile_and_conda() -> None:
    pipfile = manifest(
        "Pipfile",
        '[packages]\nFlask = "*"\n[dev-packages]\npytest = "*"\n[scripts]\n'
        'serve = "python app.py"\n',
    )
    assert pipfile.dependencies == ("flask", "pytest")
    assert texts(pipfile.starts) == ["app.py"]
    conda = manifest(
        "environment.yml",
        "name: lab\ndependencies:\n- python=3.11\n- conda-forge::numpy>=1\n- pip:\n  - openai\n",
    )
    assert (conda.name, conda.dependencies) == ("lab", ("python", "numpy", "openai"))


PACKAGE = {
    "name": "@me/lease-mcp",
    "version": "0.3.1",
    "description": "An MCP server",
    "main": "build/index.js",
    "bin": {"lease-mcp": "./build/cli.js"},
    "homepage": "https://lease.example.net",
    "publishConfig": {"access": "public"},
    "scripts": {
        "start": "node dist/server.js",
        "dev": "tsx watch src/server.ts",
        "test": "vitest run",
        "lint": "eslint . && prettier --check .",
        "deploy": "wrangler deploy",
        "release": "npm publish --access public",
    },
    "dependencies": {"Zod": "^3"},
    "devDependencies": {"vitest": "^1"},
    "lint-staged": {"*.ts": ["biome check"]},
}


def test_a_package_json() -> None:
    text = json.dumps(PACKAGE, indent=2)
    found = manifest("package.json", text)
    assert (found.kind, found.name, found.version) == ("node", "@me/lease-mcp", "0.3.1")
    assert found.dependencies == ("zod", "vitest")
    assert texts(found.starts) == [
        "dist/server.js",
        "src/server.ts",
        "build/index.js",
        "build/cli.js",
    ]
    assert texts(found.tools) == ["vitest", "eslint", "prettier", "lint-staged", "biome"]
    assert texts(found.publishes) == ["npm"]
    assert texts(found.deploys) == ["cloudflare"]
    assert texts(found.addresses) == ["https://lease.example.net"]
    rows = text.split("\n")
    for one in (*found.commands, *found.starts, *found.tools):
        word = one.text.rpartition(": ")[2].rpartition("/")[2].split()[0]
        assert word in rows[one.line - 1]


def test_a_private_package_publishes_nothing_by_its_settings() -> None:
    found = manifest("package.json", '{"private": true, "publishConfig": {"access": "public"}}')
    assert (found.is_private, found.publishes) == (True, ())


@pytest.mark.parametrize("text", ["[]", "{", "null", '{"scripts": 5, "bin": [1], "main": {}}'])
def test_a_broken_package_json_does_no_harm(text: str) -> None:
    found = read("package.json", text).manifest
    assert found is None or found.commands == ()


def test_a_go_module() -> None:
    found = manifest(
        "go.mod",
        "module github.com/me/tool\n\ngo 1.22\n\nrequire github.com/A/b v1.0.0\nrequire (\n"
        "\tgolang.org/x/net v0.1.0 // indirect\n)\nreplace (\n\tx.example/y => ../y\n)\n",
    )
    assert (found.kind, found.name) == ("go", "github.com/me/tool")
    assert found.dependencies == ("github.com/a/b", "golang.org/x/net")


def test_a_crate() -> None:
    found = manifest(
        "Cargo.toml",
        '[package]\nname = "tool"\nversion = "0.1.0"\npublish = false\n[dependencies]\n'
        'serde = "1"\n'
        '[[bin]]\nname = "tool"\npath = "src/bin/tool.rs"\n[lints.clippy]\nall = "warn"\n',
    )
    assert (found.kind, found.name, found.is_private) == ("rust", "tool", True)
    assert (found.dependencies, texts(found.starts)) == (("serde",), ["src/bin/tool.rs"])
    assert texts(found.tools) == ["cargo clippy"]


def test_a_makefile_and_a_taskfile() -> None:
    found = manifest(
        "Makefile",
        "PY := python\n.PHONY: test\nrun: install ## start\n\t$(BIN)/uvicorn app.main:app\n"
        "test:\n\t@$(PY) -m pytest -q && ruff check .\nhelp:\n\t@echo pytest\npush:\n"
        "\tdocker push me/app\n",
    )
    assert found.kind == "tasks"
    assert lines(found.starts) == {"app.main": 4}
    assert lines(found.tools) == {"pytest": 6, "ruff": 6}
    assert lines(found.publishes) == {"container image": 10}
    task = manifest("Taskfile.yml", "tasks:\n  test:\n    cmds:\n      - go test ./...\n")
    assert lines(task.tools) == {"go test": 4}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MIT License\n\nPermission is hereby granted, free of charge, to any person", "MIT"),
        ("                    Apache License\n              Version 2.0", "Apache-2.0"),
        ("GNU GENERAL PUBLIC LICENSE\nVersion 3", "GPL"),
        ("All rights reserved.", ""),
    ],
)
def test_licences(text: str, name: str) -> None:
    found = manifest("LICENSE", text)
    assert (found.kind, found.name) == ("licence", name)


def test_a_changelog_is_prose_with_its_newest_version() -> None:
    file = read("CHANGELOG.md", "# Changes\n\n## [1.4.0] - 2026-01-02\n- Added\n\n## 1.3.0\n")
    assert file.kind == "docs"
    assert file.document is not None
    assert file.manifest is not None
    assert (file.manifest.kind, file.manifest.version) == ("changelog", "1.4.0")
