"""What words mean to a search: synonyms, phrases, places, everyday words, topics left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from career_guide.domain.search.text import stem, words
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.compensation import Locations, Market

JOINT = "_"
PLACE = "@"
ELSEWHERE = "@elsewhere"
UNNAMED_CITY = "@unnamed-city"
SHORTEST_PLACE = 4
"""Shorter names of places are codes, which are also words (DE, ME, IN)."""
LIGHT_SHARE = 0.4
PHRASE_SHARE = 0.7


def term_of(phrase: str) -> str:
    """The index term of a word or phrase: its stems, joined."""
    return JOINT.join(map(stem, words(phrase)))


@dataclass(frozen=True)
class Span:
    """A run of tokens that is one term."""

    start: int
    end: int
    term: str


Numbers = tuple[int, int, tuple[str, ...]]
"""Numbers from one to another, both included, and the terms that they stand for, best first."""


@dataclass(frozen=True)
class Lexicon:
    """Read-only tables made from the content; terms are stems, phrases stems joined by `_`.

    `alike` gives the synonyms of a term; `uncovered` the topic (by number) that a word as written,
    or a phrase, asks for; `together` topics that need a word of each set; `places` the markets of
    a place as terms, `inferred` the places that we, not the guide, put there; `levels` years of AI
    work, both ends included, with the terms of their pay level, `weeks` those of the roadmap with
    their tier; `phrases` all phrases by the first two stems.
    """

    ignored: frozenset[str]
    light: frozenset[str]
    alike: Mapping[str, tuple[str, ...]]
    uncovered: Mapping[str, int]
    together: tuple[tuple[int, tuple[frozenset[str], ...]], ...]
    places: Mapping[str, tuple[str, ...]]
    inferred: frozenset[str]
    levels: tuple[Numbers, ...]
    weeks: tuple[Numbers, ...]
    phrases: Mapping[tuple[str, str], tuple[tuple[str, ...], ...]] = field(repr=False)
    known_words: frozenset[str] = field(repr=False)

    def share(self, term: str) -> float:
        """How much of its rarity a term counts for in a way of asking."""
        if term in self.light:
            return LIGHT_SHARE
        return PHRASE_SHARE if JOINT in term else 1.0

    def has_market(self, term: str) -> bool:
        """Whether a term is a place that the guide has pay figures for, or such a market."""
        return not {ELSEWHERE, UNNAMED_CITY}.issuperset(
            (term,) if term.startswith(PLACE) else self.places.get(term, ())
        )

    def document_terms(self, tokens: Sequence[str]) -> list[str]:
        """Every term of a text to be indexed: words, the longest phrase at each word, places."""
        parts = [stem(token) for token in tokens]
        found = [
            part for token, part in zip(tokens, parts, strict=True) if token not in self.ignored
        ]
        covered = 0
        for start, pair in enumerate(pairwise(parts)):
            if pair in self.phrases:
                span = self.span_at(parts, start)
                if span and span.end > covered:
                    found.append(span.term)
                    covered = span.end
        found += [place for term in found if term in self.places for place in self.places[term]]
        return found

    def span_at(self, parts: Sequence[str], start: int) -> Span | None:
        """The longest phrase that begins at a token."""
        if start + 1 == len(parts):
            return None
        for phrase in self.phrases.get((parts[start], parts[start + 1]), ()):
            end = start + len(phrase)
            if tuple(parts[start:end]) == phrase:
                return Span(start, end, JOINT.join(phrase))
        return None


def build_lexicon(catalog: Catalog) -> Lexicon:
    """The tables for one catalog."""
    synonyms = catalog.synonyms
    light = frozenset(stem(word) for word in synonyms.light)
    places = _places(catalog.locations, catalog.markets)
    uncovered: dict[str, int] = {}
    for number, topic in enumerate(catalog.uncovered):
        for word in topic.words:
            uncovered.setdefault(_said(word), number)
    alike: dict[str, dict[str, None]] = {}
    for group in synonyms.groups:
        terms = [term_of(phrase) for phrase in group]
        for term in terms:
            alike.setdefault(term, {}).update(dict.fromkeys(terms))
    phrases = {term for term in (*alike, *uncovered, *places) if JOINT in term}
    return Lexicon(
        ignored=frozenset(synonyms.ignored),
        light=light,
        alike={
            term: tuple(other for other in others if other != term)
            for term, others in alike.items()
        },
        uncovered=uncovered,
        together=tuple(
            (number, tuple(frozenset(map(_said, options)) for options in row))
            for number, topic in enumerate(catalog.uncovered)
            for row in topic.together
        ),
        places={
            term: markets
            for term, markets in places.items()
            if term not in light and term not in synonyms.ignored
        },
        levels=tuple(
            (
                level.years_ai.low,
                level.years_ai.high,
                (PLACE + level.id, stem(words(level.title)[0])),
            )
            for level in catalog.levels
            if level.years_ai
        ),
        weeks=tuple(
            (tier.weeks.first, tier.weeks.last, (PLACE + tier.id,)) for tier in catalog.tiers
        ),
        inferred=frozenset(
            term_of(place)
            for market in catalog.markets
            for area in market.areas
            for place in (area.places if area.named else (area.name, *area.aliases, *area.places))
        ),
        phrases=_by_beginning(phrases),
        known_words=frozenset(
            token
            for phrase in (
                *(phrase for group in synonyms.groups for phrase in group),
                *synonyms.light,
                *synonyms.ignored,
                *(word for topic in catalog.uncovered for word in topic.words),
            )
            for token in words(phrase)
        ),
    )


def _said(phrase: str) -> str:
    """A single word as it is written, a phrase as its term."""
    term = term_of(phrase)
    return term if JOINT in term else phrase


def _by_beginning(phrases: Iterable[str]) -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
    """Phrases by their first two stems, longest first."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases):
        first, second, *rest = phrase.split(JOINT)
        found.setdefault((first, second), []).append((first, second, *rest))
    return {
        pair: tuple(sorted(rows, key=lambda row: (-len(row), row))) for pair, rows in found.items()
    }


def _places(locations: Locations, markets: tuple[Market, ...]) -> dict[str, tuple[str, ...]]:
    """Place terms and the markets they lie in, as terms of the index."""
    found: dict[str, dict[str, None]] = {}

    def add(names: Iterable[str], *terms: str) -> None:
        for name in names:
            if len(name) >= SHORTEST_PLACE:
                found.setdefault(term_of(name), {}).update(dict.fromkeys(terms))

    for market in markets:
        add(market.cities, PLACE + market.id)
        for area in market.areas:
            add((area.name, *area.aliases, *area.places), PLACE + market.id)
    for area in locations.not_covered:
        add((area.name, *area.aliases, *area.places), ELSEWHERE)
    for choice in locations.choices:
        names = (*choice.places, *choice.regions)
        if choice.country is None:
            add(names, *(PLACE + market for market in choice.markets))
        elif choice.places:
            add(names, UNNAMED_CITY)
    return {term: tuple(terms) for term, terms in found.items()}
