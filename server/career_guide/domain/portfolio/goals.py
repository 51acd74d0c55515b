"""Words behind a statement that turn it into a goal or a gap: "… is what we want to reach next"."""

import re

MET = r"\b(?:reached|achieved|actual(?:ly)?|measured|got|met|exceeded|now)\b"
"""'Target: 85 %, reached: 91 %' is no plan."""
PIECE = re.compile(r"(?<=,)\s+|\s-\s|\s\(|\)\s")
"""Where a clause of a folded sentence ends."""

IS = (
    r"(?:is|are|was|were|remains?|stays?|that's|it's)"
    r"(?: (?:still|only|just|also|all|both|now|really))*"
)
WANT = (
    r"(?:i|we|they|you)(?:'d| would|'m| am|'re| are|'ll| will)? (?:\w+ly )?(?:"
    r"(?:want|like|love|hope|plan|aim|intend|wish|hoping|planning|aiming|intending|going)"
    r" (?:to|for|next)\b|(?:want|wish)\b(?! \w)|(?:working on|working towards?|aiming for)\b)"
)
NOUN = (
    r"(?:my|our|the) (?:(?:next|long-term|short-term|big|main|stretch|future|current) )*"
    r"(?:(?:goals?|targets?|aims?|plans?|objectives?|milestones?|dream|wish|ambition|todo)\b"
    r"|(?<=next )steps?(?= for\b| on\b|\W*$))"
)
WHAT = r"(?:what|where|something|(?:the|a|one) (?:thing|part|piece)|things)(?: (?:that|which))?"
DOING = (
    r"(?:add|build|implement|write|deploy|publish|host|evaluate|measure|reach|get|achieve|hit|show|"
    r"learn|introduce|include|set up|do|have|see)\b"
)
GOAL = re.compile(
    rf"(?:\b(?<!what )(?<!who ){IS} (?:{WHAT} {WANT}|{NOUN}|(?:up )?next(?= for\b| on\b|\W*$)"
    r"|on (?:my|our|the) (?:roadmap|list)\b)"
    rf"|,? (?:which|that) (?:{WANT}) {DOING}"
    r"|\b(?:will (?:follow|come)|would be nice|comes? (?:next|later))\b(?: later| soon)?\W*$"
    r"|[(-] ?(?:still )?(?:(?:my |our |the )?(?:goal|target|aim|plan|next(?: step)?|to ?-?do)|tbd|"
    rf"wip|planned|not yet|coming soon) ?(?=[).,;]|$))(?!.*{MET})"
)
"""A match says that what its clause named so far is only wanted."""
GAP = re.compile(
    rf"\W*{IS} (?:planned|upcoming|pending|missing|lacking|coming|to (?:come|follow|do)|tbd|wip|"
    r"not (?:there|done|built|implemented|available|finished)|unfinished|work in progress|"
    r"yet to|to be|in (?:the works|(?:my|our|the) backlog)|future work)\b"
    r"|\W*(?:will (?:follow|come)|would be nice|comes? (?:next|later|soon)|coming soon)\b"
    r"|\W*(?:planned|not yet|future work|still missing)\b"
)
"""The same for what stands right in front of it."""
OTHER_SUBJECT = re.compile(
    r"[,;:()]|\s-\s|\b(?:and|but|or|while|whereas|because|since|so|as|if|when|once|until|after|"
    r"before|though|whose|where|for)\b"
)
"""Behind one of these a clause may speak of something else."""


PRONOUN = re.compile(
    r"\W*(?:(?:and|but) )?(?:(?:that|this|it|which|these|they|both|all)\b(?!'))?\W*"
)
"""A subject that only points back."""


def goal_start(sentence: str) -> int | None:
    """Where the clause begins that a folded sentence calls a goal, or None."""
    goal = GOAL.search(sentence)
    if goal is None:
        return None
    starts = [0, *(hit.end() for hit in PIECE.finditer(sentence, 0, goal.start()))]
    named = [at for at in starts if not PRONOUN.fullmatch(sentence, at, goal.start())]
    return named[-1] if named else 0


def is_undone_behind(rest: str) -> bool:
    """Whether `rest`, the folded sentence behind a quote, calls the quoted part a goal or a gap."""
    if GAP.match(rest):
        return True
    goal = GOAL.search(rest)
    if goal is None:
        return False
    is_pointing = PRONOUN.fullmatch(rest, 0, goal.start()) is not None
    return is_pointing or OTHER_SUBJECT.search(rest, 0, goal.start()) is None
