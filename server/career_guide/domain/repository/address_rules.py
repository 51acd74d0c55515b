"""Which addresses cannot be the running project itself, by their hosts."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from career_guide.domain.portfolio.addresses import Addresses
from career_guide.models.content.portfolio import AddressRules

RULES = AddressRules(
    tunnels=(
        "ngrok.io", "ngrok.app", "ngrok.dev", "ngrok-free.app", "ngrok-free.dev", "ngrok.com",
        "loca.lt", "localtunnel.me", "localhost.run", "lhr.life", "lhr.rocks", "trycloudflare.com",
        "cfargotunnel.com", "serveo.net", "serveousercontent.com", "pagekite.me", "tunnelmole.net",
        "tunnelmole.com", "bore.pub", "devtunnels.ms", "pinggy.link", "pinggy.io", "zrok.io",
        "ts.net", "gradio.live", "app.github.dev", "githubpreview.dev", "gitpod.io",
        "webhook.site", "expose.dev", "sharedwithexpose.com", "telebit.io", "remote.it", "nip.io",
        "sslip.io", "xip.io", "localtest.me", "lvh.me", "vcap.me",
    ),
    private_endings=(
        "localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp",
        "private", "test", "example", "invalid", "home.arpa", "onion",
    ),
    code_hosts=(
        "github.com", "raw.githubusercontent.com", "gitlab.com", "bitbucket.org", "codeberg.org",
        "sourceforge.net", "sr.ht",
    ),
    placeholders=(
        r"(?:^|\.)example\.(?:com|org|net|edu|io|dev|app)$",
        r"(?:^|[.-])your[-_]?(?:api|app|application|company|demo|deployment|domain|host|hostname|id"
        r"|instance|link|name|org|project|repo|server|service|site|subdomain|url|user|username"
        r"|website)(?:[.-]|$)",
        r"(?:^|\.)(?:my-?domain|my-?website|domain|website|placeholder|changeme|todo|tbd|xxx+|foo"
        r"|bar|baz|hostname)\.(?:com|org|net|tld|io|dev|app)$",
        r"(?:^|\.)(?:placeholder|changeme|todo|tbd|xxx+)\.",
    ),
)  # fmt: skip
"""The rules of the content for addresses of projects; a test holds the two equal."""
ADDRESSES = Addresses(RULES)
STAND_INS = frozenset(
    (
        "account", "app-name", "appname", "mysite", "my-site", "my-app", "myapp", "my-project",
        "my-service", "my-server", "my-api", "my-bot", "my-space", "my-instance", "my-org",
        "my-company", "mycompany", "org", "organization", "owner", "project-name", "projectname",
        "repo-name", "service-name", "some-app", "someone", "subdomain", "tenant", "user",
        "user-name", "username", "yourname", "yourusername", "your-username",
    )
)  # fmt: skip
"""First parts of host names that stand for another."""
ELSEWHERE = (
    # films, talks, papers, articles and profiles
    "youtube.com", "youtu.be", "vimeo.com", "loom.com", "drive.google.com", "docs.google.com",
    "asciinema.org", "medium.com", "dev.to", "hashnode.com", "substack.com", "linkedin.com",
    "twitter.com", "x.com", "facebook.com", "instagram.com", "reddit.com", "t.me", "discord.gg",
    "discord.com", "slack.com", "arxiv.org", "wikipedia.org", "figma.com", "notion.so",
    "buymeacoffee.com", "patreon.com", "ko-fi.com", "calendly.com", "producthunt.com",
    "stackoverflow.com", "kaggle.com", "colab.research.google.com", "mermaid.live",
    # registries, directories and pictures: what is there is published, not running
    "pypi.org", "npmjs.com", "crates.io", "pkg.go.dev", "hub.docker.com", "ghcr.io",
    "rubygems.org", "nuget.org", "packagist.org", "jsr.io", "anaconda.org", "shields.io",
    "badge.fury.io", "badgen.net", "codecov.io", "coveralls.io", "star-history.com",
    "deepwiki.com", "githubusercontent.com", "imgur.com", "marketplace.visualstudio.com",
)  # fmt: skip
"""Hosts of which no page is a project running; an entry covers its sub-domains."""
CONSOLES = frozenset(
    (
        "aws.amazon.com", "cloud.google.com", "console.aws.amazon.com", "console.cloud.google.com",
        "dashboard.render.com", "developers.google.com", "fly.io", "heroku.com", "netlify.com",
        "portal.azure.com", "pythonanywhere.com", "railway.app", "railway.com", "render.com",
        "smith.langchain.com", "streamlit.io", "surge.sh", "vercel.com",
    )
)  # fmt: skip
"""Hosts of the platforms themselves; what runs on them stands below names of its own."""
TEXTS = frozenset(("developer", "developers", "docs", "documentation", "help", "learn", "wiki"))
"""First parts of hosts that hold texts about a thing."""
PATHS = {
    "huggingface.co": re.compile(r"spaces/[^/]+/[^/]+(?:/.*)?"),
    "share.streamlit.io": re.compile(r"[^/]+/[^/]+(?:/.*)?"),
    "replit.com": re.compile(r"@[^/]+/[^/]+(?:/.*)?"),
}
"""Hosts on which everybody's things run side by side, with the paths of one of them."""
OWNERS_PAGES = (".github.io", ".gitlab.io")


@lru_cache(maxsize=1 << 12)
def host_of(url: str) -> str:
    """The host of an address in lower case, "" for none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=1 << 12)
def path_of(url: str) -> str:
    """The path of an address without slashes at its ends."""
    try:
        return urlsplit(url).path.strip("/")
    except ValueError:
        return ""


@lru_cache(maxsize=1 << 12)
def can_be_running(url: str) -> bool:
    """Whether a stranger may find something running there, judged by the address alone."""
    if ADDRESSES.reach(url) != "public":
        return False
    host = host_of(url).removeprefix("www.")
    first = host.partition(".")[0]
    known = (*ELSEWHERE, *RULES.code_hosts)
    if any(host == name or host.endswith(f".{name}") for name in known):
        return False
    if host in CONSOLES or first in STAND_INS or first in TEXTS:
        return False
    if path_of(url).startswith(("docs/", "documentation/", "blog/", "wiki/")):
        return False
    if host in PATHS and not PATHS[host].fullmatch(path_of(url)):
        return False
    return not first.startswith(("your-", "your_", "<", "{"))
