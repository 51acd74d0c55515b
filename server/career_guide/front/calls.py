"""Ordinary tool calls: our own validation and handler, in the envelope that the SDK gave.

`core` imports this with the first call, since what stands here is heavy. No result is kept.
"""

from collections.abc import Callable
from typing import Any

from pydantic_core import to_json

from career_guide.deps import Deps
from career_guide.errors import ContentError
from career_guide.front.prepared import Prepared
from career_guide.front.uncollected import Uncollected
from career_guide.tools.boundary import invoke
from career_guide.tools.registry import find


class Calls:
    """Calls of tools that only compute, over dependencies that are loaded with the first one."""

    def __init__(self, prepared: Prepared, deps: Callable[[], Deps]) -> None:
        self._prepared = prepared
        self._load = deps
        self._deps: Deps | None = None

    def result(self, version: str, name: str, arguments: Any) -> bytes | None:
        """The result of one call; None where the SDK has to give it.

        It has to as well where there is no content to serve, and tells that in its own way.
        """
        try:
            return self._computed(version, name, arguments)
        except ContentError:
            return None

    def _computed(self, version: str, name: str, arguments: Any) -> bytes | None:
        if self._deps is None:
            with Uncollected():
                self._deps = self._load()
        tool = find(name)
        if tool is None or tool.waits(arguments) or not self._fits:
            return None
        reply = invoke(tool, arguments, self._deps)
        envelope = self._prepared.envelope(version, is_error=reply.is_error)
        if envelope is None:
            return None
        before, between, after = envelope
        body = reply.json
        return b"".join((before, to_json(body.decode()), between, body, after))

    @property
    def _fits(self) -> bool:
        """Whether the answers were prepared from the content that is served after all."""
        return self._deps is not None and self._deps.catalog.digest == self._prepared.content
