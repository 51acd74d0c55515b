"""How a text is cut into the phrases that are read one by one."""

import re

PHRASE_LIMIT = 80
"""Characters of one entry of a list."""
SENTENCE_LIMIT = 240
"""Characters of a sentence that stays whole; longer ones are broken into phrases."""
SENTENCE_BREAK = re.compile(r"[;\n•|]|(?<=[a-z0-9)])[.!?](?=\s)", re.IGNORECASE)
LIST_BREAK = re.compile(rf"{SENTENCE_BREAK.pattern}|,", re.IGNORECASE)
LONG_BREAK = re.compile(r"\s(?:and|but|with|plus|&)\s", re.IGNORECASE)
BRACKETS = re.compile(r"\([^()]{0,80}\)")
SAYS_MORE = re.compile(
    r"[:–—]|\s-\s|\b(?:i|im|ive|me|my|we|our|he|she|they|am|is|are|was|were|have|has|had|do|does|"
    r"did|no|not|never|none|nor|without|\w+n'?t|want\w*|wanna|like|love|learn\w*|stud\w+|know\w*|"
    r"knew|used|using|built|building|plan\w*|goals?|hop\w+|wish\w*|next|yet|need\w*|todo|to|"
    r"interested|curious|keen|heard|read|start\w*|aware|some|bit|little|basic\w*|soon|later|all|both)"
    r"\b(?!\.\w)",
    re.IGNORECASE,
)
"""A sign that a sentence does not only list names, so that its end speaks of its beginning."""


def phrases_of(text: str) -> list[str]:
    """One text as a list of phrases: sentences as a whole, plain lists by their members.

    Phrases have at most 80 characters, or 240 where a sentence says more than names: broken at a
    comma, "I want to learn RAG, agents" would claim agents. Lists in brackets stay together.
    """
    found: list[str] = []
    for sentence in _pieces(text, SENTENCE_BREAK):
        if len(sentence) <= SENTENCE_LIMIT and SAYS_MORE.search(sentence):
            found.append(sentence)
        else:
            pieces = _pieces(sentence, LIST_BREAK)
            found += [phrase for piece in pieces for phrase in _short(piece) if phrase]
    return found


def _pieces(text: str, breaks: re.Pattern[str]) -> list[str]:
    """`text` cut at `breaks` outside brackets, blank pieces left away."""
    text = text.replace("\0", " ")
    marks = iter([m for found in BRACKETS.finditer(text) for m in breaks.findall(found[0])])
    shielded = BRACKETS.sub(lambda found: breaks.sub("\0", found[0]), text)
    pieces = (
        "".join(next(marks) if char == "\0" else char for char in piece).strip(" \t-*–")
        for piece in breaks.split(shielded)
    )
    return [piece for piece in pieces if piece]


def _short(piece: str) -> list[str]:
    """`piece` as it is, or broken inside brackets, at joining words, at the last fitting space."""
    if len(piece) <= PHRASE_LIMIT:
        return [piece]
    for breaks in (LIST_BREAK, LONG_BREAK):
        parts = [part.strip() for part in breaks.split(piece)]
        if len(parts) > 1:
            return [short for part in parts for short in _short(part)]
    found = []
    while len(piece) > PHRASE_LIMIT:
        cut = piece.rfind(" ", 0, PHRASE_LIMIT + 1)
        cut = cut if cut > 0 else PHRASE_LIMIT
        found.append(piece[:cut].strip())
        piece = piece[cut:].strip()
    return [*found, piece]
