"""Configuration of linters, type checkers, formatters and test runners, and of hooks."""

import re

from career_guide.evidence.formats.ini_tree import read_ini
from career_guide.evidence.formats.json_tree import read_json
from career_guide.evidence.formats.toml_tree import read_toml
from career_guide.evidence.formats.yaml_tree import read_yaml_document
from career_guide.evidence.manifests.builder import Builder
from career_guide.evidence.manifests.python import configured
from career_guide.models.repository.files import Manifest

_NAMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), tool)
    for pattern, tool in (
        (r"\.?ruff\.toml", "ruff"),
        (r"\.flake8", "flake8"),
        (r"\.?pylintrc(?:\.toml)?", "pylint"),
        (r"\.isort\.cfg", "isort"),
        (r"\.?mypy\.ini", "mypy"),
        (r"pyrightconfig\.json", "pyright"),
        (r"ty\.toml", "ty"),
        (r"\.?pytest\.ini|pytest\.toml", "pytest"),
        (r"\.coveragerc", "coverage"),
        (r"tox\.ini", "tox"),
        (r"noxfile\.py", "nox"),
        (r"\.bandit(?:\.ya?ml)?", "bandit"),
        (r"\.eslintrc(?:\.\w+)?|eslint\.config\.\w+", "eslint"),
        (r"\.prettierrc(?:\.\w+)?|prettier\.config\.\w+", "prettier"),
        (r"biome\.jsonc?", "biome"),
        (r"\.?oxlintrc\.json", "oxlint"),
        (r"\.stylelintrc(?:\.\w+)?|stylelint\.config\.\w+", "stylelint"),
        (r"tslint\.json", "tslint"),
        (r"jest\.config(?:\.\w+)*", "jest"),
        (r"vitest\.(?:config|workspace)(?:\.\w+)*", "vitest"),
        (r"\.mocharc(?:\.\w+)?", "mocha"),
        (r"playwright\.config\.\w+", "playwright"),
        (r"cypress\.(?:config\.\w+|json)", "cypress"),
        (r"karma\.conf\.\w+", "karma"),
        (r"ava\.config\.\w+", "ava"),
        (r"\.golangci\.(?:ya?ml|toml|json)", "golangci-lint"),
        (r"\.?rustfmt\.toml", "cargo fmt"),
        (r"\.?clippy\.toml", "cargo clippy"),
        (r"\.rubocop\.ya?ml", "rubocop"),
        (r"\.editorconfig", "editorconfig"),
        (r"\.markdownlint(?:-cli2)?\.\w+", "markdownlint"),
        (r"\.yamllint(?:\.ya?ml)?", "yamllint"),
        (r"\.hadolint\.ya?ml", "hadolint"),
        (r"\.commitlintrc(?:\.\w+)?|commitlint\.config\.\w+", "commitlint"),
        (r"codecov\.ya?ml|\.codecov\.ya?ml", "coverage"),
        (r"sonar-project\.properties", "sonar"),
        (r"\.?typos\.toml|_typos\.toml", "typos"),
        (r"tsconfig(?:\.[\w-]+)?\.json|jsconfig\.json", "tsc"),
    )
)


def tool_of(name: str) -> str:
    """The tool that a file with this name configures, "" for none."""
    return next((tool for pattern, tool in _NAMES if pattern.fullmatch(name)), "")


def read_check(name: str, text: str) -> Manifest:
    """The configuration of the tool that the name of this file tells."""
    tool = tool_of(name)
    builder = Builder("lint")
    if tool in ("tsc", "pyright"):
        _strict_json(builder, tool, text)
    elif name.endswith(".ini") or name in (".flake8", ".coveragerc", ".isort.cfg"):
        builder.tool(tool, 1)
        root = read_ini(text)
        configured(builder, root)
        for section_name, section in root.items:
            if section_name.startswith("testenv"):
                for command in section.get("commands").texts:
                    builder.command(section_name, command.text, command.line)
    elif tool == "tox":
        builder.tool(tool, 1)
    else:
        builder.tool(tool, 1)
        if name == "noxfile.py":
            _nox(builder, text)
    return builder.manifest()


def _strict_json(builder: Builder, tool: str, text: str) -> None:
    builder.tool(tool, 1)
    root = read_json(text)
    if root is None:
        return
    strict = root.get("compilerOptions", "strict")
    mode = root.get("typeCheckingMode")
    if strict.is_true:
        builder.tool("strict types", strict.line)
    elif mode.text == "strict":
        builder.tool("strict types", mode.line)


_NOX_RUN = re.compile(r"\bsession\.run\(([^()\n]{1,500})")
_STRING = re.compile(r"[\"']([^\"'\n]{1,200})[\"']")


def _nox(builder: Builder, text: str) -> None:
    for line, row in enumerate(text.split("\n")[:2_000], 1):
        for hit in _NOX_RUN.finditer(row[:1_000]):
            builder.command("session", " ".join(_STRING.findall(hit.group(1))), line)


def read_pre_commit(text: str) -> Manifest | None:
    """Hooks of pre-commit as tools, by their ids; their repositories as dependencies."""
    root = read_yaml_document(text)
    if root is None:
        return None
    builder = Builder("hooks")
    builder.tool("pre-commit", 1)
    for source in root.get("repos").elements:
        builder.depend(source.get("repo").text.removeprefix("https://").removesuffix(".git"))
        for hook in source.get("hooks").elements:
            name = hook.get("id").text
            builder.tool(_RENAMED_HOOKS.get(name, name), hook.get("id").line)
            builder.run(hook.get("entry").text, hook.get("entry").line)
    return builder.manifest()


_RENAMED_HOOKS = {
    "ruff-check": "ruff",
    "ruff-format": "ruff",
    "mirrors-mypy": "mypy",
    "biome-check": "biome",
    "biome-format": "biome",
    "black-jupyter": "black",
}


def read_hook(text: str) -> Manifest:
    """A hook of git as a script."""
    builder = Builder("hooks")
    builder.command("hook", text, 1)
    return builder.manifest()


def read_hooks(name: str, text: str) -> Manifest | None:
    """Settings of lefthook or lint-staged: every command in them."""
    root = read_toml(text) if name.endswith(".toml") else read_yaml_document(text)
    builder = Builder("hooks")
    if root is not None:
        for key, node in root.walk():
            if node.text and isinstance(node.value, str):
                builder.command(key, node.text, node.line)
    elif name.endswith((".js", ".cjs", ".mjs", ".ts")):
        for line, row in enumerate(text.split("\n")[:500], 1):
            for command in _STRING.findall(row[:1_000]):
                builder.run(command, line)
    else:
        return None
    return builder.manifest()
