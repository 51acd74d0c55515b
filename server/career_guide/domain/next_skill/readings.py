"""What each phrase was read as, shown back to the caller so that it can be disputed."""

from collections.abc import Iterable
from dataclasses import dataclass

from career_guide.domain.claims import LEVELS, Claim, Statement, rank
from career_guide.domain.knowledge import Knowledge
from career_guide.models.next_skill import Matched, Mentioned, Named, ToConfirm, Unmatched


@dataclass(frozen=True)
class Readings:
    """All phrases, sorted into what they were taken for; each list in alphabetical order."""

    matched: tuple[Matched, ...]
    mentioned: tuple[Mentioned, ...]
    strengths: tuple[Named, ...]
    off_roadmap: tuple[Named, ...]
    unmatched: tuple[Unmatched, ...]
    needs_confirmation: tuple[ToConfirm, ...]


def readings(claims: Iterable[Claim], knowledge: Knowledge) -> Readings:
    """The readings of `claims`; what somebody says they do not have is no strength."""
    claims = tuple(claims)
    had = [claim for claim in claims if claim.level != "none"]
    return Readings(
        matched=tuple(_matched(c, said, knowledge) for c in claims for said in c.claimed()),
        mentioned=tuple(
            Mentioned(phrase=c.phrase, skill_id=said.hit.skill_id, level=LEVELS[said.level])
            for c in claims
            for said in c.mentioned()
        ),
        strengths=tuple(Named(phrase=c.phrase, name=n) for c in had for n in c.match.strengths),
        off_roadmap=tuple(Named(phrase=c.phrase, name=n) for c in had for n in c.match.off_roadmap),
        unmatched=tuple(
            Unmatched(phrase=c.phrase, suggestions=c.match.suggestions)
            for c in claims
            if c.match.outcome == "unmatched"
        ),
        needs_confirmation=tuple(
            ToConfirm(phrase=c.phrase, candidates=c.match.candidates)
            for c in claims
            if c.match.outcome == "needs_confirmation"
        ),
    )


def _matched(claim: Claim, said: Statement, knowledge: Knowledge) -> Matched:
    """The level is what the phrase gives to the skill: never above what the skill comes to."""
    reached = rank(knowledge.state(said.hit.skill_id).level)
    return Matched(
        phrase=claim.phrase,
        skill_id=said.hit.skill_id,
        coverage=said.hit.coverage,
        level=LEVELS[min(said.level, reached)],
        level_assumed=said.assumed,
        topics=said.hit.topics,
    )
