"""Names by which evaluations are recognised in code, data and prose."""

import re
from collections.abc import Iterable

from career_guide.domain.repository.identifiers import words

Phrases = frozenset[tuple[str, ...]]
LONGEST_PHRASE = 3


def phrases(names: str) -> Phrases:
    """Names of one or more words that stand in one text."""
    return frozenset(map(words, names.split()))


def says(name: str, among: Phrases) -> bool:
    """Whether one of these phrases stands in a name: hit rate in `best_hitRate@5`."""
    found = words(name.replace("@", "_at_"))
    return any(
        found[start : start + size] in among
        for size in range(1, LONGEST_PHRASE + 1)
        for start in range(len(found) - size + 1)
    )


def joined(name: str) -> str:
    """A name in snake case."""
    return "_".join(words(name))


OF_RETRIEVAL = phrases(
    "hit_rate hitrate hit_at hits_at mrr reciprocal_rank ndcg n_dcg dcg recall_at precision_at "
    "average_precision map_at_k top_k_accuracy retrieval_accuracy retrieval_precision "
    "retrieval_recall context_precision context_recall contextual_precision contextual_recall "
    "contextual_relevancy context_relevancy context_relevance"
)
"""Measures of what retrieval finds."""
OF_OUTPUT = OF_RETRIEVAL | phrases(
    "accuracy f1 macro_f1 exact_match pass_rate pass_at win_rate bleu rouge meteor bertscore "
    "bert_score wer cohen_kappa cohens_kappa confusion_matrix classification_report roc_auc "
    "faithfulness groundedness correctness answer_relevancy answer_relevance response_relevancy "
    "response_relevance answer_similarity semantic_similarity hallucination_rate "
    "hallucination_score judge_score llm_judge tool_call_accuracy task_completion agreement_rate"
)
"""Measures of the quality of output that have hardly any other meaning."""
LOOSE = OF_OUTPUT | phrases(
    "precision recall relevance relevancy success_rate completion_rate error_rate hallucination "
    "score avg_score mean_score average_score verdict judgement judgment passed is_correct "
    "correct rating grade completeness helpfulness coherence"
)
"""What is also a measure where an evaluation is the subject."""
NO_MEASURE = phrases(
    "threshold thresholds target targets min minimum max required weight weights goal gps "
    "location horizontal vertical train training val validation prompt description"
)
"""Words that make the name of a measure into something else: a limit, an aim, a step."""


def is_measure(name: str, among: Phrases = OF_OUTPUT) -> bool:
    """Whether a name is that of a measure."""
    return says(name, among) and not says(name, NO_MEASURE)


def measures(names: Iterable[str], among: Phrases = OF_OUTPUT) -> frozenset[str]:
    """The names of measures among these, in snake case."""
    return frozenset(joined(name) for name in names if is_measure(name, among))


MEASURE = re.compile(
    r"\b(?:accurac(?:y|ies)|precision|recall(?:@\d{1,3})?|f1(?:[ -]score)?|hit[ _-]?rates?|mrr"
    r"|ndcg|reciprocal rank|faithfulness|answer relevanc[ey]|context relevanc[ey]|groundedness"
    r"|hallucination(?:s| rate)?|exact[ _]match|pass(?:ed)?[ _-]?rate|pass@\d{1,3}|win[ -]rate"
    r"|bleu|rouge(?:-[l12])?|success rate|completion rate|correctness|correct(?:ly)?"
    r"|cohen'?s kappa|judge scores?)\b",
    re.IGNORECASE,
)
"""Measures of the quality of output as people write them and as programs print them."""
VERDICT = re.compile(r"\b(?:NON_|PARTLY_)?RELEVANT\b|\b(?:IN)?CORRECT\b")
"""Classes of a judge, as programs print how often each was given."""
FIGURE = re.compile(
    r"(?<![\w.$€£/])(?:[01]?\.\d{1,20}|\d{1,3}(?:\.\d{1,4})?\s?%|\d{1,5}\s?/\s?\d{1,5})"
    r"(?![\w/]|\.\d)"
)
"""A result: a fraction, a percentage, or so many of so many."""
CASES = re.compile(
    r"\b(\d{1,3}(?:,\d{3}){1,3}|\d{1,6})[ -]+(?:[a-z][a-z&/-]{0,30}[ -]+){0,3}?"
    r"(?:questions|quer(?:y|ies)|test[ -]?(?:cases|examples|samples|set)|cases|pairs|q&a|prompts"
    r"|eval(?:uation)?[ -](?:cases|examples|samples|items|set)|samples|examples|scenarios"
    r"|conversations|tickets|responses)\b",
    re.IGNORECASE,
)
"""A number of cases that something was measured on."""
SAMPLE = re.compile(r"\bn\s?=\s?(\d{1,3}(?:,\d{3}){1,3}|\d{1,6})\b", re.IGNORECASE)
"""The same as a formula: n = 200."""
COUNTED = re.compile(
    r"(?:number of |no\. of |total |test |eval(?:uation)? |# ?)?(?:n|questions|queries|cases|pairs"
    r"|examples|samples|prompts|tickets)",
    re.IGNORECASE,
)
"""The head of a column with numbers of cases."""
METHOD = re.compile(
    r"\b(?:llm[- ]as[- ]an?[- ]judge|judged (?:by|with|against)|ground[- ]truth|golden"
    r"|gold (?:set|standard)|hand[- ]?label\w{0,5}|human (?:review|label|evaluat)\w{0,6}"
    r"|annotat(?:ed|ors?)|held[- ]out|test[ -]?set|eval(?:uation)? (?:set|dataset|harness|script)"
    r"|cross[- ]valid\w{0,6}|ragas|deepeval|promptfoo|trulens|ablation|confusion matrix"
    r"|(?:measured|scored|evaluated) (?:on|with|by|against|over|using))(?!\w)",
    re.IGNORECASE,
)
"""How something was measured."""
AIM = re.compile(
    r"\b(?:targets?|goals?|aim(?:s|ed|ing)? (?:for|at|to)|planned|plan to|will be"
    r"|should (?:be|reach|exceed)|coming soon|to ?do:|tbd|roadmap|placeholders?|estimated"
    r"|industry (?:average|standard)|typical(?:ly)?|illustrat(?:ive|ion)|hypothetical"
    r"|(?:sample|example|expected) (?:output|results?|response)|kpis?|slas?|objectives?|at least"
    r"|expected (?:accurac\w{1,3}|precision|recall|f1|hit rate|scores?|performance|quality)"
    r"|threshold|requirements?)\b|[<>≥≤]=?\s?\d|\[ \]",
    re.IGNORECASE,
)
"""Words of aims and illustrations, not of results."""
PLANS = re.compile(
    r"road ?map|to ?-?do\b|future|planned|next steps?|coming soon|\bgoals?\b|targets?"
    r"|objectives?|requirements?|success (?:criteria|metrics)|\bkpis?\b|sample output"
    r"|example (?:output|response)",
    re.IGNORECASE,
)
"""Headings over aims and illustrations."""
