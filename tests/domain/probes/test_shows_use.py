import pytest

from career_guide.domain.probes import shows_use
from career_guide.models.repository.finding import Finding
from repositories import snapshot


def asked(text: str | None, **other: tuple[str, ...]) -> Finding:
    return shows_use.run(snapshot({"README.md": text}, **other))


@pytest.mark.parametrize(
    "said",
    [
        "Sorting a morning's mail went from 45 minutes to 6 minutes in May.",
        "It saved the clerks about 3 hours a week.",
        "The bot has been in production since March.",
        "It was used by our warehouse staff last winter.",
        "I use it every day to file receipts.",
        "So far it answered 1,240 questions in its first month.",
    ],
)
def test_use_and_time_before_and_after_are_shown_where_they_are_told(said: str) -> None:
    found = asked(f"# Mail sorter\n\nA helper.\n\n{said}\n")
    assert (found.outcome, found.places[0].line) == ("present", 5)


@pytest.mark.parametrize(
    "text",
    [
        "It could cut the work from 45 minutes to 6 minutes.\n",
        "The goal is that it saves 3 hours a week.\n",
        "## Roadmap\n\n- In production since next spring\n",
        "Latency went from 5 seconds to 2 seconds at p95.\n",
        "The parser is used by the agent, and Docker has been used to run it.\n",
        "A helper that sorts mail.\n",
    ],
    ids=["what could be", "a goal", "a plan", "a machine's time", "parts of it", "nothing"],
)
def test_wishes_and_times_of_machines_are_absent(text: str) -> None:
    assert asked(f"# Mail sorter\n\n{text}").outcome == "absent"


def test_what_was_not_read_or_not_understood_is_unknown() -> None:
    assert asked(None).outcome == "unknown"
    assert asked("# x\n", cut=("files",)).outcome == "unknown"
    assert (
        asked("# Ayuda\n\n" + "El bot ordena el correo de la oficina. " * 20).outcome == "unknown"
    )
