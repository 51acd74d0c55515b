"""Whether words beside an address say that the project runs there."""

import re
from typing import Literal

from career_guide.domain.repository.address_rules import host_of
from career_guide.domain.repository.prose import Row

Said = Literal["presented", "lead", "denied", ""]
"""`lead`: the address stands at the beginning of the document as its own label."""
BRIEF_WORDS = 7
TITLE_WORDS = 6
NEAR = 90
"""Characters before an address that are looked at."""


def _any(*phrases: str, end: str = r"\b") -> re.Pattern[str]:
    """A pattern for whole words; the phrases are patterns themselves."""
    return re.compile(rf"\b(?:{'|'.join(phrases)}){end}", re.IGNORECASE)


_DENIED = _any(
    "coming soon", "todo", "tbd", "planned", "will be", "to be (?:deployed|added)", "placeholder",
    "replace", "no longer", "offline", "shut ?down", "discontinued", "deprecated", "was hosted",
    "not (?:yet )?(?:been )?(?:deployed|live|available|implemented)", "for example",
    "example (?:url|domain)", "once (?:it is )?deployed", r"after deploy\w*",
    "your (?:own|deployed|app|url|domain|server|instance|deployment)",
)  # fmt: skip
_UNDONE = re.compile(r"^\s*[-*+]\s+\[ \]|\be\.g\.", re.IGNORECASE)
_OTHERS = _any(
    "videos?", "youtube", "watch", "recording", "screencast", "slides?", "presentation", "article",
    "blog post", "paper", r"sponsor\w*", "supported by", "powered by", "based on", "inspired by",
    "built (?:with|on|using|upon)", "forked?", "free trial", "try it free", "sign ?up", "register",
    "log ?in", "api keys?", "download", "docs", "documentation", "tutorial", "guide", "reference",
    "learn more", "credits?", "templates?", "themes?", "datasets?", "models?", r"install\w*",
    "deploy (?:to|with|on|your)", "one-click", "thanks", "author", "contact", "follow", "email",
    "linkedin", "portfolio", "about me", "bug", "issues?", "licen[cs]e", "base[ _]url", "similar",
    "alternatives?", "editor", "source",
)  # fmt: skip
"""Words of links that lead to somebody else's thing, or to texts about this one."""
_OTHER_TITLES = _any(
    "authors?", "contacts?", "acknowledge?ments?", "references", "resources", "credits", "related",
    "further reading", "learn more", "sponsors?", "prerequisites", "requirements", "tech stack",
    r"technolog\w+", "built with", "licen[cs]e", "data ?sources?", "data ?sets?", "inspiration",
    "alternatives", "troubleshooting", "faq", "support",
)  # fmt: skip
_FILM = _any("videos?", "screen ?shots?", "images?", "pictures?", "recording", "slides", "gif")
_LABEL = _any(
    "live", "demo", "try (?:it|the|now|out)", "playground", "launch", "open (?:the )?app",
    "open in (?:streamlit|spaces?|hugging)", "streamlit app", "hf space", "hugging ?face spaces?",
    "(?:visit|view|see|open|go to) (?:the |my |our )?(?:live|site|app|website|blog|demo)",
    "web ?app", "deployed", "hosted (?:demo|app|version|site)", "production", "use it now",
    "en vivo", "en ligne",
)  # fmt: skip
_END = r"[\s*_`\"'|)\]]{0,12}(?:[:：=→\-–—>]|at|on|here|under|is)?[\s*_`\"'|(\[<]{0,12}$"
_CUE = _any(
    "live(?: (?:demo|site|app|version|url|link|preview|instance|server|api|here))?",
    "demo(?: (?:link|url|site|app|here))?", "hosted(?: (?:at|on|version|demo|app))?",
    "deployed(?: (?:at|on|app|version|url|link|here|site))?", "deployment(?: url| link)?",
    "prod(?:uction)?(?: url| site| app)?", "(?:public|app|blog) (?:url|link)", "en vivo",
    "try it(?: (?:out|live|online|here|now|at))?", "en ligne",
    end=_END,
)  # fmt: skip
"""Words right before an address, up to its quotes and brackets."""
_PLAIN_CUE = re.compile(
    r"[\W\d_]{0,12}(?:(?:main |service )?url(?: principal| public[ao]?)?|web ?site|web ?app|site"
    r"|app|front-?end|visit (?:the |our )?(?:site|app|website|blog))" + _END,
    re.IGNORECASE,
)
"""Words that tell something only where nothing else stands in the row."""
_SETTING_UP = _any(
    r"install\w*", "set ?up", r"config\w*", "environment", "usage", "getting started", "keys?",
    "api", "prerequisites", "quick ?start",
)  # fmt: skip
_RUNS = _any(
    "deployed", "hosted", "running", "runs", "live", "served", "reachable", "try it",
    r"try the \w+", "use it",
    "(?:app|site|demo|service|server|blog|website|project|dashboard|instance|bot|it) "
    "is (?:publicly )?(?:available|accessible|published|online)",
    end=r"\b[^.!?]{0,60}?\b(?:at|on|here|via|under)\b[^.!?]{0,30}$",
)  # fmt: skip
"""A sentence that ends in the address: the server is deployed on a platform at …"""
_TITLE = _any("live", "demo", "try it", "deployed", "hosted", "online", "website", "deployment")
_WEBSITE = re.compile(r"\W{0,4}(?:project |our |the )?(?:website|web site|homepage)\W{0,4}", re.I)
_SEPARATOR = re.compile(r"\s[|·•]\s|\)\s*[|·•,]|</a>")
_TARGET = re.compile(r"\]\(\s*<?$")
_MARKS = re.compile(r"[\s*_`\"'|()\[\]<>#:：→=\-–—,.!]+")


def presentation(one: Row, url: str) -> Said:
    """What the row says of the address: `presented` as running, at the `lead`, `denied`, or "".

    An address that belongs to somebody else's thing by the words beside it is denied too.
    """
    if any(map(_OTHER_TITLES.search, one.titles)) or _is_denied(one.text):
        return "denied"
    title = one.titles[-1] if one.titles else ""
    label = _label(one, url)
    is_bare = not label or _is_address(label, url)
    before = _before(one.text, url, label)
    if _OTHERS.search(before if is_bare else label) or _FILM.search(title):
        return "denied"
    if not is_bare and _LABEL.search(label):
        return "presented"
    if _CUE.search(before) or _RUNS.search(before):
        return "presented"
    if _PLAIN_CUE.fullmatch(before) and _is_brief(one, url) and not _SETTING_UP.search(title):
        return "presented"
    if _TITLE.search(title) and title.count(" ") < TITLE_WORDS and _is_brief(one, url):
        return "presented"
    names_itself = _is_address(label, url) or bool(_WEBSITE.fullmatch(label.strip()))
    if one.is_lead and label and names_itself and not _OTHERS.search(one.text):
        return "lead"
    return ""


def _is_denied(text: str) -> bool:
    return bool(_DENIED.search(text) or _UNDONE.search(text))


def _label(one: Row, url: str) -> str:
    """The label of the link that leads there, of a badge its alternative text; "" for none."""
    labels = (link.label for link in one.links if not link.is_image and _same(link.target, url))
    return next((label for label in labels if label), "")


def _same(target: str, url: str) -> bool:
    return target.rstrip("/.,") == url.rstrip("/.,")


def _is_address(label: str, url: str) -> bool:
    """Whether a label only repeats the address or its host."""
    bare = label.strip(" *_`").lower().removeprefix("https://").removeprefix("www.").rstrip("/")
    whole = url.lower().removeprefix("https://").removeprefix("www.").rstrip("/")
    return bare in (whole, host_of(url).removeprefix("www."))


def _before(text: str, url: str, label: str) -> str:
    """The words before a link or bare address, from the last separator that something follows."""
    start = max(text.find(url), 0)
    head = text[max(0, start - NEAR - len(label)) : start]
    if hit := _TARGET.search(head):
        head = head[: hit.start()]
        head = head[: max(head.rfind("["), 0)] if label else head
    parts = [part for part in _SEPARATOR.split(head[-NEAR:]) if part.strip(" |*_`")]
    return parts[-1] if parts else ""


def _is_brief(one: Row, url: str) -> bool:
    """Whether the row is hardly more than the link."""
    rest = _MARKS.sub(" ", one.text.replace(url, " ")).split()
    return len(rest) <= BRIEF_WORDS and not _OTHERS.search(one.text)
