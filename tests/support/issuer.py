"""An issuer of access tokens on loopback, with real keys that it can rotate, and an off switch."""

import http.server
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

RESOURCE = "https://guide.example.org/mcp"
SCOPES = "guide:read"
ALGORITHMS: dict[str, Any] = {"RS256": RSAAlgorithm, "ES256": ECAlgorithm, "EdDSA": OKPAlgorithm}


def private_key(algorithm: str) -> Any:
    if algorithm == "ES256":
        return ec.generate_private_key(ec.SECP256R1())
    if algorithm == "EdDSA":
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(65537, 2048)


class Issuer:
    """Signs tokens and answers discovery and its key set."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.private: dict[str, tuple[str, Any]] = {}
        self.documents: dict[str, Any] = {}
        self.asked: list[str] = []
        self.status = 200
        self.headers: dict[str, str] = {}
        self.hold = threading.Event()
        self.hold.set()
        self.path = "/.well-known/oauth-authorization-server"
        self.rotate("first")

    def rotate(self, *kids: str, algorithm: str = "RS256") -> None:
        """Sign with new keys of these ids from now on, and publish no other."""
        self.private = {kid: (algorithm, private_key(algorithm)) for kid in kids}
        self.publish()

    def publish(self, *more: dict[str, Any]) -> None:
        keys = [self.public(kid) for kid in self.private]
        self.documents = {
            self.path: {"issuer": self.url, "jwks_uri": f"{self.url}/keys"},
            "/keys": {"keys": [*keys, *more]},
        }

    def public(self, kid: str) -> dict[str, Any]:
        algorithm, key = self.private[kid]
        as_json: dict[str, Any] = json.loads(ALGORITHMS[algorithm].to_jwk(key.public_key()))
        return as_json | {"kid": kid, "use": "sig"}

    def pem(self, kid: str = "first") -> bytes:
        pem: bytes = (
            self.private[kid][1]
            .public_key()
            .public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        )
        return pem

    def claims(self, **changes: Any) -> dict[str, Any]:
        """Good claims but for the changes; None leaves one out, `exp_in` counts from now."""
        now = int(time.time())
        for name in [name for name in changes if name.endswith("_in")]:
            changes[name.removesuffix("_in")] = now + changes.pop(name)
        claims = {
            "iss": self.url,
            "sub": "ada",
            "aud": RESOURCE,
            "client_id": "assistant",
            "scope": SCOPES,
            "iat": now,
            "exp": now + 600,
        }
        return {name: value for name, value in (claims | changes).items() if value is not None}

    def token(
        self, kid: str = "first", header: dict[str, Any] | None = None, **changes: Any
    ) -> str:
        algorithm, key = self.private[kid]
        headers: dict[str, Any] = {"typ": "at+jwt", "kid": kid} | (header or {})
        if headers["kid"] is None:
            del headers["kid"]
        return jwt.encode(self.claims(**changes), key, algorithm, headers=headers)


@contextmanager
def running_issuer() -> Iterator[Issuer]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer.asked.append(self.path)
            issuer.hold.wait(30)
            document = issuer.documents.get(self.path)
            raw = document if isinstance(document, bytes) else json.dumps(document).encode()
            self.send_response(issuer.status if document is not None else 404)
            for name, value in issuer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield issuer
        finally:
            issuer.hold.set()
            server.shutdown()
            thread.join()
