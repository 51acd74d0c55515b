import pytest

from career_guide.domain.repository.kinds import infer, posts
from career_guide.models.ids import ProjectType
from repositories import snapshot

ASKING = "import openai\n\nprint(openai.chat('x'))\n"
LONG = "A long text on how the index is built and what it costs to keep it fresh. " * 40


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        (
            {"README.md": "# Linear\n", "s.py": "from mcp.server.fastmcp import FastMCP\n"},
            "mcp-server",
        ),
        ({"README.md": "# Laws\n", "app.py": "import chromadb\n"}, "domain-rag"),
        ({"README.md": "# Inbox agent\n\nTriages mail.\n", "app.py": ASKING}, "workflow-agent"),
        (
            {"README.md": "# Job search\n\nReads resumes and applies.\n", "app.py": ASKING},
            "workflow-agent",
        ),
        ({"README.md": "# Judge kit\n\nA framework for evaluation.\n", "app.py": ASKING}, "other"),
        (
            {"README.md": "# LLM eval harness\n\nFor agents and RAG.\n", "app.py": ASKING},
            "other",
        ),
        ({"README.md": "# Calculator\n", "app.py": "print(1)\n"}, "other"),
    ],
    ids=[
        "a server",
        "a search",
        "an agent by words",
        "an agent by its model",
        "a tool",
        "a harness",
        "no model",
    ],
)
def test_the_type_is_read_from_code_first(files: dict[str, str | None], kind: ProjectType) -> None:
    assert infer(snapshot(files)) == kind


def test_a_site_with_posts_is_writing_also_with_code_for_its_pages() -> None:
    post = f"---\ntitle: x\ndate: 2025-01-01\n---\n{LONG}"
    files = {"_config.yml": "title: Notes\n", "_posts/2025-01-01-x.md": post, "tool.py": ASKING}
    assert infer(snapshot(files)) == "technical-writing"


def test_a_project_that_searches_is_no_blog_because_it_has_posts() -> None:
    post = f"---\ntitle: x\ndate: 2025-01-01\n---\n{LONG}"
    files = {f"posts/{at}.md": post for at in range(4)}
    assert (
        infer(snapshot({**files, "app.py": "import chromadb\n", "README.md": "# RAG\n"}))
        == "domain-rag"
    )


def test_long_texts_of_a_repository_that_calls_itself_a_blog_are_its_posts() -> None:
    texts = {f"2025/index-{at}.md": f"# Index {at}\n\n{LONG}" for at in range(5)}
    blog = snapshot({"README.md": "# Tech blog\n", **texts})
    assert [file.path for file in posts(blog)] == sorted(texts)
    assert infer(blog) == "technical-writing"
    assert posts(snapshot({"README.md": "# Search engine\n", **texts})) == ()


def test_a_bundle_with_a_title_and_a_date_is_a_post_a_readme_with_them_is_none() -> None:
    head = f"---\ntitle: x\ndate: 2025-01-01\n---\n{LONG}"
    files = {"content/2025/01/01/x/index.md": head, "README.md": head, "posts/_index.md": head}
    assert [file.path for file in posts(snapshot(files))] == ["content/2025/01/01/x/index.md"]
