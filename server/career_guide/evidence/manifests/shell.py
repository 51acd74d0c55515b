"""Shell text taken apart into simple commands, without running or expanding anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_LINES = 2_000
LONGEST_LINE = 4_000

_TOKEN = re.compile(
    r"'(?P<single>[^']*)'|\"(?P<double>(?:[^\"\\]++|\\.)*+)\"|(?P<rest>['\"].*)"
    r"|(?P<end>&&|\|\||[;|&()`])|(?P<space>\s++)|(?P<word>(?:[^\s'\"&|;()`\\]++|\\.?)++)",
    re.DOTALL,
)
_ASSIGNMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*=")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_ALONE = frozenset(
    (
        "sudo", "time", "exec", "command", "nohup", "then", "do", "else", "if", "!", "env", "npx",
        "bunx", "uvx", "tini", "dumb-init", "cross-env", "dotenv", "xvfb-run", "--", "{", "nice",
        "gosu", "su-exec", "corepack", "while", "until",
    )
)  # fmt: skip
_PAIRS: dict[str, frozenset[str]] = {
    "uv": frozenset(("run",)),
    "poetry": frozenset(("run",)),
    "pipenv": frozenset(("run",)),
    "pdm": frozenset(("run",)),
    "hatch": frozenset(("run",)),
    "rye": frozenset(("run",)),
    "pixi": frozenset(("run",)),
    "pipx": frozenset(("run",)),
    "conda": frozenset(("run",)),
    "micromamba": frozenset(("run",)),
    "pnpm": frozenset(("exec", "dlx")),
    "yarn": frozenset(("exec", "dlx")),
    "npm": frozenset(("exec", "x")),
    "bundle": frozenset(("exec",)),
    "mise": frozenset(("exec", "x")),
    "doppler": frozenset(("run",)),
    "infisical": frozenset(("run",)),
    "op": frozenset(("run",)),
    "dotenvx": frozenset(("run",)),
}
_VALUED = frozenset(
    (
        "--with", "--from", "--group", "--extra", "--package", "--python", "-p", "--env-file",
        "--project", "--directory", "-n", "--name", "-C", "-u", "--only-group", "--with-editable",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """One simple command: its words as written without quotes, and its line."""

    words: tuple[str, ...]
    line: int


def commands(text: str, line: int = 1) -> Iterator[Command]:
    """The simple commands of a script that starts in this line.

    Continued lines count from where they begin; comments are left out, and so is what `echo` says.
    """
    pending = ""
    start = line
    for at, row in enumerate(text.split("\n")[:MOST_LINES], line):
        if not pending:
            start = at
        row = row[:LONGEST_LINE]
        if row.rstrip().endswith("\\") and len(pending) < LONGEST_LINE:
            pending += row.rstrip()[:-1] + " "
            continue
        yield from _simple(pending + row, start)
        pending = ""
    if pending:
        yield from _simple(pending, start)


def _simple(row: str, line: int) -> Iterator[Command]:
    if "#" in row:
        row = _COMMENT.sub("", row)
    words: list[str] = []
    joined = False
    for hit in _TOKEN.finditer(row):
        match hit.lastgroup:
            case "end":
                if words:
                    yield Command(tuple(words), line)
                words, joined = [], False
            case "space":
                joined = False
            case kind:
                text = hit.group(kind or 0)
                if joined and words:
                    words[-1] += text
                else:
                    words.append(text)
                joined = True
    if words:
        yield Command(tuple(words), line)


def unwrapped(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words from the program on: assignments, `sudo`, `uv run`, `npx` and the like go.

    The program itself is left without its folder and without the marks of a Makefile.
    """
    at = 0
    while at < len(words):
        word = words[at]
        following = words[at + 1] if at + 1 < len(words) else ""
        if _ASSIGNMENT.match(word):
            at += 1
        elif word.lstrip("@-+") in _ALONE or word in _ALONE:
            at = _after_options(words, at + 1)
            if "--" in words[at : at + 2]:  # behind the value of an option
                at = words.index("--", at) + 1
        elif following in _PAIRS.get(word.lstrip("@-+"), ()):
            at = _after_options(words, at + 2)
        else:
            break
    if at >= len(words):
        return ()
    program = words[at].lstrip("@-+") if at == 0 else words[at]
    return (program.rpartition("/")[2] or program, *words[at + 1 :])


def _after_options(words: tuple[str, ...], at: int) -> int:
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in _VALUED else 1
    return at
