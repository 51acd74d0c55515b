"""Which web addresses a stranger can open, judged by their text alone: nothing is fetched."""

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from career_guide.models.content.portfolio import AddressRules

Reach = Literal["public", "unencrypted", "code", "not_public"]
"""public: https, anybody can open it; unencrypted: the same over http or without a scheme;
code: shows source only; not_public: local, private, a tunnel or a placeholder."""

URL = re.compile(r"\b(?:https?|wss?|ftp)://[^\s<>\"'`|\\^{}]+", re.IGNORECASE)
BARE_LOCAL = re.compile(
    r"(?<![\w.@/-])(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|192\.168\.\d+\.\d+|10\.\d+\.\d+\.\d+)"
    r"(?::\d+)?(?:/\S*)?",
    re.IGNORECASE,
)
TRAILING = ".,;:!?)]}'\"*"
NAME = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,63}|xn--[a-z0-9-]{2,59})")
SHOWS_MORE_THAN_CODE = re.compile(r"/(?:releases|packages|pkgs|marketplace)(?:/|$)")


@dataclass(frozen=True)
class Address:
    """One address of a text and how far it reaches."""

    text: str
    reach: Reach


class Addresses:
    """Judges addresses by the rules of the content."""

    def __init__(self, rules: AddressRules) -> None:
        """Compiles the placeholder patterns."""
        self._tunnels = tuple(rules.tunnels)
        self._private = tuple(rules.private_endings)
        self._code = tuple(rules.code_hosts)
        self._placeholder = re.compile("|".join(f"(?:{p})" for p in rules.placeholders))

    def found_in(self, text: str) -> tuple[Address, ...]:
        """Every address in `text`, bare local ones (localhost:3000) included."""
        text = unicodedata.normalize("NFKC", text)
        urls = [hit[0].rstrip(TRAILING) for hit in URL.finditer(text)]
        bare = [hit[0] for hit in BARE_LOCAL.finditer(URL.sub(" ", text))]
        return (
            *(Address(url, self.reach(url)) for url in urls),
            *(Address(local, "not_public") for local in bare),
        )

    def reach(self, url: str) -> Reach:
        """How far one address reaches; anything that is no well-formed web address: not_public.

        A host without a scheme (tenants.fly.dev) is read as one over http: it names no https.
        """
        text = unicodedata.normalize("NFKC", url.strip()).casefold()
        if "://" not in text and "@" not in text.split("/")[0]:
            text = f"http://{text.removeprefix('//')}"
        try:
            parts = urlsplit(text)
            host = (parts.hostname or "").rstrip(".")
            _ = parts.port
        except ValueError:
            return "not_public"
        if parts.scheme not in ("http", "https") or not self._is_public(host):
            return "not_public"
        if _covers(self._code, host) and not SHOWS_MORE_THAN_CODE.search(parts.path):
            return "code"
        return "public" if parts.scheme == "https" else "unencrypted"

    def _is_public(self, host: str) -> bool:
        try:
            return ip_address(host).is_global
        except ValueError:
            pass
        if not NAME.fullmatch(host) or self._placeholder.search(host):
            return False
        return not _covers(self._tunnels, host) and not _covers(self._private, host)


def without_addresses(text: str, addresses: tuple[Address, ...]) -> str:
    """`text` without the given addresses."""
    text = unicodedata.normalize("NFKC", text)
    for address in addresses:
        text = text.replace(address.text, " ")
    return text


def _covers(hosts: tuple[str, ...], host: str) -> bool:
    return any(host == known or host.endswith(f".{known}") for known in hosts)
