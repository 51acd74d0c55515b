"""The command line: arguments, exit codes, and nothing heavy imported before it is needed.

Exit codes: 0 done (also `no_match` and `needs_choice`), 1 problems found or an internal error,
2 refused or wrong usage. A refused call prints its result on stdout and one line on stderr.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from career_guide import __version__
from career_guide.errors import CareerGuideError, ContentError

if TYPE_CHECKING:
    from career_guide.deps import Deps
    from career_guide.tools.boundary import Reply

DONE, PROBLEMS, REFUSED = 0, 1, 2
MAX_STDIN = 1 << 20
LAST_WORDS_SECONDS = 0.5
DESCRIPTION = "Career coach for AI engineers, inside any MCP assistant. Alone it serves stdio."
EXAMPLES = """examples:
  career-guide-mcp                        serve an assistant over stdio
  career-guide-mcp tour                   see the main job, and how to add it to an assistant
  career-guide-mcp call estimate_comp '{"level":"senior","market":"us-tier2"}'
  career-guide-mcp search "do I need a PhD"
  career-guide-mcp read career://roadmap
"""


class Refused(CareerGuideError):
    """Wrong usage: one line on stderr, exit code 2."""


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    args = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    command: Callable[[argparse.Namespace], int] = args.command
    try:
        code = command(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output left (for example `| head`); what it saw was right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except ContentError as error:
        return _complain(str(error), PROBLEMS)
    except CareerGuideError as error:
        return _complain(str(error), REFUSED)
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="career-guide-mcp",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"career-guide-mcp {__version__}")
    parser.set_defaults(command=_serve)
    _with_content(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, command: Callable[[argparse.Namespace], int], text: str) -> Any:
        sub = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        sub.set_defaults(command=command)
        return sub

    serve = add("serve", _serve, "Serve an assistant over stdio (the same as no command).")
    _with_content(serve)
    call = add("call", _call, "Call one tool and print its structured result.")
    call.add_argument("tool", metavar="TOOL", help="name of a tool, for example estimate_comp")
    call.add_argument(
        "arguments",
        metavar="JSON",
        nargs="?",
        default="{}",
        help="arguments as a JSON object, or - to read them from standard input",
    )
    read = add("read", _read, "Print a page of the guide.")
    read.add_argument("uri", metavar="URI", help="career:// URI, slug or fact id")
    search = add("search", _search, "Search the guide.")
    search.add_argument("query", metavar="QUERY", nargs="+", help="question or keywords")
    for sub in (call, read, search):
        _with_content(sub)
        sub.add_argument("--json", action="store_true", help="print the structured result")
    validate = add("validate", _validate, "Check a content folder; ours when none is given.")
    validate.add_argument("folder", metavar="DIR", nargs="?", help="content folder")
    validate.add_argument("--json", action="store_true", help="print the problems as JSON")
    schema = add("schema", _schema, "Check or write everything that is generated from the models.")
    either = schema.add_mutually_exclusive_group(required=True)
    either.add_argument("--check", action="store_true", help="fail when something is stale")
    either.add_argument("--write", action="store_true", help="write schemas and the snapshot")
    add("tour", _tour, "Show the main job through a real client, and how to add this server.")
    return parser


def _with_content(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--content",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="serve this validated content folder instead of the built-in guide",
    )


def _deps(args: argparse.Namespace) -> "Deps":
    from career_guide.content.snapshot import load_default, load_folder
    from career_guide.deps import Deps
    from career_guide.settings import from_environment

    folder = getattr(args, "content", None) or from_environment().content
    return Deps(catalog=load_folder(Path(folder)) if folder else load_default())


def _serve(args: argparse.Namespace) -> int:
    from career_guide.settings import from_environment
    from career_guide.transports import logs
    from career_guide.transports.descriptors import claim
    from career_guide.transports.endings import ChannelFailed

    wire = claim()
    log = logs.start(from_environment().log_level)
    if os.isatty(wire.read):
        hint = "Serving MCP over stdio: waiting for JSON-RPC, one message a line."
        log.say(f"{hint} Try `career-guide-mcp tour` or --help; Ctrl-C ends.")
    deps = _deps(args)
    from career_guide.transports.serve import serve_stdio

    code = DONE
    try:
        serve_stdio(deps, wire)
    except ChannelFailed as problem:
        log.say(f"career-guide-mcp: {problem}")
        code = PROBLEMS
    log.finish(LAST_WORDS_SECONDS)
    return code


def _call(args: argparse.Namespace) -> int:
    from career_guide.tools.boundary import invoke
    from career_guide.tools.refusal import unknown_name
    from career_guide.tools.registry import TOOLS

    known = {tool.name: tool for tool in TOOLS}
    if args.tool not in known:
        raise Refused(unknown_name("tool", args.tool, known))
    reply = invoke(known[args.tool], _json_arguments(args.arguments), _deps(args))
    _print_json(reply.payload, compact=args.json)
    return _exit_code(reply)


def _json_arguments(text: str) -> Any:
    if text == "-":
        text = sys.stdin.buffer.read(MAX_STDIN + 1).decode("utf-8-sig", errors="replace")
        if len(text) > MAX_STDIN:
            raise Refused(f"arguments: expected at most {MAX_STDIN} bytes on standard input")
    try:
        return json.loads(text or "{}")
    except (ValueError, RecursionError):
        example = '{"level":"senior","market":"us-tier2"}'
        raise Refused(f"arguments: expected a JSON object, for example '{example}'") from None


def _read(args: argparse.Namespace) -> int:
    deps = _deps(args)
    reply = _invoke("read_career_guide", {"uri": args.uri}, deps)
    page = reply.payload
    if not reply.is_error and page["status"] == "not_found":
        return _complain(f"no such page; nearest: {', '.join(page['suggestions'])}", REFUSED)
    if args.json or reply.is_error:
        _print_json(page, compact=True)
        return _exit_code(reply)
    print(page["text"], end="")
    while page["next_offset"] is not None:
        more = {"uri": page["uri"], "offset": page["next_offset"]}
        page = _invoke("read_career_guide", more, deps).payload
        print(page["text"], end="")
    print()
    return DONE


def _search(args: argparse.Namespace) -> int:
    reply = _invoke("search_career_guide", {"query": " ".join(args.query)}, _deps(args))
    if args.json or reply.is_error:
        _print_json(reply.payload, compact=True)
        return _exit_code(reply)
    if not reply.payload["results"]:
        print(reply.payload["summary"])
    for result in reply.payload["results"]:
        where = f"{result['heading']}, {result['uri']} ({result['basis']})"
        print(f"{result['snippet']}\n    {where}\n")
    return DONE


def _invoke(name: str, arguments: dict[str, Any], deps: "Deps") -> "Reply":
    from career_guide.tools.boundary import invoke
    from career_guide.tools.registry import TOOLS

    return invoke(next(tool for tool in TOOLS if tool.name == name), arguments, deps)


def _exit_code(reply: "Reply") -> int:
    if not reply.is_error:
        return DONE
    code = PROBLEMS if reply.payload["status"] == "internal_error" else REFUSED
    return _complain(reply.payload["summary"], code)


def _validate(args: argparse.Namespace) -> int:
    from career_guide.content.snapshot import checkout_content, load_snapshot
    from career_guide.content.validate import validate_folder

    folder = Path(args.folder) if args.folder else checkout_content()
    if folder is None:
        print(f"built-in content, validated when compiled; {load_snapshot().data_version}")
        return DONE
    report = validate_folder(folder)
    print(report.json() if args.json else report.text())
    return DONE if report.ok else PROBLEMS


def _schema(args: argparse.Namespace) -> int:
    from career_guide.tools.generated import check, write

    if args.write:
        print("\n".join(f"wrote {path}" for path in write()) or "everything was up to date")
        return DONE
    stale = check()
    print("\n".join(stale) or "everything generated is up to date")
    return PROBLEMS if stale else DONE


def _tour(args: argparse.Namespace) -> int:
    from career_guide.tour import tour

    return tour()


def _print_json(value: Any, *, compact: bool) -> None:
    if compact or not sys.stdout.isatty():
        print(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
    else:
        print(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2))


def _complain(text: str, code: int) -> int:
    print(f"career-guide-mcp: {text}", file=sys.stderr)
    return code
