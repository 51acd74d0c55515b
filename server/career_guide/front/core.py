"""The front: answers wholly ordinary requests without the SDK, byte for byte as it would.

A pure function of one message and its version, for every transport. What it answers:

- from prepared bytes: `initialize`, `server/discover`, `ping`, the lists page by page, and
  `resources/read` of a known URI;
- by computing: `tools/call` of a tool that does not wait, without a progress token.

For everything else it gives None, and the SDK decides.
"""

import json

from career_guide.front import ordinary
from career_guide.front.prepared import Prepared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from career_guide.deps import Deps
    from career_guide.front.calls import Calls


class Front:
    """Answers over one set of prepared bytes; `deps` is asked for at the first tool call.

    `deps` has to give the content that the bytes belong to; where it does not, no call is answered.
    """

    def __init__(self, prepared: Prepared, deps: "Callable[[], Deps]") -> None:
        self._prepared = prepared
        self._deps = deps
        self._calls: Calls | None = None

    def answer(self, message: ordinary.Message, version: str) -> bytes | None:
        """The whole JSON-RPC response to a request, without a newline; None: not for the front.

        `message` has passed the frame rules (`transports.frames.read`), so that it is JSON-RPC 2.0
        with a method and, if any, an object as parameters. `version` is what the connection
        negotiated; for `initialize` it is the version that is asked for. Nobody is told of the
        era here: whether the message may come in this version at all is the caller's matter.
        """
        if not ordinary.can_be_answered(message):
            return None
        call = ordinary.called(message, version)
        if call is not None:
            result = self._loaded().result(version, *call)
        else:
            wanted = ordinary.asked(message, version)
            result = self._prepared.result(version, *wanted) if wanted else None
        if result is None:
            return None
        id = json.dumps(message["id"]).encode()
        return b"".join((b'{"jsonrpc":"2.0","id":', id, b',"result":', result, b"}"))

    def _loaded(self) -> "Calls":
        if self._calls is None:
            from career_guide.front.uncollected import Uncollected

            with Uncollected():
                from career_guide.front.calls import Calls
            self._calls = Calls(self._prepared, self._deps)
        return self._calls
