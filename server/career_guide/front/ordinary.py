"""Whether a request is wholly ordinary, and what it asks for.

Ordinary is narrower than valid: every request that is ordinary here is one that the SDK accepts
and answers from its method and these parameters alone. A request that is not is no error, only
somebody else's to judge. The shapes follow the models of the SDK (`mcp_types`), which ignore what
they do not know; `tests/front` holds both sides against each other.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MODERN = "2026-07-28"
"""The one version whose requests carry all that the server has to know of the client."""
LEGACY = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
"""The versions that begin with `initialize`."""

Message = dict[str, "Any"]

MEMBERS = {"jsonrpc", "id", "method", "params"}
LISTS = {"tools/list", "prompts/list", "resources/list", "resources/templates/list"}
MAX_INTEGER = 1 << 53
MAX_TEXT_ID = 64
_PREFIX = "io.modelcontextprotocol/"
VERSION_KEY = _PREFIX + "protocolVersion"
CAPABILITIES_KEY = _PREFIX + "clientCapabilities"
CLIENT_KEY = _PREFIX + "clientInfo"
TOKEN_KEY = "progressToken"
_MODERN_META = {VERSION_KEY, CAPABILITIES_KEY, CLIENT_KEY, TOKEN_KEY}
_CLIENT = {"name", "version", "title", "description", "websiteUrl"}
_CAPABILITIES = {
    "roots": {"listChanged"},
    "sampling": {"context", "tools"},
    "elicitation": {"form", "url"},
}
_FREE_CAPABILITIES = {"experimental", "extensions"}
_CLOSED_CAPABILITIES = {"tasks"}
"""Known to the SDK in more depth than is worth repeating."""


def has_envelope(message: Message) -> bool:
    """Whether a request claims the modern era, rightly or not."""
    meta = message.get("params", {}).get("_meta")
    return isinstance(meta, dict) and VERSION_KEY in meta


def can_be_answered(message: Message) -> bool:
    """Whether nothing surrounds the request, and its id reads the same in every JSON."""
    id = message.get("id")
    if type(id) is int:
        plain = -MAX_INTEGER < id < MAX_INTEGER
    else:
        plain = type(id) is str and len(id) <= MAX_TEXT_ID and id.isascii() and id.isprintable()
    return plain and message.keys() <= MEMBERS


def asked(message: Message, version: str) -> tuple[str, str] | None:
    """Method and value (a cursor or URI, else empty) of a request for something prepared.

    None where the request is not ordinary in this version.
    """
    method, params = message["method"], message.get("params", {})
    if method == "initialize":
        return (method, "") if version in LEGACY and _opens(params, version) else None
    if not _is_plain_meta(params, version):
        return None
    rest = params.keys() - {"_meta"}
    if not rest:
        return method, ""
    if (method in LISTS and rest == {"cursor"}) or (method == "resources/read" and rest == {"uri"}):
        value = params[rest.pop()]
        return (method, value) if type(value) is str and value else None
    return None


def called(message: Message, version: str) -> "tuple[str, dict[str, Any] | None] | None":
    """Name and arguments of an ordinary `tools/call`; None for anything else."""
    params = message.get("params", {})
    if message["method"] != "tools/call" or not _is_plain_meta(params, version):
        return None
    if TOKEN_KEY in params.get("_meta", {}):
        return None
    name, arguments = params.get("name"), params.get("arguments", {})
    if type(name) is not str or type(arguments) is not dict:
        return None
    if not params.keys() <= {"name", "arguments", "_meta"}:
        return None
    return name, params.get("arguments")


def is_first_word(message: Message) -> bool:
    """Whether this is a bare `notifications/initialized`."""
    return (
        message["method"] == "notifications/initialized"
        and message.keys() <= {"jsonrpc", "method", "params"}
        and message.get("params", {}) == {}
    )


def _opens(params: Message, version: str) -> bool:
    return (
        params.keys() == {"protocolVersion", "capabilities", "clientInfo"}
        and params["protocolVersion"] == version
        and _is_client(params["clientInfo"])
        and _are_capabilities(params["capabilities"])
    )


def _is_plain_meta(params: Message, version: str) -> bool:
    """Whether `_meta` is as the version asks, with nothing that could change the answer."""
    meta = params.get("_meta", {})
    if type(meta) is not dict or type(meta.get(TOKEN_KEY, 0)) not in (int, str):
        return False
    if version != MODERN:
        return meta.keys() <= {TOKEN_KEY}
    return (
        meta.keys() <= _MODERN_META
        and meta.get(VERSION_KEY) == MODERN
        and _is_client(meta.get(CLIENT_KEY))
        and _are_capabilities(meta.get(CAPABILITIES_KEY))
    )


def _is_client(value: "Any") -> bool:
    return (
        type(value) is dict
        and {"name", "version"} <= value.keys() <= _CLIENT
        and all(type(text) is str for text in value.values())
    )


def _are_capabilities(value: "Any") -> bool:
    return type(value) is dict and all(_is_capability(*item) for item in value.items())


def _is_capability(name: str, value: "Any") -> bool:
    if name in _CLOSED_CAPABILITIES:
        return False
    if name in _FREE_CAPABILITIES:
        return type(value) is dict and all(type(inner) is dict for inner in value.values())
    if name not in _CAPABILITIES:
        return True
    return (
        type(value) is dict
        and value.keys() <= _CAPABILITIES[name]
        and all(
            type(inner) is bool if key == "listChanged" else inner == {}
            for key, inner in value.items()
        )
    )
