"""Secrets are told by path, and their text is never handed on."""

from pathlib import Path

import pytest

from career_guide.evidence.read import read_raw
from career_guide.evidence.roots import AllowedRoots
from career_guide.evidence.secret_files import holds_secret
from git_repositories import init

KEY = b"-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (".env", b"OPENAI_API_KEY=sk-abcdefghijklmnop\n"),
        (".env", b"# comment\r\nexport TOKEN='ghp_abcdefghijkl'\r\n"),
        (".env.local", b"PASSWORD=hunter22\n"),
        (".ENV.PRODUCTION", b"X = secret-value\n"),
        ("prod.env", b"KEY=abcdefgh\n"),
        ("id_rsa", KEY),
        ("ID_ED25519", KEY),
        ("server.pem", KEY),
        ("tls.key", b"-----BEGIN RSA PRIVATE KEY-----"),
        ("store.p12", b"\x30\x82"),
        ("passwords.kdbx", b"\x03\xd9"),
        (".netrc", b"machine x login y password z"),
        (".npmrc", b"//registry.example.org/:_authToken=abc"),
        (".pypirc", b"[pypi]\nusername: a\npassword: b\n"),
        ("service.json", b'{"private_key": "-----BEGIN PRIVATE KEY-----"}'),
    ],
)
def test_these_are_secrets(name: str, content: bytes) -> None:
    assert holds_secret(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (".env", b""),
        (".env", b"# OPENAI_API_KEY=sk-abc\n"),
        (".env", b"OPENAI_API_KEY=\nTOKEN=''\nPORT=8000\nDEBUG=true\n"),
        (".env", b"OPENAI_API_KEY=your-key-here\nA=<token>\nB=${OTHER}\nC=xxxx\nD=changeme # x\n"),
        (".env.example", b"OPENAI_API_KEY=sk-abc\n"),
        (".env.sample", b"X=value\n"),
        ("template.env", b"X=value\n"),
        ("env.py", b"KEY='value'\n"),
        ("id_rsa.pub", b"ssh-rsa AAAA"),
        ("server.pem", b"-----BEGIN CERTIFICATE-----"),
        ("public.key", b"a public key"),
        ("store.p12", b""),
        (".npmrc", b"registry=https://registry.example.org\n"),
        ("package.json", b'{"private": true}'),
        ("README.md", KEY),
    ],
)
def test_these_are_not(name: str, content: bytes) -> None:
    assert not holds_secret(name, content)


def test_hostile_text_takes_no_time() -> None:
    for text in (
        b"A=" + b"<> #" * 250_000,
        b" " * (1 << 20),
        b"export " * 150_000,
        b"A=\n" * 300_000,
    ):
        holds_secret(".env", text)
        holds_secret(".npmrc", text)


def test_the_text_of_a_secret_is_handed_on_neither_from_a_commit_nor_a_folder(
    tmp_path: Path,
) -> None:
    mine = init(tmp_path / "mine")
    mine.commit({"deploy/.env": "TOKEN=canary-value\n", ".env.example": "TOKEN=\n"})
    mine.write({"deploy/.env": "TOKEN=other-canary\n"})
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / ".env").write_text("TOKEN=canary-value\n")
    for path, name in ((mine.path, "deploy/.env"), (plain, ".env")):
        reading = read_raw(str(path), allowed=AllowedRoots.only(str(path)))
        files = {file.path: file for file in reading.files}
        assert (files[name].content, files[name].unread) == (None, "secret")
        assert "canary" not in repr(reading)
