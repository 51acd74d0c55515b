"""Files that surely hold a secret, by name and content; their text is never handed on."""

import re

_DOTENV = re.compile(r"^\.env(\..*)?$|^[^/]*\.env$")
_HARMLESS = re.compile(r"example|sample|template|dist$|default|schema|tpl|placeholder")
_KEY_NAME = re.compile(r"^id_(rsa|dsa|ecdsa|ed25519)$|\.(pem|key|ppk|gpg|asc)$")
_STORE_NAME = re.compile(
    r"\.(p12|pfx|jks|keystore|kdbx?)$|^(\.netrc|_netrc|\.pgpass|\.git-credentials)$"
)
_TOKEN_NAME = re.compile(r"^(\.npmrc|\.pypirc|\.yarnrc\.yml|\.dockercfg)$")
_ASSIGNMENT = re.compile(rb"^[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*[ \t]*=[ \t]*([^\r\n]*)", re.M)
_TOKEN = re.compile(rb"(_authtoken|_password|password|npmauthtoken|\"auth\")\"?[ \t]*[:=][ \t]*\S")
_NO_VALUE = re.compile(
    rb"^['\"]?(<.*>|\$\{.*\}|your.*|x{3,}.*|change.?me.*|\.{3}|todo|none|null|true|false|\d{1,5}"
    rb"|localhost.*)?['\"]?\s*(#.*)?$",
    re.I,
)


def holds_secret(name: str, content: bytes) -> bool:
    """Whether this file surely holds a key, password or token.

    `.env` files count when a variable has a value that is no placeholder; keys count by their
    marker, so that a public certificate does not.
    """
    name = name.lower()
    if _DOTENV.search(name) and not _HARMLESS.search(name):
        return any(not _NO_VALUE.match(found[1].strip()) for found in _ASSIGNMENT.finditer(content))
    if _STORE_NAME.search(name):
        return bool(content.strip())
    if _KEY_NAME.search(name):
        return b"PRIVATE KEY" in content or name.endswith(".ppk")
    if _TOKEN_NAME.search(name):
        return _TOKEN.search(content.lower()) is not None
    if name.endswith(".json"):
        return b'"private_key"' in content and b"PRIVATE KEY" in content
    return False
