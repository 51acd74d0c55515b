import pytest

from career_guide.domain.probes import has_evaluation_code
from evaluated import METRICS, RUN, SERVICE, cases, notebook
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


VERDICTS = '''
prompt = """You are an expert evaluator for a Retrieval-Augmented Generation (RAG) system.
Classify the generated answer as NON_RELEVANT, PARTLY_RELEVANT or RELEVANT."""
evaluations = []
for record in sample:
    evaluation = llm(prompt.format(**record))
    evaluations.append((record, json.loads(evaluation)))
df = pd.DataFrame(evaluations, columns=["record", "evaluation"])
df["relevance"] = df.evaluation.apply(lambda d: d["Relevance"])
'''
RERANK = """
prompt = "Rate from 0 to 10 how relevant this passage is for an answer: {passage}"
scores = []
for passage in search(question):
    scores.append(int(llm(prompt.format(passage=passage))))
best = sorted(zip(scores, passages), reverse=True)
answer = llm(question, best[:3])
print(answer)
"""
SIMILAR = """
def compute_similarity(record):
    return encode(record["answer_llm"]).dot(encode(record["answer_orig"]))


similarity = [compute_similarity(record) for record in records]
frame = pd.DataFrame(records)
frame["cosine"] = similarity
frame.cosine.describe()
"""
LANGSMITH = """
from langsmith import Client

client = Client()
client.evaluate(answer, data="leases")
"""
STORED = """
for case in cases:
    rows.append(Row(accuracy=case["expected"] == answer(case["question"]), id=case["id"]))
total = len(rows)
save(rows)
done()
leave()
"""
IN_TESTS = """
def test_tool_choice():
    cases = json.load(open("tests/evals/cases.json"))
    correct = sum(agent(case["query"]).tool == case["expected_tool"] for case in cases)
    accuracy = correct / len(cases)
    assert accuracy >= 0.8
    report(accuracy)
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
        ("tests/evals/test_tools.py", IN_TESTS, 2),
        ("scripts/experiment.py", LANGSMITH, 2),
        ("tests/test_retrieval.py", METRICS, 2),
        ("eval/scores.py", STORED, 3),
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
        "a measure in tests of an evaluation",
        "a call of a library with other uses",
        "measures that tests define",
        "a measure that is stored",
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


@pytest.mark.parametrize(
    "code", [JUDGE, VERDICTS, SIMILAR], ids=["a judge", "verdicts", "likeness to the wanted answer"]
)
def test_a_notebook_that_judges_answers_counts(code: str) -> None:
    found = snapshot({"notebooks/answers.ipynb": notebook((code, ""))})
    assert has_evaluation_code.run(found).outcome == "present"


def test_what_the_product_judges_is_no_evaluation_until_there_are_cases() -> None:
    files = {
        "app/evaluation/scorer.py": JUDGE,
        "app/routes.py": "from app.evaluation.scorer import judge\n\njudge(client, 'q', 'a')\n",
    }
    assert has_evaluation_code.run(snapshot(files)).outcome == "absent"
    files["data/golden.json"] = cases(9)
    assert has_evaluation_code.run(snapshot(files)).outcome == "present"


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
        ("promptfooconfig.yaml", "prompts: [a.txt]\nproviders: [openai:gpt-4o-mini]\n"),
        ("tests/evals/test_tools.py", IN_TESTS.replace("accuracy", "share")),
        (
            "guard.py",
            "def check_faithfulness(answer):\n    return llm('Is it faithful?', answer)\n\n\n"
            "if __name__ == '__main__':\n    print(check_faithfulness(input()))\n",
        ),
        ("notebooks/rerank.ipynb", notebook((RERANK, ""))),
        ("notebooks/try.ipynb", notebook(("print(answer('Who repairs?'))", "The landlord."))),
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
        "settings without checks",
        "single answers in tests",
        "a guard",
        "a prompt of the product",
        "a trial by hand",
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
        snapshot({"eval/setup.rb": "def prepare(folder)\n  folder.clear\nend\n"}),
    ],
    ids=["cut short", "a missing object", "another language", "an evaluation in another"],
)
def test_what_could_not_be_read_leaves_it_open(found: object) -> None:
    assert has_evaluation_code.run(found).outcome == "unknown"  # type: ignore[arg-type]
