"""Identifiers of code taken apart into words, whatever the convention they are written in."""

import re
from functools import lru_cache

MOST_CHARACTERS = 200
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def listed(names: str) -> frozenset[str]:
    """A set of names that stand in one text."""
    return frozenset(names.split())


def tail(name: str) -> str:
    """The last part of a dotted name: `create` of `client.messages.create`."""
    return name.rpartition(".")[2]


def head(name: str) -> str:
    """The first part of a dotted name: `client` of `client.messages.create`."""
    return name.partition(".")[0]


@lru_cache(maxsize=1 << 14)
def words(name: str) -> tuple[str, ...]:
    """Lower-case words of a name: `retry`, `with`, `backoff` of `retryWithBackoff`."""
    return tuple(word.lower() for word in _WORD.findall(name[:MOST_CHARACTERS]))


def plain(name: str) -> str:
    """A name without its convention: `maxretries` of `max_retries` and `maxRetries`."""
    return "".join(words(name))
