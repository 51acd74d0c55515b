import pytest

from career_guide.domain.probes import has_live_address
from repositories import snapshot

SERVER = "from mcp.server.fastmcp import FastMCP\n\nmcp = FastMCP('tickets')\n"
CLIENT = """# Ticket desk

```json
{
  "mcpServers": {
    "tickets": {
      "url": "https://desk.acme.dev/mcp"
    }
  }
}
```
"""
CANONICAL = '<head>\n<link rel="canonical" href="https://desk.acme.dev/">\n</head>\n'


def readme(text: str) -> dict[str, str | None]:
    return {"README.md": f"# Ticket desk\n\nSorts tickets.\n\n{text}\n"}


@pytest.mark.parametrize(
    "row",
    [
        "**Live demo**: https://desk.acme.dev",
        "[Try it now](https://desk.acme.dev)",
        "[![Live](https://img.shields.io/badge/live-green)](https://desk.acme.dev)",
        '<a href="https://desk.acme.dev">Live site</a>',
        "The server is deployed on a small machine at `https://desk.acme.dev/mcp`.",
        "| **Production** | https://desk.acme.dev |",
        "- Demo: <https://desk.acme.dev>",
        "1. **URL**: [https://desk.acme.dev](https://desk.acme.dev)",
        "[Open in Streamlit](https://desk-acme.streamlit.app)",
        "[demo](https://huggingface.co/spaces/somebody/desk)",
        "## Live demo\n\nhttps://desk.acme.dev",
    ],
)
def test_an_address_that_words_present_as_running_is_found(row):
    files = readme(row)
    finding = has_live_address.run(snapshot(files, name="ticket-desk"))
    assert finding.outcome == "present"
    place = finding.places[0]
    assert place.file == "README.md"
    assert "https://" in place.snippet
    assert place.snippet == files["README.md"].split("\n")[place.line - 1]


@pytest.mark.parametrize(
    "row",
    [
        "Live demo: http://localhost:3000",
        "Live demo: https://your-app.vercel.app",
        "Live demo: https://desk.example.com",
        "Live demo: https://desk.acme.dev (replace with your deployed URL)",
        "Live demo: https://desk.acme.dev, coming soon",
        "- [ ] Deploy to https://desk.acme.dev",
        "Live demo: https://1a2b.ngrok-free.app",
        "[Demo video](https://youtu.be/abc)",
        "[![Streamlit](https://img.shields.io/badge/streamlit-red)](https://streamlit.io)",
        "[Live docs of the framework](https://framework.dev/docs)",
        "[![Open in Colab](https://colab.test/badge.svg)](https://colab.research.google.com/x)",
        "[Try it free for 7 days](https://sponsor.dev/trial)",
        "[Deploy to a cloud](https://cloud.dev/deploy?template=x)",
        "Get a key at https://keys.provider.dev/api-keys",
        "Visit the [official site](https://framework.dev/docs/home) for documentation.",
        "**[Vendor hosted server](https://vendor.dev/start)** serves the same.",
        "[Demo of the framework](https://docs.framework.dev/demo)",
        "Tickets come from [the vendor](https://vendor.dev).",
        "![Demo](https://pictures.dev/demo.png)",
        "Source: [https://vendor.dev/export](https://vendor.dev/export)",
        "[Demo](https://otherone.github.io/theme/)",
        "## Author\n\nWebsite: https://somebody.dev",
        "## Setup\n\nVector store URL: https://store.vendor.dev",
        "```\n# Live demo: https://desk.acme.dev\n```",
        "<!-- Live demo: https://desk.acme.dev -->",
    ],
)
def test_placeholders_plans_films_badges_and_other_peoples_addresses_are_not_its_own(row):
    finding = has_live_address.run(snapshot(readme(row), name="ticket-sorter"))
    assert finding.outcome == "absent"


@pytest.mark.parametrize(
    ("files", "path", "line"),
    [
        ({"CNAME": "desk.acme.dev\n"}, "CNAME", 1),
        (
            {"package.json": '{\n  "name": "desk",\n  "homepage": "https://desk.acme.dev"\n}\n'},
            "package.json",
            3,
        ),
        ({"hugo.toml": 'title = "Desk"\nbaseURL = "https://desk.acme.dev/"\n'}, "hugo.toml", 2),
        ({"hugo.yml": 'baseURL: "https://desk.acme.dev/"\n'}, "hugo.yml", 1),
        ({"public/robots.txt": "Sitemap: https://desk.acme.dev/s.xml\n"}, "public/robots.txt", 1),
        (
            {
                "app/layout.tsx": "export const metadata = {\n"
                "  metadataBase: new URL('https://desk.acme.dev'),\n};\n"
            },
            "app/layout.tsx",
            2,
        ),
        ({"index.html": CANONICAL}, "index.html", 2),
        (
            {
                "server.json": '{\n  "name": "dev.acme/desk",\n  "remotes": [\n    {"url": '
                '"https://desk.acme.dev/mcp"}\n  ]\n}\n'
            },
            "server.json",
            4,
        ),
        (
            {
                ".github/workflows/d.yml": "jobs:\n  ship:\n    environment:\n      name: prod\n"
                "      url: https://desk.acme.dev\n    steps:\n      - run: ./ship\n"
            },
            ".github/workflows/d.yml",
            5,
        ),
    ],
)
def test_an_address_in_settings_is_found(files, path, line):
    finding = has_live_address.run(snapshot(files, name="ticket-desk"))
    assert finding.outcome == "present"
    assert (finding.places[0].file, finding.places[0].line) == (path, line)


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": '{\n  "name": "x",\n  "homepage": "https://github.com/a/x#readme"\n}\n'},
        {"_config.yml": "title: Notes\nurl: https://yourusername.github.io\n"},
        {"hugo.yml": "title: Notes\nparams:\n  author:\n    url: https://somebody.dev\n"},
        {"themes/plain/robots.txt": "Sitemap: https://theme.dev/sitemap.xml\n"},
        {"_config.yml": "title: Notes\nurl: https://themeauthor.github.io/theme\n"},
        {
            "gatsby-config.js": "module.exports = {\n  plugins: [\n    {\n      options: {\n"
            "        url: 'https://graph.vendor.dev/graphql',\n      },\n    },\n  ],\n};\n"
        },
    ],
)
def test_settings_that_name_code_themes_and_stand_ins_tell_no_address(files):
    assert has_live_address.run(snapshot(files, name="notes")).outcome == "absent"


def test_an_endpoint_in_the_settings_for_clients_is_the_servers_own():
    finding = has_live_address.run(snapshot({"README.md": CLIENT, "server.py": SERVER}))
    assert finding.outcome == "present"
    assert finding.places[0].line == 7
    assert finding.places[0].snippet.strip() == '"url": "https://desk.acme.dev/mcp"'


def test_an_address_in_a_sample_answer_is_not_the_servers_own():
    text = CLIENT.replace("mcpServers", "result").replace("/mcp", "/t/1")
    assert has_live_address.run(snapshot({"README.md": text, "server.py": SERVER})).outcome == (
        "absent"
    )


def test_a_document_beside_the_readme_counts_where_the_host_bears_the_name():
    text = "# Deployment\n\n- Production: https://{}.acme-cloud.net\n"
    own = {"docs/deploy.md": text.format("fn-ticket-desk-prod")}
    assert has_live_address.run(snapshot(own, name="ticket-desk")).outcome == "present"
    other = {"docs/deploy.md": text.format("portal")}
    assert has_live_address.run(snapshot(other, name="ticket-desk")).outcome == "absent"


def test_a_readme_in_another_language_leaves_it_open():
    text = "# 工单助手\n\n这个项目帮助客服团队自动整理每天收到的工单并给出优先级建议。\n" * 3
    assert has_live_address.run(snapshot({"README.md": text})).outcome == "unknown"


def test_a_readme_that_could_not_be_read_leaves_it_open():
    assert has_live_address.run(snapshot({"README.md": None})).outcome == "unknown"


def test_its_rules_for_addresses_are_those_of_the_content(catalog):
    from career_guide.domain.repository.address_rules import RULES

    assert catalog.scoring.addresses == RULES
