"""Tokens for a small team: each is shown once, and only its hash is kept.

A token holds 256 random bits, so SHA-256 keeps it: there is nothing to guess that a slow hash would
protect.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from mcp.server.auth.provider import AccessToken, TokenVerifier

from career_guide.errors import CareerGuideError
from career_guide.transports.http.auth.events import Events
from career_guide.transports.http.flags import refuse

PREFIX = "cgm_"
"""Marks our tokens, so that scanners for secrets can find one in the wrong place."""
LINE = re.compile(
    r"(?P<subject>[\w.@+-]{1,100}) sha256:(?P<digest>[0-9a-f]{64})(?P<scopes>( \S+)*)"
)
EXAMPLE_LINE = "ada sha256:9f2c… guide:read"


@dataclass(frozen=True)
class StaticToken:
    """Whose token it is, what it may do, and the SHA-256 of it in hexadecimal."""

    subject: str
    digest: str
    scopes: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The line to keep in the list of tokens."""
        return " ".join((self.subject, f"sha256:{self.digest}", *self.scopes))


def make_token(subject: str, scopes: tuple[str, ...] = ()) -> tuple[str, StaticToken]:
    """A new token, to be given to its owner, and the entry to keep; raises CareerGuideError."""
    token = PREFIX + secrets.token_urlsafe(32)
    entry = StaticToken(subject, _digest(token), scopes)
    if not LINE.fullmatch(entry.line):
        raise CareerGuideError(
            "expected a name of at most 100 letters, digits and . @ + - _, and scopes without "
            "blanks, for example ada --scope guide:read"
        )
    return token, entry


def read_tokens(text: str) -> tuple[StaticToken, ...]:
    """The entries of a list, one a line; blank lines and lines that begin with # say nothing.

    A semicolon ends a line too, since variables hold newlines badly.
    Raises CareerGuideError that names the line by number and never repeats it, since somebody may
    have put a token there instead of its hash.
    """
    entries = []
    for number, line in enumerate(text.replace(";", "\n").splitlines(), 1):
        words = " ".join(line.split())
        if not words or words.startswith("#"):
            continue
        found = LINE.fullmatch(words)
        if found is None:
            raise refuse(
                "--auth-tokens",
                "a name, sha256: with 64 hexadecimal digits, and scopes in each line; line "
                f"{number} is different, for example {EXAMPLE_LINE}",
            )
        entries.append(StaticToken(found["subject"], found["digest"], (*found["scopes"].split(),)))
    if not entries:
        raise refuse("--auth-tokens", f"at least one line, for example {EXAMPLE_LINE}")
    if len({entry.digest for entry in entries}) < len(entries):
        raise refuse("--auth-tokens", "each token once; one hash stands in two lines, for example")
    return tuple(entries)


class StaticVerifier(TokenVerifier):
    """Knows the listed tokens by their hashes."""

    def __init__(
        self, entries: tuple[StaticToken, ...], resource: str | None, events: Events
    ) -> None:
        self._entries, self._resource, self._events = entries, resource, events

    async def verify_token(self, token: str) -> AccessToken | None:
        """Who the token belongs to, or None.

        Hashes are compared, with every entry and in constant time, so that the time tells neither
        how much of a guess was right nor which entry it resembles.
        """
        digest = _digest(token)
        owner = None
        for entry in self._entries:
            if hmac.compare_digest(entry.digest, digest):
                owner = entry
        if owner is None:
            self._events("auth_refused:unknown_token")
            return None
        return AccessToken(
            token=token,
            client_id=owner.subject,
            subject=owner.subject,
            scopes=[*owner.scopes],
            resource=self._resource,
            claims={"iss": "tokens"},
        )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
