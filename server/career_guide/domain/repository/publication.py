"""Signs that others can get a project: what publishes it, and where it is said to be had."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from career_guide.domain.repository.kinds import is_writing
from career_guide.domain.repository.located import at, head, is_aside, row, rows
from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.own_names import normal, own_names, packages
from career_guide.models.repository.files import File, Manifest, ManifestKind, Passage
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

Sign = Literal[
    "workflow", "site", "registry entry", "install command", "badge", "image", "tags", "changelog",
    "declaration",
]  # fmt: skip
"""`declaration`: a manifest that says it is for publishing, or a bundle or script made for it."""
ALONE: frozenset[Sign] = frozenset(("workflow", "site", "registry entry"))
"""Signs that tell of a publication by themselves; of the others it takes a second one."""
SAID: frozenset[Sign] = frozenset(("install command", "badge", "image"))
"""Signs in documents that need a package of that name beside them."""

_VERSION_TAG = re.compile(
    r"(?:[A-Za-z][\w./@-]{0,60}[-/@])?v?\d{1,5}\.\d{1,5}(?:\.\d{1,6})?[\w.+-]{0,40}"
)
_INSTALL = re.compile(
    r"\b(?:pip3? install|pipx (?:install|run)|uvx|uv tool (?:install|run)|uv (?:add|pip install)"
    r"|poetry add|npm (?:i|install|add|exec)|npx|pnpm (?:add|dlx|install)|yarn (?:add|dlx)"
    r"|yarn global add|bunx|bun (?:add|x)|cargo (?:install|add|binstall)|go (?:install|get)"
    r"|brew install|docker (?:pull|run)|gem install|deno (?:add|install))\b([^\n`;&]{1,400})",
    re.IGNORECASE,
)
_RUNNER = re.compile(r"\bcommand[\"']?\s*[:=]\s*[\"'](?:npx|uvx|bunx|pipx|docker)[\"']")
_BUILT = re.compile(r"\bdocker (?:buildx )?build\b.{0,200}?\s(?:-t|--tag)[ =](\S{1,200})")
"""Images that a reader is told to build on the spot."""
_WORD = re.compile(r"[^\s\"'`,()\[\]{}<>=|]+")
_PIN = re.compile(r"(?<=.)(?:@[\w.^~*<>=-]+|[=<>~!]=.*|:[\w.-]+)$")
_BADGE = re.compile(
    r"\b(?:pypi|npm|version|downloads?|crates?(?:\.io)?|docker|image|release|gem|jsr|go reference"
    r"|marketplace|package|smithery)\b",
    re.IGNORECASE,
)
_PYTHON_VERSION = re.compile(r"python|node|licen[cs]e|typescript", re.IGNORECASE)
_WAITS = re.compile(
    r"^\s+(?:release:|tags:|-\s*[\"']?v\*|types:\s*\[\s*(?:published|released|created))"
)
_RUNS_ON_PUSH = re.compile(r"^\s+(?:branches:|schedule:|pull_request)")
_NAMED_STEP = re.compile(
    r"(?:deploy|publish|release)\b[^:\n]{0,60}:\s*(?!echo\b|exit\b|true\b|#)\S", re.IGNORECASE
)
_DOCS_ONLY = re.compile(r"\bdocs?\b|documentation|mkdocs|sphinx|storybook|typedoc", re.IGNORECASE)
_LOCAL_IMAGE = frozenset(("library", "localhost", "local"))
DRAFTS = frozenset(("release draft",))
NEEDED: dict[str, tuple[ManifestKind, ...]] = {
    "pypi": ("python",),
    "npm": ("node",),
    "crates.io": ("rust",),
    "container image": ("docker",),
}
"""What has to be in the repository for a step to have something to publish."""
MOST_ROWS = 5_000
RUNNER_ROWS = 9
"""Rows below the command of a client's settings in which its arguments stand."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One sign, where it stands, and what it publishes to or is about."""

    sign: Sign
    place: Place
    what: str


def signs(repo: Snapshot) -> tuple[Seen, ...]:
    """Every sign of publication, those that count alone first, each kind and target once."""
    found = [
        *_workflows(repo),
        *_entries(repo),
        *_said(repo),
        *_images(repo),
        *_declared(repo),
        *_released(repo),
    ]
    once: dict[tuple[str, str], Seen] = {}
    for seen in found:
        once.setdefault((seen.sign, seen.what), seen)
    return tuple(sorted(once.values(), key=lambda seen: seen.sign not in ALONE))


def has_version_tags(repo: Snapshot) -> bool:
    """Whether a tag names a version."""
    return any(_VERSION_TAG.fullmatch(tag) for tag in repo.history.tags)


def _manifests(repo: Snapshot, *kinds: ManifestKind) -> tuple[tuple[File, Manifest], ...]:
    by_kind = _by_kind(repo)
    return tuple(pair for kind in kinds for pair in by_kind.get(kind, ()))


@per_snapshot
def _by_kind(repo: Snapshot) -> dict[ManifestKind, list[tuple[File, Manifest]]]:
    """The project's own manifests of each kind, in the order of paths."""
    found: dict[ManifestKind, list[tuple[File, Manifest]]] = {}
    for file in repo.files:
        is_copy = file.kind in ("vendored", "generated", "template", "test")
        is_own = file.path.startswith(".github/") or not is_aside(file.path)
        if file.manifest and is_own and not is_copy:
            found.setdefault(file.manifest.kind, []).append((file, file.manifest))
    return found


def _workflows(repo: Snapshot) -> Iterator[Seen]:
    """Steps of workflows that publish or deploy something that is there."""
    for file, manifest in _manifests(repo, "ci"):
        if not has_version_tags(repo) and _never_ran(repo, file):
            continue
        is_docs = _is_docs_of_code(repo, file)
        for passage in manifest.publishes:
            if passage.text in DRAFTS or not _has_what_it_needs(repo, passage):
                continue
            if passage.text == "site" and is_docs:
                continue
            sign: Sign = "site" if passage.text == "site" else "workflow"
            yield Seen(sign, at("config", file, passage.line), passage.text)
        for passage in manifest.deploys:
            if passage.text.endswith("pages") and (
                any(one.text == "site" for one in manifest.publishes) or is_docs
            ):
                continue
            yield Seen("workflow", at("config", file, passage.line), passage.text)
        if not manifest.publishes and not manifest.deploys:
            for passage in manifest.commands:
                if _NAMED_STEP.match(passage.text):
                    yield Seen("workflow", at("config", file, passage.line), "a named step")


def _has_what_it_needs(repo: Snapshot, passage: Passage) -> bool:
    kinds = NEEDED.get(passage.text)
    if not kinds or repo.is_truncated:
        return True
    found = [manifest for _, manifest in _manifests(repo, *kinds)]
    if passage.text == "npm":
        return any(not manifest.is_private or manifest.publishes for manifest in found)
    return bool(found)


def _never_ran(repo: Snapshot, file: File) -> bool:
    """Whether a workflow waits for a release or tag, and a complete history has none."""
    if repo.history.state != "complete" or repo.history.tags:
        return False
    trigger = []
    for text in rows(file)[:200]:
        if text.startswith("jobs:"):
            break
        trigger.append(text)
    waits = any(map(_WAITS.match, trigger))
    return waits and not any(map(_RUNS_ON_PUSH.match, trigger))


def _is_docs_of_code(repo: Snapshot, file: File) -> bool:
    """Whether a site holds the documentation of code, so that the code itself is not published."""
    if is_writing(repo) or not any(code.language for code in repo.of_kind("source")):
        return False
    return bool(_DOCS_ONLY.search(file.name) or _DOCS_ONLY.search("\n".join(rows(file)[:200])))


def _entries(repo: Snapshot) -> Iterator[Seen]:
    """Entries of registries and domains of sites."""
    for file, manifest in _manifests(repo, "server-registry", "site"):
        for passage in manifest.publishes:
            if manifest.kind == "site":
                yield Seen("site", at("config", file, passage.line), passage.text)
            elif passage.text == "mcp registry":
                yield Seen("registry entry", at("config", file, passage.line), passage.text)


def _said(repo: Snapshot) -> Iterator[Seen]:
    """Commands that install the project by its name, and badges of its own package."""
    names = _published_names(repo)
    folders = {file.folder for file in packages(repo)}
    for file in repo.files:
        is_readme = file.name.lower().startswith("readme") and file.folder in folders
        if file.document and (file is repo.readme or is_readme):
            yield from _commands(file, names)
            yield from _badges(file, names, repo)


def _published_names(repo: Snapshot) -> frozenset[str]:
    """Names under which packages of the project may be had; private packages have none."""
    names = {
        normal(file.manifest.name)
        for file in packages(repo)
        if file.manifest and not file.manifest.is_private
    }
    return frozenset(names)


def _commands(file: File, names: frozenset[str]) -> Iterator[Seen]:
    """Commands that install or run the project by its name, and the same in clients' settings."""
    texts = rows(file)[:MOST_ROWS]
    built = {normal(hit.group(1)) for text in texts if (hit := _BUILT.search(text[:1_000]))}
    runner = -RUNNER_ROWS
    for number, text in enumerate(texts, 1):
        if len(text) > 1_000:
            continue
        if _RUNNER.search(text):
            runner = number
        hit = _INSTALL.search(text)
        if hit and _is_local_go(hit):
            continue
        is_given = '"' in text and number - runner < RUNNER_ROWS
        words = hit.group(1) if hit else text if is_given else ""
        for word in _WORD.findall(words)[:30]:
            bare = normal(_PIN.sub("", word.rstrip(".,;:")))
            if bare not in built and _is_own(bare, names, is_docker="docker" in text.lower()):
                yield Seen("install command", at("prose", file, number), bare)
                break


def _is_local_go(hit: re.Match[str]) -> bool:
    """Whether `go install` names a path without a host, which only works in the folder."""
    is_go = hit.group().lower().startswith("go ")
    return is_go and "." not in hit.group(1).partition("/")[0]


def _is_own(bare: str, names: frozenset[str], *, is_docker: bool) -> bool:
    if not bare or bare.startswith(("-", ".", "/", "git+", "http", "github:", "gitlab:")):
        return False
    if bare in names and not is_docker:
        return True
    last = bare.rpartition("/")[2]
    is_qualified = "/" in bare and bare.partition("/")[0] not in _LOCAL_IMAGE
    return is_qualified and last in {name.rpartition("/")[2] for name in names}


def _badges(file: File, names: frozenset[str], repo: Snapshot) -> Iterator[Seen]:
    """Badges and links whose label names a registry and whose target names the own package."""
    packaged = {name.rpartition("/")[2] for name in names} | names
    for link in file.document.links if file.document else ():
        if not _BADGE.search(link.label) or _PYTHON_VERSION.search(link.label):
            continue
        parts = [normal(part) for part in re.split(r"[/?&=#]", link.target[:300]) if part]
        named = {part.removesuffix(".svg") for part in parts}
        is_release = "release" in link.label.lower()
        by_repository = is_release or "docker" in link.label.lower()
        if not named & (packaged | (own_names(repo) if by_repository else frozenset())):
            continue
        if not is_release or has_version_tags(repo):
            what = "release" if is_release else "package"
            yield Seen("badge", at("prose", file, link.line), what)


def _images(repo: Snapshot) -> Iterator[Seen]:
    """Images of the project's own in a registry, that a compose file or cluster takes."""
    names = {name.rpartition("/")[2] for name in own_names(repo)}
    for file, manifest in _manifests(repo, "compose", "infrastructure"):
        for image in manifest.dependencies:
            owner, slash, name = image.rpartition("/")
            if not slash or owner in _LOCAL_IMAGE or normal(name) not in names:
                continue
            line = next((n for n, text in enumerate(rows(file), 1) if image in text.lower()), 1)
            yield Seen("image", at("config", file, line), image)


def _declared(repo: Snapshot) -> Iterator[Seen]:
    """Manifests that are made for publishing, and scripts that do it by hand."""
    for file, manifest in _manifests(repo, "node", "python", "rust", "tasks", "server-registry"):
        for passage in manifest.publishes:
            if passage.text != "mcp registry" and not manifest.is_private:
                yield Seen("declaration", at("config", file, passage.line), passage.text)
        for passage in manifest.deploys:
            if passage.text.endswith("pages"):
                yield Seen("declaration", at("config", file, passage.line), passage.text)


def _released(repo: Snapshot) -> Iterator[Seen]:
    """Tags of versions and a changelog with versions."""
    versions = [tag for tag in repo.history.tags if _VERSION_TAG.fullmatch(tag)]
    if versions:
        yield Seen("tags", Place("git", snippet=", ".join(versions[:10])), "tags")
    for file, manifest in _manifests(repo, "changelog"):
        if manifest.version:
            line = _line_of(rows(file), manifest.version)
            place = at("prose", file, line) if row(file, line) else head("prose", file)
            yield Seen("changelog", place, "changelog")


def _line_of(texts: Iterable[str], wanted: str) -> int:
    return next((number for number, text in enumerate(texts, 1) if wanted in text), 1)
