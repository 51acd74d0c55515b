"""Work told without a skill's name credits the skill, and never where something else is meant."""

import pytest

from career_guide.domain.matching.matcher import match_phrases
from career_guide.models.content.catalog import Catalog
from career_guide.models.matching import PhraseMatch


def match(catalog: Catalog, phrase: str) -> PhraseMatch:
    return match_phrases(catalog, [phrase])[0]


TOLD = {
    "compare answers with a gold set before each release": "evaluation",
    "50 test prompts with expected outputs": "evaluation",
    "let another model grade the replies": "evaluation",
    "slack bot that answers from our wiki": "basic-rag",
    "split docs into pieces and embed them": "basic-rag",
    "let gpt call my functions": "tool-calling",
    "gave the model a calculator tool": "tool-calling",
    "manual approval before the bot refunds": "agent-architecture",
    "agent retries when a step fails": "agent-architecture",
    "two agents that talk to each other": "multi-agent",
    "log every prompt and response": "observability",
    "switch to a cheaper model when the main one is down": "production-deployment",
    "brought down our llm bill": "production-deployment",
    "collected examples for fine-tuning": "fine-tuning",
    "get json out of the model reliably": "prompt-engineering",
}


@pytest.mark.parametrize(("phrase", "skill"), TOLD.items(), ids=list(TOLD))
def test_work_that_shows_a_skill_credits_it_alone(
    catalog: Catalog, phrase: str, skill: str
) -> None:
    assert [hit.skill_id for hit in match(catalog, phrase).hits] == [skill]


def test_a_practice_says_which_part_of_the_skill_it_shows(catalog: Catalog) -> None:
    hit = match(catalog, "fell back to a smaller model during an outage").hits[0]
    assert (hit.coverage, hit.topics) == ("part", ("fallback-models",))


def test_a_practice_that_was_only_tried_counts_at_the_lowest_level(catalog: Catalog) -> None:
    hit = match(catalog, "played around with two agents that talk to each other").hits[0]
    assert (hit.skill_id, hit.claimed_level) == ("multi-agent", "aware")


@pytest.mark.parametrize(
    "phrase",
    [
        "never logged every prompt and response",
        "want to let gpt call my functions",
        "my colleague let gpt call my functions",
        "do two agents talk to each other?",
        "no idea how to cut our llm costs",
    ],
)
def test_work_denied_wished_for_or_done_by_others_credits_nothing(
    catalog: Catalog, phrase: str
) -> None:
    found = {hit.skill_id for hit in match(catalog, phrase).hits}
    assert found.isdisjoint({"observability", "tool-calling", "multi-agent"}), found
    assert "production-deployment" not in found


@pytest.mark.parametrize(
    "phrase",
    [
        "real estate agents working together",
        "travel agent that books flights",
        "cut our electricity bill by half",
        "switched to a cheaper phone model",
        "graded student answers with a rubric",
        "split documents into folders",
        "gave the team new tools",
        "human approval of vacation requests",
        "track cost of marketing per user",
        "rate limit the public api",
        "fell back to paper when the system was down",
    ],
)
def test_the_same_words_in_other_work_credit_nothing(catalog: Catalog, phrase: str) -> None:
    assert match(catalog, phrase).hits == ()
