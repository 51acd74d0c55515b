"""What a project calls itself: the folder it stands in and the packages that it declares."""

import re

from career_guide.domain.repository.located import is_aside
from career_guide.domain.repository.memo import per_snapshot
from career_guide.models.repository.files import File, ManifestKind
from career_guide.models.repository.snapshot import Snapshot

PACKAGES: frozenset[ManifestKind] = frozenset(("python", "node", "go", "rust", "server-registry"))
GENERIC = frozenset(
    (
        "agent", "agents", "api", "app", "assistant", "backend", "blog", "bot", "chat", "chatbot",
        "client", "code", "data", "demo", "docs", "engineering", "example", "frontend", "github",
        "llm", "main", "mcp", "package", "portfolio", "project", "python", "rag", "repo",
        "repository", "search", "server", "service", "site", "starter", "system", "tech",
        "template", "test", "tool", "tools", "typescript", "web", "website",
    )
)  # fmt: skip
"""Words that many projects have in their names; alone they tell none apart."""
LEAST_LETTERS = 8
LEAST_TOKEN = 3
MOST_PACKAGES = 60
_NOT_NAME = re.compile(r"[^a-z0-9]+")
_DASHES = re.compile(r"[-_.]+")


@per_snapshot
def packages(repo: Snapshot) -> tuple[File, ...]:
    """Manifests of packages of this project that bear a name, the outermost first."""
    named = [
        file for file in repo.files
        if file.manifest and file.manifest.kind in PACKAGES and file.manifest.name
        and file.kind not in ("vendored", "generated") and not is_aside(file.path)
    ]  # fmt: skip
    return tuple(sorted(named, key=lambda file: (file.path.count("/"), file.path))[:MOST_PACKAGES])


def normal(name: str) -> str:
    """A package's name as registries compare it: lower case, one kind of dash."""
    return _DASHES.sub("-", name.strip().lower())


@per_snapshot
def own_names(repo: Snapshot) -> frozenset[str]:
    """Normalised names of the repository and its packages, with and without a scope."""
    names = {repo.name, *(file.manifest.name for file in packages(repo) if file.manifest)}
    found = {normal(name) for name in names}
    found |= {normal(name.rpartition("/")[2]) for name in names}
    return frozenset(name for name in found if len(name) >= LEAST_TOKEN)


def squeezed(text: str) -> str:
    """Only letters and digits, in lower case."""
    return _NOT_NAME.sub("", text.lower())


def bears_name(label: str, names: frozenset[str]) -> bool:
    """Whether a label is made from one of the names: the whole of it, or two telling words."""
    compact = squeezed(label)
    for name in names:
        tokens = [token for token in _NOT_NAME.split(name) if len(token) >= LEAST_TOKEN]
        telling = {token for token in tokens if token not in GENERIC}
        whole = squeezed(name)
        if telling and len(tokens) > 1 and len(whole) >= LEAST_LETTERS and whole in compact:
            return True
        if sum(token in compact for token in telling) > 1:
            return True
    return False
