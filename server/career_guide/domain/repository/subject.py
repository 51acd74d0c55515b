"""What a project is about: how it opens, and the words that its opening and its code share."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.domain.repository.generic_words import GENERIC, stem
from career_guide.domain.repository.identifiers import words
from career_guide.domain.repository.live import live
from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.written import (
    Statement,
    is_planned,
    is_setup_title,
    statements,
    title_of,
)
from career_guide.models.repository.files import Document, File
from career_guide.models.repository.snapshot import Snapshot

LEAST_LETTERS = 4
LEAST_TIMES = 3
"""So often a word of the field stands in the readme."""
LEAST_TIMES_SHORT = 2
LEAST_TIMES_CODED = 5
"""So often a word of the title or lead stands in the readme, and in the code, of a short one."""
LEAST_USES = 5
LEAST_SPREAD = 2
"""So often, and in so many files, a word of the opening stands where the project names things."""
LEAST_TIMES_ALONE = 5
"""So often where there is no code that could bear it out."""
MOST_OPENING = 14
LEAD = 4
MOST_NAMES = 60_000
MOST_PROSE = 60_000
_DEFINING = re.compile(r"\.(?:sql|cypher|cql|graphql|prisma|proto)$", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[A-Za-z_][\w]{2,60}")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9'-]{2,40}")
PROBLEM_TITLE = re.compile(
    r"\b(?:problem|motivation|why|background|challenge|pain|use ?cases?|who (?:is|it'?s|should)"
    r"|context"
    r"|overview|about|introduction|goals?|purpose|objectives?|the idea|what (?:is|it|does)|scenario"
    r"|business|description|mission|summary|users?|audience|story|solution)\b",
    re.IGNORECASE,
)
"""Headings below which a project says what it is for."""


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """What the readme says first: its title and the statements on what the project is for."""

    readme: File | None
    title: str
    title_line: int
    statements: tuple[Statement, ...]
    description: str

    @property
    def text(self) -> str:
        """All of it as one text."""
        return ". ".join((self.title, self.description, *(one.text for one in self.statements)))

    @property
    def lead(self) -> str:
        """The first statements, before any heading below the title."""
        return " ".join(one.text for one in self.statements[:LEAD] if not one.titles)


@per_snapshot
def opening(repo: Snapshot) -> Opening:
    """The opening of the readme, and what packages describe themselves as."""
    readme = repo.readme
    described = next(
        (
            file.manifest.description
            for file in repo.files
            if file.manifest and file.manifest.description and file.path.count("/") <= 1
            and file.kind not in ("vendored", "generated", "template")
        ),
        "",
    )  # fmt: skip
    if readme is None or readme.document is None:
        return Opening(None, "", 1, (), described)
    own = title_of(readme) or next(iter(readme.document.sections), None)
    found: list[Statement] = []
    lead = 0
    for one in statements(repo, readme):
        title = one.titles[-1] if one.titles else ""
        if is_planned(one) or (title and is_setup_title(title)):
            continue
        is_lead = not one.titles and lead < MOST_OPENING
        lead += is_lead
        if is_lead or any(PROBLEM_TITLE.search(bare) for bare in one.titles[-2:]):
            found.append(one)
    if not found:
        found = [one for one in statements(repo, readme) if not is_setup_title(one.titles[-1])][:4]
    title = own.title if own else ""
    return Opening(
        readme, title, own.line if own else 1, tuple(found[: 3 * MOST_OPENING]), described
    )


def telling(text: str) -> Iterator[str]:
    """Stems of words that may name a field, in the order of the text."""
    for hit in _WORD.finditer(text[:MOST_PROSE]):
        for part in hit.group().split("-"):
            part = part.removesuffix("'s").strip("'")
            if len(part) >= LEAST_LETTERS and (found := stem(part)) not in GENERIC:
                yield found


@per_snapshot
def domain_words(repo: Snapshot) -> tuple[str, ...]:
    """Stems that the opening and the rest of the readme share with the code, most frequent first.

    They name the field: what people write often about their project and call things by in code is
    neither a figure of speech nor a word of the trade. Without code the readme alone must do.
    """
    first = opening(repo)
    if first.readme is None or first.readme.document is None:
        return ()
    heard = set(telling(first.text))
    counts = Counter(telling(_prose(first.readme.document)))
    coded = code_words(repo)
    if any(file.code and file.code.is_parsed for file in repo.product):
        lead = set(telling(f"{first.title}. {first.description}. {first.lead}"))
        used, spread = vocabulary(repo)
        found = [
            w for w in heard
            if (counts[w] >= LEAST_TIMES and w in coded)
            or (w in lead and counts[w] >= LEAST_TIMES_SHORT and coded[w] >= LEAST_TIMES_CODED)
            or (used[w] >= LEAST_USES and spread[w] >= LEAST_SPREAD)
        ]  # fmt: skip
    else:
        found = [w for w in heard if counts[w] >= LEAST_TIMES_ALONE]
    return tuple(sorted(found, key=lambda word: (-counts[word], word)))


@per_snapshot
def vocabulary(repo: Snapshot) -> tuple[Counter[str], Counter[str]]:
    """How often, and in how many files, stems of words stand where the project names things.

    That is in names and short texts of its code, in tables and graphs that it defines, and in the
    names and fields of its data; prose is none of it.
    """
    used: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for file in repo.of_kind("source", "notebook", "data", "config"):
        found = Counter(
            stem(word) for name in _named(file) for word in words(name) if len(word) > 2
        )
        used.update(found)
        spread.update(found.keys())
    return used, spread


def _named(file: File) -> Iterator[str]:
    yield file.path
    if file.dataset:
        yield from file.dataset.fields
    if file.code:
        for function in file.code.functions:
            yield from (function.name, *function.parameters)
        for klass in file.code.classes:
            yield from (klass.name, *klass.fields)
        yield from (literal.text for literal in file.code.strings)
    elif _DEFINING.search(file.path):
        yield from _IDENTIFIER.findall((file.text or "")[:MOST_PROSE])


def _prose(document: Document) -> str:
    cells = (cell for table in document.tables for row in table.rows for cell in row)
    parts = [f"{section.title}. {section.text}" for section in document.sections]
    return " ".join((*parts, *cells))


@per_snapshot
def code_words(repo: Snapshot) -> Counter[str]:
    """Stems of words in names and texts of the product's code, in names of its data and fields."""
    code = live(repo)
    names: list[str] = []
    for seen in code.functions:
        names += (seen.fact.name, *seen.fact.parameters)
    for klass in code.classes:
        names += (klass.fact.name, *klass.fact.fields)
    names += (seen.fact.text for seen in code.strings)
    names += (file.path for file in code.files)
    for file in repo.of_kind("data", "config", "source"):
        names.append(file.path)
        names += file.dataset.fields if file.dataset else ()
    return Counter(
        stem(word) for name in names[:MOST_NAMES] for word in words(name) if len(word) > 2
    )
