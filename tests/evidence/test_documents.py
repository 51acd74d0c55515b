"""Markdown and HTML are taken apart with the lines of the file."""

import pytest

from career_guide.models.repository.files import Document, Link
from files_in_memory import read

LONG = "The server answers questions about leases for tenants who cannot pay a lawyer. " * 20


def document(text: str, path: str = "README.md") -> Document:
    found = read(path, text).document
    assert found is not None
    return found


def titles(found: Document) -> list[tuple[int, str, int]]:
    return [(one.level, one.title, one.line) for one in found.sections]


def test_sections_carry_their_lines_and_lose_code() -> None:
    found = document(
        "Before.\n\n# Title #\n\ntext\n```py\ncode = 1\n```\nmore\n\n"
        "Second\n------\n\nThird\n=====\n## **Bold** [link](x) `code`\nend\n"
    )
    assert titles(found) == [
        (0, "", 1),
        (1, "Title", 3),
        (2, "Second", 11),
        (1, "Third", 14),
        (2, "Bold link code", 16),
    ]
    assert found.sections[1].text == "text\n\n\n\nmore"
    assert found.sections[1].text_line == 5
    assert found.sections[4].text_line == 17


def test_every_line_of_a_section_stands_where_it_says() -> None:
    text = (
        "# A\n\n\nfirst\n\n~~~\nx\n~~~\n\n- second\n<!-- hidden\nstill -->\nthird\n\n## B\nfourth\n"
    )
    rows = text.split("\n")
    for section in document(text).sections:
        for offset, row in enumerate(section.text.split("\n")):
            assert not row or row in rows[section.text_line - 1 + offset]


def test_html_headings_are_headings() -> None:
    found = document(
        '<p align="center">\n<h1 align="center">\n  <img src="logo.png" alt="logo">\n'
        "  Lease helper\n"
        "</h1>\n</p>\n<h2>Use</h2>\ntext\n"
    )
    assert titles(found) == [(1, "Lease helper", 2), (2, "Use", 7)]


def test_comments_say_nothing() -> None:
    found = document("# A\n<!-- ## Architecture\nEvaluated on 200 cases --> seen\n")
    assert titles(found) == [(1, "A", 1)]
    assert found.sections[0].text.strip() == "seen"


def test_lines_that_only_look_like_headings_are_none() -> None:
    found = document(
        "# A\n\n```\n# not\n```\n    # nor this\n#nor\n- a\n---\n| a | b |\n|---|---|\n"
    )
    assert titles(found) == [(1, "A", 1)]


def test_links_of_every_form() -> None:
    found = document(
        "[inline](https://a.example/x_(y)) [named][Ref] [ref] [![badge](https://b.example/i.svg)]"
        "(https://c.example 'title')\n"
        "<https://d.example/> https://e.example/path. (https://f.example)\n"
        '<a href="https://g.example"><img alt="shield" src="https://h.example/s.svg"></a>\n'
        "[two\nlines](<with space.md>)\n\n[ref]: https://r.example\n"
    )
    assert found.links == (
        Link("inline", "https://a.example/x_(y)", 1),
        Link("named", "https://r.example", 1),
        Link("ref", "https://r.example", 1),
        Link("badge", "https://c.example", 1),
        Link("badge", "https://b.example/i.svg", 1, is_image=True),
        Link("", "https://d.example/", 2),
        Link("", "https://e.example/path", 2),
        Link("", "https://f.example", 2),
        Link("shield", "https://g.example", 3),
        Link("shield", "https://h.example/s.svg", 3, is_image=True),
        Link("two lines", "with space.md", 4),
    )


def test_links_in_code_are_no_links() -> None:
    assert document("`[a](b)` ``[c](d)``\n```\n[e](f) https://g.example\n```\n").links == ()


def test_the_address_that_labels_a_link_is_no_second_link() -> None:
    assert len(document("[https://a.example](https://a.example)\n").links) == 1


def test_fences_know_their_language_and_line() -> None:
    found = document(
        "1. step\n   ```bash\n   make run\n   ```\n\n```{.python .numberLines}\nx\n```\n"
        "~~~~\n```\n~~~~\n\npara\n\n    indented\n\n    more\n\nend\n<pre>\nraw\n</pre>\n```json\n"
        "open"
    )
    assert [(one.language, one.text, one.line) for one in found.fences] == [
        ("bash", "   make run", 2),
        ("python", "x", 6),
        ("", "```", 9),
        ("", "indented\n\nmore", 15),
        ("", "raw", 20),
        ("json", "open", 23),
    ]


def test_nested_lists_are_no_code() -> None:
    assert document("- a\n\n    - b\n\n        c\n\ntext\n").fences == ()


def test_tables_have_cells() -> None:
    found = document(
        "text\n\n| Metric | `n` |\n|:--|--:|\n| **MRR** | 0.81 |\n| a \\| b | |\n\nend\n"
    )
    assert len(found.tables) == 1
    assert found.tables[0].header == ("Metric", "n")
    assert found.tables[0].rows == (("MRR", "0.81"), ("a | b", ""))
    assert found.tables[0].line == 3
    assert "0.81" in found.sections[0].text


@pytest.mark.parametrize(
    ("block", "pairs"),
    [
        (
            "---\ntitle: 'A: b'\ntags: [rag, eval]\ndraft: false\n---\n",
            {"title": "A: b", "tags": "rag, eval", "draft": "false"},
        ),
        ('+++\ntitle = "T"\n+++\n', {"title": "T"}),
        ("---\ntitle: Part 2: the index\n---\n", {"title": "Part 2: the index"}),
    ],
    ids=["yaml", "toml", "not quite yaml"],
)
def test_front_matter_is_keys_and_no_prose(block: str, pairs: dict[str, str]) -> None:
    found = document(block + "# Post\ntext\n", "posts/a.md")
    assert dict(found.front_matter) == pairs
    assert titles(found) == [(1, "Post", block.count("\n") + 1)]


def test_rules_around_prose_are_no_front_matter() -> None:
    found = document("---\nJust a line of prose, no key at all\n---\n\n# A\n")
    assert found.front_matter == ()
    assert "Just a line" in found.sections[0].text


def test_mdx_imports_are_no_prose() -> None:
    found = document(
        "import Chart from '../c'\nexport const x = 1\n\n# Post\n\n<Chart />\n", "blog/a.mdx"
    )
    assert titles(found) == [(1, "Post", 4)]


def test_a_page_of_html_is_read_as_shown() -> None:
    found = document(
        "<html><head><title>Blog &amp; notes</title>\n<style>\nh1 { x }\n</style>\n"
        '<meta name="description" content="On retrieval">\n'
        '<link rel="canonical" href="https://b.example/">'
        "</head>\n<body><script>var a = '<h1>no</h1>'</script>\n<h1>Posts</h1>\n"
        "<p>Measured &lt; 2 s</p>\n"
        '<pre>\ncode\n</pre>\n<a href="/one">One</a><!-- <h2>no</h2> -->\n</body>\n',
        "docs/index.html",
    )
    assert titles(found)[-1] == (1, "Posts", 8)
    assert found.sections[-1].text.split("\n")[0].strip() == "Measured < 2 s"
    assert found.sections[-1].text_line == 9
    assert dict(found.front_matter) == {
        "title": "Blog & notes",
        "description": "On retrieval",
        "canonical": "https://b.example/",
    }
    assert [(one.label, one.line) for one in found.links] == [("One", 13)]
    assert [one.text for one in found.fences] == ["\ncode\n"]


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        (LONG, True),
        ("# API\n\nInstall\n", True),
        ("# Table jobs\n\n" + "- job_id uuid, primary key\n- title text, required\n" * 9, True),
        (
            "# Apua\n\n" + "Sovellus auttaa vuokralaisia ymmärtämään sopimuksensa ehdot. " * 20,
            False,
        ),
        (
            "# Trợ lý\n\n"
            + "Ứng dụng này giúp người thuê nhà tìm hiểu hợp đồng và quyền của họ. " * 9,
            False,
        ),
        ("# 租房助手\n\n" + "这个项目帮助租客理解他们的合同，使用 RAG 和 LLM 技术。" * 9, False),
        (
            "# Asistente\n\n"
            + "Este proyecto ayuda a los inquilinos con el contrato de la casa. " * 9,
            False,
        ),
        (
            "# Assistent\n\n"
            + "Das Projekt hilft mit der Miete und ist nicht für den Betrieb. " * 9,
            False,
        ),
        (
            "# Asisten\n\n"
            + "Proyek ini untuk membantu penyewa yang tidak dapat membayar dan ini. " * 9,
            False,
        ),
        ("# Помощник\n\n" + "Этот проект помогает арендаторам понять договор. " * 9, False),
        ("# Café notes\n\n" + LONG.replace("lawyer", "señor Muñoz"), True),
    ],
    ids=[
        "english",
        "short",
        "terse",
        "fi",
        "vi",
        "zh",
        "es",
        "de",
        "id",
        "ru",
        "english with accents",
    ],
)
def test_whether_prose_is_english(text: str, is_english: bool) -> None:
    assert document(text).is_english is is_english


def test_code_does_not_decide_the_language() -> None:
    code = "```python\n" + "for the value in this list: return it\n" * 30 + "```\n"
    assert not document("# 说明\n\n" + "检索增强生成的演示项目。" * 10 + "\n" + code).is_english


def test_words_are_counted_in_every_script() -> None:
    assert document("one two-part https\n\n```\nnot counted\n```\n").words == 3
    assert document("检索增强生成\n").words == 3


@pytest.mark.parametrize(
    "name",
    ["README", "readme.rst", "REAMDE.md", "README.txt", ".github/README.md", "Readme.markdown"],
)
def test_a_readme_is_found_under_its_usual_names(name: str) -> None:
    file = read(name, "Lease helper\n============\n\nIt answers questions.\n")
    assert file.kind == "docs"
    assert file.document is not None
    assert [one.title for one in file.document.sections] == ["Lease helper"]


def test_what_is_kept_of_a_huge_document_is_bounded() -> None:
    text = (
        "# T\n"
        + "word " * 3_000
        + "\n"
        + "# h\n[a](b)\n```\nx\n```\n| a |\n|---|\n| b |\n\n" * 4_000
    )
    found = document(text)
    assert len(found.sections[0].text) <= 8_000
    assert len(found.sections) <= 500
    assert len(found.links) <= 2_000
    assert len(found.fences) <= 500
    assert len(found.tables) <= 100
