"""Hostile and careless YAML is refused quickly, with the line and the key path."""

import time
import tracemalloc
from pathlib import Path
from random import Random

import pytest

from career_guide.content.yaml_reader import MAX_BYTES, MAX_PROBLEMS, Document, read


def read_text(text: str | bytes) -> Document:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return read(data, file="kind/x.yaml", name="kind.x")


def told(text: str | bytes) -> list[tuple[int, str, str]]:
    return [(found.line, found.code, found.where) for found in read_text(text).problems]


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(10)
)
HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "billion laughs": (LAUGHS, "CG012"),
    "an alias of itself": ("a: &a [*a]\n", "CG012"),
    "an alias as a key": ("a: &a b\n*a : c\n", "CG012"),
    "a merge bomb": ("a: &a {k: v}\nb: &b {<<: [*a, *a]}\nc: {<<: [*b, *b]}\n", "CG013"),
    "a tag that runs a program": ("a: !!python/object/apply:os.system ['id']\n", "CG014"),
    "a harmless tag": ("a: !!str 12\n", "CG014"),
    "two documents": ("a: b\n---\na: c\n", "CG015"),
    "a directive": ("%YAML 1.1\n---\na: b\n", "CG015"),
    "brackets to the limit": ("a: " + "[" * (MAX_BYTES - 10), "CG016"),
    "deep indentation": ("".join(" " * depth + "k:\n" for depth in range(1400)), "CG016"),
    "braces to the limit": ("{" * MAX_BYTES, "CG019"),
    "dashes to the limit": ("- " * (MAX_BYTES // 2), "CG019"),
    "questions to the limit": ("? " * (MAX_BYTES // 2), "CG019"),
    "very many small values": ("a:\n" + "- b\n" * (MAX_BYTES // 4 - 1), "CG006"),
    "very many values in brackets": ("a: [" + "b," * (MAX_BYTES // 2 - 4) + "]", "CG006"),
    "very many empty values": ("a:\n" + "-\n" * (MAX_BYTES // 2 - 2), "CG018"),
    "one key again and again": ("{" + "a: b, " * (MAX_BYTES // 6 - 1) + "}", "CG011"),
    "an anchor a line": ("a:\n" + "- &a b\n" * (MAX_BYTES // 7 - 1), "CG012"),
    "an endless number": ("a: " + "1" * (MAX_BYTES - 4), "CG017"),
    "an endless quotation": ('a: "' + "x" * (MAX_BYTES - 5), "CG010"),
    "an endless list": ("a: [" + "b, " * 10_000, "CG010"),
    "too large": ("#" * (MAX_BYTES + 1), "CG006"),
    "a byte-order mark": ("\ufeffa: b\n", "CG007"),
    "UTF-16": ("a: b\n".encode("utf-16"), "CG007"),
    "Latin-1": ("a: é\n".encode("latin-1"), "CG007"),
    "binary": (bytes(range(256)) * 4000, "CG007"),
    "NUL bytes": ("\0" * MAX_BYTES, "CG008"),
    "hidden characters throughout": ("\u200b" * (MAX_BYTES // 3), "CG008"),
    "an unpaired surrogate": ("a: \ud800\n", "CG007"),
    "an escaped surrogate": ('a: "\\ud800"\n', "CG010"),
    "tabs for indentation": ("a:\n\tb: c\n", "CG010"),
    "an unknown tag handle": ("a: !e!x y\n", "CG010"),
    "nothing": ("", "CG019"),
    "comments only": ("# nothing\n", "CG019"),
    "a list": ("- a\n", "CG019"),
    "a single value": ("a\n", "CG019"),
    "a key that is a list": ("? [a]\n: b\n", "CG019"),
    "a key that is a number": ("1: b\n", "CG019"),
    "a key that is no word": ("yes: b\n", "CG019"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_within_two_seconds(name: str) -> None:
    text, code = HOSTILE[name]
    start = time.perf_counter()
    document = read_text(text)
    assert time.perf_counter() - start < 2
    assert code in {found.code for found in document.problems}
    assert len(document.problems) <= MAX_PROBLEMS


def test_a_hostile_document_takes_little_memory() -> None:
    text = "a: [" + "b," * 60_000 + "]"
    tracemalloc.start()
    read_text(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 32 << 20


def test_long_text_is_no_burden() -> None:
    for text in ("1" * 1_000_000 + "x", "1" + "_1" * 500_000 + "x", "1" + ":1" * 500_000 + "x"):
        assert read_text(f"a: {text}\n").value == {"a": text}


@pytest.mark.parametrize(
    "word",
    [
        "yes",
        "No",
        "ON",
        "off",
        "y",
        "N",
        "~",
        "True",
        "NULL",
        "=",
        "0x1F",
        "017",
        "0o17",
        "0b101",
        "1_000",
        "+1",
        "-0",
        "1.",
        ".5",
        "1e3",
        "1.5e-3",
        ".inf",
        "-.INF",
        ".NaN",
        "12:30",
        "12:30:45",
        "190:20:30",
        "2026-01-02",
        "2026-1-2T10:00:00Z",
        "1234567890123456",
    ],
)
def test_a_word_that_readers_disagree_on_must_be_quoted(word: str) -> None:
    (found,) = read_text(f"a: {word}\n").problems
    assert (found.code, found.line, found.where) == ("CG017", 1, "kind.x.a")
    assert found.fix == f'Quote it: "{word}".'
    assert read_text(f'a: "{word}"\n').value == {"a": word}


@pytest.mark.parametrize(
    "word",
    ["3-5", "1.2.3", "v1", "10%", "2026-01", "R", "none", "now", "off-roadmap", "No one", "."],
)
def test_a_word_that_all_readers_take_for_text_needs_no_quotes(word: str) -> None:
    document = read_text(f"a: {word}\n")
    assert (document.problems, document.value) == ((), {"a": word})


def test_only_json_constants_and_decimal_numbers_are_no_text() -> None:
    document = read_text("a: [true, false, null, 0, -12, 1.5]\n")
    assert document.value == {"a": [True, False, None, 0, -12, 1.5]}
    assert document.problems == ()


def test_the_text_of_block_scalars_is_kept() -> None:
    document = read_text("a: |\n  no\n  yes: 1\nb: >\n  one\n  line\n")
    assert document.value == {"a": "no\nyes: 1\n", "b": "one line\n"}


def test_every_value_has_its_line() -> None:
    document = read_text("# comment\na: 1\nb:\n  - c: x\n    d: [e, f]\n\n  - g\n")
    assert document.lines == {
        (): 2,
        ("a",): 2,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 0, "c"): 4,
        ("b", 0, "d"): 5,
        ("b", 0, "d", 0): 5,
        ("b", 0, "d", 1): 5,
        ("b", 1): 7,
    }
    assert document.line_of(("b", 0, "missing")) == 4


def test_mangled_content_never_raises(content: Path) -> None:
    random = Random(7)
    data = (content / "scoring.yaml").read_bytes() + (content / "premium.yaml").read_bytes()
    for _ in range(200):
        mangled = bytearray(data)
        for _ in range(random.randint(1, 6)):
            at = random.randrange(len(mangled))
            mangled[at : at + random.randint(0, 3)] = random.randbytes(random.randint(0, 3))
        document = read(bytes(mangled), file="x.yaml", name="x")
        assert document.value is not None or document.problems
        assert all(str(found).isprintable() for found in document.problems)


def test_windows_line_ends_change_nothing() -> None:
    text = "a: |\n  x\n  y\nb: no\n"
    dos, unix = read_text(text.replace("\n", "\r\n")), read_text(text)
    assert (dos.value, dos.problems, dos.lines) == (unix.value, unix.problems, unix.lines)


def test_all_problems_of_a_file_are_told_with_their_lines() -> None:
    text = (
        "a: no\n"
        "b:\n"
        "  - &x one\n"
        "  - *x\n"
        "  - !!str two\n"
        "c: {k: 1, k: 2}\n"
        'd: "\\u202e"\n'
        "e: x # \u200b\n"
        "<<: {f: 1}\n"
        "g:\n"
        "a: again\n"
        "12: twelve\n"
    )
    assert told(text) == [
        (1, "CG017", "kind.x.a"),
        (3, "CG012", "kind.x.b[0]"),
        (4, "CG012", "kind.x.b[1]"),
        (5, "CG014", "kind.x.b[2]"),
        (6, "CG011", "kind.x.c.k"),
        (7, "CG008", "kind.x.d"),
        (8, "CG008", "kind.x.e"),
        (9, "CG013", "kind.x"),
        (10, "CG018", "kind.x.g"),
        (11, "CG011", "kind.x.a"),
        (12, "CG019", "kind.x.12"),
    ]


def test_a_hidden_character_is_named() -> None:
    (found,) = read_text("a: one\u202etwo\n").problems
    assert found.what == "U+202E (right-to-left override) in the file."
    assert (found.line, found.where) == (1, "kind.x.a")


def test_nothing_hidden_reaches_a_message() -> None:
    document = read_text('"a\\u202e\\n": !<tag:\u200b> x\n"b\\e": no\n')
    for found in document.problems:
        assert str(found).isprintable()


def test_the_first_of_two_equal_keys_counts() -> None:
    document = read_text("a: 1\na: {b: 2}\n")
    assert document.value == {"a": 1}
    assert document.problems[0].what == "The key `a` already stands in line 1."
