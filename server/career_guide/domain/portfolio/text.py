"""How texts are compared: folding, words, and whether two texts say the same."""

import re
import unicodedata
from collections.abc import Set

LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁһԛԝɡαβεικνορτυχϲѵ",
    "abekmhopctyxijsdhqwgabeiknoptuxcv",
)
"""Cyrillic and Greek letters that look like Latin ones."""
PUNCTUATION = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "−": "-"}
)
MARKUP = str.maketrans({"*": "", "`": "", '"': "", "“": "", "”": "", "„": "", "«": "", "»": ""})
# A run is tried from its first sign alone: from each of them, a long one would take minutes.
HEADING_MARK = re.compile(r"(?:(?<!#)#++|(?<!>)>++)(?=\s|$)")
INNER_UNDERSCORE = re.compile(r"(?<=[^\W_])_+(?=[^\W_])")
WORD = re.compile(r"[^\W_]+")
RUN = re.compile(r"([^\W\d_])\1{3,}|[^\w\s]{4,}")

NEAR = 0.8
NEAR_WORDS = 8


def fold(text: str) -> str:
    """`text` with case, accents, lookalikes, quotes, dashes, Markdown marks and white space folded.

    Used to compare and to search, never to show.
    """
    text = unicodedata.normalize("NFKC", text.translate(MARKUP)).translate(PUNCTUATION).casefold()
    if not text.isascii():
        split = unicodedata.normalize("NFD", text)
        text = "".join(c for c in split if not unicodedata.combining(c)).translate(LOOKALIKES)
    text = text.replace("|", " ")
    if "#" in text or ">" in text:
        text = HEADING_MARK.sub("", text)
    if "_" in text:
        text = INNER_UNDERSCORE.sub(" ", text).replace("_", "")
    return " ".join(text.split())


def words(folded: str) -> list[str]:
    """The words and numbers of a folded text, in order."""
    return WORD.findall(folded)


def substance(folded: str) -> str:
    """A folded text without padding: a repeated word counts once, a long run of one sign once."""
    text = RUN.sub(lambda run: run[0][:1], folded)
    seen: set[str] = set()

    def once(word: re.Match[str]) -> str:
        if len(word[0]) > 3 and word[0] in seen:
            return ""
        seen.add(word[0])
        return word[0]

    return " ".join(WORD.sub(once, text).split())


def alike(left: Set[str], right: Set[str]) -> bool:
    """Whether two sets of content words make the same text, or one that was lightly edited.

    Longer texts are alike from a Jaccard index of 0.8; short ones only when they are equal.
    """
    if left == right:
        return True
    if min(len(left), len(right)) < NEAR_WORDS:
        return False
    return len(left & right) >= NEAR * len(left | right)


def clipped(text: str, limit: int) -> str:
    """`text` on one line, at most `limit` characters, cut visibly."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
