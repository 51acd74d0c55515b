"""reStructuredText, Org, AsciiDoc and plain text give the same parts as Markdown does."""

from career_guide.models.repository.files import Document, Link
from files_in_memory import read


def document(path: str, text: str) -> Document:
    found = read(path, text).document
    assert found is not None
    return found


def test_restructured_text() -> None:
    found = document(
        "docs/guide.rst",
        "=====\nTitle\n=====\n\nText with `a link <https://a.example>`_ and `Ref`_.\n\n"
        ".. image:: badge.svg\n   :target: https://b.example\n   :alt: build\n\n"
        "Part\n----\n\n.. code-block:: python\n   :linenos:\n\n   x = 1\n\nExample::\n\n"
        "    y = 2\n\n"
        ".. a comment\n   that goes on\n\n+---+----+\n| A | B  |\n+===+====+\n| 1 | 2  |\n"
        "+---+----+\n\n"
        ".. _Ref: https://r.example\n\n.. note:: Mind this.\n",
    )
    assert [(one.level, one.title, one.line) for one in found.sections] == [
        (1, "Title", 1),
        (2, "Part", 11),
    ]
    assert found.links == (
        Link("a link", "https://a.example", 5),
        Link("Ref", "https://r.example", 5),
        Link("build", "badge.svg", 7, is_image=True),
        Link("build", "https://b.example", 7),
    )
    assert [(one.language, one.text.strip(), one.line) for one in found.fences] == [
        ("python", "x = 1", 14),
        ("", "y = 2", 19),
    ]
    assert (found.tables[0].header, found.tables[0].rows) == (("A", "B"), (("1", "2"),))
    assert "comment" not in found.sections[1].text
    assert "Mind this." in found.sections[1].text


def test_org() -> None:
    found = document(
        "notes.org",
        "#+TITLE: Notes\nIntro [[https://a.example][here]] [[./pic.png]]\n* One\ntext\n"
        "#+begin_src python\nx = 1\n#+end_src\n** Two\n| a | b |\n|---+---|\n| 1 | 2 |\n"
        "# comment\n",
    )
    assert dict(found.front_matter) == {"title": "Notes"}
    assert [(one.level, one.title, one.line) for one in found.sections] == [
        (0, "", 2),
        (1, "One", 3),
        (2, "Two", 8),
    ]
    assert found.links == (
        Link("here", "https://a.example", 2),
        Link("", "./pic.png", 2, is_image=True),
    )
    assert [(one.language, one.text, one.line) for one in found.fences] == [("python", "x = 1", 5)]
    assert found.tables[0].rows == (("1", "2"),)


def test_asciidoc() -> None:
    found = document(
        "README.adoc",
        "= Title\n:version: 1.2\n\nSee https://a.example[the site] and image:shot.png[Shot].\n\n"
        "== Run\n\n[source,bash]\n----\nmake run\n----\n\n////\nhidden\n////\n// hidden\nDone.\n",
    )
    assert [(one.level, one.title) for one in found.sections] == [(1, "Title"), (2, "Run")]
    assert dict(found.front_matter) == {"version": "1.2"}
    assert [(one.label, one.target, one.is_image) for one in found.links] == [
        ("the site", "https://a.example", False),
        ("Shot", "shot.png", True),
    ]
    assert [(one.language, one.text, one.line) for one in found.fences] == [("bash", "make run", 9)]
    assert found.sections[1].text.strip() == "Done."


def test_plain_text_has_no_code_by_indentation() -> None:
    found = document("notes.txt", "Plan\n====\n\n    an indented paragraph\n")
    assert found.fences == ()
    assert "indented" in found.sections[0].text
