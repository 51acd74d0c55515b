"""Two scanners that anybody would write first; a scorer that reads must beat both."""

import re
from collections.abc import Callable

from career_guide.models.repository.snapshot import Snapshot

DAY = 86_400
HOSTING = re.compile(
    r"vercel\.app|herokuapp|streamlit\.app|onrender\.com|fly\.dev|netlify\.app|huggingface\.co/spaces"
)
REASONS = re.compile(r"\bbecause\b|trade-?off|instead of|rather than|\bchose\b|alternative", re.I)
ROBUST = re.compile(r"\bretry|timeout|fallback|backoff|rate.?limit|validat", re.I)
CATCH = re.compile(r"\bexcept\b|\bcatch\b")


def keywords(repo: Snapshot) -> dict[str, int]:
    """Two patterns a criterion over the readme: one hit is 1, both are 2."""
    text = (repo.readme.text or "").lower() if repo.readme else ""
    pairs = {
        "specific_problem": (
            r"problem|use case",
            r"for (?:\w+ ){0,3}(?:users|teams|developers|people)",
        ),
        "evaluation": (r"evaluat|benchmark", r"accuracy|precision|recall|hit rate|mrr"),
        "architecture_docs": (r"architecture|diagram", r"design|trade-?off|because"),
        "robustness": (r"error|retry|fallback", r"timeout|validat|rate limit"),
        "deployment": (r"deploy|docker", r"https://[\w.-]+\.(?:app|dev|com|io)"),
        "code_quality": (r"\btest", r"lint|\bci\b|coverage"),
        "iteration": (r"changelog|version", r"roadmap|improv"),
    }
    return {key: sum(bool(re.search(p, text)) for p in both) for key, both in pairs.items()}


def presence(repo: Snapshot) -> dict[str, int]:
    """Files and counts: what is there, whatever it holds."""
    paths = [file.path.lower() for file in repo.files]
    readme = (repo.readme.text or "") if repo.readme else ""
    code = "\n".join(file.text for file in repo.files if file.text and file.language)
    commits = [commit for commit in repo.history.commits if commit.parents <= 1]
    days = {commit.authored // DAY for commit in commits}
    has_eval = any("eval" in path or "benchmark" in path for path in paths)
    results = any(re.search(r"result|report|metrics", path) for path in paths)
    design = any(re.search(r"adr|design|architecture", path) for path in paths)
    tests = any("test" in path for path in paths)
    ci = any(path.startswith(".github/workflows/") or "gitlab-ci" in path for path in paths)
    docker = any("dockerfile" in path or "compose" in path for path in paths)
    described = "architecture" in readme.lower() or design
    caught = len(CATCH.findall(code))
    return {
        "specific_problem": (len(readme) > 1500) + (len(readme) > 5000),
        "evaluation": has_eval + (has_eval and results),
        "architecture_docs": described + (described and bool(REASONS.search(readme))),
        "robustness": (caught > 3) + (caught > 3 and len(ROBUST.findall(code)) > 5),
        "deployment": 2 if HOSTING.search(readme) else int(docker),
        "code_quality": tests + (tests and ci),
        "iteration": (len(commits) >= 4) + (len(commits) >= 15 and len(days) >= 4),
    }


SCANNERS: dict[str, Callable[[Snapshot], dict[str, int]]] = {
    "files and counts": presence,
    "readme keywords": keywords,
}
