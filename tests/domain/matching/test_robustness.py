"""Any text is answered: odd characters, great length, no dependence on earlier calls."""

from hypothesis import given, settings
from hypothesis import strategies as st

from career_guide.domain.matching.matcher import match_phrases
from career_guide.domain.matching.normalise import READ_AT_MOST, words_of
from career_guide.models.content.catalog import Catalog
from career_guide.models.ids import SKILL_IDS

WORDS = "no never python rag (mcp) agents, evals - : / 3/5 5 yrs & + ? ! but learn (none) 'n' ;"


def test_every_text_gets_a_consistent_answer(catalog: Catalog) -> None:
    @settings(max_examples=300, deadline=None)
    @given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS.split())).map(" ".join)))
    def holds(text: str) -> None:
        (found,) = match_phrases(catalog, [text])
        assert found.phrase == text
        assert (found.outcome == "skill") == bool(found.hits)
        assert bool(found.candidates) == (found.outcome == "needs_confirmation")
        ids = [hit.skill_id for hit in found.hits]
        assert ids == sorted(set(ids), key=SKILL_IDS.index)
        assert not set(ids) & {hit.skill_id for hit in found.mentions}
        assert match_phrases(catalog, [text]) == (found,)

    holds()


def test_a_very_long_text_is_read_up_to_a_fixed_length(catalog: Catalog) -> None:
    (found,) = match_phrases(catalog, ["python " * 50_000])
    assert [hit.skill_id for hit in found.hits] == ["typescript-python"]
    assert len(words_of("a " * 10_000)) <= READ_AT_MOST


def test_hostile_repetition_is_answered(catalog: Catalog) -> None:
    for unit in ("(", "1/", "0 ", "-", ".", "5-", "a.", "'", "&", "/5 out of "):
        assert match_phrases(catalog, [unit * 400])[0].phrase == unit * 400


def test_an_empty_list_gets_an_empty_answer(catalog: Catalog) -> None:
    assert match_phrases(catalog, []) == ()


def test_topics_of_every_alias_belong_to_its_skill(catalog: Catalog) -> None:
    for aliases in catalog.aliases:
        known = {topic.id for topic in catalog.skill(aliases.id).topics}
        assert {topic for one in aliases.sets for topic in one.topics} <= known
