"""A score of one read repository as a report for people: plain text, or Markdown."""

from collections.abc import Iterator

from career_guide.models.project_score import (
    CriterionScore,
    EvidenceShown,
    FeatureScore,
    ProjectScore,
    ScoreProjectResult,
    ScoreRange,
)

ID_SHOWN = 12


def plain(result: ScoreProjectResult) -> str:
    """Criteria with their evidence first, the numbers last; one place a line, `file:line`."""
    project = result.projects[0]
    lines = [f"{project.title} ({_read(project)})", ""]
    for row in project.criteria:
        lines.append(f"{row.id}: {_level(row)}. {row.why}")
        lines += (f"    {_place(seen)}  {seen.snippet}".rstrip() for seen in row.evidence)
        if row.remedy is not None:
            lines.append(f"    to do ({row.remedy.effort} effort): {row.remedy.text}")
    if project.features:
        lines += ["", f"Features of {project.type}:"]
        lines += (f"    {row.credited:8} {row.id}: {row.why}" for row in project.features)
    lines += ["", *_end(result, project)]
    return "\n".join(lines)


def markdown(result: ScoreProjectResult) -> str:
    """The same as Markdown, ready for a pull request or a wiki."""
    project = result.projects[0]
    lines = [f"# {_escaped(project.title)}", "", f"{_read(project)}.", "", "## Criteria", ""]
    for row in project.criteria:
        lines += [f"### {row.id}: {_level(row)}", "", row.why, ""]
        lines += (f"- `{_place(seen)}` {_code(seen.snippet)}".rstrip() for seen in row.evidence)
        if row.remedy is not None:
            lines += ["", f"To do ({row.remedy.effort} effort): {row.remedy.text}"]
        lines.append("")
    if project.features:
        lines += [f"## Features of {project.type}", "", "| Feature | Credited | Why |"]
        lines += ["|---|---|---|", *map(_feature_row, project.features), ""]
    lines += ["## Result", "", *(f"- {line}" for line in _end(result, project))]
    return "\n".join(lines)


def _end(result: ScoreProjectResult, project: ProjectScore) -> Iterator[str]:
    yield f"Score {_span(project.score)} of 100 ({project.band or 'no verdict'})"
    if project.uncapped != project.score:
        yield f"Without the cap {_span(project.uncapped)}"
    yield f"Known share of the weight {project.coverage:.0%}"
    if project.first_fix is not None:
        fix = project.first_fix
        yield f"First fix: {fix.id} from {fix.from_} to {fix.to} (+{fix.gain:g}): {fix.next_step}"
    for warning in result.warnings:
        yield f"Note: {warning.text}"
    yield f"Rubric {project.rubric_version}, data {result.data_version}"


def _read(project: ProjectScore) -> str:
    read = project.repository
    if read is None:
        return f"{project.type}, described"
    at = f"commit {read.commit[:ID_SHOWN]}" if read.commit else "no git history"
    return f"{read.path_name}, {at}, read as {project.type}"


def _level(row: CriterionScore) -> str:
    level = str(row.credited) if row.credited is not None else f"{row.low} to {row.high}"
    marks = [f"{row.confidence} confidence"]
    marks += ["provisional"] if row.provisional else []
    marks += [] if row.counts else ["does not count"]
    return f"level {level} of 3 ({', '.join(marks)})"


def _place(seen: EvidenceShown) -> str:
    if seen.file is not None:
        return f"{seen.file}:{seen.line}" if seen.line is not None else seen.file
    return f"commit {', '.join(seen.commit_ids)}" if seen.commit_ids else seen.kind


def _feature_row(row: FeatureScore) -> str:
    places = ", ".join(f"`{_place(seen)}`" for seen in row.evidence[:3])
    return f"| {row.id} | {row.credited} | {row.why} {places} |"


def _span(score: ScoreRange) -> str:
    return f"{score.low:g}" if score.low == score.high else f"{score.low:g} to {score.high:g}"


def _code(snippet: str) -> str:
    """A snippet as inline code that its own backticks cannot end."""
    return f"`` {snippet} ``" if snippet and "``" not in snippet else snippet.replace("`", "'")


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in text)
