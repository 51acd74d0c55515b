"""Files that start a project on another machine: containers, platforms, infrastructure, steps."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from career_guide.domain.repository.address_rules import can_be_running, host_of
from career_guide.domain.repository.located import at, head, is_aside, row, rows
from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.own_names import normal, own_names, squeezed
from career_guide.domain.repository.starting import starts_of
from career_guide.models.repository.files import File, Manifest
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

Form = Literal["container", "platform", "infrastructure", "steps", "site", "bundle"]
_COPIES = re.compile(r"^\s*(?:COPY|ADD)\s+(?!--from)", re.IGNORECASE)
_INSTALLS = re.compile(r"^\s*(?:CMD|ENTRYPOINT)\b", re.IGNORECASE)
_BUILD = re.compile(r"^\s{1,12}build:\s*(\S|$)")
_FOR_TESTS = re.compile(r"(?:^|[._-])(?:test|tests|ci|dev|lint|e2e|devcontainer)(?:$|[._-])", re.I)
_STEPS = re.compile(
    r"\b(?:gcloud (?:beta )?(?:run|app|functions) deploy|fly(?:ctl)? deploy|netlify deploy"
    r"|vercel (?:deploy|--prod)|firebase deploy|wrangler deploy|modal deploy|railway up"
    r"|kubectl apply|helm (?:upgrade|install)|docker (?:push|stack deploy)|hugo deploy"
    r"|aws (?:ecs|lambda|s3 sync|cloudformation|apprunner|elasticbeanstalk)|sam deploy|cdk deploy"
    r"|az (?:webapp|containerapp|functionapp)|azd up|pulumi up|(?:terraform|tofu) apply"
    r"|heroku container:release|git push .{0,200}(?:gh-pages|heroku)|gh-pages -d|ansible-playbook"
    r"|(?:serverless|sls) deploy|gsutil (?:-m )?rsync|rsync\s.{0,200}\S@\S{1,100}:)"
)
"""Commands that deploy, in scripts that are not taken apart."""
_GIT_INSTALL = re.compile(
    r"\b(?:uvx|uv (?:tool|pip) install|pip3? install|pipx (?:run|install)|npx|npm (?:i|install))\b"
    r".{0,80}?(?:https?://[\w.-]{1,80}/|ssh://git@[\w.-]{1,80}/|github:)[\w.-]{1,60}/([\w.-]{1,80})"
)
_GIT_ARGUMENT = re.compile(
    r"[\"'](?:github:|git\+https?://[\w.-]{1,80}/)[\w.-]{1,60}/([\w.-]{1,80})"
)
_SHELLS = (".sh", ".bash", ".ps1", ".bat", ".zsh")
_PAGES_NAME = re.compile(r"[a-z0-9-]+\.(?:github|gitlab)\.io", re.IGNORECASE)
_PAGE_NAMES = frozenset(("index.html", "index.md", "_config.yml", "_config.yaml"))
_LOCAL_TARGETS = frozenset(("read the docs",))
MOST_ROWS = 3_000


@dataclass(frozen=True, slots=True)
class Way:
    """One way to start it elsewhere, and where that stands."""

    form: Form
    place: Place


@per_snapshot
def ways(repo: Snapshot) -> tuple[Way, ...]:
    """Every way whose files are there, containers and platforms first."""
    found: list[Way] = []
    for file in repo.files:
        if file.kind in ("vendored", "generated", "template", "test") or is_aside(file.path):
            continue
        if file.manifest:
            found += _of_manifest(repo, file, file.manifest)
        elif file.kind == "source" and file.name.lower().endswith(_SHELLS):
            found += _of_script(file)
    found += _of_pages(repo)
    found += _from_git(repo)
    order = ("container", "platform", "infrastructure", "steps", "site", "bundle")
    return tuple(sorted(found, key=lambda way: (order.index(way.form), way.place.file or "")))


def _of_manifest(repo: Snapshot, file: File, manifest: Manifest) -> Iterator[Way]:
    begun = starts_of(repo, file)
    if begun and all(start.state == "missing" for start in begun):
        return
    match manifest.kind:
        case "docker" if _runs_project(file) and not _FOR_TESTS.search(file.name):
            yield Way("container", _start_place(file, manifest))
        case "compose" if not _FOR_TESTS.search(file.name):
            if line := _own_service(repo, file, manifest):
                yield Way("container", at("config", file, line))
        case "platform" if _stands_beside_code(repo, file):
            targets = manifest.deploys
            if targets or (manifest.starts and file.name.lower() == "procfile"):
                line = targets[0].line if targets else manifest.starts[0].line
                yield Way("platform", _shown(file, line))
        case "infrastructure" if manifest.deploys:
            yield Way("infrastructure", _shown(file, manifest.deploys[0].line))
        case "server-registry":
            for passage in manifest.deploys:
                yield Way("platform", _shown(file, passage.line))
            for passage in manifest.publishes:
                if passage.text == "mcp bundle":
                    yield Way("bundle", _shown(file, passage.line))
        case "ci" | "tasks" | "node" | "python":
            for passage in (*manifest.deploys, *manifest.publishes):
                if passage.text == "container image" or passage in manifest.deploys:
                    yield Way("steps", _shown(file, passage.line))
                    break
        case _:
            pass


def _stands_beside_code(repo: Snapshot, file: File) -> bool:
    """Whether a platform would look for its file there: at the root, or beside what it starts."""
    return not file.folder or _working_files(repo)[file.folder] > 1


@per_snapshot
def _working_files(repo: Snapshot) -> Counter[str]:
    """How many sources and manifests each folder holds."""
    return Counter(file.folder for file in repo.files if file.language or file.manifest)


def _shown(file: File, line: int) -> Place:
    return at("config", file, line) if row(file, line).strip() else head("config", file)


def _runs_project(file: File) -> bool:
    """Whether a container file copies the project, or says what to start."""
    return any(_COPIES.match(text) or _INSTALLS.match(text) for text in rows(file)[:MOST_ROWS])


def _start_place(file: File, manifest: Manifest) -> Place:
    told = manifest.starts or manifest.commands
    if told:
        return at("config", file, told[-1].line)
    lines = (n for n, text in enumerate(rows(file)[:MOST_ROWS], 1) if _COPIES.match(text))
    return at("config", file, next(lines, 1))


def _own_service(repo: Snapshot, file: File, manifest: Manifest) -> int:
    """The line where a compose file builds or starts the project itself, 0 for none."""
    for number, text in enumerate(rows(file)[:MOST_ROWS], 1):
        if _BUILD.match(text):
            return number
    if manifest.starts:
        return manifest.starts[0].line
    names = {name.rpartition("/")[2] for name in own_names(repo)}
    for image in manifest.dependencies:
        if normal(image.rpartition("/")[2]) in names:
            found = (n for n, text in enumerate(rows(file), 1) if image in text.lower())
            return next(found, 0)
    return 0


def _of_script(file: File) -> Iterator[Way]:
    for number, text in enumerate(rows(file)[:MOST_ROWS], 1):
        if len(text) < 500 and not text.lstrip().startswith(("#", "echo")) and _STEPS.search(text):
            yield Way("steps", at("source", file, number))
            return


def _from_git(repo: Snapshot) -> Iterator[Way]:
    """A command of the readme that runs or installs the project from its own git address."""
    readme = repo.readme
    names = {squeezed(name) for name in own_names(repo)}
    for number, text in enumerate(rows(readme)[:MOST_ROWS] if readme else (), 1):
        short = text[:500]
        hit = _GIT_INSTALL.search(short) or _GIT_ARGUMENT.search(short)
        if readme and hit and squeezed(hit.group(1).removesuffix(".git")) in names:
            yield Way("bundle", at("prose", readme, number))
            return


def _of_pages(repo: Snapshot) -> Iterator[Way]:
    """A site that an account's pages serve by the repository's name, or one whose settings name
    the address that a second file names too."""
    is_pages = bool(_PAGES_NAME.fullmatch(repo.name))
    hosts: dict[str, set[str]] = {}
    settings: list[tuple[str, Place]] = []
    for file in repo.files:
        if file.kind in ("vendored", "generated", "template", "test") or is_aside(file.path):
            continue
        if is_pages and not file.folder and file.name.lower() in _PAGE_NAMES:
            yield Way("site", head("config" if file.manifest else "source", file))
            return
        manifest = file.manifest
        for passage in manifest.addresses if manifest else ():
            if can_be_running(passage.text):
                hosts.setdefault(host_of(passage.text), set()).add(file.path)
                if manifest and manifest.kind == "site":
                    settings.append((host_of(passage.text), at("config", file, passage.line)))
    for host, place in settings:
        if len(hosts[host]) > 1 or _is_in_readme(repo, host):
            yield Way("site", place)
            return


def _is_in_readme(repo: Snapshot, host: str) -> bool:
    readme = repo.readme
    return bool(readme and readme.text and f"//{host}" in readme.text)
