import pytest

from career_guide.domain.probes import evaluation_claim_unbacked
from career_guide.models.repository.finding import Finding
from evaluated import RUN, SERVICE, cases
from half_read import half_read
from repositories import snapshot

CODE = {"app/service.py": SERVICE}


def asked(told: str, **more: str) -> Finding:
    readme = f"# Leases\n\nAnswers questions on leases.\n\n{told}\n"
    return evaluation_claim_unbacked.run(snapshot({**CODE, "README.md": readme, **more}))


@pytest.mark.parametrize(
    "told",
    [
        "Evaluated with RAGAS.",
        "- The answers were scored by an LLM-as-a-judge on four criteria.",
        "RAGAS metrics: faithfulness, answer relevancy.",
        "Our evaluation is done in DeepEval.",
        "It was evaluated on 200 real questions.",
        "**Accuracy**: ~95% for invoices",
        "Recall@5 of 0.81",
    ],
)
def test_an_evaluation_that_is_only_told_is_found_where_it_is_told(told: str) -> None:
    found = asked(told)
    assert found.outcome == "present"
    assert [(place.file, place.line) for place in found.places] == [("README.md", 5)]
    assert found.places[0].snippet == told


@pytest.mark.parametrize(
    "files",
    [
        {"scripts/evaluate.py": RUN},
        {"data/golden.json": cases(20)},
        {"eval/results.json": '{"accuracy": 0.83, "cases": 40, "faithfulness": 0.71}\n'},
    ],
)
def test_any_part_of_an_evaluation_backs_it(files: dict[str, str]) -> None:
    assert asked("Evaluated with RAGAS.", **files).outcome == "absent"


@pytest.mark.parametrize(
    "told",
    [
        "Answers cite the part of the lease.",
        "Evaluation with RAGAS is planned.",
        "- [ ] Evaluated with RAGAS",
        "Answers were not evaluated with RAGAS.",
        "You can evaluate it with RAGAS.",
        "Target: accuracy of 95 %",
        "Cache hit rate: 85-95% for repeat content",
        "## Roadmap\n\nEvaluated with RAGAS.",
    ],
)
def test_plans_wishes_and_other_figures_claim_nothing(told: str) -> None:
    assert asked(told).outcome == "not_applicable"


def test_what_could_not_be_looked_at_is_unknown() -> None:
    for repo in half_read().values():
        assert evaluation_claim_unbacked.run(repo).outcome == "not_applicable"
    told = {"README.md": "# Leases\n\nEvaluated with RAGAS.\n", "app.py": "print(1)\n"}
    assert evaluation_claim_unbacked.run(snapshot(told, cut=("files",))).outcome == "unknown"
