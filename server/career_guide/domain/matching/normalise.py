"""A phrase as words with the kind of gap before each: the only place that reads raw text."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

READ_AT_MOST = 240
"""Characters of a phrase that are read; callers refuse longer ones long before."""

Gap = Literal[" ", "/", ",", ".", ":", "-", "(", ")"]
"""What stands before a word: nothing but space, `/ + &`, a comma, the end of a sentence, …"""

RATED_NONE, RATED_LOW, RATED_FAIR = "ratednone", "ratedlow", "ratedfair"
"""Words that stand for a self rating ("1/5") or a length of experience ("5 yrs")."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, casefolded; `stem` is its singular."""

    text: str
    stem: str
    gap: Gap


# One pass each, no nested repetition: time grows with the length of the text only.
REACT_LOOP = re.compile(r"\bReAct\b")
SIGNS = {
    **dict.fromkeys(map(ord, "\u274c\u2717\u2718\u2716\U0001f44e\U0001f6ab"), f" {RATED_NONE} "),
    **dict.fromkeys(map(ord, "\u2705\u2714\u2611\U0001f44d"), f" {RATED_FAIR} "),
}
"""Crosses and ticks, the way people mark lists."""
DASHES = re.compile(r"[\u2010-\u2015\u2212]")
APOSTROPHES = re.compile(r"(?<=\w)['\u2019\u02bc`](?=\w)")
WITHOUT, WITH, NOT_APPLICABLE = (
    re.compile(r"\bw/o\b"),
    re.compile(r"\bw/(?=\s|\w)"),
    re.compile(r"\bn/a\b"),
)
AND_OR = re.compile(r"\band\s?/\s?or\b")
RATING = re.compile(r"\b(\d{1,2})(?:\s?/\s?|\s?out of\s?)(5|10)\b(?!\s?/)")
LAW_DEGREE = re.compile(r"\bll\.\s?m\b\.?")
ZERO = re.compile(r"[:=]\s*0(?![\d./])")
YEARS = re.compile(
    r"\b(\d{1,2})(?:\.\d)?\s?\+?\s?(?:(?:-|to)\s?\d{1,2}\s?\+?\s?)?"
    r"(?:years?|yrs?|yoe|months?|mos|weeks?)\b"
)
DOT_NET = re.compile(r"\.net\b")
INNER_DOT = re.compile(r"(?<=[a-z0-9])\.(?=[a-z])")
TOKEN = re.compile(
    r"(c|g|notepad|dynamics x|x)\+\+(?!\w)|([cfqj]#)(?!\w)|([^\W_]+(?:\.\d+)*)|([^\w\s])|(\s+)"
)
GAPS: dict[str, Gap] = {
    "/": "/", "\\": "/", "+": "/", "&": "/", ",": ",", ";": ".", ".": ".", "!": ".", "?": ".",
    "|": ".", "\u2022": ".", "\u00b7": ".", "=": ":", ":": ":", "(": "(", "[": "(", "{": "(",
    ")": ")", "]": ")", "}": ")", ">": ",", "~": " ",
}  # fmt: skip
STRENGTH_OF_GAP = {" ": 0, "/": 1, ")": 2, "-": 3, "(": 4, ":": 5, ",": 6, ".": 7}


SHORT_PLURALS = {"dbs": "db", "vms": "vm", "pcs": "pc", "prs": "pr", "uis": "ui"}


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The singular of an English word, by its ending only; short words stay as they are."""
    if len(word) < 4 or not word.endswith("s"):
        return SHORT_PLURALS.get(word, word)
    if word.endswith(("ss", "us", "is", "js", "as", "ios", "aws")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "shes", "rches", "tches")):
        return word[:-2]
    return word[:-1]


def _rating(match: re.Match[str]) -> str:
    points, scale = int(match[1]), int(match[2])
    if points > scale:
        return match[0]
    if points == 0:
        return f" {RATED_NONE} "
    return f" {RATED_LOW} " if points * 5 <= scale * 2 else f" {RATED_FAIR} "


def _years(match: re.Match[str]) -> str:
    return f" {RATED_NONE if int(match[1]) == 0 else RATED_FAIR} "


def plain(text: str) -> str:
    """Casefolded text in one shape: contractions joined, ratings and years as words."""
    text = unicodedata.normalize("NFKC", text[:READ_AT_MOST])
    text = REACT_LOOP.sub("reactloop", text).casefold()
    if not text.isascii():
        text = DASHES.sub("-", text.translate(SIGNS))
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    text = APOSTROPHES.sub("", text)
    if "/" in text:
        text = WITHOUT.sub("without", text)
        text = WITH.sub("with ", text)
        text = NOT_APPLICABLE.sub("none", text)
        text = AND_OR.sub("and", text)
    text = RATING.sub(_rating, text)
    text = YEARS.sub(_years, text)
    text = ZERO.sub(f": {RATED_NONE} ", text)
    text = LAW_DEGREE.sub("master of laws", text)
    text = DOT_NET.sub(" dotnet", text)
    return INNER_DOT.sub("", text)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a phrase in order, each with the strongest gap before it."""
    text = plain(text)
    words: list[Word] = []
    gap: Gap = " "
    for match in TOKEN.finditer(text):
        plus, sharp, word, mark, _ = match.groups()
        if mark is not None:
            found = _gap_of(text, match.start(), mark)
            if STRENGTH_OF_GAP[found] >= STRENGTH_OF_GAP[gap]:
                gap = found
            if mark == "&":
                words.append(Word("and", "and", gap))
                gap = " "
            continue
        raw = (plus and f"{plus}++") or sharp or word
        if raw:
            words.append(Word(raw, stem(raw), gap))
            gap = " "
    return tuple(words)


def _gap_of(text: str, at: int, mark: str) -> Gap:
    """A hyphen joins words unless a space stands beside it; unknown marks are spaces."""
    if mark == "-":
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        return "-" if not before.strip() or not after.strip() else " "
    return GAPS.get(mark, " ")
