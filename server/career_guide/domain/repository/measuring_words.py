"""Names by which evaluations are recognised in code, data and prose."""

import re

RETRIEVAL_METRICS = frozenset({
    "hit_rate", "hitrate", "hit_at_k", "hits_at_k", "mrr", "mean_reciprocal_rank", "reciprocal_rank",
    "ndcg", "ndcg_at_k", "recall_at_k", "precision_at_k", "context_precision", "context_recall",
    "average_precision", "map_at_k", "mean_average_precision", "retrieval_accuracy", "top_k_accuracy",
    "contextual_precision", "contextual_recall", "context_relevancy",
})  # fmt: skip
"""Measures of what retrieval finds, in snake case."""
METRICS = RETRIEVAL_METRICS | frozenset({
    "accuracy", "precision", "recall", "f1", "f1_score", "faithfulness", "answer_relevancy",
    "answer_relevance", "answer_correctness", "answer_similarity", "groundedness", "hallucination",
    "hallucination_rate", "exact_match", "pass_rate", "pass_at_k", "win_rate", "bleu", "rouge",
    "rouge_l", "bertscore", "bert_score", "judge_score", "llm_judge", "correctness", "success_rate",
    "task_success", "completion_rate", "error_rate", "wer", "cohen_kappa", "kappa",
    "semantic_similarity", "cosine_similarity_score", "relevance_score", "quality_score",
    "tool_accuracy", "tool_call_accuracy", "accuracy_score", "classification_report",
    "confusion_matrix", "mean_score", "avg_score", "average_score", "relevance",
})  # fmt: skip
"""Measures of output quality, in snake case."""
STRICT_METRICS = METRICS - {"relevance", "error_rate", "kappa", "recall", "precision", "mean_score"}
"""Those that are hardly ever anything else than a measured result."""
LIBRARIES = (
    "ragas", "deepeval", "promptfoo", "trulens", "trulens_eval", "langsmith.evaluation",
    "phoenix.evals", "inspect_ai", "braintrust", "autoevals", "giskard", "langchain.evaluation",
    "langchain_community.evaluation", "uptrain", "rouge_score", "rouge", "sacrebleu", "bert_score",
    "sklearn.metrics", "ranx", "pytrec_eval", "evaluate", "lm_eval", "opik.evaluation", "evalite",
    "vitest-evals", "llama_index.core.evaluation", "pydantic_evals", "agentevals", "openevals",
    "azure.ai.evaluation", "mlflow.metrics", "langfuse.experiment",
)  # fmt: skip
"""Modules whose use is an evaluation."""
WORD = re.compile(r"[a-z0-9]+")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
METRIC_PROSE = re.compile(
    r"\b(?:accurac(?:y|ies)|precision|recall|f1(?:[ -]score)?|hit[ -]?rate|mrr|ndcg(?:@\d+)?"
    r"|recall@\d+|precision@\d+|faithfulness|answer relevanc[ey]|context (?:precision|recall)"
    r"|groundedness|hallucination rate|exact match|pass rate|win rate|bleu|rouge(?:-l)?"
    r"|success rate|completion rate|correctness|correct answers?|agreement|cohen'?s kappa)\b",
    re.IGNORECASE,
)
"""Measures of output quality as people write them."""
FIGURE = re.compile(
    r"(?<![\w.])(?:0?\.\d{1,6}|1\.0+|\d{1,3}(?:\.\d{1,4})?\s?%|\d{1,5}\s?/\s?\d{1,5})"
)
"""A result: a fraction, a percentage, or so many of so many."""
CASES = re.compile(
    r"\b(\d{1,3}(?:,\d{3})+|\d{1,6})[ -]+(?:[\w-]+[ -]+){0,3}?"
    r"(?:questions?|quer(?:y|ies)|(?:test|eval\w*)[ -]?(?:cases?|samples?|examples?|set)|cases|pairs"
    r"|q&a|qa|prompts|samples|examples|items|tasks|scenarios|tickets|issues|conversations)\b",
    re.IGNORECASE,
)
"""A number of cases that something was measured on."""
METHOD = re.compile(
    r"\b(?:llm[- ]as[- ]an?[- ]judge|judged?\b|ground[- ]truth|golden|gold set|hand[- ]?label\w*"
    r"|human (?:review|label|evaluat)\w*|annotat\w*|held[- ]out|test set|eval(?:uation)? set"
    r"|cross[- ]valid\w*|ragas|deepeval|promptfoo|trulens|baseline|ablation|measured (?:on|with|by)"
    r"|scored (?:by|with|on|against)|evaluated (?:on|with|against))",
    re.IGNORECASE,
)
"""How something was measured."""
GOAL = re.compile(
    r"\b(?:targets?|goals?|aims?|planned|plan to|will be|should (?:be|reach)|expected|coming soon"
    r"|to ?do|tbd|future|roadmap|placeholder|estimated|industry|typical(?:ly)?|illustrat\w*"
    r"|hypothetical|sample output|example output|kpis?|sla|objectives?|at least)\b"
    r"|[<>≥≤]\s?\d|\[ \]",
    re.IGNORECASE,
)
"""Words of aims and illustrations, not of results."""


def snake(name: str) -> str:
    """`hitRate`, `Hit-Rate`, `hit rate@5` as `hit_rate`: digits after `@` or at the end become k."""
    name = CAMEL.sub("_", name).lower()
    name = re.sub(r"@\s?(?:\d+|k)", "_at_k", name)
    name = re.sub(r"_at_\d+|@\d+", "_at_k", name)
    return "_".join(WORD.findall(name))


def is_metric(name: str, among: frozenset[str] = METRICS) -> bool:
    """Whether a name is a measure of quality, alone or as the end or start of a longer one."""
    plain = snake(name)
    if plain in among:
        return True
    parts = plain.split("_")
    return any(
        "_".join(parts[start:end]) in among
        for start in range(len(parts))
        for end in range(start + 1, min(len(parts), start + 3) + 1)
        if end - start >= 2 or parts[start] in DISTINCT
    )


DISTINCT = frozenset({
    "accuracy", "f1", "mrr", "ndcg", "bleu", "rouge", "faithfulness", "groundedness", "hitrate",
    "correctness", "bertscore",
})  # fmt: skip
"""Single words that are a measure also inside a longer name."""
