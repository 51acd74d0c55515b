import pytest

from career_guide.domain.probes import has_evaluation_code
from evaluated import METRICS, RUN, SERVICE, notebook
from repositories import snapshot

RAGAS = """
from datasets import Dataset
from ragas import evaluate
from ragas.metrics import faithfulness

result = evaluate(Dataset.from_dict(rows), metrics=[faithfulness])
print(result)
"""
JUDGE = '''
PROMPT = """You are an expert evaluator. Rate how relevant the answer is to the question.
Question: {question}
Answer: {answer}"""


def judge(client, question, answer):
    reply = client.chat.completions.create(model=MODEL, messages=[PROMPT.format(**locals())])
    return reply.choices[0].message.content


for case in cases:
    verdicts.append(judge(client, case["question"], answer(case["question"])))
'''
EVALITE = """
import { evalite } from "evalite";
import { Factuality } from "autoevals";
evalite("leases", { data: () => cases, task: answer, scorers: [Factuality] });
"""
SCRIPT = """
import cases from "../data/golden.json";
async function main() {
  let correct = 0;
  for (const one of cases) {
    if ((await answer(one.question)).includes(one.expected)) correct++;
  }
  console.log(`Accuracy: ${correct / cases.length}`);
}
main();
"""
GO = """package main

import "fmt"

func hitRate(found []bool) float64 {
	return float64(count(found)) / float64(len(found))
}

func main() {
	fmt.Printf("hit rate: %.2f\\n", hitRate(run(cases)))
}
"""
RUBY = "def hit_rate(relevance)\n  relevance.count(true) / relevance.size\nend\nputs hit_rate(r)\n"
PROMPTFOO = """
prompts: [prompts/answer.txt]
providers: [openai:gpt-4o-mini]
tests:
  - vars: {question: May I sublet?}
    assert: [{type: contains, value: Part 4}]
"""
DEEPEVAL = """
from deepeval import assert_test
from deepeval.test_case import LLMTestCase


def test_answer():
    assert_test(LLMTestCase(input="May I sublet?", expected_output="Part 4"), [metric])
"""
SKLEARN = """
from sklearn.metrics import accuracy_score, f1_score

if __name__ == "__main__":
    print(accuracy_score(wanted, given), f1_score(wanted, given))
"""


@pytest.mark.parametrize(
    ("path", "code", "line"),
    [
        ("eval/ragas_run.py", RAGAS, 3),
        ("src/retrieval_metrics.py", METRICS, 2),
        ("scripts/evaluate.py", RUN, 14),
        ("eval/judge.py", JUDGE, 7),
        ("evals/leases.eval.ts", EVALITE, 2),
        ("evals/run.ts", SCRIPT, 8),
        ("cmd/eval/main.go", GO, 5),
        ("evaluation/retrieval.rb", RUBY, 1),
        ("promptfooconfig.yaml", PROMPTFOO, 4),
        ("tests/test_answers.py", DEEPEVAL, 2),
        ("scripts/classify_report.py", SKLEARN, 2),
    ],
    ids=[
        "a library",
        "measures of its own",
        "accuracy against wanted answers",
        "a model that judges",
        "a library in TypeScript",
        "accuracy in TypeScript",
        "a measure in Go",
        "a language without a parser",
        "settings of a tool",
        "a library in tests",
        "statistics in a script",
    ],
)
def test_what_measures_output_is_found(path: str, code: str, line: int) -> None:
    finding = has_evaluation_code.run(snapshot({"app/service.py": SERVICE, path: code}))
    assert finding.outcome == "present"
    assert [(place.file, place.line) for place in finding.places] == [(path, line)]


def test_a_notebook_is_shown_with_the_line_of_its_file() -> None:
    text = notebook(("import pandas as pd", ""), (METRICS, "{'hit_rate': 0.91, 'mrr': 0.84}"))
    finding = has_evaluation_code.run(snapshot({"notebooks/rag-test.ipynb": text}))
    (place,) = finding.places
    assert place.snippet.strip().startswith('"def hit_rate(relevance):')
    assert place.line == text.split("\n").index(place.snippet) + 1


def test_a_notebook_in_which_a_model_judges_counts() -> None:
    found = snapshot({"notebooks/judge.ipynb": notebook((JUDGE, ""))})
    assert has_evaluation_code.run(found).outcome == "present"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("README.md", "# Leases\n\nEvaluated with RAGAS on a golden set. Faithfulness is high.\n"),
        ("eval/run.py", "from ragas import evaluate\n\nprint('to do: evaluate the answers')\n"),
        ("eval/run.py", "# accuracy, expected, judge, ragas, hit_rate\nprint('faithfulness')\n"),
        ("eval/metrics.py", "def hit_rate(relevance):\n    raise NotImplementedError\n"),
        ("src/metrics.py", "def hit_rate(relevance):\n    return sum(relevance)\n"),
        (
            "tests/test_service.py",
            "def test_answer():\n    expected = 'Part 4'\n    assert answer('q') == expected\n",
        ),
        (
            "src/agents/evaluator.py",
            "def evaluate_relevance(state):\n    score = llm.invoke('Rate the answer 0-1')\n"
            "    return {'relevance_score': score, 'accuracy': state['accuracy']}\n\n\n"
            "graph.add_node('evaluate', evaluate_relevance)\n",
        ),
        (
            "run_all_evaluations.py",
            "def score_resume(resume, job):\n    return len(resume.skills & job.skills)\n\n\n"
            "def main():\n    for job in jobs:\n        print('Score', score_resume(resume, job))\n"
            "\n\nmain()\n",
        ),
        (
            "src/search.py",
            "from sklearn.metrics.pairwise import cosine_similarity\n\n"
            "if __name__ == '__main__':\n    print(cosine_similarity(a, b))\n",
        ),
        (
            "src/feedback.py",
            "from sklearn.metrics import classification_report\n\n\n"
            "def train(rows):\n    print(classification_report(rows, model.predict(rows)))\n",
        ),
        (
            "src/quiz.py",
            "def calculate_accuracy(answers):\n    return sum(answers) / len(answers)\n\n\n"
            "show(calculate_accuracy(player.answers))\n",
        ),
        ("third_party/ragas_run.py", RAGAS),
    ],
    ids=[
        "a claim",
        "a library that is not used",
        "words",
        "a stub",
        "a helper that nobody calls",
        "a test of a unit",
        "a step of the product",
        "an evaluation of something else",
        "similarity of vectors",
        "a model that the product trains",
        "a figure of the product's users",
        "a copy of others",
    ],
)
def test_what_measures_no_output_does_not_count(path: str, text: str) -> None:
    finding = has_evaluation_code.run(snapshot({"app/service.py": SERVICE, path: text}))
    assert finding.outcome == "absent"


@pytest.mark.parametrize(
    "found",
    [
        snapshot({"app.py": SERVICE}, cut=("files",)),
        snapshot({"app.py": SERVICE, "core.py": None}),
        snapshot({"src/main.rs": 'fn main() {\n    println!("hello");\n}\n'}),
    ],
    ids=["cut short", "a missing object", "another language"],
)
def test_what_could_not_be_read_leaves_it_open(found: object) -> None:
    assert has_evaluation_code.run(found).outcome == "unknown"  # type: ignore[arg-type]
