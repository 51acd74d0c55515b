"""Workflows of continuous integration: the checks they run, what they publish and deploy."""

import re

from career_guide.evidence.formats.tree import Node
from career_guide.evidence.formats.yaml_tree import read_yaml
from career_guide.evidence.manifests.builder import Builder
from career_guide.models.repository.files import Manifest

_SCRIPT_KEYS = frozenset(
    (
        "run", "script", "before_script", "after_script", "after_success", "before_deploy", "bash",
        "powershell", "pwsh", "command", "commands", "before_install", "install", "inlineScript",
        "cmd", "cmds", "build_script", "test_script", "deploy_script",
    )
)  # fmt: skip
_QUOTED = re.compile(
    r"\b(?:sh|bat|powershell)\b\s{0,9}\(?\s{0,9}(?:script:\s{0,9})?"
    r"(?:'''(.*?)'''|\"\"\"(.*?)\"\"\"|'([^'\n]{0,2000})'|\"([^\"\n]{0,2000})\")",
    re.DOTALL,
)
_AZURE_TASKS: dict[str, str] = {
    "azurewebapp": "azure",
    "azurermwebappdeployment": "azure",
    "azurefunctionapp": "azure",
    "azurecontainerapps": "azure",
    "azurestaticwebapp": "azure",
    "kubernetesmanifest": "kubernetes",
    "helmdeploy": "kubernetes",
}
_PAGES_JOB = "pages"


def read_workflow(path: str, text: str) -> Manifest | None:
    """The workflow of one of the known services, None where it cannot be read."""
    name = path.rpartition("/")[2].lower()
    if name.startswith("jenkinsfile"):
        return _jenkins(text)
    documents = read_yaml(text)
    if not documents:
        return None
    builder = Builder("ci", name=documents[0].get("name").text)
    for root in documents:
        if path.startswith(".github/"):
            _github(builder, root)
        else:
            _other(builder, root, name)
    return builder.manifest()


def _github(builder: Builder, root: Node) -> None:
    for name, job in root.get("jobs").items:
        if _never_runs(job):
            continue
        if called := job.get("uses").text:
            builder.use(called, job.get("uses").line)
        if url := job.get("environment", "url").text:
            builder.address(url, job.get("environment", "url").line)
        for step in job.get("steps").elements:
            _step(builder, name, step)
    for step in root.get("runs", "steps").elements:  # an action of the repository's own
        _step(builder, "", step)


def _never_runs(node: Node) -> bool:
    condition = node.get("if")
    return condition.value is False or condition.text.replace(" ", "") in ("false", "${{false}}")


def _step(builder: Builder, job: str, step: Node) -> None:
    if _never_runs(step):
        return
    run = step.get("run")
    if isinstance(run.value, str):
        label = step.get("name").text or job
        builder.command(label or "run", run.value, run.line)
    uses = step.get("uses")
    action = uses.text.partition("@")[0].lower()
    if not action:
        return
    settings = step.get("with")
    builder.use(uses.text, uses.line)
    match action:
        case "docker/build-push-action" | "docker/bake-action":
            push = settings.get("push")
            outputs = settings.get("outputs").text
            if push.is_true or _is_conditional(push) or "push=true" in outputs:
                builder.publish("container image", uses.line)
        case "changesets/action" if settings.get("publish").text:
            builder.publish("npm", uses.line)
        case "superfly/flyctl-actions" | "burggraf/flyctl" if "deploy" in settings.get("args").text:
            builder.deploy("fly.io", uses.line)
        case "cloudflare/wrangler-action" | "netlify/actions/cli" | "w9jds/firebase-action":
            command = settings.first("command", "args")
            builder.run(f"wrangler {command.text}", command.line)
        case "appleboy/ssh-action":
            script = settings.get("script")
            builder.run(str(script.value or ""), script.line)
        case _ if action.startswith("docker://"):
            builder.run(settings.get("args").text, uses.line)
        case _:
            pass


def _is_conditional(node: Node) -> bool:
    """Whether a setting is an expression that can be true."""
    text = node.text
    return text.startswith("${{") and text.strip("${} ").lower() != "false"


def _other(builder: Builder, root: Node, name: str) -> None:
    """GitLab, CircleCI, Azure, Travis, Bitbucket, Drone, Cloud Build: scripts under their keys."""
    if name.startswith(".gitlab-ci") and root.get(_PAGES_JOB, "script").value is not None:
        builder.publish("site", root.get(_PAGES_JOB).line)
        builder.deploy("gitlab pages", root.get(_PAGES_JOB).line)
    for provider in [root.get("deploy"), *root.get("deploy").elements]:
        if target := provider.get("provider").text.lower():
            _travis(builder, target, provider.get("provider").line)
    for key, node in root.walk():
        if key == "command" and node.text.lower() == "buildandpush":
            builder.publish("container image", node.line)
        elif key in _SCRIPT_KEYS and isinstance(node.value, str):
            builder.command(key, node.value, node.line)
        elif key == "uses" and node.text:
            builder.use(node.text, node.line)
        elif key == "task":
            task = node.text.partition("@")[0].lower()
            if known := _AZURE_TASKS.get(task):
                builder.deploy(known, node.line)
        elif key == "url":
            builder.address(node.text, node.line)
        if key == "args" and isinstance(node.value, list):
            builder.run(" ".join(one.text for one in node.elements), node.line)
    if name.startswith("cloudbuild"):
        _cloud_build(builder, root)


def _cloud_build(builder: Builder, root: Node) -> None:
    for step in root.get("steps").elements:
        program = step.get("name").text.rpartition("/")[2].partition(":")[0]
        args = [one.text for one in step.get("args").elements]
        known = {"cloud-sdk": "", "gcloud": "gcloud", "kubectl": "kubectl"}
        builder.run(" ".join([known.get(program, program), *args]), step.get("args").line)
    if images := root.get("images").elements:
        builder.publish("container image", images[0].line)


def _travis(builder: Builder, target: str, line: int) -> None:
    published = {
        "pypi": "pypi",
        "npm": "npm",
        "releases": "release",
        "cargo": "crates.io",
        "rubygems": "rubygems",
    }
    if name := published.get(target):
        builder.publish(name, line)
    elif target == "pages":
        builder.publish("site", line)
        builder.deploy("github pages", line)
    elif target != "script":
        builder.deploy(target, line)


def _jenkins(text: str) -> Manifest:
    builder = Builder("ci")
    code = re.sub(r"(?m)^[ \t]*//[^\n]*", "", text)
    line, before = 1, 0
    for hit in _QUOTED.finditer(code):
        line += code.count("\n", before, hit.start())
        before = hit.start()
        script = next((group for group in hit.groups() if group), "")
        inner = line + hit.group().partition(script.strip("\n"))[0].count("\n")
        builder.command("sh", script.strip("\n"), inner)
    return builder.manifest()
