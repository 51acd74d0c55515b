"""Numbers, lists and names as people say them."""

from collections.abc import Sequence
from fractions import Fraction

from career_guide.domain.schedule import half_up
from career_guide.models.content.catalog import Catalog
from career_guide.models.ids import SkillId


def plain(number: Fraction | float) -> str:
    """A number with at most one decimal."""
    value = half_up(Fraction(number), 1)
    return str(int(value)) if value.is_integer() else str(value)


def weeks(number: Fraction) -> str:
    """A number of weeks."""
    said = plain(number)
    return f"{said} week" if said == "1" else f"{said} weeks"


def hours(number: Fraction | float) -> str:
    """A number of hours."""
    said = plain(number)
    return f"{said} hour" if said == "1" else f"{said} hours"


def skills(count: int) -> str:
    """A number of skills."""
    return f"{count} skill" if count == 1 else f"{count} skills"


def listed(names: Sequence[str]) -> str:
    """`names` as a list in a sentence."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def spoken(title: str) -> str:
    """A title without its bracketed part."""
    return title.split(" (")[0]


def name_of(catalog: Catalog, skill: SkillId) -> str:
    """A skill's title as said in a sentence."""
    return spoken(catalog.skill(skill).title)


def in_sentence(titles: Sequence[str]) -> str:
    """Titles as a list in running text: small first letters, abbreviations as they are."""
    return listed([t if t[1:2].isupper() else t[:1].lower() + t[1:] for t in map(spoken, titles)])
