import pytest

from career_guide.domain.probes import hybrid_search
from half_read import half_read
from repositories import snapshot

OWN = """
from rank_bm25 import BM25Okapi
from sentence_transformers import SentenceTransformer

words = BM25Okapi(texts)
model = SentenceTransformer("small")


def reciprocal_rank_fusion(rankings):
    return sorted(rankings)


def search(query):
    return reciprocal_rank_fusion([words.get_scores(query), model.encode(query)])


search("deposit")
"""
ONE_WAY = OWN.replace("from rank_bm25 import BM25Okapi\n", "").replace(
    "words = BM25Okapi(texts)", "words = read()"
).replace("words.get_scores(query)", "words")  # fmt: skip
ENSEMBLE = """
from langchain.retrievers import EnsembleRetriever

retriever = EnsembleRetriever(retrievers=[words, vectors], weights=[0.4, 0.6])
"""


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (OWN, 9),
        ("client.query_points('laws', prefetch=[words, vectors])\n", 1),
        (ENSEMBLE, 4),
        ("collection.query.hybrid(query='deposit', alpha=0.5)\n", 1),
        ("table.search(query, query_type='hybrid')\n", 1),
    ],
    ids=["own fusion", "prefetched", "an ensemble", "a database", "a mode"],
)
def test_a_fused_search_is_found(code: str, line: int) -> None:
    finding = hybrid_search.run(snapshot({"app.py": code}))
    assert finding.outcome == "present"
    assert line in [place.line for place in finding.places]


@pytest.mark.parametrize(
    "code",
    [
        ONE_WAY,
        OWN.replace("reciprocal_rank_fusion", "pick"),
        "# hybrid search with BM25 and vectors\nTITLE = 'Hybrid RAG'\nprint(TITLE)\n",
    ],
    ids=["one way only", "never fused", "words"],
)
def test_one_kind_of_search_or_a_name_is_not_enough(code: str) -> None:
    assert hybrid_search.run(snapshot({"app.py": code})).outcome == "absent"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert hybrid_search.run(half_read()[case]).outcome == "unknown"
