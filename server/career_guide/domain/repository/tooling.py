"""Checks that a project sets up for itself: what its CI runs, its linters, types and formatters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from career_guide.domain.repository.located import at, is_aside, row, rows
from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.tested import by_convention
from career_guide.models.repository.files import File, Manifest
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

Kind = Literal["ci", "lint", "types", "format"]
RUNNERS = frozenset(
    (
        "pytest", "tox", "nox", "unittest", "nosetests", "behave", "robot", "jest", "vitest",
        "mocha", "ava", "c8", "nyc", "playwright", "cypress", "karma", "node --test", "go test",
        "gotestsum", "cargo test", "cargo nextest", "deno test", "bun test", "dotnet test",
        "gradle test", "gradle check", "gradlew test", "gradlew check", "mvn test", "mvn verify",
        "mvnw test", "mvnw verify", "swift test", "mix test", "hatch test", "rspec", "phpunit",
        "coverage",
    )
)  # fmt: skip
LINTERS = frozenset(
    (
        "ruff", "flake8", "pylint", "pycodestyle", "pydocstyle", "bandit", "vulture", "eslint",
        "biome", "xo", "standard", "oxlint", "tslint", "golangci-lint", "staticcheck", "go vet",
        "go-vet", "cargo clippy", "clippy", "rubocop", "phpstan", "semgrep", "codeql",
        "deno lint", "mix credo", "super-linter", "megalinter", "lint-action", "sonar", "deptry",
        "knip", "sqlfluff", "cargo check",
    )
)  # fmt: skip
TYPES = frozenset(
    (
        "mypy", "pyright", "basedpyright", "ty", "pyrefly", "pytype", "vue-tsc", "svelte-check",
        "deno check", "strict types",
    )
)  # fmt: skip
FORMATTERS = frozenset(
    (
        "black", "isort", "yapf", "autopep8", "prettier", "gofmt", "gofumpt", "goimports",
        "go-fmt", "go fmt", "cargo fmt", "deno fmt", "dotnet format", "mix format", "uv format",
        "hatch fmt", "lint-staged", "pre-commit", "rustfmt", "shfmt",
    )
)  # fmt: skip
OF_SCRIPT = (
    ("test", "ci"), ("unit", "ci"), ("e2e", "ci"), ("lint", "lint"), ("type", "types"),
    ("format", "format"), ("fmt", "format"), ("check", "lint"),
)  # fmt: skip
"""What the name of a script or target tells: `npm run lint`, `make type-check`."""
_SCRIPT = re.compile(
    r"(?:npm|yarn|pnpm|bun|make|just|task|poe|turbo|nx|moon|rake|inv|invoke)(?: run)? ?(\S*)"
)
_NO_TEST = re.compile(r"no test specified|^test:\s*(?:echo|exit|true)\b", re.IGNORECASE)
_CANNOT_FAIL = re.compile(r"\|\|\s{0,4}(?:true|:|exit 0|echo)\b")
_COURSE = re.compile(r"classroom|autograd|homework|assignment", re.IGNORECASE)
_DEFAULT_LINT = re.compile(
    r"next/core-web-vitals|next/typescript|[\"']react-app[\"']|react-hooks|tseslint\.configs\.recommended"
)
_OWN_RULES = re.compile(r"[\"']?rules[\"']?\s*:\s*\{\s*(?:$|[\"'@a-zA-Z])", re.MULTILINE)
SHORT = 40
"""Lines of a linter's settings up to which they may be a generator's."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a kind; `is_default` where a generator set it up that way."""

    kind: Kind
    place: Place
    is_default: bool = False


def checks(repo: Snapshot) -> tuple[Check, ...]:
    """Every check on the code, own ones before a generator's, in the order of paths."""
    found = [check for file, manifest in _manifests(repo) for check in _of(repo, file, manifest)]
    return tuple(sorted(found, key=lambda check: check.is_default))


@per_snapshot
def has_tests(repo: Snapshot) -> bool:
    """Whether there is any test that a runner could run."""
    declared = any(one.is_test for file in repo.files if file.code for one in file.code.functions)
    return declared or bool(by_convention(repo))


def kind_of(tool: str) -> Kind | None:
    """What kind of check a tool, script or target is; a test runner counts for CI."""
    if tool in LINTERS:
        return "lint"
    if tool in TYPES:
        return "types"
    if tool in FORMATTERS:
        return "format"
    if tool in RUNNERS:
        return "ci"
    if hit := _SCRIPT.fullmatch(tool):
        for start, kind in OF_SCRIPT:
            if hit.group(1).startswith(start):
                return kind  # type: ignore[return-value]
    return None


def _manifests(repo: Snapshot) -> Iterator[tuple[File, Manifest]]:
    for file in repo.files:
        if file.kind in ("vendored", "generated", "template") or not file.manifest:
            continue
        if not is_aside(file.path):
            yield file, file.manifest


def _of(repo: Snapshot, file: File, manifest: Manifest) -> Iterator[Check]:
    match manifest.kind:
        case "ci":
            yield from _of_workflow(repo, file, manifest)
        case "lint" | "python" | "hooks" | "tasks" | "node" | "go" | "rust":
            for passage in manifest.tools:
                kind = _own_kind(file, manifest, passage.text, passage.line)
                if kind:
                    place = at("config", file, passage.line)
                    yield Check(kind, place, is_default=_is_default(file, passage.text))
        case _:
            pass


def _of_workflow(repo: Snapshot, file: File, manifest: Manifest) -> Iterator[Check]:
    """CI that runs tests or linters; those of a course judge homework, not the project."""
    if _COURSE.search(file.name) or _COURSE.search(manifest.name):
        return
    ran = False
    for passage in manifest.tools:
        kind = kind_of(passage.text)
        if passage.text == "tsc":
            kind = "types" if "noEmit" in row(file, passage.line) else None
        if kind is None or _CANNOT_FAIL.search(row(file, passage.line)):
            continue
        if kind == "ci" and not _can_test(repo, passage.text):
            continue
        if not ran:
            ran = True
            yield Check("ci", at("config", file, passage.line))
        if kind != "ci":
            yield Check(kind, at("config", file, passage.line))


def _can_test(repo: Snapshot, tool: str) -> bool:
    """Whether a runner finds a test, and a script that is called `test` runs one."""
    if not has_tests(repo):
        return False
    if not tool.startswith(("npm", "yarn", "pnpm", "bun ")):
        return True
    scripts = [
        one.text for file in repo.files if file.manifest and file.manifest.kind == "node"
        for one in file.manifest.commands if one.text.startswith("test")
    ]  # fmt: skip
    return not scripts or any(not _NO_TEST.search(text) for text in scripts)


def _own_kind(file: File, manifest: Manifest, tool: str, line: int) -> Kind | None:
    kind = kind_of(tool)
    if tool == "tsc":
        text = row(file, line)
        return "types" if "noEmit" in text and manifest.kind in ("node", "tasks", "hooks") else None
    if kind == "ci":  # a runner or script outside CI is no check of its own
        return "format" if manifest.kind == "hooks" else None
    if manifest.kind == "node" and tool not in LINTERS | TYPES | FORMATTERS:
        return None
    return kind


def _is_default(file: File, tool: str) -> bool:
    if tool == "strict types":
        return file.name.startswith("tsconfig")
    if tool != "eslint":
        return False
    texts = rows(file)
    if file.manifest and file.manifest.kind == "node":
        return True
    is_generated = bool(_DEFAULT_LINT.search(file.text or "")) and len(texts) <= SHORT
    return is_generated and not _OWN_RULES.search(file.text or "")
