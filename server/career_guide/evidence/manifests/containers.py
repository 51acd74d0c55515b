"""Container files and compose files: base images, and what a container starts."""

import json
import posixpath
import re
from dataclasses import dataclass, field

from career_guide.evidence.formats.tree import Node
from career_guide.evidence.formats.yaml_tree import read_yaml_document
from career_guide.evidence.manifests.builder import Builder, is_path
from career_guide.evidence.manifests.starting import starts_of_words
from career_guide.models.repository.files import Manifest

MOST_LINES = 3_000
MOST_COPIES = 500
DEEPEST = 40
MOST_CHARACTERS = 8_000
"""Most characters of one instruction that are read."""

_INSTRUCTION = re.compile(r"\s*([A-Za-z]{2,15})\s+(.*)", re.DOTALL)
_HEREDOC = re.compile(r"<<-?\s?[\"']?([A-Za-z_]\w{0,50})")
_ROOTS = (
    "/usr/src/app/",
    "/usr/app/",
    "/app/",
    "/code/",
    "/src/",
    "/workspace/",
    "/srv/",
    "/home/user/app/",
)


@dataclass
class _Stage:
    """One stage of an image: how its paths lie, and what it starts."""

    folder: str = "/"
    copies: dict[str, str] = field(default_factory=dict)
    command: tuple[str, int] | None = None
    entry: tuple[str, int] | None = None


def read_dockerfile(text: str) -> Manifest:
    """Base images as dependencies; what the last stage starts, by the path in the repository."""
    builder = Builder("docker")
    stages: dict[str, _Stage] = {}
    stage = _Stage()
    for name, value, line in _instructions(text):
        match name:
            case "FROM":
                words = [word for word in value.split() if not word.startswith("--")]
                image = words[0].lower() if words else ""
                inherited = stages.get(image)
                if not inherited:
                    builder.depend(_image(image))
                stage = (
                    _Stage(
                        inherited.folder, dict(inherited.copies), inherited.command, inherited.entry
                    )
                    if inherited
                    else _Stage()
                )
                if len(words) > 2 and words[1].lower() == "as":
                    stages[words[2].lower()] = stage
            case "WORKDIR":
                stage.folder = posixpath.join(stage.folder, value.strip().strip("\"'"))
            case "COPY" | "ADD":
                _copy(stage, value)
            case "CMD":
                stage.command = (value, line)
            case "ENTRYPOINT":
                stage.entry, stage.command = (value, line), None
            case "RUN":
                builder.run(value, line)
            case "LABEL" if "org.opencontainers.image.source" in value:
                builder.address(value, line)
            case _:
                pass
    for instruction, found in (("ENTRYPOINT", stage.entry), ("CMD", stage.command)):
        if found:
            _start(builder, stage, instruction, *found)
    return builder.manifest()


def _start(builder: Builder, stage: _Stage, instruction: str, value: str, line: int) -> None:
    words = _words(value)
    shown = " ".join(words) if isinstance(words, tuple) else words
    builder.command(instruction, shown, line)
    for path in starts_of_words(words):
        builder.note_start(_in_repository(stage, path) if is_path(path) else path, line)


def _words(value: str) -> str | tuple[str, ...]:
    """The words of the exec form, or the text of the shell form."""
    bare = value.strip()
    if bare.startswith("["):
        try:
            words = json.loads(bare)
        except (ValueError, RecursionError):
            return bare
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            return tuple(words)
    return bare


def _copy(stage: _Stage, value: str) -> None:
    """Note where files and folders of the repository come to lie in the image."""
    words = _words(value)
    parts = list(words) if isinstance(words, tuple) else words.split()
    if any(part.startswith("--from") for part in parts):
        return
    parts = [part for part in parts if not part.startswith("--")]
    if len(parts) < 2 or len(stage.copies) > MOST_COPIES:
        return
    target = posixpath.normpath(posixpath.join(stage.folder, parts[-1]))
    into_folder = parts[-1].endswith(("/", ".")) or len(parts) > 2
    for part in parts[:-1]:
        source = posixpath.normpath(part)
        name = posixpath.basename(source)
        is_file = "." in name[1:]
        end = posixpath.join(target, name) if is_file and into_folder else target
        if source == "." or end not in stage.copies:
            stage.copies[end] = source


def _in_repository(stage: _Stage, path: str) -> str:
    """A path inside the image as the path it was copied from, as far as that can be told."""
    full = posixpath.normpath(posixpath.join(stage.folder, path))
    for around in _around(full):
        if (source := stage.copies.get(around)) is not None:
            rest = full[len(around) :].lstrip("/")
            return posixpath.normpath(posixpath.join(source, rest)) if rest else source
    if not path.startswith("/"):
        return path
    for root in (stage.folder.rstrip("/") + "/", *_ROOTS):
        if root != "/" and full.startswith(root):
            return full.removeprefix(root)
    return full.lstrip("/")


def _around(path: str) -> list[str]:
    """A path and the folders around it, from the inside out."""
    parts = path.split("/")[:DEEPEST]
    return ["/".join(parts[:end]) or "/" for end in range(len(parts), 0, -1)]


def _image(image: str) -> str:
    """The name of an image without tag and digest; "" for one that is chosen by a variable."""
    name = image.partition("@")[0]
    head, colon, tail = name.rpartition(":")
    name = head if colon and "/" not in tail else name
    return "" if "$" in name else name


def _instructions(text: str) -> list[tuple[str, str, int]]:
    """Instructions with values and first lines; the body of a heredoc belongs to its value."""
    found: list[tuple[str, str, int]] = []
    rows = text.split("\n")[:MOST_LINES]
    at = 0
    while at < len(rows):
        start = at
        parts: list[str] = []
        while at < len(rows):
            row = rows[at].rstrip()
            at += 1
            if row.lstrip().startswith("#"):
                continue
            parts.append(row)
            if not row.endswith(("\\", "`")):
                break
        whole = "\n".join(parts)[:MOST_CHARACTERS]
        if hit := _HEREDOC.search(whole):
            end = next((n for n in range(at, len(rows)) if rows[n].strip() == hit.group(1)), -1)
            if end >= 0:
                whole = "\n".join([whole, *rows[at:end]])[:MOST_CHARACTERS]
                at = end + 1
        if instruction := _INSTRUCTION.fullmatch(whole):
            while start < at - 1 and rows[start].lstrip().startswith("#"):
                start += 1
            found.append((instruction.group(1).upper(), instruction.group(2), start + 1))
    return found


def read_compose(text: str) -> Manifest | None:
    """Images of services as dependencies, and what their commands start in the build folder."""
    root = read_yaml_document(text)
    if root is None:
        return None
    builder = Builder("compose", name=root.get("name").text)
    for name, service in root.get("services").items:
        builder.depend(_image(service.get("image").text.lower()))
        folder = _context(service.get("build"))
        for key in ("entrypoint", "command"):
            node = service.get(key)
            words: str | tuple[str, ...] = tuple(one.text for one in node.elements) or node.text
            if words:
                shown = " ".join(words) if isinstance(words, tuple) else words
                builder.command(f"{name} {key}", shown, node.line)
                builder.start(words, node.line, folder)
    return builder.manifest() if root.get("services").items else None


def _context(build: Node) -> str:
    text = build.text or build.get("context").text
    folder = posixpath.normpath(text) if text and "$" not in text and ":" not in text else "."
    return "" if folder == "." or folder.startswith(("..", "/")) else folder
