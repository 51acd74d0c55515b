"""Whether prose is English, by its script and by the share of small words."""

import re

SAMPLE_CHARACTERS = 20_000
FEWEST_WORDS = 25
"""Below this many words only the script decides."""
MOST_FOREIGN = 0.15
"""Share of letters outside ASCII from which a text is not English; wide scripts count threefold."""
ENOUGH_WORDS = 100
LEAST_SMALL_WORDS = 0.015
"""Share of English small words in so many words; terse English has few, other languages none."""
LEAST_OF_OTHERS = 0.05
"""Share of another language's small words that speaks for it."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COUNTED = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_ADDRESS = re.compile(r"https?://\S+")
_TARGET = re.compile(r"\]\([^()\n]{0,2000}\)")
_CODE = re.compile(r"`[^`\n]{1,500}`")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENGLISH = _set(
    "the of and to a in is for with that on are this it as be by from or an your you can at we "
    "not how have has will when which each our its if use all into more than what they"
)
_OTHERS: tuple[frozenset[str], ...] = tuple(
    _set(words)
    for words in (
        "de la que el en y los del las un por con para una su es al lo como más se sus este",
        "de la le et les des en un du une que est pour qui dans par sur au avec ce il plus sont",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch",
        "de a o que e do da em um para com não uma os no se na por mais as dos como ao das",
        "di e il la che in un a per è una sono con non le si da del della nel dei i lo come",
        "yang dan di untuk dengan pada dari ini dalam adalah ke tidak akan atau juga dapat",
        "và của là có trong cho các một được không với người này đã những để từ khi về tra",
        "ve bir bu için ile da de olarak çok olan daha gibi en kadar ancak veya",
        "de het een van en in is dat op te voor met zijn niet aan er om ook als door bij",
        "i w na z do się nie to jest o że jak za po od dla przez oraz lub są",
    )
)


def count_words(prose: str) -> int:
    """Words of a text; in scripts without spaces two characters count as one."""
    wide = len(_WIDE.findall(prose)) if not prose.isascii() else 0
    text = _WIDE.sub(" ", prose) if wide else prose
    return sum(1 for _ in _COUNTED.finditer(text)) + wide // 2


def is_english(prose: str) -> bool:
    """Whether word lists made for English may be used on this text."""
    text = prose[:SAMPLE_CHARACTERS]
    text = _CODE.sub(" ", _TARGET.sub("]", _ADDRESS.sub(" ", text)))
    if not text.isascii():
        wide = len(_WIDE.findall(text))
        letters = sum(1 for one in text if one.isalpha()) + 2 * wide
        foreign = sum(1 for one in text if one > "\x7f" and one.isalpha()) + 2 * wide
        if foreign > letters * MOST_FOREIGN:
            return False
    words = _WORD.findall(text.lower())
    if len(words) < FEWEST_WORDS:
        return True
    english = sum(1 for word in words if word in _ENGLISH)
    other = max(sum(1 for word in words if word in small) for small in _OTHERS)
    if other > english and other >= len(words) * LEAST_OF_OTHERS:
        return False
    return len(words) < ENOUGH_WORDS or english >= len(words) * LEAST_SMALL_WORDS
