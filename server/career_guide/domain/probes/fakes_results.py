"""Are results there that no run has earned: answers known to the product, or literal scores?"""

import re
from collections.abc import Iterator

from career_guide.domain.repository.evaluations import golden_sets
from career_guide.domain.repository.lines import place_at
from career_guide.domain.repository.looked import unseen_code
from career_guide.domain.repository.measuring_words import STRICT_METRICS, snake
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot

ROUTE = re.compile(r"(?:^|\.)(?:get|post|route|api_route|tool|put|websocket)$")
TELLS = re.compile(r"metric|eval|score|stat|dashboard|report|benchmark|health", re.IGNORECASE)
SCRIPT = re.compile(
    r"(?:^|/)(?:scripts?|tools?|bin|notebooks?|data|datasets?|examples?)/", re.IGNORECASE
)
MAKES = re.compile(r"generat|creat|build|prepar|split|make|ingest|seed|label", re.IGNORECASE)


def run(repo: Snapshot) -> Finding:
    """Product code that reads the golden answers, and measures that are literals in handlers."""
    places = [*_reads_answers(repo), *_literal_scores(repo)]
    if places:
        return Finding.present(
            f"{len(places)} places of the product hold answers or scores that should be measured.",
            *places,
        )
    if not repo.product:
        if reason := unseen_code(repo):
            return Finding.unknown(f"The product could not be searched: {reason}")
        return Finding.not_applicable("There is no product code.")
    return Finding.absent("No product code reads golden answers or holds literal scores.")


def _reads_answers(repo: Snapshot) -> Iterator[Place]:
    names = {
        file.name
        for file, _ in golden_sets(repo)
        if re.search(r"gold|ground|expected|truth", file.path, re.I)
    }
    for file in repo.product:
        if file.kind != "source" or SCRIPT.search(file.path) or MAKES.search(file.name):
            continue
        for literal in file.code.strings if file.code else ():
            if any(name in literal.text for name in names):
                yield place_at(file, literal.line)
                break


def _literal_scores(repo: Snapshot) -> Iterator[Place]:
    for file in repo.product:
        code = file.code
        if file.kind != "source" or code is None:
            continue
        handlers = {
            function.name
            for function in code.functions
            if TELLS.search(function.name) and any(ROUTE.search(d) for d in function.decorators)
        }
        for number in code.numbers:
            is_score = snake(number.key) in STRICT_METRICS and 0 < number.value <= 100
            if is_score and number.inside in handlers:
                yield place_at(file, number.line)
                break
