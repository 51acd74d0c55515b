"""Is what was found ranked again before it is used?"""

from itertools import pairwise

from career_guide.domain.repository.identifiers import listed, tail, words
from career_guide.domain.repository.live import Live, live
from career_guide.domain.repository.searching import answer
from career_guide.models.repository.code import Call
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

RANKERS = listed(
    "BGERerank CohereRanker CohereRerank CohereReranker ColBERTReranker ColbertReranker "
    "CrossEncoder CrossEncoderReranker FlagEmbeddingReranker FlagLLMReranker FlagReranker "
    "FlashrankRerank HuggingFaceCrossEncoder JinaRerank LateInteractionTextEmbedding "
    "LLMListwiseRerank LLMRerank MixedbreadAIReranker NVIDIARerank RAGPretrainedModel "
    "RankGPTRerank RankLLMRerank Reranker SentenceTransformerRerank "
    "SentenceTransformersSimilarityRanker TextCrossEncoder TransformersSimilarityRanker "
    "VoyageAIRerank"
)
RANKING = frozenset({"rerank", "reranked", "reranking"})
FLASHRANK = ("flashrank", "Ranker")


def run(repo: Snapshot) -> Finding:
    """Present with a re-ranking model or service, or an own function that does it."""
    code = live(repo)
    models = [seen for seen in code.calls if tail(seen.fact.name) in RANKERS]
    if FLASHRANK[0] in code.modules:
        models += [seen for seen in code.calls if tail(seen.fact.name) == FLASHRANK[1]]
    called = [seen for seen in code.calls if _ranks_again(seen.fact, code)]
    return answer(
        repo,
        [seen.spot for seen in (*called, *models)],
        seen=f"{len(models)} re-ranking models are made, and results are ranked again in "
        f"{len(called)} places.",
        unseen="Nothing ranks results again.",
        confidence="high" if models else "medium",
        count=len(called) or len(models),
    )


def _ranks_again(call: Call, code: Live) -> bool:
    """`rerank` as a method, or a function of the product that is named for it."""
    name = tail(call.name)
    said = words(name)
    is_named = bool(RANKING & set(said)) or ("re", "rank") in pairwise(said)
    return is_named and ("." in call.name or name in code.own)
