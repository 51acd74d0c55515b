"""Addresses under which strangers can open a project: how they are found and presented."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from career_guide.domain.repository.address_rules import (
    OWNERS_PAGES,
    can_be_running,
    host_of,
    path_of,
)
from career_guide.domain.repository.kinds import infer
from career_guide.domain.repository.layout import SITE_SETTINGS
from career_guide.domain.repository.located import at, is_aside, row, rows
from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.own_names import bears_name, own_names, squeezed
from career_guide.domain.repository.presented import presentation
from career_guide.domain.repository.prose import Row, prose_rows
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import EvidenceKind, Place
from career_guide.models.repository.snapshot import Snapshot

Way = Literal["setting", "endpoint", "presented", "lead", "named"]
"""How an address is known to be the project's: a setting of its own says so, a client is pointed
at it, words beside it say so, the readme begins with it, or it bears the project's name."""
MOST_ROWS = 4_000
MOST_ADDRESSES = 10_000
MOST_IN_ROW = 12
_URL = re.compile(r"https://[^\s<>\"'`\\^{}\[\]|)]{4,400}")
_HOME_KEY = re.compile(
    r"^\s*[\"']?(?:home-?page|website|demo|live|live[ -]demo|app|site|web)[\"']?\s*[:=]", re.I
)
_SITE_KEY = re.compile(
    r"[\"']?\b(?:url|site|siteUrl|siteURL|site_url|baseUrl|baseURL|base_url|homepage)\b[\"']?\s*[:=]"
)
_SCRIPT_SETTING = re.compile(r"(?:.{0,60}\bsite(?:Url|URL)?\b|\s{0,4}[\"']?(?:url|baseUrl)\b)")
"""In a generator's program: the site's own key, or a key of its outermost object."""
_CANONICAL = re.compile(
    r"(?:rel=[\"']canonical[\"']|property=[\"']og:url[\"'])[^<>]{0,200}?(?:href|content)=[\"'](https://[^\"'<>\s]{4,300})"
)
_SETTINGS_STEMS = frozenset(
    ("site", "siteconfig", "sitemetadata", "siteconfiguration", "seo", "siteinfo", "metadata")
)
_CLIENT = re.compile(
    r"mcpServers|mcp-remote|mcp add|--transport (?:http|sse)|\"servers\"|\bmcp_servers\b"
)
_ENDPOINT_ROW = re.compile(
    r"\burl\b|serverUrl|httpUrl|mcp-remote|mcp add|--transport|https://[^\s\"']{4,200}/(?:mcp|sse)\b",
    re.IGNORECASE,
)
_PICTURES = (".png", ".svg", ".gif", ".jpg", ".jpeg", ".webp", ".mp4", ".mov", ".pdf")
_SHELL = re.compile(r"^\s*\$?\s*(?:curl|wget|http|https|open|xdg-open)\b")


@dataclass(frozen=True, slots=True)
class Own:
    """An address of the project, where it is seen, and how it is known."""

    url: str
    place: Place
    way: Way
    is_named: bool = False
    """Whether the host bears the project's name."""

    @property
    def host(self) -> str:
        """The host in lower case."""
        return host_of(self.url)


@per_snapshot
def own_addresses(repo: Snapshot) -> tuple[Own, ...]:
    """Every address of the project's own, the surest first, each host of each file once."""
    names = own_names(repo)
    found = [
        own
        for own in (
            *islice(_in_settings(repo), MOST_ADDRESSES),
            *_in_prose(repo, names),
            *_in_code_blocks(repo, names),
        )
        if can_be_running(own.url) and _is_of_owner(own.url, repo, names)
    ]
    sure = {"setting": 0, "endpoint": 0, "presented": 1, "lead": 2, "named": 2}
    found.sort(key=lambda own: sure[own.way])
    once: dict[tuple[str, str | None], Own] = {}
    for own in found:
        once.setdefault((own.host, own.place.file), own)
    return tuple(once.values())


def _is_of_owner(url: str, repo: Snapshot, names: frozenset[str]) -> bool:
    """Pages of an account name the repository; those of another project name another."""
    host = host_of(url)
    if not host.endswith(OWNERS_PAGES):
        return True
    first = path_of(url).partition("/")[0]
    if host == repo.name.lower():
        return True
    return squeezed(first) in {squeezed(name) for name in names} if first else _has_base(repo)


def _has_base(repo: Snapshot) -> bool:
    """Whether a site's settings put it below a path named like the repository."""
    wanted = squeezed(repo.name)
    for file in repo.files:
        if file.manifest and file.manifest.kind == "site":
            for text in rows(file)[:500]:
                key, _, value = text.partition(":")
                if "base" in key.lower() and wanted and wanted in squeezed(value):
                    return True
    return False


def _in_settings(repo: Snapshot) -> Iterator[Own]:
    for file in repo.files:
        if file.kind in ("vendored", "generated", "template", "test") or is_aside(file.path):
            continue
        manifest = file.manifest
        for passage in manifest.addresses if manifest else ():
            if _is_own_setting(file, passage.line):
                yield Own(passage.text, at("config", file, passage.line), "setting")
        if not manifest and file.text:
            yield from _in_site_sources(file)


def _is_own_setting(file: File, line: int) -> bool:
    """Whether the line of a manifest tells where the project itself can be opened."""
    kind = file.manifest.kind if file.manifest else ""
    text = row(file, line)
    match kind:
        case "node" | "python" | "rust":
            return bool(_HOME_KEY.match(text)) or "url=" in text.replace(" ", "")
        case "site" if file.language or file.name.endswith((".ts", ".js", ".mjs", ".cjs")):
            return bool(_SCRIPT_SETTING.match(text))
        case "site" | "platform" | "infrastructure":
            return True
        case "server-registry":
            return "url" in text.lower()
        case "ci":
            return file.path.startswith(".github/")
        case _:
            return False


def _in_site_sources(file: File) -> Iterator[Own]:
    """Pages and settings of a site's own code that tell its canonical address."""
    name = file.name.lower()
    stem = squeezed(name.partition(".")[0])
    is_page = name in ("index.html", "index.htm", "head.html", "404.html")
    is_layout = stem in ("layout", "document")
    is_settings = stem in _SETTINGS_STEMS or "siteconfig" in squeezed(name)
    is_generator = bool(SITE_SETTINGS.fullmatch(file.path))
    is_settings = is_settings or is_generator
    if not (is_page or is_layout or is_settings) or file.kind not in ("source", "config", "docs"):
        return
    for number, text in enumerate(rows(file)[:MOST_ROWS], 1):
        if "https://" not in text or len(text) > MOST_ROWS or (is_generator and text[:1] in " \t"):
            continue
        if is_page and (hit := _CANONICAL.search(text)):
            yield Own(hit.group(1), at("source", file, number), "setting")
            continue
        is_setting = is_layout and "metadataBase" in text
        is_setting = is_setting or bool(is_settings and _SITE_KEY.search(text))
        if is_setting and (found := _URL.search(text)):
            kind: EvidenceKind = "config" if file.kind == "config" else "source"
            yield Own(found.group(), at(kind, file, number), "setting")


def _in_prose(repo: Snapshot, names: frozenset[str]) -> Iterator[Own]:
    for file, one, url in islice(_told(repo), MOST_ADDRESSES):
        is_named = bears_name(host_of(url).rpartition(".")[0], names)
        if way := _way(one, url, names, is_readme=file is repo.readme, is_named=is_named):
            yield Own(url, at("prose", file, one.line), way, is_named)


def _told(repo: Snapshot) -> Iterator[tuple[File, Row, str]]:
    """Addresses of the papers that are no pictures, with the rows they stand in."""
    for file in _papers(repo):
        for one in prose_rows(file):
            if "https://" not in one.text:
                continue
            pictures = {link.target for link in one.links if link.is_image}
            for url in _URL.findall(one.text)[:MOST_IN_ROW]:
                url = url.rstrip(".,;:!?*_~")
                if url not in pictures and not url.lower().endswith(_PICTURES):
                    yield file, one, url


def _papers(repo: Snapshot) -> list[File]:
    """The readme, and documents of the project near the root that are not posts."""
    return [
        file for file in repo.files
        if file.document and (file is repo.readme or (
            file.kind == "docs" and file.path.count("/") <= 2 and not is_aside(file.path)
            and not file.document.front_matter
            and (not file.manifest or file.manifest.kind == "platform")
        ))
    ]  # fmt: skip


def _way(
    one: Row, url: str, names: frozenset[str], *, is_readme: bool, is_named: bool
) -> Way | None:
    said = presentation(one, url)
    if said == "denied":
        return None
    if said == "presented":
        return "presented" if is_readme or is_named else None
    leads = is_named or not path_of(url) or _leads_to_own(url, names)
    if said == "lead" and is_readme and leads:
        return "lead"
    return "named" if is_named else None


def _leads_to_own(url: str, names: frozenset[str]) -> bool:
    """Whether the path is the project's name."""
    return squeezed(path_of(url)) in {squeezed(name) for name in names}


def _in_code_blocks(repo: Snapshot, names: frozenset[str]) -> Iterator[Own]:
    """Endpoints in settings for clients, and calls of a host that bears the project's name."""
    readme = repo.readme
    if readme is None or readme.document is None:
        return
    is_server = infer(repo) == "mcp-server"
    for fence in readme.document.fences:
        is_client = bool(_CLIENT.search(fence.text))
        for offset, text in enumerate(fence.text.split("\n")):
            if "https://" not in text or not (found := _URL.search(text)):
                continue
            line = _line(readme, fence.line, offset, text)
            is_named = bears_name(host_of(found.group()).rpartition(".")[0], names)
            if is_client and _ENDPOINT_ROW.search(text) and (is_server or is_named):
                yield Own(found.group(), at("prose", readme, line), "endpoint")
            elif is_named and _SHELL.match(text):
                yield Own(found.group(), at("prose", readme, line), "named")


def _line(file: File, start: int, offset: int, text: str) -> int:
    """The line of a row of a code block, which starts with its fence or without one."""
    wanted = text.strip()
    for line in (start + offset + 1, start + offset):
        if wanted and wanted in row(file, line):
            return line
    return start
