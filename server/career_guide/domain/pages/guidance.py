"""About, where to learn, the role, hiring, mistakes and the path forward as pages."""

from collections.abc import Sequence

from career_guide.domain.pages.markdown import fact_lines, link, mark
from career_guide.domain.pages.page import Page, Part, make_page, plain
from career_guide.models.content.base import Fact, Item
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.learning import LearningTopic

CONTENTS = (
    ("roadmap", "what to learn, in which order; one page for each skill below it"),
    ("rubrics", "portfolio projects and how they are rated; one page for each type"),
    ("interview", "every question, its probes and signals; one page for each question"),
    ("salary", "pay by level; one page for each level"),
    ("markets", "pay by place; one page for each market"),
    ("resources", "what to read, follow and use; one page for each topic"),
    ("role", "what an AI engineer does and does not do"),
    ("hiring", "what employers weigh, ranked"),
    ("mistakes", "six mistakes and what to do instead"),
    ("path", "the way forward"),
    ("method", "every assumption, formula, band and weight of ours"),
    ("caveats", "what the guide leaves open, and where it disagrees with itself"),
)


def about_page(catalog: Catalog) -> Page:
    """What the source is, who wrote it, how statements are marked, and what is where."""
    guide = catalog.guide
    return make_page(
        catalog,
        slug="about",
        title=f"About: {guide.title}",
        description="Source, author, year, limits, how statements are marked, list of pages.",
        section="introduction",
        priority=0.4,
        lead=(
            f"{guide.view} Content version {guide.content_version}, released {guide.released[:10]}."
        ),
        parts=[
            Part("What it is and who wrote it", fact_lines(guide.facts)),
            Part(
                "Limits",
                [
                    *fact_lines(_gap_facts(catalog, "introduction")),
                    "- All else that the guide leaves open: career://caveats",
                ],
            ),
            Part(
                "How statements are marked",
                [
                    "- A code in brackets: said by the guide, restated in our words.",
                    "- derived: arithmetic on figures of the guide.",
                    "- ours, assumption: a ruling where the guide is silent; see career://method.",
                    "- ours, editorial: something we added.",
                ],
            ),
            Part("Pages", [f"- career://{slug}: {what}" for slug, what in CONTENTS]),
        ],
        data=lambda: {"guide": plain(guide), "pages": [f"career://{slug}" for slug, _ in CONTENTS]},
    )


def resources_page(catalog: Catalog) -> Page:
    """Every recommendation, by topic."""
    return make_page(
        catalog,
        slug="resources",
        title="Where to learn",
        description="Documentation, papers, tools, blogs and podcasts the guide recommends.",
        section="learning",
        priority=0.7,
        lead=(
            f"{sum(len(topic.recommendations) for topic in catalog.resources)} recommendations "
            f"under {len(catalog.resources)} topics, named without links as in the guide "
            f"{mark('editorial', 'gap-no-resource-links')}."
        ),
        parts=[
            *(Part(topic.title, _recommended(topic)) for topic in catalog.resources),
            Part("How it was chosen", fact_lines(_general_advice(catalog.resources))),
        ],
        data=lambda: {"topics": [plain(topic) for topic in catalog.resources]},
    )


def topic_pages(catalog: Catalog) -> list[Page]:
    """One page for each learning topic."""
    return [_topic_page(catalog, topic) for topic in catalog.resources]


def _topic_page(catalog: Catalog, topic: LearningTopic) -> Page:
    return make_page(
        catalog,
        slug=f"resources/{topic.id}",
        title=f"Where to learn: {topic.title}",
        description=f"What the guide recommends to read, use or build for {topic.title}.",
        section=topic.section,
        priority=0.5,
        lead="Named without links, as in the guide.",
        parts=[
            Part("Recommendations", _in_full(catalog, topic)),
            Part("How it was chosen", fact_lines(_general_advice((topic,)))),
            Part(
                "Skills it serves",
                [
                    f"- {link(skill.title, f'roadmap/{skill.id}')} {mark('editorial')}"
                    for skill in map(catalog.skill, topic.skills)
                ],
            ),
        ],
        data=lambda: {"topic": plain(topic)},
    )


def role_page(catalog: Catalog) -> Page:
    """What AI engineering is, does and does not."""
    return make_page(
        catalog,
        slug="role",
        title="The AI engineer role",
        description="What an AI engineer is, does every day, does not do, and does not need.",
        section="role",
        priority=0.7,
        lead="What the work is, and what it is not.",
        parts=_item_parts(catalog.role),
        data=lambda: {"role": [plain(entry) for entry in catalog.role]},
    )


def hiring_page(catalog: Catalog) -> Page:
    """The four criteria of employers, most important first."""
    return make_page(
        catalog,
        slug="hiring",
        title="What employers weigh",
        description="The four things that decide hiring, ranked, with what they mean.",
        section="hiring",
        priority=0.7,
        lead=" > ".join(entry.title for entry in catalog.hiring) + ".",
        parts=[
            Part(f"{entry.order}. {entry.title}", fact_lines(entry.facts))
            for entry in catalog.hiring
        ],
        data=lambda: {"hiring": [plain(entry) for entry in catalog.hiring]},
    )


def mistakes_page(catalog: Catalog) -> Page:
    """The six mistakes, each with what to do instead."""
    return make_page(
        catalog,
        slug="mistakes",
        title="Common mistakes",
        description="Six mistakes on the way into AI engineering and what to do instead.",
        section="mistakes",
        priority=0.7,
        lead=f"{len(catalog.mistakes)} patterns that slow people down.",
        parts=[
            Part(
                f"{entry.order}. {entry.title}",
                [*fact_lines(entry.facts), f"- Instead: {entry.instead} {mark('guide')}"],
            )
            for entry in catalog.mistakes
        ],
        data=lambda: {"mistakes": [plain(entry) for entry in catalog.mistakes]},
    )


def path_page(catalog: Catalog) -> Page:
    """The way forward, step by step."""
    return make_page(
        catalog,
        slug="path",
        title="The path forward",
        description="What to do now: fundamentals, one project this month, a post, the next one.",
        section="path-forward",
        priority=0.7,
        lead="Where to begin, how long it takes, and who will do well.",
        parts=_item_parts(catalog.path),
        data=lambda: {"path": [plain(entry) for entry in catalog.path]},
    )


def _item_parts(items: Sequence[Item]) -> list[Part]:
    return [Part(entry.title, fact_lines(entry.facts)) for entry in items]


def _recommended(topic: LearningTopic) -> list[str]:
    return [
        f"- {entry.title} ({entry.kind}): {entry.text} {mark('guide', entry.fact)}"
        for entry in topic.recommendations
    ]


def _in_full(catalog: Catalog, topic: LearningTopic) -> list[str]:
    """Each recommendation in the words of its fact."""
    return [
        f"- **{entry.title}** ({entry.kind}): {catalog.facts[entry.fact].text} "
        f"{mark('guide', entry.fact)}"
        for entry in topic.recommendations
    ]


def _general_advice(topics: Sequence[LearningTopic]) -> list[Fact]:
    """Facts of the topics that no single recommendation carries."""
    carried = {entry.fact for topic in topics for entry in topic.recommendations}
    return [fact for topic in topics for fact in topic.facts if fact.id not in carried]


def _gap_facts(catalog: Catalog, section: str) -> list[Fact]:
    return [fact for gap in catalog.gaps.entries if gap.section == section for fact in gap.facts]
