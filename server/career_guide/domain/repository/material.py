"""What is made for a field in a repository: services that it uses, its texts and records, rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from career_guide.domain.repository.generic_words import stem
from career_guide.domain.repository.identifiers import words
from career_guide.domain.repository.kinds import is_writing
from career_guide.domain.repository.live import live
from career_guide.domain.repository.located import UNSEEN, at, body, head
from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.services import services
from career_guide.domain.repository.subject import domain_words, telling
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

Form = Literal["service", "records", "texts", "rules", "schema", "code"]
LEAST_RECORDS = 20
LEAST_TEXTS = 5
LEAST_BYTES = 40_000
LEAST_RULE_WORDS = 60
LEAST_MENTIONS = 5
LEAST_MENTIONS_FILED = 3
"""In a file whose folder says that it holds rules or procedures."""
LEAST_TABLES = 2
LEAST_MADE = 2
LEAST_NAMES = 8
LEAST_NAMES_ALONE = 12
"""In a program of one file."""
LEAST_FILES = 2
MOST_FIELD = 12
MOST_SCHEMA = 60_000
MOST_COLUMNS = 4_000
_RECORDS = re.compile(
    r"\.(?:csv|tsv|jsonl?|ndjson|parquet|xlsx?|ya?ml|xml|geojson|sqlite3?|db)$", re.I
)
_TEXTS = re.compile(r"\.(?:md|txt|html?|pdf|docx?|epub|rst|tex|srt|vtt|eml|pptx?)$", re.I)
_NOT_OWN = re.compile(
    r"(?:^|[/_.-])(?:sample|samples|example|examples|demo|dummy|test|tests|mock|mocks|fake|lorem|toy"
    r"|placeholder|template|results?|outputs?|logs?|evals?|evaluation|ground[-_]?truth|golden|embeddings?"
    r"|index|faiss|chroma|vectors?|vectorstore|cache|metrics|monitoring|checkpoints?|predictions"
    r"|transcripts?|feedback|conversations?|resume\w*|portfolio|profile)(?=[/_.-]|$)",
    re.IGNORECASE,
)
_PROSE_RULES = re.compile(r"\.(?:md|txt|prompt|j2|jinja2?|tmpl)$", re.I)
_KEYED_RULES = re.compile(
    r"(?:prompt|criteria|rule|polic|taxonom|categor|guideline|instruction|ontolog|glossar|rubric)"
    r"[^/]{0,40}(?:/[^/]{1,80})?\.(?:ya?ml|json|toml)$",
    re.IGNORECASE,
)
_FILED = re.compile(
    r"(?:^|/)(?:prompts?|procedures?|runbooks?|playbooks?|polic(?:y|ies)|guidelines?|rules?|sops?"
    r"|knowledge(?:[-_ ]?base)?|skills?|instructions?|criteria|taxonom(?:y|ies))/[^/]{1,80}$",
    re.IGNORECASE,
)
_TABLE = re.compile(
    r"\bcreate\s{1,8}table\s{1,8}(?:if\s{1,8}not\s{1,8}exists\s{1,8})?[\"'`\[]?"
    r"(?:\w{1,40}[\"'`\]]?\.[\"'`\[]?)?(\w{2,60})",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z_]\w{2,60}")
_MAKER = re.compile(r"(?:generat|synth|seed|simulat|faker|fabricat)", re.IGNORECASE)
_ANSWERING = re.compile(
    r"^(?!.*(?:data|record|synth|seed|case)).*generat(?:or|ion)\b", re.IGNORECASE
)
"""Names of files that generate answers, not records."""
_FORMAL = re.compile(r"(?:Request|Response|Payload|Settings|Config|Error|Exception)$")
"""Classes that a framework asks for."""
_CODE_HOSTS = frozenset(("github.com", "gitlab.com", "bitbucket.org", "codeberg.org"))
_AROUND = re.compile(
    r"^@?(?:stripe|paypal|square|squareup|sendgrid|mailersend|mailchimp|resend|twilio|okta|mixpanel"
    r"|sentry|msal)\b",
    re.IGNORECASE,
)
"""Services for payment, sign-in, mail and counting, which stand around products of every field."""
_PAPER = re.compile(r"^(?:readme|license|changelog|requirements|contributing)", re.I)


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Something of the field, where it is seen and in which form."""

    form: Form
    place: Place


@per_snapshot
def materials(repo: Snapshot) -> tuple[Material, ...]:
    """Everything that was made for the field, the strongest first."""
    if is_writing(repo):
        return ()
    return (
        *_services(repo), *_corpora(repo), *_rules(repo), *_schemas(repo), *_generators(repo),
        *_coded(repo),
    )  # fmt: skip


def _services(repo: Snapshot) -> Iterator[Material]:
    """Services that code asks; where code is kept only if the opening names it."""
    for one in services(repo):
        if one.is_named or not (one.name in _CODE_HOSTS or _AROUND.search(one.name)):
            yield Material("service", at("source", one.spot.file, one.spot.line))


def _corpora(repo: Snapshot) -> Iterator[Material]:
    """Records of the project's own, and texts where there are several or long ones."""
    texts: list[File] = []
    for file in repo.of_kind("data"):
        if _NOT_OWN.search(file.path):
            continue
        if file.dataset and (file.dataset.records or 0) >= LEAST_RECORDS:
            yield Material("records", body("config", file))
        elif _RECORDS.search(file.path) and file.unread in (*UNSEEN, "binary"):
            yield Material("records", Place("config", file.path))
        elif _TEXTS.search(file.path):
            texts.append(file)
    size = sum(file.size for file in texts)
    if len(texts) >= LEAST_TEXTS or (len(texts) >= LEAST_FILES and size >= LEAST_BYTES):
        largest = max(texts, key=lambda file: (file.size, file.path))
        yield Material("texts", body("config", largest))


def _rules(repo: Snapshot) -> Iterator[Material]:
    """Texts on the field that the code names: criteria, policies, prompts."""
    field = frozenset(domain_words(repo)[:MOST_FIELD])
    if not field:
        return
    strings = [seen.fact.text.lower() for seen in live(repo).strings]
    named = {text.rpartition("/")[2] for text in strings}
    folders = {part for text in strings for part in text.strip("./").split("/")}
    for file in repo.of_kind("docs", "config", "data"):
        name = file.name.lower()
        is_rules = _PROSE_RULES.search(name) or _KEYED_RULES.search(file.path)
        if file.text is None or file.manifest or not is_rules or _PAPER.match(name):
            continue
        is_filed = _FILED.search(file.path) and file.folder.rpartition("/")[2].lower() in folders
        if name not in named and name.rpartition(".")[0] not in named and not is_filed:
            continue
        said = [word for word in telling(file.text) if word in field]
        is_long = file.text.count(" ") >= LEAST_RULE_WORDS
        least = LEAST_MENTIONS_FILED if is_filed else LEAST_MENTIONS
        if is_long and len(said) >= least and len(set(said)) > 1:
            yield Material("rules", body("config", file))


def _schemas(repo: Snapshot) -> Iterator[Material]:
    """Tables and graphs of the project's own that bear words of the field, also in columns."""
    field = frozenset(domain_words(repo)[:MOST_FIELD])
    for file in repo.files:
        if not field or file.text is None or file.kind in ("vendored", "generated", "test"):
            continue
        if file.path.lower().endswith((".cypher", ".cql")):
            bearing = len(field.intersection(telling(file.text.replace("_", " "))))
            if bearing >= LEAST_TABLES:
                yield Material("schema", head("source", file))
                return
        if not file.path.lower().endswith((".sql", ".prisma", ".py", ".ts", ".js", ".go")):
            continue
        tables = {hit[1] for hit in _TABLE.finditer(file.text[:MOST_SCHEMA])}
        bearing = sum(_bears(table, field) for table in tables)
        if len(tables) >= LEAST_TABLES and bearing:
            bearing = max(bearing, len(field.intersection(_columns(file.text))))
        if bearing >= LEAST_TABLES:
            yield Material("schema", head("source", file))
            return


def _columns(text: str) -> Iterator[str]:
    """Stems of the words of names between the brackets of table definitions."""
    for hit in _TABLE.finditer(text[:MOST_SCHEMA]):
        body = text[hit.end() : hit.end() + MOST_COLUMNS].partition(";")[0]
        yield from (stem(word) for name in _NAME.findall(body) for word in words(name))


def _generators(repo: Snapshot) -> Iterator[Material]:
    """A generator of the project's own that makes records of the field."""
    field = frozenset(domain_words(repo)[:MOST_FIELD])
    for file in repo.files:
        if not field or not file.code or file.kind in ("vendored", "generated", "test"):
            continue
        if not _MAKER.search(file.name) or _ANSWERING.search(file.name):
            continue
        made = [one for one in file.code.functions if _bears(one.name, field)]
        if len(made) >= LEAST_MADE:
            yield Material("records", at("source", file, made[0].line))
            return


def _coded(repo: Snapshot) -> Iterator[Material]:
    """Functions, classes and fields that bear words of the field, over several files."""
    field = frozenset(domain_words(repo)[:MOST_FIELD])
    if not field:
        return
    code = live(repo)
    found: dict[str, Place] = {}
    for seen in code.classes:
        if _FORMAL.search(seen.fact.name):
            continue
        for name in (seen.fact.name, *seen.fact.fields):
            if _bears(name, field):
                found.setdefault(name, at("source", seen.file, seen.fact.line))
    for function in code.functions:
        if _bears(function.fact.name, field):
            found.setdefault(function.fact.name, at("source", function.file, function.fact.line))
    for file in repo.of_kind("source"):  # in a language that is not taken apart, by names of files
        if file.language == "other" and _bears(file.name.partition(".")[0], field):
            found.setdefault(file.name, head("source", file))
    files = {place.file for place in found.values()}
    if len(found) >= (LEAST_NAMES if len(files) >= LEAST_FILES else LEAST_NAMES_ALONE):
        yield Material("code", next(iter(found.values())))


def _bears(name: str, field: frozenset[str]) -> bool:
    return not field.isdisjoint(map(stem, words(name)))
