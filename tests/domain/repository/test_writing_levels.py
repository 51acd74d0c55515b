"""Levels of sites of posts, which their prose decides and not the code of the site."""

from career_guide.domain.repository.judge import judge
from career_guide.models.content.catalog import Catalog
from repositories import snapshot

SITE = {
    "_config.yml": "title: Notes\n",
    "package.json": '{"name": "notes", "dependencies": {"next": "15.0.0"}}',
    "app.py": (
        "import httpx\n\n\nclass FeedError(Exception):\n    pass\n\n\n"
        "def validate_feed(url):\n    if not url:\n        raise FeedError(url)\n"
        "    return url\n\n\n"
        "try:\n    print(httpx.get(validate_feed('https://feed.notes.io'), timeout=5))\n"
        "except httpx.HTTPError as error:\n    raise FeedError('no feed') from error\n"
    ),
}
HEAD = "---\ntitle: x\ndate: 2025-01-0{at}\n---\n"
BUILT = "I built a parser in Python. We use an API and a database. My code runs on a server. "
TOLD = "The first parser crashed and was slow. We fixed it with batches of pages. "


def level(catalog: Catalog, text: str) -> int:
    posts = {
        f"_posts/2025-01-0{at}-x.md": HEAD.format(at=at) + BUILT + text + "It reads a page. " * 80
        for at in range(1, 4)
    }
    judged = judge(catalog.repository, snapshot({**SITE, **posts}))
    assert judged.type == "technical-writing"
    return judged.criteria["error-handling"].low


def test_the_code_of_a_site_makes_no_post_robust(catalog: Catalog) -> None:
    assert level(catalog, "") == 0


def test_problems_told_in_several_posts_make_it_good(catalog: Catalog) -> None:
    assert level(catalog, TOLD) == 2
