"""How a repository is laid out: its manifest of dependencies, and the source of a site."""

import re

from career_guide.domain.repository.located import at, head, is_aside, row
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

OTHER_MANIFESTS = frozenset(
    (
        "build.gradle", "build.gradle.kts", "build.sbt", "cmakelists.txt", "composer.json",
        "deno.json", "deno.jsonc", "gemfile", "mix.exs", "package.swift", "pom.xml",
        "project.clj", "pubspec.yaml", "shard.yml", "stack.yaml",
    )
)  # fmt: skip
"""Manifests of languages whose dependencies are not read."""
PREFERRED = ("pyproject.toml", "package.json", "go.mod", "cargo.toml", "requirements.txt")
SITE_SETTINGS = re.compile(
    r"(?:.*/)?\.(?:vuepress|vitepress)/config\.\w{1,5}|hugo\.(?:ya?ml|toml|json)"
    r"|config/_default/(?:config|hugo)\.\w{3,4}|_quarto\.yml|antora\.yml|(?:docs/)?mint\.json"
)
"""Settings of generators beside those that are read as manifests."""
NO_SETTINGS = frozenset(("robots.txt", "sitemap.xml", "cname"))
TEXT_ENDINGS = (".md", ".mdx", ".markdown", ".rst", ".adoc", ".qmd")
MOST_ROWS = 80
_NEEDS = ("dependencies", '"dependencies"', "require ", "require(", "[project]", "[packages]")


def manifest_of(repo: Snapshot) -> Place | None:
    """The outermost manifest that names what the code needs."""
    named = [
        file for file in repo.files
        if file.kind not in ("vendored", "generated", "test") and not is_aside(file.path)
        and ((file.manifest and file.manifest.kind in ("python", "node", "go", "rust"))
             or file.name.lower() in OTHER_MANIFESTS or file.name.endswith(".csproj"))
    ]  # fmt: skip
    if not named:
        return None
    best = min(named, key=lambda file: (file.path.count("/"), _rank(file), file.path))
    for number in range(1, MOST_ROWS):
        if row(best, number).strip().lower().startswith(_NEEDS):
            return at("config", best, number)
    return head("config", best)


def _rank(file: File) -> int:
    name = file.name.lower()
    return PREFERRED.index(name) if name in PREFERRED else len(PREFERRED)


def site_of(repo: Snapshot) -> tuple[Place, int] | None:
    """The settings of a site's generator, and how many texts stand in folders for it."""
    settings = [
        file for file in repo.files
        if not is_aside(file.path) and file.kind not in ("vendored", "generated")
        and ((file.manifest and file.manifest.kind == "site"
              and file.name.lower() not in NO_SETTINGS) or SITE_SETTINGS.fullmatch(file.path))
    ]  # fmt: skip
    texts = [
        file for file in repo.of_kind("docs", "data")
        if "/" in file.path and not file.path.startswith(".github/")
        and file.name.lower().endswith(TEXT_ENDINGS) and not is_aside(file.path)
    ]  # fmt: skip
    if not settings:
        return None
    best = min(settings, key=lambda file: (file.path.count("/"), file.path))
    return head("config", best), len(texts)
