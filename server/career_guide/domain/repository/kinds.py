"""Which of the guide's project types a repository is, from its code first and its words second."""

import re
from collections.abc import Iterable

from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.written import NO_POSTS, is_post
from career_guide.models.ids import ProjectType
from career_guide.models.repository.files import File
from career_guide.models.repository.snapshot import Snapshot

CODE_POINTS = 3
NAME_POINTS = 2
LEAD_POINTS = 3
LEAST = 3
LEAD_CHARACTERS = 600
POSTS = 2
ARTICLE_WORDS = 300
ARTICLES = 4
NOTE_WORDS = 100
"""Of a page of a generator's site; such sites hold many short ones."""

MODULES: dict[ProjectType, tuple[str, ...]] = {
    "mcp-server": (
        "mcp.server", "mcp", "fastmcp", "@modelcontextprotocol/sdk/server",
        "@modelcontextprotocol/server", "github.com/mark3labs/mcp-go/server",
        "github.com/modelcontextprotocol/go-sdk", "mcp-framework", "rmcp",
    ),
    "domain-rag": (
        "chromadb", "faiss", "qdrant_client", "pinecone", "weaviate", "pymilvus", "lancedb",
        "pgvector", "llama_index", "rank_bm25", "minsearch", "sentence_transformers",
        "langchain_chroma",
        "langchain_pinecone", "langchain_qdrant", "langchain_postgres", "langchain.vectorstores",
        "langchain_community.vectorstores", "langchain.chains.retrieval", "elasticsearch",
        "@pinecone-database/pinecone", "@qdrant/js-client-rest", "@langchain/pinecone",
        "langchain/vectorstores", "llamaindex", "txtai", "haystack", "vectordb",
    ),
    "workflow-agent": (
        "langgraph", "crewai", "autogen", "autogen_agentchat", "agents", "claude_agent_sdk",
        "smolagents", "pydantic_ai", "langchain.agents", "@langchain/langgraph", "google.adk",
        "semantic_kernel", "@openai/agents", "agno", "phi.agent", "llama_index.core.agent",
        "strands",
    ),
}  # fmt: skip
WORDS: dict[ProjectType, re.Pattern[str]] = {
    "mcp-server": re.compile(r"\bmcp\b|model context protocol", re.I),
    "domain-rag": re.compile(
        r"\brag\b|retrieval[- ]augmented|semantic search|question[- ]answering"
        r"|vector (?:search|database)|knowledge base",
        re.I,
    ),
    "workflow-agent": re.compile(
        r"\bagent(?:s|ic)?\b|\bautomat(?:es?|ed|ing|ion)\b|\bworkflow\b|\btriag", re.I
    ),
}
MODELS = (
    "openai", "anthropic", "google.generativeai", "google.genai", "litellm", "ollama", "groq",
    "mistralai", "cohere", "together", "langchain", "langchain_core", "langchain_openai", "dspy",
    "instructor", "vertexai", "boto3.bedrock", "@anthropic-ai/sdk", "@google/generative-ai",
    "@google/genai", "@langchain/core", "@langchain/openai", "ai", "@ai-sdk", "langchain/llms",
    "github.com/sashabaranov/go-openai", "github.com/openai/openai-go",
    "github.com/anthropics/anthropic-sdk-go",
)  # fmt: skip
"""Modules that ask a language model."""
MEASURING_TOOL = re.compile(
    r"\beval(?:uation|s)?[- ](?:harness|framework|tool(?:kit|s)?|suite|library|runner|platform)\b"
    r"|\b(?:llm|model|prompt|agent|rag)[- ](?:eval|evals|evaluation|evaluator|benchmarks?)\b$"
    r"|\bbenchmark(?:ing)? (?:harness|framework|tool|suite)\b",
    re.IGNORECASE,
)
"""Titles of tools that measure others; such a tool is of no type of the guide."""
LEAD_MEASURES = re.compile(
    r"^[^.]{0,80}\.\s*(?:an?|the|this is an?)\s(?:[\w-]+\s){0,4}"
    r"(?:eval(?:uation)?|benchmark(?:ing)?)\s(?:harness|framework|toolkit|tool|suite|library)\b",
    re.IGNORECASE,
)
"""A first sentence that calls it such a tool, after the title."""
TOOLING = re.compile(
    r"\b(?:evals?|evaluat\w+|benchmark\w*|harness|framework|template|boilerplate|starter|library"
    r"|toolkit|sdk|plugin|extension|wrapper|course|homework|tutorial|notebooks?|playground|proxy)\b",
    re.IGNORECASE,
)
BLOG = re.compile(r"\b(?:blog|posts|articles|essays|writing|newsletter)\b|博客|ブログ|블로그", re.I)
_GENERATOR = re.compile(r"(.{0,200}?)\.(?:vuepress|vitepress)/")
"""The folder that a site's generator makes pages of."""
ORDER: tuple[ProjectType, ...] = ("mcp-server", "domain-rag", "workflow-agent")


@per_snapshot
def infer(repo: Snapshot) -> ProjectType:
    """The type with most points; ties by what the readme leads with, then by `ORDER`.

    What asks a model and scores for nothing else is an agent, unless it calls itself a tool for
    those who build.
    """
    if is_writing(repo):
        return "technical-writing"
    lead = _lead(repo)
    points = {kind: _points(repo, kind, lead) for kind in ORDER}
    title = f"{re.sub(r'[-_.]', ' ', repo.name)}\n{lead.partition('.')[0]}"
    measures = any(map(MEASURING_TOOL.search, title.split("\n"))) or LEAD_MEASURES.search(lead)
    if measures and not _imports(repo, MODULES["mcp-server"]):
        return "other"
    best = max(points.values())
    if best < LEAST:
        is_agent = _imports(repo, MODELS) and not TOOLING.search(f"{title} {lead}")
        return "workflow-agent" if is_agent else "other"
    tied = [kind for kind in ORDER if points[kind] == best]
    return min(tied, key=lambda kind: _position(WORDS[kind], lead))


@per_snapshot
def posts(repo: Snapshot) -> tuple[File, ...]:
    """Documents that are posts: below a folder of posts, or with a dated front matter.

    Where there are none and the repository calls itself a blog, its long documents.
    """
    found = tuple(
        file for file in repo.files if file.kind in ("docs", "data", "source") and is_post(file)
    )
    if found or not BLOG.search(f"{re.sub(r'[-_.]', ' ', repo.name)} {_lead(repo)[:200]}"):
        return found
    sites = {hit[1] for file in repo.files if (hit := _GENERATOR.match(file.path))}
    articles = tuple(file for file in repo.of_kind("docs") if _is_article(file, sites))
    return articles if len(articles) >= ARTICLES else ()


def _is_article(file: File, sites: Iterable[str]) -> bool:
    """Whether a document is long enough for a post and stands where a site is made of it."""
    if file.document is None or file.name.lower().startswith(NO_POSTS):
        return False
    if any(file.path.startswith(site) for site in sites):
        return file.document.words >= NOTE_WORDS
    return file.document.words >= ARTICLE_WORDS and not file.path.lower().startswith("docs/")


def is_writing(repo: Snapshot) -> bool:
    """Whether it is a site of posts: several posts, or a site with one, and no code of models."""
    count = len(posts(repo))
    has_site = any(file.manifest and file.manifest.kind == "site" for file in repo.files)
    if not count or not (has_site or count > POSTS):
        return False
    return not any(_imports(repo, MODULES[kind]) for kind in ORDER)


def _lead(repo: Snapshot) -> str:
    if repo.readme is None or repo.readme.document is None:
        return ""
    said = " ".join(f"{part.title}. {part.text}" for part in repo.readme.document.sections[:3])
    return said[:LEAD_CHARACTERS]


def _points(repo: Snapshot, kind: ProjectType, lead: str) -> int:
    points = CODE_POINTS if _imports(repo, MODULES[kind]) else 0
    points += LEAD_POINTS if WORDS[kind].search(lead) else 0
    points += NAME_POINTS if WORDS[kind].search(re.sub(r"[-_.]", " ", repo.name)) else 0
    return points


def _imports(repo: Snapshot, modules: Iterable[str]) -> bool:
    wanted = tuple(modules)
    return any(
        module == name or module.startswith((f"{name}.", f"{name}/"))
        for file in repo.product
        if file.code
        for module in (entry.module for entry in file.code.imports)
        for name in wanted
    )


def _position(pattern: re.Pattern[str], lead: str) -> int:
    found = pattern.search(lead)
    return found.start() if found else len(lead) + 1
