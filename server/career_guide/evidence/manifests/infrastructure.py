"""Infrastructure as code: Kubernetes, Terraform, Helm, CDK, Pulumi, CloudFormation, Ansible."""

import re

from career_guide.evidence.formats.json_tree import read_json
from career_guide.evidence.formats.tree import Node
from career_guide.evidence.formats.yaml_tree import read_yaml, read_yaml_document
from career_guide.evidence.manifests.builder import Builder
from career_guide.models.repository.files import Manifest

MOST_LINES = 5_000

_PROVIDER = re.compile(
    r"\s*(?:provider|resource|data)\s+\"([a-z0-9-]{2,40})(?:_[a-z0-9_]{1,80})?\""
)
_CLOUDS = {
    "aws": "aws", "google": "google cloud", "azurerm": "azure", "azuread": "azure",
    "kubernetes": "kubernetes", "helm": "kubernetes", "digitalocean": "digitalocean",
    "cloudflare": "cloudflare", "vercel": "vercel", "hcloud": "hetzner", "heroku": "heroku",
    "fly": "fly.io", "railway": "railway", "render": "render", "oci": "oracle cloud",
    "supabase": "supabase", "netlify": "netlify",
}  # fmt: skip
_IMAGE = re.compile(r"(?:^|\n)\s*-?\s*image:\s*[\"']?([^\s\"']{2,200})")


def read_terraform(text: str) -> Manifest | None:
    """The clouds that a Terraform file makes resources in, None where it names none."""
    builder = Builder("infrastructure")
    for line, row in enumerate(text.split("\n")[:MOST_LINES], 1):
        if (hit := _PROVIDER.match(row)) and (cloud := _CLOUDS.get(hit.group(1))):
            builder.deploy(cloud, line)
    return builder.manifest()


def read_kubernetes(text: str) -> Manifest | None:
    """Kubernetes objects, None where a document is not one."""
    documents = read_yaml(text)
    objects = [
        one for one in documents or () if one.get("apiVersion").text and one.get("kind").text
    ]
    if not objects:
        return None
    builder = Builder("infrastructure", name=objects[0].get("metadata", "name").text)
    for one in objects:
        builder.deploy("kubernetes", one.get("kind").line)
        for key, node in one.walk():
            if key == "image" and node.text:
                builder.depend(node.text.partition(":")[0])
            elif key == "host" and "." in node.text:
                builder.address(f"https://{node.text}", node.line)
            elif key in ("command", "args") and node.elements:
                words = tuple(part.text for part in node.elements)
                builder.start(words, node.line)
    return builder.manifest()


def read_chart(text: str) -> Manifest | None:
    """A Helm chart's Chart.yaml."""
    root = read_yaml_document(text)
    if root is None or not root.get("apiVersion").text:
        return None
    builder = Builder("infrastructure")
    builder.describe(root)
    builder.deploy("kubernetes", root.line)
    return builder.manifest()


def read_chart_template(text: str) -> Manifest:
    """A template of a Helm chart, which is no YAML before it is filled in."""
    builder = Builder("infrastructure")
    builder.deploy("kubernetes", 1)
    for image in _IMAGE.findall(text):
        if "{" not in image:
            builder.depend(image.partition(":")[0])
    return builder.manifest()


def read_cloud_formation(text: str, *, is_json: bool = False) -> Manifest | None:
    """A template of CloudFormation or SAM, None for any other file."""
    root = read_json(text) if is_json else read_yaml_document(text)
    if root is None or not _is_cloud_formation(root):
        return None
    builder = Builder("infrastructure", description=root.get("Description").text[:400])
    builder.deploy("aws", root.get("Resources").line)
    return builder.manifest()


def _is_cloud_formation(root: Node) -> bool:
    if root.get("AWSTemplateFormatVersion").text:
        return True
    return bool(root.get("Resources").items) and "AWS::" in root.get("Transform").text


def read_cdk(text: str) -> Manifest | None:
    """A cdk.json with the program that it starts."""
    root = read_json(text)
    app = root.get("app") if root else None
    if app is None or not app.text:
        return None
    builder = Builder("infrastructure")
    builder.deploy("aws", app.line)
    builder.command("app", app.text, app.line)
    builder.start(app.text, app.line)
    return builder.manifest()


def read_named(target: str) -> Manifest:
    """A file whose name alone says that it deploys to this target (Pulumi, Bicep, Skaffold)."""
    builder = Builder("infrastructure")
    builder.deploy(target, 1)
    return builder.manifest()


def read_playbook(text: str) -> Manifest | None:
    """An Ansible playbook: plays with hosts and tasks or roles; None for any other list."""
    root = read_yaml_document(text)
    plays = root.elements if root else []
    if not any(
        one.get("hosts").text and one.first("tasks", "roles").value is not None for one in plays
    ):
        return None
    return read_named("ansible")
