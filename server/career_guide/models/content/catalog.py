"""All content, loaded and cross-checked, and where each kind of it lives."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import Field

from career_guide.errors import UnknownIdError
from career_guide.models.base import Model
from career_guide.models.content.base import Fact, Item
from career_guide.models.content.compensation import Locations, Market, PayLevel, Premium
from career_guide.models.content.guidance import (
    Assumptions,
    Gaps,
    Guide,
    HiringCriterion,
    Mistake,
    PathStep,
    RoleSide,
)
from career_guide.models.content.interview import Component, Question
from career_guide.models.content.learning import LearningTopic, Skill, Tier
from career_guide.models.content.portfolio import Criterion, ProjectKind, Scoring
from career_guide.models.content.prompts import PromptTemplate
from career_guide.models.content.repository import RepositoryPolicy
from career_guide.models.content.search import SectionHints, Synonyms, UncoveredTopic
from career_guide.models.content.vocabulary import SkillAliases, VocabularyGroup, Wording


class Catalog(Model):
    """The whole content; tuples stand in `order`."""

    guide: Guide
    role: tuple[RoleSide, ...]
    tiers: tuple[Tier, ...]
    skills: tuple[Skill, ...]
    projects: tuple[ProjectKind, ...]
    criteria: tuple[Criterion, ...]
    components: tuple[Component, ...]
    questions: tuple[Question, ...]
    hiring: tuple[HiringCriterion, ...]
    levels: tuple[PayLevel, ...]
    markets: tuple[Market, ...]
    premium: Premium
    resources: tuple[LearningTopic, ...]
    mistakes: tuple[Mistake, ...]
    path: tuple[PathStep, ...]
    prompts: tuple[PromptTemplate, ...]
    assumptions: Assumptions
    gaps: Gaps
    scoring: Scoring
    repository: RepositoryPolicy
    locations: Locations
    aliases: tuple[SkillAliases, ...]
    vocabulary: tuple[VocabularyGroup, ...]
    wording: Wording
    synonyms: Synonyms
    hints: tuple[SectionHints, ...]
    uncovered: tuple[UncoveredTopic, ...]
    digest: str = Field(description="SHA-256 over the content's canonical JSON, hexadecimal.")

    @cached_property
    def data_version(self) -> str:
        """Content version and the first eight digits of the digest."""
        return f"{self.guide.content_version}+{self.digest[:8]}"

    def items(self) -> Iterator[Item]:
        """Every item in a fixed order."""
        yield self.guide
        for name in ("role", "tiers", "skills", "projects", "criteria", "components", "questions"):
            yield from getattr(self, name)
        yield from self.hiring
        yield from self.levels
        yield from self.markets
        yield self.premium
        for name in ("resources", "mistakes", "path"):
            yield from getattr(self, name)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Every fact by id, those of items first, then of assumptions and gaps."""
        found = {fact.id: fact for item in self.items() for fact in item.facts}
        found.update({e.fact.id: e.fact for e in self.assumptions.entries if e.fact})
        found.update({fact.id: fact for gap in self.gaps.entries for fact in gap.facts})
        return found

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        names = (
            *("tiers", "skills", "projects", "criteria", "components", "questions"),
            *("levels", "markets", "resources", "mistakes", "hiring"),
        )
        return {name: {item.id: item for item in getattr(self, name)} for name in names}

    def _get(self, kind: str, key: str) -> Any:
        try:
            return self._by_id[kind][key]
        except KeyError:
            raise UnknownIdError(kind, key, tuple(self._by_id[kind])) from None

    def tier(self, key: str) -> Tier:
        """The tier with this id. Raises UnknownIdError."""
        return self._get("tiers", key)  # type: ignore[no-any-return]

    def skill(self, key: str) -> Skill:
        """The skill with this id. Raises UnknownIdError."""
        return self._get("skills", key)  # type: ignore[no-any-return]

    def project(self, key: str) -> ProjectKind:
        """The project type with this id. Raises UnknownIdError."""
        return self._get("projects", key)  # type: ignore[no-any-return]

    def criterion(self, key: str) -> Criterion:
        """The rubric criterion with this id. Raises UnknownIdError."""
        return self._get("criteria", key)  # type: ignore[no-any-return]

    def level(self, key: str) -> PayLevel:
        """The pay level with this id. Raises UnknownIdError."""
        return self._get("levels", key)  # type: ignore[no-any-return]

    def market(self, key: str) -> Market:
        """The market with this id. Raises UnknownIdError."""
        return self._get("markets", key)  # type: ignore[no-any-return]

    def question(self, key: str) -> Question:
        """The interview question with this id. Raises UnknownIdError."""
        return self._get("questions", key)  # type: ignore[no-any-return]

    def resource(self, key: str) -> LearningTopic:
        """The learning topic with this id. Raises UnknownIdError."""
        return self._get("resources", key)  # type: ignore[no-any-return]

    @cached_property
    def assumption_texts(self) -> dict[str, tuple[str, str]]:
        """Text and effect of each assumption by id."""
        return {entry.id: (entry.text, entry.effect) for entry in self.assumptions.entries}


@dataclass(frozen=True)
class Kind:
    """Where one field of the catalog lives: a folder of files, or one file."""

    field: str
    model: type[Model]
    many: bool

    @property
    def path(self) -> str:
        """Relative to the content folder: `skills/` or `premium.yaml`."""
        return f"{self.field}/" if self.many else f"{self.field}.yaml"


KINDS: tuple[Kind, ...] = (
    Kind("guide", Guide, many=False),
    Kind("role", RoleSide, many=True),
    Kind("tiers", Tier, many=True),
    Kind("skills", Skill, many=True),
    Kind("projects", ProjectKind, many=True),
    Kind("criteria", Criterion, many=True),
    Kind("components", Component, many=True),
    Kind("questions", Question, many=True),
    Kind("hiring", HiringCriterion, many=True),
    Kind("levels", PayLevel, many=True),
    Kind("markets", Market, many=True),
    Kind("premium", Premium, many=False),
    Kind("resources", LearningTopic, many=True),
    Kind("mistakes", Mistake, many=True),
    Kind("path", PathStep, many=True),
    Kind("prompts", PromptTemplate, many=True),
    Kind("assumptions", Assumptions, many=False),
    Kind("gaps", Gaps, many=False),
    Kind("scoring", Scoring, many=False),
    Kind("repository", RepositoryPolicy, many=False),
    Kind("locations", Locations, many=False),
    Kind("aliases", SkillAliases, many=True),
    Kind("vocabulary", VocabularyGroup, many=True),
    Kind("wording", Wording, many=False),
    Kind("synonyms", Synonyms, many=False),
    Kind("hints", SectionHints, many=True),
    Kind("uncovered", UncoveredTopic, many=True),
)
