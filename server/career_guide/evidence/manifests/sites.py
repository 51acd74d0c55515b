"""Sites: domains, generators' configuration, what search engines are told."""

import re

from career_guide.evidence.formats.toml_tree import read_toml
from career_guide.evidence.formats.yaml_tree import read_yaml_document
from career_guide.evidence.manifests.builder import Builder
from career_guide.evidence.manifests.python import package_name
from career_guide.models.repository.files import Manifest

_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}[A-Za-z]{2,24}")
_SETTING = re.compile(
    r"\b(title|url|site|baseUrl|siteUrl|siteUrl|base)\s*[:=]\s*[\"'`]([^\"'`\n]{1,300})[\"'`]"
)
_LOCATION = re.compile(r"<loc>\s*([^<\s]{4,400})\s*</loc>")
_NAMED = re.compile(r"(?i)^\s*(sitemap|host):\s*(\S{4,400})")
_TITLE_KEYS = ("site_name", "title", "name")
_ADDRESS_KEYS = ("site_url", "url", "baseURL", "base_url", "homepage")
MOST_LOCATIONS = 5


def read_cname(text: str) -> Manifest | None:
    """The domain that a site is published under, None where the file holds no domain."""
    domain = text.strip().partition("\n")[0].strip()
    if not _DOMAIN.fullmatch(domain):
        return None
    builder = Builder("site", name=domain)
    builder.publish("site", 1)
    builder.address(f"https://{domain}", 1)
    return builder.manifest()


def read_site(text: str, *, is_toml: bool = False) -> Manifest | None:
    """The configuration of a generator in YAML or TOML (Jekyll, MkDocs, Hugo)."""
    root = read_toml(text) if is_toml else read_yaml_document(text)
    if root is None or not isinstance(root.value, dict):
        return None
    builder = Builder("site", name=root.first(*_TITLE_KEYS).text[:200])
    builder.description = root.first("description", "site_description").text[:400]
    for key in _ADDRESS_KEYS:
        builder.address(root.get(key).text, root.get(key).line)
    theme = root.first("theme", "remote_theme")
    builder.depend(theme.text or theme.get("name").text)
    for plugin in root.get("plugins").texts:
        builder.depend(package_name(plugin.text) or plugin.text)
    return builder.manifest()


def read_site_script(text: str) -> Manifest:
    """The configuration of a generator as a program (Docusaurus, Astro, Next, VitePress)."""
    builder = Builder("site")
    for line, row in enumerate(text.split("\n")[:2_000], 1):
        if row.lstrip().startswith(("//", "*", "/*")):
            continue
        for hit in _SETTING.finditer(row[:2_000]):
            if hit.group(1) == "title":
                builder.name = builder.name or hit.group(2)[:200]
            else:
                builder.address(hit.group(2), line)
    return builder.manifest()


def read_sitemap(text: str) -> Manifest:
    """The first addresses of a sitemap."""
    builder = Builder("site")
    line, before = 1, 0
    for hit in _LOCATION.finditer(text):
        line += text.count("\n", before, hit.start())
        before = hit.start()
        builder.address(hit.group(1), line)
        if len(builder.addresses) >= MOST_LOCATIONS:
            break
    return builder.manifest()


def read_robots(text: str) -> Manifest:
    """The addresses that a robots.txt names."""
    builder = Builder("site")
    for line, row in enumerate(text.split("\n")[:1_000], 1):
        if hit := _NAMED.match(row):
            builder.address(hit.group(2), line)
    return builder.manifest()


def read_hosted_docs() -> Manifest:
    """The settings of a service that builds and hosts documentation."""
    builder = Builder("site")
    builder.deploy("read the docs", 1)
    return builder.manifest()
