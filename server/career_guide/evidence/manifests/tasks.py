"""Makefiles and their like: targets as commands."""

import re

from career_guide.evidence.formats.yaml_tree import read_yaml_document
from career_guide.evidence.manifests.builder import Builder
from career_guide.models.repository.files import Manifest

MOST_LINES = 3_000
LONGEST_LINE = 2_000
LARGEST = 200_000

_TARGET = re.compile(r"@?([A-Za-z0-9_./%-]{1,80})(?:[ \t][^:=\n]{0,200})?:(?![=:])")
_VARIABLE = re.compile(r"\$[({](\w{1,60})[)}]")
_ASSIGNMENT = re.compile(
    r"^(\w{1,60})[ \t]{0,20}(?:\?|::?|)=[ \t]{0,20}([^\n]{1,200})$", re.MULTILINE
)


def read_makefile(text: str) -> Manifest | None:
    """Targets of a Makefile or justfile with their first commands; None without targets."""
    builder = Builder("tasks")
    values = {name: value.strip() for name, value in _ASSIGNMENT.findall(text[:LARGEST])}
    target = ""
    for line, row in enumerate(text.split("\n")[:MOST_LINES], 1):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        if row[0] not in " \t":
            hit = _TARGET.match(row)
            target = hit.group(1) if hit else ""
            continue
        if target:
            command = _VARIABLE.sub(lambda hit: values.get(hit.group(1), ""), row[:LONGEST_LINE])
            command = _VARIABLE.sub("", command).strip().lstrip("@-+ ")
            if command.startswith(("echo ", "printf ")):
                continue
            builder.command(target, command, line)
            builder.start(command, line)
    return builder.manifest() if builder.commands else None


def read_taskfile(text: str) -> Manifest | None:
    """Tasks of a Taskfile with their commands."""
    root = read_yaml_document(text)
    if root is None:
        return None
    builder = Builder("tasks")
    for name, task in root.get("tasks").items:
        for command in [*task.texts, *task.get("cmds").elements]:
            builder.command(name, command.text or command.get("cmd").text, command.line)
    return builder.manifest() if builder.commands else None
