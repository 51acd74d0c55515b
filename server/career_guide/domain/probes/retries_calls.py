"""Are calls that failed tried again, by code that is in use?"""

import re
from bisect import bisect_right

from career_guide.domain.repository.failures import following
from career_guide.domain.repository.headers import headers
from career_guide.domain.repository.identifiers import head, listed, plain, tail, words
from career_guide.domain.repository.live import MOST_CALL_LINES, Live, Seen, live, marked
from career_guide.domain.repository.searching import Spot, answer
from career_guide.models.repository.code import Call
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

TRYING = listed(
    "asyncRetry AsyncRetrying axiosRetry backOff expo NewExponentialBackOff on_exception "
    "on_predicate pRetry Retry retry retry_async retry_call retryable retryAsync Retrying "
    "retrying RetryNotify RetryPolicy stop_after_attempt wait_exponential "
    "with_exponential_backoff with_retry withRetry"
)
KEYS = listed(
    "autoretryfor maxattempts maxretries maxretry nretries numretries retries retryattempts "
    "retryconfig retryoptions retrypolicy retrystrategy stopafterattempt"
)
SAYING = listed(
    "add_argument argument Column Counter critical debug dict error exception Field field Gauge "
    "info log option print warn warning"
)
GO_LIBRARIES = frozenset({"backoff", "retry", "retryablehttp"})
TRIES = frozenset({"attempt", "attempts", "retry", "retries", "tries", "try", "backoff"})
WAITING = "sleep("
LINES_OF_A_LOOP = 40
LINE_LIMIT = 400
NEVER = frozenset({"0", "None", "none", "null", "False", "false", "nil"})
TOTAL = "total"
_GIVEN = re.compile(r"\b(\w{1,40})[\"']?\s{0,2}[:=]\s{0,2}([\w.]{1,40})")
_LAST_IS_ZERO = re.compile(r"(?:^|,)\s{0,40}0\s{0,4},?\s{0,40}$")


def run(repo: Snapshot) -> Finding:
    """Present with a retry library, a loop of attempts around a handler, a handler that waits, a
    function of attempts that calls itself, or a client that is told how often to try."""
    code = live(repo)
    calls = [seen for seen in code.calls if _tries(seen.fact, code) and not _never(seen, code)]
    decorated = marked(code, _is_retry)
    loops = [*_loops(code), *_waits(code)]
    spots = [*decorated, *loops, *(seen.spot for seen in calls)]
    count = len({(spot.file.path, spot.line) for spot in spots})
    return answer(
        repo,
        spots,
        seen=f"Failed calls are tried again in {count} places.",
        unseen="No retry, backoff or loop of attempts is in use.",
        confidence="high" if decorated or loops or len(calls) > 1 else "medium",
        count=count,
    )


def _tries(call: Call, code: Live) -> bool:
    name = tail(call.name)
    if name in SAYING:
        return False
    if name in code.own or name in code.methods:
        return name == tail(call.inside) and bool(TRIES & set(words(name)))
    if head(call.name) in GO_LIBRARIES and call.name != name:
        return _has_library(code, name)
    if name in TRYING and _has_library(code, call.name):
        return True
    return any(plain(key) in KEYS for key in call.keywords)


def _never(seen: Seen[Call], code: Live) -> bool:
    """Whether it is told to try no second time: `Retry(NoBackoff(), 0)`, `max_retries=0`."""
    given = _arguments(seen, code)
    times = [
        value for key, value in _GIVEN.findall(given)
        if plain(key) in KEYS or (key == TOTAL and tail(seen.fact.name) in TRYING)
    ]  # fmt: skip
    if times:
        return NEVER.issuperset(times)
    return tail(seen.fact.name) in TRYING and bool(_LAST_IS_ZERO.search(given))


def _arguments(seen: Seen[Call], code: Live) -> str:
    """What stands between the brackets of a call, which may go on over several lines."""
    first = seen.fact.line - 1
    lines = code.lines[seen.file.path][first : first + MOST_CALL_LINES]
    text = " ".join(line[:LINE_LIMIT] for line in lines)
    _, _, after = text.partition(f"{tail(seen.fact.name)}(")
    depth = 1
    for at, sign in enumerate(after):
        depth += (sign in "([{") - (sign in ")]}")
        if not depth:
            return after[:at]
    return after


def _has_library(code: Live, name: str) -> bool:
    """Whether the name comes from a module or object, as `retry` alone says little."""
    return "." in name or any(
        part in module for module in code.modules
        for part in ("retry", "tenacity", "backoff", "stamina", "retrying", "urllib3")
    )  # fmt: skip


def _is_retry(decorator: str) -> bool:
    return bool({"retry", "retries", "retrying", "backoff"} & set(words(decorator)))


def _waits(code: Live) -> list[Spot]:
    """Handlers that let time pass and go on."""
    return [
        seen.spot for seen in code.handlers
        if seen.fact.reaction == "recovered"
        and any(WAITING in line for line in following(seen, code)[1:])
    ]  # fmt: skip


def _loops(code: Live) -> list[Spot]:
    """Headers of loops over attempts with a handler in the loop."""
    handled: dict[str, list[int]] = {}
    for seen in code.handlers:
        handled.setdefault(seen.file.path, []).append(seen.fact.line)
    found: list[Spot] = []
    for header in headers(code):
        if not header.is_loop or not TRIES & set(words(header.text)):
            continue
        lines = handled.get(header.file.path, [])
        following = bisect_right(lines, header.line)
        if following < len(lines) and lines[following] <= header.line + LINES_OF_A_LOOP:
            found.append(header.spot)
    return found
