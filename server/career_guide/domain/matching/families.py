"""Head-noun rules: what a clause is about when no word list reaches it ("load testing")."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from career_guide.domain.matching.normalise import stem
from career_guide.models.content.vocabulary import VocabularyGroup

LONGEST_FAMILY = 5
"""Words a clause may have for a rule to reach it."""
SHORTEST_STUB = 2
"""Letters that must stand before the end of a word ("MongoDB")."""
ANY, OURS = "*", "+"
"""Words that a rule takes beside its own: any, or only such as stand in our content."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The group that a word at the end or the start of a clause leads to."""

    group: VocabularyGroup
    words: str


class Families:
    """The rules of all groups, by the word they hang on; the first group with a rule wins."""

    def __init__(self, groups: Iterable[VocabularyGroup]) -> None:
        self.heads: dict[str, Rule] = {}
        self._openings: dict[str, Rule] = {}
        self._endings: list[tuple[str, VocabularyGroup]] = []
        for group in groups:
            for pattern in group.patterns:
                self._add(pattern, group)

    def _add(self, pattern: str, group: VocabularyGroup) -> None:
        first, _, rest = pattern.partition(" ")
        if first in (ANY, OURS):
            key = " ".join(stem(word) for word in rest.split())
            self.heads.setdefault(key, Rule(group, first))
        elif rest in (ANY, OURS):
            self._openings.setdefault(stem(first), Rule(group, rest))
        else:
            self._endings.append((pattern.removeprefix(ANY), group))

    def family(self, stems: Sequence[str], ours: Callable[[str], bool]) -> VocabularyGroup | None:
        """The group that a clause of these stems belongs to, if any; `ours` tells words we know."""
        if not stems or len(stems) > LONGEST_FAMILY:
            return None
        if len(stems) == 1:
            return self._ending(stems[0])
        for length in (2, 1):
            rule = self.heads.get(" ".join(stems[-length:]))
            if rule and len(stems) > length and _fits(rule, stems[:-length], ours):
                return rule.group
        rule = self._openings.get(stems[0])
        return rule.group if rule and _fits(rule, stems[1:], ours) else None

    def _ending(self, word: str) -> VocabularyGroup | None:
        for ending, group in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STUB:
                return group
        return None


def _fits(rule: Rule, stems: Sequence[str], ours: Callable[[str], bool]) -> bool:
    return rule.words == ANY or all(ours(word) for word in stems)
