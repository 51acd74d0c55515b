"""Do posts tell of builds of their owner's own?"""

from career_guide.domain.repository.authorship import read_posts
from career_guide.domain.repository.located import at
from career_guide.domain.repository.written import gap
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Counts technical posts that tell, in the first person, what the writer did.

    Posts that one other person has signed, tutorials and lists of links do not count.
    """
    found = read_posts(repo)
    own = [post for post in found if post.is_owners]
    built = [post for post in own if post.tells_of_build]
    others = len(found) - len(own)
    aside = f" {others} are signed by somebody else." if others else ""
    if built:
        places = (at("prose", post.file, post.line) for post in built)
        why = f"{len(built)} of {len(found)} posts tell of a build of the writer's own.{aside}"
        return Finding.present(
            why, *places, count=len(built), total=len(found), confidence="medium"
        )
    missing = gap(repo, (post.file for post in own))
    if missing:
        return Finding.unknown(f"No post on an own build is seen.{aside} {missing}")
    if not found:
        return Finding.absent("There are no posts.")
    return Finding.absent(
        f"None of {len(found)} posts tells of a build of the writer's own.{aside}"
    )
