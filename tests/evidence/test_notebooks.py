"""Notebooks give code, prose and saved outputs with the lines of their file."""

import json
from typing import Any

import pytest

from career_guide.evidence.notebooks import ReadNotebook, read_notebook, relocated
from career_guide.models.repository.code import Call, Code, Function
from career_guide.models.repository.files import File, Notebook
from files_in_memory import read

PICTURE = "iVBORw0KGgo" * 20_000


def code(source: Any, outputs: list[Any] | None = None, count: int | None = 1) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": count,
        "outputs": outputs or [],
        "source": source,
    }


def prose(source: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def book(*cells: dict[str, Any], language: str = "python") -> str:
    kernel = {"kernelspec": {"language": language, "name": "kernel"}}
    return json.dumps({"cells": list(cells), "metadata": kernel, "nbformat": 4}, indent=1)


def notebook(text: str) -> tuple[File, Notebook]:
    file = read("notebooks/eval.ipynb", text)
    assert file.notebook is not None
    return file, file.notebook


def parts(text: str) -> ReadNotebook:
    found = read_notebook(text)
    assert found is not None
    return found


def row(text: str, wanted: str) -> int:
    return next(at for at, line in enumerate(text.split("\n"), 1) if wanted in line)


def test_cells_are_counted_and_the_file_keeps_its_text() -> None:
    text = book(code(["x = 1\n"]), code(["y = 2"], count=None), prose(["# T\n"]))
    file, found = notebook(text)
    assert (file.kind, file.language, file.text) == ("notebook", "python", text)
    assert (found.code_cells, found.executed_cells) == (2, 1)
    assert file.code is not None


def test_code_lines_are_those_of_the_file() -> None:
    text = book(code(["import a\n", "\n", "b()"]), prose(["# T"]), code(["c()\n", "d()"]))
    found = parts(text)
    rows = found.source.split("\n")
    assert rows == ["import a", "", "b()", "c()", "d()"]
    for line, wanted in zip(found.lines, ["import a", "", "b()", "c()", "d()"], strict=True):
        assert wanted in text.split("\n")[line - 1]


def test_facts_of_the_joined_code_move_to_the_file() -> None:
    facts = Code(
        "python",
        is_parsed=True,
        calls=(Call("b", 3), Call("d", 5)),
        functions=(Function("f", 1, 4),),
    )
    moved = relocated(facts, (10, 11, 12, 20, 21))
    assert [call.line for call in moved.calls] == [12, 21]
    assert [(one.line, one.end_line) for one in moved.functions] == [(10, 20)]


def test_a_notebook_on_one_line_has_all_its_facts_there() -> None:
    text = json.dumps(json.loads(book(code("a()\nb()"), prose("# T\ntext"))))
    found = parts(text)
    assert found.source == "a()\nb()"
    assert set(found.lines) == {1}
    assert [(one.title, one.line) for one in found.notebook.prose.sections] == [("T", 1)]


def test_magics_and_cells_of_other_languages_do_not_break_the_code() -> None:
    found = parts(
        book(
            code(["%pip install x\n", "!ls\n", "files = !ls\n", "df?\n", "a = 5 % 2\n", "run(a)"]),
            code(["%%bash\n", "echo hello $(date)"]),
            code(["%%time\n", "timed()"]),
            code(["print 'python two'"]),
            code(["result = await ask()"]),
        )
    )
    compile(found.source.replace("await ", ""), "cells", "exec")
    rows = [one for one in found.source.split("\n") if one != "pass"]
    assert rows == ["a = 5 % 2", "run(a)", "timed()", "result = await ask()"]


def test_prose_has_sections_links_and_exact_lines() -> None:
    text = book(
        prose(["# Retrieval\n", "\n", "We measured [MRR](https://a.example).\n"]),
        code(["x"]),
        prose(["It rose.\n", "| a | b |\n", "|---|---|\n", "| 1 | 2 |\n", "## Next\n", "more"]),
    )
    found = parts(text).notebook.prose
    assert [(one.title, one.line, one.text_line) for one in found.sections] == [
        ("Retrieval", row(text, "# Retrieval"), row(text, "We measured")),
        ("Retrieval", row(text, "# Retrieval"), row(text, "It rose")),
        ("Next", row(text, "## Next"), row(text, "more")),
    ]
    assert [(one.target, one.line) for one in found.links] == [
        ("https://a.example", row(text, "We measured"))
    ]
    assert [one.line for one in found.tables] == [row(text, "| a | b |")]


def test_outputs_are_text_only() -> None:
    text = book(
        code(
            ["evaluate()"],
            [
                {
                    "output_type": "stream",
                    "name": "stdout",
                    "text": ["hit rate 0.93\n", "mrr 0.81\n"],
                },
                {
                    "output_type": "display_data",
                    "data": {"image/png": PICTURE, "text/plain": ["<Figure>"]},
                },
                {"output_type": "display_data", "data": {"image/png": PICTURE}},
                {
                    "output_type": "error",
                    "ename": "KeyError",
                    "evalue": "'x'",
                    "traceback": ["\x1b[31mKeyError\x1b[0m at line 1"],
                },
            ],
        )
    )
    _, found = notebook(text)
    assert [(one.cell, one.text, one.is_error) for one in found.outputs] == [
        (1, "hit rate 0.93\nmrr 0.81", False),
        (1, "<Figure>", False),
        (1, "KeyError\n'x'\nKeyError at line 1", True),
    ]
    assert found.outputs[0].line == row(text, "hit rate")
    assert found.outputs[2].line == row(text, "KeyError")


def test_a_huge_notebook_is_bounded() -> None:
    long = {"output_type": "stream", "text": ["line\n"] * 4_000}
    text = book(*[code(["x"], [long])] * 8, *[code(["y"])] * 3_000)
    _, found = notebook(text)
    assert len(found.outputs) == 8
    assert all(len(one.text) <= 4_000 for one in found.outputs)
    assert found.code_cells <= 2_000


@pytest.mark.parametrize(
    ("language", "expected"),
    [("python", "python"), ("typescript", "typescript"), ("R", "other"), ("julia", "other")],
)
def test_the_language_is_the_kernels(language: str, expected: str) -> None:
    assert notebook(book(code(["x"]), language=language))[0].language == expected


def test_notebooks_of_the_third_version() -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["Old"]},
        {"cell_type": "code", "prompt_number": 3, "input": ["x = 1"], "outputs": []},
    ]
    _, found = notebook(json.dumps({"worksheets": [{"cells": cells}], "metadata": {}}, indent=1))
    assert [(one.level, one.title) for one in found.prose.sections] == [(2, "Old")]
    assert (found.code_cells, found.executed_cells) == (1, 1)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"cells": 5}', '{"cells": [' * 50_000, "<<<<<<< HEAD\n{}", '{"a": }'],
)
def test_what_is_no_notebook_is_invalid(text: str) -> None:
    file = read("a.ipynb", text)
    assert (file.kind, file.text, file.unread) == ("notebook", None, "invalid")


def test_odd_cells_are_passed_over() -> None:
    odd = [
        None,
        5,
        {},
        {"cell_type": "code"},
        {"cell_type": "code", "source": 5, "outputs": [7, {}]},
    ]
    found = parts(json.dumps({"cells": odd}))
    assert (found.notebook.code_cells, found.source, found.notebook.outputs) == (2, "", ())


def test_text_of_outputs_can_be_encoded() -> None:
    text = '{"cells": [{"cell_type": "code", "outputs": [{"text": "\\ud800!"}], "source": ""}]}'
    assert notebook(text)[1].outputs[0].text == "\ufffd!"
