import pytest

from career_guide.domain.probes import commits_keys
from career_guide.evidence.assemble import RawFile, assemble
from career_guide.models.repository.finding import Finding

TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1bC3"
OF_PAGES = "AIza" + "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1bC"


def raw(path: str, text: str) -> RawFile:
    return RawFile(path, len(text), text.encode())


def secret(path: str) -> RawFile:
    return RawFile(path, 1_700, None, "secret")


def asked(*files: RawFile, cut: tuple[str, ...] = ()) -> Finding:
    return commits_keys.run(assemble("desk", [raw("desk/core.py", "x = 1\n"), *files], cut=cut))


@pytest.mark.parametrize(
    "file",
    [
        secret("deploy/server.pem"),
        secret("id_rsa"),
        secret("credentials/service.json"),
        raw("desk/client.py", f'TOKEN = "{TOKEN}"\n'),
    ],
    ids=["a private key", "a key of a person", "a service's account", "a token in the code"],
)
def test_keys_are_told_by_their_path_alone(file: RawFile) -> None:
    found = asked(file)
    assert found.outcome == "present"
    assert [(place.file, place.line, place.snippet) for place in found.places] == [
        (file.path, None, "")
    ]


@pytest.mark.parametrize(
    "file",
    [
        secret(".env"),
        secret("tests/certs/server.pem"),
        secret("data/snippets/keystore.jks"),
        raw("web/map.js", f'const key = "{OF_PAGES}";\n'),
        raw("desk/client.py", 'TOKEN = "ghp_your_token_your_token_your_token_your"\n'),
    ],
    ids=["settings", "a certificate for tests", "a sample", "a key of a page", "a stand-in"],
)
def test_settings_samples_and_public_keys_are_none(file: RawFile) -> None:
    assert asked(file).outcome == "absent"


def test_what_was_not_read_is_unknown() -> None:
    assert asked(cut=("files",)).outcome == "unknown"
    assert asked(RawFile("desk/big.py", 9_000, None, "over_cap")).outcome == "unknown"
