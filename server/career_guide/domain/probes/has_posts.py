"""Are there technical posts by its owner?"""

from career_guide.domain.repository.authorship import read_posts
from career_guide.domain.repository.located import head
from career_guide.domain.repository.written import gap
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Counts posts with code or technical words, in any language, on builds or on topics.

    Posts that one other person has signed do not count.
    """
    found = read_posts(repo)
    own = [post for post in found if post.is_owners and post.is_technical]
    others = sum(not post.is_owners for post in found)
    aside = f" {others} are signed by somebody else." if others else ""
    if own:
        places = (head("prose", post.file) for post in own)
        why = f"{len(own)} of {len(found)} posts are technical.{aside}"
        return Finding.present(why, *places, count=len(own), total=len(found), confidence="medium")
    missing = gap(repo, (post.file for post in found if post.is_owners))
    if missing:
        return Finding.unknown(f"No technical post is seen.{aside} {missing}")
    if not found:
        return Finding.absent("There are no posts.")
    return Finding.absent(f"None of {len(found)} posts is its owner's and technical.{aside}")
