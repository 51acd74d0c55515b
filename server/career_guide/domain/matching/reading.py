"""A phrase cut into spans that mean something, and the clauses they stand in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from career_guide.domain.matching.lexicon import LONGEST, Lexicon, Role, Sense
from career_guide.domain.matching.normalise import Gap, Word, stem, words_of
from career_guide.domain.matching.spelling import corrected

NOTHING = Sense()
FILLER = Sense(roles={"filler"})
GLUED = re.compile(r"([^\W\d_]{2,})(\d[\d.]*[a-z]?)")
VERSION = re.compile(r"v?\d[\d.]*[a-z+]?")
EMPTY = re.compile(rf"{VERSION.pattern}|[a-z]{{3,}}ly")
"""Words that qualify nothing: numbers, versions and adverbs."""
JOINABLE: frozenset[Gap] = frozenset({" ", "/"})
"""Gaps that a name may reach across: "CI/CD", "R&D"."""
LINKS = frozenset({
    "with", "using", "in", "on", "via", "for", "at", "from", "by", "through", "of", "to", "around",
    "over", "about", "inside", "into", "within", "behind", "that", "which", "who", "than",
    "as",
})  # fmt: skip
"""Words that hang a new group on the one before it."""
ABOUT = frozenset({"for", "of", "in", "around", "on", "behind", "over", "inside", "to", "within"})
AND = frozenset({"and", "or", "nor"})
SUBJECTS = frozenset({"i", "we", "my", "ive", "im"})
"""Words that start a statement of their own."""


@dataclass(slots=True)
class Span:
    """One or more words with one meaning, and where they stand.

    `clause` counts parts between commas, brackets, colons, dashes, stops and turns ("but");
    `stretch` joins what brackets, colons and dashes set off; `chain` starts anew at "for", "with"
    and the like; `group` also at "and" and "/".
    """

    words: tuple[Word, ...]
    sense: Sense
    clause: int = 0
    stretch: int = 0
    chain: int = 0
    group: int = 0
    link: str = ""
    status: str = "claimed"
    weak: bool = False
    strong: bool = False

    @property
    def roles(self) -> set[Role]:
        """What kinds of word it is, beside what it stands for."""
        return self.sense.roles

    @property
    def text(self) -> str:
        """The words as they are looked up."""
        return " ".join(word.text for word in self.words)

    @property
    def content(self) -> bool:
        """Whether it can stand for a skill or another thing."""
        return bool(self.sense.skills or self.sense.others)

    @property
    def unknown(self) -> bool:
        """Whether it says something that no list of ours knows."""
        return not self.content and self.sense.cue is None and not self.roles - {"trade"}

    @property
    def gap(self) -> Gap:
        """What stands before it."""
        return self.words[0].gap


def _prepared(words: tuple[Word, ...], lexicon: Lexicon) -> tuple[Word, ...]:
    """Words with glued versions cut off and clear misspellings put right."""
    prepared: list[Word] = []
    for word in words:
        if not lexicon.knows(word) and not VERSION.fullmatch(word.text):
            if glued := GLUED.fullmatch(word.text):
                base = Word(glued[1], stem(glued[1]), word.gap)
                if lexicon.knows(base):
                    prepared += [base, Word(glued[2], glued[2], " ")]
                    continue
            elif right := corrected(word.text, lexicon):
                word = Word(right, stem(right), word.gap)
        prepared.append(word)
    return tuple(prepared)


def _sense(words: tuple[Word, ...], lexicon: Lexicon) -> Sense | None:
    if any(word.gap not in JOINABLE for word in words[1:]):
        return None
    sense = lexicon.find(words)
    if sense is None and len(words) == 1 and EMPTY.fullmatch(words[0].text):
        return FILLER
    return sense


def _worth(sense: Sense, length: int) -> int:
    """Longer readings first; among equal ones those that mean more."""
    if sense.cue:
        rank = 7
    elif any(s.aliases.when == "always" for s in sense.skills):
        rank = 6
    elif length > 1 and sense.skills:
        rank = 4
    else:
        rank = 2 if sense.others and "head" not in sense.roles else 1
    return 10 * length * length + rank


def cover(words: tuple[Word, ...], lexicon: Lexicon) -> list[Span]:
    """The words as spans, read so that the longest known phrases win."""
    best: list[tuple[int, int, Sense]] = [(0, 0, NOTHING)] * (len(words) + 1)
    for start in range(len(words) - 1, -1, -1):
        choice = (best[start + 1][0], 1, NOTHING)
        for length in range(1, min(LONGEST, len(words) - start) + 1):
            sense = _sense(words[start : start + length], lexicon)
            if sense is not None:
                worth = _worth(sense, length) + best[start + length][0]
                if worth > choice[0]:
                    choice = (worth, length, sense)
        best[start] = choice
    spans: list[Span] = []
    start = 0
    while start < len(words):
        _, length, sense = best[start]
        spans.append(Span(words[start : start + length], sense))
        start += length
    return spans


def _place(spans: list[Span]) -> None:
    """Number the clauses, stretches, chains and groups."""
    clause = stretch = chain = group = 0
    link = ""
    for at, span in enumerate(spans):
        gap = span.gap
        turn = span.sense.cue == "pivot"
        if at and (gap not in JOINABLE or turn):
            clause, chain, group, link = clause + 1, chain + 1, group + 1, ""
            if gap in (",", ".") or turn:
                stretch += 1
        elif at and gap == "/":
            group += 1
        text = span.text
        if text in LINKS:
            chain, group, link = chain + 1, group + 1, text
        elif text in SUBJECTS or span.sense.cue:
            chain, group, link = chain + 1, group + 1, ""
        elif text in AND:
            group += 1
        span.clause, span.stretch, span.chain, span.group = clause, stretch, chain, group
        span.link = link


def read(phrase: str, lexicon: Lexicon) -> list[Span]:
    """The spans of a phrase in order, each with its place."""
    words = _prepared(_without_initials(words_of(phrase)), lexicon)
    spans = cover(words, lexicon)
    _place(spans)
    return spans


def clauses(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """The spans of each clause, in order."""
    part: list[Span] = []
    for span in spans:
        if part and span.clause != part[-1].clause:
            yield part
            part = []
        part.append(span)
    if part:
        yield part


SMALL_WORDS = frozenset({
    "of", "the", "and", "for", "in", "to", "a", "an", "on", "at", "by", "with",
})  # fmt: skip
SHORTEST_INITIALS, LONGEST_INITIALS = 2, 6


def _spells(initials: str, words: tuple[Word, ...]) -> bool:
    """Whether the words' first letters spell the initials; small words may be left out."""
    letters = "".join(word.text[0] for word in words)
    without_small = "".join(word.text[0] for word in words if word.text not in SMALL_WORDS)
    return initials in (letters, without_small)


def _without_initials(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Initials beside the words they stand for are dropped: the words tell what is meant.

    "Microsoft Certified Professional (MCP)" and "DPO (Data Protection Officer)" name no skill.
    """
    for at, word in enumerate(words):
        size = len(word.text)
        if not (SHORTEST_INITIALS <= size <= LONGEST_INITIALS and word.text.isalpha()):
            continue
        for text in (word.text, word.stem):
            if word.gap == "(" and at >= len(text):
                for length in range(len(text), min(at, len(text) + 3) + 1):
                    if _spells(text, words[at - length : at]):
                        return (*words[:at], *words[at + 1 :])
            if at + 1 < len(words) and words[at + 1].gap == "(":
                for length in range(len(text), len(text) + 4):
                    if _spells(text, words[at + 1 : at + 1 + length]):
                        return (*words[:at], *words[at + 1 :])
    return words
