"""Builds and runs one worker over a listening socket, in whichever process."""

import gc
import socket
from contextlib import nullcontext

from career_guide.app import build
from career_guide.content.snapshot import load_chosen
from career_guide.deps import Deps
from career_guide.front.belonging import usable
from career_guide.front.core import Front
from career_guide.tools.registry import TABLE
from career_guide.transports.http import tracing
from career_guide.transports.http.app import Hosted
from career_guide.transports.http.plan import Plan, Report, silent
from career_guide.transports.http.server import Worker


def worker(plan: Plan, report: Report = silent) -> Worker:
    """The worker, ready to run. Raises CareerGuideError for content that cannot be served."""
    deps = Deps(catalog=load_chosen(plan.content), reach=None)  # no caller's path is read here
    server = build(deps)
    prepared = usable() if plan.front else None
    if not plan.tracing:
        server.middleware.clear()  # the SDK's spans, which nobody would see
    hosted = Hosted(
        server,
        plan.http,
        plan.hosts,
        tools=list(TABLE),
        metrics_folder=plan.metrics_folder,
        front=Front(prepared, lambda: deps) if prepared else None,
    )
    gc.freeze()  # what start-up built lives as long as the process; collections skip it
    return Worker(hosted, plan.http, report)


def work(plan: Plan, listener: socket.socket, report: Report = silent) -> None:
    """Serve until told to end. Raises CareerGuideError where serving cannot begin."""
    with tracing.spans() if plan.tracing else nullcontext():
        worker(plan, report).run_on(listener)
