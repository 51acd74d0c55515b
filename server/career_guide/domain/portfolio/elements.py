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
NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|hundreds?|thousands?|dozens?|half|twice|doubled?|halved) [a-z]{3,}"
)
COMMIT_ID = re.compile(r"(?<![\w-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}(?![\w-])")


@dataclass(frozen=True)
class Figure:
    """One number of a text, and whether it can be a number of cases."""

    text: str
    is_count: bool


def figures(folded: str) -> list[Figure]:
    """Numbers that stand beside a word or sign; versions, years and list marks are left out."""
    found: list[Figure] = []
    for hit in FIGURE.finditer(folded):
        before, after = folded[: hit.start()], folded[hit.end() :]
        if YEAR.fullmatch(hit[0]):
            continue
        if WORD_AFTER.match(after) or WORD_BEFORE.search(before):
            found.append(Figure(hit[0], _is_count(hit[0], before, after)))
    return found


def commit_ids(text: str) -> tuple[str, ...]:
    """Abbreviated or full commit ids of `text`, each once, in order."""
    return tuple(dict.fromkeys(COMMIT_ID.findall(text.casefold())))


class Elements:
    """Recognises the elements of level 3 (domain §4.4) by the words of the content."""

    def __init__(self, known: ElementWords) -> None:
        """Compiles the word lists."""
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
        """A figure, or a sentence that says who uses it."""
        return bool(figures(folded) or NUMBER_WORD.search(folded) or self._use.search(folded))

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
        """A figure, or two commit ids."""
        return bool(figures(folded)) or len(commit_ids(folded)) >= 2


def _is_count(number: str, before: str, after: str) -> bool:
    whole = re.sub(r"[,.](?=\d{3}\b)", "", number)
    if not whole.isdigit() or int(whole) < 2 or NOT_COUNTED.match(after):
        return False
    return COUNTED.match(after) is not None or OF_COUNT.search(before) is not None


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Any of the patterns as whole words; a sign at either end counts as a word's end."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
