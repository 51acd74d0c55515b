"""Go modules and Rust crates."""

import re

from career_guide.evidence.formats.toml_tree import read_toml
from career_guide.evidence.manifests.builder import Builder
from career_guide.models.repository.files import Manifest

MOST_LINES = 2_000

_GO_REQUIRED = re.compile(r"\s*(?:require\s+)?([A-Za-z0-9._~/\-]{3,200})\s+v[0-9]")


def read_go_module(text: str) -> Manifest:
    """A go.mod: the module's path as name, and the modules it requires."""
    builder = Builder("go")
    block = ""
    for line, row in enumerate(text.split("\n")[:MOST_LINES], 1):
        bare = row.partition("//")[0].strip()
        if bare.startswith("module "):
            builder.name = bare[7:].strip()[:200]
        elif bare.startswith("tool ") and "golangci-lint" in bare:
            builder.tool("golangci-lint", line)
        elif bare.endswith("("):
            block = bare[:-1].strip()
        elif bare == ")":
            block = ""
        elif (block == "require" or bare.startswith("require ")) and (
            hit := _GO_REQUIRED.match(bare)
        ):
            builder.depend(hit.group(1))
    return builder.manifest()


def read_crate(text: str) -> Manifest | None:
    """A Cargo.toml: the package, its dependencies and binaries."""
    root = read_toml(text)
    if root is None:
        return None
    builder = Builder("rust")
    package = root.get("package")
    builder.describe(package)
    publish = package.get("publish")
    builder.is_private = publish.value is False or publish.value == []
    for key in ("dependencies", "dev-dependencies", "build-dependencies"):
        builder.depend(*(name for name, _ in root.get(key).items))
        builder.depend(*(name for name, _ in root.get("workspace", key).items))
    for binary in root.get("bin").elements:
        builder.note_start(binary.get("path").text, binary.get("path").line)
    for key in ("homepage", "documentation"):
        builder.address(package.get(key).text, package.get(key).line)
    for table in (root.get("lints"), root.get("workspace", "lints")):
        if table.get("clippy").value is not None:
            builder.tool("cargo clippy", table.get("clippy").line)
    return builder.manifest()
