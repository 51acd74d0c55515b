"""Lines of markdown: facts with their basis, tables, money and percent as they are shown."""

from collections.abc import Iterable, Sequence

from career_guide.models.base import Basis, Range
from career_guide.models.content.base import Fact

BASIS_MARKS: dict[Basis, str] = {
    "guide": "",
    "derived": "derived",
    "assumption": "ours: assumption",
    "editorial": "ours: editorial",
    "second_opinion": "second opinion",
}


def mark(basis: Basis, *fact_ids: str) -> str:
    """What a line rests on, in brackets: `(`fact-id`, derived)`."""
    codes = [f"`{fact_id}`" for fact_id in fact_ids]
    said = BASIS_MARKS[basis] or ("" if codes else "guide")
    return f"({', '.join([*codes, *([said] if said else [])])})"


def fact_line(fact: Fact) -> str:
    """A fact as a list entry that ends with its id and basis."""
    return f"- {fact.text} {mark(fact.basis, fact.id)}"


def fact_lines(facts: Iterable[Fact]) -> list[str]:
    """Facts as a list, in their order."""
    return [fact_line(fact) for fact in facts]


def bullets(texts: Iterable[str], basis: Basis) -> list[str]:
    """Texts of one basis as a list."""
    return [f"- {text} {mark(basis)}" for text in texts]


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A markdown table; bars inside cells are escaped."""
    lines = [_row(header), _row(["---"] * len(header))]
    lines.extend(_row(row) for row in rows)
    return lines


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def percent_range(percent: Range) -> str:
    """An interval of percent: `85–95%`, or `100%` where both ends are equal."""
    if percent.low == percent.high:
        return f"{percent.low}%"
    return f"{percent.low}–{percent.high}%"


def link(title: str, slug: str) -> str:
    """A page's title with its URI behind it, readable in plain text."""
    return f"{title} (career://{slug})"
