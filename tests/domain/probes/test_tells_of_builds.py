import pytest

from career_guide.domain.probes import tells_of_builds
from career_guide.models.repository.finding import Finding
from histories import commit, history
from repositories import snapshot

BUILT = (
    "I built a small model server in Python. I tried three caches, and I measured the latency of "
    "each API call. My code ran out of memory, so I rewrote the loader. "
)
FILLER = "The model reads a clause of the text and returns its label. " * 40
TUTORIAL = "React is a library. A component returns markup. Props are passed down. " * 40


def post(text: str, title: str = "Serving a small model", author: str = "") -> str:
    signed = f"author: {author}\n" if author else ""
    return f"---\ntitle: {title}\ndate: 2025-01-01\n{signed}---\n\n{text}\n"


def blog(*texts: str, config: str = "title: Notes\n", **other: str) -> dict[str, str | None]:
    posts = {f"_posts/2025-01-{at:02}-post.md": text for at, text in enumerate(texts, 1)}
    return {"_config.yml": config, **posts, **other}


def asked(files: dict[str, str | None], **other: tuple[str, ...]) -> Finding:
    return tells_of_builds.run(snapshot(files, **other))


def test_posts_in_the_first_person_on_own_builds_are_counted() -> None:
    found = asked(blog(post(BUILT + FILLER), post(BUILT + FILLER), post(TUTORIAL)))
    assert (found.outcome, found.count, found.total) == ("present", 2, 3)
    assert (found.places[0].file, found.places[0].line) == ("_posts/2025-01-01-post.md", 6)


def test_tutorials_and_short_notes_are_no_builds() -> None:
    assert asked(blog(post(TUTORIAL), post(BUILT))).outcome == "absent"


def test_a_guide_for_beginners_needs_more_of_the_writer() -> None:
    titled = post(BUILT + FILLER, title="A comprehensive guide to model servers")
    assert asked(blog(titled)).outcome == "absent"


@pytest.mark.parametrize(
    "files",
    [
        {"config": "title: Notes\nauthor: Ada Berg\n"},
        {"package.json": '{"name": "berg-portfolio", "version": "1.0.0"}'},
        {"src/data/profile.json": '{\n  "name": "Ada Berg",\n  "role": "engineer"\n}\n'},
    ],
    ids=["the site's author", "the package", "a profile"],
)
def test_posts_that_somebody_else_has_signed_do_not_count(files: dict[str, str]) -> None:
    other = post(BUILT + FILLER, author="Tom Quill")
    found = asked(blog(other, other, **files))
    assert found.outcome == "absent"
    assert "2 are signed by somebody else." in found.why
    own = post(BUILT + FILLER, author="Ada Berg")
    assert asked(blog(own, **files)).outcome == "present"


def test_a_renaming_of_the_author_in_the_history_tells_too() -> None:
    steps = history([commit("Replace all mentions of Tom with Ada")])
    other = snapshot(blog(post(BUILT + FILLER, author="Tom Quill")), history=steps)
    assert tells_of_builds.run(other).outcome == "absent"


def test_the_address_of_a_user_site_names_its_owner() -> None:
    files = blog(post(BUILT + FILLER, author="Tom Quill"))
    assert tells_of_builds.run(snapshot(files, name="adaberg.github.io")).outcome == "absent"
    assert tells_of_builds.run(snapshot(files, name="tomquill.github.io")).outcome == "present"


def test_a_blog_that_many_write_keeps_its_posts() -> None:
    posts = [post(BUILT + FILLER, author=name) for name in ("Tom Quill", "Ida Moor")]
    assert asked(blog(*posts, config="title: Engineering\nauthor: Acme\n")).count == 2


def test_what_anybody_may_say_of_their_team_is_no_build() -> None:
    asked_of = "Does my team need it? Is our system slow? What would our code and my API cost? "
    assert asked(blog(post(asked_of + FILLER))).outcome == "absent"


def test_without_posts_it_is_absent() -> None:
    assert asked({"README.md": "# x\n", "app.py": "x = 1\n"}).outcome == "absent"


def test_posts_in_another_language_or_a_cut_are_unknown() -> None:
    spanish = post("Hice un servidor y medí la latencia de cada llamada a la API. " * 40)
    assert asked(blog(spanish, spanish)).outcome == "unknown"
    assert asked(blog(post(TUTORIAL)), cut=("files",)).outcome == "unknown"
