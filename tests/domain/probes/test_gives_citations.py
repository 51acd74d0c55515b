import pytest

from career_guide.domain.probes import gives_citations
from half_read import half_read
from repositories import snapshot

ANSWER = """
from pydantic import BaseModel


class Answer(BaseModel):
    text: str
    sources: list[str]


def answer(question):
    found = search(question)
    return Answer(text=ask(found), sources=[item.metadata["source"] for item in found])


answer("When?")
"""
PROMPT = '''
PROMPT = """Answer from the passages below only, and cite the passage of every statement as [n].
{passages}"""


def ask(found):
    return model(PROMPT.format(passages=[item["source"] for item in found]))


ask([])
'''


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (ANSWER, 12),
        (PROMPT, 2),
        ("answer = {'text': text, 'sources': [item.url for item in found]}\n", 1),
        ("chain = RetrievalQA.from_chain_type(llm, return_source_documents=True)\n", 1),
    ],
    ids=["a type", "a prompt", "a key", "a library"],
)
def test_answers_with_sources_are_found(code: str, line: int) -> None:
    finding = gives_citations.run(snapshot({"app.py": code}))
    assert finding.outcome == "present"
    assert line in [place.line for place in finding.places]


@pytest.mark.parametrize(
    "code",
    [
        "# cite your sources\nTITLE = 'Answers with citations'\nprint(TITLE)\n",
        "def ask(found):\n    return model('Answer in one sentence.')\n\n\nask([])\n",
    ],
    ids=["words", "no sources"],
)
def test_answers_without_sources_do_not_count(code: str) -> None:
    assert gives_citations.run(snapshot({"app.py": code})).outcome == "absent"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert gives_citations.run(half_read()[case]).outcome == "unknown"
