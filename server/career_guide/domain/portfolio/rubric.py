"""The rubric compiled from the content once: word lists, patterns and texts to compare with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from career_guide.domain.memo import per_catalog
from career_guide.domain.portfolio.addresses import Addresses
from career_guide.domain.portfolio.elements import Elements
from career_guide.domain.portfolio.statements import Wording
from career_guide.domain.portfolio.text import fold, words
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.portfolio import (
    Criterion,
    EvidenceRule,
    Feature,
    ProjectKind,
    RuleCode,
    Scoring,
)
from career_guide.models.ids import CriterionId, FeatureId, ProjectType


@dataclass(frozen=True)
class Subject:
    """What one criterion or feature needs to judge a text that is offered for it."""

    wording: Wording
    name_words: frozenset[str]
    rubric_texts: tuple[frozenset[str], ...]


class Rubric:
    """All of the content that scoring needs, ready to use; build it with `rubric_of`."""

    def __init__(self, catalog: Catalog) -> None:
        """Compiles every pattern; takes some milliseconds."""
        scoring = catalog.scoring
        self.scoring: Scoring = scoring
        self.criteria: dict[CriterionId, Criterion] = {c.id: c for c in catalog.criteria}
        self.kinds: dict[ProjectType, ProjectKind] = {kind.id: kind for kind in catalog.projects}
        self.features: dict[tuple[ProjectType, FeatureId], Feature] = {
            (kind.id, feature.id): feature for kind in catalog.projects for feature in kind.features
        }
        self.rules: dict[RuleCode, EvidenceRule] = {r.code: r for r in scoring.evidence_rules}
        self.addresses = Addresses(scoring.addresses)
        self.elements = Elements(scoring.element_words, scoring.people)
        self.placeholder_text = re.compile("|".join(scoring.placeholder_texts))
        self.generic_ideas = tuple(re.compile(pattern) for pattern in scoring.generic_ideas)
        self.people = frozenset(scoring.people)
        self._fillers = frozenset(scoring.fillers)
        self.no_domain = self._fillers | self.people | frozenset(scoring.generic_words)
        self._examples = [
            text
            for kind in catalog.projects
            for text in (kind.aim, kind.good, kind.mediocre, *kind.differences)
            if text
        ]
        self._of_criterion = {c.id: self._criterion_subject(c) for c in catalog.criteria}
        self._of_feature = {
            key: self._feature_subject(feature) for key, feature in self.features.items()
        }

    def content_words(self, folded: str) -> frozenset[str]:
        """The words of a folded text that say something."""
        return frozenset(words(folded)) - self._fillers

    def of_criterion(self, criterion: CriterionId) -> Subject:
        """How texts for this criterion are judged."""
        return self._of_criterion[criterion]

    def of_feature(self, kind: ProjectType, feature: FeatureId) -> Subject:
        """How texts for this feature of a project type are judged."""
        return self._of_feature[kind, feature]

    def _criterion_subject(self, criterion: Criterion) -> Subject:
        anchors = [anchor.text for anchor in criterion.anchors]
        steps = [anchor.next_step for anchor in criterion.anchors]
        said = (criterion.good, criterion.mediocre, criterion.checkable, criterion.question)
        facts = [fact.text for fact in criterion.facts]
        return Subject(
            wording=Wording.of(criterion.subjects, criterion.contradicted_by),
            name_words=self._words_of((criterion.title, *criterion.names)),
            rubric_texts=self._texts((*said, *anchors, *steps, *facts, *self._examples)),
        )

    def _feature_subject(self, feature: Feature) -> Subject:
        names = (feature.title, *feature.names)
        return Subject(
            wording=Wording.of(re.escape(fold(name)) for name in names),
            name_words=self._words_of(names),
            rubric_texts=self._texts((feature.title, feature.next_step, *self._examples)),
        )

    def _words_of(self, texts: Iterable[str]) -> frozenset[str]:
        return frozenset(word for text in texts for word in words(fold(text)))

    def _texts(self, texts: Iterable[str]) -> tuple[frozenset[str], ...]:
        return tuple(self.content_words(fold(text)) for text in texts)


@per_catalog
def rubric_of(catalog: Catalog) -> Rubric:
    """The compiled rubric of a catalog, built once."""
    return Rubric(catalog)
