"""Facts of one source file while it is walked, and their completion to a Code."""

from dataclasses import dataclass, field
from math import isfinite
from operator import attrgetter
from typing import TypeVar

from career_guide.evidence import code_words as words
from career_guide.models.repository.code import (
    Call,
    Class,
    Code,
    Function,
    Handler,
    Import,
    Language,
    Number,
    Raise,
    Reaction,
    StringLiteral,
)

Fact = TypeVar("Fact", Import, Function, Class, Call, Handler, Raise, Number, StringLiteral)
_LINE = attrgetter("line")

MOST_CHARACTERS = 200
"""Texts and names are cut here."""


@dataclass(slots=True, eq=False)
class Body:
    """A function whose body is being walked; what stands in it is counted as it is met.

    `helpers` are the functions called by their own name, whose assertions are a test's as well;
    one that is only handed over, such as a route's, is not called by its name.
    """

    name: str
    line: int
    end_line: int
    parent: "Body | None" = None
    decorators: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    is_called_by_name: bool = True
    is_stub: bool = False
    is_test: bool = False
    is_skipped: bool = False
    is_documented: bool = False
    is_typed: bool = False
    assertions: int = 0
    trivial: int = 0
    statements: int = 0
    helpers: set[str] = field(default_factory=set)


class Facts:
    """Collects what is met; whatever the order of the walk, it is given by line."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.statements = 0
        self.top_level_assertions = 0
        self.has_entry = False
        self.imports: list[Import] = []
        self.classes: list[Class] = []
        self.names: set[str] = set()
        self.called_at_top: set[str] = set()
        self._starting: set[str] = {"main"}
        """Functions that start a server."""
        self._bodies: list[Body] = []
        self._calls: list[Call] = []
        self._handlers: list[Handler] = []
        self._raises: list[Raise] = []
        self._numbers: list[Number] = []
        self._strings: list[StringLiteral] = []

    @property
    def has_tests(self) -> bool:
        """Whether a function that was added is a test."""
        return any(body.is_test for body in self._bodies)

    def open(self, body: Body) -> Body:
        """Adds a function and gives it back."""
        body.name = body.name[:MOST_CHARACTERS]
        self._bodies.append(body)
        return body

    def statement(self, body: Body | None) -> None:
        """Counts a statement."""
        self.statements += 1
        if body is not None:
            body.statements += 1

    def assertion(self, is_trivial: bool, body: Body | None) -> None:
        """Counts an assertion: one that can fail, or one that cannot."""
        if body is None:
            self.top_level_assertions += not is_trivial
        elif is_trivial:
            body.trivial += 1
        else:
            body.assertions += 1

    def call(
        self,
        name: str,
        line: int,
        keywords: tuple[str, ...],
        strings: tuple[str, ...],
        body: Body | None,
    ) -> None:
        """Adds a call; one without a name, such as of a function just written, is none."""
        if name:
            cut = tuple(text[:MOST_CHARACTERS] for text in strings)
            self._calls.append(Call(name[:MOST_CHARACTERS], line, keywords, cut, _name(body)))
            if body is not None and name.removeprefix("self.").removeprefix("this.").isidentifier():
                body.helpers.add(words.last_part(name))

    def started(self, name: str, body: Body | None) -> None:
        """Notes what a call starts: a server, or a function of the file that starts one."""
        if not words.starts_server(name):
            if body is None:
                self.called_at_top.add(name)
        elif body is None:
            self.has_entry = True
        else:
            self._starting.add(body.name)

    def handler(
        self,
        line: int,
        exceptions: tuple[str, ...],
        is_broad: bool,
        reaction: Reaction,
        body: Body | None,
    ) -> None:
        """Adds a handler."""
        self._handlers.append(Handler(line, exceptions, is_broad, reaction, _name(body)))

    def raised(self, name: str, line: int, body: Body | None) -> None:
        """Adds a raise."""
        self._raises.append(Raise(name[:MOST_CHARACTERS], line, _name(body)))

    def number(self, key: str, value: float | None, line: int, body: Body | None) -> None:
        """Adds a number that has a name and is finite."""
        if key and value is not None and isfinite(value):
            self._numbers.append(Number(key[:MOST_CHARACTERS], value, line, _name(body)))

    def string(self, text: str, line: int, body: Body | None) -> None:
        """Adds a text that is not empty."""
        if text:
            self._strings.append(StringLiteral(text[:MOST_CHARACTERS], line, _name(body)))

    def read(self, name: str) -> None:
        """Notes that an identifier is read."""
        if len(name) <= MOST_CHARACTERS:
            self.names.add(name)

    def finish(self, text: str) -> Code:
        """Everything, with what stands in inner functions counted for the outer ones too."""
        for body in reversed(self._bodies):
            if body.parent is not None:
                body.parent.statements += body.statements
                body.parent.assertions += body.assertions
                body.parent.trivial += body.trivial
        helping = {
            words.last_part(body.name): body.assertions
            for body in self._bodies
            if body.is_called_by_name and not body.is_test
        }
        return Code(
            language=self.language,
            is_parsed=True,
            statements=self.statements,
            longest_line=max(map(len, text.split("\n"))),
            imports=_by_line(self.imports),
            functions=_by_line([_function(body, helping) for body in self._bodies]),
            classes=_by_line(self.classes),
            calls=_by_line(self._calls),
            handlers=_by_line(self._handlers),
            raises=_by_line(self._raises),
            numbers=_by_line(self._numbers),
            strings=_by_line(self._strings),
            names=frozenset(self.names),
            top_level_assertions=self.top_level_assertions,
            has_entry=self.has_entry or bool(self.called_at_top & self._starting),
        )


def float_of(value: int | float) -> float | None:
    """The number as a float; None where it is too large for one."""
    try:
        return float(value)
    except OverflowError:
        return None


def value_of_digits(text: str) -> float | None:
    """The value of a number as script and Go write it; None for another text."""
    digits = text.lower().replace("_", "").removesuffix("n")
    if len(digits) > MOST_CHARACTERS:
        return None
    base = {"0x": 16, "0o": 8, "0b": 2}.get(digits[:2])
    try:
        return float_of(int(digits, base)) if base else float(digits)
    except ValueError:
        return None


def _by_line(found: list[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(found, key=_LINE))


def _name(body: Body | None) -> str:
    return "" if body is None else body.name


def _function(body: Body, helping: dict[str, int]) -> Function:
    assertions = body.assertions
    if body.is_test:
        assertions += sum(helping.get(name, 0) for name in body.helpers)
    return Function(
        name=body.name,
        line=body.line,
        end_line=body.end_line,
        decorators=body.decorators,
        parameters=body.parameters,
        is_stub=body.is_stub,
        is_test=body.is_test,
        assertions=0 if body.is_skipped else assertions,
        trivial=body.trivial,
        statements=body.statements,
        is_documented=body.is_documented,
        is_typed=body.is_typed,
    )
