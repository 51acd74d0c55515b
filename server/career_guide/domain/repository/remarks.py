"""What to know about a reading: what was read, left out, uncommitted or contradicted."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from career_guide.domain.repository.judgement import Judgement
from career_guide.domain.repository.shown import PATH_LIMIT
from career_guide.models.content.repository import RepositoryPolicy
from career_guide.models.envelope import Notice
from career_guide.models.project_score import RepositoryRead
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import Finding
from career_guide.models.score_project import ProjectClaim
from career_guide.models.tool_input import clean

CONTRADICTIONS = (
    "evaluation-claim-unbacked",
    "results-exceed-data",
    "run-log-shows-failure",
    "fakes-results",
    "names-missing-files",
    "starts-what-is-missing",
)
"""Probes whose presence says that the files contradict what is claimed."""
TOLD = (*CONTRADICTIONS, "is-signed-by-others")
"""All whose presence a reader should know of."""
PLAIN = re.compile(r"[\w./@+-]{1,300}")
"""Paths that need no quotation marks to be told apart from our own words."""
HISTORY = {
    "shallow": "The history is shallow; fetch the rest (git fetch --unshallow) to judge iteration.",
    "partial": "Part of the history could not be read.",
    "none": "There is no git history, so iteration is unknown.",
    "unreadable": "The git history could not be read, so iteration is unknown.",
}

NOT_READ = {
    "too_large": "too large",
    "over_cap": "beyond the cap of all",
    "missing": "missing",
    "invalid": "not what their name says",
}
MOST_NAMED = 3
LANGUAGE = "The readme is in another language than English: its prose was not analysed."
PAGES = (
    "HEAD is a branch of built pages, so iteration is unknown; name the branch of the work as "
    "commit."
)
ABOVE = (
    "The history was not looked at, because this is a folder below the root of a repository; name "
    "the root to have its iteration judged."
)


def read_of(judged: Judgement) -> RepositoryRead:
    """What was read, for the result; names no folder above the repository."""
    repo = judged.repo
    return RepositoryRead(
        path_name=clean(repo.name)[:PATH_LIMIT],
        commit=repo.commit,
        dirty=bool(repo.uncommitted),
        uncommitted_files=len(repo.uncommitted),
        truncated=repo.is_truncated,
        caps=asdict(repo.caps),
    )


def warnings(
    rules: RepositoryPolicy, judged: Mapping[int, Judgement], projects: Sequence[ProjectClaim]
) -> tuple[Notice, ...]:
    """One notice a matter and project, in the order of the projects."""
    titles = {text.id: text for text in rules.probes}
    found: list[Notice] = []
    for index, entry in sorted(judged.items()):
        said = f"Project {index + 1}: "
        found += (Notice(code=code, text=said + text) for code, text in _of(entry))
        found += (
            Notice(
                code=probe.replace("-", "_"),
                text=f"{said}{_located(entry.findings[probe])} {titles[probe].remedy}",
            )
            for probe in TOLD
            if entry.findings[probe].outcome == "present"
        )
        claimed = projects[index].facts is not None
        if claimed:
            text = "facts are not counted beside a repository; the files are."
            found.append(Notice(code="facts_not_counted", text=said + text))
    return tuple(found)


def _located(finding: Finding) -> str:
    """What was found, with the places that do not agree."""
    named = dict.fromkeys(_place(place.file, place.line) for place in finding.places if place.file)
    return f"{finding.why} See {', '.join(named)}." if named else finding.why


def _place(path: str, line: int | None) -> str:
    name = path[:PATH_LIMIT]
    if not PLAIN.fullmatch(name):
        name = json.dumps(name, ensure_ascii=False)
    return name if line is None else f"{name}:{line}"


def _might_tell(file: File) -> bool:
    return file.unread in NOT_READ and file.kind not in ("vendored", "generated", "asset")


def _of(judged: Judgement) -> Iterator[tuple[str, str]]:
    repo = judged.repo
    if judged.is_type_inferred:
        yield "type_inferred", f"read as {judged.type}; name the type if it is another."
    if repo.uncommitted:
        count = len(repo.uncommitted)
        yield "uncommitted", f"{count} uncommitted files are not credited; commit them first."
    if repo.is_truncated:
        yield "truncated", f"partial scan: {', '.join(repo.cut)} reached; absence may be unknown."
    if unread := [file for file in repo.files if _might_tell(file)]:
        reasons = [NOT_READ[file.unread] for file in unread if file.unread in NOT_READ]
        told = ", ".join(f"{reasons.count(why)} {why}" for why in dict.fromkeys(reasons))
        paths = ", ".join(_place(file.path, None) for file in unread[:MOST_NAMED])
        yield "unread", f"{len(unread)} files were not read ({told}), for example {paths}."
    if repo.readme and repo.readme.document and not repo.readme.document.is_english:
        yield "language", LANGUAGE
    if repo.history.is_above:
        yield "history", ABOVE
    elif repo.history.state in HISTORY:
        yield "history", HISTORY[repo.history.state]
    elif repo.history.is_of_pages:
        yield "history", PAGES
    if repo.submodules:
        yield "submodules", f"{len(repo.submodules)} submodules are listed and not entered."
    failed = sorted(key for key, finding in judged.findings.items() if finding.outcome == "error")
    if failed:
        yield "probe_failed", f"{len(failed)} questions could not be answered: {', '.join(failed)}."
