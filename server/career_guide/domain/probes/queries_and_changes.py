"""Do its tools look things up and also create, change or delete?"""

import re
from typing import Literal

from career_guide.domain.repository.identifiers import listed, tail, words
from career_guide.domain.repository.live import Live, live
from career_guide.domain.repository.searching import Spot, answer
from career_guide.domain.repository.tools import tools
from career_guide.models.repository.code import Call
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

CHANGING = listed(
    "accept add append apply approve archive assign attach book cancel change clear close "
    "comment commit complete connect copy create delete deploy disable drop edit enable exec "
    "execute flush import insert install invite join label link log make mark merge modify "
    "move new patch post publish push put react register remove rename reopen replace reply "
    "reset resolve restart restore revoke save schedule send set share start stop store "
    "submit sync tag transfer trigger unassign uninstall unlink update upload upsert withdraw "
    "write"
)
QUERYING = listed(
    "aggregate analyse analyze assess browse calculate check compare compute convert count "
    "describe details diff estimate evaluate explain extract fetch find forecast geocode get grade "
    "health history info inspect latest list load lookup next preview query read recall recommend "
    "retrieve score search select show stats status suggest summarize summary translate validate "
    "verify view whoami"
)
OWN_HOUSE = frozenset({"cache", "connection", "login", "logout", "session", "sessions"})
"""What a tool opens and closes for itself; the service is not changed by it."""
CARRYING_OUT = frozenset({"execute", "exec", "submit", "send", "post", "start", "trigger"})
CHANGING_METHODS = frozenset({"put", "patch", "delete"})
"""Methods of HTTP, which containers have as well."""
CHANGING_CALLS = frozenset({"insert_one", "update_one", "delete_one"})
SERVING = listed("app blueprint router routes server")
"""Those that answer a request of this method instead of sending one."""
CLIENTS = listed("api axios client fetcher got http httpx ky requests rest")
_ADDRESS = re.compile(r"https?://|/\w")
_STATEMENT = re.compile(
    r"\s{0,200}(?:insert\s(?:or\s\w{1,10}\s)?into\s[\w.\"`\[\]]{1,80}\s{0,40}(?:\(|values\b|select\b)"
    r"|update\s[\w.\"`\[\]]{1,80}\sset\s"
    r"|delete\sfrom\s[\w.\"`\[\]]{1,80}\s{0,40}(?:where\b|;|$)"
    r"|mutation\b\s{0,4}[\w({])",
    re.I,
)
"""Statements of SQL and GraphQL that change something."""
BOTH = 2


def run(repo: Snapshot) -> Finding:
    """Counts 1 for tools that only look up, 2 for tools of both kinds; by their names first and by
    what the code sends second."""
    code = live(repo)
    offered = tools(code)
    changing = [tool.spot for tool in offered if _kind(tool.name) == "changes"]
    querying = [tool.spot for tool in offered if _kind(tool.name) == "queries"]
    unclear = [tool.spot for tool in offered if _kind(tool.name) == ""]
    sent = _sent(code) if unclear else []
    has_both = bool((querying or unclear) and (changing or sent))
    spots: list[Spot] = [*changing[:2], *querying[:2], *unclear[:1]]
    if has_both and not changing:
        spots += sent[:1]
    return answer(
        repo,
        spots,
        seen=f"{len(offered)} tool{'s' if len(offered) > 1 else ''} seen: {len(querying)} to look "
        f"things up, {len(changing)} to create, change or delete, {len(unclear)} whose names do "
        "not say.",
        unseen="No tools are offered to a model.",
        confidence="high" if changing and querying else "medium",
        count=BOTH if has_both else 1,
        total=BOTH,
    )


def _kind(name: str) -> Literal["changes", "queries", "own house", ""]:
    """By its first verb of either kind; carrying out a query or search is no change, nor is
    what a tool opens and closes for itself."""
    said = words(name)
    verbs = [word for word in said if word in CHANGING or word in QUERYING]
    if OWN_HOUSE & set(said):
        return "own house"
    if not verbs:
        return ""
    if verbs[0] in CARRYING_OUT and set(verbs) & QUERYING:
        return "queries"
    return "changes" if verbs[0] in CHANGING else "queries"


def _sent(code: Live) -> list[Spot]:
    """Requests and statements that change something at the other end."""
    found = [seen.spot for seen in code.calls if _is_changing(seen.fact)]
    found += [seen.spot for seen in code.strings if _STATEMENT.match(seen.fact.text)]
    return found


def _is_changing(call: Call) -> bool:
    owner, _, name = call.name.rpartition(".")
    if name in CHANGING_METHODS:
        of = set(words(tail(owner)))
        is_sent = any(_ADDRESS.match(text) for text in call.strings[:1]) and not SERVING & of
        return bool(owner) and (is_sent or bool(CLIENTS & of))
    return name in CHANGING_CALLS and bool(owner)
