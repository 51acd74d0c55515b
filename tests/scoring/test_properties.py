"""Properties of every score: no order, no hash, no credit for what was taken away, no crash."""

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from base_repositories import BASES, FLAWED
from career_guide.domain.repository.judge import judge
from career_guide.domain.repository.judgement import Judgement
from career_guide.evidence.assemble import assemble
from career_guide.models.content.repository import CriterionPolicy
from career_guide.models.ids import ProjectType
from career_guide.models.repository.snapshot import Commit, History
from files_in_memory import raw
from honest_project import Files, honest, without
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
ids = st.sampled_from(sorted(BASES))


def judged(
    files: Files, order: random.Random | None = None, kind: ProjectType | None = None
) -> Judgement:
    found = [raw(path, text) for path, text in files.items()]
    if order:
        order.shuffle(found)
    repo = assemble("tenancy-answers", found, commit="0" * 40, history=HISTORY)
    return judge(RULES, repo, kind)


@cache
def base(name: str) -> Judgement:
    """A base repository, judged once."""
    return judged(BASES[name])


@pytest.fixture(scope="module")
def whole() -> Judgement:
    return base("honest")


def ends(found: Judgement, name: str) -> tuple[int, int]:
    entry = found.criteria[name]  # type: ignore[index]
    return entry.low, entry.high


def told(found: Judgement) -> tuple[object, ...]:
    return found.findings, found.type, found.criteria, found.features


@settings(max_examples=60, deadline=None)
@given(name=ids, order=st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(name: str, order: random.Random) -> None:
    assert told(judged(BASES[name], order)) == told(base(name))


def test_hashes_language_and_time_zone_change_no_byte(tmp_path: Path) -> None:
    path = build(tmp_path / "tenancy-answers", FLAWED, HONEST).path
    printed = [
        cli("score", str(path), "--json", env=env, cwd=cwd).stdout
        for env, cwd in (
            ({"PYTHONHASHSEED": "1", "TZ": "Asia/Kolkata", "LANG": "tr_TR.UTF-8"}, tmp_path),
            ({"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C"}, path),
        )
    ]
    assert printed[0] == printed[1] == ask(path).text + "\n"


def counting(criterion: CriterionPolicy) -> set[str]:
    """Probes whose presence counts for a criterion; what files contradict is no such."""
    probes = {probe for step in criterion.steps for need in step.needs for probe in need.of}
    return probes - CONTRADICTIONS


@pytest.mark.parametrize("is_told", [True, False], ids=["type told", "type inferred"])
@pytest.mark.parametrize("name", BASES)
def test_taking_away_what_was_seen_raises_no_criterion(name: str, is_told: bool) -> None:
    kind = base(name).type if is_told else None
    whole = judged(BASES[name], kind=kind)
    taken: dict[str, Judgement] = {}
    compared = 0
    for criterion in RULES.criteria:
        for probe in sorted(counting(criterion)):
            finding = whole.findings[probe]
            files = {place.file for place in finding.places if place.file}
            for path in sorted(files) if finding.outcome == "present" else ():
                if path not in taken:
                    taken[path] = judged(without(BASES[name], path), kind=kind)
                low, high = ends(taken[path], criterion.id)
                most_low, most_high = ends(whole, criterion.id)
                assert low <= most_low, (criterion.id, probe, path)
                assert high <= most_high, (criterion.id, probe, path)
                compared += 1
    assert compared >= 3


@pytest.mark.parametrize("name", [name for name in BASES if name != "an agent in Go"])
def test_taking_away_a_passage_that_was_seen_raises_no_criterion(name: str) -> None:
    """As above, a line of prose at a time; what is blank means nothing in any document."""
    whole = judged(BASES[name], kind=base(name).type)
    taken: dict[tuple[str, int], Judgement] = {}
    for criterion in RULES.criteria:
        for probe in sorted(counting(criterion)):
            for place in whole.findings[probe].places:
                if place.kind != "prose" or not place.file or not place.line:
                    continue
                at = (place.file, place.line)
                if at not in taken:
                    lines = str(BASES[name][place.file]).split("\n")
                    lines[place.line - 1] = ""
                    changed = {**BASES[name], place.file: "\n".join(lines)}
                    taken[at] = judged(changed, kind=whole.type)
                low, high = ends(taken[at], criterion.id)
                assert low <= ends(whole, criterion.id)[0], (criterion.id, probe, at)
                assert high <= ends(whole, criterion.id)[1], (criterion.id, probe, at)
    assert taken


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


@settings(max_examples=120, deadline=None)
@given(
    name=ids,
    sentences=st.lists(st.sampled_from(UNRELATED), min_size=1, max_size=3, unique=True),
    at=st.floats(0, 1),
    is_apart=st.booleans(),
)
def test_an_unrelated_sentence_changes_nothing_that_code_shows(
    name: str, sentences: list[str], at: float, is_apart: bool
) -> None:
    whole = base(name)
    paragraphs = str(BASES[name]["README.md"]).split("\n\n")
    place = 1 + round(at * (len(paragraphs) - 1))
    added = " ".join(sentences)
    is_prose = not paragraphs[place - 1].lstrip().startswith(("#", "|", "```", "-"))
    if is_apart or not is_prose:
        paragraphs.insert(place, added)
    else:
        paragraphs[place - 1] = f"{paragraphs[place - 1].rstrip()} {added}\n"
    other = judged({**BASES[name], "README.md": "\n\n".join(paragraphs)})
    assert other.type == whole.type
    for criterion in CODE_BACKED:
        assert ends(other, criterion) == ends(whole, criterion), criterion
        before, after = whole.criteria[criterion], other.criteria[criterion]  # type: ignore[index]
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
