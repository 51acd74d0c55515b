"""One commit or tag object taken apart, whatever nonsense it holds."""

import re
from dataclasses import dataclass

_SUBJECT_LIMIT = 500
_BODY_LIMIT = 2_000
_MOST_PARENTS = 100
_ID = re.compile(rb"[0-9a-f]{40}")
_NAME = re.compile(r"[^\W\d_]{3,40}")
_TIME = re.compile(rb"> (-?\d{1,18})( [+-]?\d+)?$")
_ENCODING = re.compile(
    r"(iso-?8859-\d{1,2}|latin-?1|(cp|windows-)125\d|koi8-[ru]|gbk|gb2312|gb18030|big5"
    r"|shift_jis|euc-(jp|kr))"
)
_BOT_NAMES = (
    "dependabot", "renovate", "github-actions", "github actions", "copilot-swe-agent", "copilot",
    "pre-commit-ci", "greenkeeper", "snyk-bot", "semantic-release-bot", "allcontributors",
    "imgbot", "mergify", "codecov", "actions-user", "release-please", "deepsource-autofix",
    "devin-ai-integration", "google-labs-jules", "cursoragent", "cursor agent", "gpt-engineer-app",
    "lovable-dev",
)  # fmt: skip
_BOT_ADDRESSES = frozenset(
    {
        "action@github.com", "actions@github.com", "noreply@anthropic.com",
        "cursoragent@cursor.com",
    }
)  # fmt: skip
_BOT = re.compile(r"\[bot\]|^(" + "|".join(map(re.escape, _BOT_NAMES)) + r")$|-bot$|^bot[-_]| bot$")


@dataclass(frozen=True, slots=True)
class RawCommit:
    """The parts of a commit; times are 0 where none can be read. `author` is what tells authors
    apart: the address, else the name, in lower case. `names` are the words of both."""

    tree: bytes
    parents: tuple[bytes, ...]
    author: str
    authored: int
    committed: int
    subject: str
    body: str
    is_bot: bool
    names: frozenset[str] = frozenset()


def parse_commit(data: bytes) -> RawCommit | None:
    """The parts of a commit object; None where it names no tree."""
    head, _, message = data.partition(b"\n\n")
    fields = _fields(head)
    tree = fields.get(b"tree", [b""])[0]
    if not _ID.fullmatch(tree):
        return None
    parents = [parent for parent in fields.get(b"parent", ()) if _ID.fullmatch(parent)]
    author = fields.get(b"author", [b""])[0]
    committer = fields.get(b"committer", [b""])[0]
    encoding = fields.get(b"encoding", [b"utf-8"])[0].decode("latin-1")
    name, address = _person(author)
    subject, body = _message(_decoded(message[: 4 * _BODY_LIMIT], encoding))
    return RawCommit(
        tree=tree,
        parents=tuple(dict.fromkeys(parents))[:_MOST_PARENTS],
        author=address or name,
        authored=_time(author),
        committed=_time(committer),
        subject=subject[:_SUBJECT_LIMIT],
        body=body[:_BODY_LIMIT],
        is_bot=_is_bot(name, address),
        names=frozenset(_NAME.findall(f"{name} {address.partition('@')[0]}")),
    )


def tagged(data: bytes) -> bytes | None:
    """The id that a tag object points to."""
    target = _fields(data.partition(b"\n\n")[0]).get(b"object", [b""])[0]
    return target if _ID.fullmatch(target) else None


def _fields(head: bytes) -> dict[bytes, list[bytes]]:
    """Header lines by their first word; continuation lines (signatures) are left out."""
    found: dict[bytes, list[bytes]] = {}
    for line in head.split(b"\n"):
        if not line.startswith(b" "):
            key, _, value = line.partition(b" ")
            found.setdefault(key, []).append(value)
    return found


def _person(line: bytes) -> tuple[str, str]:
    name, _, rest = line.decode("utf-8", "replace").partition("<")
    return name.strip().lower(), rest.partition(">")[0].strip().lower()


def _time(line: bytes) -> int:
    found = _TIME.search(line)
    return int(found[1]) if found else 0


def _decoded(message: bytes, encoding: str) -> str:
    # Only these: some of Python's codecs are slow on purpose-made text.
    name = encoding.lower() if _ENCODING.fullmatch(encoding.lower()) else "utf-8"
    try:
        return message.decode(name, "replace")
    except LookupError:
        return message.decode("utf-8", "replace")


def _message(text: str) -> tuple[str, str]:
    """Subject (the first paragraph on one line, as git shows it) and the rest."""
    subject, _, body = text.replace("\r\n", "\n").strip("\n").partition("\n\n")
    return " ".join(line.strip() for line in subject.split("\n")).strip(), body.strip("\n")


def _is_bot(name: str, address: str) -> bool:
    user = address.partition("@")[0].rpartition("+")[2]
    return address in _BOT_ADDRESSES or any(_BOT.search(text) for text in (name, user))
