"""Skills shown by what somebody did: "fell back to a cheaper model" names none and tells of one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from career_guide.domain.matching.normalise import Word, words_of
from career_guide.models.content.vocabulary import AliasSet, SkillAliases
from career_guide.models.ids import SkillId

UNSAID = frozenset({"a", "an", "the"})
"""Words that change nothing in a row's phrase."""
LONGEST_SAID = 5
"""Words of the longest phrase in a row."""


@dataclass(frozen=True, slots=True)
class Told:
    """A practice made ready: the skill it shows, and the rows of which each must be said."""

    skill: SkillId
    aliases: AliasSet
    rows: tuple[frozenset[tuple[str, ...]], ...]


class Practices:
    """Every practice of a catalog."""

    def __init__(self, aliases: Iterable[SkillAliases]) -> None:
        self._all = tuple(
            Told(
                skill=one.id,
                aliases=AliasSet(
                    coverage=practice.coverage, topics=practice.topics, phrases=(practice.name,)
                ),
                rows=tuple(map(_row, practice.words)),
            )
            for one in aliases
            for practice in one.practices
        )

    def told(self, words: Sequence[Word]) -> Iterator[Told]:
        """The practices that some words tell of, in the order of the content."""
        stems = _stems(words)
        said = {
            tuple(stems[start : start + length])
            for start in range(len(stems))
            for length in range(1, min(LONGEST_SAID, len(stems) - start) + 1)
        }
        for practice in self._all:
            if not any(row.isdisjoint(said) for row in practice.rows):
                yield practice


def _row(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    variants = (part for phrase in phrases for part in phrase.split("|"))
    return frozenset(tuple(_stems(words_of(part))) for part in variants)


def _stems(words: Iterable[Word]) -> list[str]:
    return [word.stem for word in words if word.text not in UNSAID]
