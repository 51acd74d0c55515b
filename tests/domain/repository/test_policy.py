"""Levels and features follow from findings by the policy's steps, ceilings and unknowns."""

import pytest

from career_guide.domain.repository.policy import criterion, feature
from career_guide.models.content.repository import (
    Ceiling,
    CriterionPolicy,
    FeaturePolicy,
    Need,
    Step,
)
from career_guide.models.repository.finding import Confidence, Finding, Place

PLACE = Place("source", "a.py", 1, "x")
POLICY = CriterionPolicy(
    id="evaluation",
    steps=(
        Step(level=1, needs=(Need(of=("code", "results")),)),
        Step(level=2, needs=(Need(of=("code",)), Need(of=("results",)))),
        Step(level=3, needs=(Need(of=("code",)), Need(of=("results",), count=20))),
    ),
    ceilings=(Ceiling(probe="fake", at_most=1, unless=("proof",)),),
)


def seen(count: int = 1, *, total: int = 0, confidence: Confidence = "high") -> Finding:
    return Finding.present("seen", PLACE, count=count, total=total, confidence=confidence)


def findings(**given: Finding) -> dict[str, Finding]:
    absent = {name: Finding.absent("no") for name in ("code", "results", "fake", "proof")}
    return {**absent, **given}


def level(given: dict[str, Finding], policy: CriterionPolicy = POLICY) -> tuple[int, int]:
    judged = criterion(policy, given, "domain-rag", has_source=True)
    return judged.low, judged.high


UNKNOWN = Finding.unknown("could not look")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (0, 0)),
        ({"code": seen()}, (1, 1)),
        ({"code": seen(), "results": seen()}, (2, 2)),
        ({"code": seen(), "results": seen(19)}, (2, 2)),
        ({"code": seen(), "results": seen(20)}, (3, 3)),
        ({"code": seen(), "results": UNKNOWN}, (1, 3)),
        ({"code": UNKNOWN, "results": UNKNOWN}, (0, 3)),
        ({"code": Finding("error", "failed")}, (0, 1)),
        ({"code": Finding.not_applicable("no")}, (0, 0)),
    ],
)
def test_the_highest_step_whose_needs_are_met_is_the_level(
    given: dict[str, Finding], expected: tuple[int, int]
) -> None:
    assert level(findings(**given)) == expected


def test_a_ceiling_holds_a_criterion_down_unless_something_lifts_it() -> None:
    held = findings(code=seen(), results=seen(20), fake=seen())
    assert level(held) == (1, 1)
    assert criterion(POLICY, held, "domain-rag", has_source=True).held_by == ("fake",)
    assert level({**held, "proof": seen()}) == (3, 3)
    assert level({**held, "fake": UNKNOWN}) == (3, 3), "what was not looked at holds nothing down"


def test_a_share_counts_against_all_that_could_show_it() -> None:
    policy = CriterionPolicy(
        id="iteration-history",
        steps=(Step(level=1, needs=(Need(of=("code",), count=4, share_percent=50),)),),
    )
    assert level(findings(code=seen(4, total=8)), policy) == (1, 1)
    assert level(findings(code=seen(4, total=9)), policy) == (0, 0)
    assert level(findings(code=seen(3, total=3)), policy) == (0, 0)


def test_a_share_may_need_enough_that_could_show_it() -> None:
    need = Need(of=("code",), count=4, share_percent=50, least_total=6)
    policy = CriterionPolicy(id="iteration-history", steps=(Step(level=1, needs=(need,)),))
    assert level(findings(code=seen(4, total=6)), policy) == (1, 1)
    assert level(findings(code=seen(4, total=5)), policy) == (0, 0)


def test_what_could_not_be_read_never_suggests_the_top_level_above_a_known_one() -> None:
    policy = CriterionPolicy(
        id="evaluation",
        steps=(
            Step(level=2, needs=(Need(of=("code",)),)),
            Step(level=3, needs=(Need(of=("code",)), Need(of=("results",)))),
        ),
    )
    assert level(findings(code=seen(), results=UNKNOWN), policy) == (2, 2)
    assert level(findings(code=UNKNOWN, results=UNKNOWN), policy) == (0, 3)


def test_weak_findings_do_not_count_where_sure_ones_are_asked_for() -> None:
    policy = CriterionPolicy(
        id="error-handling",
        steps=(
            Step(
                level=2,
                needs=(Need(of=("code", "results"), at_least=2, least_confidence="medium"),),
            ),
        ),
    )
    assert level(findings(code=seen(), results=seen(confidence="medium")), policy) == (2, 2)
    assert level(findings(code=seen(), results=seen(confidence="low")), policy) == (0, 0)


def test_without_source_what_needs_it_is_zero_except_where_prose_is_the_source() -> None:
    policy = POLICY.model_copy(
        update={"without_source": 0, "prose_types": ("technical-writing",), "ceilings": ()}
    )
    given = findings(code=seen())
    bare = criterion(policy, given, "domain-rag", has_source=False)
    assert (bare.low, bare.high, bare.lacks) == (0, 0, ())
    assert criterion(policy, given, "technical-writing", has_source=False).low == 1


def test_a_step_for_one_type_leads_no_other_there() -> None:
    policy = CriterionPolicy(
        id="evaluation",
        steps=(Step(level=2, needs=(Need(of=("code",)),), types=("technical-writing",)),),
    )
    given = findings(code=seen())
    assert criterion(policy, given, "technical-writing", has_source=True).low == 2
    assert criterion(policy, given, "mcp-server", has_source=True).low == 0


def test_what_is_lacking_is_the_nearest_step_and_confidence_is_that_of_what_was_used() -> None:
    judged = criterion(POLICY, findings(code=seen(confidence="medium")), "other", has_source=True)
    assert judged.rests_on == ("code",)
    assert judged.lacks == ("results",)
    assert judged.confidence == "medium"
    opened = criterion(POLICY, findings(code=UNKNOWN), "other", has_source=True)
    assert opened.open == ("code",)
    assert opened.confidence == "low"


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"code": seen(2)}, "yes"),
        ({"code": seen(1)}, "partial"),
        ({"results": seen()}, "partial"),
        ({}, "no"),
        ({"code": UNKNOWN}, "unknown"),
    ],
)
def test_a_feature_is_whole_or_part_or_missing(given: dict[str, Finding], state: str) -> None:
    policy = FeaturePolicy(
        type="domain-rag",
        id="citations",
        whole=(Need(of=("code",), count=2),),
        part=(Need(of=("code", "results")),),
    )
    assert feature(policy, findings(**given)).state == state
