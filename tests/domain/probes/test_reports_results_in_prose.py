import pytest

from career_guide.domain.probes import reports_results_in_prose
from evaluated import SERVICE
from repositories import snapshot

TABLE = """# Leases

## Evaluation

Hit rate and MRR on 500 generated questions:

| Search | Hit rate | MRR |
|---|---|---|
| keyword | 0.84 | 0.71 |
| hybrid | 0.91 | 0.84 |
"""
SENTENCE = "# Leases\n\nText.\n\nThe judge rated 194/200 answers correct (LLM-as-a-judge).\n"
COMPARED = TABLE.replace("Hit rate and MRR on 500 generated questions:", "Five ways to search:")
POST = """---
title: Three small models
date: 2026-05-21
---

I ran eleven system prompts through three models on my laptop and measured the replies.

- The first had a sentiment score of 0.98 on one prompt.
- The second had an average score of 0.44.
- The third needed 2.31 seconds for its longest reply.
- The first wrote 21.5 words where it was asked to be short.
"""
GERMAN = (
    "# Mietrecht\n\nDie Antworten wurden mit einem Testsatz geprüft und sind meistens richtig. "
    "Wir haben dafür viele Fragen gesammelt, die von Mietern gestellt werden, und alle von Hand "
    "beantwortet. Die Ergebnisse stehen unten in der Tabelle und werden bei jeder Änderung neu "
    "berechnet, damit man sieht, ob sich etwas verbessert hat oder nicht.\n"
)


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("README.md", TABLE, 7),
        ("README.md", SENTENCE, 5),
        ("docs/evaluation.md", COMPARED, 7),
        ("_posts/2026-05-21-models.md", POST, 8),
    ],
    ids=["a number of cases", "a method", "a comparison in an evaluation", "an own trial"],
)
def test_results_with_their_method_are_found(path: str, text: str, line: int) -> None:
    finding = reports_results_in_prose.run(snapshot({"app.py": SERVICE, path: text}))
    assert finding.outcome == "present"
    assert (finding.places[0].file, finding.places[0].line) == (path, line)
    assert finding.places[0].snippet == text.split("\n")[line - 1]


@pytest.mark.parametrize(
    "text",
    [
        "# Leases\n\nEvaluated with RAGAS on a golden set.\n",
        "# Leases\n\n- 95% accuracy\n- Handles 500 questions a day\n",
        "# Leases\n\nTarget: accuracy of 95% on 500 questions.\n",
        "# Leases\n\n## Goals\n\nAccuracy is 95% on 500 questions.\n",
        "# Leases\n\n## Roadmap\n\n### Quality\n\nAccuracy is 95% on 500 questions.\n",
        '# Leases\n\n```json\n{"accuracy": 0.87, "cases": "500 questions"}\n```\n',
        "# Leases\n\n| Metric | Target |\n|---|---|\n| Accuracy | 95% |\n| Recall | 90% |\n",
        "# Leases\n\n| Metric | Value |\n|---|---|\n| Accuracy | 95% |\n| Recall | 90% |\n",
        "# Leases\n\n## Goals\n\nOn 500 questions:\n\n| Metric | A | B |\n|---|---|---|\n"
        "| Accuracy | 0.95 | 0.97 |\n",
        "# Leases\n\nP95 latency is 95 ms on 500 questions; 80% of calls are cached.\n",
    ],
    ids=[
        "a mention",
        "a bare percentage",
        "a target",
        "below goals",
        "below a plan's heading",
        "sample output",
        "a table of targets",
        "a table without method",
        "a table below goals",
        "speed",
    ],
)
def test_claims_without_method_do_not_count(text: str) -> None:
    finding = reports_results_in_prose.run(snapshot({"app.py": SERVICE, "README.md": text}))
    assert finding.outcome == "absent"


def test_a_post_with_a_table_of_its_own_trial_counts() -> None:
    rows = ["Model | Tokens a second | Score", "---|---|---", "a | 21.5 | 0.98", "b | 3.25 | 0.44"]
    table = "".join(f"\n| {row} |" for row in rows)
    finding = reports_results_in_prose.run(
        snapshot({"_posts/2026-05-21-models.md": POST.partition("- The first")[0] + table})
    )
    assert finding.outcome == "present"


@pytest.mark.parametrize(
    "text",
    [POST.partition("- The second")[0], POST.partition("I ran")[0] + GERMAN.replace("# ", "## ")],
    ids=["one figure", "another language"],
)
def test_a_post_with_little_to_compare_does_not_count(text: str) -> None:
    finding = reports_results_in_prose.run(snapshot({"_posts/2026-05-21-models.md": text}))
    assert finding.outcome != "present"


def test_figures_of_others_in_a_post_do_not_count() -> None:
    text = POST.replace("I ran", "Researchers ran").replace("my laptop", "a laptop")
    finding = reports_results_in_prose.run(snapshot({"_posts/2026-05-21-models.md": text}))
    assert finding.outcome == "absent"


def test_prose_in_another_language_leaves_it_open() -> None:
    finding = reports_results_in_prose.run(snapshot({"README.md": GERMAN}))
    assert finding.outcome == "unknown"


def test_a_reading_that_was_cut_short_leaves_it_open() -> None:
    found = snapshot({"README.md": "# Leases\n"}, cut=("files",))
    assert reports_results_in_prose.run(found).outcome == "unknown"
