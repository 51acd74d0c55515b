"""The skills roadmap as one page, and a page for each skill."""

from career_guide.domain.pages.markdown import bullets, fact_lines, link, mark, table
from career_guide.domain.pages.page import Json, Page, Part, make_page, plain
from career_guide.domain.roadmap import Standing, path, roadmap_of
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.learning import Edge, Skill, Tier
from career_guide.models.next_skill import NextSkillInput

WEEK_HOURS: int = NextSkillInput.model_fields["guide_week_hours"].default
"""Hours of one roadmap week unless the caller sets another figure."""


def roadmap_page(catalog: Catalog) -> Page:
    """All tiers and skills in the guide's order, with reasons and prerequisites."""
    parts = [
        Part(
            tier.title,
            [
                f"Weeks {tier.weeks.first}–{tier.weeks.last}. {tier.purpose} {mark('guide')}",
                *(["", f"To build: {tier.milestone} {mark('guide')}"] if tier.milestone else []),
                "",
                *_tier_table(catalog, tier),
                "",
                *fact_lines(tier.facts),
            ],
        )
        for tier in catalog.tiers
    ]
    return make_page(
        catalog,
        slug="roadmap",
        title="Skills roadmap",
        description="All skills in three tiers: weeks, what to learn, why, and what comes before.",
        section="skills-roadmap",
        priority=0.9,
        lead=(
            f"{len(catalog.skills)} skills in {len(catalog.tiers)} tiers over "
            f"{catalog.tiers[-1].weeks.last} weeks. Each skill has its own page; its "
            "URI stands beside it."
        ),
        parts=[*parts, Part("Prerequisites", _edge_lines(catalog))],
        data=lambda: {
            "tiers": [plain(tier) for tier in catalog.tiers],
            "skills": [plain(skill) for skill in catalog.skills],
        },
    )


def skill_pages(catalog: Catalog) -> list[Page]:
    """One page for each skill, in the guide's order."""
    return [_skill_page(catalog, skill) for skill in catalog.skills]


def _skill_page(catalog: Catalog, skill: Skill) -> Page:
    tier = catalog.tier(skill.tier)
    ours = skill.additions
    return make_page(
        catalog,
        slug=f"roadmap/{skill.id}",
        title=skill.title,
        description=f"{skill.title}: what to learn, why, what comes before, when it is done.",
        section=skill.section,
        priority=0.7,
        lead=(
            f"{ours.gloss} {mark(ours.basis)}\n\n"
            f"{tier.title}, weeks {tier.weeks.first}–{tier.weeks.last} of the roadmap. "
            f"{_effort(catalog, skill)}"
        ),
        parts=[
            Part("What to learn", bullets((topic.title for topic in skill.topics), "guide")),
            Part("What the guide says", fact_lines(f for f in skill.facts if f.basis == "guide")),
            Part("Learn before it", _before(catalog, skill)),
            Part("Opens the way to", _unlocks(catalog, skill)),
            Part("Done when", bullets(ours.done_when, ours.basis)),
            Part("Build", bullets([ours.build], ours.basis)),
            Part("Where to learn it", _sources(catalog, skill)),
            Part("Project that shows it", _project(catalog, skill)),
        ],
        data=lambda: _skill_data(catalog, skill, tier),
    )


def _effort(catalog: Catalog, skill: Skill) -> str:
    weeks = roadmap_of(catalog).place(skill.id).weeks
    hours = weeks * WEEK_HOURS
    basis = mark("assumption", "assume-even-weeks-in-tier", "assume-guide-week-hours")
    return f"Its share: {float(weeks):g} of these weeks, {float(hours):g} hours {basis}."


def _skill_data(catalog: Catalog, skill: Skill, tier: Tier) -> Json:
    return {
        "skill": plain(skill),
        "tier": plain(tier),
        "unlocks": [other.id for other in _dependents(catalog, skill)],
    }


def _tier_table(catalog: Catalog, tier: Tier) -> list[str]:
    return table(
        ("Skill", "What to learn", "Why", "Facts"),
        (
            (
                link(skill.title, f"roadmap/{skill.id}"),
                "; ".join(topic.title for topic in skill.topics),
                skill.why,
                ", ".join(f"`{fact.id}`" for fact in skill.facts if fact.basis == "guide"),
            )
            for skill in catalog.skills
            if skill.tier == tier.id
        ),
    )


def _edge_lines(catalog: Catalog) -> list[str]:
    start = path(roadmap_of(catalog), Standing(known=frozenset()))
    lines = [
        "The guide orders its skills by tier only; what needs what is our reading "
        f"{mark('assumption', 'assume-prerequisite-edges')}. From nothing it gives this order: "
        f"{', '.join(start)}.",
        "",
    ]
    for skill in catalog.skills:
        before = ", ".join(edge.skill for edge in skill.additions.hard) or "nothing"
        helpful = ", ".join(edge.skill for edge in skill.additions.soft)
        also = f"; helped by {helpful}" if helpful else ""
        lines.append(f"- {skill.id} needs {before}{also}")
    return lines


def _before(catalog: Catalog, skill: Skill) -> list[str]:
    ours = skill.additions
    return [
        *fact_lines(fact for fact in skill.facts if fact.basis != "guide"),
        *_needs(catalog, ours.hard, "needed"),
        *_needs(catalog, ours.soft, "helps"),
    ]


def _needs(catalog: Catalog, edges: tuple[Edge, ...], strength: str) -> list[str]:
    return [
        f"- {catalog.skill(edge.skill).title} ({strength}): {edge.reason} {mark('assumption')}"
        for edge in edges
    ]


def _dependents(catalog: Catalog, skill: Skill) -> list[Skill]:
    return [
        other
        for other in catalog.skills
        if any(edge.skill == skill.id for edge in other.additions.hard)
    ]


def _unlocks(catalog: Catalog, skill: Skill) -> list[str]:
    return bullets((other.title for other in _dependents(catalog, skill)), "assumption")


def _sources(catalog: Catalog, skill: Skill) -> list[str]:
    known = {entry.id: entry for topic in catalog.resources for entry in topic.recommendations}
    lines = [
        f"- {known[entry].title}: {known[entry].text} {mark('guide', known[entry].fact)}"
        for entry in skill.additions.learn_from
    ]
    if skill.learn_at:
        topic = catalog.resource(skill.learn_at)
        lines.append(f"- All of the guide's advice: {link(topic.title, f'resources/{topic.id}')}")
    return lines


def _project(catalog: Catalog, skill: Skill) -> list[str]:
    if skill.project is None:
        return []
    project = catalog.project(skill.project)
    return [f"- {link(project.title, f'rubrics/{project.id}')} {mark('editorial')}"]
