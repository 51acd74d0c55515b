"""Misspelt names: one word against our words, or a whole phrase against our names."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from career_guide.domain.matching.lexicon import Lexicon, Sense
from career_guide.domain.matching.normalise import stem

SHORTEST = 5
"""Shorter words are never taken for a misspelling: R, Go, GCP and MCP stay what they are."""
LONG, LONG_NAME = 8, 12
MOST_SLIPS = 2
"""Letters that may be wrong, missing, added or swapped in one word."""
SHORT_RATIO, LONG_RATIO = 88.0, 84.0
MARGIN = 6.0
"""Points by which the best reading must lead any other one."""
SWAP_ALLOWANCE = 8.0
"""Points that two letters in each other's place may cost and still be looked at."""
SUGGEST_RATIO = 60.0
SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """The best reading of a misspelt phrase, and one that is about as near, if any."""

    name: str
    sense: Sense
    rival: Sense | None


def needed(length: int) -> float:
    """Similarity (0-100) that a text of this length needs."""
    return SHORT_RATIO if length < LONG else LONG_RATIO


def _swapped(word: str, other: str) -> bool:
    """Whether two words have the same letters, one or two of them out of place."""
    return sorted(word) == sorted(other) and 0 < OSA.distance(word, other) <= MOST_SLIPS


def _alike(word: str, other: str) -> float:
    """Similarity of two words; letters out of place count as one slip."""
    ratio: float = fuzz.ratio(word, other)
    return max(ratio, SHORT_RATIO + 2.0) if _swapped(word, other) else ratio


def corrected(word: str, lexicon: Lexicon) -> str | None:
    """Our word that a misspelt one stands for; None where that is not clear."""
    if len(word) < SHORTEST or not word.isalpha():
        return None
    choices = lexicon.spellings.get(word[0], ())
    near = process.extract(
        word, choices, scorer=fuzz.ratio, limit=8, score_cutoff=needed(len(word)) - SWAP_ALLOWANCE
    )
    scored = sorted(
        (-_alike(word, other), other)
        for other, _, _ in near
        if OSA.distance(word, other) <= MOST_SLIPS
    )
    if not scored or -scored[0][0] < needed(len(word)):
        return None
    best = scored[0][1]
    for score, other in scored[1:]:
        if score - scored[0][0] < MARGIN and not _same_family(best, other):
            return None
    return best


def _same_family(word: str, other: str) -> bool:
    return stem(word) == stem(other) or word.startswith(other) or other.startswith(word)


def guess(joined: str, lexicon: Lexicon) -> Guess | None:
    """The name of ours that a phrase without spaces comes near to."""
    if len(joined) < SHORTEST:
        return None
    choices = lexicon.joined_names.get(joined[0], ())
    near = process.extract(
        joined, choices, scorer=fuzz.ratio, limit=5, score_cutoff=needed(len(joined))
    )
    near = [hit for hit in near if _slip(joined, hit[0])]
    if not near:
        return None
    key, score, _ = near[0]
    sense = lexicon.meaning(key)
    others = (lexicon.meaning(other) for other, less, _ in near[1:] if score - less < MARGIN)
    return Guess(key, sense, next((other for other in others if _differ(sense, other)), None))


def _slip(joined: str, key: str) -> bool:
    """Whether two names differ by a slip, not by a word more or less ("Guidance AI")."""
    longer = key.startswith(joined) or joined.startswith(key)
    slips = 1 if longer or len(joined) < LONG_NAME else 2
    return OSA.distance(joined, key) <= slips


def _differ(sense: Sense, other: Sense) -> bool:
    return {s.skill for s in sense.skills} != {s.skill for s in other.skills}


def suggestions(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """At most three of our names that look like a text."""
    names = lexicon.names
    near = process.extract(
        text.casefold(),
        names.keys(),
        scorer=fuzz.ratio,
        limit=SUGGESTIONS,
        score_cutoff=SUGGEST_RATIO,
    )
    return tuple(names[name] for name, _, _ in near)
