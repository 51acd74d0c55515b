"""Which handlers and raises show that a failure is dealt with, and which only look like it."""

from career_guide.domain.repository.identifiers import tail
from career_guide.domain.repository.live import Live, Seen
from career_guide.models.repository.code import Handler, Raise

LEAVING = frozenset({"KeyboardInterrupt", "SystemExit", "GeneratorExit", "StopIteration"})
"""Ways to end, not failures."""
OPTIONAL = frozenset({"ImportError", "ModuleNotFoundError"})
"""A missing package is met once, when the program starts."""
UNFINISHED = frozenset({"NotImplementedError", "NotImplemented"})
ROOTS = frozenset({"Exception", "BaseException", "Error", "Throwable", "error"})
ENDING = ("log.Fatal", "os.Exit", "process.exit", "sys.exit", "panic(", "logger.Fatal")
LINES_LOOKED_AT = 5
WRAPPING = ("Errorf", "Wrap", "Wrapf", "errors.Join", "WithMessage", "WithStack", "NewError")


def dealt_with(code: Live) -> tuple[Seen[Handler], ...]:
    """Handlers that react to a failure: not ignored, no way to end, no end of the program.

    In Go handing an error on as it is counts for nothing, as every function does it.
    """
    return tuple(seen for seen in code.handlers if _reacts(seen, code))


def guards(code: Live) -> tuple[Seen[Raise], ...]:
    """Errors raised by name because something is wrong, outside of handlers that hand on."""
    handled = {
        (seen.file.path, seen.fact.line + offset)
        for seen in code.handlers
        for offset in range(LINES_LOOKED_AT)
    }
    return tuple(
        seen for seen in code.raises
        if seen.fact.name
        and tail(seen.fact.name) not in LEAVING | UNFINISHED
        and (seen.file.path, seen.fact.line) not in handled
    )  # fmt: skip


def _reacts(seen: Seen[Handler], live: Live) -> bool:
    handler = seen.fact
    if handler.reaction == "ignored":
        return False
    named = {tail(name) for name in handler.exceptions}
    if named and named <= LEAVING | OPTIONAL:
        return False
    code = seen.file.code
    body = following(seen, live)
    if code and code.has_entry and handler.reaction == "reported" and _contains(body, ENDING):
        return False
    if code and code.language == "go":
        return handler.reaction != "raised" or _contains(body, WRAPPING)
    return True


def following(seen: Seen[Handler], live: Live) -> tuple[str, ...]:
    """The first lines of a handler."""
    first = seen.fact.line
    return live.lines[seen.file.path][first - 1 : first - 1 + LINES_LOOKED_AT]


def _contains(lines: tuple[str, ...], signs: tuple[str, ...]) -> bool:
    return any(sign in line for line in lines for sign in signs)
