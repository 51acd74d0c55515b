"""Facts of Python source: each with code that has it and code that has not."""

from textwrap import dedent

import pytest

from career_guide.evidence.code import parse_code
from career_guide.models.repository.code import Call, Class, Code, Function, Import, Number


def read(text: str, path: str = "app.py") -> Code:
    code = parse_code(dedent(text), "python", path)
    assert code.is_parsed
    return code


def function(text: str, path: str = "app.py") -> Function:
    return read(text, path).functions[0]


def reaction(body: str) -> str:
    """What `except Error as error:` with this body does."""
    lines = dedent(body).strip().splitlines()
    text = "while 1:\n try:\n  f()\n except Error as error:\n" + "".join(f"  {x}\n" for x in lines)
    (handler,) = read(text).handlers[:1]
    return handler.reaction


def test_an_empty_file_is_parsed_and_has_no_facts() -> None:
    assert read("") == Code("python", True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import os, a.b as c", (Import("os", (), 1), Import("a.b", (), 1))),
        ("from a.b import c as d, e", (Import("a.b", ("c", "e"), 1),)),
        ("from . import x", (Import(".", ("x",), 1),)),
        ("from ..y import z", (Import("..y", ("z",), 1),)),
        ("# import os\nx = 'import os'", ()),
    ],
)
def test_imports_name_the_module_and_what_is_taken_from_it(
    text: str, found: tuple[Import, ...]
) -> None:
    assert read(text).imports == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("client.chat.completions.create()", "client.chat.completions.create"),
        ("foo().bar()", "foo.bar"),
        ("pool[0].get()", "pool.get"),
        ("(await x).y()", "x.y"),
        ("super().__init__()", "super.__init__"),
        ("', '.join(x)", "join"),
    ],
)
def test_calls_are_named_as_written(text: str, name: str) -> None:
    assert read(text).calls[0].name == name


def test_a_call_has_its_keywords_literal_texts_line_and_function() -> None:
    code = read(
        """
        def load(url):
            return (
                requests
                .get(url, "x" * 2, f"a {url} b", 'c', timeout=3, method="GET", **more)
            )
        """
    )
    assert code.calls == (
        Call("requests.get", 5, ("timeout", "method"), ("a {} b", "c", "GET"), "load"),
    )


def test_a_function_that_is_only_named_is_no_call() -> None:
    assert read("x = requests.get").calls == ()
    assert read("(lambda: 1)()").calls == ()


def test_a_decorator_with_arguments_is_a_call_too() -> None:
    code = read("@retry(stop=stop_after_attempt(3))\n@app.tool\ndef f(): return 1")
    assert code.functions[0].decorators == ("retry", "app.tool")
    assert [(call.name, call.keywords) for call in code.calls] == [
        ("retry", ("stop",)),
        ("stop_after_attempt", ()),
    ]


@pytest.mark.parametrize(
    ("clause", "exceptions", "is_broad"),
    [
        ("except:", (), True),
        ("except Exception as e:", ("Exception",), True),
        ("except BaseException:", ("BaseException",), True),
        ("except ValueError:", ("ValueError",), False),
        (
            "except (httpx.TimeoutException, KeyError):",
            ("httpx.TimeoutException", "KeyError"),
            False,
        ),
        ("except* OSError:", ("OSError",), False),
    ],
)
def test_handlers_name_the_exceptions(
    clause: str, exceptions: tuple[str, ...], is_broad: bool
) -> None:
    (handler,) = read(f"def f():\n  try:\n    g()\n  {clause}\n    pass").handlers
    assert (handler.exceptions, handler.is_broad) == (exceptions, is_broad)
    assert (handler.line, handler.inside) == (4, "f")


def test_a_finally_without_except_is_no_handler() -> None:
    assert read("try:\n  f()\nfinally:\n  g()").handlers == ()


@pytest.mark.parametrize(
    "body",
    [
        "pass",
        "continue",
        "...",
        "return None",
        "return",
        "'a text'",
        "# print(error)\npass",
        "break",
    ],
)
def test_a_handler_that_does_nothing_ignores(body: str) -> None:
    assert reaction(body) == "ignored"


@pytest.mark.parametrize(
    "body",
    [
        "print(error)",
        "logger.warning('failed')\nreturn None",
        "logger.error('no')\ncontinue",
        "return f'Error: {error}'",
        "return {'error': str(error)}",
        "return 'Sorry, that did not work'",
        "return JSONResponse({'detail': str(error)}, status_code=500)",
        "errors.append(str(error))",
        "failed += 1",
        "elapsed = time.time() - start\nlogger.error('slow', elapsed)",
        "message = str(error)\nsend(message)",
        "ok = False\nprint('failed')",
        "print(error)\nsys.exit(1)",
        "print(error)\nraise SystemExit(1)",
        "self.state = State.FAILED",
        "answer = f'Generation failed: {error}'",
        "return False",
        "return None, str(error)",
        "db.rollback()\nlogger.exception('no')",
    ],
)
def test_a_handler_that_tells_somebody_reports(body: str) -> None:
    assert reaction(body) == "reported"


@pytest.mark.parametrize(
    "body",
    [
        "raise",
        "raise ToolError(str(error)) from error",
        "logger.error('no')\nraise",
        "db.rollback()\nraise",
        "if status == 404:\n  return None\nraise",
        "if a:\n  raise A\nelse:\n  raise B",
        "raise HTTPException(500) from error",
        "raise_tool_error(error, 'search')",
    ],
)
def test_a_handler_that_raises_on_raises(body: str) -> None:
    assert reaction(body) == "raised"


@pytest.mark.parametrize(
    "body",
    [
        "return self._keyword_search(query)",
        "logger.warning('no')\nreturn fallback(query)",
        "time.sleep(2 ** attempt)",
        "if attempt == last:\n  raise\nawait asyncio.sleep(1)",
        "if attempt < 3:\n  continue\nraise",
        "route = 'researcher'",
        "return 0.5",
        "return cached",
        "logger.error('no')\nreturn []",
        "import tomli as tomllib",
        "HAS_TORCH = False",
        "try:\n  second()\nexcept OSError:\n  pass",
    ],
)
def test_a_handler_with_another_way_recovers(body: str) -> None:
    assert reaction(body) == "recovered"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("raise ValueError('x')", "ValueError"),
        ("raise errors.NotFound", "errors.NotFound"),
        ("raise make_error(1)", "make_error"),
        ("raise", ""),
        ("raise last_error", ""),
        ("try:\n  f()\nexcept A as E:\n  raise E", ""),
    ],
)
def test_raises_name_the_type_or_nothing_when_it_is_raised_again(text: str, name: str) -> None:
    assert [found.name for found in read(text).raises] == [name]


def test_returning_an_exception_is_no_raise() -> None:
    assert read("def f():\n  return ValueError()").raises == ()


def test_functions_have_names_lines_parameters_and_statements() -> None:
    code = read(
        '''
        class Store:
            @staticmethod
            def load(path): return path

            async def get(self, key: str, /, *rest: int, flag: bool = True, **more: str) -> str:
                """Gets."""
                value = self.data[key]
                def inner(): return value
                return inner()
        '''
    )
    load, get, inner = code.functions
    assert (load.name, load.parameters, load.decorators) == (
        "Store.load",
        ("path",),
        ("staticmethod",),
    )
    assert (get.name, get.line, get.end_line) == ("Store.get", 6, 10)
    assert get.parameters == ("key", "rest", "flag", "more")
    assert get.statements == 4
    assert (inner.name, inner.statements) == ("inner", 1)
    assert code.statements == 8


@pytest.mark.parametrize(
    ("text", "is_documented", "is_typed"),
    [
        ("def f(a: int) -> str:\n  'Doc.'\n  return 1", True, True),
        ("def f(a: int, b): return 1", False, False),
        ("def f() -> int: return 1", False, True),
        ("def f(): return 1  # Doc.", False, False),
        ("class A:\n def f(self, a: int): return 1", False, True),
    ],
)
def test_functions_tell_whether_they_are_documented_and_typed(
    text: str, is_documented: bool, is_typed: bool
) -> None:
    found = function(text)
    assert (found.is_documented, found.is_typed) == (is_documented, is_typed)


@pytest.mark.parametrize(
    "body",
    [
        "pass",
        "...",
        "'Only a docstring.'",
        "return None",
        "raise NotImplementedError",
        "raise NotImplementedError('later')",
        "print('Not implemented yet')",
        "click.echo('Indexing')\n  click.echo('TODO: implement')",
        "return {'message': 'coming soon'}",
        "raise HTTPException(status_code=501, detail='no')",
        "return 'x', 501",
        "raise HTTPException(status.HTTP_501_NOT_IMPLEMENTED)",
        "logger.info('not implemented')\n  return []",
    ],
)
def test_a_function_without_work_is_a_stub(body: str) -> None:
    assert function(f"def f(self):\n  {body}").is_stub


@pytest.mark.parametrize(
    "text",
    [
        "def f(): return 1",
        "def f():\n  x = 1\n  return x",
        "def f():\n  print('Not implemented: fast mode')\n  return slow()",
        "def __eq__(self, other): return NotImplemented",
        "@abstractmethod\ndef f(self): ...",
        "@overload\ndef f(a: int) -> int: ...",
        "@click.group()\ndef cli(): pass",
        "class Reads(Protocol):\n def read(self) -> str: ...",
        "def f(): return []",
        "def f():\n  # not implemented\n  return run()",
    ],
)
def test_a_function_with_work_or_a_declaration_is_no_stub(text: str) -> None:
    assert not function(text).is_stub


@pytest.mark.parametrize(
    ("text", "path", "is_test"),
    [
        ("def test_a(): pass", "tests/test_app.py", True),
        ("async def test_a(): pass", "app_test.py", True),
        ("class TestA:\n def test_a(self): pass", "test_app.py", True),
        ("class A(unittest.TestCase):\n def test_a(self): pass", "app.py", True),
        ("class A(TestCase):\n pass\nclass B(A):\n def test_a(self): pass", "x.py", True),
        ("def test_model(): pass", "src/evaluation.py", False),
        ("class Helper:\n def test_a(self): pass", "test_app.py", False),
        ("@pytest.fixture\ndef test_client(): pass", "test_app.py", False),
        ("def check_a(): pass", "test_app.py", False),
        ("def f():\n def test_a(): pass\n return test_a", "test_app.py", False),
    ],
)
def test_tests_are_told_by_the_conventions_of_pytest_and_unittest(
    text: str, path: str, is_test: bool
) -> None:
    assert read(text, path).functions[-1].is_test is is_test


@pytest.mark.parametrize(
    ("body", "assertions", "trivial"),
    [
        ("assert answer() == 1", 1, 0),
        ("assert a\n  assert b, 'why'", 2, 0),
        ("with pytest.raises(ValueError):\n    f()", 1, 0),
        ("self.assertEqual(f(), 1)", 1, 0),
        ("mock.assert_called_once_with('a', 'b')", 1, 0),
        ("np.testing.assert_allclose(a, b)", 1, 0),
        ("assert False, 'unreachable'", 1, 0),
        ("pytest.fail('no')", 1, 0),
        ("self.assertEqual('a', 'b')", 1, 0),
        ("assert True", 0, 1),
        ("assert 1 == 1", 0, 1),
        ("assert 1 + 1 == 2", 0, 1),
        ("assert not False", 0, 1),
        ("assert x == x", 0, 1),
        ("assert (f(), 'a tuple')", 0, 1),
        ("assert f() or True", 0, 1),
        ("assert len(x) >= 0", 0, 1),
        ("self.assertTrue(True)", 0, 1),
        ("self.assertEqual(1, 1)", 0, 1),
        ("import app", 0, 0),
        ("print(f())", 0, 0),
        ("pass", 0, 0),
        ("text = 'assert x'  # assert y", 0, 0),
    ],
)
def test_assertions_that_can_fail_are_told_from_those_that_cannot(
    body: str, assertions: int, trivial: int
) -> None:
    found = function(f"def test_a():\n  {body}", "test_a.py")
    assert (found.is_test, found.assertions, found.trivial) == (True, assertions, trivial)


def test_a_helper_of_the_file_lends_its_assertions_to_a_test() -> None:
    code = read(
        """
        def check(value):
            assert value
            assert value > 1

        def test_a():
            check(f())

        def test_b():
            other.check(f())
        """,
        "test_a.py",
    )
    assert [found.assertions for found in code.functions] == [2, 2, 0]


def test_a_test_that_is_always_skipped_asserts_nothing() -> None:
    skipped = "@pytest.mark.skip(reason='slow')\ndef test_a(): assert f()"
    assert function(skipped, "test_a.py").assertions == 0
    sometimes = "@pytest.mark.skipif(x, reason='slow')\ndef test_a(): assert f()"
    assert function(sometimes, "test_a.py").assertions == 1


def test_assertions_outside_functions_are_counted_apart() -> None:
    assert read("assert f() == 1\nassert True").top_level_assertions == 1
    assert read("def f():\n  assert x").top_level_assertions == 0


def test_classes_have_bases_decorators_and_fields() -> None:
    code = read(
        """
        @dataclass(frozen=True)
        class Item(models.Base, Generic[T]):
            name: str
            size: int = 3
            kind = "x"
            __slots__ = ("a",)
            def f(self):
                self.other: int = 1
        class Plain: pass
        """
    )
    assert code.classes == (
        Class("Item", 3, ("models.Base", "Generic"), ("dataclass",), ("name", "size", "kind")),
        Class("Plain", 10),
    )


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("{'accuracy': 0.87}", "accuracy", 0.87),
        ("f(temperature=0)", "temperature", 0.0),
        ("RATE = -1.5", "RATE", -1.5),
        ("self.limit: int = 3", "limit", 3.0),
        ("scores['recall'] = 0.5", "recall", 0.5),
        ("def f(timeout=30): return 1", "timeout", 30.0),
        ("def f(*, retries=2): return 1", "retries", 2.0),
    ],
)
def test_numbers_stand_under_their_name(text: str, key: str, value: float) -> None:
    (number,) = read(text).numbers
    assert (number.key, number.value, number.line) == (key, value, 1)


@pytest.mark.parametrize(
    "text",
    ["'87%'", "x = '0.87'", "f(3)", "x = True", "x = 60 * 60", "x = 1e999", "# x = 1", "x = 2j"],
)
def test_what_is_no_named_number_is_left_out(text: str) -> None:
    assert read(text).numbers == ()


def test_a_number_too_large_for_a_float_is_left_out() -> None:
    assert read(f"x = {'9' * 400}").numbers == ()


def test_texts_are_literals_without_docstrings_and_comments() -> None:
    code = read(
        '''
        """Module."""
        class A:
            """Class."""
            def f(self):
                """Function."""
                "a text that is commented out"
                # a comment
                return "a" "b", f"c {x} d {y:>{z}}", b"bytes", {"key": "value"}
        '''
    )
    texts = [(found.text, found.line, found.inside) for found in code.strings]
    assert texts == [(text, 9, "A.f") for text in ("ab", "c {} d {}", "key", "value")]


def test_texts_are_cut_at_200_characters() -> None:
    code = read(f"f('{'x' * 500}')")
    assert [len(found.text) for found in code.strings] == [200]
    assert [len(text) for text in code.calls[0].strings] == [200]


def test_names_are_identifiers_that_are_read() -> None:
    code = read(
        """
        from a import unused
        import b
        def defined(parameter: "Later") -> list[Typed]:
            assigned = read.attribute[index]
            del other
            self.written = 1
        class Sub(Base): pass
        """
    )
    assert code.names == {"read", "attribute", "index", "list", "Typed", "Later", "Base", "self"}


@pytest.mark.parametrize(
    "text",
    [
        "if __name__ == '__main__':\n  main()",
        "if '__main__' == __name__: run()",
        "uvicorn.run(app)",
        "app.run(debug=True)",
        "mcp.run(transport='stdio')",
        "asyncio.run(main())",
        "def main(): f()\nmain()",
        "def go():\n  app.run()\ngo()",
        "demo.launch()",
    ],
)
def test_a_file_that_starts_something_has_an_entry(text: str) -> None:
    assert read(text).has_entry


@pytest.mark.parametrize(
    "text",
    [
        "def main(): app.run()",
        "subprocess.run(['ls'])",
        "db.connect()",
        "if __name__ != '__main__': f()",
        "x = '__main__'  # if __name__ == '__main__'",
        "setup()",
    ],
)
def test_a_file_that_only_defines_has_no_entry(text: str) -> None:
    assert not read(text).has_entry


def test_the_longest_line_is_measured_in_characters() -> None:
    assert read("a = 1\nbb = 'ééé'\n").longest_line == 10
    assert read("").longest_line == 0


def test_comments_never_count_as_anything() -> None:
    words = "# retry(timeout=3) except Exception: raise X('a'); assert True; import os; x = 1\n"
    assert read(words * 3) == Code("python", True, longest_line=len(words) - 1)


def test_lines_for_ipython_are_passed_over_in_notebooks_only() -> None:
    text = (
        "%matplotlib inline\nif x:\n    !pip install a \\\n  b\n"
        "files = !ls\nf?\nx = (a\n % b)\ny = 3"
    )
    code = read(text, "notebooks/a.ipynb")
    assert [(number.key, number.line) for number in code.numbers] == [("y", 9)]
    assert not parse_code(text, "python", "a.py").is_parsed


def test_newer_syntax_is_read_whatever_python_reads_it() -> None:
    code = read(
        """
        type Pair[T] = tuple[T, T]
        class Box[T: (int, str)](Base):
            def get[K](self, key: K) -> K:
                return f"{self.data["key"]} {", ".join(f"{x}" for x in y)} {'\\n'.join(z):>{w}}"
        limit = 3
        """
    )
    assert code.classes == (Class("Box", 3, ("Base",)),)
    assert [(found.name, found.line) for found in code.functions] == [("Box.get", 4)]
    assert code.strings[0].text == "{} {} {}"
    assert [call.name for call in code.calls] == ["join", "join"]
    assert code.numbers == (Number("limit", 3.0, 6),)


@pytest.mark.parametrize(
    "text",
    [
        "print 'Python 2'",
        "try:\n  f()\nexcept A, e:\n  g()",
        "exec 'x'",
        "def f(:",
        "x = 'open",
        "if x:\nf()",
        "a\x00b",
        "x = " + "1" * 5000,
        'f"{',
    ],
)
def test_what_is_no_python_3_is_not_parsed(text: str) -> None:
    assert parse_code(text, "python", "a.py") == Code("python", False)


def test_form_feeds_odd_escapes_and_long_lines_are_read() -> None:
    code = read("import re\x0c\nx = '\\d'\ny = [" + "1, " * 20_000 + "]\n")
    assert code.longest_line > 60_000
    assert [found.text for found in code.strings] == ["\\d"]
