"""The command line: what each command does, and its exit code; nothing heavy is imported early.

Exit codes: 0 done (also `no_match` and `needs_choice`), 1 problems found, an internal error or
output that could not be written, 2 refused or wrong usage, 130 interrupted. A reader that left
(`| head`) is no error: what it saw was right. A refused call prints its result on stdout and one
line on stderr.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence

from career_guide import usage
from career_guide.console import standard_streams, tell
from career_guide.errors import CareerGuideError, ContentError
from career_guide.usage import UsageError

TYPE_CHECKING = False  # `typing` takes as long to import as all of this
if TYPE_CHECKING:
    from typing import Any

    from career_guide.deps import Deps
    from career_guide.evidence.roots import AllowedRoots
    from career_guide.settings import Settings
    from career_guide.tools.boundary import Reply

DONE, PROBLEMS, REFUSED, INTERRUPTED = 0, 1, 2, 130


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    with standard_streams() as output:
        try:
            code = _run(argv)
            output.flush()
        except KeyboardInterrupt:
            return INTERRUPTED
        if output.failure is None or isinstance(output.failure, BrokenPipeError):
            return code
        return _complain(f"the output cannot be written: {output.failure.strerror}", PROBLEMS)


def _run(argv: Sequence[str]) -> int:
    try:
        args = usage.parse(argv, COMMANDS)
        command: usage.Command = args.command
        return command(args)
    except SystemExit:  # help or the version was printed
        return DONE
    except ContentError as error:
        return _complain(str(error), PROBLEMS)
    except CareerGuideError as error:
        return _complain(str(error), REFUSED)
    except OSError as error:
        name = os.path.basename(os.fsdecode(error.filename or ""))
        return _complain(
            f"cannot read or write {name or 'a file'}: {error.strerror or error}", PROBLEMS
        )


def _complain(text: str, code: int) -> int:
    tell(text)
    return code


def _settings(args: argparse.Namespace) -> "Settings":
    """The environment's settings under the flags."""
    from career_guide.settings import from_environment

    settings = from_environment()
    return settings.with_content(getattr(args, "content", settings.content))


def _deps(args: argparse.Namespace) -> "Deps":
    from career_guide.content.snapshot import load_chosen
    from career_guide.deps import Deps

    return Deps(catalog=load_chosen(_settings(args).content), reach=_only)


def _only(path: str) -> "AllowedRoots":
    """A person who names a path at the command line allows it."""
    from career_guide.evidence.roots import AllowedRoots

    return AllowedRoots.only(path)


def _serve(args: argparse.Namespace) -> int:
    from career_guide.transports.http.options import OPTIONS

    hosting = {o.field: getattr(args, o.field) for o in OPTIONS if hasattr(args, o.field)}
    if getattr(args, "http", False):
        return _host(args, hosting)
    if hosting:
        flags = [option.flag for option in OPTIONS if option.field in hosting]
        raise UsageError(f"{', '.join(flags)}: only with --http, for example serve --http")
    return _serve_stdio(args)


def _host(args: argparse.Namespace, hosting: "dict[str, Any]") -> int:
    from career_guide.settings import exports_spans, named
    from career_guide.transports import logs
    from career_guide.transports.http.json_log import JsonFormatter
    from career_guide.transports.http.options import settings_from, variables

    if hasattr(args, "allow_repository"):
        raise UsageError("--allow-repository: not with --http, where no repository is read")
    http = settings_from(hosting, named(variables()))
    settings = _settings(args)
    from career_guide.transports.http.start import serve_http

    log = logs.start(settings.log_level, JsonFormatter())
    try:
        return serve_http(
            http,
            content=settings.content,
            log_level=settings.log_level,
            tracing=exports_spans(),
            front=settings.front,
            log=log,
        )
    finally:
        log.finish()


def _serve_stdio(args: argparse.Namespace) -> int:
    from career_guide.serving import serve

    return serve(_settings(args), getattr(args, "allow_repository", None))


def _call(args: argparse.Namespace) -> int:
    from career_guide.tools.boundary import invoke_json
    from career_guide.tools.registry import TABLE, find

    tool = find(args.tool)
    if tool is None:
        from career_guide.tools.refusal import unknown_name

        raise UsageError(unknown_name("tool", args.tool, TABLE))
    reply = invoke_json(tool, _json_arguments(args.arguments), _deps(args))
    _print_json(reply.payload, compact=args.json or not sys.stdout.isatty())
    return _code_of(reply)


def _json_arguments(text: str) -> bytes:
    """The bytes of the arguments, without a byte-order mark; one more than is taken at most."""
    from career_guide.models.json_text import BOM, MAX_BYTES

    if text != "-":
        return os.fsencode(text).removeprefix(BOM)
    if sys.stdin.isatty():
        tell("reading the JSON arguments; Ctrl-D ends them")
    try:
        return sys.stdin.buffer.read(MAX_BYTES + len(BOM) + 1).removeprefix(BOM)
    except OSError as error:
        raise UsageError(f"standard input cannot be read: {error.strerror}") from None


def _read(args: argparse.Namespace) -> int:
    deps = _deps(args)
    asked = {"uri": args.uri}
    reply = _invoke("read_career_guide", asked, deps)
    page = reply.payload
    if args.json:
        _print_json(page, compact=True)
    if reply.is_error:
        return _code_of(reply)
    if page["status"] == "not_found":
        return _complain(f"no such page; nearest: {', '.join(page['suggestions'])}", REFUSED)
    if args.json:
        return DONE
    if page["suggestions"]:
        tell(f"this is {page['uri']}; also: {', '.join(page['suggestions'])}")
    for warning in page["warnings"]:
        headings = f" Headings: {'; '.join(page['sections'])}." if page["sections"] else ""
        tell(warning["text"] + headings)
    text = page["text"]
    while page["next_offset"] is not None:
        page = _invoke("read_career_guide", {**asked, "offset": page["next_offset"]}, deps).payload
        text += page["text"]
    print(text.rstrip("\n"))
    return DONE


def _search(args: argparse.Namespace) -> int:
    reply = _invoke("search_career_guide", {"query": " ".join(args.query)}, _deps(args))
    found = reply.payload
    if args.json:
        _print_json(found, compact=True)
    if args.json or reply.is_error:
        return _code_of(reply)
    shown = [_snippet(row) for row in found["results"]] or [found["summary"]]
    shown += [f"Left open by the guide: {_snippet(row)}" for row in found["left_open"]]
    print("\n\n".join(shown))
    return DONE


def _snippet(row: "Mapping[str, Any]") -> str:
    return f"{row['snippet']}\n    {row['heading']}, {row['uri']} ({row['basis']})"


def _invoke(name: str, arguments: "dict[str, Any]", deps: "Deps") -> "Reply":
    from career_guide.tools.boundary import invoke
    from career_guide.tools.registry import load

    return invoke(load(name), arguments, deps)


def _code_of(reply: "Reply") -> int:
    """The exit code of a reply; an error is told to people too."""
    if not reply.is_error:
        return DONE
    code = PROBLEMS if reply.payload["status"] == "internal_error" else REFUSED
    return _complain(reply.payload["summary"], code)


def _score(args: argparse.Namespace) -> int:
    from dataclasses import replace

    from career_guide.domain.pages import score_report
    from career_guide.models.project_score import ScoreProjectResult
    from career_guide.progress_bar import watching

    if args.json and args.markdown:
        raise UsageError("score: expected --json or --markdown, not both")
    project = {"repository": args.path}
    if args.commit is not None:
        project["commit"] = args.commit
    with watching(sys.stderr) as watch:
        deps = replace(_deps(args), watch=watch)
        reply = _invoke("score_project", {"projects": [project]}, deps)
    if args.json:
        _print_json(reply.payload, compact=True)
    if args.json or reply.is_error:
        return _code_of(reply)
    result = ScoreProjectResult.model_validate(reply.payload)
    print(score_report.markdown(result) if args.markdown else score_report.plain(result))
    return DONE


def _validate(args: argparse.Namespace) -> int:
    from pathlib import Path

    from career_guide.content.checkout import content_folder
    from career_guide.content.validate import validate_built_in, validate_folder

    if args.folder and hasattr(args, "content"):
        raise UsageError("validate: expected DIR or --content DIR, not both")
    folder = args.folder or _settings(args).content or content_folder()
    report = validate_folder(Path(folder)) if folder else validate_built_in()
    if args.json:
        _print_json(report.data(), compact=True)
    else:
        print(report.text())
    return DONE if report.ok else PROBLEMS


def _schema(args: argparse.Namespace) -> int:
    from career_guide.generated import check, refuse_foreign, write

    refuse_foreign(_settings(args).content)
    paths = write() if args.write else check()
    if args.json:
        _print_json({"written" if args.write else "stale": paths}, compact=True)
    elif args.write:
        print("\n".join(f"wrote {path}" for path in paths) or "everything was up to date")
    else:
        print("\n".join(paths) or "everything generated is up to date")
    return PROBLEMS if args.check and paths else DONE


def _token(args: argparse.Namespace) -> int:
    from career_guide.transports.http.auth.static_tokens import make_token

    token, entry = make_token(args.name, tuple(args.scope))
    if args.json:
        _print_json({"token": token, "line": entry.line}, compact=True)
    else:
        print(f"For {entry.subject}, shown only now:\n{token}\n")
        print(f"For the server's list:\n{entry.line}")
    return DONE


def _tour(args: argparse.Namespace) -> int:
    from career_guide.tour import tour

    settings = _settings(args)
    if settings.content:
        _deps(args)  # tells what is wrong with the folder better than a server that ends
    return tour(settings)


def _print_json(value: "Any", *, compact: bool) -> None:
    import json

    layout: dict[str, Any] = {"separators": (",", ":")} if compact else {"indent": 2}
    print(json.dumps(value, ensure_ascii=False, allow_nan=False, **layout))


COMMANDS: Mapping[str, usage.Command] = {
    "serve": _serve,
    "call": _call,
    "read": _read,
    "search": _search,
    "score": _score,
    "validate": _validate,
    "schema": _schema,
    "token": _token,
    "tour": _tour,
}
