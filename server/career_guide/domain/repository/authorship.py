"""Whose posts a repository holds: those of its owner on builds of their own, or other people's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from career_guide.domain.repository.kinds import is_writing, posts
from career_guide.domain.repository.located import rows
from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.written import project_documents
from career_guide.models.repository.files import File
from career_guide.models.repository.snapshot import Snapshot

LEAST_WORDS = 250
LEAST_FIRST_PERSON = 3
LEAST_DONE = 2
"""Of these, so many say what somebody did; `my team` may stand in anybody's text."""
GUIDE_FIRST_PERSON = 4
"""What a guide for everybody needs on top, as it may be a copy."""
MOST_POSTS = 200
MOST_HEARD = 25
LONGEST_ROW = 5_000
LEAST_LETTERS = 3
MOST_ROWS = 400
_AUTHOR_KEYS = frozenset(("author", "authors", "author_name", "by", "writer"))
_SIGNED = re.compile(
    r"\s{0,4}(?:authors?|author_name|by|writer)\b[\w.]{0,20}\s{0,4}:", re.IGNORECASE
)
_SITE_AUTHOR = re.compile(
    r"^\s{0,12}[\"']?(?:author|authors|github_username|github|owner|siteAuthor|authorName"
    r"|copyright)"
    r"[\"']?\s{0,4}[:=]\s{0,4}[\"'\[]{0,2}([^\"'#,{}\[\]]{2,80})",
    re.IGNORECASE,
)
_NAME_BELOW = re.compile(
    r"^\s{1,12}[\"']?name[\"']?\s{0,4}[:=]\s{0,4}[\"']?([^\"'#,{}]{2,80})", re.I
)
_PROFILE_NAME = re.compile(
    r"^\s{0,8}[\"']?(?:name|fullName|full_name)[\"']?\s{0,4}:\s{0,4}[\"']([^\"']{4,60})[\"']"
)
_PROFILE_FILE = re.compile(
    r"(?:^|/)(?:resume\w*|cv|profile|about\w*|personal\w*|me|portfolio|bio|author)\.(?:json|ya?ml"
    r"|ts|js|tsx)$",
    re.I,
)
_SITE_FILE = re.compile(
    r"(?:^|/)(?:_config\.ya?ml|hugo\.\w+|config\.(?:toml|ya?ml|ts|js)|site\w*\.(?:ts|js|json|mjs)"
    r"|consts?\.ts|constants\.ts|gatsby-config\.\w+|docusaurus\.config\.\w+|astro\.config\.\w+"
    r"|package\.json"
    r"|params\.toml|blog\.config\.\w+|authors\.ya?ml|mkdocs\.ya?ml)$",
    re.IGNORECASE,
)
_USER_SITE = re.compile(r"^([\w-]{2,40})\.(?:github|gitlab)\.io$", re.IGNORECASE)
_OWN_SITE = re.compile(
    r"^@?([a-z][a-z0-9]{2,30})[-_](?:portfolio|blog|website|site|dev|homepage)\b", re.I
)
_RENAMED = re.compile(
    r"\b(?:replace|change|rename|update)\w*\b.{0,40}\bmentions?\b.{0,60}\b(?:with|to"
    r"|by)\s+(\w{3,40})",
    re.I,
)
_COMMON = frozenset(
    (
        "the", "and", "team", "blog", "admin", "author", "authors", "dev", "site", "your", "name",
        "inc", "tech", "engineering", "null", "none", "true", "false", "github", "com", "www",
        "http", "https", "org", "portfolio", "website", "llc", "ltd", "all", "rights", "reserved",
        "copyright", "default", "personal", "data", "staff", "editor", "editorial", "company",
        "group", "labs", "next", "starter",
    )
)  # fmt: skip
_BUILT = re.compile(
    r"\b(?:i|we)(?:'ve|’ve|'d|’d| have| had| then| also| first| finally| quickly| eventually"
    r"| recently"
    r"| just| originally| initially| had to| ended up)? (?:built|wrote|made|decided|tried|ran"
    r"|found|chose"
    r"|created|implemented|wanted|needed|noticed|reali[sz]ed|started|ended|added|switched|measured"
    r"|tested"
    r"|set up|hit|designed|deployed|moved|migrated|fixed|discovered|struggled|spent|broke|rewrote"
    r"|put"
    r"|explored|compared|benchmarked|shipped|replaced|removed|refactored|settled|went|opted"
    r"|debugged|use|enforce|integrate|rely|store|queue|persist|treat|keep|isolate|route|batch"
    r"|validate|partition|maintain|require"
    r"|embarked|analy[sz]ed|trained|picked|used|figured|learned|saw|got|did|began|hacked|trained)\b"
    r"|\b(?:my|our) (?:own |first |new |old |current |primary )?"
    r"(?:users|customers|architecture|platform"
    r"|product|database|catalog|ledger|project|app|agent|bot|setup|pipeline"
    r"|server|service"
    r"|system|code|team|experiment|side project|blog|site|api|model|tool|implementation|solution"
    r"|approach|stack|library|package|cli|dataset|benchmark|results|goal|plan|first)\b",
    re.IGNORECASE,
)
_DID = re.compile(r"(?:i|we)\b", re.IGNORECASE)
_TECHNICAL = re.compile(
    r"\b(?:code|api|server|database|model|prompt|deploy\w*|docker|python|typescript|javascript"
    r"|rust|go|react"
    r"|llm|agent|function|library|framework|algorithm|query|test|cache|latency|build|repo|git"
    r"|script|class"
    r"|cluster|kubernetes|aws|pipeline|compiler|token|embedding|component|sdk|cli|bug|commit"
    r"|package)s?\b",
    re.IGNORECASE,
)
THEME_CHARACTERS = 600
_THEME = re.compile(
    r"\b(?:is|as) an? (?:[\w,/-]+ ){0,6}(?:theme|starter|template)"
    r" (?:for|to|that|with|built|designed)\b",
    re.IGNORECASE,
)
_COPIED = re.compile(
    r"\b(?:comprehensive|complete|ultimate|definitive|beginner'?s?|step[- ]by[- ]step) (?:guide"
    r"|tutorial|course)"
    r"|\bcrash course\b|\bfor beginners\b|\btutorial\b|\bcheat ?sheet\b|\b101\b|\bkey concepts\b"
    r"|\binterview questions\b|\btop \d+\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Post:
    """A post: whose it is, and whether it tells, in English, of a build of the writer's own.

    `line` is the first one in which the writer tells what they did. `is_technical`, by its code
    or its words, holds for what explains technology, whoever built it.
    """

    file: File
    is_owners: bool
    line: int
    tells_of_build: bool
    is_technical: bool


@per_snapshot
def read_posts(repo: Snapshot) -> tuple[Post, ...]:
    """The posts in the order of paths; of very many the last, which are the newest where dated."""
    found = posts(repo)
    others = _others(repo, found)
    return tuple(_read(file, file.path not in others) for file in found[-MOST_POSTS:])


def signature_line(file: File) -> int:
    """The line on which a post is signed, else its first."""
    signed = (
        number for number, text in enumerate(rows(file)[:MOST_ROWS], 1) if _SIGNED.match(text)
    )
    return next(signed, 1)


@per_snapshot
def speaking(repo: Snapshot) -> tuple[File, ...]:
    """Documents in which the project speaks of itself; of a site of posts those on builds too.

    What explains technology in general describes no system of the writer's, and the readme of a
    theme none at all. Of many posts the newest are heard, of posts in other languages all kinds.
    """
    documents = project_documents(repo)
    if not is_writing(repo):
        return documents
    own = [post for post in read_posts(repo) if post.is_owners and _may_tell(post)]
    newest = sorted(own, key=lambda post: (post.tells_of_build, post.file.path))[-MOST_HEARD:]
    posts_heard = sorted((post.file for post in newest), key=lambda file: file.path)
    own_documents = (file for file in documents if not (_is_of_theme(file) or _is_hidden(file)))
    return (*own_documents, *posts_heard)


def _is_hidden(file: File) -> bool:
    """Whether a site leaves it out: it came with the generator, or is a note to oneself."""
    return any(part.startswith("_") and part != "_docs" for part in file.path.split("/")[:-1])


def _may_tell(post: Post) -> bool:
    document = post.file.document
    return post.tells_of_build or bool(document and not document.is_english)


def _is_of_theme(file: File) -> bool:
    """Whether it opens as the readme of a theme, which came with the site."""
    sections = file.document.sections if file.document else ()
    return any(
        _THEME.search(f"{part.title}. {part.text[:THEME_CHARACTERS]}") for part in sections[:3]
    )


def _read(file: File, is_owners: bool) -> Post:
    document = file.document
    if document is None:
        return Post(file, is_owners, 1, tells_of_build=False, is_technical=False)
    is_technical = bool(document.fences) or (document.is_english and _is_technical(file))
    if not document.is_english or document.words < LEAST_WORDS:
        return Post(file, is_owners, 1, tells_of_build=False, is_technical=is_technical)
    title = dict(document.front_matter).get("title", "")
    is_guide = bool(_COPIED.search(f"{title} {file.name.replace('-', ' ')}"))
    told = [number for number, text in enumerate(rows(file), 1) for _ in _told(text)]
    done = sum(bool(_DID.match(hit)) for text in rows(file) for hit in _told(text))
    enough = LEAST_FIRST_PERSON + GUIDE_FIRST_PERSON * is_guide
    is_build = len(told) >= enough and done >= LEAST_DONE and is_technical
    return Post(file, is_owners, told[0] if told else 1, is_build, is_technical)


def _told(row: str) -> Iterable[str]:
    return (hit.group() for hit in _BUILT.finditer(row[:LONGEST_ROW]))


def _is_technical(file: File) -> bool:
    found = {
        hit.group().lower().rstrip("s") for hit in _TECHNICAL.finditer((file.text or "")[:40_000])
    }
    return len(found) >= 3


def _others(repo: Snapshot, found: Iterable[File]) -> frozenset[str]:
    """Paths of posts that somebody else has signed.

    Only where the owner is known and every signature is one other person's: in a blog that many
    write, signatures differ from the name of the house.
    """
    owners = owner_words(repo)
    signed = {file.path: name_words(_signature(file)) for file in found}
    signed = {path: words for path, words in signed.items() if words}
    if not owners or len(set(signed.values())) != 1:
        return frozenset()
    author = next(iter(signed.values()))
    return frozenset() if shares(author, owners) else frozenset(signed)


def _signature(file: File) -> str:
    pairs = file.document.front_matter if file.document else ()
    return " ".join(value for key, value in pairs if key.lower().partition(".")[0] in _AUTHOR_KEYS)


def shares(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two names share a word, or one holds a longer word of the other."""
    return any(
        one == other
        or (min(len(one), len(other)) > LEAST_LETTERS and (one in other or other in one))
        for one in left
        for other in right
    )


def owner_words(repo: Snapshot) -> frozenset[str]:
    """Words of the owner's names: of the site's address, its settings, a profile, a renaming."""
    names: list[str] = []
    if hit := _USER_SITE.match(repo.name):
        names.append(hit[1])
    names += (hit[1] for commit in repo.history.commits if (hit := _RENAMED.search(commit.subject)))
    for file in repo.files:
        if file.text is None or file.kind in ("vendored", "generated", "test"):
            continue
        if (
            file.manifest
            and file.manifest.kind == "node"
            and (hit := _OWN_SITE.match(file.manifest.name))
        ):
            names.append(hit[1])
        if _PROFILE_FILE.search(file.path):
            names += _named(file, _PROFILE_NAME)[:1]
        elif _SITE_FILE.search(file.path):
            names += _named(file, _SITE_AUTHOR)
    return frozenset().union(*map(name_words, names)) if names else frozenset()


def _named(file: File, pattern: re.Pattern[str]) -> list[str]:
    found: list[str] = []
    lines = rows(file)[:MOST_ROWS]
    for at, line in enumerate(lines):
        if len(line) > 300:
            continue
        if hit := pattern.match(line):
            found.append(hit[1])
        elif re.match(r"^\s{0,12}[\"']?authors?[\"']?\s{0,4}[:=]\s{0,4}\{?\s{0,4}$", line):
            found += (
                hit[1] for below in lines[at + 1 : at + 4] if (hit := _NAME_BELOW.match(below))
            )
    return found


def name_words(name: str) -> frozenset[str]:
    """The telling words of a name, in lower case."""
    found = re.findall(r"[^\W\d_]{3,40}", name.lower())
    return frozenset(word for word in found if word not in _COMMON)
