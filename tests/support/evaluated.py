"""Texts of a small project that answers questions on leases and evaluates its answers."""

import json
from collections.abc import Sequence

SERVICE = """
def answer(question):
    return lookup(question) or "I do not know."


def lookup(question):
    return None
"""
RUN = """
import json

from app.service import answer


def main():
    cases = json.load(open("data/golden.json"))
    correct = 0
    for case in cases:
        if case["expected_answer"] in answer(case["question"]):
            correct += 1
    accuracy = correct / len(cases)
    print(f"Accuracy: {accuracy:.2%}")
    json.dump({"accuracy": accuracy}, open("eval/results.json", "w"))


if __name__ == "__main__":
    main()
"""
METRICS = """
def hit_rate(relevance):
    return sum(any(line) for line in relevance) / len(relevance)


def mrr(relevance):
    return sum(1 / (1 + line.index(True)) for line in relevance) / len(relevance)


def evaluate(questions, search):
    relevance = [[doc["id"] == q["document"] for doc in search(q)] for q in questions]
    return {"hit_rate": hit_rate(relevance), "mrr": mrr(relevance)}


evaluate(questions, search)
"""


def cases(count: int) -> str:
    """Labelled cases as JSON."""
    found = [
        {"question": f"May the landlord raise rent {n} times?", "expected_answer": f"Part {n}"}
        for n in range(count)
    ]
    return json.dumps(found, indent=1)


def notebook(*cells: tuple[str, str], error: str = "") -> str:
    """A notebook of code cells, each with what it printed; `error` ends the last one."""
    made = []
    for number, (source, printed) in enumerate(cells, 1):
        outputs: list[dict[str, object]] = []
        if printed:
            outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(printed)})
        if error and number == len(cells):
            outputs.append(
                {"ename": error, "evalue": "", "output_type": "error", "traceback": [error]}
            )
        made.append(
            {
                "cell_type": "code",
                "execution_count": number,
                "metadata": {},
                "outputs": outputs,
                "source": _lines(source),
            }
        )
    metadata = {"language_info": {"name": "python"}}
    whole = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1)


def _lines(text: str) -> Sequence[str]:
    return text.strip("\n").splitlines(keepends=True)
