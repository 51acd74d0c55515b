"""Evaluations told in prose as done, with or without their figures."""

import re
from collections.abc import Iterator

from career_guide.domain.repository.kinds import posts
from career_guide.domain.repository.lines import place_at
from career_guide.domain.repository.measuring_words import AIM
from career_guide.domain.repository.told_results import LONGEST, PIECE, meant
from career_guide.models.repository.files import Document, File
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

TOOLS = r"(?:ragas|deepeval|trulens|promptfoo|giskard|llm[- ]as[- ]an?[- ]judge)"
DONE = re.compile(
    rf"\b(?:evaluated|benchmarked|validated|assessed|scored|measured)\b[^.\n]{{0,80}}\b{TOOLS}\b"
    rf"|\b{TOOLS}\b[^.\n]{{0,60}}\b(?:evaluat\w{{1,5}}|metrics?|scores?|faithfulness|results?)\b"
    rf"|\bevaluat(?:ion|ed|es|ing)\b[^.\n]{{0,40}}\b{TOOLS}\b"
    r"|\bevaluated (?:on|over|against) (?:\d|an? |the |our )",
    re.IGNORECASE,
)
MEASURED = (
    r"(?:accuracy|precision|recall(?:@\d{1,3})?|f1(?:[ -]score)?|faithfulness|groundedness"
    r"|answer relevanc[ey]|mrr|ndcg)"
)
SCORED = re.compile(
    rf"\b{MEASURED}\b[\s*:|=~(]{{1,8}}(?:of |is |was |reaches |over |about ){{0,2}}"
    r"[~>]?(?:\d{1,3}(?:\.\d{1,2})?\s?%|[01]?\.\d{1,4}\b)"
    rf"|\b\d{{1,3}}(?:\.\d{{1,2}})?\s?%\+?\s(?:\w{{1,12}}\s)?{MEASURED}\b",
    re.IGNORECASE,
)
"""A measure of output with its figure."""
OPEN = re.compile(
    r"\b(?:not|never|no|without|nor|will|would|can|could|should|may|might|need(?:s|ed)? to|to be"
    r"|yet|todo|optional(?:ly)?|add|adding|try|consider|you)\b|n['\u2019]t\b|\[ \]|\?",
    re.IGNORECASE,
)
"""What is not done, may be done, or is for the reader to do."""


def told_evaluations(repo: Snapshot) -> tuple[Place, ...]:
    """Sentences of English documents that tell of an evaluation, the readme's first.

    Posts are left out: they tell of trials whose code lies elsewhere.
    """
    written = {file.path for file in posts(repo)}
    files = [
        file for file in repo.of_kind("docs", "eval") if file.document and file.path not in written
    ]
    files.sort(key=lambda file: (file is not repo.readme, file.path))
    return tuple(place for file in files if file.document for place in _in(file, file.document))


def _in(file: File, document: Document) -> Iterator[Place]:
    for section in meant(document) if document.is_english else ():
        at = 0
        for piece in PIECE.split(section.text):
            start = max(section.text.find(piece, at), at)
            at = start + len(piece)
            if len(piece) > LONGEST or AIM.search(piece) or OPEN.search(piece):
                continue
            if hit := DONE.search(piece) or SCORED.search(piece):
                line = section.text_line + section.text.count("\n", 0, start + hit.start())
                yield place_at("prose", file, line)
