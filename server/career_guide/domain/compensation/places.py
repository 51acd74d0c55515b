"""What a free-text location means: one market, several, none, or nothing we know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from career_guide.domain.compensation.gazetteer import (
    BREAK,
    CITY,
    COUNTRY,
    LONGEST_NAME,
    REGION,
    WIDE,
    Gazetteer,
    Reading,
    Word,
    gazetteer,
    words,
)
from career_guide.models.content.catalog import Catalog
from career_guide.models.estimate_comp_result import PlaceRead
from career_guide.models.ids import MARKET_IDS, MarketId

JOINERS = ("or", "and", "vs", "versus")
SHORTEST_TYPO, SHORTEST_NAME = 5, 6
TWO_TYPOS_FROM = 11
SUGGESTIONS = 3
SHORTEST_SUGGESTED = 4
SUGGESTION_LEAST = 0.6
WORDS_SUGGESTED = 4
"""Unknown words up to which a text is taken for a misspelt place, not for a sentence."""
ECHO_LIMIT = 80


@dataclass(frozen=True, kw_only=True)
class PlaceMeaning:
    """Markets that a location may mean, in the guide's order, and how it was read."""

    markets: tuple[MarketId, ...]
    read: PlaceRead
    why: str = ""
    is_remote_abroad: bool = False
    is_remote_unplaced: bool = False
    needs_country: bool = False
    corrected_to: str | None = None
    uncovered: tuple[str, ...] = ()
    elsewhere: tuple[MarketId, ...] = ()
    """Markets of other places named beside one without a row; they do not stand for it."""


@dataclass(frozen=True)
class _Span:
    """A name found in the text and what it may stand for."""

    start: int
    end: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class _Part:
    """One of several places joined by "or": its names, whether remote, and unknown words."""

    spans: tuple[_Span, ...]
    is_remote: bool
    is_anywhere: bool
    unknown: tuple[str, ...]
    is_listed: bool = True
    """Whether nothing but commas and the like stands between its names and the ones before."""


def understand(catalog: Catalog, location: str) -> PlaceMeaning:
    """The markets of a location; never a guess, and similar names where nothing is known.

    The most exact name counts: a city before its state, a state before its country. A country that
    contradicts a city wins, so that London in Ontario is Canadian.
    """
    index = gazetteer(catalog)
    parts = _parts(index, words(location))
    corrected = None
    is_short = sum(len(part.unknown) for part in parts) <= WORDS_SUGGESTED
    if is_short and not any(part.spans for part in parts):
        parts, corrected = _corrected(index, parts)
    meaning = _meaning(catalog, location, parts, corrected)
    if meaning.read.kind != "unknown" or not is_short:
        return meaning
    return replace(
        meaning, read=meaning.read.model_copy(update={"suggestions": _similar(index, parts)})
    )


def _parts(index: Gazetteer, found: Sequence[Word]) -> list[_Part]:
    spans: list[_Span] = []
    unknown: list[str] = []
    parts: list[_Part] = []
    is_listed, has_place, has_words = True, False, False

    def close() -> None:
        readings = [reading for span in spans for reading in span.readings]
        places = tuple(span for span in spans if span.readings[0].kind == "place")
        is_remote = any(_is_remote(index, reading) for reading in readings)
        is_anywhere = any(reading.kind == "anywhere" for reading in readings)
        if spans or unknown:
            parts.append(_Part(places, is_remote, is_anywhere, tuple(unknown), is_listed))
        spans.clear()
        unknown.clear()

    at = 0
    while at < len(found):
        length, readings = _longest(index, found, at, has_place=bool(spans))
        if readings:
            is_listed = is_listed and not (has_place and has_words)
            has_place = has_place or readings[0].kind == "place"
            has_words = False
            spans.append(_Span(at, at + length, readings))
            at += length
            continue
        word = found[at].text
        if word == BREAK or word in JOINERS:
            close()
        else:
            has_words = True
            unknown += [] if word in index.fillers else [word]
        at += 1
    close()
    return _with_shared_remote(parts)


def _is_remote(index: Gazetteer, reading: Reading) -> bool:
    return reading.kind == "remote" or reading.markets == (index.remote_market,)


def _with_shared_remote(parts: list[_Part]) -> list[_Part]:
    """Parts with a place, if any; "remote US or Canada" and "SF or remote" are remote in all."""
    placed = [part for part in parts if part.spans]
    if not placed:
        return parts
    if parts[0].is_remote or any(part.is_remote and not part.spans for part in parts):
        placed = [replace(part, is_remote=True) for part in placed]
    return placed


def _longest(
    index: Gazetteer, found: Sequence[Word], at: int, *, has_place: bool
) -> tuple[int, tuple[Reading, ...]]:
    for length in range(min(LONGEST_NAME, len(found) - at), 0, -1):
        name = " ".join(word.text for word in found[at : at + length])
        if length == 1 and name in index.codes and _is_code(found, at, has_place=has_place):
            return 1, (*index.codes[name], *index.names.get(name, ()))
        if name in index.names:
            return length, index.names[name]
    return 0, ()


def _is_code(found: Sequence[Word], at: int, *, has_place: bool) -> bool:
    """Two letters are a code in capitals, between commas, or last behind a place."""
    word = found[at]
    if word.is_alone or (at == len(found) - 1 and has_place):
        return True
    return word.is_upper and word.text not in JOINERS


def _kept(part: _Part) -> tuple[Reading, ...]:
    """The most exact readings that do not contradict one another.

    Where several countries are listed, a city before one of them is a place of its own.
    """
    spans = [_narrowed(span, part.spans) for span in part.spans]
    countries = {r.country for s in spans for r in s.readings if r.size == COUNTRY}
    overruled = {
        span.start
        for span, after in pairwise(spans)
        if span.end == after.start and _contradicts(span, after, is_list=len(countries) > 1)
    }
    readings = [r for span in spans if span.start not in overruled for r in span.readings]
    smallest: dict[str, int] = {}
    for reading in readings:
        size = smallest.get(reading.country, reading.size)
        smallest[reading.country] = min(size, reading.size)
    exact = [r for r in readings if r.size == smallest[r.country]]
    narrow = [r for r in exact if r.size < WIDE]
    if narrow:
        exact = [r for r in exact if r.size < WIDE or _lies_apart(r, narrow)]
    return tuple(dict.fromkeys(exact))


def _lies_apart(wide: Reading, narrow: Sequence[Reading]) -> bool:
    """Whether a wide area holds none of the narrower places, as far as rows tell."""
    covered = {market for reading in narrow for market in reading.markets}
    if wide.markets and not all(reading.markets for reading in narrow):
        return False
    return bool(covered) and covered.isdisjoint(wide.markets or wide.reaches)


def _narrowed(span: _Span, spans: Iterable[_Span]) -> _Span:
    """A name with several readings, kept to the countries that the other names speak of."""
    if len(span.readings) == 1:
        return span
    others = {r.country for s in spans if s is not span for r in s.readings if r.size < WIDE}
    kept = tuple(r for r in span.readings if r.country in others)
    return replace(span, readings=kept) if kept else span


def _contradicts(span: _Span, after: _Span, *, is_list: bool) -> bool:
    """Whether a city stands right before a state or country that it does not lie in.

    A city that the guide names is too well known to be meant as a namesake in another country.
    """
    homes = {reading.country for reading in after.readings}
    is_known = any(reading.is_named for reading in span.readings)
    largest = REGION if is_list or is_known else COUNTRY
    return (
        all(reading.size == CITY for reading in span.readings)
        and all(CITY < reading.size <= largest for reading in after.readings)
        and not any(reading.country in homes for reading in span.readings)
    )


def _corrected(index: Gazetteer, parts: list[_Part]) -> tuple[list[_Part], str | None]:
    """Parts in which one misspelt name is read as the known one, where only one is near."""
    fixed: list[_Part] = []
    title = None
    for part in parts:
        name = None if part.spans else _nearest(index, part.unknown)
        if name is None:
            fixed.append(part)
        else:
            title = index.titles[name]
            spans = (_Span(0, 1, index.names[name]),)
            fixed.append(_Part(spans, part.is_remote, part.is_anywhere, ()))
    return fixed, title


def _nearest(index: Gazetteer, unknown: Sequence[str]) -> str | None:
    """The one name within one slip (two in long names) of the unknown words, or None."""
    from rapidfuzz import process  # only for what is misspelt
    from rapidfuzz.distance import OSA

    for phrase in _phrases(unknown):
        if len(phrase) < SHORTEST_TYPO:
            continue
        allowed = 2 if len(phrase) >= TWO_TYPOS_FROM else 1
        found = process.extract(
            phrase, index.titles.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=None
        )
        near = sorted(
            (slips, name)
            for name, slips, _ in found
            if len(name) >= SHORTEST_NAME and name[0] == phrase[0]
        )
        if near and all(_same(index, near[0][1], name) for _, name in near):
            return near[0][1]
    return None


def _phrases(unknown: Sequence[str]) -> list[str]:
    """The unknown words together, then in pairs, then one by one."""
    pairs = [" ".join(pair) for pair in pairwise(unknown)] if len(unknown) > 2 else []
    single = list(unknown) if len(unknown) > 1 else []
    return [" ".join(unknown), *pairs, *single]


def _same(index: Gazetteer, one: str, other: str) -> bool:
    return {r.markets for r in index.names[one]} == {r.markets for r in index.names[other]}


def _similar(index: Gazetteer, parts: Iterable[_Part]) -> tuple[str, ...]:
    """At most three known names that look like the unknown words, best first."""
    from rapidfuzz import process  # only for what is misspelt
    from rapidfuzz.distance import OSA

    rated: dict[str, float] = {}
    for phrase in (phrase for part in parts for phrase in _phrases(part.unknown)):
        if len(phrase) < SHORTEST_SUGGESTED:
            continue
        for name, rating, _ in process.extract(
            phrase,
            index.titles.keys(),
            scorer=OSA.normalized_similarity,
            score_cutoff=SUGGESTION_LEAST,
            limit=None,
        ):
            title = index.titles[name]
            rated[title] = max(rating, rated.get(title, 0.0))
    return tuple(sorted(rated, key=lambda title: (-rated[title], title))[:SUGGESTIONS])


def _meaning(
    catalog: Catalog,
    location: str,
    parts: list[_Part],
    corrected: str | None,
) -> PlaceMeaning:
    remote_market = catalog.locations.remote_market
    home = catalog.market(remote_market).country
    markets: set[MarketId] = set()
    matched: list[str] = []
    reasons: list[str] = []
    uncovered: list[str] = []
    covered: set[str] = set()
    is_abroad = is_inferred = is_apart = False
    is_remote = any(part.is_remote for part in parts)
    for part in parts:
        kept = _kept(part)
        outside = _without_row(part, kept)
        is_apart |= outside and (is_remote or _is_employed_at_home(kept, home))
        for reading in kept:
            here = set(reading.markets)
            at_home = reading.country == home
            if part.is_remote and remote_market in here:
                here -= {m.id for m in catalog.markets if m.country == home} - {remote_market}
            elif part.is_remote and at_home:
                here.add(remote_market)
            covered |= {reading.country} if here else set()
            is_abroad |= part.is_remote and not at_home and bool(here)
            is_inferred |= bool(here) and not reading.is_named and here != {remote_market}
            matched.append(reading.name)
            reasons += [reading.why] if len(here) > 1 and reading.why else []
            uncovered += [] if here else [reading.name]
            markets |= here
    is_unplaced = not matched and any(part.is_remote and not part.unknown for part in parts)
    is_anywhere = any(part.is_anywhere for part in parts)
    if is_unplaced and not is_anywhere:
        markets, is_inferred = {remote_market}, True
    ordered = tuple(market for market in MARKET_IDS if market in markets)
    elsewhere: tuple[MarketId, ...] = ()
    if is_apart and not (len(covered) > 1 and all(part.is_listed for part in parts)):
        # Pay of an employer's country is no answer for work that is done outside every row.
        ordered, elsewhere = (), ordered
    needs_country = not ordered and is_anywhere and not matched
    kind = _kind(ordered, uncovered, needs_country=needs_country, is_inferred=is_inferred)
    return PlaceMeaning(
        markets=ordered,
        read=PlaceRead(
            text=location[:ECHO_LIMIT],
            kind=kind,
            matched=tuple(dict.fromkeys(matched)),
            suggestions=(),
        ),
        why=" ".join(dict.fromkeys(reasons)),
        is_remote_abroad=is_abroad,
        is_remote_unplaced=is_unplaced and not is_anywhere,
        needs_country=needs_country,
        corrected_to=corrected,
        uncovered=tuple(dict.fromkeys(uncovered)) if ordered or elsewhere else (),
        elsewhere=elsewhere,
    )


def _without_row(part: _Part, kept: Iterable[Reading]) -> bool:
    """Whether a place was named that certainly has no row."""
    doubtful = {r for s in part.spans if any(x.markets for x in s.readings) for r in s.readings}
    return any(not reading.markets and reading not in doubtful for reading in kept)


def _is_employed_at_home(kept: Iterable[Reading], home: str | None) -> bool:
    """Whether the home is named too, but not by a state alone, as in "Lebanon, New Hampshire"."""
    return any(reading.country == home and reading.size != REGION for reading in kept)


def _kind(
    markets: tuple[MarketId, ...],
    uncovered: Sequence[str],
    *,
    needs_country: bool,
    is_inferred: bool,
) -> Literal["named", "inferred", "ambiguous", "not_covered", "unknown"]:
    if len(markets) > 1 or needs_country:
        return "ambiguous"
    if not markets:
        return "not_covered" if uncovered else "unknown"
    return "inferred" if is_inferred else "named"
