"""What a project says about whom it is for, what they do today and what it changes for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from career_guide.domain.repository.authorship import MOST_HEARD, read_posts
from career_guide.domain.repository.generic_words import GENERIC, stem
from career_guide.domain.repository.kinds import infer
from career_guide.domain.repository.live import live
from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.services import CAPITALS, PLATFORMS, services
from career_guide.domain.repository.subject import Opening, domain_words, opening, telling
from career_guide.domain.repository.tools import tools
from career_guide.domain.repository.written import statements
from career_guide.models.repository.files import File
from career_guide.models.repository.snapshot import Snapshot

Sign = Literal["pain", "people", "service", "question", "process", "work"]
SIGNS: tuple[Sign, ...] = ("pain", "people", "service", "question", "process", "work")
LEAST_TOOLS = 3
"""So many tools for a service that the readme names are work that somebody has with it."""
MOST_LEAD = 8
LEAST_NAME = 5
"""Letters of a name that a title and an address share."""
LEAST_WORK = 3
"""So many verbs of work in one statement do as well."""
FIRST_STATEMENTS = 25
_PEOPLE = re.compile(
    r"\b(?:accountants?|administrators|analysts?|applicants?|archaeologists?|architects|artists"
    r"|attorneys?|auditors?|authors|bankers?|bookkeepers?|brewers?|buyers?|candidates|caregivers?"
    r"|carers?|caseworkers?|chefs?|children|citizens?|claimants?|clerks?|clinicians?|coaches"
    r"|colleagues|commuters|consumers|contractors|cooks|counsellors?|couples"
    r"|creators|customers?|cyclists|dentists?|dermatologists?|designers?|diabetics|dispatchers?"
    r"|doctors?|drivers?|economists?|editors?|educators?|electricians?|employees?|engineers"
    r"|entrepreneurs|expats|famil(?:y|ies)|farmers?|firms|founders?|freelancers?|gamers|gardeners?"
    r"|guests|hikers|hobbyists|homeowners?|hospitals?|households|immigrants|inspectors|instructors"
    r"|insurers|investigators|investors?|job ?seekers?|journalists?|judges|landlords?|lawyers?"
    r"|learners?|librarians?|lecturers?|maintainers|managers?|marketers|mechanics|merchants"
    r"|migrants"
    r"|musicians?|newcomers|nurses?|operators|organi[sz]ers|owners|paralegals?|parents?|passengers"
    r"|patients?|pensioners|pharmacists?|physicians?|physiotherapists?|pilots?|players|plumbers?"
    r"|podcasters|policyholders|politicians|professors?|proofreaders|publishers|radiologists?"
    r"|realtors?|recruiters?|refugees|renters?|reporters?|residents|researchers|restaurants?"
    r"|retailers|reviewers|runners|sailors|salespeople|schools?|scientists?|sellers?|seniors|shops?"
    r"|shoppers|singers|smes|songwriters|stud(?:ent|ents)|subscribers|surgeons|tax ?payers"
    r"|teachers?"
    r"|technicians?|tenants?|therapists?|tourists?|traders?|trainees|trainers|translators?"
    r"|travell?ers?|tutors|underwriters|veterans|veterinarians?|voters|volunteers|writers"
    r"|(?:support|sales|legal|finance|hr|marketing|operations|compliance|security|on-?call|devops"
    r"|sre"
    r"|platform|accounting|procurement|engineering|product|care|medical|it|service|data|qa"
    r"|warehouse"
    r"|logistics|admin\w*) (?:teams?|staff|engineers?|desk|people|department"
    r"|responders?))\b",
    re.IGNORECASE,
)
"""People and houses of a trade or a situation; users, developers and teams alone are nobody."""
_WHOM = re.compile(
    r"\b(?:(?:helps?|lets|allows?|enables?|assists?|empowers?) (?:the )?((?:[a-z'-]{2,30} ){0,2}"
    r"[a-z-]{3,30}s) (?:to|in|with)\b"
    r"|(?:for|by) ((?:[a-z'-]{2,30} ){0,2}[a-z-]{3,30}s) who\b)",
)
"""Who is helped to do something, or for whom that have something in common it was made."""
_NOBODY = frozenset(
    map(stem, ["ai", "assistants", "bots", "clients", "llms", "others", "programs", "programmers"])
)
_HELPED = re.compile(
    r"\b(?:helps?|lets?|allows?|enables?|assists?|supports?|guides?|gives?|serves?|frees?|empowers?"
    r"|designed|built|made|meant|intended|aimed|tailored|targeted|used|for|aids?|saves?|so)\b",
    re.IGNORECASE,
)
_PAIN = re.compile(
    r"\b(?:manual(?:ly)?|time[- ]consuming|tedious|error[- ]prone|cumbersome|overwhelm\w*"
    r"|repetitive"
    r"|scattered|fragmented|inconsistent\w*|bottlenecks?|backlogs?|delay(?:s|ed)?|struggl\w*"
    r"|wast(?:e|es|ed|ing)"
    r"|frustrat\w*|hours (?:a|per|each|every|of)|(?:spend|spends|spent|takes?|costs?) (?:\w+ ){0,3}"
    r"(?:hours?|minutes?|days?|weeks?|time)|hard (?:to|for)|difficult\w*|(?:is"
    r"|are) (?:too )?(?:slow|costly"
    r"|expensive|confusing|unclear|complicated|complex|dense|outdated|lost|missed|buried)|painful"
    r"|pain ?points?|headache|tired of|burden\w*|miss(?:es|ed|ing)? (?:\w+ ){0,2}(?:deadlines?"
    r"|issues?"
    r"|details?|payments?|opportunit\w+|outages?|emails?|messages?|calls?)|overlook\w*"
    r"|go(?:es)? unnoticed"
    r"|without (?:digging|reading|searching|having to|switching|leaving|opening)"
    r"|instead of (?:digging"
    r"|reading|searching|manually|clicking|copying|switching|scrolling|browsing)"
    r"|have to (?:\w+ )?(?:read"
    r"|search|copy|switch|type|enter|check|scroll|browse|look|sift|dig|wait|call|remember|go)"
    r"|sift\w*"
    r"|dig(?:ging)? through|wading|copy[- ]past\w+|context[- ]switch\w*|by hand|every (?:day|week"
    r"|month"
    r"|morning|time)|unable to|lack(?:s|ing)? (?:of )?(?:access|time|clear|knowledge|visibility)"
    r"|outdated"
    r"|shortage|risk(?:s|y)? of|fail(?:s|ed|ure)? to|no (?:easy|simple|single|good|quick) way)\b",
    re.IGNORECASE,
)
_PROBLEM_TITLE = re.compile(
    r"\b(?:problem|pain ?points?|challenges?|motivation|business (?:need|problem|case|value)"
    r"|use ?case|the need)\b",
    re.IGNORECASE,
)
"""Headings of the part that tells the problem itself."""
_ABOUT_MODELS = re.compile(
    r"\b(?:llms?|large language models?|language models?|gpt|chatgpt|rag|retrieval[- ]augmented"
    r"|vector"
    r" (?:search|databases?)|embeddings?|ai (?:models?|agents?|assistants?|systems?)|chatbots?"
    r"|prompts?"
    r"|hallucinat\w*|mcp|model context protocol|keyword search|semantic search|fine[- ]tun\w+"
    r"|context windows?|traditional (?:search|rag|chatbots?|systems?|retrieval))\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:triag\w*|draft(?:s|ing)?|schedul(?:es|ing)|book(?:s|ing)|match(?:es|ing)|reconcil\w*"
    r"|screen(?:s|ing)"
    r"|approv\w+|invoic\w+|bill(?:s|ing)|classif\w+|categori[sz]\w+|escalat\w+|notif\w+|remind\w*"
    r"|appl(?:y|ies|ying)|crawl(?:s|ing)?|scrap(?:es|ing)|monitor(?:s|ing)?|track(?:s|ing)?"
    r"|alert(?:s|ing)?"
    r"|resolv\w+|diagnos\w+|investigat\w+|review(?:s|ing)?|audit(?:s|ing)?|translat\w+|transcrib\w+"
    r"|recommend(?:s|ing|ations?)?|plan(?:s|ning)?|negotiat\w+|order(?:s|ing)?|answer(?:s|ing)?"
    r"|looks? up|look(?:ing)? up"
    r"|reply|replies|respond(?:s|ing)?|send(?:s|ing)?|creat(?:e|es|ing)|updat(?:e|es|ing)"
    r"|manag(?:e|es|ing)"
    r"|find(?:s|ing)?|explor(?:e|es|ing)|identif\w+|compar(?:e|es|ing)|check(?:s|ing)?|fil(?:es"
    r"|ing)|post(?:s|ing)?"
    r"|read(?:s|ing)?|search(?:es|ing)?|quer(?:y|ies|ying)|analy[sz](?:e|es|ing)|process(?:es|ing)"
    r"|extract(?:s|ing)?"
    r"|verif\w+|validat\w+|learn(?:s|ing)?|practi[cs]\w+|understand(?:s|ing)?|teach(?:es|ing)?"
    r"|automat(?:e|es|ing))\b",
    re.IGNORECASE,
)
_PROCESS = re.compile(
    r"\b(?:warrant(?:y|ies)|insurance|claims? (?:handling|processing|adjust\w+|management)"
    r"|(?:insurance|warranty|medical|expense) claims?|invoices?|invoicing|receipts|payroll"
    r"|procurement|purchase orders?|expense reports?|reimbursements?|refunds?|complaints?|returns"
    r" (?:and|process\w*)|accounts (?:payable|receivable)|bookkeeping|tax(?:es| law| returns?)"
    r"|mortgages?|loan applications?|incident (?:response|management|reports?)|on-?call|outages?"
    r"|root[- ]cause analysis|fault (?:diagnosis|locali[sz]ation)|predictive maintenance"
    r"|postmortems?|runbooks?|support (?:tickets?|requests?|inbox)|help ?desk|tickets? triage"
    r"|service desk|recruit(?:ing|ment)|hiring|job (?:search|applications?|offers?|postings?)"
    r"|onboarding of|employee onboarding|leave requests?|leases?|rental (?:contracts?|law"
    r"|agreements?)|contracts? (?:review|law|analysis)|legal (?:advice|research|documents"
    r"|questions)|court (?:rulings?|decisions?)|case law|legislation|statutes?|building codes?"
    r"|(?:tax|labou?r|tenancy|immigration|traffic|criminal|civil|family|data protection) law"
    r"|clinical (?:trials?|guidelines?|notes?)|medical (?:records?|guidelines?|advice)|diagnos[ei]s"
    r"|prescriptions?|drug interactions?|appointments?|patient (?:intake|records?)"
    r"|maintenance (?:logs?|manuals?|requests?)|work orders?|inspections?|shipments?|freight"
    r"|customs|inventory|warehous\w+|supply chain|deliver(?:y|ies) (?:routes?|notes?|delays?)"
    r"|bookings?|reservations?|itinerar\w+|recipes?|meal plans?|crops?|harvests?|livestock"
    r"|lesson plans?|curricul\w+|admissions?|course catalogu?e?|grading|compliance|sanctions"
    r"|due diligence|audits?|fraud|chargebacks?|earnings calls?|annual reports?|10-k|filings?"
    r"|property listings?|real estate|permits?|grants?|tenders?|customer (?:emails?|mails?|support"
    r"|service|complaints?|enquir\w+|inquir\w+)|meeting minutes|newsletters?|press releases?"
    r"|gdpr|hipaa|ai act|iso ?\d{4,5}|sox|pci[- ]dss|fda|irs|nist)\b",
    re.IGNORECASE,
)
"""Processes of a trade, and bodies of rules; each names a field by itself."""
_FOUNDED = re.compile(r"\b(?:[A-Z][\w'-]{2,30} ){1,4}(?:Act|Directive|Regulations?|Code|Law)\b")
"""A law by its name."""
_FIELD_WORDS = 2
"""Words of the field beside a verb of work that make a workflow of the trade."""


_MADE_UP = re.compile(r"\b(?:fictional|fictitious|imaginary|made-up)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:i|we) (?:\w+ )?(?:wanted|needed|decided|wondered|set out|had to|were asked|was asked)\b"
    r"|\b(?:my|our|the) (?:goal|question|problem|challenge|task|aim|motivation) (?:was|is)\b"
    r"|\bhow (?:do|can|could|would|should) (?:i|we|you)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """A line that tells a need, and by which sign."""

    file: File
    line: int
    sign: Sign


@per_snapshot
def told_needs(repo: Snapshot) -> tuple[Need, ...]:
    """Where the project names its field together with people, their trouble or their work.

    A server is needed where its readme names a service for which it has several tools, a blog
    where a post on a build says what was wanted, and a tool for builders where it tells of their
    trouble. In another language than English only servers can be told. People who are made up
    have no trouble: with them it is work at best.
    """
    kind = infer(repo)
    if kind == "technical-writing":
        return tuple(_of_posts(repo))
    first = opening(repo)
    found = [*_of_server(repo, first)] if kind == "mcp-server" else []
    document = first.readme.document if first.readme else None
    if document and document.is_english:
        found += [] if kind == "mcp-server" else _with_service(repo, first)
        told = needs(first, domain_words(repo), of_models=kind == "other")
        named = kind == "other" or names_field(repo)
        found += [one for one in told if named or one.sign == "process"]
        if _MADE_UP.search(first.text):
            found = [replace(one, sign="work") for one in found]
    elif document and kind != "mcp-server":
        found += _in_title(repo, first)
    return tuple(sorted(found, key=lambda one: SIGNS.index(one.sign)))


def names_field(repo: Snapshot) -> bool:
    """Whether title and opening name a field: several words of it, or one that is in the title."""
    field = domain_words(repo)
    first = opening(repo)
    in_title = frozenset(telling(f"{first.title} {first.description}"))
    return len(field) >= _FIELD_WORDS or not in_title.isdisjoint(field)


def _of_server(repo: Snapshot, first: Opening) -> Iterator[Need]:
    """The statement that names a service for which there are several tools or kinds of work."""
    named = [one for one in services(repo) if one.is_named]
    if first.readme is None or not named or not (first.statements or first.description):
        return  # a title alone tells no need
    words = {part for one in named for part in re.split(r"[^a-z0-9]+", one.name) if len(part) > 2}
    told = [one for one in first.statements if any(word in one.text.lower() for word in words)]
    working = [one for one in first.statements if len(_work(one.text)) >= LEAST_WORK]
    if len(tools(live(repo))) < LEAST_TOOLS and not working:
        return
    best = max(told, key=lambda one: len(_work(one.text)), default=None)
    yield Need(first.readme, best.line if best else first.title_line, "service")


def _with_service(repo: Snapshot, first: Opening) -> Iterator[Need]:
    """The first statement that tells of work with a service that the code asks, by its name."""
    named = [one.name for one in services(repo) if one.is_named and one.name not in PLATFORMS]
    parts = {part for name in named for part in re.split(r"[^a-z0-9]+", name)}
    words = {word for word in parts if len(word) >= LEAST_NAME}
    for one in first.statements[:MOST_LEAD]:
        said = frozenset(re.findall(r"[a-z0-9]+", one.text.lower()))
        initials = {word.lower() for word in CAPITALS.findall(one.text)}
        if (
            (said & words or initials & parts)
            and _WORK.search(one.text)
            and not one.text.lower().startswith("tech")
        ):
            yield Need(one.file, one.line, "service")
            return


def _in_title(repo: Snapshot, first: Opening) -> Iterator[Need]:
    """The title, in a language whose words are not read, that names whom the code asks."""
    title = f"{first.title} {first.description}".lower()
    hosts = [part for one in services(repo) if one.is_named for part in one.name.split(".")[:-1]]
    if first.readme and any(len(part) >= LEAST_NAME and part in title for part in hosts):
        yield Need(first.readme, first.title_line, "service")


def _work(text: str) -> frozenset[str]:
    return frozenset(hit.group().lower()[:5] for hit in _WORK.finditer(text))


def _of_posts(repo: Snapshot) -> Iterator[Need]:
    """The first statement of each post on a build that says what was wanted or in the way."""
    built = [post.file for post in read_posts(repo) if post.is_owners and post.tells_of_build]
    for file in built[-MOST_HEARD:]:
        for one in statements(repo, file)[:FIRST_STATEMENTS]:
            if _ASKED.search(one.text) or _PAIN.search(one.text) or _is_process(one.text):
                yield Need(file, one.line, "question")
                break


def needs(first: Opening, field: tuple[str, ...], *, of_models: bool = False) -> Iterator[Need]:
    """Statements on people, their trouble or their work; `field` are stems of words of the field.

    Trouble with language models is nobody's need, unless the project is a tool for those who
    build with them (`of_models`).
    """
    known = frozenset(field)
    for one in first.statements:
        about_models = bool(_ABOUT_MODELS.search(one.text)) and not of_models
        is_problem = bool(known) and any(map(_PROBLEM_TITLE.search, one.titles[-1:]))
        if (_PAIN.search(one.text) or is_problem) and not about_models:
            yield Need(one.file, one.line, "pain")
        elif (_PEOPLE.search(one.text) and _HELPED.search(one.text)) or _names_people(one.text):
            yield Need(one.file, one.line, "people")
        elif _is_process(one.text) and not about_models:
            yield Need(one.file, one.line, "process")
        elif len(_of_field(one.text, known)) >= _FIELD_WORDS and _WORK.search(one.text):
            yield Need(one.file, one.line, "work")


def _names_people(text: str) -> bool:
    """Whether somebody of a trade stands where a sentence says who is helped or has it hard."""
    for hit in _WHOM.finditer(text):
        named = [stem(word) for word in re.findall(r"[a-z]{3,30}", (hit[1] or hit[2]).lower())]
        if named and named[-1] not in GENERIC and named[-1] not in _NOBODY:
            return True
    return False


def _is_process(text: str) -> bool:
    """Whether a statement names a process or law of a trade with the work on it."""
    named = _PROCESS.search(text) or _FOUNDED.search(text)
    return bool(named and (_WORK.search(text) or _HELPED.search(text)))


def _of_field(text: str, known: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in re.findall(r"[A-Za-z]{3,40}", text)) & known
