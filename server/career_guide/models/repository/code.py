"""Facts of one source file, the same for every language; lines count from 1."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["python", "typescript", "javascript", "go", "other"]
"""`other` is source that is recognised by its ending and not parsed."""
Reaction = Literal["ignored", "reported", "raised", "recovered"]
"""What a handler does: nothing; prints, logs or returns a message; raises on; another way out."""


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module, with the names taken from it (`()` is the module itself)."""

    module: str
    names: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Call:
    """One call as written: `requests.get`, `client.chat.completions.create`, `z.object`.

    `keywords` are keyword arguments (or keys of an object literal argument), `strings` the literal
    string arguments, each cut at 200 characters. `inside` names the function it stands in, or "".
    """

    name: str
    line: int
    keywords: tuple[str, ...] = ()
    strings: tuple[str, ...] = ()
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Handler:
    """One `except` or `catch` (in Go: `if err != nil`).

    `exceptions` are the named types, empty for a bare one; `is_broad` is a bare one or one that
    names only the root of all errors.
    """

    line: int
    exceptions: tuple[str, ...]
    is_broad: bool
    reaction: Reaction
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Raise:
    """One `raise`, `throw` or returned error; `name` is the type, "" when it is re-raised."""

    name: str
    line: int
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """One function or method; methods are named `Class.method`.

    `is_stub`: does nothing (pass, ellipsis, docstring only, NotImplementedError, prints or returns
    that it is not implemented, answers 501). `is_test`: a test by its framework's convention, in
    JavaScript one `it`/`test` call. `assertions` counts those that can fail, `trivial` those that
    cannot (`assert True`, `expect(true).toBe(true)`). `statements` counts without the docstring.
    """

    name: str
    line: int
    end_line: int
    decorators: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    is_stub: bool = False
    is_test: bool = False
    assertions: int = 0
    trivial: int = 0
    statements: int = 0
    is_documented: bool = False
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class Class:
    """One class, struct or interface with the names of its bases as written."""

    name: str
    line: int
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands as a literal under a name or key: `"accuracy": 0.87`."""

    key: str
    value: float
    line: int
    inside: str = ""


@dataclass(frozen=True, slots=True)
class StringLiteral:
    """A string literal, cut at 200 characters; docstrings and comments are left out."""

    text: str
    line: int
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Everything that probes may ask of one source file.

    `is_parsed` is False for a language without a parser or a file with syntax errors; then the
    rest is empty and a probe that needs it answers unknown for this file.
    """

    language: Language
    is_parsed: bool
    statements: int = 0
    longest_line: int = 0
    imports: tuple[Import, ...] = ()
    functions: tuple[Function, ...] = ()
    classes: tuple[Class, ...] = ()
    calls: tuple[Call, ...] = ()
    handlers: tuple[Handler, ...] = ()
    raises: tuple[Raise, ...] = ()
    numbers: tuple[Number, ...] = ()
    strings: tuple[StringLiteral, ...] = ()
    names: frozenset[str] = frozenset()
    """Every identifier that is read, for "does anything use this"."""
    top_level_assertions: int = 0
    has_entry: bool = False
    """`if __name__ == "__main__"`, a top-level server start, or Go's `func main`."""
