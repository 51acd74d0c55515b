"""A manifest while it is read: lists that drop repetitions and stay bounded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from career_guide.evidence.formats.tree import Node
from career_guide.evidence.manifests.starting import starts_of_words
from career_guide.evidence.manifests.steps import Step, steps_of_action, steps_of_script
from career_guide.models.repository.files import Manifest, ManifestKind, Passage

MOST_PASSAGES = 300
MOST_DEPENDENCIES = 1_000
PASSAGE_CHARACTERS = 400

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\\[\]{}|^()]{3,400}")
_ENDINGS = frozenset(
    ("py", "js", "mjs", "cjs", "ts", "tsx", "mts", "sh", "bash", "rb", "go", "pl", "php")
)
_PRIVATE_HOSTS = (
    "localhost",
    "127.",
    "0.0.0.0",
    "[::1]",
    "example.com",
    "example.org",
    "host.docker.internal",
)

_MADE_UP = re.compile(
    r"\.example\.(?:com|org)\b|(?:^|[./-])your[-_]?(?:app|site|domain|name|user|org|repo|project)"
)


@dataclass
class Builder:
    """Collects what one manifest says; `manifest` is the finished value."""

    kind: ManifestKind
    name: str = ""
    version: str = ""
    description: str = ""
    is_private: bool = False
    dependencies: dict[str, None] = field(default_factory=dict)
    commands: list[Passage] = field(default_factory=list)
    starts: dict[str, int] = field(default_factory=dict)
    tools: dict[str, int] = field(default_factory=dict)
    publishes: dict[str, int] = field(default_factory=dict)
    deploys: dict[str, int] = field(default_factory=dict)
    addresses: dict[str, int] = field(default_factory=dict)

    def depend(self, *names: str) -> None:
        """Note dependencies by their names."""
        for name in names:
            if name and len(self.dependencies) < MOST_DEPENDENCIES:
                self.dependencies.setdefault(name.strip().lower()[:PASSAGE_CHARACTERS])

    def command(self, name: str, text: str, line: int) -> None:
        """Note a script with its name, and what it checks, makes available and deploys."""
        one_line = " ".join(text.split())
        if not one_line:
            return
        if len(self.commands) < MOST_PASSAGES:
            self.commands.append(Passage(f"{name}: {one_line}"[:PASSAGE_CHARACTERS], line))
        self.run(text, line)

    def run(self, text: str, line: int) -> None:
        """Note what a script does."""
        self.take(steps_of_script(text, line))

    def use(self, action: str, line: int) -> None:
        """Note what an action does."""
        if not action.startswith("."):
            self.depend(action.partition("@")[0])
        self.take(steps_of_action(action, line))

    def take(self, steps: Iterable[Step]) -> None:
        """Note steps by their kinds."""
        for step in steps:
            match step.kind:
                case "tool":
                    self.tool(step.name, step.line)
                case "publish":
                    self.publish(step.name, step.line)
                case "deploy":
                    self.deploy(step.name, step.line)

    def start(self, words: str | tuple[str, ...], line: int, folder: str = "") -> None:
        """Note the files and modules that a command starts, paths below this folder."""
        for path in starts_of_words(words):
            self.note_start(f"{folder}/{path}" if folder and is_path(path) else path, line)

    def note_start(self, path: str, line: int) -> None:
        """Note a file or module that is started."""
        _note(self.starts, path.removeprefix("./"), line)

    def tool(self, name: str, line: int) -> None:
        """Note a linter, type checker, formatter or test runner."""
        _note(self.tools, name, line)

    def publish(self, name: str, line: int) -> None:
        """Note what makes it available to others."""
        _note(self.publishes, name, line)

    def deploy(self, name: str, line: int) -> None:
        """Note the target of a deployment."""
        _note(self.deploys, name, line)

    def address(self, text: str, line: int) -> None:
        """Note the addresses in this text that are not of one's own machine or made up."""
        for found in _ADDRESS.findall(text[:2000]):
            host = found.split("//", 1)[1].lower()
            made_up = host.startswith(_PRIVATE_HOSTS) or _MADE_UP.search(host)
            if not made_up and "$" not in host:
                _note(self.addresses, found.rstrip(".,;:!?"), line)

    def describe(self, table: Node) -> None:
        """Take name, version and description out of this table."""
        self.name = self.name or table.get("name").text[:200]
        self.version = self.version or _version(table.get("version"))
        self.description = self.description or table.get("description").text[:PASSAGE_CHARACTERS]

    def manifest(self) -> Manifest:
        """The finished manifest."""
        return Manifest(
            kind=self.kind,
            name=self.name,
            version=self.version,
            description=self.description,
            is_private=self.is_private,
            dependencies=tuple(self.dependencies),
            commands=tuple(self.commands),
            starts=_passages(self.starts),
            tools=_passages(self.tools),
            publishes=_passages(self.publishes),
            deploys=_passages(self.deploys),
            addresses=_passages(self.addresses),
        )


def _version(node: Node) -> str:
    return node.text[:100] if isinstance(node.value, str | float) else ""


def is_path(start: str) -> bool:
    """Whether what is started is named by its file, not as a module."""
    return "/" in start or start.rpartition(".")[2] in _ENDINGS


def _note(notes: dict[str, int], text: str, line: int) -> None:
    if text and len(notes) < MOST_PASSAGES:
        notes.setdefault(text[:PASSAGE_CHARACTERS], line)


def _passages(notes: dict[str, int]) -> tuple[Passage, ...]:
    return tuple(Passage(text, line) for text, line in notes.items())
