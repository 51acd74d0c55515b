"""The boundary: what crosses it when a handler breaks."""

import logging
from dataclasses import replace
from typing import Any

import pytest

from career_guide.content.snapshot import load_default
from career_guide.deps import Deps
from career_guide.errors import CareerGuideError
from career_guide.models.envelope import sayable
from career_guide.refusals import Fault, InputRefused
from career_guide.tools.boundary import invoke
from career_guide.tools.compensation import ESTIMATE_COMP

DEPS = Deps(catalog=load_default())


def failing(error: BaseException) -> Any:
    def run(request: Any, deps: Deps) -> Any:
        raise error

    return replace(ESTIMATE_COMP, run=run)


def test_a_crash_gives_a_reference_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    crash = failing(RuntimeError("secret /home/user/token"))
    with caplog.at_level(logging.ERROR):
        reply = invoke(crash, {"level": "senior"}, DEPS)
    assert reply.is_error
    assert list(reply.payload) == ["summary", "status", "reference", "data_version"]
    assert reply.payload["status"] == "internal_error"
    assert "secret" not in reply.text
    assert reply.payload["reference"] in caplog.text
    assert "secret" in caplog.text


def test_an_invalid_result_is_our_fault_and_not_the_callers() -> None:
    def run(request: Any, deps: Deps) -> Any:
        return ESTIMATE_COMP.output(summary=5)

    reply = invoke(replace(ESTIMATE_COMP, run=run), {"level": "senior"}, DEPS)
    assert reply.payload["status"] == "internal_error"


def test_a_refusal_of_the_domain_carries_its_faults() -> None:
    fault = Fault(code="x", field="/level", received="1", expected="2", did_you_mean=2)
    reply = invoke(failing(InputRefused(fault)), {"level": "senior"}, DEPS)
    assert reply.payload["errors"][0]["did_you_mean"] == 2
    reply = invoke(failing(CareerGuideError("not this way")), {"level": "senior"}, DEPS)
    assert reply.payload["errors"][0]["expected"] == "not this way"


def test_the_same_call_gives_the_same_bytes() -> None:
    replies = {invoke(ESTIMATE_COMP, {"level": "senior"}, DEPS).text for _ in range(3)}
    assert len(replies) == 1


def test_a_summary_is_cut_at_a_word_and_never_too_long() -> None:
    assert sayable("word " * 100).endswith("word…")
    assert len(sayable("word " * 100)) <= 280
    assert sayable("short.") == "short."
