"""All content, loaded and cross-checked, and where each kind of it lives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from career_guide.errors import UnknownIdError

if TYPE_CHECKING:
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


class Catalog:
    """The whole content; tuples stand in `order`.

    `kinds` gives the content of each kind by its name. It is asked for a kind when that is first
    used, so that a call pays for the few kinds that it needs; a kind that it does not have is an
    AttributeError. `digest` is the SHA-256 over the content's canonical JSON, hexadecimal.
    """

    guide: "Guide"
    role: "tuple[RoleSide, ...]"
    tiers: "tuple[Tier, ...]"
    skills: "tuple[Skill, ...]"
    projects: "tuple[ProjectKind, ...]"
    criteria: "tuple[Criterion, ...]"
    components: "tuple[Component, ...]"
    questions: "tuple[Question, ...]"
    hiring: "tuple[HiringCriterion, ...]"
    levels: "tuple[PayLevel, ...]"
    markets: "tuple[Market, ...]"
    premium: "Premium"
    resources: "tuple[LearningTopic, ...]"
    mistakes: "tuple[Mistake, ...]"
    path: "tuple[PathStep, ...]"
    prompts: "tuple[PromptTemplate, ...]"
    assumptions: "Assumptions"
    gaps: "Gaps"
    scoring: "Scoring"
    repository: "RepositoryPolicy"
    locations: "Locations"
    aliases: "tuple[SkillAliases, ...]"
    vocabulary: "tuple[VocabularyGroup, ...]"
    wording: "Wording"
    synonyms: "Synonyms"
    hints: "tuple[SectionHints, ...]"
    uncovered: "tuple[UncoveredTopic, ...]"
    digest: str
    _kinds: Mapping[str, Any]
    _by_id: dict[str, dict[str, Any]]

    def __init__(self, kinds: Mapping[str, Any], digest: str) -> None:
        vars(self).update(digest=digest, _kinds=kinds, _by_id={})

    if not TYPE_CHECKING:  # else every misspelt name would pass for a kind

        def __getattr__(self, name: str) -> Any:
            # Python comes here only for a kind that was not asked for before.
            try:
                return vars(self).setdefault(name, self._kinds[name])
            except KeyError:
                raise AttributeError(f"the catalog has no {name}") from None

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a catalog does not change; use changed({name}=...)")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Catalog) and all(
            getattr(self, name, None) == getattr(other, name, None) for name in ("digest", *FIELDS)
        )

    def __hash__(self) -> int:
        return hash(self.digest)

    def changed(self, **kinds: Any) -> "Catalog":
        """Another catalog, with these kinds in place of its own; the digest stays."""
        own = {name: getattr(self, name) for name in FIELDS if hasattr(self, name)}
        return Catalog({**own, **kinds}, self.digest)

    @cached_property
    def data_version(self) -> str:
        """Content version and the first eight digits of the digest."""
        return f"{self.guide.content_version}+{self.digest[:8]}"

    def items(self) -> "Iterator[Item]":
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
    def facts(self) -> "dict[str, Fact]":
        """Every fact by id, those of items first, then of assumptions and gaps."""
        found = {fact.id: fact for item in self.items() for fact in item.facts}
        found.update({e.fact.id: e.fact for e in self.assumptions.entries if e.fact})
        found.update({fact.id: fact for gap in self.gaps.entries for fact in gap.facts})
        return found

    def _get(self, kind: str, key: str) -> Any:
        known = self._by_id.get(kind)
        if known is None:
            known = self._by_id[kind] = {item.id: item for item in getattr(self, kind)}
        try:
            return known[key]
        except KeyError:
            raise UnknownIdError(kind, key, tuple(known)) from None

    def tier(self, key: str) -> "Tier":
        """The tier with this id. Raises UnknownIdError."""
        return self._get("tiers", key)  # type: ignore[no-any-return]

    def skill(self, key: str) -> "Skill":
        """The skill with this id. Raises UnknownIdError."""
        return self._get("skills", key)  # type: ignore[no-any-return]

    def project(self, key: str) -> "ProjectKind":
        """The project type with this id. Raises UnknownIdError."""
        return self._get("projects", key)  # type: ignore[no-any-return]

    def criterion(self, key: str) -> "Criterion":
        """The rubric criterion with this id. Raises UnknownIdError."""
        return self._get("criteria", key)  # type: ignore[no-any-return]

    def level(self, key: str) -> "PayLevel":
        """The pay level with this id. Raises UnknownIdError."""
        return self._get("levels", key)  # type: ignore[no-any-return]

    def market(self, key: str) -> "Market":
        """The market with this id. Raises UnknownIdError."""
        return self._get("markets", key)  # type: ignore[no-any-return]

    def question(self, key: str) -> "Question":
        """The interview question with this id. Raises UnknownIdError."""
        return self._get("questions", key)  # type: ignore[no-any-return]

    def resource(self, key: str) -> "LearningTopic":
        """The learning topic with this id. Raises UnknownIdError."""
        return self._get("resources", key)  # type: ignore[no-any-return]

    @cached_property
    def assumption_texts(self) -> dict[str, tuple[str, str]]:
        """Text and effect of each assumption by id."""
        return {entry.id: (entry.text, entry.effect) for entry in self.assumptions.entries}


@dataclass(frozen=True)
class Kind:
    """Where one field of the catalog lives (a folder of files, or one file), and its model.

    The model is named by its module here and its class, and imported when it is needed.
    """

    field: str
    module: str
    name: str
    many: bool

    @property
    def path(self) -> str:
        """Relative to the content folder: `skills/` or `premium.yaml`."""
        return f"{self.field}/" if self.many else f"{self.field}.yaml"

    @property
    def model(self) -> "type[Model]":
        """What one file of this kind holds."""
        module = import_module(f"career_guide.models.content.{self.module}")
        model: type[Model] = getattr(module, self.name)
        return model


KINDS: tuple[Kind, ...] = (
    Kind("guide", "guidance", "Guide", many=False),
    Kind("role", "guidance", "RoleSide", many=True),
    Kind("tiers", "learning", "Tier", many=True),
    Kind("skills", "learning", "Skill", many=True),
    Kind("projects", "portfolio", "ProjectKind", many=True),
    Kind("criteria", "portfolio", "Criterion", many=True),
    Kind("components", "interview", "Component", many=True),
    Kind("questions", "interview", "Question", many=True),
    Kind("hiring", "guidance", "HiringCriterion", many=True),
    Kind("levels", "compensation", "PayLevel", many=True),
    Kind("markets", "compensation", "Market", many=True),
    Kind("premium", "compensation", "Premium", many=False),
    Kind("resources", "learning", "LearningTopic", many=True),
    Kind("mistakes", "guidance", "Mistake", many=True),
    Kind("path", "guidance", "PathStep", many=True),
    Kind("prompts", "prompts", "PromptTemplate", many=True),
    Kind("assumptions", "guidance", "Assumptions", many=False),
    Kind("gaps", "guidance", "Gaps", many=False),
    Kind("scoring", "portfolio", "Scoring", many=False),
    Kind("repository", "repository", "RepositoryPolicy", many=False),
    Kind("locations", "compensation", "Locations", many=False),
    Kind("aliases", "vocabulary", "SkillAliases", many=True),
    Kind("vocabulary", "vocabulary", "VocabularyGroup", many=True),
    Kind("wording", "vocabulary", "Wording", many=False),
    Kind("synonyms", "search", "Synonyms", many=False),
    Kind("hints", "search", "SectionHints", many=True),
    Kind("uncovered", "search", "UncoveredTopic", many=True),
)
FIELDS: tuple[str, ...] = tuple(kind.field for kind in KINDS)
"""The names of all kinds."""
