"""Any text is answered, the same each time; a construct is the same fact in each language."""

import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from career_guide.evidence.code import parse_code
from career_guide.models.repository.code import Code, Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
PARSED: tuple[Language, ...] = ("python", "typescript", "javascript", "go")
PATHS = {
    "python": "test_a.py",
    "typescript": "a.test.tsx",
    "javascript": "a.test.js",
    "go": "a_test.go",
    "other": "a.rs",
}
TEXT = """def f(a=1): class A(B): try: except X as e: raise if else : pass return yield lambda async
await import from with assert True not in is None f'{a}' "t" \'\'\' # @d %m !m
function const => { } ( ) [ ] ; , . ?. ... catch (e) throw new expect it describe <A /> </A> &
` ${ // /* */ = == === package func err != nil := _ map[string]int struct interface go defer
switch case default type A int 0.5 1_000 0x1 a b c é ﷽"""
PIECES = [*TEXT.split(), "\n", "\n\t", "\x00", "\x0c", "\u202e"]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(LANGUAGES),
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
        st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    ),
)
def test_any_text_gets_the_same_answer_each_time(language: Language, text: str) -> None:
    code = parse_code(text, language, PATHS[language])
    assert code.language == language
    assert code == parse_code(text, language, PATHS[language])
    if not code.is_parsed:
        assert code == Code(language, False)
    lines = text.count("\n") + 1
    facts = (*code.imports, *code.functions, *code.classes, *code.calls, *code.handlers)
    assert all(1 <= found.line <= lines for found in (*facts, *code.numbers, *code.strings))
    inside = {found.inside for found in (*code.calls, *code.handlers, *code.raises)}
    assert inside <= {"", *(found.name for found in code.functions)}


@pytest.mark.parametrize("language", PARSED)
@pytest.mark.parametrize(
    "unit",
    [
        *("(", "[", "{", "((a", "f(", "{a:", "[a,", "if(a){", "function f(){", "func(){", "<a>"),
        *("-", "!", "not ", "lambda:", "a=>", "a?b:", "a if b else ", "await ", "new ", "a.", "a+"),
        *(
            "a().",
            "a\n",
            "a;",
            ";",
            "'",
            '"',
            "`",
            "`${",
            '"""',
            "f'{",
            "/*",
            "//",
            "#",
            "\\",
            "\n",
        ),
        *("case a:", "a<b,", "<T,", "}catch(e){", "export ", "if a:\n pass\nel", "<p>&</p>", "&"),
        *("%", "?", "%a\n", "@", "\x00", "\ufeff", "\ud800", "\u202e", "💥", "1", "1_", "0x"),
        *("type A[", "def f[", "class A[", 'x = f"{d["a"]}"\n', "except A:\n", "err != nil "),
    ],
)
def test_a_long_repetition_is_answered(language: Language, unit: str) -> None:
    for length in (300, 40_000):
        text = unit * (length // len(unit))
        code = parse_code(text, language, PATHS[language])
        assert code.is_parsed or code == Code(language, False)


@pytest.mark.parametrize("language", PARSED)
@pytest.mark.parametrize(
    "unit", ["a()\n", "case a:" * 20, "'", "`" * 500, "err != nil " * 9, "[[a"]
)
def test_a_file_as_large_as_any_is_answered(language: Language, unit: str) -> None:
    text = (unit + " " * len(unit)) * ((1 << 20) // len(unit) // 2)
    assert parse_code(text, language, PATHS[language]) == Code(language, False)


@pytest.mark.parametrize("language", PARSED)
def test_a_text_over_the_caps_is_not_parsed(language: Language) -> None:
    word = {"go": "package a\n"}.get(language, "")
    for text in (f"{word}x {' ' * (1 << 20)}", word + "a()\n" * 40_000, word + "(" * 300):
        assert parse_code(text, language, PATHS[language]) == Code(language, False)


def test_brackets_in_texts_do_not_count_as_nesting() -> None:
    assert parse_code("x = [" + "':(', " * 300 + "]", "python", "a.py").is_parsed
    assert not parse_code("x = " + "[" * 101 + "]" * 101, "python", "a.py").is_parsed
    assert parse_code("x = " + "[" * 99 + "]" * 99, "python", "a.py").is_parsed


@pytest.mark.parametrize("language", PARSED)
def test_a_long_chain_of_code_is_read_without_recursion(language: Language) -> None:
    chains = {
        "python": "x = " + " + ".join(["f(a)"] * 900) + "\n" + "if a: pass\n" * 5_000,
        "go": "package a\nvar x = "
        + " + ".join(["f(a)"] * 900)
        + "\nfunc g() {"
        + "if a { } else " * 2_000
        + "{ } }",
        "typescript": "x = " + " + ".join(["f(a)"] * 900) + ";" + "if (a) {} else " * 5_000 + "{}",
        "javascript": "x = " + " + ".join(["f(a)"] * 900) + ";" + "a => " * 5_000 + "1",
    }
    code = parse_code(chains[language], language, PATHS[language])
    assert [call.name for call in code.calls] == ["f"] * 900


@pytest.mark.parametrize(
    "text",
    [
        "assert {}x",
        "def f():\n return {}x",
        "try:\n f()\nexcept E:\n return {}x",
        "self.assertTrue({}x)",
    ],
)
def test_a_chain_of_signs_in_python_needs_no_recursion(text: str) -> None:
    for sign in ("not ", "-"):
        for length in (100, 1_000, 1_500, 5_000):
            code = parse_code(text.format(sign * length), "python", "test_a.py")
            assert code.is_parsed or code == Code("python", False)


def test_many_links_of_a_chain_are_named_by_their_end() -> None:
    code = parse_code("x" + ".a().b()" * 2_000, "typescript", "a.ts")
    assert len(code.calls) == 4_000
    assert max(len(call.name) for call in code.calls) <= 200


def test_handlers_inside_handlers_stay_cheap_and_true() -> None:
    text = "f();"
    for _ in range(80):
        text = f"try {{ g(); }} catch (e) {{ {text} }}"
    code = parse_code(text, "typescript", "a.ts")
    assert len(code.handlers) == 80
    assert {handler.reaction for handler in code.handlers} == {"recovered"}


@pytest.mark.parametrize("language", PARSED)
def test_surrogates_and_odd_characters_are_read_or_refused(language: Language) -> None:
    for text in ("'\ud800'", "'\U0001f4a5'", "x = '\u202e'", "\ufeffx"):
        assert parse_code(text, language, PATHS[language]).language == language


def test_a_language_without_a_parser_is_not_parsed() -> None:
    assert parse_code("fn main() {}", "other", "main.rs") == Code("other", False)


def test_warnings_about_the_code_that_is_read_reach_nobody() -> None:
    before = list(warnings.filters)
    text = "x = '\\d' '\\w'\nassert (1, 2)\nx is 1\n"
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _: parse_code(text, "python", "a.py"), range(64)))
    assert {code.is_parsed for code in codes} == {True}
    assert list(warnings.filters) == before


def test_a_parser_is_loaded_when_the_first_file_of_its_language_is_met() -> None:
    script = """
import sys
from career_guide.evidence.code import parse_code
loaded = lambda: sorted(name for name in sys.modules if name.startswith("tree_sitter"))
print(loaded())
parse_code("f()", "python", "a.py")
print(loaded())
parse_code("package a", "go", "a.go")
print([name for name in loaded() if "." not in name])
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["[]", "[]", "['tree_sitter', 'tree_sitter_go']"]


CONSTRUCTS = {
    "a call with keywords": {
        "python": "client.chat.create('m', model='x', timeout=3)",
        "typescript": "client.chat.create('m', { model: 'x', timeout: 3 });",
        "javascript": "client.chat.create('m', { model: 'x', timeout: 3 });",
        "go": 'var _ = client.chat.create("m", Options{model: "x", timeout: 3})',
    },
    "a broad handler that reports": {
        "python": "def f():\n try:\n  g()\n except Exception as e:\n  log.error('no', e)",
        "typescript": "function f() { try { g(); } catch (e) { log.error('no', e); } }",
        "javascript": "function f() { try { g(); } catch (e) { log.error('no', e); } }",
        "go": 'func f() { err := g()\nif err != nil { log.error("no", err) } }',
    },
    "a handler that wraps": {
        "python": "def f():\n try:\n  g()\n except Exception as e:\n  raise LoadError('no') from e",
        "typescript": "function f() { try { g(); } catch (e) { throw new LoadError('no'); } }",
        "javascript": "function f() { try { g(); } catch (e) { throw new LoadError('no'); } }",
        "go": 'func f() error { err := g()\nif err != nil { return LoadError("no") }\nreturn nil }',
    },
    "a stub": {
        "python": "def f(): print('not implemented')",
        "typescript": "function f() { print('not implemented'); }",
        "javascript": "function f() { print('not implemented'); }",
        "go": 'func f() { print("not implemented") }',
    },
    "numbers under names": {
        "python": "rate = 0.5\nscores = {'recall': 0.87}",
        "typescript": "const rate = 0.5;\nconst scores = { 'recall': 0.87 };",
        "javascript": "const rate = 0.5;\nconst scores = { 'recall': 0.87 };",
        "go": 'var rate = 0.5\nvar scores = map[string]float64{"recall": 0.87}',
    },
    "a type with fields": {
        "python": "class Item(Base):\n  name: str\n  size: int",
        "typescript": "interface Item extends Base { name: string; size: number }",
        "go": "type Item struct { Base; name string; size int }",
    },
}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_the_same_construct_gives_the_same_facts_in_each_language(construct: str) -> None:
    found = set()
    for name, text in CONSTRUCTS[construct].items():
        (language,) = (one for one in PARSED if one == name)
        lead = "package a\n" if language == "go" else "\n"
        code = parse_code(lead + text, language, PATHS[language])
        assert code.is_parsed
        found.add(
            (
                tuple((call.name, call.keywords, call.strings, call.inside) for call in code.calls),
                tuple((one.is_broad, one.reaction, one.inside) for one in code.handlers),
                tuple((one.name, one.inside) for one in code.raises),
                tuple((one.name, one.is_stub, one.parameters) for one in code.functions),
                tuple((one.key, one.value, one.inside) for one in code.numbers),
                tuple((one.name, one.bases, one.fields) for one in code.classes),
                tuple((one.text, one.inside) for one in code.strings),
            )
        )
    if construct == "a call with keywords":  # the struct itself is a call in Go
        found = {(calls[:1], *rest[:3], *rest[4:]) for calls, *rest in found}
    assert len(found) == 1, found
