"""What MCP servers are listed under: registry entries, bundles, hosts' settings."""

from career_guide.evidence.formats.json_tree import read_json
from career_guide.evidence.formats.yaml_tree import read_yaml_document
from career_guide.evidence.manifests.builder import Builder
from career_guide.models.repository.files import Manifest

_REGISTRIES = {
    "pypi": "pypi",
    "npm": "npm",
    "oci": "container image",
    "docker": "container image",
    "nuget": "nuget",
    "mcpb": "release",
}


def read_server(text: str) -> Manifest | None:
    """An entry of the MCP registry with its packages and remotes; None for another file."""
    root = read_json(text)
    if root is None or not root.get("name").text:
        return None
    packages, remotes = root.get("packages").elements, root.get("remotes").elements
    if "modelcontextprotocol" not in root.get("$schema").text and not packages and not remotes:
        return None
    builder = Builder("server-registry")
    builder.describe(root)
    builder.publish("mcp registry", root.get("name").line)
    for package in packages:
        kind = package.first("registryType", "registry_type", "registry_name")
        if known := _REGISTRIES.get(kind.text.lower()):
            builder.publish(known, kind.line)
        name = package.first("identifier", "name")
        builder.command("package", f"{kind.text} {name.text}", name.line)
    for remote in remotes:
        builder.address(remote.get("url").text, remote.get("url").line)
    builder.address(root.get("websiteUrl").text, root.get("websiteUrl").line)
    return builder.manifest()


def read_smithery(text: str) -> Manifest | None:
    """The settings under which a host builds and starts the server."""
    root = read_yaml_document(text)
    if root is None or not isinstance(root.value, dict):
        return None
    builder = Builder("server-registry")
    builder.deploy("smithery", root.line)
    return builder.manifest()


def read_bundle(text: str) -> Manifest | None:
    """The manifest of an MCP bundle; None for those of browser extensions and web apps."""
    root = read_json(text)
    if root is None:
        return None
    server = root.get("server")
    is_bundle = root.first("dxt_version", "mcpb_version", "manifest_version").value is not None
    if not is_bundle or not server.items:
        return None
    builder = Builder("server-registry")
    builder.describe(root)
    builder.publish(
        "mcp bundle", root.first("dxt_version", "mcpb_version", "manifest_version").line
    )
    entry = server.get("entry_point")
    if entry.text:
        builder.note_start(entry.text, entry.line)
    config = server.get("mcp_config")
    words = " ".join(
        [config.get("command").text, *(one.text for one in config.get("args").elements)]
    )
    builder.command("server", words, config.line)
    for key in ("homepage", "documentation"):
        builder.address(root.get(key).text, root.get(key).line)
    return builder.manifest()


def read_listing(text: str) -> Manifest | None:
    """A file by which a directory of servers recognises its maintainers."""
    if read_json(text) is None:
        return None
    builder = Builder("server-registry")
    return builder.manifest()
