"""Is it shown that people use it, or what it changed for them?"""

import re

from career_guide.domain.repository.authorship import speaking
from career_guide.domain.repository.located import at
from career_guide.domain.repository.written import (
    Statement,
    english,
    gap,
    is_planned,
    is_setup,
    statements,
)
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

_AMOUNT = r"(?:~|about |around |roughly |over |under |some )?\d[\d.,]{0,8}\s?"
_TIME = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)"
SAVED = re.compile(
    rf"\b(?:reduced|cut|shortened|dropped|went|fell|brought|decreased|down"
    rf"|improved)\b[^.]{{0,80}}?\bfrom\b"
    rf" {_AMOUNT}{_TIME}?[^.]{{0,30}}?\bto\b {_AMOUNT}{_TIME}"
    rf"|\b(?:saved|saves|saving)\b[^.]{{0,40}}?{_AMOUNT}(?:%|{_TIME})"
    rf"|\b(?:used to|previously) (?:take|took|spend|spent"
    rf"|need)\w*\b[^.]{{0,60}}?\b{_TIME}\b[^.]{{0,80}}?\bnow\b"
    rf"|\b(?:before|manually|by hand)\b[:,]? {_AMOUNT}{_TIME}\b[^.]{{0,60}}?\b(?:after|now"
    rf"|with)\b[^.]{{0,40}}?{_AMOUNT}{_TIME}",
    re.IGNORECASE,
)
"""Time before and after, or time that was saved."""
USED = re.compile(
    r"\b(?:in|into) production (?:since|at|for|use|by)\b|\b(?:has been|is being|been) used (?:by"
    r"|daily|in production|at|for (?:over|more))\b"
    r"|\bused (?:daily|weekly|every (?:day|week|month)|internally|in production)\b|\bused by \d"
    r"|\bused by (?:our|my|the \w+ team|people|teams|customers|clients|colleagues|students"
    r"|researchers|nurses|lawyers)\b"
    r"|\b(?:i|we) (?:now )?use (?:it|this)(?: \w+)? (?:every|daily|weekly|to|for|at|in)\b"
    r"|\b\d[\d,.]{0,8}\+?k? (?:(?:active|monthly|daily|weekly|paying|real|registered|happy) )?"
    r"(?:users|customers|downloads|installs|subscribers|organi[sz]ations|companies|teams) (?:use"
    r"|used|have|per|a|in|since|so far|and counting)\b"
    r"|\b(?:served|handled|processed|answered|sorted|triaged) (?:over |more than "
    r"|about )?\d[\d,.]{1,9}\b[^.]{0,60}"
    r"\b(?:since|so far|in (?:its|the) (?:first|last)|last (?:month|year|week)|real|production"
    r"|live)\b",
    re.IGNORECASE,
)
WISHED = re.compile(
    r"\b(?:could|would|can|(?-i:may)|might|should|will|aims?|goals?|targets?|targeted|expected|estimated"
    r"|estimates?"
    r"|potential(?:ly)?|up to|hypothetical|simulated|for example|e\.g\.|imagine|typical(?:ly)?"
    r"|designed to|benchmarks?)\b",
    re.IGNORECASE,
)
MACHINE = re.compile(
    r"\b(?:latency|p9\d|tokens?|response time|inference|build time|startup|ttft|query time"
    r"|memory)\b",
    re.I,
)
"""Times of machines are no time of people."""


def run(repo: Snapshot) -> Finding:
    """Present where a document tells of use, or of time before and after; goals do not count."""
    documents = speaking(repo)
    found = [one for file in english(documents) for one in statements(repo, file) if _is_shown(one)]
    if found:
        places = (at("prose", one.file, one.line) for one in found)
        noun = "statement tells" if len(found) == 1 else "statements tell"
        why = f"{len(found)} {noun} of use, or of time before and after."
        return Finding.present(why, *places, count=len(found), confidence="low")
    missing = gap(repo, documents)
    if missing:
        return Finding.unknown(f"No use is shown. {missing}")
    return Finding.absent("No document shows who uses it or what it changed.")


def _is_shown(one: Statement) -> bool:
    if is_planned(one) or is_setup(one) or WISHED.search(one.text):
        return False
    is_saved = bool(SAVED.search(one.text)) and not MACHINE.search(one.text)
    return is_saved or bool(USED.search(one.text))
