"""What a quote must hold so that a stranger can check a level 3; one question per criterion."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from career_guide.models.content.portfolio import ElementWords
from career_guide.models.ids import CriterionId

FIGURE = re.compile(
    r"(?<![\w.,/#@-])(?<!version )(?<!python )(?<!node )(?<!gpt )(?<!claude )(?<!llama )"
    r"(?<!level )(?<!step )(?<!phase )(?<!project )(?<!chapter )(?<!section )(?<!top )"
    r"\d+(?:[.,]\d+)*(?=%|[a-z]{0,8}(?![a-z\d]))"
)
"""A number that is no version, list mark, date, or part of a name."""
YEAR = re.compile(r"(?:19|20)\d\d")
WORD_AFTER = re.compile(r"\s?(%|[a-z]+|/|->?|→)")
WORD_BEFORE = re.compile(r"(?:[a-z%)]|[=:@<>→(-])\s?$")
COUNTED = re.compile(r"[ -]?[a-z]")
NOT_COUNTED = re.compile(
    r"[ -]?(?:%|percent|points?|pp|x|ms|s|sec\w*|mins?|minutes?|h|hours?|days?|weeks?|months?|"
    r"years?|tokens?|usd|eur|dollars?|euros?|cents?|times|to|of|in|and|or|on|at|by|per|is|was|as|k)\b"
)
OF_COUNT = re.compile(r"(?:\bn ?[=:]|\b(?:of|over|on|across|from)(?: the| a| all)?) ?$")
RATIO = re.compile(r"(?<![\w./-])\d+ ?(?:/|of|out of) ?(?:the )?\d+\b")
NUMBER_NAME = (
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|hundreds?|thousands?|dozens?|half|twice|doubled?|halved)\b"
)
CHANGE = re.compile(
    r"\bfrom (?:[^\W\d][\w'-]* ){0,3}\W?\d[^.;]{0,40}?\b(?:down )?to (?:[^\W\d][\w'-]* ){0,2}\W?\d"
    r"|\d[\d.,]* ?[a-z%]* ?(?:->|→|=>) ?\d"
    r"|\b(?:cuts?|cutting|reduc\w+|shorten\w*|speeds? up|sped up|lower(?:s|ed)|drop(?:s|ped)|fell|"
    r"used to (?:take|need|cost)|down|before|previously|until then)\b[^.;]{0,60}?(?<![\w.])\d"
    r"|(?<![\w.])\d[^.;]{0,30}?\b(?:less|fewer|faster|quicker|shorter|sooner|cheaper|"
    r"instead of \d+|down from|before)\b"
)
"""A figure from before and after, or one that says how much changed."""
HALVED = re.compile(r"\b(?:halv(?:es|ed|ing)|twice as|half (?:of )?(?:the time|as))\b")
VOLUME = re.compile(
    r"\s(?:[a-z-]+ ){0,2}(?:(?:cases?|questions?|tickets?|requests?|quer(?:y|ies)|calls?|messages?|"
    r"sessions?|visits?|orders?|times|leases?|documents?|e-?mails?|reports?|minutes?|mins?|hours?) "
    r"(?:saved|(?:a|an|per|each|every) [a-z]+)|downloads?|installs?|installations?)\b"
)
"""After a number: how much it is used, or what it saves each time."""
BETWEEN = (
    r"(?:[ -](?!(?:and|or|for|in|with|to|by|at|on|from|as|using|built|lines?|files?|commits?|"
    r"minutes?|hours?|days?|weeks?|months?|years?)\b)[a-z][a-z'-]*){0,3}?[ -]"
)
"""What may stand between a number and the people it counts."""
MORE_PEOPLE = (
    "people|persons|users?|members?|famil(?:y|ies)|offices?|clinics?|firms?|organi[sz]ations?|"
    "associations?|departments?|households?|testers?|subscribers?|businesses|caseworkers?|tenants?"
)
NO_MEASURE_AFTER = re.compile(
    r"(?:[ -](?!(?:after|over|in|with|across|from|to|by|on|for|than|at)\b)[\w-]+,?){0,3}?[ -]?"
    r"(?:commits?|prs?|pull requests?|merges?|pushes|branch(?:es)?|tags?|releases?|versions?|"
    r"iterations?|days?|weeks?|months?|years?|contributors?|authors?)\b"
)
NO_MEASURE_BEFORE = re.compile(
    r"\b(?:commits?|prs?|pull requests?)(?: count| number)?(?: is| of)? ?[:=(]? ?$"
)
"""Beside these a number tells the length of a history, not what a change did."""
COMMIT_ID = re.compile(r"(?<![\w-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}(?![\w-])")


@dataclass(frozen=True)
class Figure:
    """One number of a text, what stands around it, and whether it can be a number of cases."""

    text: str
    is_count: bool
    before: str
    after: str


def figures(folded: str) -> list[Figure]:
    """Numbers that stand beside a word or sign; versions, years and list marks are left out."""
    found: list[Figure] = []
    for hit in FIGURE.finditer(folded):
        before, after = folded[: hit.start()], folded[hit.end() :]
        if YEAR.fullmatch(hit[0]):
            continue
        if WORD_AFTER.match(after) or WORD_BEFORE.search(before):
            found.append(Figure(hit[0], _is_count(hit[0], before, after), before, after))
    return found


def commit_ids(text: str) -> tuple[str, ...]:
    """Abbreviated or full commit ids of `text`, each once, in order."""
    return tuple(dict.fromkeys(COMMIT_ID.findall(text.casefold())))


class Elements:
    """Recognises the elements of level 3 by the words of the content."""

    def __init__(self, known: ElementWords, people: Iterable[str]) -> None:
        """Compiles the word lists; `people` are words that name a kind of user."""
        who = "|".join((MORE_PEOPLE, *map(re.escape, people)))
        self._counts_people = re.compile(rf"{BETWEEN}(?:{who})\b")
        self._people_counted = re.compile(rf"\b(?:{who}) ?[:=(] ?$")
        self._many_people = re.compile(rf"{NUMBER_NAME}{BETWEEN}(?:{who})\b")
        self._metric, self._method, self._use = map(_any, (known.metric, known.method, known.use))
        self._fallback, self._test = _any(known.fallback), _any(known.test)
        self._ci, self._alternative = _any(known.ci), _any(known.alternative)
        self._asked: Mapping[CriterionId, Callable[[str], bool]] = {
            "real-problem": self._shows_use,
            "evaluation": self._is_repeatable,
            "architecture-docs": self._names_an_alternative,
            "error-handling": self._tests_a_fallback,
            "code-quality": self._names_tests_and_ci,
            "iteration-history": self._measures_changes,
        }

    def shown(self, criterion: CriterionId, folded: str, *, has_public_address: bool) -> bool:
        """Whether the folded statement lets a stranger check this criterion."""
        if criterion == "deployed":
            return has_public_address
        return self._asked[criterion](folded)

    def _shows_use(self, folded: str) -> bool:
        """A number of people, of uses or of what changed, or a sentence that says who uses it."""
        said = (self._use, self._many_people, HALVED)
        if any(pattern.search(folded) for pattern in said):
            return True
        numbers = figures(folded)
        if numbers and CHANGE.search(folded):
            return True
        return any(
            self._counts_people.match(number.after)
            or VOLUME.match(number.after)
            or self._people_counted.search(number.before)
            for number in numbers
        )

    def _is_repeatable(self, folded: str) -> bool:
        """A result, a number of cases and a scoring method."""
        if not self._method.search(folded):
            return False
        if RATIO.search(folded):
            return True
        numbers = figures(folded)
        is_result = "%" in folded or "percent" in folded or self._metric.search(folded) is not None
        return is_result and len(numbers) >= 2 and any(number.is_count for number in numbers)

    def _names_an_alternative(self, folded: str) -> bool:
        return self._alternative.search(folded) is not None

    def _tests_a_fallback(self, folded: str) -> bool:
        return bool(self._fallback.search(folded) and self._test.search(folded))

    def _names_tests_and_ci(self, folded: str) -> bool:
        return bool(self._test.search(folded) and self._ci.search(folded))

    def _measures_changes(self, folded: str) -> bool:
        """A figure that is no mere number of commits or length of time, or two commit ids."""
        if len(commit_ids(folded)) >= 2:
            return True
        return any(
            not NO_MEASURE_AFTER.match(number.after) and not NO_MEASURE_BEFORE.search(number.before)
            for number in figures(folded)
        )


def _is_count(number: str, before: str, after: str) -> bool:
    whole = re.sub(r"[,.](?=\d{3}\b)", "", number)
    if not whole.isdigit() or int(whole) < 2 or NOT_COUNTED.match(after):
        return False
    return COUNTED.match(after) is not None or OF_COUNT.search(before) is not None


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Any of the patterns as whole words; a sign at either end counts as a word's end."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
