"""Workflows tell the checks they run, what they publish and where they deploy."""

import pytest

from files_in_memory import lines, manifest, read, texts

RELEASE = """\
name: Release
on:
  push:
    tags: ["v*"]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Check
        run: |
          pip install -e .[dev]
          # npm publish
          echo "npm publish"
          uv run ruff check . && uv run --with mypy mypy src
          python -m pytest --cov || true
      - uses: pre-commit/action@v3
  publish:
    environment:
      name: pypi
      url: https://pypi.org/p/lease-helper
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: ghcr.io/me/lease
      - uses: softprops/action-gh-release@v2
      - run: flyctl deploy --remote-only
  site:
    steps:
      - uses: actions/deploy-pages@v4
  never:
    if: false
    steps:
      - run: heroku container:release web
"""


def ci(text: str, path: str = ".github/workflows/x.yml") -> tuple[list[str], list[str], list[str]]:
    found = manifest(path, text)
    assert found.kind == "ci"
    return texts(found.tools), texts(found.publishes), texts(found.deploys)


def test_a_workflow() -> None:
    found = manifest(".github/workflows/release.yml", RELEASE)
    assert (found.kind, found.name) == ("ci", "Release")
    assert lines(found.tools) == {"ruff": 15, "mypy": 15, "pytest": 16, "pre-commit": 17}
    assert lines(found.publishes) == {
        "pypi": 23,
        "container image": 24,
        "release": 28,
        "site": 32,
    }
    assert lines(found.deploys) == {"fly.io": 29, "github pages": 32}
    assert lines(found.addresses) == {"https://pypi.org/p/lease-helper": 21}
    assert "docker/build-push-action" in found.dependencies


def step(body: str) -> str:
    return f"jobs:\n  a:\n    steps:\n      - {body}\n"


@pytest.mark.parametrize(
    ("run", "tool"),
    [
        ("pytest -q", "pytest"),
        ("poetry run pytest", "pytest"),
        ("CI=1 npx --yes jest", "jest"),
        ("npm test", "npm test"),
        ("npx eslint@9 .", "eslint"),
        ("npm run lint", "npm run lint"),
        ("pnpm --filter web run typecheck", "pnpm run typecheck"),
        ("yarn test", "yarn test"),
        ("go test ./...", "go test"),
        ("golangci-lint run", "golangci-lint"),
        ("cargo clippy -- -D warnings", "cargo clippy"),
        ("node --test", "node --test"),
        ("make check", "make check"),
        ("python -m unittest discover", "unittest"),
        ("coverage run -m pytest", "pytest"),
        ("./node_modules/.bin/eslint .", "eslint"),
        ("if ! ruff check .; then exit 1; fi", "ruff"),
        ("docker compose up -d && tox", "tox"),
    ],
)
def test_checks_are_recognised(run: str, tool: str) -> None:
    assert tool in ci(step(f"run: '{run}'"))[0]


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("npm publish --provenance", "npm"),
        ("twine upload dist/*", "pypi"),
        ("uv publish", "pypi"),
        ("docker push me/app:latest", "container image"),
        ("docker buildx build --push -t me/app .", "container image"),
        ("gh release create v1 dist/*", "release"),
        ("npx semantic-release", "release"),
        ("cargo publish", "crates.io"),
        ("goreleaser release --clean", "release"),
        ("mkdocs gh-deploy --force", "site"),
        ("./mcp-publisher publish", "mcp registry"),
    ],
)
def test_publishing_commands(run: str, name: str) -> None:
    assert name in ci(step(f"run: {run}"))[1]


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("fly deploy", "fly.io"),
        ("gcloud run deploy api --image x", "google cloud run"),
        ("aws ecs update-service --cluster x", "aws"),
        ("az webapp up", "azure"),
        ("vercel deploy --prod", "vercel"),
        ("vercel --prod --token x", "vercel"),
        ("netlify deploy --prod", "netlify"),
        ("aws s3 sync dist/ s3://site --delete", "aws"),
        ("doppler run -- fly deploy", "fly.io"),
        ("railway up", "railway"),
        ("git push heroku main", "heroku"),
        ('ssh deploy@host "docker compose up -d"', "ssh"),
        ("rsync -az dist/ me@host:/srv", "ssh"),
        ("kubectl apply -f k8s/", "kubernetes"),
        ("helm upgrade --install app ./chart", "kubernetes"),
        ("terraform apply -auto-approve", "terraform"),
        ("curl -X POST $RENDER_DEPLOY_HOOK_URL", "render"),
        ("git push https://x@huggingface.co/spaces/me/app main", "hugging face spaces"),
        ("npx wrangler deploy", "cloudflare"),
    ],
)
def test_deploying_commands(run: str, name: str) -> None:
    assert name in ci(step(f"run: {run}"))[2]


@pytest.mark.parametrize(
    "body",
    [
        "run: npm publish --dry-run",
        "run: echo 'npm publish'",
        "run: 'git commit -m \"npm publish && docker push\"'",
        "run: docker build -t me/app .",
        "run: docker login ghcr.io",
        "run: terraform plan",
        "run: kubectl apply --dry-run=client -f x",
        "run: ssh-keyscan host",
        "run: ssh -T git@github.com",
        "run: aws s3 cp s3://models/m.bin .",
        "run: npm ci",
        "run: '# uv publish'",
        "{if: false, run: uv publish}",
        "{if: '${{ false }}', run: uv publish}",
        "{uses: docker/build-push-action@v6, with: {push: false}}",
        "{uses: docker/build-push-action@v6, with: {load: true}}",
        "uses: docker/login-action@v3",
        "uses: actions/upload-artifact@v4",
    ],
)
def test_what_only_looks_like_publishing(body: str) -> None:
    assert ci(step(body)) == ([], [], [])


def test_an_action_that_publishes_only_when_told_to() -> None:
    assert ci(step("{uses: changesets/action@v1, with: {publish: npm run release}}"))[1] == ["npm"]
    assert ci(step("uses: changesets/action@v1"))[1] == []


def test_a_push_under_a_condition_is_a_push() -> None:
    condition = "push: \"${{ github.event_name != 'pull_request' }}\""
    body = "{uses: docker/build-push-action@v6, with: {" + condition + "}}"
    assert ci(step(body))[1] == ["container image"]


@pytest.mark.parametrize(
    ("uses", "published", "deployed"),
    [
        ("JS-DevTools/npm-publish@v3", ["npm"], []),
        ("googleapis/release-please-action@v4", ["release"], []),
        ("goreleaser/goreleaser-action@v6", ["release"], []),
        ("peaceiris/actions-gh-pages@v4", ["site"], ["github pages"]),
        ("google-github-actions/deploy-cloudrun@v2", [], ["google cloud run"]),
        ("azure/webapps-deploy@v3", [], ["azure"]),
        ("amondnet/vercel-action@v25", [], ["vercel"]),
        ("appleboy/ssh-action@v1", [], ["ssh"]),
    ],
)
def test_known_actions(uses: str, published: list[str], deployed: list[str]) -> None:
    _, publishes, deploys = ci(step(f"uses: {uses}"))
    assert (publishes, deploys) == (published, deployed)


def test_gitlab() -> None:
    text = (
        ".base: &base\n  script:\n    - ruff check .\nlint:\n  <<: *base\ntest:\n  script:\n"
        "    - pytest\n    - docker push $CI_REGISTRY_IMAGE\npages:\n  script: mkdocs build\n"
        "prod:\n  environment:\n    url: https://lease.example.net\n  script:\n"
        "  - kubectl apply -f .\n"
    )
    found = manifest(".gitlab-ci.yml", text)
    assert lines(found.tools) == {"ruff": 3, "pytest": 8}
    assert texts(found.publishes) == ["site", "container image"]
    assert texts(found.deploys) == ["gitlab pages", "kubernetes"]
    assert texts(found.addresses) == ["https://lease.example.net"]


def test_other_services() -> None:
    circle = (
        "jobs:\n  t:\n    steps:\n    - checkout\n    - run: npm test\n"
        "    - run:\n        command: fly deploy\n"
    )
    assert ci(circle, ".circleci/config.yml") == (["npm test"], [], ["fly.io"])
    azure = (
        "steps:\n- script: pytest\n- task: AzureWebApp@1\n- task: Docker@2\n  inputs:\n"
        "    command: buildAndPush\n"
    )
    assert ci(azure, "azure-pipelines.yml") == (["pytest"], ["container image"], ["azure"])
    jenkins = (
        "pipeline {\n  stages {\n    stage('Test') {\n      steps {\n        sh 'make test'\n"
        "        // sh 'npm publish'\n        sh '''\n          docker push me/app\n        '''\n"
        "      }\n    }\n  }\n}\n"
    )
    found = manifest("Jenkinsfile", jenkins)
    assert (lines(found.tools), lines(found.publishes)) == (
        {"make test": 5},
        {"container image": 8},
    )
    travis = "script: tox\ndeploy:\n  provider: pypi\n"
    assert ci(travis, ".travis.yml") == (["tox"], ["pypi"], [])
    cloud = (
        "steps:\n- name: gcr.io/cloud-builders/docker\n  args: [build, -t, x, .]\n"
        "- name: gcr.io/google.com/cloudsdktool/cloud-sdk\n  entrypoint: gcloud\n"
        "  args: [run, deploy, api]\nimages: [x]\n"
    )
    tools, publishes, _ = ci(cloud, "cloudbuild.yaml")
    assert (tools, publishes) == ([], ["container image"])


@pytest.mark.parametrize(
    "text",
    [
        "jobs: [",
        "a: b: c",
        "",
        "jobs: 5",
        "jobs:\n  a: {steps: {run: 1}}",
        "jobs:\n  a:\n    steps: [1, null]",
    ],
)
def test_a_workflow_that_cannot_be_read_says_nothing(text: str) -> None:
    file = read(".github/workflows/x.yml", text)
    assert file.kind == "ci"
    assert file.manifest is None or file.manifest.commands == ()
