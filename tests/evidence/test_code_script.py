"""Facts of TypeScript and JavaScript source: each with code that has it and code that has not."""

from textwrap import dedent

import pytest

from career_guide.evidence.code import parse_code
from career_guide.models.repository.code import Call, Class, Code, Function, Import, Language


def read(text: str, path: str = "app.ts", language: Language | None = None) -> Code:
    if language is None:
        language = "typescript" if path.endswith((".ts", ".tsx")) else "javascript"
    code = parse_code(dedent(text), language, path)
    assert code.is_parsed
    return code


def function(text: str) -> Function:
    return read(text).functions[0]


def reaction(body: str) -> str:
    """What `catch (error)` with this body does."""
    return read(f"while (1) {{ try {{ f(); }} catch (error) {{ {body} }} }}").handlers[0].reaction


@pytest.mark.parametrize("path", ["a.ts", "a.tsx", "a.js", "a.jsx", "a.mjs", "a.cjs"])
def test_every_dialect_is_read(path: str) -> None:
    code = read("export const f = (a) => { g(a); };\n", path)
    assert [found.name for found in code.functions] == ["f"]
    assert [call.name for call in code.calls] == ["g"]


def test_an_empty_file_is_parsed_and_has_no_facts() -> None:
    assert read("") == Code("typescript", True)


def test_elements_are_read_in_tsx_and_jsx() -> None:
    text = 'const A = () => <Box title="T">R & D {shown()} <div/></Box>;'
    for path in ("a.tsx", "a.jsx", "a.js"):
        code = read(text, path)
        assert [call.name for call in code.calls] == ["shown"]
        assert [found.text for found in code.strings] == ["T"]
        assert code.names == {"Box", "shown"}


def test_types_in_a_javascript_file_are_read() -> None:
    assert read("const a = (b: string): number => c(b) as number;", "a.js").calls[0].name == "c"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import D, {a as b, type c} from 'm';", Import("m", ("D", "a", "c"), 1)),
        ("import * as ns from 'n';", Import("n", (), 1)),
        ("import './side.js';", Import("./side.js", (), 1)),
        ("import x = require('y');", Import("y", (), 1)),
        ("export { q } from './r';", Import("./r", ("q",), 1)),
        ("const { a, b } = require('fs');", Import("fs", ("a", "b"), 1)),
        ("const x = await import('./x.js');", Import("./x.js", ("x",), 1)),
        ("require('dotenv').config();", Import("dotenv", (), 1)),
    ],
)
def test_imports_name_the_module_and_what_is_taken_from_it(text: str, found: Import) -> None:
    assert read(text).imports == (found,)


def test_a_module_that_is_only_named_is_no_import() -> None:
    assert read("const a = require(name); // import 'x'\nconst b = \"import 'y'\";").imports == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("client.chat.completions.create()", "client.chat.completions.create"),
        ("foo().bar()", "foo.bar"),
        ("a!.b?.[0]?.c()", "a.b.c"),
        ("(await x).y()", "x.y"),
        ("(x as Y).z()", "x.z"),
        ("new Foo.Bar(1)", "Foo.Bar"),
        ("this.client.get()", "this.client.get"),
        ("sql`select`", "sql"),
    ],
)
def test_calls_are_named_as_written(text: str, name: str) -> None:
    assert read(text).calls[0].name == name


def test_a_call_has_the_keys_of_objects_texts_line_and_function() -> None:
    code = read(
        """
        async function load(url) {
          return axios
            .get(`a ${url} b`, 'c', { timeout: 3, method: "GET", signal, ...more });
        }
        """
    )
    assert code.calls == (
        Call("axios.get", 4, ("timeout", "method", "signal"), ("a {} b", "c", "GET"), "load"),
    )


def test_a_function_that_is_only_named_is_no_call() -> None:
    assert read("const x = axios.get; (() => 1)();").calls == ()


def test_decorators_are_named_and_called() -> None:
    code = read("class A { @Get('/x', { cache: 1 }) @Log find() { return 1; } }")
    assert code.functions[0].decorators == ("Get", "Log")
    assert code.calls == (Call("Get", 1, ("cache",), ("/x",), ""),)


@pytest.mark.parametrize(
    ("text", "exceptions", "is_broad"),
    [
        ("try { f() } catch { }", (), True),
        ("try { f() } catch (e) { g(e) }", (), True),
        (
            "try { f() } catch (e) { const m = e instanceof Error ? e.message : '' }",
            ("Error",),
            True,
        ),
        ("try { f() } catch (e) { if (e instanceof z.ZodError) g() }", ("z.ZodError",), False),
        ("try { f() } catch (e) { if (axios.isAxiosError(e)) g() }", ("AxiosError",), False),
        ("try { f() } catch (e) { if (e.name === 'AbortError') g() }", ("AbortError",), False),
        ("try { f() } catch (e) { if (e.code === 'ENOENT') g() }", ("ENOENT",), False),
        ("f().catch((e) => { if (e instanceof A) g() })", ("A",), False),
    ],
)
def test_handlers_name_what_they_tell_apart(
    text: str, exceptions: tuple[str, ...], is_broad: bool
) -> None:
    (handler,) = read(f"function h() {{\n{text}\n}}").handlers
    assert (handler.exceptions, handler.is_broad) == (exceptions, is_broad)
    assert (handler.line, handler.inside) == (2, "h")


@pytest.mark.parametrize(
    "text", ["try { f() } finally { g() }", "z.string().catch('x')", "catchAll(e => 1)"]
)
def test_what_catches_nothing_is_no_handler(text: str) -> None:
    assert read(text).handlers == ()


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        ("() => {}", "ignored"),
        ("() => null", "ignored"),
        ("console.error", "reported"),
        ("(e) => console.error(e)", "reported"),
        ("function (e) { setError(e.message) }", "reported"),
        ("(e) => { throw new A(e) }", "raised"),
        ("next", "raised"),
        ("reject", "raised"),
        ("() => []", "recovered"),
        ("() => search(query)", "recovered"),
    ],
)
def test_catch_of_a_promise_is_a_handler(handler: str, expected: str) -> None:
    (found,) = read(f"f().catch({handler});").handlers
    assert found.reaction == expected


@pytest.mark.parametrize(
    "body", ["", ";", "return;", "return null;", "return undefined;", "continue;", "// log(error)"]
)
def test_a_handler_that_does_nothing_ignores(body: str) -> None:
    assert reaction(body + "\n") == "ignored"


@pytest.mark.parametrize(
    "body",
    [
        "console.error(error);",
        "logger.warn('no'); return null;",
        "return { error: String(error) };",
        "return { content: [{ type: 'text', text: `Failed: ${error}` }], isError: true };",
        "const message = error instanceof Error ? error.message : 'x'; send(message);",
        "res.status(500).json({});",
        "return NextResponse.json({ detail: 'x' }, { status: 500 });",
        "failed++;",
        "const spent = Date.now() - start; logger.error('slow', spent);",
        "console.error(error); process.exit(1);",
        "setError('no');",
        "return false;",
    ],
)
def test_a_handler_that_tells_somebody_reports(body: str) -> None:
    assert reaction(body) == "reported"


@pytest.mark.parametrize(
    "body",
    [
        "throw error;",
        "throw new ToolError('no', { cause: error });",
        "console.error(error); throw error;",
        "if (error.status === 404) { return null; } throw error;",
        "if (a) { throw new A(); } else { throw new B(); }",
        "return Promise.reject(error);",
        "next(error);",
    ],
)
def test_a_handler_that_throws_on_raises(body: str) -> None:
    assert reaction(body) == "raised"


@pytest.mark.parametrize(
    "body",
    [
        "return keywordSearch(query);",
        "console.warn('no'); return fallback(query);",
        "await sleep(2 ** attempt);",
        "if (attempt === last) throw error; await delay(1000);",
        "if (attempt < 3) { continue; } throw error;",
        "route = 'researcher';",
        "return cached;",
        "return [];",
        "return ok ? second() : third;",
    ],
)
def test_a_handler_with_another_way_recovers(body: str) -> None:
    assert reaction(body) == "recovered"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("throw new ValidationError('x')", "ValidationError"),
        ("throw new errors.NotFound()", "errors.NotFound"),
        ("throw createError(404)", "createError"),
        ("throw error", ""),
        ("throw 'text'", ""),
        ("new Promise((_, reject) => reject(new TimeoutError()))", "TimeoutError"),
    ],
)
def test_raises_name_the_type_or_nothing(text: str, name: str) -> None:
    assert [found.name for found in read(text).raises] == [name]


def test_returning_an_error_is_no_raise() -> None:
    assert read("const f = () => { return new Error('x'); };").raises == ()


def test_functions_have_names_lines_parameters_and_statements() -> None:
    code = read(
        """
        export async function load(path, { deep, only: some = 2 }, ...rest) {
          "use strict";
          const value = await get(path);
          return value;
        }
        const arrow = (a) => a + 1;
        class Store {
          get(key) { return this.data[key]; }
          find = async (key) => { await wait(); };
          #own() { return 1; }
        }
        const tools = { search(q) { return q; }, "list-all": async () => 1 };
        exports.main = function () { return 1; };
        Store.prototype.more = function () { return 2; };
        export default () => { run(); };
        const wrapped = useCallback(() => { run(); }, []);
        function* numbers() { yield 1; }
        """
    )
    named = {found.name: found for found in code.functions}
    assert list(named) == [
        "load",
        "arrow",
        "Store.get",
        "Store.find",
        "Store.#own",
        "search",
        "list-all",
        "main",
        "Store.more",
        "default",
        "wrapped",
        "numbers",
    ]
    load = named["load"]
    assert (load.line, load.end_line, load.statements) == (2, 6, 2)
    assert load.parameters == ("path", "deep", "some", "rest")
    assert named["arrow"].statements == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("server.tool('search', {}, async (a) => { run(); });", "search"),
        ("app.get('/health', (req, res) => { run(); });", "/health"),
        ("server.setRequestHandler(CallTool, async (r) => { run(); });", "CallTool"),
        ("program.command('index').action(() => { run(); });", "index"),
    ],
)
def test_a_function_that_is_handed_over_is_named_by_what_stands_beside_it(
    text: str, name: str
) -> None:
    code = read(text)
    assert [found.name for found in code.functions] == [name]
    assert [call.inside for call in code.calls if call.name == "run"] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "items.map((item) => { run(item); });",
        "text.replace('a', (found) => { return run(found); });",
        "promise.then((value) => { run(value); });",
        "describe('a group', () => { run(); });",
        "beforeEach(() => { run(); });",
    ],
)
def test_a_step_of_a_call_is_no_function_of_its_own(text: str) -> None:
    code = read(text)
    assert code.functions == ()
    assert [call.inside for call in code.calls] == ["", ""]


@pytest.mark.parametrize(
    ("text", "is_documented", "is_typed"),
    [
        ("/** Doc. */\nfunction f(a: string) { return 1; }", True, True),
        ("/** Doc. */\nexport const f = (a) => 1;", True, False),
        ("/** Doc. */\nexport default function f() { return 1; }", True, True),
        ("class A { /** Doc. */ @Log() f(a: B, { c }: D) { return 1; } }", True, True),
        ("// Not for readers.\nfunction f(a: string, b) { return 1; }", False, False),
        ("/** Far away. */\n\n\nfunction f() { return 1; }", False, True),
    ],
)
def test_functions_tell_whether_they_are_documented_and_typed(
    text: str, is_documented: bool, is_typed: bool
) -> None:
    found = function(text)
    assert (found.is_documented, found.is_typed) == (is_documented, is_typed)


def test_javascript_is_never_typed() -> None:
    assert not read("function f() { return 1; }", "a.js").functions[0].is_typed


@pytest.mark.parametrize(
    "text",
    [
        "function f() {}",
        "const f = () => {};",
        "const f = () => undefined;",
        "function f() { return; }",
        "function f() { throw new Error('Not implemented'); }",
        "function f() { console.log('Coming soon'); }",
        "const f = (req, res) => res.status(501).json({});",
        "function f() { throw new NotImplementedError(); }",
        "function f() { console.log('Indexing'); console.log('TODO: implement'); }",
        "program.command('x').action(() => { console.log('not implemented yet'); });",
    ],
)
def test_a_function_without_work_is_a_stub(text: str) -> None:
    assert function(text).is_stub


@pytest.mark.parametrize(
    "text",
    [
        "function f() { return 1; }",
        "const f = () => [];",
        "function f() { console.log('Not implemented: fast'); return slow(); }",
        "class A { constructor(private readonly b: B) {} }",
        "class A { constructor() { super(); } }",
        "function f() { /* not implemented */ return run(); }",
    ],
)
def test_a_function_with_work_is_no_stub(text: str) -> None:
    assert not function(text).is_stub


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("it('works', () => { f(); });", "works"),
        ("test('works', async () => { f(); });", "works"),
        ("test.only(`works ${a}`, function () { f(); });", "works {}"),
        ("it.each([[1], [2]])('works %i', (n) => { f(); });", "works %i"),
        ("test('works', { timeout: 5 }, () => { f(); });", "works"),
        (
            "describe('a', () => { describe('b', () => { it('works', () => { f(); }); }); });",
            "works",
        ),
        ("Deno.test('works', () => { f(); });", "works"),
        ("Deno.test({ name: 'works', fn() { f(); } });", "works"),
        ("Deno.test({ name: 'works', fn: () => { f(); } });", "works"),
        ("Deno.test(function works() { f(); });", "works"),
    ],
)
def test_tests_are_told_by_the_conventions_of_their_frameworks(text: str, title: str) -> None:
    (found,) = read(text).functions
    assert (found.name, found.is_test, found.assertions) == (title, True, 0)


@pytest.mark.parametrize(
    "text",
    [
        "describe('a', () => { f(); });",
        "/x/.test('works');",
        "it.todo('works');",
        "const testThing = () => { f(); };",
        "items.it('works', () => { f(); });",
        "beforeAll(() => { f(); });",
    ],
)
def test_what_no_framework_runs_is_no_test(text: str) -> None:
    assert [found for found in read(text).functions if found.is_test] == []


@pytest.mark.parametrize(
    ("body", "assertions", "trivial"),
    [
        ("expect(f()).toBe(1);", 1, 0),
        ("expect(f()).not.toEqual(1); expect(g).toThrow();", 2, 0),
        ("await expect(f()).rejects.toThrow('x');", 1, 0),
        ("expect(x).to.be.true;", 1, 0),
        ("expect(f).toHaveBeenCalledWith('a');", 1, 0),
        ("assert(f());", 1, 0),
        ("assert.deepEqual(f(), { a: 1 });", 1, 0),
        ("assert.throws(() => f());", 1, 0),
        ("t.is(f(), 1);", 1, 0),
        ("t.true(f());", 1, 0),
        ("await request(app).get('/').expect(200);", 1, 0),
        ("cy.get('a').should('be.visible');", 1, 0),
        ("x.should.equal(5);", 1, 0),
        ("expect.fail('unreachable');", 1, 0),
        ("assert.equal(1, 2);", 1, 0),
        ("assert(false, 'unreachable');", 1, 0),
        ("expect(true).toBe(false);", 1, 0),
        ("expect(true).toBe(true);", 0, 1),
        ("expect(1 + 1).toBe(2);", 0, 1),
        ("expect(true).toBeTruthy();", 0, 1),
        ("expect('a').to.equal('a');", 0, 1),
        ("assert(true);", 0, 1),
        ("assert.equal(1, 1);", 0, 1),
        ("t.true(true);", 0, 1),
        ("t.pass();", 0, 0),
        ("expect(x);", 0, 0),
        ("expect.assertions(2);", 0, 0),
        ("console.assert(x);", 0, 0),
        ("render(x);", 0, 0),
        ("// expect(x).toBe(1)\nconst a = 'expect(x).toBe(1)';", 0, 0),
        ("", 0, 0),
    ],
)
def test_assertions_that_can_fail_are_told_from_those_that_cannot(
    body: str, assertions: int, trivial: int
) -> None:
    found = function(f"it('works', async (t) => {{ {body} }});")
    assert (found.is_test, found.assertions, found.trivial) == (True, assertions, trivial)


def test_names_imported_from_a_library_of_assertions_assert() -> None:
    text = "test('a', () => { strictEqual(f(), 1); });"
    with_import = "import { strictEqual } from 'node:assert/strict';\n" + text
    assert read(with_import).functions[0].assertions == 1
    assert read(text).functions[0].assertions == 0


def test_assertions_inside_callbacks_and_helpers_belong_to_the_test() -> None:
    code = read(
        """
        function check(value) { expect(value).toBe(1); }
        describe('run', () => {
          it('calls back', () => { server.on('message', (m) => { expect(m).toBe(1); }); });
          it('uses a helper', () => { check(f()); });
          it('calls another run', () => { tool.run(); });
        });
        """
    )
    assert {found.name: found.assertions for found in code.functions if found.is_test} == {
        "calls back": 1,
        "uses a helper": 1,
        "calls another run": 0,
    }


def test_a_skipped_test_asserts_nothing() -> None:
    for name in ("it.skip", "xit", "test.skip"):
        assert function(f"{name}('a', () => {{ expect(f()).toBe(1); }});").assertions == 0


def test_assertions_outside_functions_are_counted_apart() -> None:
    assert read("assert.equal(f(), 1); assert(true);").top_level_assertions == 1
    assert read("function f() { assert(x); }").top_level_assertions == 0


def test_classes_interfaces_and_object_types_have_bases_and_fields() -> None:
    code = read(
        """
        @Entity() export class Item extends Base.Of<T> implements Named, Sized {
          size = 3;
          private label: string;
          constructor(public id: string, plain: string) { super(); }
          method() { return 1; }
        }
        interface Named extends Other { name: string; rename?(to: string): void }
        type Options = { depth: number } & Rest;
        type Plain = "a" | "b";
        enum Kind { A = 1, B }
        """
    )
    assert code.classes == (
        Class("Item", 2, ("Base.Of", "Named", "Sized"), ("Entity",), ("size", "label", "id")),
        Class("Named", 8, ("Other",), (), ("name", "rename")),
        Class("Options", 9, ("Rest",), (), ("depth",)),
        Class("Kind", 11, (), (), ("A", "B")),
    )
    assert read("class A extends Error { x = 1; }", "a.js").classes == (
        Class("A", 1, ("Error",), (), ("x",)),
    )


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("f({ accuracy: 0.87 })", "accuracy", 0.87),
        ("const a = { 'recall': .5 }", "recall", 0.5),
        ("const RATE = -1_000", "RATE", -1000.0),
        ("this.limit = 0x10", "limit", 16.0),
        ("scores['mrr'] = 1e-2", "mrr", 0.01),
        ("class A { size = 3 }", "size", 3.0),
        ("function f(timeout = 30) { return 1 }", "timeout", 30.0),
        ("const f = ({ retries = 2 }) => 1", "retries", 2.0),
        ("enum E { A = 1 }", "A", 1.0),
        ("const big = 10n", "big", 10.0),
    ],
)
def test_numbers_stand_under_their_name(text: str, key: str, value: float) -> None:
    (number,) = read(text).numbers
    assert (number.key, number.value, number.line) == (key, value, 1)


@pytest.mark.parametrize(
    "text", ["'87%'", "x = '0.87'", "f(3)", "x = true", "x = 60 * 1000", "x = 1e999", "// x = 1"]
)
def test_what_is_no_named_number_is_left_out(text: str) -> None:
    assert read(text).numbers == ()


def test_texts_are_literals_without_directives_imports_types_and_comments() -> None:
    code = read(
        """
        "use client";
        import x from "module";
        /** "documented" */
        type A = "literal" | `type`;
        function f(a: "one") {
          return ["plain\\n", `b ${c} d`, { "key": "value" }]; // "comment"
        }
        """
    )
    texts = [(found.text, found.line, found.inside) for found in code.strings]
    assert texts == [(text, 7, "f") for text in ("plain\n", "b {} d", "key", "value")]


def test_names_are_identifiers_that_are_read() -> None:
    code = read(
        """
        import { unused } from "a";
        export { unused as other };
        export function defined(parameter: Typed, { taken }) {
          const assigned = read.attribute[index], { field } = source;
          written.target = 1;
          return shorthand({ short });
        }
        class Sub extends Base {}
        for (const one of many) {}
        module.exports = { defined, alias: defined };
        """
    )
    assert code.names == {
        *("Typed", "taken", "read", "attribute", "index", "field", "source", "written"),
        *("shorthand", "short", "Base", "many", "module"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "#!/usr/bin/env node\nf();",
        "app.listen(3000);",
        "await server.connect(transport);",
        "main().catch(console.error);",
        "async function run() { await server.connect(t); }\nrun();",
        "(async () => { await server.start(); })();",
        "Deno.serve(handler);",
    ],
)
def test_a_file_that_starts_something_has_an_entry(text: str) -> None:
    assert read("function main() { f(); }\n" + text if "#!" not in text else text).has_entry


@pytest.mark.parametrize(
    "text",
    [
        "function main() { app.listen(3000); }",
        "mongoose.connect(url);",
        "export const f = () => server.connect(t);",
        "// app.listen(3000)\nconst a = 'app.listen(3000)';",
        "beforeAll(() => { server.listen(1); }); it('a', () => { expect(f()).toBe(1); });",
    ],
)
def test_a_file_that_only_defines_has_no_entry(text: str) -> None:
    assert not read(text).has_entry


def test_comments_never_count_as_anything() -> None:
    words = "// retry(3); try { } catch (e) { throw new A('a') } expect(a).toBe(1); import 'os';\n"
    block = f"/* {words} */\n"
    assert read(words + block).functions == ()
    assert read(words + block) == Code("typescript", True, longest_line=len(words) + 2)


@pytest.mark.parametrize(
    "text", ["function f( {", "const = 1;", "'open", "class {", "<<<<<<< HEAD\nf();", "a b c", "}"]
)
@pytest.mark.parametrize("path", ["a.ts", "a.tsx", "a.js"])
def test_what_is_no_valid_code_is_not_parsed(text: str, path: str) -> None:
    language: Language = "javascript" if path.endswith("js") else "typescript"
    assert parse_code(text, language, path) == Code(language, False)
