"""The inverted index over every fact: the terms of its fields, and how rare each term is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import log

from career_guide.domain.search.lexicon import ELSEWHERE, PLACE, Lexicon
from career_guide.domain.search.made import Made
from career_guide.domain.search.text import stem, words
from career_guide.models.base import Basis
from career_guide.models.content.base import Fact, Item
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.compensation import Market, PayLevel
from career_guide.models.content.learning import Tier
from career_guide.models.ids import SectionId

FIELD_WEIGHTS = {"text": 1.0, "asks": 0.9, "title": 0.8, "hints": 0.7, "extras": 0.7}
LENGTH_SHARE = {"text": 0.4, "asks": 0.4, "title": 0.0, "hints": 0.0, "extras": 0.0}
"""How much a field's length counts against it, as b in BM25F."""
SATURATION = 0.9
SHORTEST_CORRECTED = 4
START, END = "<", ">"


@dataclass(frozen=True)
class Entry:
    """One fact as it is searched; `open` tells that it states what the guide leaves open."""

    fact: Fact
    heading: str
    section: SectionId
    open: bool

    @property
    def basis(self) -> Basis:
        """What the fact rests on."""
        return self.fact.basis


@dataclass(frozen=True)
class Way:
    """One way of asking for a fact, or its text: its terms, and its words as written."""

    terms: frozenset[str]
    written: frozenset[str]
    weight: float


@dataclass(frozen=True)
class Unanswered:
    """Questions that the guide leaves unanswered: ways of asking, and the topic of each.

    `leaning` tells for a word or pair of words how much more likely it is in such a question than
    in one that the guide answers (natural logarithm, as in naive Bayes).
    """

    ways: Made[Way]
    topics: tuple[int, ...]
    postings: Mapping[str, Mapping[int, float]]
    leaning: Mapping[str, float]


@dataclass(frozen=True)
class Index:
    """Everything a search looks up; entries stand in catalog order.

    `postings` gives each term's entries with its saturated frequency; `ways` and `contexts` belong
    to the entries: their text and ways of asking, and the terms of heading, section and hints.
    `weights` tells what a term counts in a way of asking. The last three put spelling right: words
    known, those long enough to be meant by a misspelt one, and pairs that people write as one word.
    """

    entries: tuple[Entry, ...]
    postings: Mapping[str, Mapping[int, float]]
    ways: Made[tuple[Way, ...]]
    contexts: tuple[frozenset[str], ...]
    unanswered: Unanswered
    weights: Mapping[str, float]
    lexicon: Lexicon
    vocabulary: frozenset[str]
    by_initial: Mapping[str, tuple[str, ...]]
    joined: Mapping[str, tuple[str, str]]

    def rarity(self, term: str) -> float:
        """Inverse document frequency of a term, largest for a term that no fact holds."""
        return rarity(len(self.postings.get(term, ())), len(self.entries))


def rarity(frequency: int, total: int) -> float:
    """BM25's inverse document frequency, always positive."""
    return log(1 + (total - frequency + 0.5) / (frequency + 0.5))


def entries_of(catalog: Catalog) -> Iterator[tuple[Entry, Item | None]]:
    """Every fact in catalog order, with its item; gaps and assumptions last."""
    for item in catalog.items():
        for fact in item.facts:
            yield Entry(fact, item.title, item.section, fact.basis == "assumption"), item
    for assumption in catalog.assumptions.entries:
        if assumption.fact:
            yield Entry(assumption.fact, "Our assumptions", "introduction", True), None
    for gap in catalog.gaps.entries:
        for fact in gap.facts:
            yield Entry(fact, gap.title, gap.section, gap.kind == "gap"), None


def build(catalog: Catalog, lexicon: Lexicon) -> Index:
    """The index of a catalog; built once, in some tens of milliseconds."""
    vocabulary = _Vocabulary(set(lexicon.known_words))
    around: dict[str, list[str]] = {
        section.id: lexicon.document_terms(words(section.title))
        for section in catalog.guide.sections
    }
    for section in catalog.hints:
        for word in section.words:
            around[section.id] += lexicon.document_terms(words(word))
    hints = {hint.fact: hint for section in catalog.hints for hint in section.hints}
    entries: list[Entry] = []
    fields: list[dict[str, Counter[str]]] = []
    phrases: list[tuple[str, ...]] = []
    contexts: list[frozenset[str]] = []
    answered: list[list[str]] = []
    for entry, item in entries_of(catalog):
        hint = hints.get(entry.fact.id)
        phrases.append((entry.fact.text, *entry.fact.asks, *(hint.asks if hint else ())))
        said = [vocabulary.learn(phrase) for phrase in phrases[-1]]
        text, *asked = (lexicon.document_terms(tokens) for tokens in said)
        pointed = [vocabulary.learn(phrase) for phrase in (hint.words if hint else ())]
        title = Counter(lexicon.document_terms(vocabulary.learn(entry.heading)))
        pointers = Counter(term for tokens in pointed for term in lexicon.document_terms(tokens))
        extras = Counter(dict.fromkeys([*around[entry.section], *_extras(item, lexicon)], 1))
        entries.append(entry)
        if not entry.open:
            answered += said
        fields.append(
            {
                "text": Counter(text),
                "asks": Counter(chain.from_iterable(asked)),
                "title": title,
                "hints": pointers,
                "extras": extras,
            }
        )
        contexts.append(frozenset((*title, *extras, *pointers)))
    unanswered = [
        (number, ask) for number, topic in enumerate(catalog.uncovered) for ask in topic.asks
    ]
    postings = _postings(fields)
    said_in_vain = [vocabulary.learn(ask) for _, ask in unanswered]
    asked_in_vain = [_in_vain(tokens, lexicon) for tokens in said_in_vain]
    weights = {
        term: rarity(len(postings.get(term, ())), len(entries)) * lexicon.share(term)
        for term in chain(postings, chain.from_iterable(asked_in_vain))
    }

    def ways(number: int) -> tuple[Way, ...]:
        said = map(words, phrases[number])
        return tuple(_way(lexicon.document_terms(tokens), tokens, weights) for tokens in said)

    def way_in_vain(number: int) -> Way:
        tokens = words(unanswered[number][1])
        return _way(_in_vain(tokens, lexicon), tokens, weights)

    return Index(
        entries=tuple(entries),
        postings=postings,
        ways=Made(len(entries), ways),
        contexts=tuple(contexts),
        unanswered=Unanswered(
            ways=Made(len(unanswered), way_in_vain),
            topics=tuple(number for number, _ in unanswered),
            postings=_inverted(asked_in_vain),
            leaning=_leaning(answered, said_in_vain),
        ),
        weights=weights,
        lexicon=lexicon,
        vocabulary=frozenset(vocabulary.words),
        by_initial=vocabulary.by_initial(),
        joined={
            joint: pair for joint, pair in vocabulary.pairs.items() if joint not in vocabulary.words
        },
    )


def _in_vain(tokens: list[str], lexicon: Lexicon) -> list[str]:
    """Terms of a question without an answer.

    Where another word tells why there is none (the tax on a salary in Zurich), the place with its
    pay figures does not.
    """
    terms = lexicon.document_terms(tokens)
    if ELSEWHERE in terms or not lexicon.uncovered.keys().isdisjoint((*tokens, *terms)):
        return [term for term in terms if not lexicon.has_market(term)]
    return terms


def _way(terms: list[str], tokens: list[str], weights: Mapping[str, float]) -> Way:
    once = dict.fromkeys(terms)
    return Way(frozenset(once), frozenset(tokens), sum(map(weights.__getitem__, once)))


def _leaning(answered: list[list[str]], unanswered: list[list[str]]) -> dict[str, float]:
    """Log odds of each feature that occurs at least twice, smoothed by two questions."""
    yes, no = (Counter(chain.from_iterable(map(features, asks))) for asks in (answered, unanswered))
    share = len(unanswered) / max(1, len(answered) + len(unanswered))
    usual = log((len(answered) + 2) / (len(unanswered) + 2))
    return {
        feature: log((no[feature] + 2 * share) / (yes[feature] + 2 * (1 - share))) + usual
        for feature, count in (yes + no).items()
        if count > 1
    }


def features(tokens: Sequence[str]) -> frozenset[str]:
    """What tells answerable questions from others: stems, and pairs of them up to two apart."""
    parts = [START, *map(stem, tokens), END]
    pairs = pairwise(parts)
    apart = zip(parts, parts[2:], strict=False)
    return frozenset(
        (*parts[1:-1], *map(" ".join, pairs), *(f"{first} . {last}" for first, last in apart))
    )


def _inverted(ways: list[list[str]]) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = {}
    for number, terms in enumerate(ways):
        for term in terms:
            found.setdefault(term, {})[number] = 1.0
    return found


class _Vocabulary:
    """Words met while the index is built, and pairs of words that people may write as one."""

    def __init__(self, known: set[str]) -> None:
        self.words = known
        self.pairs: dict[str, tuple[str, str]] = {}

    def learn(self, text: str) -> list[str]:
        """The tokens of a text, remembered."""
        tokens = words(text)
        self.words.update(tokens)
        for pair in pairwise(tokens):
            self.pairs.setdefault("".join(pair), pair)
        return tokens

    def by_initial(self) -> dict[str, tuple[str, ...]]:
        """Words that a misspelt one may stand for, by first letter."""
        found: dict[str, list[str]] = {}
        for word in sorted(self.words):
            if len(word) >= SHORTEST_CORRECTED and word.isalpha():
                found.setdefault(word[0], []).append(word)
        return {initial: tuple(rows) for initial, rows in found.items()}


def _extras(item: Item | None, lexicon: Lexicon) -> Iterable[str]:
    """Terms that an item's facts are found by beside their own words."""
    if isinstance(item, Market | PayLevel | Tier):
        yield PLACE + item.id
    if isinstance(item, PayLevel):
        for name in item.names:
            yield from lexicon.document_terms(words(name))


def _postings(
    fields: list[dict[str, Counter[str]]],
) -> dict[str, dict[int, float]]:
    mean = {
        name: sum(sum(entry[name].values()) for entry in fields) / max(1, len(fields))
        for name in FIELD_WEIGHTS
    }
    found: dict[str, dict[int, float]] = {}
    for number, entry in enumerate(fields):
        combined: dict[str, float] = {}
        for name, counts in entry.items():
            share = LENGTH_SHARE[name]
            length = sum(counts.values()) / mean[name] if mean[name] else 1.0
            scale = FIELD_WEIGHTS[name] / (1 - share + share * length)
            for term, count in counts.items():
                combined[term] = combined.get(term, 0.0) + count * scale
        for term, value in combined.items():
            found.setdefault(term, {})[number] = value / (value + SATURATION)
    return found
