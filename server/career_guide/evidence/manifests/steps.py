"""What a command or an action of a workflow does: checks, makes available, deploys."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from career_guide.evidence.manifests.actions import ACTIONS
from career_guide.evidence.manifests.shell import Command, commands, unwrapped

StepKind = Literal["tool", "publish", "deploy"]

TOOLS = frozenset(
    (
        "pytest", "tox", "nox", "ruff", "flake8", "pylint", "black", "isort", "mypy", "pyright",
        "basedpyright", "ty", "bandit", "pydocstyle", "vulture", "interrogate", "coverage", "jest",
        "vitest", "mocha", "ava", "c8", "nyc", "playwright", "cypress", "eslint", "prettier",
        "biome", "xo", "standard", "oxlint", "tslint", "stylelint", "golangci-lint", "gofmt",
        "gofumpt", "goimports", "staticcheck", "gotestsum", "govulncheck", "shellcheck", "shfmt",
        "hadolint", "actionlint", "yamllint", "markdownlint", "markdownlint-cli2", "codespell",
        "cspell", "typos", "semgrep", "trivy", "pip-audit", "safety", "gitleaks", "pre-commit",
        "rspec", "rubocop", "phpunit", "phpstan", "deptry", "knip", "tsc", "vue-tsc",
        "svelte-check", "deepeval", "promptfoo", "lychee", "vale", "autopep8", "yapf", "sqlfluff",
        "unittest", "nosetests", "behave", "robot", "htmlhint", "commitlint", "lint-staged",
    )
)  # fmt: skip
_RENAMED = {"py.test": "pytest", "@biomejs/biome": "biome", "tsgo": "tsc", "vitest-ui": "vitest"}
_WORDS_OF_CHECKS = (
    "test",
    "format",
    "fmt",
    "lint",
    "check",
    "type",
    "unit",
    "e2e",
    "coverage",
    "validate",
)
_SCRIPT_RUNNERS = frozenset(("npm", "yarn", "pnpm", "bun"))
_TARGET_RUNNERS = frozenset(
    ("make", "just", "task", "rake", "invoke", "inv", "poe", "turbo", "nx", "moon")
)
_PAIRED_TOOLS: dict[str, frozenset[str]] = {
    "go": frozenset(("test", "vet", "fmt")),
    "cargo": frozenset(("test", "clippy", "fmt", "nextest", "check", "audit", "deny")),
    "deno": frozenset(("test", "lint", "fmt", "check")),
    "dotnet": frozenset(("test", "format")),
    "gradle": frozenset(("test", "check")),
    "gradlew": frozenset(("test", "check")),
    "mvn": frozenset(("test", "verify")),
    "mvnw": frozenset(("test", "verify")),
    "hatch": frozenset(("test", "fmt")),
    "swift": frozenset(("test",)),
    "mix": frozenset(("test", "format", "credo")),
    "uv": frozenset(("format",)),
    "ct": frozenset(("lint",)),
    "terraform": frozenset(("validate", "fmt")),
    "helm": frozenset(("lint",)),
    "bun": frozenset(("test",)),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A command that begins with a program and these words makes available or deploys.

    `needs` names words of which one must stand in it, `part` a text that some word must hold.
    """

    kind: StepKind
    name: str
    program: str
    words: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    part: str = ""


_RULES: tuple[Rule, ...] = (
    Rule("publish", "npm", "npm", ("publish",)),
    Rule("publish", "npm", "pnpm", ("publish",)),
    Rule("publish", "npm", "yarn", ("publish",)),
    Rule("publish", "npm", "yarn", ("npm", "publish")),
    Rule("publish", "npm", "bun", ("publish",)),
    Rule("publish", "npm", "lerna", ("publish",)),
    Rule("publish", "npm", "changeset", ("publish",)),
    Rule("publish", "npm", "np"),
    Rule("publish", "jsr", "jsr", ("publish",)),
    Rule("publish", "jsr", "deno", ("publish",)),
    Rule("publish", "pypi", "twine", ("upload",)),
    Rule("publish", "pypi", "uv", ("publish",)),
    Rule("publish", "pypi", "poetry", ("publish",)),
    Rule("publish", "pypi", "flit", ("publish",)),
    Rule("publish", "pypi", "hatch", ("publish",)),
    Rule("publish", "pypi", "pdm", ("publish",)),
    Rule("publish", "pypi", "rye", ("publish",)),
    Rule("publish", "pypi", "maturin", ("publish",)),
    Rule("publish", "crates.io", "cargo", ("publish",)),
    Rule("publish", "rubygems", "gem", ("push",)),
    Rule("publish", "nuget", "dotnet", ("nuget", "push")),
    Rule("publish", "maven", "mvn", ("deploy",)),
    Rule("publish", "container image", "docker", ("push",)),
    Rule("publish", "container image", "docker", ("image", "push")),
    Rule("publish", "container image", "docker", ("compose", "push")),
    Rule("publish", "container image", "docker", ("buildx", "build"), needs=("--push",)),
    Rule("publish", "container image", "docker", ("build",), needs=("--push",)),
    Rule("publish", "container image", "docker", ("buildx", "bake"), needs=("--push",)),
    Rule("publish", "container image", "podman", ("push",)),
    Rule("publish", "container image", "buildah", ("push",)),
    Rule("publish", "container image", "ko", ("build",)),
    Rule("publish", "container image", "gcloud", ("builds", "submit")),
    Rule("publish", "container image", "az", ("acr", "build")),
    Rule("publish", "release", "gh", ("release", "create")),
    Rule("publish", "release", "gh", ("release", "upload")),
    Rule("publish", "release", "glab", ("release", "create")),
    Rule("publish", "release", "release-cli", ("create",)),
    Rule("publish", "release", "goreleaser"),
    Rule("publish", "release", "goreleaser", ("release",)),
    Rule("publish", "release", "semantic-release"),
    Rule("publish", "release", "release-please"),
    Rule("publish", "release", "release-it"),
    Rule("publish", "release", "cz", ("bump",)),
    Rule("publish", "helm chart", "helm", ("push",)),
    Rule("publish", "editor marketplace", "vsce", ("publish",)),
    Rule("publish", "editor marketplace", "ovsx", ("publish",)),
    Rule("publish", "mcp registry", "mcp-publisher", ("publish",)),
    Rule("publish", "smithery", "smithery", ("publish",)),
    Rule("publish", "hugging face hub", "huggingface-cli", ("upload",)),
    Rule("publish", "hugging face hub", "hf", ("upload",)),
    Rule("publish", "site", "mkdocs", ("gh-deploy",)),
    Rule("publish", "site", "mike", ("deploy",)),
    Rule("publish", "site", "gh-pages"),
    Rule("deploy", "github pages", "mkdocs", ("gh-deploy",)),
    Rule("deploy", "github pages", "mike", ("deploy",)),
    Rule("deploy", "github pages", "gh-pages"),
    Rule("deploy", "github pages", "git", ("push",), part="gh-pages"),
    Rule("deploy", "fly.io", "fly", ("deploy",)),
    Rule("deploy", "fly.io", "flyctl", ("deploy",)),
    Rule("deploy", "google cloud run", "gcloud", ("run", "deploy")),
    Rule("deploy", "google cloud run", "gcloud", ("run", "services", "update")),
    Rule("deploy", "google cloud run", "gcloud", ("beta", "run", "deploy")),
    Rule("deploy", "google app engine", "gcloud", ("app", "deploy")),
    Rule("deploy", "google cloud", "gcloud", ("functions", "deploy")),
    Rule("deploy", "firebase", "firebase", ("deploy",)),
    Rule("deploy", "aws", "aws", ("ecs", "update-service")),
    Rule("deploy", "aws", "aws", ("lambda", "update-function-code")),
    Rule("deploy", "aws", "aws", ("s3", "sync")),
    Rule("deploy", "aws", "aws", ("s3", "cp")),
    Rule("deploy", "aws", "aws", ("cloudformation", "deploy")),
    Rule("deploy", "aws", "aws", ("elasticbeanstalk",)),
    Rule("deploy", "aws", "aws", ("apprunner",)),
    Rule("deploy", "aws", "aws", ("deploy",)),
    Rule("deploy", "aws", "aws", ("amplify",)),
    Rule("deploy", "aws", "sam", ("deploy",)),
    Rule("deploy", "aws", "cdk", ("deploy",)),
    Rule("deploy", "aws", "eb", ("deploy",)),
    Rule("deploy", "aws", "copilot", ("deploy",)),
    Rule("deploy", "aws", "agentcore", ("launch",)),
    Rule("deploy", "azure", "az", ("webapp",)),
    Rule("deploy", "azure", "az", ("containerapp",)),
    Rule("deploy", "azure", "az", ("functionapp",)),
    Rule("deploy", "azure", "az", ("deployment",)),
    Rule("deploy", "azure", "func", ("azure", "functionapp", "publish")),
    Rule("deploy", "azure", "azd", ("up",)),
    Rule("deploy", "azure", "azd", ("deploy",)),
    Rule("deploy", "azure", "swa", ("deploy",)),
    Rule("deploy", "vercel", "vercel", ("deploy",)),
    Rule("deploy", "vercel", "vercel", needs=("--prod", "--prebuilt")),
    Rule("deploy", "netlify", "netlify", ("deploy",)),
    Rule("deploy", "netlify", "ntl", ("deploy",)),
    Rule("deploy", "render", "render", ("deploys", "create")),
    Rule("deploy", "render", "curl", part="api.render.com/deploy"),
    Rule("deploy", "render", "curl", part="RENDER_DEPLOY"),
    Rule("deploy", "deploy hook", "curl", part="DEPLOY_HOOK"),
    Rule("deploy", "deploy hook", "curl", part="deploy_hooks"),
    Rule("deploy", "deploy hook", "curl", part="COOLIFY"),
    Rule("deploy", "railway", "railway", ("up",)),
    Rule("deploy", "railway", "railway", ("deploy",)),
    Rule("deploy", "railway", "railway", ("redeploy",)),
    Rule("deploy", "heroku", "heroku", ("container:release",)),
    Rule("deploy", "heroku", "heroku", ("container:push",)),
    Rule("deploy", "heroku", "git", ("push",), part="heroku"),
    Rule("deploy", "dokku", "git", ("push",), part="dokku"),
    Rule("deploy", "hugging face spaces", "git", ("push",), part="huggingface.co/spaces"),
    Rule("deploy", "hugging face spaces", "gradio", ("deploy",)),
    Rule("deploy", "cloudflare", "wrangler", ("deploy",)),
    Rule("deploy", "cloudflare", "wrangler", ("publish",)),
    Rule("deploy", "cloudflare", "wrangler", ("pages", "deploy")),
    Rule("deploy", "cloudflare", "wrangler", ("pages", "publish")),
    Rule("deploy", "deno deploy", "deployctl", ("deploy",)),
    Rule("deploy", "digitalocean", "doctl", ("apps",)),
    Rule("deploy", "surge", "surge"),
    Rule("deploy", "modal", "modal", ("deploy",)),
    Rule("deploy", "supabase", "supabase", ("functions", "deploy")),
    Rule("deploy", "supabase", "supabase", ("db", "push")),
    Rule("deploy", "convex", "convex", ("deploy",)),
    Rule("deploy", "prefect", "prefect", ("deploy",)),
    Rule("deploy", "langgraph platform", "langgraph", ("deploy",)),
    Rule("deploy", "serverless", "serverless", ("deploy",)),
    Rule("deploy", "serverless", "sls", ("deploy",)),
    Rule("deploy", "sst", "sst", ("deploy",)),
    Rule("deploy", "kubernetes", "kubectl", ("apply",)),
    Rule("deploy", "kubernetes", "kubectl", ("set", "image")),
    Rule("deploy", "kubernetes", "kubectl", ("rollout",)),
    Rule("deploy", "kubernetes", "helm", ("upgrade",)),
    Rule("deploy", "kubernetes", "helm", ("install",)),
    Rule("deploy", "kubernetes", "helmfile", ("apply",)),
    Rule("deploy", "kubernetes", "helmfile", ("sync",)),
    Rule("deploy", "kubernetes", "argocd", ("app", "sync")),
    Rule("deploy", "kubernetes", "skaffold", ("run",)),
    Rule("deploy", "terraform", "terraform", ("apply",)),
    Rule("deploy", "terraform", "tofu", ("apply",)),
    Rule("deploy", "terraform", "terragrunt", ("apply",)),
    Rule("deploy", "pulumi", "pulumi", ("up",)),
    Rule("deploy", "docker swarm", "docker", ("stack", "deploy")),
    Rule("deploy", "ansible", "ansible-playbook"),
    Rule("deploy", "kamal", "kamal", ("deploy",)),
    Rule("deploy", "capistrano", "cap", ("production", "deploy")),
    Rule("deploy", "ssh", "ssh"),
    Rule("deploy", "ssh", "rsync", part=":"),
    Rule("deploy", "ssh", "scp", part=":"),
)  # fmt: skip
_BY_PROGRAM: dict[str, tuple[Rule, ...]] = {
    program: tuple(rule for rule in _RULES if rule.program == program)
    for program in {rule.program for rule in _RULES}
}
_REHEARSALS = frozenset(
    ("--dry-run", "--dryrun", "--dry-run=true", "--dry-run=client", "--help", "--version")
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a workflow or script does, under our name for it."""

    kind: StepKind
    name: str
    line: int


def steps_of_script(text: str, line: int = 1) -> Iterator[Step]:
    """What the commands of this script do, in its order."""
    for command in commands(text, line):
        yield from _steps_of_command(command)


def steps_of_action(uses: str, line: int) -> Iterator[Step]:
    """What an action or orb with this name does; its version is left out."""
    name = uses.partition("@")[0].strip().lower()
    for kind, label in ACTIONS.get(name, ()):
        yield Step(kind, label, line)


def _steps_of_command(command: Command) -> Iterator[Step]:
    words = unwrapped(command.words)
    if not words:
        return
    if len(words) > 2 and words[0].rstrip("0123456789.") in ("python", "py") and words[1] == "-m":
        words = words[2:]
    program = words[0].partition("@")[0] or words[0]  # without the version that npx takes
    program = _RENAMED.get(program, program)
    rest = words[1:]
    if program == "coverage" and rest[:2] == ("run", "-m") and len(rest) > 2:
        yield Step("tool", "coverage", command.line)
        program, rest = rest[2], rest[3:]
    if tool := _tool(program, rest):
        yield Step("tool", tool, command.line)
    if not _REHEARSALS.isdisjoint(rest):
        return
    for rule in _BY_PROGRAM.get(program, ()):
        if _fits(rule, rest):
            yield Step(rule.kind, rule.name, command.line)


def _tool(program: str, rest: tuple[str, ...]) -> str:
    if program in TOOLS:
        return program
    first = next((word for word in rest if not word.startswith("-")), "")
    if first in _PAIRED_TOOLS.get(program, ()):
        return f"{program} {first}"
    if program == "node" and "--test" in rest:
        return "node --test"
    if program in _SCRIPT_RUNNERS:
        verb = next((word for word in rest if word in ("run", "run-script")), "")
        if verb:
            first = next((word for word in rest[rest.index(verb) + 1 :] if word[:1] != "-"), "")
        if first == "t":
            first = "test"
        if first.startswith(_WORDS_OF_CHECKS):
            return f"{program} {first}" if first == "test" else f"{program} run {first}"
    if program in _TARGET_RUNNERS:
        named = next((word for word in rest if word.startswith(_WORDS_OF_CHECKS)), "")
        return f"{program} {named}" if named else ""
    return ""


def _fits(rule: Rule, rest: tuple[str, ...]) -> bool:
    plain = tuple(word for word in rest if not word.startswith("-"))
    if rule.words and plain[: len(rule.words)] != rule.words:
        return False
    if rule.program == "goreleaser" and not rule.words and plain:
        return False
    if rule.words[:1] == ("s3",) and not (len(plain) > 3 and plain[3].startswith("s3://")):
        return False  # a download
    if rule.program == "ssh" and any("git@" in word for word in rest):
        return False
    if rule.needs and not any(word.startswith(rule.needs) for word in rest):
        return False
    return not rule.part or any(rule.part in word for word in rest)
