"""Files of hosting platforms: Procfile, render.yaml, fly.toml, vercel.json and their like."""

from career_guide.evidence.documents.front_matter import front_matter
from career_guide.evidence.formats.json_tree import read_json
from career_guide.evidence.formats.toml_tree import read_toml
from career_guide.evidence.formats.tree import NOTHING, Node
from career_guide.evidence.formats.yaml_tree import read_yaml_document
from career_guide.evidence.manifests.builder import Builder
from career_guide.models.repository.files import Manifest

PLATFORMS: dict[str, str] = {
    "render.yaml": "render",
    "render.yml": "render",
    "fly.toml": "fly.io",
    "vercel.json": "vercel",
    "now.json": "vercel",
    "netlify.toml": "netlify",
    "railway.json": "railway",
    "railway.toml": "railway",
    "wrangler.toml": "cloudflare",
    "wrangler.json": "cloudflare",
    "wrangler.jsonc": "cloudflare",
    "serverless.yml": "serverless",
    "serverless.yaml": "serverless",
    "app.json": "heroku",
    "heroku.yml": "heroku",
    "firebase.json": "firebase",
    "apprunner.yaml": "aws",
    "amplify.yml": "aws",
    "dockerrun.aws.json": "aws",
    "azure.yaml": "azure",
    "staticwebapp.config.json": "azure",
    "zeabur.json": "zeabur",
    "koyeb.yaml": "koyeb",
    "captain-definition": "caprover",
    "deno.deploy.json": "deno deploy",
    "cog.yaml": "replicate",
    "bentofile.yaml": "bentoml",
}
"""Names of files that configure a deployment, with the platform."""
_COMMANDS = (
    "startCommand",
    "dockerCommand",
    "buildCommand",
    "releaseCommand",
    "run_command",
    "entrypoint",
    "command",
    "run",
    "start",
    "build",
)
_SPACES = frozenset(("gradio", "streamlit", "docker", "static"))


def read_procfile(text: str) -> Manifest:
    """A Procfile: its processes as commands, and what they start."""
    builder = Builder("platform")
    for line, row in enumerate(text.split("\n")[:200], 1):
        name, colon, command = row.partition(":")
        if colon and name.strip().isidentifier():
            builder.command(name.strip(), command.strip(), line)
            builder.start(command.strip(), line)
    return builder.manifest()


def read_platform(name: str, text: str) -> Manifest | None:
    """A file named in PLATFORMS; None where its text is not of that platform."""
    root = _tree(name, text)
    target = PLATFORMS[name]
    if name == "captain-definition":
        root = read_json(text)
    if root is None or not _is_of(target, name, root):
        return None
    builder = Builder("platform", name=root.first("app", "name", "service").text)
    builder.deploy(target, root.line)
    _commands(builder, root)
    if main := root.get("main").text:
        builder.note_start(main, root.get("main").line)
    return builder.manifest()


def _is_of(target: str, name: str, root: Node) -> bool:
    if not isinstance(root.value, dict):
        return False
    if name == "app.json":  # also the name of other tools' files
        keys = ("buildpacks", "formation", "addons", "stack", "env")
        return any(root.get(key).value is not None for key in keys) and not root.get("expo").items
    if target == "render":
        return any(
            root.get(key).value is not None for key in ("services", "databases", "envVarGroups")
        )
    return True


def _commands(builder: Builder, root: Node) -> None:
    for key, node in root.walk():
        if key in _COMMANDS and node.text:
            builder.command(key, node.text, node.line)
            if "build" not in key.lower():
                builder.start(node.text, node.line)
        elif key in ("processes", "process_types"):
            for name, process in node.items:
                if process.text:
                    builder.command(name, process.text, process.line)
                    builder.start(process.text, process.line)
        elif key in ("url", "route", "pattern", "domains", "domain", "site"):
            builder.address(node.text, node.line)


def read_app_yaml(text: str) -> Manifest | None:
    """An app.yaml of App Engine or DigitalOcean, None for any other."""
    root = read_yaml_document(text) or NOTHING
    builder = Builder("platform", name=root.first("service", "name").text)
    if runtime := root.get("runtime").text:
        builder.deploy("google app engine", root.get("runtime").line)
        builder.depend(runtime)
    elif root.get("services").elements and root.get("region").text:
        builder.deploy("digitalocean", root.line)
    else:
        return None
    _commands(builder, root)
    return builder.manifest()


def read_langgraph(text: str) -> Manifest | None:
    """A langgraph.json: the graphs it starts; it serves local runs too, so it names no target."""
    root = read_json(text)
    graphs = root.get("graphs").items if root else []
    if not graphs:
        return None
    builder = Builder("platform")
    for name, graph in graphs:
        target = graph.text or graph.get("path").text
        builder.command(name, target, graph.line)
        builder.note_start(target.rpartition(":")[0] or target, graph.line)
    return builder.manifest()


def read_space(text: str) -> Manifest | None:
    """A readme that begins with the settings of a hosted Space, None without them."""
    rows = text[:8_000].split("\n")
    pairs, _ = front_matter(rows)
    keys = dict(pairs)
    if keys.get("sdk") not in _SPACES or not (
        "colorFrom" in keys or "app_file" in keys or "emoji" in keys
    ):
        return None
    builder = Builder("platform", name=keys.get("title", ""))
    builder.deploy("hugging face spaces", _line(rows, "sdk"))
    builder.depend(keys["sdk"])
    if file := keys.get("app_file", ""):
        builder.note_start(file, _line(rows, "app_file"))
    return builder.manifest()


def _line(rows: list[str], key: str) -> int:
    return next((at for at, row in enumerate(rows, 1) if row.startswith(f"{key}:")), 1)


def _tree(name: str, text: str) -> Node | None:
    match name.rpartition(".")[2]:
        case "toml":
            return read_toml(text)
        case "yaml" | "yml":
            return read_yaml_document(text)
        case _:
            return read_json(text)
