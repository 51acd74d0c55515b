"""Ideas that the guide calls templates or mediocre, and what lifts one above that."""

from collections.abc import Iterable

from career_guide.domain.portfolio.rubric import Rubric
from career_guide.domain.portfolio.text import fold, words

DOMAIN_WORDS = 2
WORD_LENGTH = 3


def is_generic(rubric: Rubric, texts: Iterable[str]) -> bool:
    """Whether a description is a generic idea without a domain and the people it is for.

    Generic are: talking to a PDF or documents, an agent that searches and summarises, a wrapper of
    one API. The domain is two words or more that no such description has; the people are named
    by a word of the content's list. Assumption generic-ideas.
    """
    folded = [fold(text) for text in texts if text]
    if not any(idea.search(text) for idea in rubric.generic_ideas for text in folded):
        return False
    said = frozenset(word for text in folded for word in words(text))
    domain = {
        word
        for word in said - rubric.no_domain
        if len(word) >= WORD_LENGTH and not any(char.isdigit() for char in word)
    }
    return not (said & rubric.people) or len(domain) < DOMAIN_WORDS
