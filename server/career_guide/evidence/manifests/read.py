"""The door to manifests: which reader takes a file, by its path and sometimes its text."""

import re
from collections.abc import Callable

from career_guide.evidence.manifests import (
    checks,
    containers,
    infrastructure,
    node,
    packages,
    papers,
    platforms,
    python,
    servers,
    sites,
    tasks,
    workflows,
)
from career_guide.models.repository.files import Manifest

Reader = Callable[[str], Manifest | None]

LARGEST = 512 << 10
"""Most characters of a file that is read as a manifest; only a sitemap or data is longer."""

_WORKFLOW = re.compile(
    r"\.github/workflows/[^/]+\.ya?ml|\.github/actions/.+/action\.ya?ml|\.gitlab-ci\.ya?ml"
    r"|\.gitlab/ci/[^/]+\.ya?ml|\.circleci/config\.ya?ml|azure-pipelines[\w.-]*\.ya?ml"
    r"|\.azure-pipelines/[^/]+\.ya?ml|\.travis\.ya?ml|\.?appveyor\.ya?ml|bitbucket-pipelines\.ya?ml"
    r"|\.drone\.ya?ml|\.woodpecker(?:/[^/]+)?\.ya?ml|cloudbuild[\w.-]*\.ya?ml"
    r"|buildspec[\w.-]*\.ya?ml"
    r"|\.buildkite/[^/]+\.ya?ml|\.semaphore/[^/]+\.ya?ml|\.cirrus\.ya?ml"
    r"|\.(?:gitea|forgejo)/workflows/[^/]+\.ya?ml"
)
_JENKINS = re.compile(r"(?:.*/)?Jenkinsfile(?:\.[\w-]+)?")
_DOCKERFILE = re.compile(
    r"(?:dockerfile|containerfile)"
    r"(?:[.-](?![\w.-]*\.?(?:md|py|txt|rst|ts|js|dockerignore)$)[\w.-]+)?"
    r"|[\w.-]+\.(?:dockerfile|containerfile)"
)
_COMPOSE = re.compile(r"(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml|docker-stack[\w.-]*\.ya?ml")
_REQUIREMENTS = re.compile(r"[\w.-]*(?:requirements?|constraints)[\w.-]*\.(?:txt|in|pip)")
_REQUIREMENTS_FOLDER = re.compile(r"(?:.*/)?(?:requirements|reqs)/[\w.-]+\.(?:txt|in)")
_LICENCE = re.compile(r"(?:licen[cs]e|copying|unlicense)(?:[-_][\w-]{1,20})?(?:\.(?:md|txt|rst))?")
_CHANGELOG = re.compile(
    r"(?:changelog|changes)"
    r"|(?:changelog|changes|history|releases|release[-_]?notes)\.(?:md|rst|txt|adoc)"
)
_HUSKY_HOOK = re.compile(r"(?:.*/)?\.(?:husky|githooks)/[a-z-]+")
_README = re.compile(r"readme(?:\.\w+)?")

_BY_NAME: dict[str, Reader] = {
    "pyproject.toml": python.read_pyproject,
    "setup.py": python.read_setup_py,
    "setup.cfg": python.read_setup_cfg,
    "pipfile": python.read_pipfile,
    "environment.yml": python.read_conda,
    "environment.yaml": python.read_conda,
    "conda.yml": python.read_conda,
    "conda.yaml": python.read_conda,
    "package.json": node.read_package,
    "go.mod": packages.read_go_module,
    "cargo.toml": packages.read_crate,
    "procfile": platforms.read_procfile,
    "app.yaml": platforms.read_app_yaml,
    "app.yml": platforms.read_app_yaml,
    "langgraph.json": platforms.read_langgraph,
    "cdk.json": infrastructure.read_cdk,
    "chart.yaml": infrastructure.read_chart,
    "pulumi.yaml": lambda _: infrastructure.read_named("pulumi"),
    "skaffold.yaml": lambda _: infrastructure.read_named("kubernetes"),
    "kustomization.yaml": lambda _: infrastructure.read_named("kubernetes"),
    "kustomization.yml": lambda _: infrastructure.read_named("kubernetes"),
    "sst.config.ts": lambda _: infrastructure.read_named("sst"),
    "cname": sites.read_cname,
    "_config.yml": sites.read_site,
    "_config.yaml": sites.read_site,
    "mkdocs.yml": sites.read_site,
    "mkdocs.yaml": sites.read_site,
    "hugo.yaml": sites.read_site,
    "hugo.toml": lambda text: sites.read_site(text, is_toml=True),
    "book.toml": lambda text: sites.read_site(text, is_toml=True),
    "robots.txt": sites.read_robots,
    "sitemap.xml": sites.read_sitemap,
    ".readthedocs.yaml": lambda _: sites.read_hosted_docs(),
    ".readthedocs.yml": lambda _: sites.read_hosted_docs(),
    "server.json": servers.read_server,
    "smithery.yaml": servers.read_smithery,
    "manifest.json": servers.read_bundle,
    "glama.json": servers.read_listing,
    "makefile": tasks.read_makefile,
    "gnumakefile": tasks.read_makefile,
    "justfile": tasks.read_makefile,
    "taskfile.yml": tasks.read_taskfile,
    "taskfile.yaml": tasks.read_taskfile,
    ".pre-commit-config.yaml": checks.read_pre_commit,
    ".pre-commit-config.yml": checks.read_pre_commit,
    **{
        name: (lambda text, name=name: platforms.read_platform(name, text))  # type: ignore[misc]
        for name in platforms.PLATFORMS
    },
}
_SITE_SCRIPTS = re.compile(
    r"(?:docusaurus|astro|next|gatsby|nuxt|svelte|eleventy)[.-]config\.\w+|\.eleventy\.js"
)
_HOOK_SETTINGS = re.compile(
    r"\.?lefthook\.(?:ya?ml|toml|json)|\.?lintstagedrc(?:\.\w+)?|lint-staged\.config\.\w+"
)


def is_workflow(path: str) -> bool:
    """Whether a service runs this file; services look at the root of a repository only."""
    return bool(_WORKFLOW.fullmatch(path) or _JENKINS.fullmatch(path))


def read_manifest(path: str, text: str) -> Manifest | None:
    """What this manifest says, None where the path is not one's or the text cannot be read."""
    if len(text) > LARGEST and not path.endswith("sitemap.xml"):
        return None
    if is_workflow(path):
        return workflows.read_workflow(path, text)
    if (reader := _reader(path)) and (found := reader(text)):
        return found
    if _README.fullmatch(path.lower()):  # of the root, where a Space keeps its settings
        return platforms.read_space(text)
    return _by_content(path, text)


def is_manifest(path: str) -> bool:
    """Whether the path alone tells that the file is a manifest."""
    return is_workflow(path) or _reader(path) is not None


def _reader(path: str) -> Reader | None:
    folder, _, given = path.rpartition("/")
    name = given.lower()
    if reader := _BY_NAME.get(name):
        return reader
    for pattern, reader in _BY_PATTERN:
        if pattern.fullmatch(name):
            return reader
    if _REQUIREMENTS_FOLDER.fullmatch(path):
        return python.read_requirements
    if checks.tool_of(name):
        return lambda text: checks.read_check(name, text)
    if _HOOK_SETTINGS.fullmatch(name):
        return lambda text: checks.read_hooks(name, text)
    if _HUSKY_HOOK.fullmatch(path):
        return checks.read_hook
    if name == "config.ts" and folder.endswith(".vitepress"):
        return sites.read_site_script
    return None


_BY_PATTERN: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_DOCKERFILE, containers.read_dockerfile),
    (_COMPOSE, containers.read_compose),
    (_REQUIREMENTS, python.read_requirements),
    (_SITE_SCRIPTS, sites.read_site_script),
    (_LICENCE, papers.read_licence),
    (_CHANGELOG, papers.read_changelog),
    (re.compile(r"[\w.-]+\.tf"), infrastructure.read_terraform),
    (re.compile(r"[\w.-]+\.bicep"), lambda _: infrastructure.read_named("azure")),
)


def _by_content(path: str, text: str) -> Manifest | None:
    """Files that only their text tells: Kubernetes, CloudFormation, playbooks, sites in TOML."""
    name = path.rpartition("/")[2].lower()
    ending = name.rpartition(".")[2]
    if ending in ("yaml", "yml", "tpl"):
        if "/templates/" in f"/{path}" and ("{{" in text and "apiVersion:" in text):
            return infrastructure.read_chart_template(text)
        if "apiVersion:" in text and "kind:" in text:
            return infrastructure.read_kubernetes(text)
        if "AWSTemplateFormatVersion" in text or "AWS::Serverless" in text:
            return infrastructure.read_cloud_formation(text)
        if "hosts:" in text and ("tasks:" in text or "roles:" in text):
            return infrastructure.read_playbook(text)
    if ending in ("json", "template") and "AWSTemplateFormatVersion" in text:
        return infrastructure.read_cloud_formation(text, is_json=True)
    if name == "config.toml" and "baseurl" in text.lower():
        return sites.read_site(text, is_toml=True)
    if ending == "xml" and name.startswith("sitemap"):
        return sites.read_sitemap(text)
    return None
