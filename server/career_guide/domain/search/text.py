"""From written words to index terms: tokens, numbers and word stems of English."""

import re
import unicodedata
from functools import lru_cache

# A word keeps its final + or # (c++, c#); a number keeps its thousands, decimals and unit.
TOKEN = re.compile(
    r"(?P<number>\d{1,12}(?:,\d{3})*(?:\.\d{1,6})?)(?P<unit>[^\W\d_]{0,12})|(?P<word>[^\W\d_][^\W_]*[+#]{0,2})"
)
PLAIN_WORD = re.compile(r"[a-z][a-z]*[+#]{0,2}")
NEEDS_CARE = re.compile(r"[^a-z\s,.;:!?()/+#-]")
MONEY_RANGE = re.compile(r"(\d{1,4})\s?(?:-|–|—|to|and)\s?\$?(\d{1,4})\s?k\b")
POSSESSIVE = re.compile(r"(?<=\w)'s\b")
WORD_LIMIT = 40

UP_TO_SIXTEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen"
)
NUMBER_WORDS = {
    **{word: str(value) for value, word in enumerate(UP_TO_SIXTEEN.split())},
    **{"second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6"},
    **{"twenty": "20", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100"},
}
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
THOUSANDS = ("k", "thousand", "grand")
MILLIONS = ("m", "mio", "million")
FACTORS = {**dict.fromkeys(THOUSANDS, 1_000), **dict.fromkeys(MILLIONS, 1_000_000)}

IRREGULAR = {
    form: stem
    for stem, forms in {
        "api": "apis",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "care": "careful carefully careless",
        "career": "careers",
        "choos": "choose chose chosen choosing choice choices",
        "course": "courses",
        "do": "does did done doing",
        "fail": "failure failures",
        "forget": "forgot forgotten",
        "get": "got gotten getting",
        "give": "gave given",
        "go": "went gone goes going",
        "grow": "grew grown growth",
        "hear": "heard",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lead": "led",
        "learn": "learnt",
        "leav": "left",
        "lose": "lost",
        "make": "made",
        "mean": "meant",
        "meet": "met",
        "pay": "paid",
        "person": "people persons",
        "run": "ran running runs",
        "say": "said",
        "see": "saw seen",
        "sell": "sold",
        "send": "sent",
        "show": "shown",
        "spend": "spent",
        "stand": "stood",
        "stick": "stuck",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "try": "tries tried",
        "understand": "understood",
        "use": "using used uses usage",
        "writ": "wrote written",
        "writer": "writers",
        "metric": "metrics",
        "analysis": "analyse analyses analysed analysing analyze analyzed analyzing",
        "analyst": "analysts",
        "news": "",
        "aws": "",
        "bias": "",
        "series": "",
        "business": "businesses",
        "university": "universities",
        "general": "generally",
        "generic": "",
        "manager": "managers",
        "paper": "papers",
        "server": "servers",
        "need": "needs needed needing",
        "speed": "speeds",
        "offer": "offers offered offering",
        "user": "users",
        "training": "trainings",
        "embed": "embeds embedded embedding embeddings",
        "bonus": "bonuses",
        "intern": "interns internship internships",
        "retriev": "retrieval retrievals",
        "approv": "approval approvals",
        "valuation": "",
        "student": "students",
        "remote": "remotely",
        "state": "",
        "states": "",
        "tier": "tiers",
        "peer": "peers",
    }.items()
    for form in (stem, *forms.split())
}
VOWELS = frozenset("aeiouy")
# Longest first; the second part is put back.
ENDINGS = (
    ("isations", "iz"),
    ("izations", "iz"),
    ("isation", "iz"),
    ("ization", "iz"),
    ("abilities", ""),
    ("ability", ""),
    ("ations", ""),
    ("ation", ""),
    ("ative", ""),
    ("ators", ""),
    ("ator", ""),
    ("ating", ""),
    ("ated", ""),
    ("ates", ""),
    ("ate", ""),
    ("ments", ""),
    ("ment", ""),
    ("ness", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ful", ""),
    ("ively", ""),
    ("ives", ""),
    ("ive", ""),
    ("ioural", "ior"),
    ("ioral", "ior"),
    ("able", ""),
    ("ably", ""),
    ("ibly", ""),
    ("ible", ""),
    ("ance", ""),
    ("ings", ""),
    ("ing", ""),
    ("iest", "y"),
    ("ers", ""),
    ("er", ""),
    ("ly", ""),
)

ENDINGS_BY_LAST = {
    last: tuple(row for row in ENDINGS if row[0][-1] == last) for last in "sneydgrlt"
}
SHORT = ("ing", "ied", "ed")


def words(text: str) -> list[str]:
    """Lower-case tokens in order: words without accents, and numbers as plain digits.

    "$180k" and "180,000" both give "180000"; in "120-160k" the thousand counts for both ends.
    "20%" gives "20" and "percent"; number words up to sixteen and "third" give digits.
    """
    folded = text.casefold()
    if not NEEDS_CARE.search(folded):
        return [NUMBER_WORDS.get(word, word)[:WORD_LIMIT] for word in PLAIN_WORD.findall(folded)]
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.replace("’", "'"))
        folded = "".join(c for c in folded if not unicodedata.combining(c))
    if "'" in folded:
        folded = POSSESSIVE.sub("", folded).replace("'", "")
    if "k" in folded:
        folded = MONEY_RANGE.sub(r"\1k \2k", folded)
    folded = folded.replace("%", " percent ").replace("&", " and ")
    found: list[str] = []
    for match in TOKEN.finditer(folded):
        if word := match["word"]:
            found.append(NUMBER_WORDS.get(word, word)[:WORD_LIMIT])
        else:
            found.extend(_number(match["number"], match["unit"]))
    return found


def _number(digits: str, unit: str) -> list[str]:
    value = float(digits.replace(",", ""))
    if unit in FACTORS:
        value *= FACTORS[unit]
    plain = str(int(value)) if value.is_integer() else str(value)
    if not unit or unit in FACTORS or unit in ORDINAL_ENDINGS:
        return [plain]
    return [plain, unit]


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The word without inflection and common endings, so that "deploying" meets "deployment".

    A light suffix stripper: `snowballstemmer` takes 40 ms to import and about 95 µs a word here,
    which is longer than building the whole index; this one is told its few hard words.
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) == 3 and word[2] == "s" and VOWELS.isdisjoint(word):
        return word[:2]  # dbs, prs
    if len(word) <= 3 or not word.isalpha():
        return word
    word = _without_plural(word)
    if word in IRREGULAR:
        return IRREGULAR[word]
    for _ in range(2):  # engineering -> engineer -> engin
        word = _without_ending(word)
    return _trimmed(word)


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_ending(word: str) -> str:
    for ending, put_back in ENDINGS_BY_LAST.get(word[-1], ()):
        if word.endswith(ending) and _stands(word[: -len(ending)], 3 if ending in SHORT else 4):
            rest = word[: -len(ending)] + put_back
            return rest + "e" if ending in SHORT and _lost_an_e(rest) else rest
    return word


def _lost_an_e(rest: str) -> bool:
    """Whether three letters such as `cod` of "coding" stood for a word in -e."""
    return (
        len(rest) == 3
        and rest[0] not in VOWELS
        and rest[1] in VOWELS
        and rest[2] not in VOWELS
        and rest[2] not in "wx"
    )


def _stands(rest: str, shortest: int = 3) -> bool:
    """Whether what is left is long enough and has a vowel."""
    return len(rest) >= shortest and not VOWELS.isdisjoint(rest)


def _trimmed(word: str) -> str:
    """One spelling for the endings that inflection changes: handl(e), fanc(y), plan(n)."""
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    if len(word) > 4 and word.endswith("is"):
        word = word[:-1] + "z"
    if word.endswith("our") and len(word) > 4:
        word = word[:-3] + "or"
    if len(word) > 3 and word.endswith("y") and word[-2] not in VOWELS:
        word = word[:-1] + "i"
    if word.endswith("ific"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word


def stems(text: str) -> tuple[str, ...]:
    """The stems of `text` in order."""
    return tuple(stem(word) for word in words(text))
