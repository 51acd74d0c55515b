"""Index of every place name that the content knows, in the form that matching compares."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from career_guide.domain.memo import per_catalog
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.compensation import Area, PlaceChoice, RemoteWords
from career_guide.models.ids import MARKET_IDS, MarketId

CITY, REGION, COUNTRY, WIDE = range(4)
Kind = Literal["place", "remote", "anywhere"]

LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
DOTTED = re.compile(r"\b(?:\w\.){2,}")
BREAKS = re.compile(r"[/|;&\n]")
BREAK = "|"
PAUSES = re.compile(r"[(),:]|\s[-–—]\s")
PAUSE = ","
WORD = re.compile(r"[^\W_]+|[|,]")
CODE_LENGTH = 2
PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
LONGEST_NAME = 7
"""Words in the longest name that is looked for."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One thing that a name may stand for."""

    name: str
    kind: Kind = "place"
    country: str = ""
    size: int = CITY
    markets: tuple[MarketId, ...] = ()
    is_named: bool = False
    why: str = ""
    reaches: tuple[MarketId, ...] = ()
    """Markets that a wide area without a row has places of."""


@dataclass(frozen=True)
class Word:
    """One word of a location, compared by `text`."""

    text: str
    is_upper: bool
    is_alone: bool
    """Whether it stands by itself between commas, brackets or ends."""


@dataclass(frozen=True, kw_only=True)
class Gazetteer:
    """Names and codes with their readings."""

    names: Mapping[str, tuple[Reading, ...]]
    codes: Mapping[str, tuple[Reading, ...]]
    titles: Mapping[str, str]
    """Display form of each name that may be suggested."""
    remote_market: MarketId
    fillers: frozenset[str]


def words(text: str) -> list[Word]:
    """Words without case, accents and punctuation; `|` stands for a break between places."""
    text = DOTTED.sub(lambda found: found[0].replace(".", ""), unicodedata.normalize("NFKC", text))
    text = BREAKS.sub(f" {BREAK} ", text.replace("'", "").replace("’", ""))
    found = [PAUSE, *WORD.findall(PAUSES.sub(f" {PAUSE} ", text)), PAUSE]
    has_lower = any(word.islower() or word.istitle() for word in found if len(word) > 1)
    ends = (PAUSE, BREAK)
    return [
        Word(
            text=_plain(word),
            is_upper=word.isupper() and (has_lower or len(found) == 3),
            is_alone=found[at - 1] in ends and found[at + 1] in ends,
        )
        for at, word in enumerate(found)
        if word != PAUSE
    ]


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold().translate(LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def key(name: str) -> str:
    """The form in which a name is looked up."""
    if PLAIN.fullmatch(name):
        return name.lower()
    return " ".join(word.text for word in words(name))


def _is_code_name(name: str) -> bool:
    """Two capitals: the code of a country or state."""
    return len(name) == CODE_LENGTH and name.isalpha() and name.isupper()


@per_catalog
def gazetteer(catalog: Catalog) -> Gazetteer:
    """The catalog's index of places, built once for each catalog."""
    names: dict[str, list[Reading]] = defaultdict(list)
    codes: dict[str, list[Reading]] = defaultdict(list)
    titles: dict[str, str] = {}
    for name, reading in _entries(catalog):
        if _is_code_name(name):
            readings = codes[name.lower()]
        else:
            looked_up = key(name)
            readings = names[looked_up]
            if reading.kind == "place" and name[0].isupper():
                titles.setdefault(looked_up, name)
        if not any(replace(reading, name=known.name) == known for known in readings):
            readings.append(reading)
    return Gazetteer(
        names={name: tuple(found) for name, found in names.items()},
        codes={name: tuple(found) for name, found in codes.items()},
        titles=titles,
        remote_market=catalog.locations.remote_market,
        fillers=frozenset(catalog.locations.fillers),
    )


def _entries(catalog: Catalog) -> Iterator[tuple[str, Reading]]:
    for market in catalog.markets:
        for area in market.areas:
            is_remote = market.id == catalog.locations.remote_market
            yield from _area(area, (market.id,), market.country, is_city=not is_remote)
    for choice in catalog.locations.choices:
        yield from _choice(choice)
    for area in catalog.locations.not_covered:
        yield from _area(area, (), None)
    yield from _remote(catalog.locations.remote)


def _area(
    area: Area, markets: tuple[MarketId, ...], country: str | None, *, is_city: bool = True
) -> Iterator[tuple[str, Reading]]:
    """The area itself (where the market lies in one country, a city of it) and what is inside."""
    size = WIDE if area.wide else CITY if country and is_city else COUNTRY
    home = country or area.name
    whole = Reading(
        name=area.name,
        country=home,
        size=size,
        markets=markets,
        is_named=area.named,
        reaches=area.reaches,
    )
    for name in (area.name, *area.aliases):
        yield name, whole
    for size, inside in ((REGION, area.regions), (CITY, area.places)):
        for name, title in _titled(inside):
            yield name, Reading(name=title, country=home, size=size, markets=markets)


def _titled(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each name with the form to show: a code stands behind the name that it is short for."""
    title = ""
    for name in names:
        if not _is_code_name(name):
            title = name.upper() if name.islower() else name
        yield name, title


def _choice(choice: PlaceChoice) -> Iterator[tuple[str, Reading]]:
    country = choice.country or choice.name
    groups: Iterable[tuple[int, tuple[str, ...]]] = (
        (CITY, choice.places),
        (REGION, choice.regions),
        (WIDE if choice.wide else COUNTRY, choice.countries),
    )
    markets = tuple(market for market in MARKET_IDS if market in choice.markets)
    for size, inside in groups:
        for name, title in _titled(inside):
            yield (
                name,
                Reading(name=title, country=country, size=size, markets=markets, why=choice.why),
            )


def _remote(spoken: RemoteWords) -> Iterator[tuple[str, Reading]]:
    for name in spoken.remote:
        yield name, Reading(name="remote", kind="remote")
    for name in spoken.anywhere:
        yield name, Reading(name="anywhere", kind="anywhere")
