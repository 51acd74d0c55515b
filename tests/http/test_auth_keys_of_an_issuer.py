"""How the keys of an issuer are found, kept, rotated and missed."""

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from admission import door, oauth
from career_guide.transports.http.auth import documents, keys
from issuer import Issuer, running_issuer


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with running_issuer() as running:
        yield running


def statuses(issuer: Issuer, *tokens: str, **settings: Any) -> tuple[list[int], list[str]]:
    async def present() -> tuple[list[int], list[str]]:
        async with door(oauth(issuer, **settings)) as opened:
            answers = [(await opened.present(token)).status_code for token in tokens]
            return answers, [event for event in opened.events if event.startswith("jwks")]

    return asyncio.run(present())


@pytest.mark.parametrize(
    ("path", "metadata"),
    [
        ("", "/.well-known/oauth-authorization-server"),
        ("", "/.well-known/openid-configuration"),
        ("/tenant", "/.well-known/oauth-authorization-server/tenant"),
        ("/tenant", "/.well-known/openid-configuration/tenant"),
        ("/tenant", "/tenant/.well-known/openid-configuration"),
    ],
)
def test_keys_are_found_where_the_specifications_say(
    issuer: Issuer, path: str, metadata: str
) -> None:
    issuer.path = metadata
    issuer.url += path
    issuer.publish()
    issuer.documents[metadata]["jwks_uri"] = issuer.url.removesuffix(path) + "/keys"
    assert statuses(issuer, issuer.token()) == ([200], ["jwks_fetched"])


def test_a_given_address_of_the_keys_spares_discovery(issuer: Issuer) -> None:
    answers = statuses(issuer, issuer.token(), jwks_uri=f"{issuer.url}/keys")
    assert (answers, issuer.asked) == (([200], ["jwks_fetched"]), ["/keys"])


def change_metadata(issuer: Issuer, name: str, value: object) -> None:
    issuer.documents[issuer.path][name] = value


def test_metadata_of_another_issuer_is_not_believed(issuer: Issuer) -> None:
    change_metadata(issuer, "issuer", "https://evil.example")
    assert statuses(issuer, issuer.token()) == ([503], ["jwks_failed"])


@pytest.mark.parametrize(
    "uri", [None, 7, "http://192.0.2.1/keys", "file:///etc/passwd", "https://user:hush@host/keys"]
)
def test_metadata_cannot_send_the_server_anywhere_unsafe(issuer: Issuer, uri: object) -> None:
    change_metadata(issuer, "jwks_uri", uri)
    assert statuses(issuer, issuer.token()) == ([503], ["jwks_failed"])


def test_a_redirect_is_not_followed(issuer: Issuer) -> None:
    issuer.status, issuer.headers = 302, {"Location": f"{issuer.url}/elsewhere"}
    assert statuses(issuer, issuer.token()) == ([503], ["jwks_failed"])
    assert "/elsewhere" not in issuer.asked


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(b"no json", id="no JSON"),
        pytest.param(b"[" * 100_000, id="too deep"),
        pytest.param(b"[]", id="no object"),
        pytest.param(b"{}", id="no list"),
        pytest.param(b'{"keys": []}', id="no keys"),
        pytest.param(
            b'{"keys": [7, {}, {"kty": "oct", "k": "c2VjcmV0", "kid": "first"}]}', id="secrets"
        ),
        pytest.param(b'{"keys": [' + b" " * documents.MOST_BYTES + b"]}", id="too large"),
    ],
)
def test_a_key_set_that_cannot_be_used_leaves_tokens_unjudged(
    issuer: Issuer, document: bytes
) -> None:
    issuer.documents["/keys"] = document
    assert statuses(issuer, issuer.token()) == ([503], ["jwks_failed"])


def test_keys_that_are_not_for_signatures_or_too_weak_do_not_count(issuer: Issuer) -> None:
    weak = rsa.generate_private_key(65537, 1024)
    as_json = jwt.algorithms.RSAAlgorithm.to_jwk(weak.public_key(), as_dict=True)
    issuer.rotate("first", "other")
    published = issuer.documents["/keys"]["keys"]
    published[1]["use"] = "enc"
    published.append(as_json | {"kid": "weak"})
    tokens = [issuer.token(), issuer.token("other"), issuer.token(header={"kid": "weak"})]
    assert statuses(issuer, *tokens)[0] == [200, 401, 401]


def test_a_key_published_for_one_algorithm_checks_no_other(issuer: Issuer) -> None:
    issuer.documents["/keys"]["keys"][0]["alg"] = "RS256"
    _, key = issuer.private["first"]
    other = jwt.encode(issuer.claims(), key, "PS256", headers={"kid": "first"})
    assert statuses(issuer, issuer.token(), other)[0] == [200, 401]
    del issuer.documents["/keys"]["keys"][0]["alg"]
    assert statuses(issuer, other)[0] == [200]


def test_a_token_without_a_key_id_counts_only_while_there_is_one_key(issuer: Issuer) -> None:
    anonymous = {"kid": None}
    assert statuses(issuer, issuer.token(header=anonymous))[0] == [200]
    issuer.rotate("first", "second")
    assert statuses(issuer, issuer.token(header=anonymous))[0] == [401]


def test_made_up_key_ids_ask_the_issuer_at_most_once_a_minute(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    flood = [issuer.token(header={"kid": f"made-up-{i}"}) for i in range(50)]

    async def at_once(opened: Any) -> list[int]:
        answers = await asyncio.gather(*(opened.present(token) for token in flood))
        return [answer.status_code for answer in answers]

    async def story() -> tuple[list[int], int, list[int], int]:
        async with door(oauth(issuer, jwks_uri=f"{issuer.url}/keys")) as opened:
            soon, asked_soon = await at_once(opened), len(issuer.asked)
            monkeypatch.setattr(keys, "ASK_AGAIN_S", time.monotonic() - began)
            later = await at_once(opened)
            return soon, asked_soon, later, len(issuer.asked)

    began = time.monotonic()
    assert asyncio.run(story()) == ([401] * 50, 1, [401] * 50, 2)


def test_a_rotated_key_is_found_at_once_and_the_old_one_forgotten(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "ASK_AGAIN_S", 0.0)

    async def story() -> list[int]:
        async with door(oauth(issuer)) as opened:
            old = issuer.token()
            before = await opened.present(old)
            issuer.rotate("second", algorithm="ES256")
            answers = [before, await opened.present(issuer.token("second"))]
            return [answer.status_code for answer in [*answers, await opened.present(old)]]

    assert asyncio.run(story()) == [200, 200, 401]


def test_the_last_keys_stay_while_the_issuer_is_away_but_not_for_ever(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "REFRESH_S", 0.01)
    monkeypatch.setattr(keys, "RETRY_S", 0.01)

    async def until_told(opened: Any, event: str) -> None:
        opened.events.clear()
        async with asyncio.timeout(20):
            while event not in opened.events:
                await asyncio.sleep(0.01)

    async def story() -> list[int]:
        async with door(oauth(issuer)) as opened:
            token = issuer.token()
            issuer.status = 500
            await until_told(opened, "jwks_failed")
            kept = await opened.present(token)
            monkeypatch.setattr(keys, "KEPT_S", 0.0)
            dropped = await opened.present(token)
            assert dropped.headers["retry-after"] == "15"
            assert dropped.json()["error"]["code"] == 5030
            monkeypatch.setattr(keys, "KEPT_S", 3600.0)
            issuer.status = 200
            await until_told(opened, "jwks_fetched")
            return [
                kept.status_code,
                dropped.status_code,
                (await opened.present(token)).status_code,
            ]

    assert asyncio.run(story()) == [200, 503, 200]


def test_a_silent_issuer_delays_nobody_who_brings_a_known_key(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "ASK_AGAIN_S", 0.0)

    async def story() -> tuple[list[int], bool]:
        async with door(oauth(issuer)) as opened:
            issuer.hold.clear()
            unknown = asyncio.create_task(opened.present(issuer.token(header={"kid": "x"})))
            known = [(await opened.present(issuer.token())).status_code for _ in range(20)]
            waiting = not unknown.done()
            issuer.hold.set()
            await unknown
            return known, waiting

    assert asyncio.run(story()) == ([200] * 20, True)


def test_a_caller_who_leaves_does_not_break_off_the_fetch(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "ASK_AGAIN_S", 0.0)

    async def story() -> int:
        async with door(oauth(issuer)) as opened:
            issuer.rotate("second")
            issuer.hold.clear()
            asked = len(issuer.asked)
            leaver = asyncio.create_task(opened.present(issuer.token("second")))
            while len(issuer.asked) == asked:
                await asyncio.sleep(0.01)
            leaver.cancel()
            monkeypatch.setattr(keys, "ASK_AGAIN_S", 60.0)
            issuer.hold.set()
            return (await opened.present(issuer.token("second"))).status_code

    assert asyncio.run(story()) == 200


def test_an_issuer_that_never_ends_its_answer_is_given_up(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "TIMEOUT_S", 0.05)
    issuer.hold.clear()
    assert statuses(issuer, issuer.token()) == ([503], ["jwks_failed"])
