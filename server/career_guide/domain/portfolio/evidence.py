"""Whether a text that is offered as evidence can be credited, and which rule speaks against it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from career_guide.domain.portfolio.addresses import Address, without_addresses
from career_guide.domain.portfolio.rubric import Rubric, Subject
from career_guide.domain.portfolio.source import Source
from career_guide.domain.portfolio.statements import stated
from career_guide.domain.portfolio.text import alike, fold, substance
from career_guide.models.content.portfolio import RuleCode

MIN_LENGTH = 15
REUSED_FROM = 3

Key = TypeVar("Key", bound=str)


@dataclass(frozen=True)
class Examined:
    """A text after the evidence rules.

    `failed` is the rule that keeps it from being credited, None when it may be. `statement` is the
    folded part that says what is there; `addresses` are those that the statement names.
    """

    failed: RuleCode | None
    verified: bool | None
    statement: str = ""
    addresses: tuple[Address, ...] = ()

    @property
    def has_public_address(self) -> bool:
        """Whether it names a public https address."""
        return any(address.reach == "public" for address in self.addresses)


def reused(rubric: Rubric, texts: Mapping[Key, str]) -> frozenset[Key]:
    """Keys whose text stands, unchanged or lightly edited, for three or more of them."""
    said = {key: rubric.content_words(fold(text)) for key, text in texts.items() if text}
    return frozenset(
        key
        for key, own in said.items()
        if own and sum(alike(own, other) for other in said.values()) >= REUSED_FROM
    )


def examine(
    rubric: Rubric,
    subject: Subject,
    text: str,
    *,
    is_reused: bool,
    source: Source | None,
    needs_address: bool = False,
) -> Examined:
    """Put one text through every rule, the plainest first.

    `needs_address` is for deployment: there a local or private address outweighs the words.
    """
    if not text:
        return Examined("no_evidence", None)
    whereabouts = source.locate(text, subject.wording) if source else None
    verified = None if whereabouts is None else whereabouts != "not_found"
    failed = _plain_fault(rubric, subject, text)
    if failed is None and is_reused:
        failed = "reused"
    if failed is None and whereabouts in ("planned", "negated", "contradicted", "not_found"):
        failed = "quote_not_found" if whereabouts == "not_found" else whereabouts
    if failed is not None:
        return Examined(failed, verified)
    said = stated(text, subject.wording, is_strict=needs_address)
    if said.dropped and not _says_something(rubric, subject, said.text):
        return Examined(said.dropped, verified)
    addresses = tuple(
        address for address in rubric.addresses.found_in(text) if fold(address.text) in said.text
    )
    if _only_unusable(text, addresses, needs_address=needs_address):
        return Examined("address_not_public", verified)
    return Examined(None, verified, said.text, addresses)


def _plain_fault(rubric: Rubric, subject: Subject, text: str) -> RuleCode | None:
    folded = fold(text)
    if rubric.placeholder_text.search(folded):
        return "placeholder_text"
    if _is_short(text, folded):
        return "too_short"
    said = rubric.content_words(folded)
    if not said - subject.name_words:
        return "repeats_name"
    if any(alike(said, known) for known in subject.rubric_texts):
        return "rubric_text"
    return None


def _is_short(text: str, folded: str) -> bool:
    if len(" ".join(text.split())) < MIN_LENGTH:
        return True
    core = substance(folded)
    return len(core) < MIN_LENGTH and len(core) < len(folded)


def _says_something(rubric: Rubric, subject: Subject, statement: str) -> bool:
    if len(statement) < MIN_LENGTH:
        return False
    return bool(rubric.content_words(statement) - subject.name_words)


def _only_unusable(text: str, addresses: Iterable[Address], *, needs_address: bool) -> bool:
    """Whether nothing is left beside addresses that prove nothing.

    Where an address is needed, a local or private one outweighs the words unless a public one
    stands beside it, and a link to source code is no place where anything runs.
    """
    found = tuple(addresses)
    usable = any(address.reach in ("public", "unencrypted") for address in found)
    if needs_address and not usable and any(a.reach == "not_public" for a in found):
        return True
    useless = ("not_public", "code") if needs_address else ("not_public",)
    unusable = tuple(address for address in found if address.reach in useless)
    if not unusable:
        return False
    rest = re.sub(r"\s+", " ", without_addresses(text, unusable)).strip()
    return len(rest) < MIN_LENGTH
