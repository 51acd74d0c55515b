import pytest

from career_guide.domain.probes import has_posts
from career_guide.models.repository.finding import Finding
from repositories import snapshot

TUTORIAL = "A server is a program. Its API answers a query of a client. Code calls a function. " * 9
DIARY = "We walked to the lake and had lunch under a tree. The sun came out in the end. " * 9
SPANISH = "Hice un servidor y medí la latencia de cada llamada. " * 20


def post(text: str, author: str = "") -> str:
    signed = f"author: {author}\n" if author else ""
    return f"---\ntitle: Notes\ndate: 2025-01-01\n{signed}---\n\n{text}\n"


def blog(*texts: str, config: str = "title: Notes\n") -> dict[str, str | None]:
    posts = {f"_posts/2025-01-{at:02}-post.md": text for at, text in enumerate(texts, 1)}
    return {"_config.yml": config, **posts}


def asked(files: dict[str, str | None], **other: tuple[str, ...]) -> Finding:
    return has_posts.run(snapshot(files, **other))


def test_technical_posts_are_counted_whether_they_tell_of_a_build_or_explain() -> None:
    found = asked(blog(post(TUTORIAL), post(TUTORIAL), post(DIARY)))
    assert (found.outcome, found.count, found.total) == ("present", 2, 3)


def test_code_makes_a_post_technical_in_any_language() -> None:
    code = "\n\n```python\nserver.run()\n```\n"
    assert asked(blog(post(SPANISH + code))).outcome == "present"


def test_posts_that_somebody_else_has_signed_do_not_count() -> None:
    files = blog(post(TUTORIAL, author="Tom Quill"), config="author: Ada Berg\n")
    found = asked(files)
    assert found.outcome == "absent"
    assert "1 are signed by somebody else." in found.why


def test_articles_that_a_program_answers_from_are_no_posts() -> None:
    files = {f"kb/articles/{at}.md": post(TUTORIAL) for at in range(4)}
    assert asked({"README.md": "# Help desk\n", **files}).outcome == "absent"


def test_pages_of_a_generator_are_posts_where_the_repository_calls_itself_a_blog() -> None:
    pages = {f"docs/net/{at}.md": f"# Page {at}\n\n{TUTORIAL}" for at in range(4)}
    files = {"README.md": "# Tech blog\n", "docs/.vuepress/config.js": "module.exports = {}\n"}
    assert asked({**files, **pages}).count == 4
    assert asked({"README.md": "# Tech blog\n", **pages}).outcome == "absent"


@pytest.mark.parametrize("files", [blog(post(DIARY)), {"README.md": "# x\n", "app.py": "x = 1\n"}])
def test_without_technical_posts_it_is_absent(files: dict[str, str | None]) -> None:
    assert asked(files).outcome == "absent"


def test_posts_in_another_language_or_a_cut_are_unknown() -> None:
    assert asked(blog(post(SPANISH))).outcome == "unknown"
    assert asked(blog(post(DIARY)), cut=("files",)).outcome == "unknown"
