"""Serving over stdio from the first byte to the exit code; each stage is loaded when it is needed.

1. `transports.instant` answers what is prepared, with a handful of standard modules.
2. The first ordinary tool call loads the content and its tool (`front.calls`).
3. The first message that is not wholly ordinary loads the SDK (`transports.serve`), for good.

Where the front cannot be used, the third stage is the only one.
"""

import os
from collections.abc import Iterable, Sequence

from career_guide.errors import CareerGuideError
from career_guide.settings import Settings, from_environment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from career_guide.deps import Deps
    from career_guide.evidence.roots import AllowedRoots
    from career_guide.models.content.catalog import Catalog
    from career_guide.transports.descriptors import Wire
    from career_guide.transports.handover import Handover
    from career_guide.transports.instant import Instant
    from career_guide.transports.logs import StderrLog

DONE, PROBLEMS = 0, 1
ALLOW = "--allow-repository"


def serve(settings: Settings, folders: Sequence[str] | None) -> int:
    """Serve through the SDK alone; returns the exit code.

    Raises CareerGuideError where the content or a folder cannot be served.
    """
    from career_guide.transports.descriptors import claim

    process = Process(claim(), settings)
    if os.isatty(process.wire.read):
        hint = "Serving MCP over stdio: waiting for JSON-RPC, one message a line."
        process.say(f"{hint} Try `career-guide-mcp tour` or --help; Ctrl-C ends.")
    process.roots = allowed(folders)
    process.deps()
    return process.finish()


def serve_at_once(arguments: Iterable[str]) -> int | None:
    """Serve from the first stage on; returns the exit code.

    None where anything is not as usual: nothing has been touched then, and the command line does
    what there is to do, or says what is wrong.
    """
    from career_guide.front.uncollected import Uncollected

    with Uncollected():
        started = _first_stage(arguments)
    if started is None:
        return None
    process, instant = started
    try:
        handover = instant.run()
    except CareerGuideError as problem:
        return process.end(problem)
    return process.end() if handover is None else process.finish(handover)


def _first_stage(arguments: Iterable[str]) -> "tuple[Process, Instant] | None":
    """What serves from the first stage on, ready to run; None where something is not as usual."""
    folders = _folders(arguments)
    try:
        settings = from_environment()
        if folders is None or settings.content or not settings.front:
            return None
        roots = allowed(folders) if folders else None
    except CareerGuideError:
        return None
    from career_guide.front.belonging import usable
    from career_guide.transports.instant import Instant, can_serve

    if not can_serve(0, 1) or (prepared := usable(_complain)) is None:
        return None
    from career_guide.front.core import Front
    from career_guide.front.session import Session
    from career_guide.transports.descriptors import claim

    process = Process(claim(), settings, prepared.content)
    process.roots = roots
    return process, Instant(process.wire, Session(Front(prepared, process.deps)))


def allowed(folders: Sequence[str] | None) -> "AllowedRoots":
    """What an assistant may read: these folders, else the repository that we were started in.

    Raises RepositoryRefused for a folder that cannot be allowed.
    """
    from career_guide.evidence.roots import AllowedRoots

    return AllowedRoots.given(folders) if folders else AllowedRoots.around(os.curdir)


class Process:
    """One serving process: its wire, and what has been loaded so far.

    `content` is the digest of what the front's answers tell: the content of every later stage too.
    """

    def __init__(self, wire: "Wire", settings: Settings, content: str = "") -> None:
        self.wire = wire
        self.roots: AllowedRoots | None = None
        self._settings = settings
        self._content = content
        self._log: StderrLog | None = None
        self._deps: Deps | None = None

    def say(self, line: str) -> None:
        """Say a line to people; from here on whatever is logged goes to stderr."""
        if self._log is None:
            from career_guide.transports import logs

            self._log = logs.start(self._settings.log_level)
        if line:
            self._log.say(line)

    def deps(self) -> "Deps":
        """What handlers are given. Raises ContentError where there is nothing to serve."""
        if self._deps is None:
            self.say("")
            from career_guide.deps import Deps

            catalog = self._catalog()
            roots = self.roots or allowed(None)
            self._deps = Deps(catalog=catalog, reach=lambda path: roots)
        return self._deps

    def _catalog(self) -> "Catalog":
        """What is served: on a connection of the front what it began with, edited since or not."""
        from career_guide.content import snapshot

        compiled = snapshot.load_compiled(self._content) if self._content else None
        return compiled or snapshot.load_chosen(self._settings.content, self._tell)

    def finish(self, begun: "Handover | None" = None) -> int:
        """Serve through the SDK until the connection ends; returns the exit code."""
        from career_guide.front.uncollected import Uncollected

        try:
            with Uncollected():
                deps = self.deps()
                from career_guide.transports.serve import serve_stdio
            serve_stdio(deps, self.wire, begun)
        except CareerGuideError as problem:
            return self.end(problem)
        return self.end()

    def end(self, problem: CareerGuideError | None = None) -> int:
        """Say what went wrong, if anything, and let it be read; returns the exit code."""
        if problem is not None:
            self._tell(str(problem))
        if self._log is not None:
            self._log.finish()
        return DONE if problem is None else PROBLEMS

    def _tell(self, line: str) -> None:
        self.say(f"career-guide-mcp: {line}")


def _complain(line: str) -> None:
    """Say a line before anything of the process stands."""
    from career_guide.console import standard_streams, tell

    with standard_streams():  # standard error may be closed
        tell(line)


def _folders(arguments: Iterable[str]) -> list[str] | None:
    """The folders of `[serve] [--allow-repository DIR]...`; None for any other command line."""
    folders = []
    words = iter(arguments)
    for number, word in enumerate(words):
        name, given, value = word.partition("=")
        if name == ALLOW:
            folders.append(value if given else next(words, ""))
        elif number or word != "serve":
            return None
    return folders
