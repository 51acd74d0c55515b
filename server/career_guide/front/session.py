"""One connection seen by the front: which era it speaks, and what the SDK would have to be told.

The first request decides the era, once. Whatever comes in the other era, a second `initialize`
and every notification are the SDK's to judge.
"""

from career_guide.front import ordinary
from career_guide.front.core import Front


class Session:
    """The state of one connection; `answer` is to see every message before the SDK does."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._closed = False
        self.version: str | None = None
        """What was negotiated with the front; None while it has answered nothing."""
        self.replay: list[ordinary.Message] = []
        """What the SDK has to see before anything else, to stand where the client stands."""

    def answer(self, message: ordinary.Message) -> bytes | None:
        """The line that answers a message; empty where none is due; None: the SDK decides."""
        if "id" not in message:
            return self._note(message)
        version = self._version_for(message)
        if version is None:
            return None
        line = self._front.answer(message, version)
        if line is None:
            return None
        if self.version is None:
            self.version = version
            self.replay.append(_opening(message, version))
        return line + b"\n"

    def _note(self, message: ordinary.Message) -> bytes | None:
        """Keep the one notification that ends the handshake."""
        greeted = len(self.replay) == 1 and self.version != ordinary.MODERN
        if self._closed or not greeted or not ordinary.is_first_word(message):
            return None
        self.replay.append(message)
        return b""

    def _version_for(self, message: ordinary.Message) -> str | None:
        """The version to answer in; None where the message does not fit the era."""
        if self._closed:
            return None
        if message["method"] == "initialize":
            if self.version is not None:  # it may be negotiated anew: nothing is known any more
                self._closed = True
                return None
            asked = message.get("params", {}).get("protocolVersion")
            return asked if asked in ordinary.LEGACY else None
        if ordinary.has_envelope(message):
            return ordinary.MODERN if self.version in (None, ordinary.MODERN) else None
        return None if self.version == ordinary.MODERN else self.version


def _opening(message: ordinary.Message, version: str) -> ordinary.Message:
    """What stands for the first request; no call is made twice, since its envelope is enough."""
    if version != ordinary.MODERN:
        return message
    params = {"_meta": message["params"]["_meta"]}
    return {"jsonrpc": "2.0", "id": message["id"], "method": "server/discover", "params": params}
