"""What names and texts in code tell: a report, a start, a failure, a part not implemented."""

import re

MOST_PARTS = 32
"""Parts of a dotted name that are read; a longer chain is named by its end."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_REPORTING = _words(
    "abort alert capture captureexception capturemessage console critical debug debugf echo emit "
    "end error errorf errorln errorw exception exit fail fatal fatalf fatalln info infof infow "
    "json jsonify log logf logln notify pprint print printexc printexception printf println put "
    "recorderror recordexception render reply respond response secho send sendmessage seterror "
    "setfailed setmessage setstatus status success toast trace warn warnf warning warningf warnw "
    "write writeheader writestring inc incr increment observe"
)
_LOGGING = _words("console log logger logging sentry_sdk slog toast traceback")
_PASSING_ON = _words("next panic reject")
_ENDING = _words("abort exit keyboardinterrupt systemexit")
_WAITING = re.compile(r"(?i)sleep|backoff|delay|\bwait|(?:^|[._])pause")
_FALLING_BACK = re.compile(r"(?i)fall_?back|retry|default|degrade|backup|reconnect|secondary|cache")
_CLEANING = _words(
    "cancel cleanup clear clearinterval cleartimeout close delete destroy disconnect dispose kill "
    "release remove rmtree rollback shutdown stop terminate unlink unlock"
)
_FAILURE = re.compile(
    r"(?i)err(?:or|s?\b|_)|exc(?:eption|\b)|fail|problem|reason|invalid|issue|warning"
    r"|(?:^|_|\b)msg|message|status|exit_?code|unavailable|denied|unable|cannot|can't"
    r"|could ?n[o']t|not found|sorry"
)
_TIME = _words("monotonic now perfcounter since time utcnow")
_UNDONE = re.compile(
    r"(?i)\b(?:not|never)[ _-]?(?:yet[ _-]?)?(?:been )?implemented|\bunimplemented|\bcoming soon"
    r"|\bto be implemented|\bimplement me\b|\bimplementation (?:pending|missing)"
    r"|^\W*todo\b\W*(?:$|implement|add|write)|\bnot (?:yet )?(?:built|written) yet"
)
_STARTING = _words(
    "executefromcommandline infinitypolling listen listenandserve listenandservetls runapp "
    "runforever runpolling runserver runstdio runtransportasync serve serveforever servestdio "
    "startpolling"
)
_STARTING_ON_A_SERVER = _words("connect launch main run start")
_SERVER = re.compile(
    r"(?i)(?:app|application|server|mcp|bot|api|demo|iface|interface|ui|socketio|uvicorn|hypercorn"
    r"|granian|gunicorn|waitress|asyncio|anyio|trio|uvloop|web|worker|scheduler|daemon)$"
)


def reports(name: str) -> bool:
    """Whether a call of this name prints, logs, answers or ends with a message."""
    first, _, rest = name.partition(".")
    return bool(rest and first.lower() in _LOGGING) or _tail(name) in _REPORTING


def passes_on(name: str) -> bool:
    """Whether a call of this name hands an error on, as raising would."""
    tail = _tail(name)
    return tail in _PASSING_ON or tail.startswith(("raise", "rethrow", "throw"))


def ends_program(name: str) -> bool:
    """Whether an error of this name only ends the program, after what was told."""
    return _tail(name) in _ENDING


def waits(name: str) -> bool:
    """Whether a call of this name lets time pass, as before another try."""
    return bool(_WAITING.search(name))


def falls_back(name: str) -> bool:
    """Whether a name speaks of another way or another try."""
    return bool(_FALLING_BACK.search(name))


def cleans(name: str) -> bool:
    """Whether a call of this name lets go of something."""
    return _tail(name) in _CLEANING


def tells_failure(text: str) -> bool:
    """Whether a name, key or text speaks of a failure."""
    return bool(_FAILURE.search(text))


def tells_undone(text: str) -> bool:
    """Whether a text says that something is not implemented."""
    return bool(_UNDONE.search(text))


def tells_time(name: str) -> bool:
    """Whether a call of this name only asks what time it is."""
    return _tail(name) in _TIME


def names_undone(name: str) -> bool:
    """Whether a name says that something is not implemented: an error or a status of HTTP."""
    return name.lower().replace("_", "").endswith(("notimplementederror", "notimplemented"))


def is_message(text: str) -> bool:
    """Whether a text is a sentence or speaks of a failure."""
    return text.strip().count(" ") > 1 or tells_failure(text[:200])


def starts_server(name: str) -> bool:
    """Whether a call of this name starts a server or an event loop."""
    before, _, _ = name.rpartition(".")
    tail = _tail(name)
    return tail in _STARTING or (
        tail in _STARTING_ON_A_SERVER and bool(_SERVER.search(before.rpartition(".")[2]))
    )


def last_part(name: str) -> str:
    """The last part of a dotted name."""
    return name.rpartition(".")[2]


def _tail(name: str) -> str:
    return last_part(name).lower().replace("_", "")
