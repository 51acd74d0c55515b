"""Starts the hosted mode: the port, then one worker here, or several under a supervisor."""

import ipaddress
import logging
import shutil
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from career_guide.transports.http.guards import auth_settings, limit_settings
from career_guide.transports.http.hosts import hosts_of
from career_guide.transports.http.limits.settings import MEMORY, LimitSettings
from career_guide.transports.http.option import SettingRefused
from career_guide.transports.http.options import HttpSettings, label
from career_guide.transports.http.plan import READY, Plan
from career_guide.transports.logs import StderrLog

logger = logging.getLogger("career_guide.http")
BACKLOG = 2048


def serve_http(
    http: HttpSettings,
    *,
    content: str | None,
    log_level: str,
    tracing: bool,
    front: bool,
    log: StderrLog,
) -> int:
    """Serve until a signal; returns the exit code.

    Raises SettingRefused for an address that cannot be listened on, CareerGuideError for content.
    """
    if http.workers > 1 and sys.platform == "win32":
        raise SettingRefused(f"{label('workers')}: expected 1, since Windows shares no sockets so")
    limits = limit_settings(http)  # what is wrong there is said before anything starts
    auth_settings(http)
    _raise_file_limit(http)
    listener = _listen(http)
    port = listener.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="career-guide-metrics-")) if http.workers > 1 else None
    plan = Plan(
        http=http,
        hosts=http.allowed_host or hosts_of(http.host, port),
        content=content,
        log_level=log_level,
        metrics_folder=folder,
        tracing=tracing,
        front=front and not tracing and content is None,
    )

    _warn(http, limits)

    def serving() -> None:
        _announce(log, plan, port)

    try:
        if folder:
            from career_guide.transports.http.supervisor import supervise

            return supervise(plan, listener, serving)
        from career_guide.transports.http.work import work

        work(plan, listener, lambda word: serving() if word == READY else None)
        return 0
    finally:
        listener.close()
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


def _warn(http: HttpSettings, limits: LimitSettings) -> None:
    """Say once, for all workers, what a setting leaves open."""
    if http.auth == "none":
        logger.warning("--auth none: everybody who reaches this server may use it")
    if limits.store == MEMORY and limits.processes > 1:
        logger.warning(
            "rate limits: %d processes count alone, so each admits its share of a limit; "
            "name a Redis with --limit-store to let them count together",
            limits.processes,
        )


def _listen(http: HttpSettings) -> socket.socket:
    try:
        family = socket.AF_INET6 if ipaddress.ip_address(http.host).version == 6 else socket.AF_INET
    except ValueError:
        family = socket.AF_INET  # a name
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((http.host, http.port))
    except OSError as error:
        listener.close()
        raise SettingRefused(
            f"{label('host')} {http.host}, {label('port')} {http.port}: cannot listen there "
            f"({error.strerror}); pass another, for example --port 8001"
        ) from None
    listener.listen(BACKLOG)
    return listener


def _raise_file_limit(http: HttpSettings) -> None:
    """Ask for as many descriptors as the connections may need; shells often give 1,024."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = http.max_connections + 256
        if soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))


def _announce(log: StderrLog, plan: Plan, port: int) -> None:
    host = f"[{plan.http.host}]" if ":" in plan.http.host else plan.http.host
    record = logging.makeLogRecord(
        {
            "name": "career_guide.http",
            "levelname": "INFO",
            "msg": "serving",
            "fields": {
                "url": f"http://{host}:{port}/mcp",
                "workers": plan.http.workers,
                "hosts": plan.hosts,
            },
        }
    )
    log.say(log.format(record))
