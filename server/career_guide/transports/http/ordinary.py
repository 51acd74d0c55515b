"""The front over HTTP: ordinary requests are answered without the SDK's machinery.

Inside all our layers, so that Host, Origin, authorisation, body and limits were checked before.
What the SDK would check of the headers beyond that is checked here as exactly: each of them once,
and equal to the body. Everything else goes on to the SDK, whose answers differ in spelling alone:
over HTTP it escapes what is not ASCII.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

from career_guide.front.core import Front
from career_guide.front.ordinary import LEGACY, MODERN
from career_guide.transports.frames import Message
from career_guide.transports.http.replies import reply
from career_guide.transports.http.rpc import MESSAGE

VERSION, METHOD, NAME = b"mcp-protocol-version", b"mcp-method", b"mcp-name"
NAMED = {"tools/call": "name", "resources/read": "uri"}
"""Where the body has what the Mcp-Name header repeats."""
ACCEPTED = frozenset({b"application/json", b"application/*", b"*/*"})


class Ordinary:
    """Answers what the front can answer; `app` is the SDK's own."""

    def __init__(self, app: ASGIApp, front: Front) -> None:
        self._app, self._front = app, front

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, whose body was checked (`bodies`)."""
        message: Message | None = scope[MESSAGE]
        version = None if message is None else _version(message, scope["headers"])
        answer = None
        if message is not None and version is not None:
            answer = self._front.answer(message, version)
        if answer is None:
            await self._app(scope, receive, send)
        else:
            await reply(send, 200, answer)


def _version(message: Message, headers: list[tuple[bytes, bytes]]) -> str | None:
    """The version to answer in; None where the headers are not wholly ordinary."""
    ours = {name: value for name, value in headers if name.startswith(b"mcp-")}
    version = ours.pop(VERSION, b"").decode("latin-1")
    if not _takes_json(headers):
        return None
    if version in LEGACY:  # these know no other header of the protocol than that of a session
        return version if not ours and message["method"] != "initialize" else None
    wanted = {METHOD: message["method"]}
    if key := NAMED.get(message["method"]):
        wanted[NAME] = message.get("params", {}).get(key)
    same = ours == {name: value.encode() for name, value in wanted.items() if type(value) is str}
    return version if version == MODERN and same else None


def _takes_json(headers: list[tuple[bytes, bytes]]) -> bool:
    accepted = [value for name, value in headers if name == b"accept"]
    if len(accepted) != 1:
        return False
    kinds = (kind.partition(b";")[0].strip().lower() for kind in accepted[0].split(b","))
    return not ACCEPTED.isdisjoint(kinds)
