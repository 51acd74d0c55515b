"""Does the product catch failures and react to them?"""

from career_guide.domain.repository.failures import dealt_with, guards
from career_guide.domain.repository.live import live
from career_guide.domain.repository.searching import answer
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present with handlers that report, raise or recover, or with guards that raise by name."""
    code = live(repo)
    handlers = sorted(dealt_with(code), key=lambda seen: seen.fact.is_broad)
    raised = guards(code)
    ignored = sum(seen.fact.reaction == "ignored" for seen in code.handlers)
    number = len(handlers) + len(raised)
    return answer(
        repo,
        [*(seen.spot for seen in handlers), *(seen.spot for seen in raised)],
        seen=f"{len(handlers)} handlers react to a failure, and {len(raised)} guards raise one.",
        unseen=f"No handler reacts to a failure, and no guard raises one; {ignored} handlers "
        "ignore what they catch.",
        confidence="high" if number > 1 else "medium",
        count=number,
        total=number + ignored,
    )
