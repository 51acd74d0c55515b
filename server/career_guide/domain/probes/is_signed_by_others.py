"""Are posts or outputs of notebooks signed by somebody who is not an author of the repository?"""

import re
from collections.abc import Iterator

from career_guide.domain.repository.authorship import (
    name_words,
    owner_words,
    read_posts,
    shares,
    signature_line,
)
from career_guide.domain.repository.located import at, row
from career_guide.models.repository.files import File, Output
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot

HOME = re.compile(r"(?:/home/|/Users/|\b[A-Z]:[\\/]{1,4}Users[\\/]{1,4})([\w.-]{2,40})")
ANYBODY = frozenset(
    (
        "root", "user", "users", "username", "ubuntu", "runner", "jovyan", "vscode", "codespace",
        "app", "admin", "administrator", "default", "public", "shared", "node", "dev", "debian",
        "azureuser", "colab", "kaggle", "gitpod", "dell", "lenovo", "asus", "acer", "laptop",
        "desktop", "windows", "macbook", "student", "home", "work", "appuser", "container",
    )
)  # fmt: skip
"""Names of homes that belong to nobody in particular."""
LINES_OF_AN_OUTPUT = 100


def run(repo: Snapshot) -> Finding:
    """Tells what may be somebody else's work; needs a known owner or authors to compare with."""
    posts = [post.file for post in read_posts(repo) if not post.is_owners]
    homes = list(_foreign_homes(repo))
    if posts or homes:
        return Finding.present(
            f"{len(posts)} posts and {len(homes)} notebooks bear the name of somebody else.",
            *(at("prose", file, signature_line(file)) for file in posts),
            *homes,
            confidence="low",
        )
    if not owner_words(repo) and not repo.history.names:
        return Finding.not_applicable("No owner or author is known to compare with.")
    return Finding.absent("Nothing bears the name of somebody else.")


def _foreign_homes(repo: Snapshot) -> Iterator[Place]:
    """Of each notebook with outputs from a home of another name the first such line."""
    known = owner_words(repo) | repo.history.names
    if not repo.history.names:
        return
    for file in repo.of_kind("notebook", "eval", "source"):
        for output in file.notebook.outputs if file.notebook else ():
            hit = HOME.search(output.text)
            words = name_words(hit[1]) - ANYBODY if hit else frozenset()
            if hit and words and not shares(words, known):
                yield at("notebook_output", file, _line(file, output, hit[1]))
                break


def _line(file: File, output: Output, name: str) -> int:
    lines = range(output.line, output.line + LINES_OF_AN_OUTPUT)
    return next((line for line in lines if name in row(file, line)), output.line)
