"""Do posts or documents tell a problem that came up and how it was solved?"""

from career_guide.domain.repository.authorship import read_posts, speaking
from career_guide.domain.repository.located import at
from career_guide.domain.repository.troubles import remedies, troubles
from career_guide.domain.repository.written import english, gap
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Counts problems told as having happened, each with the sentence on what solved it after it.

    In posts on builds a trouble that the system meets, told in general terms, counts as one.
    Advice on trouble that readers may have, and pitches of a product as a solution, do not count.
    """
    documents = speaking(repo)
    read = english(documents)
    found = [trouble for file in read for trouble in troubles(repo, file)]
    if not found:
        built = {post.file.path for post in read_posts(repo) if post.tells_of_build}
        general = (one for file in read if file.path in built for one in remedies(repo, file))
        found = [one for one in (next(general, None),) if one]
    if found:
        lines = [(one.file, line) for one in found for line in (one.line, one.solved_line)]
        places = dict.fromkeys(at("prose", file, line) for file, line in lines)
        noun = "problem is" if len(found) == 1 else "problems are"
        why = f"{len(found)} {noun} told with what solved {'it' if len(found) == 1 else 'them'}."
        return Finding.present(why, *places, count=len(found), confidence="low")
    missing = gap(repo, documents)
    if missing:
        return Finding.unknown(f"No problem with its solution is seen. {missing}")
    return Finding.absent("No document tells a problem that came up and what solved it.")
