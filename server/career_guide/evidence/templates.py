"""Fingerprints of files that generators leave behind, so that unchanged ones count for nothing."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Short markers that all stand in an unchanged file of this name.

    `most_words` bounds its length: a file that has grown beyond it has been written on.
    """

    name: str
    markers: tuple[str, ...]
    most_words: int


def _prints(name: str, *markers: tuple[str, ...], most_words: int) -> tuple[Fingerprint, ...]:
    return tuple(Fingerprint(name, one, most_words) for one in markers)


_README = r"readme(?:\.\w+)?"
_PAGE = r"(?:page|index|app|home|hello\w*)\.(?:tsx|jsx|js|ts|vue|svelte|astro)"

_FINGERPRINTS: tuple[Fingerprint, ...] = (
    *_prints(
        _README,
        ("bootstrapped with", "create-next-app", "learn more"),
        ("bootstrapped with", "create react app", "available scripts"),
        ("this template provides a minimal setup", "vite"),
        ("this template should help get you started", "vite"),
        ("t3 stack", "bootstrapped with", "create-t3-app"),
        ("astro starter kit", "npm run dev"),
        ("was generated", "angular cli", "code scaffolding"),
        ("create-expo-app", "get a fresh project"),
        ("everything you need to build a svelte project",),
        ("nuxt", "look at the", "documentation to learn more", "development server"),
        ("this website is built using", "docusaurus", "modern static website generator"),
        ("normally document whatever steps are necessary",),
        ("to make it easy for you to get started with gitlab",),
        ("crew", "designed to help you set up a multi-agent", "understanding your crew"),
        ("cookiecutter", "project organization", "a short description of the project"),
        ("new langgraph project", "langgraph studio"),
        ("this project was created using", "bun init"),
        ("a simple notes system", "mcp server project", "note://"),
        most_words=520,
    ),
    *_prints(
        _PAGE,
        ("get started by editing", "vercel"),
        ("save and see your changes instantly", "vercel"),
        ("click on the vite and react logos",),
        ("logos to learn more", "vite"),
        ("edit <code>src/app", "save to reload"),
        ("welcome to svelte",),
        most_words=450,
    ),
    *_prints(r"main\.py", ("run your crew", "'topic': 'ai llms'"), most_words=260),
    *_prints(r"reportwebvitals\.\w+", ("web-vitals",), most_words=120),
    *_prints(r"setuptests\.\w+", ("jest-dom",), most_words=120),
    *_prints(
        r"agents\.ya?ml|tasks\.ya?ml",
        ("{topic}", "senior data researcher"),
        ("{topic}", "conduct a thorough research about"),
        most_words=260,
    ),
    *_prints(
        r"custom_tool\.py",
        ("clear description for what this tool is useful for",),
        most_words=140,
    ),
    *_prints(
        r".*\.(?:md|markdown)",
        ("this is the base jekyll theme",),
        ("welcome-to-jekyll", "jekyll serve"),
        ("find this post in your", "_posts", "jekyll"),
        ("let's discover", "docusaurus", "in less than 5 minutes"),
        most_words=420,
    ),
    *_prints(
        r"streamlit_app\.py",
        ("welcome to streamlit!", "num_turns"),
        most_words=160,
    ),
    *_prints(
        r"contributing\.md|code_of_conduct\.md",
        ("contributor covenant",),
        most_words=1_200,
    ),
)  # fmt: skip
_COMPILED: tuple[tuple[re.Pattern[str], Fingerprint], ...] = tuple(
    (re.compile(fingerprint.name), fingerprint) for fingerprint in _FINGERPRINTS
)
_NAMED = re.compile(
    r"(?:.*/)?(?:public|static|assets|src/assets)/"
    r"(?:next|vercel|vite|react|file|globe|window|astro|svelte|vue|logo192|logo512)\.(?:svg|png)"
)
_LARGEST = 12_000
"""Most characters of a file that may still be an unchanged one."""


def is_template(path: str, text: str | None) -> bool:
    """Whether a file is what a generator wrote and nobody has changed."""
    if text is None:
        return bool(_NAMED.fullmatch(path))
    if _NAMED.fullmatch(path):
        return True
    if len(text) > _LARGEST:
        return False
    name = path.rpartition("/")[2].lower()
    lower = ""
    for pattern, fingerprint in _COMPILED:
        if pattern.fullmatch(name):
            lower = lower or text.lower().replace("\u2019", "'")
            if all(marker in lower for marker in fingerprint.markers):
                return len(lower.split()) <= fingerprint.most_words
    return False
