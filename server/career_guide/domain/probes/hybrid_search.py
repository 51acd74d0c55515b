"""Are keyword and vector search both used, and their results fused?"""

from career_guide.domain.repository.identifiers import listed, plain, tail, words
from career_guide.domain.repository.live import Live, live
from career_guide.domain.repository.searching import Spot, answer
from career_guide.models.repository.code import Call
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

FUSED = listed(
    "DocumentJoiner EnsembleRetriever FusionQuery hybrid_search HybridRetriever hybridSearch "
    "LinearCombinationReranker MilvusCollectionHybridSearchRetriever "
    "PineconeHybridSearchRetriever QueryFusionRetriever RrfQuery RRFRanker RRFReranker "
    "SupabaseHybridSearch WeaviateHybridSearchRetriever WeightedRanker"
)
"""Calls of libraries that search both ways and fuse."""
KEYWORD_CALLS = listed(
    "BM25 BM25Encoder BM25L BM25Okapi BM25Plus BM25Retriever BM25S create_fts_index "
    "ElasticsearchBM25Retriever get_scores get_top_n InMemoryBM25Retriever KeywordTableIndex "
    "MiniSearch plainto_tsquery SearchQuery SearchRank SearchVector SparseTextEmbedding "
    "SparseVector SparseVectorParams TFIDFRetriever TfidfVectorizer to_tsvector ts_rank"
)
KEYWORD_SQL = ("to_tsvector", "ts_rank", "plainto_tsquery", "websearch_to_tsquery", "fts5", "bm25(")
KEYWORD_WORDS = frozenset({"bm25", "keyword", "keywords", "lexical", "sparse", "fts", "tfidf"})
VECTOR_CALLS = listed(
    "Chroma cosine_similarity embed_query embedQuery FAISS HuggingFaceEmbeddings IndexFlatIP "
    "IndexFlatL2 near_vector OpenAIEmbeddings PersistentClient Pinecone QdrantClient "
    "query_embeddings query_points SentenceTransformer similarity_search "
    "similarity_search_with_score similaritySearch TextEmbedding VectorStoreIndex"
)
VECTOR_WORDS = frozenset({"vector", "dense", "semantic", "embedding", "embeddings", "cosine"})
FUSING = frozenset({"rrf", "fuse", "fused", "fusion", "hybrid", "reciprocal", "ensemble"})
CUTTING = frozenset({"chunk", "chunks", "chunker", "split", "splitter"})
MODES = frozenset({"querytype", "searchtype", "vectorstorequerymode", "mode", "searchmode"})


def run(repo: Snapshot) -> Finding:
    """Present with a library's fused search, or with both kinds and an own function that fuses."""
    code = live(repo)
    ready = [seen.spot for seen in code.calls if _is_fused(seen.fact, code)]
    by_word = _keyword(code)
    by_vector = _vector(code)
    searching = {spot.file.path for spot in (*by_word, *by_vector)}
    fusing = [
        seen.spot
        for seen in sorted(code.functions, key=lambda seen: seen.file.path not in searching)
        if FUSING & set(words(seen.fact.name)) and not CUTTING & set(words(seen.fact.name))
    ]
    has_both = bool(by_word and by_vector)
    spots = [*ready, *(fusing if has_both else ())]
    if fusing and has_both:
        spots += [*by_word[:1], *by_vector[:1]]
    return answer(
        repo,
        spots,
        seen="Keyword and vector search are both used, and their results are fused.",
        unseen=f"No fused search: {len(by_word)} uses of keyword search, {len(by_vector)} of "
        f"vector search and {len(fusing)} functions that fuse were found.",
        confidence="high" if has_both else "medium",
        count=1,
    )


def _is_fused(call: Call, code: Live) -> bool:
    name = tail(call.name)
    if name in FUSED:
        return call.name not in code.own and name not in code.methods
    if name == "hybrid" and "." in call.name:
        return True
    if name == "query_points" and "prefetch" in call.keywords:
        return True
    asks = any(plain(key) in MODES for key in call.keywords)
    return asks and any(text.lower() == "hybrid" for text in call.strings)


def _keyword(code: Live) -> list[Spot]:
    found = [
        seen.spot for seen in code.calls
        if tail(seen.fact.name) in KEYWORD_CALLS
        or "text_fields" in seen.fact.keywords
        or _is_own(seen.fact, code, KEYWORD_WORDS)
    ]  # fmt: skip
    found += [
        seen.spot for seen in code.strings
        if any(sign in seen.fact.text.lower() for sign in KEYWORD_SQL)
    ]  # fmt: skip
    return found


def _vector(code: Live) -> list[Spot]:
    return [
        seen.spot for seen in code.calls
        if tail(seen.fact.name) in VECTOR_CALLS or _is_own(seen.fact, code, VECTOR_WORDS)
    ]  # fmt: skip


def _is_own(call: Call, code: Live, wanted: frozenset[str]) -> bool:
    name = tail(call.name)
    return bool(wanted & set(words(name))) and (name in code.own or name in code.methods)
