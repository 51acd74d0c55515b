"""Do calls to others have a timeout?"""

from career_guide.domain.repository.identifiers import listed, plain, tail, words
from career_guide.domain.repository.live import Live, live, said_at
from career_guide.domain.repository.searching import answer
from career_guide.models.repository.code import Call
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

LIMITING = listed(
    "AbortSignal.timeout aiohttp.ClientTimeout anyio.fail_after anyio.move_on_after "
    "async_timeout.timeout asyncio.timeout asyncio.timeout_at asyncio.wait_for "
    "context.WithDeadline context.WithTimeout http.TimeoutHandler httpx.Timeout signal.alarm "
    "socket.setdefaulttimeout trio.fail_after trio.move_on_after"
)
LIMITING_TAILS = listed(
    "ClientTimeout pTimeout set_default_timeout set_page_load_timeout setDefaultTimeout "
    "SetTimeout settimeout with_timeout WithRequestTimeout WithTimeout withTimeout"
)
KEYS = frozenset({"deadline"})
SAYING = listed(
    "acquire add_argument add_option argument Column Counter critical debug dict error exception "
    "Field field Histogram info join log option print run_server serve warn warning"
)
"""Calls whose keywords describe something, or that wait for their own threads. A function of the
product's own does not count either: what it does with the keyword is seen where it calls."""
IDLE = frozenset({"keep", "idle", "graceful", "shutdown", "session", "cache", "ttl"})
"""Words of timeouts that bound no call to another."""


def run(repo: Snapshot) -> Finding:
    """Present where a call to another program or library is given a timeout or deadline."""
    code = live(repo)
    found = [seen for seen in code.calls if _limits(seen.fact, code)]
    ordered = sorted(found, key=lambda seen: not seen.fact.inside)
    return answer(
        repo,
        [said_at(code, seen, filter(_is_timeout, seen.fact.keywords)) for seen in ordered],
        seen=f"{len(found)} calls are given a timeout.",
        unseen="No call is given a timeout, deadline or abort signal.",
        count=len(found),
    )


def _limits(call: Call, code: Live) -> bool:
    if call.name in code.own or tail(call.name) in SAYING:
        return False
    if call.name in LIMITING or tail(call.name) in LIMITING_TAILS:
        return True
    if call.name == "Promise.race" and "setTimeout" in code.names:
        return True
    if "signal" in call.keywords and {"abort", "setTimeout"} <= code.names:
        return True
    return any(_is_timeout(key) for key in call.keywords)


def _is_timeout(key: str) -> bool:
    if key in KEYS:
        return True
    name = words(key)
    return "timeout" in plain(key) and not IDLE & set(name)
