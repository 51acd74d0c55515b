"""What a probe answers: one outcome with its reason and where it is seen."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["present", "absent", "unknown", "not_applicable", "error"]
"""`absent` needs a completed search of the place; `unknown` could not look (a cap, no history, a
language without a parser, prose in another language); `error`: the probe itself failed."""
EvidenceKind = Literal["source", "prose", "config", "notebook_output", "git"]
Confidence = Literal["low", "medium", "high"]
SNIPPET_LIMIT = 200
MOST_PLACES = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is seen: a line of a file, or commits. The snippet is cleaned and capped
    where it is shown, so a probe hands over the raw line."""

    kind: EvidenceKind
    file: str | None = None
    line: int | None = None
    snippet: str = ""
    commits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one probe's question.

    `why` is a sentence of ours that may hold counts and numbers, nothing of the repository's text.
    `places` are at most five, the best first. `count` is how often it was seen, and `total` of how
    many that was (0 where that has no meaning).
    """

    outcome: Outcome
    why: str
    places: tuple[Place, ...] = ()
    confidence: Confidence = "high"
    count: int = 0
    total: int = 0

    @classmethod
    def present(
        cls,
        why: str,
        *places: Place,
        confidence: Confidence = "high",
        count: int | None = None,
        total: int = 0,
    ) -> "Finding":
        """Seen; needs at least one place."""
        if not places:
            raise ValueError("a present finding needs a place")
        seen = len(places) if count is None else count
        return cls("present", why, places[:MOST_PLACES], confidence, seen, total)

    @classmethod
    def absent(cls, why: str, *places: Place, confidence: Confidence = "high") -> "Finding":
        """Looked everywhere it could be, and not seen."""
        return cls("absent", why, places[:MOST_PLACES], confidence)

    @classmethod
    def unknown(cls, why: str, *places: Place) -> "Finding":
        """Could not look."""
        return cls("unknown", why, places[:MOST_PLACES], "low")

    @classmethod
    def not_applicable(cls, why: str) -> "Finding":
        """The question does not arise."""
        return cls("not_applicable", why)
