"""Is it divided into modules with one purpose each, with a manifest of what it needs?"""

from career_guide.domain.repository.kinds import is_writing
from career_guide.domain.repository.layout import manifest_of, site_of
from career_guide.domain.repository.located import at, gap, head
from career_guide.domain.repository.modules import Modules, modules
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import Confidence, Finding, Place
from career_guide.models.repository.snapshot import Snapshot

LEAST_MODULES = 3
LEAST_TINY = 2
WITHOUT_MANIFEST = 4
"""So many modules that import each other count without a manifest, as readable and not more."""
LARGEST_PERCENT = 75
LARGE = 300
"""Statements from which one dominating module is a script, not the core of a small package."""
NOTEBOOK_FACTOR = 4
MANY = 8
"""So much more code in notebooks than in fewer than `MANY` modules makes a collection of notebooks;
beside two or three modules less of it is enough."""
LEAST_TEXTS = 2
SMALL = 100
"""Statements up to which code beside a site does not make it a program with documentation."""


def run(repo: Snapshot) -> Finding:
    """Present with modules that hang together and a manifest, or a tidy site."""
    found = modules(repo)
    manifest = manifest_of(repo)
    problem = _problem(repo, found, manifest)
    if not problem:
        return _present(found, manifest)
    site = site_of(repo) if is_writing(repo) or found.statements < SMALL else None
    if site and site[1] >= LEAST_TEXTS:
        place, texts = site
        why = f"The source of a site stands in order: settings, and {texts} texts in folders."
        return Finding.present(why, place, confidence="medium", count=texts)
    missing = gap(repo, (f for f in repo.files if f.kind in ("source", "eval", "config")))
    if missing:
        return Finding.unknown(f"{problem} {missing}")
    return Finding.absent(problem, *_shown_copies(found))


def _present(found: Modules, manifest: Place | None) -> Finding:
    count = len(found.files)
    leading = sorted(found.files, key=lambda f: (f.path not in found.linked, -_size(f), f.path))
    shown = [_module_place(file) for file in leading[:4]]
    if manifest is None:
        why = f"{count} modules import each other; there is no manifest of what they need."
        return Finding.present(why, *shown, confidence="medium", count=count)
    why = f"{count} modules with a manifest of what they need; the largest holds "
    why += f"{found.largest_percent} % of the statements."
    is_sure = len(found.linked) >= LEAST_MODULES and found.is_mostly_parsed
    confidence: Confidence = "high" if is_sure else "medium"
    return Finding.present(why, manifest, *shown, confidence=confidence, count=count)


def _problem(repo: Snapshot, found: Modules, manifest: Place | None) -> str:
    """Why it is not organised, "" where it is."""
    count = len(found.files)
    if not count:
        return "There is no module of source code."
    noun = "module" if count == 1 else "modules"
    repeated = len({second.path for _, second in found.copies})
    if count < LEAST_TINY or (count < LEAST_MODULES and not _hang_together(found)):
        if found.copies:
            return f"Its scripts repeat each other; {count} of {count + repeated} differ."
        return f"Its code stands in {count} {noun}."
    if repeated > count:
        return f"{repeated} files repeat others, and {count} are distinct."
    notebooks = sum(f.code.statements for f in repo.of_kind("notebook") if f.code)
    factor = NOTEBOOK_FACTOR if count > LEAST_MODULES else count - 1
    if notebooks > factor * found.statements > 0 and count < MANY:
        return f"Most of its code stands in notebooks, beside {count} {noun}."
    if found.largest_percent > LARGEST_PERCENT and _largest_size(found) > LARGE:
        return f"One module holds {found.largest_percent} % of its {found.statements} statements."
    if not _hang_together(found):
        return f"{count} scripts stand side by side and none imports another."
    if manifest is None and count < WITHOUT_MANIFEST:
        return f"{count} modules have no manifest of what they need."
    return ""


def _hang_together(found: Modules) -> bool:
    """Whether modules import each other; languages that are not parsed are given it."""
    needed = min(LEAST_MODULES, len(found.files))
    unparsed = sum(not (f.code and f.code.is_parsed) for f in found.files)
    return len(found.linked) >= needed or unparsed * 2 > len(found.files)


def _largest_size(found: Modules) -> int:
    return _size(found.largest) if found.largest else 0


def _size(file: File) -> int:
    return file.code.statements if file.code else 0


def _module_place(file: File) -> Place:
    """The line of the first class or function, of those for others where there are any."""
    code = file.code
    defined = [(one.name, one.line) for one in code.classes] if code else []
    defined += [(one.name, one.line) for one in code.functions] if code else []
    public = [entry for entry in defined if not entry[0].startswith("_")]
    lines = [line for _, line in public or defined]
    return at("source", file, min(lines)) if lines else head("source", file)


def _shown_copies(found: Modules) -> tuple[Place, ...]:
    return tuple(_module_place(second) for _, second in found.copies[:3])
