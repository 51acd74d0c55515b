"""Runs the official conformance suite against our server and demands every check.

Two things are judged. The hosted server as people start it, stateless, by the scenarios that need
nothing of a server but MCP; and the same server factory with the suite's fixtures registered, by
everything the suite has for a revision. A scenario passes when each of its checks does, and counts
only where it checked something: a fixture scenario must have called its fixture as often as its
rounds need, or it passed without looking.

The suite (`conformance`) and its Node are found on PATH; `.ci/run` installs both.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
HANDSHAKE, STATELESS = "2025-11-25", "2026-07-28"
START_SECONDS, RUN_SECONDS = 30, 150
SAVED = re.compile(r"-\d{4}-\d\d-\d\dT[\dZ-]+$")  # when, at the end of a result's folder name

GENERIC = {
    HANDSHAKE: (
        *("server-initialize", "server-session-lifecycle", "ping", "completion-complete"),
        *("tools-list", "resources-list", "prompts-list", "server-sse-multiple-streams"),
        "dns-rebinding-protection",
    ),
    STATELESS: (
        *("server-stateless", "completion-complete", "tools-list", "resources-list"),
        *("prompts-list", "server-sse-multiple-streams", "sep-2164-resource-not-found"),
        *("dns-rebinding-protection", "caching", "http-header-validation"),
        "input-required-result-unsupported-methods",
    ),
}
"""Scenarios that need no fixture, or only for the checks named in NEEDS_FIXTURE."""

NO_CHECK_WITHOUT_SESSIONS = {"server-session-lifecycle", "server-sse-multiple-streams"}
NEEDS_FIXTURE = {
    "server-stateless": (
        *("sep-2575-server-rejects-undeclared-capability", "sep-2575-missing-capability-http-400"),
        "sep-2575-http-server-no-independent-requests-on-stream",
        "sep-2575-server-no-log-without-loglevel",
        *("sep-2575-server-sends-subscription-ack", "sep-2575-server-tags-subscription-id"),
        "sep-2575-server-honors-notification-filter",
        "sep-2575-server-sends-prompts-list-changed-on-subscription",
        "sep-2575-server-sends-tools-list-changed-on-subscription",
    )
}
"""Checks that cannot look at anything on a server without fixtures and subscriptions."""

ROOM = tuple(f"--limit-{what}=6000/minute" for what in ("network", "reads", "computing"))
"""The suite asks much in a short time from one address; limits stay on."""

ROUNDS = "test_input_required_result_"
COMMON_CALLS: dict[str, dict[str, int]] = {
    "tools-call-simple-text": {"test_simple_text": 1},
    "tools-call-image": {"test_image_content": 1},
    "tools-call-audio": {"test_audio_content": 1},
    "tools-call-embedded-resource": {"test_embedded_resource": 1},
    "tools-call-mixed-content": {"test_multiple_content_types": 1},
    "tools-call-error": {"test_error_handling": 1},
    "tools-call-with-progress": {"test_tool_with_progress": 1},
    "json-schema-2020-12": {},  # reads the tool's schema from tools/list
    "resources-read-text": {"test://static-text": 1},
    "resources-read-binary": {"test://static-binary": 1},
    "resources-templates-read": {"test://template/{id}/data": 1},
    "prompts-get-simple": {"test_simple_prompt": 1},
    "prompts-get-with-args": {"test_prompt_with_arguments": 1},
    "prompts-get-embedded-resource": {"test_prompt_with_embedded_resource": 1},
    "prompts-get-with-image": {"test_prompt_with_image": 1},
}
CALLS: dict[str, dict[str, dict[str, int]]] = {
    HANDSHAKE: {
        **COMMON_CALLS,
        "logging-set-level": {"logging/setLevel": 1},
        "tools-call-with-logging": {"logging/setLevel": 1, "test_tool_with_logging": 1},
        "tools-call-sampling": {"test_sampling": 1},
        "tools-call-elicitation": {"test_elicitation": 1},
        "elicitation-sep1034-defaults": {"test_elicitation_sep1034_defaults": 1},
        "elicitation-sep1330-enums": {"test_elicitation_sep1330_enums": 1},
        "server-sse-polling": {"test_reconnection": 1},
        "resources-subscribe": {"resources/subscribe": 1},
        "resources-unsubscribe": {"resources/subscribe": 1, "resources/unsubscribe": 1},
    },
    STATELESS: {
        **COMMON_CALLS,
        "server-stateless": {
            "test_missing_capability": 1,
            "test_streaming_elicitation": 1,
            "test_logging_tool": 1,
            "subscriptions/listen": 4,
            "test_trigger_tool_change": 3,
            "test_trigger_prompt_change": 1,
        },
        "caching": {"test://static-text": 1},
        "http-header-validation": {"test_simple_text": 1},
        "http-custom-header-server-validation": {"test_x_mcp_header": 3},
        "input-required-result-basic-elicitation": {ROUNDS + "elicitation": 2},
        "input-required-result-basic-sampling": {ROUNDS + "sampling": 2},
        "input-required-result-basic-list-roots": {ROUNDS + "list_roots": 2},
        "input-required-result-request-state": {ROUNDS + "request_state": 2},
        "input-required-result-multiple-input-requests": {ROUNDS + "multiple_inputs": 2},
        "input-required-result-multi-round": {ROUNDS + "multi_round": 3},
        "input-required-result-missing-input-response": {ROUNDS + "elicitation": 1},
        "input-required-result-non-tool-request": {ROUNDS + "prompt": 2},
        "input-required-result-result-type": {ROUNDS + "elicitation": 1},
        # The altered state is refused before a tool sees it, so only its first round arrives.
        "input-required-result-tampered-state": {ROUNDS + "tampered_state": 1},
        "input-required-result-capability-check": {ROUNDS + "capabilities": 1},
        "input-required-result-ignore-extra-params": {ROUNDS + "elicitation": 1},
        # The number in place of an answer is refused before a tool sees it; the null arrives.
        "input-required-result-validate-input": {ROUNDS + "elicitation": 1},
    },
}
"""How often each scenario calls which fixture, at least."""

Check = Mapping[str, Any]


@dataclass
class Verdict:
    """What one run of the suite came to."""

    title: str
    scenarios: int = 0
    checks: int = 0
    problems: list[str] = field(default_factory=list)
    not_counted: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The run's row of the closing table."""
        share = "100 %" if not self.problems else "NOT 100 %"
        return f"{self.title:<44} {self.scenarios:>9} {self.checks:>7} {share:>10}"


def judge(
    title: str,
    results: Mapping[str, list[Check]],
    *,
    without_check: frozenset[str] = frozenset(),
    without_fixture: Mapping[str, tuple[str, ...]] | None = None,
) -> Verdict:
    """Every check counts and must be a success; INFO is no check.

    A scenario named in `without_check` may have checked nothing, and checks named in
    `without_fixture` may not have been possible; both are told and not counted.
    """
    verdict = Verdict(title)
    for scenario, checks in results.items():
        named = (without_fixture or {}).get(scenario, ())
        excused = [c for c in checks if c["id"] in named and was_not_possible(c)]
        counted = [c for c in checks if c["status"] != "INFO" and c not in excused]
        passed = [c for c in counted if c["status"] == "SUCCESS"]
        own = [c for c in passed if not c["id"].startswith("wire-schema")]
        failed = any(c["status"] == "FAILURE" for c in counted)
        if not own and not failed and scenario in without_check:
            verdict.not_counted.append(f"{scenario} (no check without sessions)")
            continue
        if not own:
            verdict.problems.append(
                f"{scenario}: passed nothing of its own, so it looked at nothing"
            )
        for check in counted:
            if check["status"] != "SUCCESS":
                said = check.get("errorMessage") or check.get("description")
                verdict.problems.append(f"{scenario}: {check['id']} {check['status']}: {said}")
        if excused:
            verdict.not_counted.append(f"{len(excused)} checks of {scenario} (need a fixture)")
        verdict.scenarios += 1
        verdict.checks += len(passed)
    return verdict


def was_not_possible(check: Check) -> bool:
    """Whether the suite itself says that it could not look."""
    untestable = str(check.get("errorMessage", "")).startswith("Not testable")
    return untestable or check["status"] == "SKIPPED"


def unexercised(
    scenarios: set[str], revision: str, calls: Mapping[str, int], missed: list[str]
) -> list[str]:
    """Scenarios that cannot have met their fixtures, and fixtures that nothing called."""
    known = CALLS[revision]
    problems = [
        f"{scenario}: not known here; say in {Path(__file__).name} what it calls"
        for scenario in sorted(scenarios - known.keys() - set(GENERIC[revision]))
    ]
    wanted: Counter[str] = Counter()
    for scenario in scenarios & known.keys():
        wanted.update(known[scenario])
    problems += [
        f"{fixture}: called {calls.get(fixture, 0)} times, the scenarios need {times}"
        for fixture, times in wanted.items()
        if calls.get(fixture, 0) < times
    ]
    return problems + [f"{fixture}: no scenario called it" for fixture in missed]


def scored(revision: str) -> set[str]:
    """The scenarios that a server must pass in this revision, from the suite itself."""
    program = Path(shutil.which("conformance") or "conformance").resolve()
    required = program.parent.parent / "requirements" / f"{revision}.yaml"
    return set(yaml.safe_load(required.read_text())["server"])


def suite(url: str, revision: str, *choice: str) -> dict[str, list[Check]]:
    """One run of the suite; the checks of each scenario. Exit codes are ours to decide."""
    with tempfile.TemporaryDirectory() as folder:
        argv = ["conformance", "server", "--url", url, "--spec-version", revision, *choice]
        done = subprocess.run(
            [*argv, "-o", folder], capture_output=True, text=True, timeout=RUN_SECONDS, check=False
        )
        found: dict[str, list[Check]] = {}
        for path in sorted(Path(folder).glob("server-*/checks.json")):
            scenario = SAVED.sub("", path.parent.name.removeprefix("server-"))
            found[scenario] = json.loads(path.read_text())
    if not found:
        sys.exit(f"{' '.join(argv)} gave no result:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return found


@contextmanager
def served(argv: list[str], url: str | None = None) -> Iterator[str]:
    """A server while the suite runs; its URL, which it prints itself where none is given."""
    log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the process
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "tests/support"))  # noqa: TID251
    process = subprocess.Popen(
        argv, stdout=subprocess.PIPE if url is None else log, stderr=log, env=environment, text=True
    )
    try:
        if url is None:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
        if not url or not answers(url, process):
            log.seek(0)
            sys.exit(f"{' '.join(argv)} did not start:\n{log.read()[-4000:]}")
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=START_SECONDS)
        log.close()


def answers(url: str, process: subprocess.Popen[str]) -> bool:
    """Whether something answers HTTP there before the time is over."""
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=2)
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def hosted(revision: str, url: str, front: str) -> Verdict:
    """The generic scenarios on the server as it is started by its command, front on or off."""
    results: dict[str, list[Check]] = {}
    for scenario in GENERIC[revision]:
        results |= suite(url, revision, "--scenario", scenario)
    sessions_needed = frozenset(NO_CHECK_WITHOUT_SESSIONS if revision == HANDSHAKE else ())
    return judge(
        f"hosted, front {front}, generic, {revision}",
        results,
        without_check=sessions_needed,
        without_fixture=NEEDS_FIXTURE,
    )


def with_fixtures(revision: str) -> Verdict:
    """Everything the suite has for a revision, on our server factory with the fixtures."""
    argv = [sys.executable, str(ROOT / "tests/support/conformance_server.py"), revision]
    with served(argv) as url:
        results = suite(url, revision, "--suite", "all")
        told = json.load(urllib.request.urlopen(url.replace("/mcp", "/reached"), timeout=10))
    how = "sessions" if revision == HANDSHAKE else "stateless"
    verdict = judge(f"with fixtures, {how}, whole suite, {revision}", results)
    verdict.problems += unexercised(set(results), revision, told["calls"], told["missed"])
    required = scored(revision)
    verdict.problems += [f"{name}: scored, but not run" for name in sorted(required - set(results))]
    print(f"{revision}: all {len(required & set(results))} scored scenarios were run", flush=True)
    return verdict


def main() -> None:
    """Run everything, print a table, exit 1 where anything is missing from 100 %."""
    if shutil.which("conformance") is None:
        sys.exit("the conformance suite is not on PATH: .ci/run installs it, with its Node")
    verdicts = []
    command = str(Path(sys.executable).with_name("career-guide-mcp"))
    for front in ("on", "off"):
        os.environ["CAREER_GUIDE_FRONT"] = front  # noqa: TID251
        port = free_port()
        argv = [command, "serve", "--http", "--auth", "none", "--port", str(port)]
        origin = f"http://127.0.0.1:{port}"  # of a page that the suite expects to be let in
        argv += ["--allowed-origin", origin, *ROOM]
        with served(argv, f"http://127.0.0.1:{port}/mcp") as url:
            verdicts += [hosted(revision, url, front) for revision in (HANDSHAKE, STATELESS)]
    verdicts += [with_fixtures(revision) for revision in (HANDSHAKE, STATELESS)]
    for verdict in verdicts:
        for entry in verdict.not_counted:
            print(f"not counted, {verdict.title}: {entry}")
        for problem in verdict.problems:
            print(f"PROBLEM, {verdict.title}: {problem}")
    print(f"{'conformance':<44} {'scenarios':>9} {'checks':>7} {'passed':>10}")
    for verdict in verdicts:
        print(verdict.line())
    if any(verdict.problems for verdict in verdicts):
        sys.exit("conformance is not 100 %")
    print("conformance: 100 %")


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
