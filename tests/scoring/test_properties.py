"""Properties of every score: no order, no hash, no credit for what was taken away, no crash."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from career_guide.domain.repository.judge import judge
from career_guide.domain.repository.judgement import Judgement
from career_guide.evidence.assemble import assemble
from career_guide.models.repository.snapshot import Commit, History
from files_in_memory import raw
from honest_project import README, Files, honest, without
from scored import DEPS, ask
from shell import cli
from timed_repositories import HONEST, build

RULES = DEPS.catalog.repository
CODE_BACKED = ("evaluation", "error-handling", "deployed", "code-quality")
CONTRADICTIONS = {ceiling.probe for criterion in RULES.criteria for ceiling in criterion.ceilings}
HISTORY = History(
    "complete",
    tuple(
        Commit(
            id=f"{number:040x}",
            subject=step.subject,
            body="",
            author=0,
            authored=step.authored,
            committed=step.authored,
            parents=0 if number == 0 else 1,
        )
        for number, step in enumerate(HONEST)
    )[::-1],
)
FILES = honest()
FLAWED = {
    **without(FILES, "Dockerfile"),
    "Dockerfile": 'FROM python:3.11\nCMD ["python", "gone.py"]\n',
    "evals/run.log": "evaluation started\nTraceback (most recent call last):\nValueError: x\n",
    ".env": "TOKEN=abcdefgh12345678\n",
    "notes.ipynb": "{",
    "docs/architecture.md": README,
    "web/app.ts": "import { x } from './x'\nexport const run = async () => { await x() }\n",
    "tool/main.go": "package main\n\nfunc main() {\n\tprintln(1)\n}\n",
}


def judged(files: Files, order: random.Random | None = None) -> Judgement:
    found = [raw(path, text) for path, text in files.items()]
    if order:
        order.shuffle(found)
    return judge(RULES, assemble("tenancy-answers", found, commit="0" * 40, history=HISTORY))


@pytest.fixture(scope="module")
def whole() -> Judgement:
    return judged(FILES)


def ends(found: Judgement, name: str) -> tuple[int, int]:
    entry = found.criteria[name]  # type: ignore[index]
    return entry.low, entry.high


@pytest.mark.parametrize("files", [FILES, FLAWED], ids=["honest", "flawed"])
def test_the_order_of_files_changes_nothing(files: Files) -> None:
    first = judged(dict(sorted(files.items())))
    for seed in range(3):
        other = judged(files, random.Random(seed))
        assert other.findings == first.findings
        assert (other.type, other.criteria, other.features) == (
            first.type,
            first.criteria,
            first.features,
        )


def test_the_seed_of_hashes_changes_no_byte(tmp_path: Path) -> None:
    path = build(tmp_path / "tenancy-answers", FLAWED, HONEST).path
    printed = [
        cli("score", str(path), "--json", env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1] == ask(path).text + "\n"


def test_taking_away_what_was_seen_raises_no_criterion(whole: Judgement) -> None:
    taken: dict[str, Judgement] = {}
    compared = 0
    for criterion in RULES.criteria:
        probes = {probe for step in criterion.steps for need in step.needs for probe in need.of}
        for probe in sorted(probes - CONTRADICTIONS):
            finding = whole.findings[probe]
            files = {place.file for place in finding.places if place.file}
            for path in sorted(files) if finding.outcome == "present" else ():
                if path not in taken:
                    taken[path] = judged(without(FILES, path))
                low, high = ends(taken[path], criterion.id)
                most_low, most_high = ends(whole, criterion.id)
                assert low <= most_low, (criterion.id, probe, path)
                assert high <= most_high, (criterion.id, probe, path)
                compared += 1
    assert compared > 20


def test_taking_away_all_that_a_criterion_rests_on_lowers_it(whole: Judgement) -> None:
    for name in CODE_BACKED:
        entry = whole.criteria[name]  # type: ignore[index]
        files = {
            place.file
            for probe in entry.rests_on
            for place in whole.findings[probe].places
            if place.file
        }
        left = without(FILES, *sorted(files))
        assert ends(judged(left), name)[0] < entry.low, name


UNRELATED = (
    "The office is closed on Fridays.",
    "Our logo shows two keys.",
    "Thanks to everybody who read the first draft.",
    "The name was found on a rainy afternoon in Toledo.",
    "Questions are welcome by mail.",
    "This text was last read in spring.",
    "Coffee is served next door.",
)


@settings(max_examples=12, deadline=None)
@given(
    sentences=st.lists(st.sampled_from(UNRELATED), min_size=1, max_size=3, unique=True),
    at=st.sampled_from([0, 1, 2]),
)
def test_an_unrelated_sentence_changes_nothing_that_code_shows(
    whole: Judgement, sentences: list[str], at: int
) -> None:
    paragraphs = README.split("\n\n")
    place = (1, len(paragraphs) // 2, len(paragraphs))[at]
    paragraphs.insert(place, " ".join(sentences))
    other = judged({**FILES, "README.md": "\n\n".join(paragraphs)})
    assert other.type == whole.type
    for name in CODE_BACKED:
        assert ends(other, name) == ends(whole, name), name
        before, after = whole.criteria[name], other.criteria[name]  # type: ignore[index]
        assert after.rests_on == before.rests_on


BREAKING = ("", "\x00", "\ufeff", "\u202e", "{" * 500, "\\", '"' * 3, "`" * 5, "\t" * 300, "é" * 40)


@settings(max_examples=40, deadline=None)
@given(
    path=st.sampled_from(sorted(FLAWED)),
    start=st.floats(0, 1),
    length=st.integers(0, 400),
    instead=st.sampled_from(BREAKING),
)
def test_whatever_is_broken_every_question_is_answered(
    path: str, start: float, length: int, instead: str
) -> None:
    text = FLAWED[path]
    assert isinstance(text, str)
    at = int(start * len(text))
    found = judged({**FLAWED, path: text[:at] + instead + text[at + length :]})
    assert not [probe for probe, finding in found.findings.items() if finding.outcome == "error"]
    for finding in found.findings.values():
        for place in finding.places:
            assert place.file is None or place.file in found.repo.by_path
