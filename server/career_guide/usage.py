"""What can be typed after `career-guide-mcp`, and the help that explains it; nothing runs here."""

import argparse
from collections.abc import Callable, Mapping, Sequence

from career_guide import __version__
from career_guide.console import PROGRAM
from career_guide.errors import CareerGuideError
from career_guide.tools.registry import TABLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

Command = Callable[[argparse.Namespace], int]

DESCRIPTION = "Career coach for AI engineers, inside any MCP assistant. Alone it serves stdio."
CONTENT = "use this content folder instead of the built-in guide"
TOOLS = ", ".join(TABLE)
EXIT_CODES = """exit codes:
  0    done; also when nothing matched, a question came back, or the reader of the output left
  1    problems found (validate, schema --check), content that cannot be served, output that
       cannot be written, or an internal error
  2    refused: wrong usage, invalid input, bad JSON, unknown tool or page
  130  interrupted with Ctrl-C
"""
OVERVIEW = f"""examples:
  {PROGRAM}                        serve an assistant over stdio
  {PROGRAM} tour                   see the main job, and how to add it to an assistant
  {PROGRAM} call estimate_comp '{{"level":"senior","market":"us-tier2"}}'
  {PROGRAM} score .                read a repository, and see what to fix first
  {PROGRAM} search "do I need a PhD"
  {PROGRAM} read career://roadmap

{EXIT_CODES}
environment:
  CAREER_GUIDE_CONTENT    a content folder, as with --content
  CAREER_GUIDE_FRONT      off: answer everything through the SDK; on is the default
  CAREER_GUIDE_LOG_LEVEL  DEBUG, INFO, WARNING (the default) or ERROR; logs go to stderr

`{PROGRAM} COMMAND --help` explains a command.
"""
EXAMPLES = {
    "serve": f"""examples:
  {PROGRAM} serve
  {PROGRAM} serve --content ./content
  {PROGRAM} serve --allow-repository ./
  {PROGRAM} serve --http --auth none
  {PROGRAM} serve --http --auth tokens --auth-tokens @tokens.txt --workers 2

score_project may read repositories below the folders that --allow-repository names; without it
only the git repository that the server was started in, and never a home folder or a whole disk.
Over HTTP no repository is read. A setting of the hosted mode is also a variable, in brackets; a
list is written with commas there. Only as variables, since command lines can be seen by others:
""",
    "call": f"""examples:
  {PROGRAM} call estimate_comp '{{"level":"senior","location":"Denver"}}'
  {PROGRAM} call next_skill '{{"known_skills":["Python"],"hours_per_week":6}}' | jq .summary
  {PROGRAM} call score_project - < project.json

Without JSON the tool is called with no arguments; a refused call shows a complete valid one.
A refused call prints its result too, says why on stderr, and ends with 2.
""",
    "read": f"""examples:
  {PROGRAM} read career://about             what the guide is, and its pages
  {PROGRAM} read roadmap/basic-rag          the scheme may be left out
  {PROGRAM} read career://salary#premium    one part of a page
  {PROGRAM} read career://data/salary.json  a page as JSON, for programs

A page is printed whole. With --json the first 6,000 characters come with `next_offset`, from
which `call read_career_guide` goes on.
""",
    "search": f"""examples:
  {PROGRAM} search "do I need a PhD"
  {PROGRAM} search vector database --json | jq -r '.results[].uri'
""",
    "score": f"""examples:
  {PROGRAM} score ./            criteria with file and line, and what to do first
  {PROGRAM} score ./ --json | jq '.projects[0].first_fix'

Reads the files of a commit and its history; runs nothing, sends nothing, follows no link out.
Uncommitted work is counted and not credited. --json is the result of the tool score_project.
""",
    "validate": f"""examples:
  {PROGRAM} validate ./content
  {PROGRAM} --content ./content validate --json

Without DIR it checks the folder that --content or CAREER_GUIDE_CONTENT names, else our own.
Each problem is one line: file, line, code, place, what is wrong, how to fix it.
""",
    "schema": f"""examples:
  {PROGRAM} schema --check
  {PROGRAM} schema --write

Works in a checkout of this project, on its own content and schemas only.
""",
    "token": f"""examples:
  {PROGRAM} token ada
  {PROGRAM} token ada --scope guide:read
  {PROGRAM} token ada --json | tee ada.json | jq -r .line >> tokens.txt

The token is for its owner and is not kept: give `token` of ada.json to Ada, then delete the file.
The line is for the server: `serve --http --auth tokens --auth-tokens @tokens.txt`; it holds only a
hash. The list is read at the start: restart the server after adding or removing a line.
""",
    "tour": f"""examples:
  {PROGRAM} tour
  {PROGRAM} tour --content ./content       also in the configuration that it prints
""",
}


class UsageError(CareerGuideError):
    """Wrong usage: one line on stderr, exit code 2."""


class _Parser(argparse.ArgumentParser):
    """Raises instead of printing, so that there is one place that complains and decides codes."""

    def error(self, message: str) -> "NoReturn":
        raise UsageError(f"{message}; see `{self.prog} --help`")


def parse(argv: Sequence[str], commands: Mapping[str, Command]) -> argparse.Namespace:
    """The arguments, with the function to run in `command`; `serve` where no command is named.

    Raises UsageError. Raises SystemExit(0) after printing help or the version.
    """
    word = _command_word(argv)
    if word is not None and word not in commands:
        from difflib import get_close_matches

        near = get_close_matches(word, commands, n=1)
        hint = f"; did you mean {near[0]}?" if near else "."
        known = ", ".join(commands)
        raise UsageError(
            f"unknown command {word[:60]!r}{hint} Commands: {known}; see `{PROGRAM} --help`"
        )
    return _parser(commands, serves=word == "serve").parse_args(argv)


def _command_word(argv: Sequence[str]) -> str | None:
    """The first word that is neither an option nor the value of one."""
    words = iter(argv)
    for word in words:
        if word in ("--content", "--allow-repository"):
            next(words, None)
        elif word == "--" or not word.startswith("-"):
            return next(words, None) if word == "--" else word
    return None


def _parser(commands: Mapping[str, Command], *, serves: bool) -> _Parser:
    """The parser of all commands; the many options of the hosted mode only where it is meant."""
    parser = _Parser(
        prog=PROGRAM,
        description=DESCRIPTION,
        epilog=OVERVIEW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    parser.set_defaults(command=commands["serve"])
    _with_content(parser)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, text: str, *, json: str = "") -> argparse.ArgumentParser:
        sub = subparsers.add_parser(
            name,
            help=text,
            description=text,
            epilog=EXAMPLES[name],
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        sub.set_defaults(command=commands[name])
        _with_content(sub, shown=name != "schema")  # which refuses a folder that is not its own
        if json:
            sub.add_argument("--json", action="store_true", help=json)
        return sub

    serve = add("serve", "Serve an assistant over stdio (the same as no command), or many by HTTP.")
    if serves:
        _with_hosting(serve)
    for served in (parser, serve):
        served.add_argument(
            "--allow-repository",
            metavar="DIR",
            action="append",
            default=argparse.SUPPRESS,
            help="let score_project read repositories below DIR (repeatable)",
        )
    call = add(
        "call",
        "Call one tool and print its structured result as JSON.",
        json="on one line, in a terminal too",
    )
    call.add_argument("tool", metavar="TOOL", help=f"one of {TOOLS}")
    call.add_argument(
        "arguments",
        metavar="JSON",
        nargs="?",
        default="{}",
        help="arguments as a JSON object, or - to read them from standard input",
    )
    result = "print the structured result as JSON, on one line"
    read = add("read", "Print a page of the guide.", json=result)
    read.add_argument("uri", metavar="URI", help="career:// URI, slug or fact id")
    search = add("search", "Search the guide.", json=result)
    search.add_argument("query", metavar="QUERY", nargs="+", help="question or keywords")
    score = add("score", "Score a repository by the portfolio rubric, with evidence.", json=result)
    score.add_argument("path", metavar="PATH", help="folder of the repository")
    score.add_argument("--commit", metavar="ID", help="commit id, branch or tag; else HEAD")
    score.add_argument("--markdown", action="store_true", help="print the report as Markdown")
    validate = add(
        "validate", "Check a content folder.", json="print the report as JSON, on one line"
    )
    validate.add_argument("folder", metavar="DIR", nargs="?", type=_folder, help="content folder")
    schema = add(
        "schema",
        "Check or write everything that is generated from models and content.",
        json="print what is stale, or what was written, as JSON, on one line",
    )
    either = schema.add_mutually_exclusive_group(required=True)
    either.add_argument("--check", action="store_true", help="exit with 1 when something is stale")
    either.add_argument("--write", action="store_true", help="write all of it")
    token = add(
        "token",
        "Make a token for one user of a hosted server.",
        json="print token and line as JSON, on one line",
    )
    token.add_argument("name", metavar="NAME", help="whose token it is")
    token.add_argument("--scope", action="append", default=[], help="what it may do (repeatable)")
    add("tour", "Show the main job through a real client, and how to add this server.")
    return parser


def _with_hosting(serve: argparse.ArgumentParser) -> None:
    from career_guide.transports.http.options import OPTIONS

    secrets = (f"  {option.variable}  {option.meaning}" for option in OPTIONS if option.secret)
    serve.epilog = EXAMPLES["serve"] + "\n".join(secrets)
    serve.add_argument("--http", action="store_true", help="serve many assistants over HTTP")
    group = serve.add_argument_group("hosted mode, with --http")
    for option in OPTIONS:
        if option.flag:
            shown = f"{option.meaning} (default: {option.shown}) [{option.variable}]"
            group.add_argument(
                option.flag,
                dest=option.field,
                metavar=option.metavar,
                action="append" if option.repeatable else "store",
                default=argparse.SUPPRESS,
                help=shown.replace("%", "%%"),
            )


def _with_content(parser: argparse.ArgumentParser, *, shown: bool = True) -> None:
    parser.add_argument(
        "--content",
        metavar="DIR",
        type=_folder,
        default=argparse.SUPPRESS,  # so that a command does not undo what stood before it
        help=CONTENT if shown else argparse.SUPPRESS,
    )


def _folder(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("expected a content folder, for example ./content")
    return text
