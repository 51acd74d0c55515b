"""Signs of what everybody builds: templates, chats with any document, demos of a protocol."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.domain.repository.identifiers import words
from career_guide.domain.repository.kinds import is_writing
from career_guide.domain.repository.live import live
from career_guide.domain.repository.located import at, head
from career_guide.domain.repository.need import told_needs
from career_guide.domain.repository.services import services
from career_guide.domain.repository.subject import Opening, domain_words, opening
from career_guide.domain.repository.tools import tools
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

_FORM = (
    r"(?:template|boilerplate|starter(?:[- ](?:kit|template|project|repo\w*|code))?"
    r"|scaffold(?:ing)?|skeleton)"
)
_TEMPLATE_TITLE = re.compile(
    rf"\b{_FORM}\s*(?:$|[-–—:(|,]|for\b|with\b|using\b|in\b|repo|project)|"
    r"\bcookiecutter\b|\bhello[- ]world\b",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(
    rf"\b(?:is|as) (?:an? |the |your )?(?:[\w.,/-]+ ){{0,6}}{_FORM}\b"
    r"|\bprovides (?:an? |the )?(?:[\w.,/-]+ ){0,4}(?:boilerplate|starter|skeleton|scaffold)\b"
    rf"|\b(?:an? |minimal |simple |basic ){_FORM} (?:for|to|repo\w*|project|that|with|which)\b"
    rf"|\buse this (?:{_FORM}|repo\w*) (?:as|to)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:prompts?|emails?|messages?|portal|documents?|reports?|html|jinja2?|responses?|query|issue"
    r"|pr|sql|page|chart|text|answer|contract|letter|invoice|notification) templates?\b",
    re.IGNORECASE,
)
"""Templates that a program works with."""
_DOCUMENTS = (
    r"(?:pdfs?|documents?|docs|files?|data|text files|knowledge base|notes|csvs?|websites?|urls?"
    r"|web pages?)"
)
_CHAT = re.compile(
    rf"\b(?:chat|talk|interact|converse|conversation) with (?:your|any|multiple|uploaded|the|their"
    rf"|own|pdf)?"
    rf" ?(?:own |uploaded |pdf |local |private |custom )?{_DOCUMENTS}\b"
    rf"|\b(?:ask(?:ing)?|answers?|answering) (?:\w+ )?questions? (?:about|on|over|from|based on"
    rf"|using|against|of)"
    rf" (?:the |your |any |their |its |a |an )?(?:content of |contents of )?(?:own |uploaded "
    rf"|provided |given |custom"
    rf" |local |multiple |private |user-provided |pdf |ingested )?{_DOCUMENTS}\b"
    rf"|\bupload (?:your|a|an|any|multiple|one or more)? ?(?:own )?{_DOCUMENTS}\b.{{0,120}}\b(?:ask"
    rf"|chat|query|question)",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"\b(?:answer(?:s|ing)?|ask(?:s|ing)?|research\w*|explor\w+|explain\w*|summari[sz]\w+|writ\w+"
    r"|generat\w+|reports?|articles?|podcasts?|quiz(?:zes)?|chat|talk|learn|handles?|solv\w+)\b"
    r"[^.?]{0,50}?\b(?:any|every|arbitrary|whatever|a given|the given|user[- ]provided"
    r"|user[- ]specified|your chosen) (?:\w+ )?"
    r"(?:topics?|questions?|subjects?|quer(?:y|ies)|tasks?)\b"
    r"|\b(?:answers?|answering|answer) (?:general |user |your |natural language "
    r"|factual )?questions?"
    r" (?:using|from|with|via|based on|by searching) (?:the )?(?:wikipedia|web|internet|google"
    r"|bing|duckduckgo"
    r"|tavily|search engines?|online sources|web search)\b"
    r"|\b(?:research|blog|report|essay|content) (?:on|about) (?:a|any|the given|given"
    r"|user) topic\b",
    re.IGNORECASE,
)
_EXERCISE = re.compile(
    r"\b(?:mini(?:mal(?:istic)?)?|simple|basic|toy|tiny|bare[- ]bones|small|quick"
    r"|naive)\b[^.]{0,40}"
    r"\b(?:rag|retrieval|agents?|chatbot|mcp|llm|server|assistant)\b",
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\b(?:demo(?:nstrat\w+)?|experiment\w*|example|tutorial|learn(?:ing)?|understand(?:ing)?"
    r"|explor\w+"
    r"|illustrat\w+|from scratch|exercise|assignment|homework|practice|proof[- ]of[- ]concept|poc"
    r"|playground"
    r"|showcas\w+|how to build)\b",
    re.IGNORECASE,
)
_DEMO_TOOL = re.compile(
    r"(?:get|fetch|check|current|show)?[-_ ]?(?:current[-_ ]?)?(?:weather|forecast"
    r"|alerts?)(?:[-_ ]?(?:forecast|alerts?|data|info|by\w*))?"
    r"|echo\w*|add(?:[-_ ]?(?:numbers?|two[-_ ]?\w+))?|sum|subtract|multipl\w+|divide|power|sqrt"
    r"|calculat\w+|greet\w*"
    r"|(?:say[-_ ]?)?hello\w*|say|airhorn|ping|pong|roll[-_ ]?dice|flip[-_ ]?coin|random[-_ ]?\w*"
    r"|get[-_ ]?(?:current[-_ ]?)?"
    r"(?:time|date)|current[-_ ]?time|add[-_ ]?note|bmi|calculate[-_ ]?bmi|joke|get[-_ ]?joke"
    r"|example\w*|sample\w*|test\w*",
    re.IGNORECASE,
)
_LESSON = re.compile(
    r"(?:^|[-_ ])(?:weather|forecasts?|temperature|jokes?|echo|greet\w*|hello|dice"
    r"|pokemon|calculat\w+|math)(?=[-_ ]|$)",
    re.IGNORECASE,
)
"""Subjects of first lessons in the names of tools."""
_SIMULATED = re.compile(
    r"\b(?:simulated|mock(?:ed)?|fake|dummy|fictitious|made-up|hard-?coded|randomly generated)"
    r" (?:\w+ ){0,2}(?:data|responses?|results?|apis?|records?|backend|services?)\b",
    re.IGNORECASE,
)
_WEATHER = re.compile(r"\b(?:weather|forecasts?)\b", re.IGNORECASE)
LEAD_STATEMENTS = 8
LEAST_FIELD = 3
"""Words of the field from which it is about more than the weather."""


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """A sign that it is no project of its own field, and in which words that is said."""

    what: str
    place: Place


def signs(repo: Snapshot) -> Iterator[Sign]:
    """Signs of a template or generic demo, the surest first.

    Words alone count only where nothing else in the opening names a field with a need. A site of
    posts is no demo, whatever template it was built with.
    """
    if is_writing(repo):
        return
    first = opening(repo)
    if repo.readme and repo.readme.kind == "template":
        yield Sign("the readme is what a generator wrote", head("prose", repo.readme))
    yield from _template(first)
    yield from _demo_tools(repo)
    if not any(need.sign in ("pain", "people", "process") for need in told_needs(repo)):
        yield from _lesson(repo, first)
    document = first.readme.document if first.readme else None
    if document is None or not document.is_english:
        return
    if any(need.sign != "work" for need in told_needs(repo)):
        return
    yield from _anything(first)
    if told_needs(repo):
        return
    if not domain_words(repo):
        yield from _exercise(first)


def _template(first: Opening) -> Iterator[Sign]:
    if first.readme is None:
        return
    if _TEMPLATE_TITLE.search(first.title):
        yield Sign("the title calls it a template", at("prose", first.readme, first.title_line))
    for one in first.statements[:LEAD_STATEMENTS]:
        if not one.titles and _TEMPLATE.search(_PART.sub("", one.text)):
            yield Sign("the opening calls it a template", at("prose", one.file, one.line))
            return


def _demo_tools(repo: Snapshot) -> Iterator[Sign]:
    """Tools that are all those of the protocol's first lessons."""
    offered = tools(live(repo))
    if offered and all(_DEMO_TOOL.fullmatch(tool.name) for tool in offered):
        spot = offered[0].spot
        yield Sign("its tools are those of a first lesson", at("source", spot.file, spot.line))


def _lesson(repo: Snapshot, first: Opening) -> Iterator[Sign]:
    """The subject of a first lesson, or data that is only made up, with no service behind it."""
    offered = tools(live(repo))
    lessons = [tool for tool in offered if _LESSON.search("_".join(words(tool.name)))]
    if offered and len(lessons) * 2 > len(offered):
        spot = lessons[0].spot
        yield Sign("most tools are about a first lesson", at("source", spot.file, spot.line))
    if first.readme is None or services(repo):
        return
    if not offered and _WEATHER.search(first.title) and len(domain_words(repo)) < LEAST_FIELD:
        yield Sign("it tells the weather", at("prose", first.readme, first.title_line))
    for one in first.statements[:LEAD_STATEMENTS]:
        if offered and not one.titles and _SIMULATED.search(one.text):
            yield Sign("its data is made up", at("prose", one.file, one.line))
            return


def _anything(first: Opening) -> Iterator[Sign]:
    for one in first.statements[: 2 * LEAD_STATEMENTS]:
        if _CHAT.search(one.text):
            yield Sign("it answers on any document", at("prose", one.file, one.line))
        elif _ANY.search(one.text):
            yield Sign("it answers on any subject", at("prose", one.file, one.line))


def _exercise(first: Opening) -> Iterator[Sign]:
    """A small example that is there to learn from."""
    said = f"{first.title}. " + " ".join(one.text for one in first.statements[:LEAD_STATEMENTS])
    if first.readme and _EXERCISE.search(said) and _LEARNING.search(said):
        yield Sign("it is an exercise", at("prose", first.readme, first.title_line))
