"""Bytes become text with exact lines, whatever their encoding, or are told to be no text."""

import codecs

import pytest

from files_in_memory import read

TEXT = "# Título\n\nLínea dos – “три” 四\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16 le", "utf-16 be", "utf-32 le", "utf-32 be", "crlf", "cr"],
)
def test_every_encoding_and_line_end_gives_the_same_text(content: bytes) -> None:
    file = read("README.md", content)
    assert file.text == TEXT
    assert file.size == len(content)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(encoding: str) -> None:
    text = "A readme written by an editor that forgot the mark.\n"
    assert read("README.md", text.encode(encoding)).text == text


def test_western_text_that_is_no_utf_8_is_read_by_its_code_page() -> None:
    assert read("README.md", "Café déjà vu\n".encode("latin-1")).text == "Café déjà vu\n"
    assert read("README.md", "“quoted” – text\n".encode("cp1252")).text == "“quoted” – text\n"


def test_damaged_utf_8_keeps_what_is_sound() -> None:
    text = read("README.md", "日本語の説明".encode() + b"\xff\n").text
    assert text == "日本語の説明\ufffd\n"


def test_few_stray_zeros_are_replaced_in_what_is_text_otherwise() -> None:
    words = b"plain words, one after another\n" * 40
    assert read("README.md", b"a\0b\n" + words).text == "a\ufffdb\n" + words.decode()
    assert read("README.md", b"a\0\xffb\n" + words).unread == "binary"


@pytest.mark.parametrize(
    "content",
    [
        b"text with a \0 in it",
        b"a record with a number in front of it, as binary forms have \x00\x01" * 3,
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.4 no zero near",
        b"PK\x03\x04 archive",
        bytes(range(1, 32)) * 8,
        b"\xff\xfe\x00\xd8" * 2 + b"\x00\x00",
    ],
    ids=["zero", "zero and control", "png", "pdf", "zip", "controls", "broken utf-16 with a zero"],
)
def test_what_is_no_text_is_binary(content: bytes) -> None:
    file = read("notes.md", content)
    assert (file.text, file.unread) == (None, "binary")
    assert file.document is None


def test_zeros_that_a_tool_wrote_for_a_few_characters_are_damage_in_a_text() -> None:
    tree = "# Warranty agent\n\nWhat lies where:\n\n" + "\0 src/  # the package\n" * 3
    file = read("README.md", tree.encode())
    assert file.text == tree.replace("\0", "\ufffd")
    assert file.document is not None
    assert file.document.sections[0].title == "Warranty agent"


def test_controls_that_are_data_stay() -> None:
    text = "\x1b[31mred\x1b[0m and \u202ereversed\n"
    assert read("README.md", text).text == text


def test_a_pointer_to_a_large_file_counts_as_missing_content() -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 12\n"
    file = read("data/corpus.csv", pointer)
    assert (file.kind, file.text, file.unread) == ("data", None, "missing")


def test_an_empty_file_has_empty_text() -> None:
    assert read("src/empty.py", b"").text == ""
