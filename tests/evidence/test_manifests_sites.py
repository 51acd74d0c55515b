"""Sites, listings of MCP servers, and the configuration of checks and hooks."""

import pytest

from files_in_memory import lines, manifest, read, texts


def test_a_domain_publishes_a_site() -> None:
    found = manifest("CNAME", "blog.example.net\n")
    assert (found.kind, texts(found.publishes)) == ("site", ["site"])
    assert lines(found.addresses) == {"https://blog.example.net": 1}
    assert read("CNAME", "not a domain\n").manifest is None


@pytest.mark.parametrize(
    ("path", "text", "name", "address"),
    [
        (
            "_config.yml",
            "title: Notes\nurl: https://me.example.net\ntheme: minima\n",
            "Notes",
            "https://me.example.net",
        ),
        (
            "mkdocs.yml",
            "site_name: Lease\nsite_url: https://d.example.net/\n",
            "Lease",
            "https://d.example.net/",
        ),
        (
            "hugo.toml",
            'title = "Notes"\nbaseURL = "https://h.example.net/"\n',
            "Notes",
            "https://h.example.net/",
        ),
        (
            "config.toml",
            'baseurl = "x"\nbaseURL = "https://h.example.net/"\n',
            "",
            "https://h.example.net/",
        ),
        (
            "docusaurus.config.js",
            "module.exports = {\n  title: 'D',\n  url: 'https://d.example.net',\n}\n",
            "D",
            "https://d.example.net",
        ),
        (
            "astro.config.mjs",
            "export default defineConfig({ site: 'https://a.example.net' })\n",
            "",
            "https://a.example.net",
        ),
        (
            "robots.txt",
            "User-agent: *\nSitemap: https://s.example.net/sitemap.xml\n",
            "",
            "https://s.example.net/sitemap.xml",
        ),
        (
            "public/sitemap.xml",
            "<urlset>\n<url><loc>https://s.example.net/a</loc></url></urlset>",
            "",
            "https://s.example.net/a",
        ),
    ],
)
def test_addresses_of_sites(path: str, text: str, name: str, address: str) -> None:
    found = manifest(path, text)
    assert (found.kind, found.name, texts(found.addresses)) == ("site", name, [address])
    for one in found.addresses:
        assert one.text in text.split("\n")[one.line - 1]


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:4000",
        "http://127.0.0.1",
        "https://example.com",
        "https://your-app.vercel.app",
        "https://github.com/yourname/x",
        "https://$DOMAIN/x",
        "TODO",
    ],
)
def test_addresses_of_nobody_are_left_out(address: str) -> None:
    assert manifest("_config.yml", f"title: x\nurl: '{address}'\n").addresses == ()


def test_documentation_that_a_service_hosts() -> None:
    assert texts(manifest(".readthedocs.yaml", "version: 2\n").deploys) == ["read the docs"]


SERVER = """\
{
  "$schema": "https://static.modelcontextprotocol.io/schemas/server.schema.json",
  "name": "io.github.me/lease",
  "version": "1.0.0",
  "packages": [
    {"registryType": "pypi", "identifier": "lease-mcp"},
    {"registryType": "oci", "identifier": "ghcr.io/me/lease:1"}
  ],
  "remotes": [{"type": "sse", "url": "https://mcp.example.net/sse"}]
}
"""


def test_an_entry_of_the_registry() -> None:
    found = manifest("server.json", SERVER)
    assert (found.kind, found.name, found.version) == (
        "server-registry",
        "io.github.me/lease",
        "1.0.0",
    )
    assert lines(found.publishes) == {"mcp registry": 3, "pypi": 6, "container image": 7}
    assert lines(found.addresses) == {"https://mcp.example.net/sse": 9}


def test_a_bundle_and_a_host() -> None:
    bundle = manifest(
        "manifest.json",
        '{"manifest_version": "0.2", "name": "lease", "version": "1",\n'
        '"server": {"entry_point": "server/index.js",\n'
        '"mcp_config": {"command": "node", "args": ["server/index.js"]}}}',
    )
    assert (bundle.kind, texts(bundle.publishes)) == ("server-registry", ["mcp bundle"])
    assert lines(bundle.starts) == {"server/index.js": 2}
    assert texts(manifest("smithery.yaml", "startCommand:\n  type: stdio\n").deploys) == [
        "smithery"
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("manifest.json", '{"manifest_version": 3, "background": {}}'),
        ("manifest.json", '{"name": "App", "start_url": "/", "icons": []}'),
        ("server.json", '{"name": "x", "port": 80}'),
        ("server.json", "nothing"),
    ],
)
def test_files_of_the_same_name_list_no_server(path: str, text: str) -> None:
    assert read(path, text).manifest is None


@pytest.mark.parametrize(
    ("path", "text", "tools"),
    [
        ("ruff.toml", "line-length = 100\n", {"ruff": 1}),
        (".flake8", "[flake8]\n", {"flake8": 1}),
        ("mypy.ini", "[mypy]\nstrict = true\n", {"mypy": 1, "strict types": 2}),
        ("pytest.ini", "[pytest]\n", {"pytest": 1}),
        ("tox.ini", "[tox]\n[testenv:lint]\ncommands =\n    ruff check .\n", {"tox": 1, "ruff": 4}),
        (
            "noxfile.py",
            "@nox.session\ndef t(session):\n    session.run('pytest', '-q')\n",
            {"nox": 1, "pytest": 3},
        ),
        (".eslintrc.json", "{}", {"eslint": 1}),
        ("eslint.config.mjs", "export default []\n", {"eslint": 1}),
        (".prettierrc", "{}", {"prettier": 1}),
        ("biome.json", "{}", {"biome": 1}),
        ("vitest.config.ts", "export default {}\n", {"vitest": 1}),
        ("jest.config.js", "module.exports = {}\n", {"jest": 1}),
        (
            "tsconfig.json",
            '{\n// c\n"compilerOptions": {\n"strict": true,\n}}',
            {"tsc": 1, "strict types": 4},
        ),
        ("tsconfig.json", '{"compilerOptions": {"strict": false}}', {"tsc": 1}),
        ("pyrightconfig.json", '{"typeCheckingMode": "strict"}', {"pyright": 1, "strict types": 1}),
        (".golangci.yml", "linters: {}\n", {"golangci-lint": 1}),
        (".editorconfig", "root = true\n", {"editorconfig": 1}),
    ],
)
def test_configured_checks(path: str, text: str, tools: dict[str, int]) -> None:
    found = manifest(path, text)
    assert (found.kind, lines(found.tools)) == ("lint", tools)


def test_hooks_of_pre_commit() -> None:
    found = manifest(
        ".pre-commit-config.yaml",
        "repos:\n- repo: https://github.com/astral-sh/ruff-pre-commit\n  hooks:\n"
        "  - id: ruff-format\n"
        "- repo: local\n  hooks:\n  - id: tests\n    entry: uv run pytest\n",
    )
    assert found.kind == "hooks"
    assert lines(found.tools) == {"pre-commit": 1, "ruff": 4, "tests": 7, "pytest": 8}


@pytest.mark.parametrize(
    ("path", "text", "tool"),
    [
        (".husky/pre-commit", "#!/bin/sh\nnpx lint-staged\n", "lint-staged"),
        ("lefthook.yml", "pre-commit:\n  commands:\n    lint:\n      run: eslint .\n", "eslint"),
        (".lintstagedrc.json", '{"*.ts": "prettier --write"}', "prettier"),
        ("lint-staged.config.js", "export default { '*.ts': ['eslint --fix'] }\n", "eslint"),
    ],
)
def test_other_hooks(path: str, text: str, tool: str) -> None:
    found = manifest(path, text)
    assert found.kind == "hooks"
    assert tool in texts(found.tools)
