"""Which of the guide's project types a repository is, from its code first and its words second."""

import re
from collections.abc import Iterable

from career_guide.models.ids import ProjectType
from career_guide.models.repository.files import File
from career_guide.models.repository.snapshot import Snapshot

CODE_POINTS = 3
NAME_POINTS = 2
LEAD_POINTS = 3
LEAST = 3
LEAD_CHARACTERS = 600
POSTS = 2

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
ORDER: tuple[ProjectType, ...] = ("mcp-server", "domain-rag", "workflow-agent")


def infer(repo: Snapshot) -> ProjectType:
    """The type with most points; ties by what the readme leads with, then by `ORDER`."""
    if is_writing(repo):
        return "technical-writing"
    lead = _lead(repo)
    points = {kind: _points(repo, kind, lead) for kind in ORDER}
    best = max(points.values())
    if best < LEAST:
        return "other"
    tied = [kind for kind in ORDER if points[kind] == best]
    return min(tied, key=lambda kind: _position(WORDS[kind], lead))


def posts(repo: Snapshot) -> tuple[File, ...]:
    """Documents that are posts: below a folder of posts, or with a dated front matter."""
    return tuple(file for file in repo.files if file.document and _is_post(file))


def is_writing(repo: Snapshot) -> bool:
    """Whether it is a site of posts: several posts, or a site with one, and no code of models."""
    count = len(posts(repo))
    has_site = any(file.manifest and file.manifest.kind == "site" for file in repo.files)
    if not count or not (has_site or count > POSTS):
        return False
    return not any(_imports(repo, MODULES[kind]) for kind in ORDER)


def _is_post(file: File) -> bool:
    folders = file.path.lower().split("/")[:-1]
    if file.name.lower().startswith(("readme", "index.", "_index", "license")):
        return False
    if any(
        name in ("_posts", "posts", "blog", "articles", "post", "_articles") for name in folders
    ):
        return file.kind in ("docs", "data") and file.document is not None
    keys = {key.lower() for key, _ in file.document.front_matter} if file.document else set()
    return {"title", "date"} <= keys


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
