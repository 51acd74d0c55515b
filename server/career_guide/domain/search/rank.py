"""How well each fact answers a question."""

from dataclasses import dataclass
from math import fsum
from operator import mul

from career_guide.domain.search.index import Index, Way
from career_guide.domain.search.lexicon import JOINT
from career_guide.domain.search.pool import Part, best
from career_guide.domain.search.query import Question
from career_guide.models.base import Basis
from career_guide.models.ids import SectionId

POOL = 18
"""Facts, and questions without an answer, that are looked at closely."""
CONTEXT = 0.9
WAY_SHARE = 0.9
COVERED_SHARE = 0.5
NAMED = 0.95
AHEAD = 0.15
"""By how much an ask met word for word must be closer than any question without an answer."""
CUT = 1.6
"""Where the line of `confidence` is cut: higher answers less, and less wrongly.

Here every file of bench/search stays below 9 % false answers; 0.3 lower gains half a point of
right ones and doubles the false ones of some.
"""
TRUST: dict[Basis, float] = {
    "guide": 1.0,
    "derived": 0.93,
    "editorial": 0.93,
    "assumption": 0.9,
    "second_opinion": 0.9,
}


@dataclass(frozen=True)
class Match:
    """One fact against a question.

    `score` ranks; `way` tells how close the closest way of asking for it is and `covered` how much
    of the question that way covers; `strange` is above 0 where words of left-out topics are not
    said of it. All but the score lie between 0 and 1.
    """

    number: int
    score: float
    way: float
    covered: float
    strange: float


def matches(question: Question, index: Index, section: SectionId | None = None) -> list[Match]:
    """The facts that fit best, best first, of one section or all; ties in catalog order."""
    total = question.weight
    if not total:
        return []
    parts = [
        Part(
            term.weight,
            tuple(
                (index.postings[match], quality)
                for match, quality in term.matches
                if match in index.postings
            ),
        )
        for term in question.terms
    ]
    fits = None if section is None else lambda number: index.entries[number].section == section
    found = [
        _match(number, score / total, question, index, total)
        for number, score in best(parts, POOL, fits)
    ]
    return sorted(found, key=lambda match: (-match.score, match.number))


@dataclass(frozen=True)
class Rival:
    """The closest question that the guide leaves unanswered: how close it is, and its topic."""

    way: float
    topic: int


def rival(question: Question, index: Index) -> Rival | None:
    """The question without an answer that is most like this one, if any shares a word with it."""
    unanswered, total = index.unanswered, question.weight
    parts = [
        Part(gain, ((unanswered.postings[match], 1.0),))
        for match, gain in question.gain.items()
        if match in unanswered.postings
    ]
    found = None
    nothing = [0.0] * len(question.weights)
    for number, _ in best(parts, POOL):
        way = _closeness(unanswered.ways[number], nothing, question, total)
        if way and (found is None or way.value > found.way):
            found = Rival(way.value, unanswered.topics[number])
    return found


def confidence(fact: Match, question: Question, rival: Rival | None) -> float:
    """How surely the best fact answers the question; positive means yes.

    A straight line through four figures: how close the closest way of asking for the fact is, how
    close the closest question without an answer is, what the wording leans to, and whether words
    of left-out topics stay unmatched. Logistic regression over every ask, held out of the index
    in turn (bench/search/held_out_asks.py); the cut leans to answering.
    """
    if question.bare and fact.covered > NAMED and not fact.strange:
        return 1.0  # the name of a topic asks for whatever is said of it
    unanswered = rival.way if rival else 0.0
    if fact.way > NAMED and fact.way > unanswered + AHEAD and not fact.strange:
        return 1.0
    return 7.5 * fact.way - 4.6 * unanswered - 0.27 * question.leaning - 1.8 * fact.strange - CUT


def _match(number: int, frequency: float, question: Question, index: Index, total: float) -> Match:
    """One fact against a question; its heading and hints help every way of asking for it.

    Sums run over lists or are exact, so that the order of a set never shows in a result.
    """
    reach, weights = question.reach, question.weights
    near = [0.0] * len(weights)
    for match in index.contexts[number] & reach.keys():
        for position, quality in reach[match]:
            if CONTEXT * quality > near[position]:
                near[position] = CONTEXT * quality
    closeness, closest = Closeness(0.0, 0.0), index.ways[number][0]
    for way in index.ways[number]:
        found = _closeness(way, near, question, total)
        if found and found.value > closeness.value:
            closeness, closest = found, way
    return Match(
        number=number,
        score=(frequency + WAY_SHARE * closeness.value) * TRUST[index.entries[number].basis],
        way=closeness.value,
        covered=closeness.covered,
        strange=_strange(question, index.ways[number], closest),
    )


@dataclass(frozen=True)
class Closeness:
    """How close a way of asking is: the share of the question it covers, less what it adds."""

    value: float
    covered: float


def _closeness(way: Way, near: list[float], question: Question, total: float) -> Closeness | None:
    met = way.terms & question.reach.keys()
    if not met:
        return None
    reached = near[:]
    for match in met:
        for position, quality in question.reach[match]:
            if quality > reached[position]:
                reached[position] = quality
    covered = sum(map(mul, question.weights, reached)) / total
    precision = min(1.0, fsum(question.gain[match] for match in met) / way.weight)
    return Closeness(covered * (COVERED_SHARE + (1 - COVERED_SHARE) * precision), covered)


def _strange(question: Question, ways: tuple[Way, ...], closest: Way) -> float:
    """1 when a word of an uncovered topic is not said of the fact, 0.5 when not in this way."""
    found = 1.0 if question.left_out else 0.0
    for term in question.terms:
        if term.role == "uncovered" and not _said(term.written, closest):
            found = max(found, 0.5 if any(_said(term.written, way) for way in ways) else 1.0)
    return found


def _said(written: str, way: Way) -> bool:
    return written in (way.terms if JOINT in written else way.written)
