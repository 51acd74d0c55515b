import pytest

from career_guide.domain.probes import re_ranking
from half_read import half_read
from repositories import snapshot

MODEL = """
from sentence_transformers import CrossEncoder

model = CrossEncoder("small")


def best(query, found):
    return model.predict([(query, text) for text in found])


best("deposit", [])
"""
OWN = """
def rerank(query, found):
    return sorted(found, key=lambda text: ask(query, text))


rerank("deposit", [])
"""


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (MODEL, 4),
        (OWN, 6),
        (
            "import cohere\nclient = cohere.Client()\nclient.rerank(query=query, top_n=3)\n",
            3,
        ),
        ("import flashrank\n\nranker = flashrank.Ranker()\n", 3),
    ],
    ids=["a model", "own", "a service", "FlashRank"],
)
def test_ranking_again_is_found(code: str, line: int) -> None:
    finding = re_ranking.run(snapshot({"app.py": code}))
    assert (finding.outcome, finding.places[0].line) == ("present", line)


@pytest.mark.parametrize(
    "code",
    [
        OWN.replace('rerank("deposit", [])', "print(1)"),
        "def get_reranker():\n    return None\n\n\nget_reranker()\n",
        "# rerank with a cross-encoder\nSTEPS = ['retrieve', 'rerank']\nprint(STEPS)\n",
    ],
    ids=["nothing calls it", "only fetched", "words"],
)
def test_what_ranks_nothing_again_does_not_count(code: str) -> None:
    assert re_ranking.run(snapshot({"app.py": code})).outcome == "absent"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert re_ranking.run(half_read()[case]).outcome == "unknown"
