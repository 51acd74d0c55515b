"""What every phrase of the content means, ready for look-up; built once per catalog."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from career_guide.domain.matching.families import Families
from career_guide.domain.matching.normalise import Word, stem, words_of
from career_guide.domain.matching.practices import Practices
from career_guide.domain.memo import per_catalog
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.vocabulary import (
    AliasSet,
    SkillAliases,
    VocabularyGroup,
    Wording,
)
from career_guide.models.ids import SkillId

Role = Literal["filler", "head", "maker", "ai", "model", "use", "hint", "trade"]

STANDS = ("always", "near", "careful")
"""Conditions under which an alias may stand alone."""
LONGEST = 6
"""Words of the longest phrase that is looked up."""
SHORTEST_JOINED = 5
"""Characters that words written apart need to be read as one ("type script")."""
NEVER_JOINED = frozenset({
    "a", "an", "and", "as", "at", "be", "by", "do", "for", "from", "i", "if", "in", "is", "it",
    "me", "my", "no", "not", "of", "on", "or", "so", "that", "the", "to", "us", "we",
})  # fmt: skip
"""Small words that are never a part of a joined name: "rag as" is not RAGAS."""
ARTICLES = frozenset({"a", "an", "the", "our", "my", "your"})
"""Words that may be left out inside a phrase: "LLM as a judge" is "LLM as judge"."""
PLAIN = str.maketrans("", "", " |-")
"""What may stand between the letters of a phrase that needs no full reading."""


@dataclass(frozen=True, slots=True, eq=False)
class SkillSense:
    """A phrase as a name of one roadmap skill."""

    skill: SkillId
    name: str
    aliases: AliasSet
    about_others: bool


@dataclass(frozen=True, slots=True, eq=False)
class OtherSense:
    """A phrase as something that is no roadmap skill."""

    name: str
    group: VocabularyGroup


@dataclass(slots=True)
class Sense:
    """All that one phrase may mean."""

    skills: list[SkillSense] = field(default_factory=list)
    others: list[OtherSense] = field(default_factory=list)
    cue: str | None = None
    roles: set[Role] = field(default_factory=set)

    @property
    def certain(self) -> bool:
        """Whether some meaning holds wherever the phrase stands."""
        return (
            any(s.aliases.when == "always" for s in self.skills)
            or any(o.group.when == "always" for o in self.others)
            or self.cue is not None
        )

    @property
    def says_something(self) -> bool:
        """Whether there is any meaning at all."""
        return bool(self.skills or self.others or self.cue or self.roles)

    def take(self, meaning: "Meaning") -> None:
        """Add one meaning; a skill counts once, by its first alias set."""
        match meaning:
            case SkillSense():
                if all(s.skill != meaning.skill for s in self.skills):
                    self.skills.append(meaning)
            case OtherSense():
                self.others.append(meaning)
            case CueSense():
                self.cue = self.cue or meaning.kind
            case RoleSense():
                self.roles.add(meaning.role)


@dataclass(frozen=True, slots=True, eq=False)
class CueSense:
    """A phrase as a cue of how something is meant."""

    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class RoleSense:
    """A phrase as a word of some role."""

    role: Role


Meaning = SkillSense | OtherSense | CueSense | RoleSense


def variants(phrase: str) -> Iterator[str]:
    """The variants of a phrase of ours, the canonical name first."""
    return (part.strip() for part in phrase.split("|"))


def _words_of_variants(phrase: str) -> Iterator[list[str]]:
    """The words of each variant; skips the full reading where letters and spaces are all."""
    folded = phrase.casefold()
    if folded.isascii() and folded.translate(PLAIN).isalnum() and "ReAct" not in phrase:
        for variant in folded.replace("-", " ").split("|"):
            yield variant.split()
    else:
        for variant in variants(phrase):
            yield [word.text for word in words_of(variant)]


def _key(stems: Sequence[str]) -> str:
    """Where a phrase is kept: its stems without spaces, unless a small word is among them."""
    if len(stems) > 2:
        stems = [stems[0], *(word for word in stems[1:-1] if word not in ARTICLES), stems[-1]]
    apart = len(stems) > 1 and not NEVER_JOINED.isdisjoint(stems)
    return (" " if apart else "").join(stems)


class Lexicon:
    """Every phrase under its joined stems, with its exact words beside each meaning."""

    def __init__(self, catalog: Catalog) -> None:
        self._table: dict[str, list[tuple[str, Meaning]]] = {}
        self._senses: dict[tuple[str, str, bool], Sense] = {}
        self.ordinary = frozenset(catalog.wording.ordinary_words)
        self.known_words: set[str] = set(self.ordinary)
        self._names: set[str] = set()
        self._model_stems: set[str] = set()
        self.families = Families(catalog.vocabulary)
        self.practices = Practices(catalog.aliases)
        self._catalog = catalog
        for aliases in catalog.aliases:
            self._add_skill(aliases)
        for group in catalog.vocabulary:
            for phrase in group.phrases:
                self._add(phrase, OtherSense(next(variants(phrase)), group))
        self._add_wording(catalog.wording)

    def _add_skill(self, aliases: SkillAliases) -> None:
        for one in aliases.sets:
            for phrase in one.phrases:
                for name in variants(phrase):
                    self._add(name, SkillSense(aliases.id, name, one, aliases.about_others))

    def _add_wording(self, wording: Wording) -> None:
        for cue in wording.cues:
            for phrase in cue.phrases:
                self._add(phrase, CueSense(cue.kind))
        roles: tuple[tuple[Role, tuple[str, ...]], ...] = (
            ("filler", wording.fillers),
            ("head", wording.heads),
            ("maker", wording.makers),
            ("ai", wording.ai_words),
            ("model", wording.model_words),
            ("use", wording.use_words),
            ("hint", wording.use_hints),
            ("trade", wording.other_trades),
        )
        self._model_stems.update(stem(word) for word in wording.model_words if " " not in word)
        for role, phrases in roles:
            sense = RoleSense(role)
            for phrase in phrases:
                if phrase.isalpha():
                    self._table.setdefault(stem(phrase), []).append((phrase, sense))
                    self.known_words.add(phrase)
                else:
                    self._add(phrase, sense)

    def _add(self, phrase: str, meaning: Meaning) -> None:
        """Keep a meaning under every variant of a phrase."""
        table = self._table
        spelt = not isinstance(meaning, CueSense)
        for words in _words_of_variants(phrase):
            self.known_words.update(words)
            if spelt:
                self._names.update(words)
            stems = [stem(word) if word[-1] == "s" else word for word in words]
            if len(words) == 1:
                table.setdefault(stems[0], []).append((words[0], meaning))
                continue
            exact = " ".join(words)
            # "gen ai", "genai" and "cosmosdb" are written together as they are, without stems.
            for key in {_key(stems), "".join(stems), "".join(words)}:
                table.setdefault(key, []).append((exact, meaning))

    def find(self, words: tuple[Word, ...]) -> Sense | None:
        """What some words in a row mean together; None when they are no phrase of ours.

        The exact words come first: "React patterns" is React, "react pattern" a loop of agents.
        """
        key = _key([word.stem for word in words])
        kept = self._table.get(key)
        if kept is None:
            return None
        apart = len(words) > 1 and len(key) < SHORTEST_JOINED
        text = " ".join(word.text for word in words)
        exact = text if any(text == form for form, _ in kept) else ""
        sense = self._senses.get((key, exact, apart))
        if sense is None:
            sense = self._sense_of(
                [(form, meaning) for form, meaning in kept if not apart or " " in form], exact
            )
            self._senses[key, exact, apart] = sense
        return sense if sense.says_something else None

    def _sense_of(self, kept: Sequence[tuple[str, Meaning]], exact: str) -> Sense:
        """The meanings of the exact words, and of the other forms unless those settle it."""
        sense = Sense()
        taken = [(form, meaning) for form, meaning in kept if form == exact]
        for _, meaning in taken:
            sense.take(meaning)
        if not sense.certain:
            rest = [(form, meaning) for form, meaning in kept if form != exact]
            for _, meaning in rest:
                sense.take(meaning)
            taken += rest
        words = {stem(word) for form, _ in taken for word in form.split()}
        if not words.isdisjoint(self._model_stems):
            sense.roles.add("model")
        return sense

    def knows(self, word: Word) -> bool:
        """Whether a word is one of ours, alone or inside a phrase, or an ordinary word."""
        known = self.known_words
        return word.text in known or word.stem in known or word.stem in self._table

    def uses(self, word: str) -> bool:
        """Whether a word stands in the name of something."""
        return word in self._names and word not in self.ordinary

    @cached_property
    def spellings(self) -> dict[str, tuple[str, ...]]:
        """Words long enough to be recognised when misspelt, by first letter."""
        return _by_letter(word for word in self._names - self.ordinary if word.isalpha())

    @cached_property
    def joined_names(self) -> dict[str, tuple[str, ...]]:
        """Names of skills and other things without spaces, by first letter."""
        named = (SkillSense, OtherSense)
        return _by_letter(
            key
            for key, kept in self._table.items()
            if " " not in key and any(isinstance(meaning, named) for _, meaning in kept)
        )

    def meaning(self, joined: str) -> Sense:
        """What a name without spaces means."""
        return self._sense_of(self._table[joined], "")

    @cached_property
    def names(self) -> dict[str, str]:
        """Canonical names that can be suggested, by their casefolded form, skills' first."""
        found: dict[str, str] = {}
        for aliases in self._catalog.aliases:
            for one in aliases.sets:
                if one.when in STANDS:
                    for phrase in one.phrases:
                        for name in variants(phrase):
                            found.setdefault(name.casefold(), name)
        for group in self._catalog.vocabulary:
            if group.kind in ("strength", "off_roadmap"):
                for phrase in group.phrases:
                    name = next(variants(phrase))
                    found.setdefault(name.casefold(), name)
        return found


def _by_letter(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words that are long enough to be recognised when misspelt, by first letter, sorted."""
    letters: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= SHORTEST_JOINED:
            letters.setdefault(word[0], []).append(word)
    return {letter: tuple(found) for letter, found in letters.items()}


@per_catalog
def lexicon_of(catalog: Catalog) -> Lexicon:
    """The lexicon of a catalog, built at its first use."""
    return Lexicon(catalog)
