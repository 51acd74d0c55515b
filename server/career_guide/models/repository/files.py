"""One file of a repository: where it stands, what kind it is, and what was read of it."""

from dataclasses import dataclass
from typing import Literal

from career_guide.models.repository.code import Code, Language

FileKind = Literal[
    "source",
    "test",
    "eval",
    "docs",
    "data",
    "notebook",
    "config",
    "ci",
    "vendored",
    "generated",
    "template",
    "asset",
]
"""What a file is for; `template` is unchanged text of a generator, `asset` is not text.

`eval` is code, data, prompts or reports that judge the quality of output; `data` is a corpus or
records; texts that are the corpus of a project are `data`, also below `docs/`.
"""
Unread = Literal["binary", "too_large", "over_cap", "missing", "not_regular", "secret", "invalid"]
"""Why a file's text is None: not text; over the cap of one file; over the total; its object is
not there; a link, device or submodule; may hold a secret; not what its ending says."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A located piece of text, cut at 400 characters."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text below it up to the next heading of any depth; level 0 is before all.

    `text` is the prose, without code blocks and images, cut at 8,000 characters; `line` is where
    the heading stands and `text_line` where the text starts.
    """

    title: str
    level: int
    line: int
    text: str
    text_line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image: its label (for a badge the alternative text) and its target."""

    label: str
    target: str
    line: int
    is_image: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """A code block, cut at 4,000 characters; `language` is "" when none is named."""

    language: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of prose: its header cells and rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """Prose taken apart (Markdown, reStructuredText, plain text).

    `is_english` tells whether word lists may be used on it; without them such probes say unknown.
    `front_matter` are the keys and values of a leading YAML block.
    """

    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    fences: tuple[Fence, ...] = ()
    tables: tuple[Table, ...] = ()
    front_matter: tuple[tuple[str, str], ...] = ()
    words: int = 0
    is_english: bool = True


@dataclass(frozen=True, slots=True)
class Output:
    """Text that a notebook cell printed, cut at 4,000 characters; `cell` counts from 1."""

    cell: int
    text: str
    line: int
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook: its cells' code as one (lines are those of the file), prose and saved outputs."""

    prose: Document
    outputs: tuple[Output, ...]
    code_cells: int
    executed_cells: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """Records of a data file: how many, and under which field names; None where not countable."""

    format: Literal["json", "jsonl", "csv", "tsv", "yaml", "other"]
    records: int | None
    fields: tuple[str, ...] = ()
    numeric_fields: tuple[str, ...] = ()


ManifestKind = Literal[
    "python", "node", "go", "rust", "docker", "compose", "ci", "platform", "infrastructure",
    "site", "lint", "hooks", "server-registry", "licence", "changelog", "tasks",
]  # fmt: skip
"""`tasks`: a Makefile, justfile or Taskfile, whose targets are its commands."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest, container file, workflow or platform file says, with its lines.

    `name`: the package. `dependencies`: names, normalised to lower case. `commands`: scripts and
    console entry points as `name: command`. `starts`: files or modules that it starts (CMD,
    ENTRYPOINT, Procfile, `main`, `bin`, console entry points). `tools`: linters, type checkers,
    formatters and test runners that it configures or runs. `publishes`: what makes it available to
    others (a registry, an image push, a release, a site, a package). `deploys`: named targets of a
    deployment. `is_private` is a package that says it is not for publishing.
    """

    kind: ManifestKind
    name: str = ""
    version: str = ""
    description: str = ""
    is_private: bool = False
    dependencies: tuple[str, ...] = ()
    commands: tuple[Passage, ...] = ()
    starts: tuple[Passage, ...] = ()
    tools: tuple[Passage, ...] = ()
    publishes: tuple[Passage, ...] = ()
    deploys: tuple[Passage, ...] = ()
    addresses: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """One file of the commit. At most one of the parsed forms beside `text` is set per purpose.

    `path` is POSIX and printable (bytes that are no UTF-8 stand as `\\xNN`). `text` has LF line
    ends and no BOM; None means unread, and `unread` says why.
    """

    path: str
    size: int
    kind: FileKind
    language: Language | None = None
    text: str | None = None
    unread: Unread | None = None
    code: Code | None = None
    document: Document | None = None
    notebook: Notebook | None = None
    dataset: Dataset | None = None
    manifest: Manifest | None = None

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def folder(self) -> str:
        """The path without its last part; "" at the root."""
        return self.path.rpartition("/")[0]
