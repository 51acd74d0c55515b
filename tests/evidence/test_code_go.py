"""Facts of Go source: each with code that has it and code that has not."""

from textwrap import dedent

import pytest

from career_guide.evidence.code import parse_code
from career_guide.models.repository.code import Call, Class, Code, Function, Import


def read(text: str, path: str = "app.go") -> Code:
    code = parse_code("package app\n" + dedent(text), "go", path)
    assert code.is_parsed
    return code


def function(text: str, path: str = "app.go") -> Function:
    return read(text, path).functions[0]


def reaction(body: str, condition: str = "err != nil") -> str:
    """What `if err != nil` with this body does."""
    text = f"func f() (int, error) {{\nfor {{\nif {condition} {{\n{body}\n}}\n}}\n}}"
    return read(text).handlers[0].reaction


def test_a_file_with_its_package_only_has_no_facts() -> None:
    assert read("") == Code("go", True, longest_line=len("package app"))


def test_imports_name_the_module() -> None:
    code = read('import "fmt"\nimport (\n\te "errors"\n\t. "math"\n)\nvar x = "os"')
    assert code.imports == (
        Import("fmt", (), 2),
        Import("errors", (), 4),
        Import("math", ("*",), 5),
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("client.Chat.Completions.New()", "client.Chat.Completions.New"),
        ("foo().Bar()", "foo.Bar"),
        ("x.y[0].z()", "x.y.z"),
        ("x.(T).M()", "x.M"),
        ("(&x).M()", "x.M"),
        ("http.Client{}.Get()", "http.Client.Get"),
        ("Map[int, string](x)", "Map"),
    ],
)
def test_calls_are_named_as_written(text: str, name: str) -> None:
    assert read(f"func f() {{ {text} }}").calls[0].name == name


def test_a_call_has_the_keys_of_structs_texts_line_and_function() -> None:
    code = read(
        """
        func load(url string) {
            server.AddTool(&mcp.Tool{Name: "search", Limit: 3}, `raw`, url)
        }
        """
    )
    assert code.calls == (
        Call("server.AddTool", 4, ("Name", "Limit"), ("search", "raw"), "load"),
        Call("mcp.Tool", 4, ("Name", "Limit"), ("search",), "load"),
    )


def test_a_struct_with_named_fields_is_a_call_and_other_literals_are_not() -> None:
    assert read("var c = &http.Client{Timeout: x}").calls == (
        Call("http.Client", 2, ("Timeout",), (), ""),
    )
    assert read('var m = map[string]int{"a": 1}\nvar p = Point{1, 2}\nvar f = load').calls == ()


@pytest.mark.parametrize(
    ("condition", "exceptions", "is_broad"),
    [
        ("err != nil", (), True),
        ("err := g(); err != nil", (), True),
        ("err != nil && retries > 0", (), True),
        ("nil != nil || lastErr != nil", (), True),
        ("errors.Is(err, io.EOF)", ("io.EOF",), False),
        ("err == sql.ErrNoRows", ("sql.ErrNoRows",), False),
        ("os.IsNotExist(err)", ("os.IsNotExist",), False),
        ("errors.As(err, &target)", ("APIError",), False),
        ("r := recover(); r != nil", (), True),
    ],
)
def test_handlers_name_what_they_tell_apart(
    condition: str, exceptions: tuple[str, ...], is_broad: bool
) -> None:
    (handler,) = read(f"func f() {{\nvar target *APIError\nif {condition} {{ }}\n}}").handlers
    assert (handler.exceptions, handler.is_broad) == (exceptions, is_broad)
    assert (handler.line, handler.inside) == (4, "f")


@pytest.mark.parametrize(
    "text",
    [
        "if x != nil { g() }",
        "if err == nil { g() }",
        "if ok := g(); !ok { h() }",
        "value, _ := table[key]",
        "before, _, _ := strings.Cut(a, b)",
        "// if err != nil { }",
        "_ = value",
    ],
)
def test_what_asks_for_no_error_is_no_handler(text: str) -> None:
    assert read(f"func f() {{\n{text}\n}}").handlers == ()


def test_the_other_branch_of_an_absent_error_is_a_handler() -> None:
    (handler,) = read("func f() { if err == nil { g() } else { log.Println(err) } }").handlers
    assert handler.reaction == "reported"


def test_cases_of_a_switch_handle_errors_too() -> None:
    code = read(
        "func f() error {\nswitch {\ncase errors.Is(err, ErrA):\nreturn nil\n"
        "case err != nil:\nreturn err\n}\nreturn nil\n}"
    )
    found = [(handler.exceptions, handler.reaction, handler.line) for handler in code.handlers]
    assert found == [(("ErrA",), "ignored", 4), ((), "raised", 6)]


@pytest.mark.parametrize("text", ["_ = os.Remove(path)", "value, _ := strconv.Atoi(text)"])
def test_an_error_that_is_thrown_away_is_ignored(text: str) -> None:
    (handler,) = read(f"func f() {{\n{text}\n}}").handlers
    assert (handler.reaction, handler.is_broad, handler.line) == ("ignored", True, 3)


@pytest.mark.parametrize(
    "body", ["", "return", "return 0, nil", "continue", "// log.Println(err)", "break"]
)
def test_a_handler_that_does_nothing_ignores(body: str) -> None:
    assert reaction(body) == "ignored"


@pytest.mark.parametrize(
    "body",
    [
        "log.Println(err)",
        "log.Fatal(err)",
        'http.Error(w, "no", 500)\nreturn',
        'slog.Error("no", "err", err)\ncontinue',
        "return mcp.NewToolResultText(err.Error()), nil",
        "errs = append(errs, err)",
        "failed++",
        "t.Fatal(err)",
        "message := err.Error()\nsend(message)",
        "c.JSON(500, gin.H{})",
    ],
)
def test_a_handler_that_tells_somebody_reports(body: str) -> None:
    assert reaction(body) == "reported"


@pytest.mark.parametrize(
    "body",
    [
        "return 0, err",
        'return 0, fmt.Errorf("load: %w", err)',
        "return 0, ErrNotFound",
        "return 0, &LoadError{Cause: err}",
        "log.Println(err)\nreturn 0, err",
        "if a { return 0, ErrA } else { return 0, ErrB }",
        "panic(err)",
        'return errors.Wrap(err, "x")',
    ],
)
def test_a_handler_that_returns_an_error_raises(body: str) -> None:
    assert reaction(body) == "raised"


@pytest.mark.parametrize(
    "body",
    [
        "return search(query), nil",
        "time.Sleep(backoff)",
        "if attempt == last { return 0, err }\ntime.Sleep(time.Second)",
        'port = "8080"',
        "return cached, nil",
        "client = fallback()",
    ],
)
def test_a_handler_with_another_way_recovers(body: str) -> None:
    assert reaction(body) == "recovered"


@pytest.mark.parametrize(
    ("result", "names"),
    [
        ('0, errors.New("x")', ["errors.New"]),
        ('0, fmt.Errorf("x: %w", err)', ["fmt.Errorf"]),
        ("0, &LoadError{Code: 1}", ["LoadError"]),
        ("0, LoadError{}", ["LoadError"]),
        ("0, ErrNotFound", ["ErrNotFound"]),
        ("0, io.EOF", ["io.EOF"]),
        ("0, err", [""]),
        ("0, nil", []),
        ("load(path)", []),
        ("0, writer.Flush()", []),
    ],
)
def test_returned_errors_are_raises_with_their_type(result: str, names: list[str]) -> None:
    code = read(f"func f() (int, error) {{\nreturn {result}\n}}")
    assert [found.name for found in code.raises] == names


def test_a_function_without_an_error_among_its_results_raises_only_by_panic() -> None:
    assert read("func f() (int, string) { return 0, name }").raises == ()
    assert [found.name for found in read('func f() { panic("no") }').raises] == ["panic"]


def test_functions_have_names_lines_parameters_and_statements() -> None:
    code = read(
        """
        // Load loads.
        func Load(ctx context.Context, a, b int, rest ...string) error {
            value := get(a)
            check := func(x int) bool { return x > 0 }
            return check(value)
        }
        func (s *Store[T]) Get(string) string { return s.value }
        func routes() {
            http.HandleFunc("/health", func(w http.ResponseWriter, r *http.Request) { ok(w) })
            go func() { run() }()
        }
        """
    )
    load, check, get, routes, health = code.functions
    assert (load.name, load.line, load.end_line, load.statements) == ("Load", 4, 8, 4)
    assert load.parameters == ("ctx", "a", "b", "rest")
    assert (load.is_documented, load.is_typed) == (True, True)
    assert (check.name, get.name, get.parameters) == ("check", "Store.Get", ())
    assert (routes.name, routes.is_documented) == ("routes", False)
    assert (health.name, health.parameters) == ("/health", ("w", "r"))
    assert [call.inside for call in code.calls if call.name == "run"] == ["routes"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "return",
        "return nil",
        'panic("not implemented")',
        'return errors.New("not implemented yet")',
        'fmt.Println("Coming soon")',
        'http.Error(w, "no", http.StatusNotImplemented)',
        "w.WriteHeader(501)",
        'return 0, fmt.Errorf("TODO: implement")',
    ],
)
def test_a_function_without_work_is_a_stub(body: str) -> None:
    assert function(f"func f() {{ {body} }}").is_stub


@pytest.mark.parametrize(
    "body",
    ["return 1, nil", "run()", 'fmt.Println("not implemented")\nrun()', "/* TODO */ x++"],
)
def test_a_function_with_work_is_no_stub(body: str) -> None:
    assert not function(f"func f() {{ {body} }}").is_stub


@pytest.mark.parametrize(
    ("text", "path", "is_test"),
    [
        ("func TestLoad(t *testing.T) { f() }", "a_test.go", True),
        ("func Test_load(t *testing.T) { f() }", "a_test.go", True),
        ("func FuzzLoad(f *testing.F) { g() }", "a_test.go", True),
        ("func (s *Suite) TestLoad() { f() }", "a_test.go", True),
        ("func Testing(t *testing.T) { f() }", "a_test.go", False),
        ("func TestMain(m *testing.M) { f() }", "a_test.go", False),
        ("func BenchmarkLoad(b *testing.B) { f() }", "a_test.go", False),
        ("func TestLoad(t *testing.T) { f() }", "a.go", False),
    ],
)
def test_tests_are_told_by_the_conventions_of_go(text: str, path: str, is_test: bool) -> None:
    assert function(text, path).is_test is is_test


@pytest.mark.parametrize(
    ("body", "assertions", "trivial"),
    [
        ('if got != 1 { t.Errorf("got %d", got) }', 1, 0),
        ("if err != nil { t.Fatal(err) }", 1, 0),
        ("assert.Equal(t, 1, f())", 1, 0),
        ("require.NoError(t, err)\nassert.True(t, ok)", 2, 0),
        ('if diff := cmp.Diff(1, f()); diff != "" { t.Error(diff) }', 1, 0),
        ('t.Run("case", func(t *testing.T) { require.Equal(t, 1, f()) })', 1, 0),
        ("assertLoaded(t, f())", 1, 0),
        ("Expect(f()).To(Equal(1))", 1, 0),
        ('store.AssertCalled(t, "Get", 1)', 1, 0),
        ("assert.Equal(t, 1, 2)", 1, 0),
        ("assert.True(t, true)", 0, 1),
        ("assert.Equal(t, 1, 1)", 0, 1),
        ("fmt.Println(f())", 0, 0),
        ("t.Log(f())", 0, 0),
        ("// t.Error()", 0, 0),
    ],
)
def test_assertions_that_can_fail_are_told_from_those_that_cannot(
    body: str, assertions: int, trivial: int
) -> None:
    found = function(f"func TestLoad(t *testing.T) {{\n{body}\n}}", "a_test.go")
    assert (found.assertions, found.trivial) == (assertions, trivial)


def test_a_suite_asserts_by_its_receiver() -> None:
    text = "func (s *Suite) TestLoad() { s.Equal(1, f()); s.Run(f) }"
    assert function(text, "a_test.go").assertions == 1


def test_specifications_are_tests() -> None:
    text = 'var _ = Describe("a", func() { It("loads", func() { Expect(f()).To(BeTrue()) }) })'
    tests = [found for found in read(text, "a_test.go").functions if found.is_test]
    assert [(found.name, found.assertions) for found in tests] == [("loads", 1)]


def test_a_helper_of_the_file_lends_its_assertions_to_a_test() -> None:
    code = read(
        """
        func check(t *testing.T, value int) { if value > 1 { t.Error("no") } }
        func TestA(t *testing.T) { check(t, f()) }
        func TestB(t *testing.T) { other.check(t, f()) }
        """,
        "a_test.go",
    )
    assert [found.assertions for found in code.functions] == [1, 1, 0]


def test_a_test_that_skips_itself_at_once_asserts_nothing() -> None:
    text = "func TestA(t *testing.T) { t.Skip(); t.Error() }"
    assert function(text, "a_test.go").assertions == 0
    text = "func TestA(t *testing.T) { if short { t.Skip() }; t.Error() }"
    assert function(text, "a_test.go").assertions == 1


def test_structs_and_interfaces_have_bases_and_fields() -> None:
    code = read(
        """
        type Item struct {
            Name, Label string `json:"name"`
            Size int
            Base
            *pkg.Other
        }
        type Store interface {
            Get(key string) error
            io.Closer
        }
        type Box[T any] struct { value T }
        type Name string
        type Run func()
        """
    )
    assert code.classes == (
        Class("Item", 3, ("Base", "pkg.Other"), (), ("Name", "Label", "Size")),
        Class("Store", 9, ("io.Closer",), (), ("Get",)),
        Class("Box", 13, (), (), ("value",)),
    )
    assert code.strings == ()


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ('var m = map[string]float64{"accuracy": 0.87}', "accuracy", 0.87),
        ("var c = Config{Retries: 3}", "Retries", 3.0),
        ("const Rate = -1.5", "Rate", -1.5),
        ("func f() { limit := 0x10 }", "limit", 16.0),
        ('func f() { scores["mrr"] = 1e-2 }', "mrr", 0.01),
        ("func f() { s.size = 1_000 }", "size", 1000.0),
    ],
)
def test_numbers_stand_under_their_name(text: str, key: str, value: float) -> None:
    (number,) = read(text).numbers
    assert (number.key, number.value, number.line) == (key, value, 2)


@pytest.mark.parametrize(
    "text",
    ['var x = "87%"', "var x = f(3)", "var x = true", "var x = 10 * time.Second", "// var x = 1"],
)
def test_what_is_no_named_number_is_left_out(text: str) -> None:
    assert read(text).numbers == ()


def test_texts_are_literals_without_imports_tags_and_comments() -> None:
    code = read('import "fmt"\n// "comment"\nfunc f() { g("a\\n\\"b\\"", `raw`, \'c\') }')
    assert [(found.text, found.line, found.inside) for found in code.strings] == [
        ('a\n"b"', 4, "f"),
        ("raw", 4, "f"),
    ]


def test_names_are_identifiers_that_are_read() -> None:
    code = read(
        """
        func defined(parameter Typed) pkg.Result {
            assigned := read.attribute[index]
            written.target = 1
            return pkg.Result{Field: value}
        }
        type Sub struct { Inner }
        """
    )
    assert code.names == {
        *("Typed", "Result", "read", "attribute", "index", "written", "value", "Inner"),
    }


def test_only_the_main_function_of_a_program_is_an_entry() -> None:
    assert parse_code("package main\nfunc main() { run() }", "go", "main.go").has_entry
    assert not parse_code("package app\nfunc main() { run() }", "go", "main.go").has_entry
    assert not parse_code("package main\nfunc run() { main() }", "go", "main.go").has_entry


def test_comments_never_count_as_anything() -> None:
    words = '// retry(3); if err != nil { panic("a") }; import "os"; assert.True(t, x)\n'
    code = read(words + f"/* {words} */\n")
    assert code == Code("go", True, longest_line=len(words) + 2)


@pytest.mark.parametrize("text", ["func f( {", 'x := "open', "package", "}", "a b c"])
def test_what_is_no_valid_code_is_not_parsed(text: str) -> None:
    assert parse_code("package app\n" + text, "go", "a.go") == Code("go", False)
