"""What somebody says they know: phrases with their matches, and the hours they mention."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from career_guide.domain.matching.matcher import match_phrases
from career_guide.domain.wording import spoken
from career_guide.models.content.catalog import Catalog
from career_guide.models.matching import PhraseMatch, SkillHit, StatedLevel
from career_guide.models.next_skill import SkillClaim
from career_guide.models.phrases import PHRASE_LIMIT

LEVELS: tuple[StatedLevel, ...] = ("none", "aware", "working", "proficient")
DEFAULT_LEVEL: StatedLevel = "working"
"""Level of a skill that is named without one; assumption `level-default`."""

HOURS = re.compile(
    r"(?<![\d.])(?P<low>\d{1,2}(?:\.\d{1,2})?)(?:\s*(?:-|–|to)\s*\d{1,2}(?:\.\d{1,2})?)?\+?\s*"
    r"(?:h|hrs?|hours?)(?:\s*(?:/|a|an|per|each|every)\s*|\s+)(?:week|wk|weekly)\b",
    re.IGNORECASE,
)


def rank(level: StatedLevel) -> int:
    """0 for none to 3 for proficient."""
    return LEVELS.index(level)


@dataclass(frozen=True)
class Statement:
    """One skill named in a phrase, and the level said or assumed of it (0 none to 3 proficient)."""

    hit: SkillHit
    level: int
    assumed: bool


@dataclass(frozen=True)
class Claim:
    """One phrase, the level given beside it (None: none was), and what the phrase means."""

    phrase: str
    level: StatedLevel | None
    match: PhraseMatch

    def claimed(self) -> tuple[Statement, ...]:
        """Skills it claims: at the given level, else that of its words, else the default one."""
        return tuple(
            Statement(
                hit,
                rank(self.level or hit.claimed_level or DEFAULT_LEVEL),
                assumed=self.level is None and hit.claimed_level is None,
            )
            for hit in self.match.hits
        )

    def mentioned(self) -> tuple[Statement, ...]:
        """Skills it names without a claim ("never used RAG"); no level given beside lifts them."""
        return tuple(
            Statement(
                hit,
                min(rank(self.level or "proficient"), rank(hit.claimed_level or "none")),
                assumed=False,
            )
            for hit in self.match.mentions
        )


@dataclass(frozen=True)
class Claims:
    """All phrases, each once, in alphabetical order, and the weekly hours they mention."""

    entries: tuple[Claim, ...]
    hours_per_week: Fraction | None


def read_claims(catalog: Catalog, given: Sequence[SkillClaim]) -> Claims:
    """The claims in an order that does not depend on theirs; blank ones are left away.

    Words such as "6 hours a week" are taken out of a phrase before it is matched. Where phrases
    mention different hours, the fewest count.
    """
    rows = sorted({(claim.skill, claim.level) for claim in given if claim.skill.strip()}, key=_key)
    hours = [Fraction(found["low"]) for phrase, _ in rows for found in HOURS.finditer(phrase)]
    read = match_phrases(catalog, [HOURS.sub(" ", phrase).strip() for phrase, _ in rows])
    return Claims(
        entries=tuple(
            Claim(_shown(phrase), level, _named_exactly(catalog, phrase) or match)
            for (phrase, level), match in zip(rows, read, strict=True)
            if not (match.outcome == "unmatched" and HOURS.search(phrase))
        ),
        hours_per_week=min(hours) if hours else None,
    )


def _shown(phrase: str) -> str:
    """A phrase as it is echoed: long sentences are cut, visibly."""
    return phrase if len(phrase) <= PHRASE_LIMIT else f"{phrase[: PHRASE_LIMIT - 1].rstrip()}…"


def _named_exactly(catalog: Catalog, phrase: str) -> PhraseMatch | None:
    """The match of a phrase that is a skill's id or title, as our own answers name skills.

    "Production deployment" alone would be general engineering to the matcher.
    """
    for skill in catalog.skills:
        if phrase.casefold() in (skill.id, skill.title.casefold(), spoken(skill.title).casefold()):
            hit = SkillHit(skill_id=skill.id, coverage="whole", alias=skill.id)
            return PhraseMatch(phrase=phrase, outcome="skill", hits=(hit,))
    return None


def _key(row: tuple[str, StatedLevel | None]) -> tuple[str, str, int]:
    phrase, level = row
    return phrase.casefold(), phrase, -1 if level is None else rank(level)
