"""Rules on words: ways of asking, aliases and vocabularies, places, prompts and patterns."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from career_guide.content.problems import quoted
from career_guide.content.rules.finding import Finding, Firsts, Place, entries, facts
from career_guide.domain.matching.normalise import words_of
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.compensation import Market

UNCONDITIONAL = ("always", "careful")
"""Conditions of phrases that count without certain words beside them."""
PLACEHOLDER = re.compile(r"\{\s*(\w[\w-]*)\s*\}")


def folded(phrase: str) -> str:
    """A phrase without case, spaces and punctuation other than `+` and `#` (C++, C#)."""
    text = unicodedata.normalize("NFKC", phrase).casefold()
    return "".join(c for c in text if c.isalnum() or c in "+#")


@lru_cache(maxsize=1 << 15)
def as_matched(phrase: str) -> str:
    """A phrase as the matcher reads it: words without case, `ReAct` and `React` kept apart.

    Plurals stay: `Dart` and `Darts`, `CoT` and `COTS` are different things.
    """
    return " ".join(word.text for word in words_of(phrase))


def asks_are_unique(catalog: Catalog) -> Iterator[Finding]:
    """One way of asking leads to one fact."""
    firsts = Firsts()
    for place, fact in facts(catalog):
        for index, ask in enumerate(fact.asks):
            at = place.at("asks", index)
            if first := firsts.before(folded(ask), at):
                yield Finding("CG042", at, f"{quoted(ask)} is asked at {first} too.")


def whole_aliases_are_unique(catalog: Catalog) -> Iterator[Finding]:
    """A phrase that counts as a skill counts as one skill only."""
    owners: dict[str, str] = {}
    for place, aliases in entries(catalog, "aliases"):
        for index, phrase_set in enumerate(aliases.sets):
            if phrase_set.coverage == "whole":
                start = place.at("sets", index, "phrases")
                for at, phrase in _variants(start, phrase_set.phrases):
                    owner = owners.setdefault(as_matched(phrase), aliases.id)
                    if owner != aliases.id:
                        what = f"{quoted(phrase)} is {owner} and {aliases.id}."
                        yield Finding("CG043", at, what)


def vocabularies_are_disjoint(catalog: Catalog) -> Iterator[Finding]:
    """A phrase is a skill's alias, or of one kind of vocabulary, wherever it stands.

    Phrases that count only beside certain words may have another meaning without them.
    """
    owners = {
        as_matched(phrase): f"an alias of {aliases.id}"
        for place, aliases in entries(catalog, "aliases")
        for phrase_set in aliases.sets
        if phrase_set.when in UNCONDITIONAL
        for _, phrase in _variants(place, phrase_set.phrases)
    }
    for place, group in entries(catalog, "vocabulary"):
        if group.when in UNCONDITIONAL:
            kind = f"{group.kind} vocabulary"
            for at, phrase in _variants(place.at("phrases"), group.phrases):
                owner = owners.setdefault(as_matched(phrase), kind)
                if owner != kind:
                    yield Finding("CG044", at, f"{quoted(phrase)} is also {owner}.")


def _variants(place: Place, phrases: Iterable[str]) -> Iterator[tuple[Place, str]]:
    """Every phrase and variant (`Kubernetes | k8s`), with the place of the phrase."""
    for index, phrase in enumerate(phrases):
        for variant in phrase.split("|"):
            yield place.at(index), variant.strip()


def job_titles_are_unique(catalog: Catalog) -> Iterator[Finding]:
    """A job title means one pay level."""
    owners: dict[str, str] = {}
    for place, level in entries(catalog, "levels"):
        for index, name in enumerate(level.names):
            owner = owners.setdefault(folded(name), level.id)
            if owner != level.id:
                yield Finding("CG052", place.at("names", index), f"{quoted(name)} is {owner} too.")


def places_are_unique(catalog: Catalog) -> Iterator[Finding]:
    """A city, country or region belongs to one market."""
    owners: dict[str, str] = {}
    for place, market in entries(catalog, "markets"):
        for at, name in _places_of(place, market):
            owner = owners.setdefault(folded(name), market.id)
            if owner != market.id:
                yield Finding("CG052", at, f"{quoted(name)} is in {owner} too.")


def _places_of(place: Place, market: Market) -> Iterator[tuple[Place, str]]:
    for index, city in enumerate(market.cities):
        yield place.at("cities", index), city
    for index, area in enumerate(market.areas):
        yield place.at("areas", index, "name"), area.name
        for field in ("aliases", "places"):
            for number, name in enumerate(getattr(area, field)):
                yield place.at("areas", index, field, number), name


def placeholders_are_arguments(catalog: Catalog) -> Iterator[Finding]:
    """The placeholders of a prompt's text are exactly its arguments."""
    for place, prompt in entries(catalog, "prompts"):
        named = {argument.name for argument in prompt.arguments}
        used = set(PLACEHOLDER.findall(prompt.text))
        for name in sorted(used - named):
            yield Finding("CG048", place.at("text"), f"{quoted('{' + name + '}')} is no argument.")
        for index, argument in enumerate(prompt.arguments):
            if argument.name not in used:
                what = f"{quoted(argument.name)} is not used in the text."
                yield Finding("CG048", place.at("arguments", index), what)


def generic_ideas_are_patterns(catalog: Catalog) -> Iterator[Finding]:
    """Every pattern of a stock idea compiles."""
    for index, pattern in enumerate(catalog.scoring.generic_ideas):
        try:
            re.compile(pattern)
        except re.error as error:
            place = Place("scoring", None, ("generic_ideas", index))
            yield Finding("CG049", place, f"{quoted(pattern)}: {error.msg}.")
