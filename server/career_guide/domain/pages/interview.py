"""The interview as one page, and a page for each question with its answer key."""

from career_guide.domain.pages.markdown import fact_lines, mark
from career_guide.domain.pages.page import Json, Page, Part, make_page, plain
from career_guide.models.content.base import Fact
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.interview import Component, Question, Signal


def interview_page(catalog: Catalog) -> Page:
    """The components with every question; answer keys stay on the question pages."""
    probes = sum(len(group.probes) for entry in catalog.questions for group in entry.look_for)
    return make_page(
        catalog,
        slug="interview",
        title="Interview",
        description="The three AI parts of an interview and every question asked in them.",
        section="interview",
        priority=0.8,
        lead=(
            f"{len(catalog.questions)} questions in {len(catalog.components)} parts, and "
            f"{probes} probes that follow them up. Each question has its own page, which holds "
            "the signals of strong and weak answers."
        ),
        parts=[
            Part(
                component.title,
                [
                    f"What is tested: {component.bar} {mark('guide')}",
                    "",
                    *fact_lines(component.facts),
                    "",
                    "Questions:",
                    "",
                    *_question_lines(catalog, component),
                ],
            )
            for component in catalog.components
        ],
        data=lambda: {
            "components": [plain(component) for component in catalog.components],
            "questions": [_without_key(question) for question in catalog.questions],
        },
    )


def question_pages(catalog: Catalog) -> list[Page]:
    """One page for each question, in the guide's order."""
    return [_question_page(catalog, question) for question in catalog.questions]


def _question_page(catalog: Catalog, question: Question) -> Page:
    component = _component_of(catalog, question)
    return make_page(
        catalog,
        slug=f"interview/{question.id}",
        title=f"Interview question: {question.title}",
        description=f"{component.title}: {question.title}. Probes and signals of an answer.",
        section=question.section,
        priority=0.6,
        lead=(
            f"{question.prompt} {mark('guide')}\n\n"
            f"{component.title} part of the interview (career://interview). Practice time: "
            f"{component.time_box_minutes} minutes {mark('assumption', 'assume-time-box')}."
        ),
        parts=[
            Part("What the guide says", fact_lines(_open_facts(question))),
            Part("What interviewers probe", _probe_lines(question)),
            Part("What is tested", [f"{component.bar} {mark('guide')}"]),
            Part("Signals", _signal_lines(question)),
        ],
        data=lambda: {"question": plain(question), "component": plain(component)},
    )


def _component_of(catalog: Catalog, question: Question) -> Component:
    return next(entry for entry in catalog.components if entry.id == question.component)


def _question_lines(catalog: Catalog, component: Component) -> list[str]:
    return [
        f"- {question.prompt} (career://interview/{question.id})"
        for question in catalog.questions
        if question.component == component.id
    ]


def _without_key(question: Question) -> Json:
    return question.model_dump(mode="json", exclude={"facts", "signals"})


def _key_facts(question: Question) -> set[str]:
    return {signal.fact for signal in question.signals}


def _open_facts(question: Question) -> list[Fact]:
    """The question's facts that neither a probe nor the answer key shows."""
    shown = {probe.fact for group in question.look_for for probe in group.probes}
    shown |= _key_facts(question)
    return [fact for fact in question.facts if fact.id not in shown]


def _probe_lines(question: Question) -> list[str]:
    lines: list[str] = []
    for group in question.look_for:
        lines += [f"{group.title}:", ""]
        lines += [f"- {probe.text} {mark('guide', probe.fact)}" for probe in group.probes]
        lines.append("")
    return lines[:-1]


def _signal_lines(question: Question) -> list[str]:
    lines: list[str] = []
    for title, kind in (("A strong answer:", "strong"), ("A weak answer:", "weak")):
        lines += ["", title, ""] if lines else [title, ""]
        lines += [_signal_line(entry) for entry in question.signals if entry.kind == kind]
    said = fact_lines(fact for fact in question.facts if fact.id in _key_facts(question))
    return [*said, "", *lines] if said else lines


def _signal_line(signal: Signal) -> str:
    return f"- {signal.text} {mark(signal.basis, signal.fact)}"
