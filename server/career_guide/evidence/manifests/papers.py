"""Licences and changelogs."""

import re

from career_guide.evidence.manifests.builder import Builder
from career_guide.models.repository.files import Manifest

MOST_LINES = 2_000

_LICENCES: tuple[tuple[str, str], ...] = (
    ("gnu affero general public license", "AGPL"),
    ("gnu lesser general public license", "LGPL"),
    ("gnu general public license", "GPL"),
    ("apache license", "Apache-2.0"),
    ("mozilla public license", "MPL-2.0"),
    ("creative commons", "CC"),
    ("permission is hereby granted, free of charge", "MIT"),
    ("mit license", "MIT"),
    ("permission to use, copy, modify, and/or distribute", "ISC"),
    ("redistribution and use in source and binary forms", "BSD"),
    ("business source license", "BUSL"),
    ("this is free and unencumbered software", "Unlicense"),
)
_VERSION = re.compile(
    r"#{1,4}\s*\[?v?(\d{1,6}\.\d{1,6}(?:\.\d{1,6})?[\w.+-]{0,30})|v?(\d{1,6}\.\d{1,6}\.\d{1,6})\b"
)


def read_licence(text: str) -> Manifest:
    """A licence, its short name where the text is a known one."""
    head = " ".join(text[:3_000].lower().split())
    known = next((name for words, name in _LICENCES if words in head), "")
    return Builder("licence", name=known).manifest()


def read_changelog(text: str) -> Manifest:
    """A changelog with the first version that it names, the newest by custom."""
    builder = Builder("changelog")
    for row in text.split("\n")[:MOST_LINES]:
        if hit := _VERSION.match(row[:200]):
            builder.version = hit.group(1) or hit.group(2)
            break
    return builder.manifest()
