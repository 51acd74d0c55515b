"""From written words to index terms, and the word lists that searches rest on."""

import re
from pathlib import Path

import pytest
import yaml

from career_guide.domain.search.text import stem, words
from career_guide.models.content.catalog import Catalog

QUESTIONS = Path(__file__).parents[3] / "bench" / "search"
COMPARED = ("questions.yaml", "unseen_three.yaml", "unseen_four.yaml")
"""Files of questions that are in no words a way of asking of ours."""


@pytest.mark.parametrize(
    "forms",
    [
        "handle handles handled handling",
        "deploy deploys deployed deploying deployment",
        "evaluate evaluates evaluated evaluation evaluating",
        "code codes coding coded",
        "hire hires hired hiring",
        "city cities",
        "company companies",
        "certificate certificates certification certified",
        "specialise specialize specialised specialization",
        "engineer engineers engineering",
        "plan plans planned planning",
        "retrieve retrieval retrieving",
        "write writes writing wrote written",
        "llm llms",
        "api apis",
        "db dbs",
    ],
)
def test_forms_of_one_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    ["writer write", "car care", "career care", "manager manage", "user use", "value valuation"],
)
def test_words_that_only_look_alike_keep_apart(pair: str) -> None:
    first, second = pair.split()
    assert stem(first) != stem(second)


@pytest.mark.parametrize("text", ["$180k", "180K", "180,000", "180000", "180 000".replace(" ", "")])
def test_an_amount_is_one_term_however_it_is_written(text: str) -> None:
    assert words(text) == ["180000"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120-160k", ["120000", "160000"]),
        ("3–5 years", ["3", "5", "years"]),
        ("five to ten years", ["5", "to", "10", "years"]),
        ("95%", ["95", "percent"]),
        ("C# and C++", ["c#", "and", "c++"]),
        ("résumé", ["resume"]),
        ("what's the author's name", ["what", "the", "author", "name"]),
        ("don't", ["dont"]),
        ("16-week plan, 2nd tier", ["16", "week", "plan", "2", "tier"]),
    ],
)
def test_numbers_and_marks_are_made_plain(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_every_hint_names_a_fact_once(catalog: Catalog) -> None:
    named = [hint.fact for section in catalog.hints for hint in section.hints]
    assert set(named) <= set(catalog.facts)
    assert len(named) == len(set(named))


def test_no_question_counts_both_as_answered_and_as_left_open(catalog: Catalog) -> None:
    answered = {plain(ask) for fact in catalog.facts.values() for ask in fact.asks}
    answered |= {
        plain(ask) for section in catalog.hints for hint in section.hints for ask in hint.asks
    }
    vain = {plain(ask) for topic in catalog.uncovered for ask in topic.asks}
    gaps = {plain(ask) for gap in catalog.gaps.entries for fact in gap.facts for ask in fact.asks}
    assert not (answered - gaps) & vain


def test_labelled_questions_are_not_copied_into_the_content(catalog: Catalog) -> None:
    asks = {plain(ask) for fact in catalog.facts.values() for ask in fact.asks}
    asks |= {plain(ask) for topic in catalog.uncovered for ask in topic.asks}
    asks |= {plain(ask) for section in catalog.hints for hint in section.hints for ask in hint.asks}
    texts = [(QUESTIONS / name).read_text("utf-8") for name in COMPARED]
    copied = {row["q"] for text in texts for row in yaml.safe_load(text)}
    assert not [question for question in sorted(copied) if plain(question) in asks]


def test_light_and_ignored_words_are_single_and_disjoint(catalog: Catalog) -> None:
    light, ignored = set(catalog.synonyms.light), set(catalog.synonyms.ignored)
    assert not light & ignored
    assert all(len(words(word)) == 1 for word in light | ignored)


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))
