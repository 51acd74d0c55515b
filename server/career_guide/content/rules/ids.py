"""Rules on ids and positions: nothing is named or numbered twice."""

from collections.abc import Iterator

from career_guide.content.problems import quoted
from career_guide.content.rules.finding import Finding, Firsts, entries, facts, nodes
from career_guide.models.base import Model
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.learning import Recommendation


def fact_ids_are_unique(catalog: Catalog) -> Iterator[Finding]:
    """A fact id stands once in all content."""
    firsts = Firsts()
    for place, fact in facts(catalog):
        if first := firsts.before(fact.id, place):
            yield Finding("CG035", place.at("id"), f"Fact {quoted(fact.id)} is also {first}.")


def recommendation_ids_are_unique(catalog: Catalog) -> Iterator[Finding]:
    """A recommendation id stands once in all topics, since skills name it alone."""
    firsts = Firsts()
    for place, node in nodes(catalog, "resources"):
        if isinstance(node, Recommendation) and (first := firsts.before(node.id, place)):
            what = f"Recommendation {quoted(node.id)} is also {first}."
            yield Finding("CG035", place.at("id"), what)


def ids_are_unique_in_lists(catalog: Catalog) -> Iterator[Finding]:
    """The entries of one list have different ids."""
    for place, node in nodes(catalog):
        for name in type(node).model_fields:
            listed = getattr(node, name)
            if name in UNIQUE_EVERYWHERE or not isinstance(listed, tuple):
                continue
            firsts = Firsts()
            for index, entry in enumerate(listed):
                at = place.at(name, index)
                entry_id = _id_of(entry, name)
                if entry_id is not None and (first := firsts.before(entry_id, at)):
                    what = f"{quoted(entry_id)} stands in this list already, at {first}."
                    yield Finding("CG035", at, what)


UNIQUE_EVERYWHERE = ("facts", "recommendations")
"""Lists whose ids have a stricter rule above."""
LISTS_OF_IDS = frozenset(
    {"criteria", "gate_criteria", "skills", "topics", "markets", "learn_from", "assumptions"}
)
"""Fields that list ids; a repeated one would count twice."""


def _id_of(entry: object, field: str) -> str | None:
    if isinstance(entry, str):
        return entry if field in LISTS_OF_IDS else None
    if isinstance(entry, Model):
        return getattr(entry, "id", None) or getattr(entry, "name", None)
    return None


def positions_are_unique(catalog: Catalog) -> Iterator[Finding]:
    """`order` is different within a kind, and `fix_rank` among the criteria."""
    firsts = Firsts()
    for place, item in entries(catalog):
        for field in ("order", "fix_rank"):
            position = getattr(item, field, None)
            if position is None:
                continue
            if first := firsts.before((place.kind, field, position), place):
                what = f"{field} {position} is that of {first} too."
                yield Finding("CG036", place.at(field), what)
