"""What the guide leaves open and where it disagrees with itself, as one page."""

from career_guide.domain.pages.markdown import fact_lines, mark
from career_guide.domain.pages.page import Page, Part, make_page
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.guidance import Gap


def caveats_page(catalog: Catalog) -> Page:
    """Every gap and contradiction, by section, with what we do about it."""
    entries = catalog.gaps.entries
    titles = {entry.id: entry.title for entry in catalog.guide.sections}
    return make_page(
        catalog,
        slug="caveats",
        title="Caveats",
        description="Everything the guide leaves open or says in two ways, and how we treat it.",
        section="introduction",
        priority=0.5,
        lead=(
            f"{len(entries)} points. Nothing here is filled in silently: where a tool needs a "
            "ruling, it names the assumption."
        ),
        parts=[
            Part(
                title,
                [line for gap in entries if gap.section == section for line in _gap_lines(gap)][
                    :-1
                ],
            )
            for section, title in titles.items()
        ],
        data=lambda: {
            "gaps": [entry.model_dump(mode="json", exclude={"facts"}) for entry in entries],
        },
    )


def _gap_lines(gap: Gap) -> list[str]:
    rests = f" Assumptions: {', '.join(gap.assumptions)}." if gap.assumptions else ""
    return [
        f"**{gap.title}** ({gap.kind})",
        "",
        *fact_lines(gap.facts),
        f"- What we do: {gap.ruling}{rests} {mark('editorial')}",
        "",
    ]
