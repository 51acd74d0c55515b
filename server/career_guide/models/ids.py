"""The closed lists of ids that scripts rely on, in the guide's order."""

from typing import Literal, get_args

SkillId = Literal[
    "llm-apis",
    "prompt-engineering",
    "basic-rag",
    "typescript-python",
    "tool-calling",
    "agent-architecture",
    "evaluation",
    "observability",
    "mcp",
    "multi-agent",
    "production-deployment",
    "fine-tuning",
]
TierId = Literal["tier-1", "tier-2", "tier-3"]
LevelId = Literal["junior_mid", "senior", "staff_principal", "manager"]
MarketId = Literal["us-major", "us-tier2", "us-remote", "uk-weu", "ca-au", "in-eeu"]
ProjectType = Literal["domain-rag", "workflow-agent", "mcp-server", "technical-writing", "other"]
CriterionId = Literal[
    "real-problem",
    "evaluation",
    "architecture-docs",
    "error-handling",
    "deployed",
    "code-quality",
    "iteration-history",
]
FeatureId = Literal[
    "narrow-domain",
    "hybrid-search",
    "re-ranking",
    "citations",
    "retrieval-evaluation",
    "real-workflow",
    "tool-calling",
    "error-handling",
    "uncertainty-fallback",
    "time-saved",
    "real-service",
    "query-create-update",
    "input-validation",
    "rate-limiting",
    "documentation",
    "three-to-five-posts",
    "architecture-and-why",
    "problem-and-solution",
    "data-backed-comparison",
]
SectionId = Literal[
    "introduction",
    "role",
    "skills-roadmap",
    "portfolio",
    "interview",
    "hiring",
    "salary",
    "learning",
    "mistakes",
    "path-forward",
]

SKILL_IDS: tuple[SkillId, ...] = get_args(SkillId)
LEVEL_IDS: tuple[LevelId, ...] = get_args(LevelId)
MARKET_IDS: tuple[MarketId, ...] = get_args(MarketId)
PROJECT_TYPES: tuple[ProjectType, ...] = get_args(ProjectType)
CRITERION_IDS: tuple[CriterionId, ...] = get_args(CriterionId)
FEATURE_IDS: tuple[FeatureId, ...] = get_args(FeatureId)
SECTION_IDS: tuple[SectionId, ...] = get_args(SectionId)
