"""Is there another way out when a model or service fails or is unsure?"""

import re

from career_guide.domain.repository.failures import following
from career_guide.domain.repository.headers import Header, headers
from career_guide.domain.repository.identifiers import listed, plain, tail, words
from career_guide.domain.repository.live import Live, Seen, live
from career_guide.domain.repository.searching import Spot, answer
from career_guide.models.repository.code import Call, Handler
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

OTHER_WAYS = frozenset({"fallback", "fallbacks", "degraded", "degrade"})
LIBRARY_WAYS = listed(
    "FallbackModel ModelFallbackMiddleware RunnableWithFallbacks with_fallbacks withFallbacks"
)
PERSONS = listed(
    "askclarification askhuman awaitapproval clarification escalate escalated escalation "
    "handofftohuman handovertohuman humanapproval humanhandoff humaninput humanintheloop "
    "humanreview manualreview needsclarification needshumanreview needsreview requestapproval "
    "requestclarification requireapproval requirereview requireshumanreview requiresreview "
    "routetohuman sendtohuman"
)
KEYS = listed(
    "contextwindowfallbacks defaultfallbacks fallbackmodel fallbackmodels fallbacks humaninput "
    "humanintheloop interruptafter interruptbefore needsapproval requiresapproval"
)
PAUSES = frozenset({"interrupt", "NodeInterrupt"})
MOST_WORDS = 8
SURE = frozenset({"confidence", "certainty", "confident"})
ALIKE = frozenset({"similarity"})
DEFAULTS = frozenset({"backup", "cached", "default", "defaults", "fallback", "stale"})
PARSING = frozenset({"AttributeError", "IndexError", "KeyError", "TypeError", "ValueError"})
"""A value that cannot be read gets its default everywhere; that is no other way out."""
COMPARED = re.compile(r"[<>]=?")
SAYING = listed(
    "add_argument argument critical debug error exception info log option print warning"
)


def run(repo: Snapshot) -> Finding:
    """Present with a fallback that is called or configured, a hand-over to a person, a branch on
    confidence, or a handler that goes on with a default of the product's own types."""
    code = live(repo)
    ways = [seen.spot for seen in code.calls if _is_other_way(seen.fact, code)]
    persons = [seen.spot for seen in code.calls if _asks_person(seen.fact, code)]
    unsure = [header.spot for header in headers(code) if _weighs(header)]
    defaults = [seen.spot for seen in code.handlers if _has_default(seen, code)]
    spots: list[Spot] = [*ways, *persons, *unsure, *defaults]
    return answer(
        repo,
        spots,
        seen=f"{len(ways)} fallbacks, {len(persons)} hand-overs to a person, {len(unsure)} "
        f"branches on confidence and {len(defaults)} default answers are in use.",
        unseen="No fallback, hand-over to a person or branch on confidence is in use.",
        confidence="high" if ways or persons else "medium",
        count=len(spots),
    )


def _is_other_way(call: Call, code: Live) -> bool:
    name = tail(call.name)
    if name in SAYING:
        return False
    if OTHER_WAYS & set(words(name)):
        return name in code.own or name in code.methods or name in LIBRARY_WAYS
    return call.name not in code.own and any(plain(key) in KEYS for key in call.keywords)


def _asks_person(call: Call, code: Live) -> bool:
    name = tail(call.name)
    if name in PAUSES:
        return name not in code.own and any("langgraph" in module for module in code.modules)
    is_own = name in code.own or name in code.methods
    return is_own and _is_for_person(name)


def _is_for_person(name: str) -> bool:
    found = words(name)[:MOST_WORDS]
    joined = {"".join(found[i:j]) for i in range(len(found)) for j in range(i + 1, len(found) + 1)}
    return bool(PERSONS & joined)


def _weighs(header: Header) -> bool:
    """Whether a condition compares how sure something is; likeness only where it is too small."""
    if header.is_loop or not COMPARED.search(header.text):
        return False
    said = set(words(header.text))
    return bool(SURE & said) or (bool(ALIKE & said) and "<" in header.text)


def _has_default(seen: Seen[Handler], code: Live) -> bool:
    """Whether a handler goes on with one of the product's own values or with a named default."""
    handler = seen.fact
    if handler.reaction != "recovered":
        return False
    is_parsing = bool(handler.exceptions) and {*map(tail, handler.exceptions)} <= PARSING
    return any(
        _makes_own(line, code) or (not is_parsing and _is_default(line))
        for line in following(seen, code)[1:]
    )


def _result(line: str) -> str:
    """What a line returns, "" for none."""
    bare = line.strip()
    return bare.partition(" ")[2] if bare.startswith(("return ", "yield ")) else ""


def _makes_own(line: str, code: Live) -> bool:
    result = _result(line)
    called = result.partition("(")[0].rpartition(" ")[2]
    return "(" in result and called in code.own and called[:1].isupper()


def _is_default(line: str) -> bool:
    result = _result(line).partition("(")[0]
    return '"' not in result and "'" not in result and bool(DEFAULTS & set(words(result)))
