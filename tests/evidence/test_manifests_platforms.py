"""Platform and infrastructure files tell what they deploy to and what they start there."""

import pytest

from files_in_memory import lines, manifest, read, texts


@pytest.mark.parametrize(
    ("path", "text", "target", "starts"),
    [
        (
            "render.yaml",
            "services:\n- type: web\n  buildCommand: pip install .\n"
            "  startCommand: python -m src.server\n",
            "render",
            ["src.server"],
        ),
        (
            "fly.toml",
            'app = "lease"\n[processes]\nweb = "uvicorn app.main:app"\n',
            "fly.io",
            ["app.main"],
        ),
        ("vercel.json", "{}", "vercel", []),
        ("netlify.toml", '[build]\ncommand = "npm run build"\n', "netlify", []),
        (
            "railway.json",
            '{"deploy": {"startCommand": "node server.js"}}',
            "railway",
            ["server.js"],
        ),
        ("railway.toml", '[deploy]\nstartCommand = "python main.py"\n', "railway", ["main.py"]),
        ("wrangler.toml", 'name = "x"\nmain = "src/index.ts"\n', "cloudflare", ["src/index.ts"]),
        ("wrangler.jsonc", '{\n// a\n"main": "src/index.ts",\n}', "cloudflare", ["src/index.ts"]),
        ("serverless.yml", "service: x\nfunctions:\n  a:\n    handler: h.main\n", "serverless", []),
        (
            "app.yaml",
            "runtime: python311\nentrypoint: gunicorn main:app\n",
            "google app engine",
            ["main"],
        ),
        ("app.json", '{"name": "x", "buildpacks": [{"url": "heroku/python"}]}', "heroku", []),
        ("firebase.json", '{"hosting": {"public": "dist"}}', "firebase", []),
    ],
)
def test_a_platform_is_named(path: str, text: str, target: str, starts: list[str]) -> None:
    found = manifest(path, text)
    assert (found.kind, texts(found.deploys), texts(found.starts)) == ("platform", [target], starts)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("app.json", '{"expo": {"name": "x"}}'),
        ("app.json", '{"name": "x", "displayName": "X"}'),
        ("app.yaml", "name: x\n"),
        ("render.yaml", "width: 5\n"),
        ("vercel.json", "[]"),
        ("fly.toml", "app ="),
        ("langgraph.json", "{}"),
    ],
)
def test_files_of_the_same_name_deploy_nothing(path: str, text: str) -> None:
    assert read(path, text).manifest is None


def test_a_procfile_starts_without_naming_a_target() -> None:
    found = manifest(
        "Procfile", "web: gunicorn lease.wsgi --log-file -\nworker: python worker.py\n# a: b\n"
    )
    assert texts(found.deploys) == []
    assert lines(found.starts) == {"worker.py": 2}
    assert "web: gunicorn lease.wsgi --log-file -" in texts(found.commands)


def test_a_graph_server_starts_its_graphs() -> None:
    found = manifest(
        "langgraph.json", '{\n"graphs": {\n"agent": "./src/agent/graph.py:graph"\n}\n}'
    )
    assert (texts(found.deploys), lines(found.starts)) == ([], {"src/agent/graph.py": 3})


def test_the_readme_of_a_space_deploys_there() -> None:
    head = "---\ntitle: Lease\nemoji: x\nsdk: gradio\napp_file: ui/app.py\n---\n# Lease\n"
    file = read("README.md", head)
    assert file.kind == "docs"
    assert file.manifest is not None
    assert lines(file.manifest.deploys) == {"hugging face spaces": 4}
    assert lines(file.manifest.starts) == {"ui/app.py": 5}
    assert read("README.md", "---\ntitle: A post\nsdk: mine\n---\n").manifest is None


SERVICE = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: lease
spec:
  template:
    spec:
      containers:
      - image: ghcr.io/me/lease:1
        command: ["python", "-m", "lease.server"]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
spec:
  rules:
  - host: lease.example.net
"""


def test_kubernetes_objects() -> None:
    found = manifest("deploy/app.yaml", SERVICE)
    assert (found.kind, found.name) == ("infrastructure", "lease")
    assert texts(found.deploys) == ["kubernetes"]
    assert found.dependencies == ("ghcr.io/me/lease",)
    assert lines(found.starts) == {"lease.server": 10}
    assert lines(found.addresses) == {"https://lease.example.net": 16}


@pytest.mark.parametrize(
    ("path", "text", "target"),
    [
        ("infra/main.tf", 'provider "aws" {}\nresource "aws_lambda_function" "a" {}\n', "aws"),
        ("main.tf", 'resource "google_cloud_run_service" "a" {}\n', "google cloud"),
        ("cdk.json", '{"app": "npx ts-node bin/app.ts"}', "aws"),
        ("Pulumi.yaml", "name: x\nruntime: python\n", "pulumi"),
        ("infra/main.bicep", "param x string\n", "azure"),
        ("chart/Chart.yaml", "apiVersion: v2\nname: lease\n", "kubernetes"),
        ("chart/templates/d.yaml", "apiVersion: v1\nkind: {{ .Values.kind }}\n", "kubernetes"),
        (
            "template.yaml",
            "Transform: AWS::Serverless-2016-10-31\nResources:\n  A: {Type: !Ref x}\n",
            "aws",
        ),
        ("stack.json", '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}', "aws"),
        ("site.yml", "- hosts: web\n  tasks:\n  - ping:\n", "ansible"),
        ("kustomization.yaml", "resources: [a.yaml]\n", "kubernetes"),
    ],
)
def test_infrastructure_as_code(path: str, text: str, target: str) -> None:
    found = manifest(path, text)
    assert (found.kind, texts(found.deploys)) == ("infrastructure", [target])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("config/grafana.yaml", "apiVersion: 1\ndatasources: []\n"),
        ("config/hosts.yaml", "hosts: [a]\ntasks: [b]\n"),
        ("config/x.yaml", "a: 1\n"),
        ("config/x.json", '{"Resources": 1}'),
    ],
)
def test_other_settings_are_no_infrastructure(path: str, text: str) -> None:
    assert read(path, text).manifest is None
