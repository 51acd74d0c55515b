"""Is there a limit on how often, how much or how long a caller or a loop may go on?"""

from itertools import pairwise

from career_guide.domain.repository.headers import headers
from career_guide.domain.repository.identifiers import listed, plain, tail, words
from career_guide.domain.repository.live import Live, Seen, live, marked
from career_guide.domain.repository.searching import Spot, answer
from career_guide.models.repository.code import Call, StringLiteral
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

LIMITERS = listed(
    "AsyncLimiter Bottleneck BoundedSemaphore CapacityLimiter expressRateLimit "
    "InMemoryRateLimiter LeakyBucket Limiter NewLimiter NewRateLimiter NewWeighted pLimit "
    "pThrottle rate_limit RateLimit Ratelimit rateLimit ratelimit RateLimiter RateLimiterMemory "
    "RateLimiterRedis RateLimitingMiddleware RateLimitMiddleware Semaphore sleep_and_retry "
    "SlidingWindow slowDown Throttler TokenBucket"
)
GATES = listed("BoundedSemaphore CapacityLimiter NewWeighted pLimit Semaphore")
"""Limits on how much goes on at once; what limits a rate is shown before them."""
STEP_KEYS = listed(
    "maxagentsteps maxconsecutiveautoreply maxiterations maxllmcalls maxround maxrounds maxsteps "
    "maxtoolcalls maxtoolroundtrips maxturns recursionlimit requestlimit toolcallslimit "
    "usagelimits"
)
CREW_KEYS = frozenset({"maxiter", "maxrpm"})
"""Limits only where an agent takes them; elsewhere they fit a model."""
CREW = frozenset({"Agent", "Crew"})
TRAINING = frozenset({"training", "trainer", "scheduler", "optimizer", "fit", "train"})
STEP_CALLS = frozenset({"stepCountIs", "isStepCount", "UsageLimits", "MaxMessageTermination"})
SIZE_KEYS = frozenset({"filesize", "maxcontentlength", "maxrequestbodysize", "maxbodysize"})
BODY_PARSERS = listed("bodyParser.json bodyParser.urlencoded express.json express.urlencoded")
SETTINGS = frozenset({"MAX_CONTENT_LENGTH", "recursion_limit"})
"""Keys of settings that a framework enforces."""
SIZE_CALLS = frozenset({"MaxBytesReader", "MaxBytesHandler", "LimitReader"})
STEPS = listed("calls iter iteration iterations round rounds step steps turn turns")
BOUNDS = frozenset({"max", "limit", "maximum", "budget"})
TELLING = listed(
    "detect detected error errors exceeded exception handle handler hit info is message parse "
    "report response simulate status test"
)
"""Words of names that speak of somebody else's limit."""
SAYING = listed(
    "add_argument argument critical debug error exception info log option print warning"
)


def run(repo: Snapshot) -> Finding:
    """Present with a rate limiter or semaphore in use, a bound on an agent's steps, or on sizes."""
    code = live(repo)
    limiting = [seen for seen in code.calls if _limits_rate(seen.fact, code)]
    limiters = [seen.spot for seen in limiting if tail(seen.fact.name) not in GATES]
    limiters += marked(code, _is_limiter)
    limiters += [seen.spot for seen in limiting if tail(seen.fact.name) in GATES]
    steps = [seen.spot for seen in code.calls if _limits_steps(seen.fact, code)]
    steps += _bounded(code)
    sizes = [seen.spot for seen in code.calls if _limits_size(seen.fact)]
    sizes += [
        seen.spot for seen in code.strings if seen.fact.text in SETTINGS and _is_set(code, seen)
    ]
    spots: list[Spot] = [*limiters, *steps, *sizes]
    return answer(
        repo,
        spots,
        seen=f"{len(limiters)} limits on rate or concurrency, {len(steps)} on steps and "
        f"{len(sizes)} on sizes are enforced.",
        unseen="No limit on rate, concurrency, steps or sizes is enforced.",
        confidence="high" if limiters or len(spots) > 1 else "medium",
        count=len(spots),
    )


def _limits_rate(call: Call, code: Live) -> bool:
    name = tail(call.name)
    if name in SAYING:
        return False
    return name in LIMITERS or (name in code.own and _is_limiter(name))


def _is_limiter(name: str) -> bool:
    found = words(name)
    if TELLING & set(found):
        return False
    pairs = set(pairwise(found))
    return (
        ("rate", "limit") in pairs
        or ("rate", "limited") in pairs
        or ("rate", "limiter") in pairs
        or bool({"limiter", "throttle", "throttled", "ratelimit", "ratelimiter"} & set(found))
    )


def _limits_steps(call: Call, code: Live) -> bool:
    name = tail(call.name)
    if name in STEP_CALLS:
        return True
    if name in SAYING or call.name in code.own or TRAINING & set(words(call.name)):
        return False
    keys = set(map(plain, call.keywords))
    return bool(STEP_KEYS & keys) or (name in CREW and bool(CREW_KEYS & keys))


def _limits_size(call: Call) -> bool:
    if call.name in BODY_PARSERS:
        return "limit" in call.keywords
    return tail(call.name) in SIZE_CALLS or any(plain(key) in SIZE_KEYS for key in call.keywords)


def _is_set(code: Live, seen: Seen[StringLiteral]) -> bool:
    """Whether a text is the key under which something is put: `{"recursion_limit": 9}`."""
    line = code.lines[seen.file.path][seen.fact.line - 1]
    _, _, after = line.partition(seen.fact.text)
    return after[1:].lstrip(" ]").startswith((":", "="))


def _bounded(code: Live) -> list[Spot]:
    """Loops and conditions that compare steps with a bound that has a name."""
    return [
        header.spot for header in headers(code)
        if _names_bound(header.text)
    ]  # fmt: skip


def _names_bound(text: str) -> bool:
    """Whether one name joins a bound and steps: `max_turns`, `MAX_ITERATIONS`, `limits.steps`."""
    for name in _names(text):
        found = set(words(name))
        if found & BOUNDS and found & STEPS:
            return True
    return False


def _names(text: str) -> list[str]:
    kept = "".join(sign if sign.isalnum() or sign in "_." else " " for sign in text)
    return kept.split()
