"""A list of tokens for a small team."""

import asyncio
import hashlib
import re

import httpx2
import pytest

from admission import door
from career_guide.errors import CareerGuideError
from career_guide.transports.http.auth.settings import AuthSettings
from career_guide.transports.http.auth.static_tokens import make_token, read_tokens

ADA, ADAS_ENTRY = make_token("ada", ("guide:read",))
BOB, BOBS_ENTRY = make_token("bob@example.org")
LINES = f"# the team\n\n{ADAS_ENTRY.line}\n  {BOBS_ENTRY.line}  \n"


def answers(*tokens: str, scopes: tuple[str, ...] = ()) -> list[httpx2.Response]:
    async def present() -> list[httpx2.Response]:
        async with door(AuthSettings(mode="tokens", tokens=LINES, scopes=scopes)) as opened:
            return [await opened.present(token) for token in tokens]

    return asyncio.run(present())


def test_a_listed_token_counts_and_any_other_does_not() -> None:
    almost = ADA[:-1] + ("A" if ADA[-1] != "A" else "B")
    tokens = [ADA, BOB, almost, ADA + "x", make_token("ada")[0], ADAS_ENTRY.digest]
    assert [a.status_code for a in answers(*tokens)] == [200, 200, 401, 401, 401, 401]


def test_scopes_hold_for_listed_tokens_too() -> None:
    allowed, forbidden = answers(ADA, BOB, scopes=("guide:read",))
    assert (allowed.status_code, forbidden.status_code) == (200, 403)
    assert 'scope="guide:read"' in forbidden.headers["www-authenticate"]


def test_without_an_issuer_no_metadata_is_promised() -> None:
    refused = answers("guess")[0]
    assert refused.status_code == 401
    assert "resource_metadata" not in refused.headers["www-authenticate"]
    assert "The access token is not on this server's list." in refused.headers["www-authenticate"]
    assert refused.json()["error"]["message"] == "The access token is not on this server's list."


def test_a_new_token_is_long_random_and_kept_only_as_its_hash() -> None:
    tokens = {make_token("ada")[0] for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"cgm_[\w-]{43}", token) for token in tokens)
    assert ADAS_ENTRY.line == f"ada sha256:{hashlib.sha256(ADA.encode()).hexdigest()} guide:read"
    assert ADA not in LINES


def test_entries_may_stand_in_one_variable() -> None:
    assert read_tokens(f"{ADAS_ENTRY.line}; {BOBS_ENTRY.line};") == (ADAS_ENTRY, BOBS_ENTRY)


@pytest.mark.parametrize("name", ["", "two words", "a\nb", "n" * 101, "a;b", "#ada"])
def test_a_name_that_could_not_be_read_back_is_refused(name: str) -> None:
    with pytest.raises(CareerGuideError, match="expected a name"):
        make_token(name)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "at least one line"),
        ("# nobody", "at least one line"),
        (f"{ADAS_ENTRY.line}\n{ADA}", "line 2 is different"),
        (f"ada {ADA}", "line 1 is different"),
        ("ada sha256:1234", "line 1 is different"),
        ("ada md5:" + "0" * 64, "line 1 is different"),
        (f"{ADAS_ENTRY.line}\nbob sha256:{ADAS_ENTRY.digest}", "each token once"),
    ],
    ids=["empty", "comment", "token", "named token", "short", "other hash", "twice"],
)
def test_a_list_that_cannot_be_read_is_refused_without_repeating_it(text: str, told: str) -> None:
    with pytest.raises(CareerGuideError, match=told) as refused:
        AuthSettings(mode="tokens", tokens=text)
    assert ADA not in str(refused.value)
