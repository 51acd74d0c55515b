"""Imports point downwards only, and the core touches nothing outside."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "server" / "career_guide"
LAYERS = [
    {"__main__"},
    {"cli"},
    {"generated", "serving", "tour", "usage", "progress_bar"},
    {"console"},
    {"transports"},
    {"front"},
    {"app"},
    {"tools", "resources", "prompts", "clients"},
    {"deps", "settings"},
    {"content", "evidence"},
    {"domain"},
    {"models"},
    {"refusals"},
    {"errors"},
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
PURE = {"domain", "models", "refusals", "errors"}
ALLOWED_IN_PURE = {
    "__future__",
    "bisect",
    "career_guide",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "fractions",
    "functools",
    "graphlib",
    "importlib",  # for models that are imported when they are needed
    "ipaddress",
    "itertools",
    "json",
    "math",
    "operator",
    "pydantic",
    "pydantic_core",
    "rapidfuzz",
    "re",
    "typing",
    "unicodedata",
    "urllib",
    "weakref",
}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")
MAX_LINES = 400


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def violations(here: str, names: set[str]) -> list[str]:
    found = []
    for name in sorted(names):
        top, _, rest = name.partition(".")
        there = rest.partition(".")[0]
        if top == "career_guide" and there != "__version__":
            if there != here and RANK[there] <= RANK[here]:
                found.append(f"{here} must not import {name}")
        elif here in PURE and top not in ALLOWED_IN_PURE:
            found.append(f"the core ({here}) must not import {name}")
    return found


def identify(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=identify)
def test_imports_point_down(path: Path) -> None:
    here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert here in RANK, f"{here}: add the new module to LAYERS"
    assert violations(here, imported(path)) == []


@pytest.mark.parametrize(
    ("here", "name"),
    [
        ("domain", "career_guide.content.loader"),
        ("tools", "career_guide.app.build"),
        ("tools", "career_guide.resources.registry"),
        ("models", "os.path"),
        ("domain", "mcp.server"),
    ],
)
def test_the_rule_catches_an_import_that_points_up_or_out(here: str, name: str) -> None:
    assert violations(here, {name})


@pytest.mark.parametrize("path", MODULES, ids=identify)
def test_modules_stay_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_LINES, f"{lines} lines: split it by subject"


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=identify)
def test_packages_hold_no_code(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert all(isinstance(node, ast.Expr) for node in body), "a docstring at most"


def test_no_directory_shadows_the_sdk() -> None:
    root = PACKAGE.parents[1]
    folders = [p for top in ("server", "tests", "bench") for p in (root / top).rglob("mcp")]
    assert [p for p in folders if p.is_dir() and "node_modules" not in p.parts] == []
