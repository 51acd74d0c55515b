from dataclasses import replace

import pytest

from career_guide.domain.probes import is_signed_by_others
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import History
from histories import commit, history
from notebook_files import notebook
from repositories import snapshot

ADA = replace(history([commit("Measure the search")]), names=frozenset({"ada", "lark"}))
SITE = "title: Notes\nauthor: Ada Lark\n"


def asked(files: dict[str, str], made: History = ADA) -> Finding:
    return is_signed_by_others.run(snapshot(files, history=made))


def post(author: str) -> str:
    return f"---\ntitle: On caches\nauthor: {author}\ndate: 2025-01-01\n---\n\nA cache forgets.\n"


def printed(text: str) -> dict[str, str]:
    return {"analysis.ipynb": notebook("print(cases)", [text + "\n"])}


def test_posts_with_another_signature_are_told_at_that_line() -> None:
    files = {f"_posts/2025-01-0{at}-a.md": post("Bertram Fields") for at in (1, 2)}
    found = asked({"_config.yml": SITE, **files})
    assert found.outcome == "present"
    assert [(place.file, place.line) for place in found.places] == [
        (path, 3) for path in sorted(files)
    ]


@pytest.mark.parametrize("author", ["Ada Lark", "A. Lark", "lark"])
def test_posts_of_the_owner_are_nobody_elses(author: str) -> None:
    files = {f"_posts/2025-01-0{at}-a.md": post(author) for at in (1, 2)}
    assert asked({"_config.yml": SITE, **files}).outcome == "absent"


@pytest.mark.parametrize(
    "text", ["/home/bertram/cases.csv", "C:\\Users\\Bertram\\cases.csv", "/Users/bfields/a.py"]
)
def test_outputs_from_the_home_of_somebody_else_are_told(text: str) -> None:
    found = asked(printed(text))
    assert found.outcome == "present"
    (place,) = found.places
    assert place.kind == "notebook_output"
    assert "ertram" in place.snippet or "bfields" in place.snippet


@pytest.mark.parametrize(
    "text",
    ["/home/ada/cases.csv", "/Users/adalark/a.py", "/home/jovyan/a.py", "/home/x/a", "cases.csv"],
)
def test_outputs_from_a_home_of_ones_own_or_of_nobody_are_not(text: str) -> None:
    assert asked(printed(text)).outcome == "absent"


def test_without_a_known_author_nothing_is_compared() -> None:
    found = asked(printed("/home/bertram/cases.csv"), History("none"))
    assert found.outcome == "not_applicable"
