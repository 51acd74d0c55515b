"""From a question to weighted terms: phrases, synonyms, places, typing errors, unknown words."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from typing import Literal

from career_guide.domain.search.index import Index, features
from career_guide.domain.search.lexicon import JOINT, Numbers
from career_guide.domain.search.text import stem, words

Role = Literal["known", "light", "unknown", "uncovered", "place"]

WEIGHT_OF_ROLE = {"known": 1.0, "light": 0.6, "unknown": 0.8, "uncovered": 1.15, "place": 1.4}
ALIKE = 0.6
LIGHT_RARITY = 2.5
EMPTY_RARITY = 0.8
TYPO = 0.9
PHRASE_SHARE = 0.7
PART_SHARE = 0.3
LEVEL_WEIGHT = 1.5
YEARS = ("year", "yr", "yrs", "yoe")
WEEK = "week"
NAME = 0.8
"""How well the name of a pay level stands for years of work at it."""
SHORTEST_TYPO = 4
LONG_WORD = 8
BARE = 3
LONGEST_SIGN = 4


@dataclass(frozen=True)
class QueryTerm:
    """One term of a question; `matches` are index terms with how well each stands for it."""

    term: str
    written: str
    role: Role
    weight: float
    matches: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Question:
    """A parsed question.

    `topics` numbers the uncovered topics that its words point to, `left_out` those that several
    words point to only together; `inferred` tells that it names a place which we, not the guide,
    put into a market. `reach` gives for every index term that stands for a term of the question its
    position and how well it does, `gain` what such a term weighs at best. `leaning` is above 0
    where the wording is more like that of questions which the guide leaves unanswered. `bare` marks
    up to three words that only name a topic.
    """

    terms: tuple[QueryTerm, ...]
    topics: tuple[int, ...]
    left_out: tuple[int, ...]
    inferred: bool

    weights: list[float]
    reach: dict[str, list[tuple[int, float]]]
    gain: dict[str, float]
    leaning: float
    bare: bool

    @property
    def weight(self) -> float:
        """Sum of the weights."""
        return sum(self.weights)


def parse(text: str, index: Index) -> Question:
    """The terms of a question, without repeats, in the order they come."""
    tokens = list(_spelled(words(text), index))
    parts = [stem(token) for token, _ in tokens]
    found: dict[str, QueryTerm] = {}
    only_names = True
    at = 0
    while at < len(parts):
        span = index.lexicon.span_at(parts, at)
        if span:
            _add(found, _term(span.term, index, PHRASE_SHARE, written=span.term))
            for token, quality in tokens[span.start : span.end]:
                if token not in index.lexicon.ignored:
                    _add(found, _term(stem(token), index, PART_SHARE * quality))
            at = span.end
            continue
        token, quality = tokens[at]
        counts_weeks = at and parts[at - 1] == WEEK and token.isdigit()
        if token not in index.lexicon.ignored and not counts_weeks:
            _add(found, _term(parts[at], index, 1.0, quality, written=token))
        only_names &= token not in index.lexicon.ignored and parts[at] not in index.lexicon.light
        at += 1
    for term in _numbered(parts, index):
        _add(found, term)
    said = {token for token, _ in tokens}.union(
        JOINT.join(parts[start : start + length])
        for length in range(2, LONGEST_SIGN + 1)
        for start in range(len(parts) - length + 1)
    )
    left_out = dict.fromkeys(
        number for number, row in index.lexicon.together if all(options & said for options in row)
    )
    reach: dict[str, list[tuple[int, float]]] = {}
    for position, term in enumerate(found.values()):
        for match, quality in term.matches:
            reach.setdefault(match, []).append((position, quality))
    return Question(
        terms=tuple(found.values()),
        topics=tuple(dict.fromkeys((*_topics(found, index), *left_out))),
        left_out=tuple(left_out),
        inferred=any(term in index.lexicon.inferred for term in found),
        weights=[term.weight for term in found.values()],
        reach=reach,
        gain={
            match: index.weights[match] * max(quality for _, quality in hits)
            for match, hits in reach.items()
        },
        leaning=fsum(
            index.unanswered.leaning.get(feature, 0.0)
            for feature in features([token for token, _ in tokens])
        ),
        bare=len(tokens) <= BARE and only_names and not left_out,
    )


def _topics(found: dict[str, QueryTerm], index: Index) -> Iterator[int]:
    for term in found.values():
        if term.role == "uncovered":
            yield index.lexicon.uncovered[term.written]


def _numbered(parts: list[str], index: Index) -> Iterator[QueryTerm]:
    """Pay levels that years of work stand for ("4 years"), and tiers that weeks lie in ("week 7").

    A level's own name stands for it a little less well than the level.
    """
    for first, second in pairwise(parts):
        if second in YEARS and first.isdigit():
            yield from _within(int(first), index.lexicon.levels)
        if first == WEEK and second.isdigit():
            yield from _within(int(second), index.lexicon.weeks)


def _within(number: int, rows: tuple[Numbers, ...]) -> Iterator[QueryTerm]:
    for low, high, terms in rows:
        if low <= number <= high:
            matches = tuple(zip(terms, (1.0, NAME), strict=False))
            yield QueryTerm(terms[0], "", "place", LEVEL_WEIGHT, matches)


def _add(found: dict[str, QueryTerm], term: QueryTerm) -> None:
    if term.term not in found or found[term.term].weight < term.weight:
        found[term.term] = term


def _term(
    term: str, index: Index, share: float, quality: float = 1.0, *, written: str = ""
) -> QueryTerm:
    lexicon = index.lexicon
    matches: dict[str, float] = {}
    if term in index.weights:
        matches[term] = quality
    role: Role = "known" if term in index.postings else "unknown"
    if place := lexicon.places.get(term):
        matches.update(dict.fromkeys(place, quality))
        role = "place"
    for other in lexicon.alike.get(term, ()):
        if other in index.weights:
            matches.setdefault(other, ALIKE * quality)
    if written in lexicon.uncovered:
        role, matches = "uncovered", {term: quality} if term in index.weights else {}
    elif term in lexicon.light:
        role = "light"
    elif role == "unknown" and not matches.keys().isdisjoint(index.postings):
        role = "known"
    own = index.rarity(term)
    rarity = min((index.rarity(match) for match in matches), default=own)
    if term in index.postings:
        rarity = (rarity + own) / 2
    if role == "light":
        rarity = min(rarity, LIGHT_RARITY if matches else EMPTY_RARITY)
    return QueryTerm(
        term, written, role, share * WEIGHT_OF_ROLE[role] * rarity, tuple(matches.items())
    )


def _spelled(tokens: list[str], index: Index) -> Iterator[tuple[str, float]]:
    """Tokens with typing errors put right, and words joined or split as the guide has them."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if _known(token, index):
            yield token, 1.0
        elif _known(token + following, index) and following:
            yield token + following, 1.0
            at += 1
        elif split := index.joined.get(token):
            yield from ((word, 1.0) for word in split)
        elif nearest := _nearest(token, index):
            yield nearest, TYPO
        else:
            yield token, 1.0
        at += 1


def _known(token: str, index: Index) -> bool:
    return (
        token in index.vocabulary
        or stem(token) in index.weights
        or token in index.lexicon.ignored
        or stem(token) in index.lexicon.light
    )


def _nearest(token: str, index: Index) -> str | None:
    """The word of the index that this one is a slip of, if it is long and near enough."""
    if len(token) < SHORTEST_TYPO or not token.isalpha():
        return None
    from rapidfuzz import process  # only for what is misspelt
    from rapidfuzz.distance import OSA

    allowed = 2 if len(token) >= LONG_WORD else 1
    best = process.extractOne(
        token, index.by_initial.get(token[0], ()), scorer=OSA.distance, score_cutoff=allowed
    )
    if best is None:
        return None
    word: str = best[0]
    if len(token) <= 5 and len(word) == len(token) and sorted(word) != sorted(token):
        return None  # bread is not break
    return word
