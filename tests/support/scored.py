"""Repositories scored through the tool's door; each result is checked for what all must hold."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from career_guide.content.snapshot import load_default
from career_guide.deps import Deps
from career_guide.evidence.roots import AllowedRoots
from career_guide.models.ids import CRITERION_IDS
from career_guide.tools.boundary import Reply, invoke
from career_guide.tools.listing import output_schema
from career_guide.tools.portfolio import SCORE_PROJECT

Json = dict[str, Any]
DEPS = Deps(catalog=load_default(), reach=AllowedRoots.only)
SCHEMA = Draft202012Validator(output_schema(SCORE_PROJECT))
SNIPPET_LIMIT = 200
MOST_EVIDENCE = 12
WITHHELD = "(line withheld: it may hold a secret)"


@dataclass(frozen=True)
class Scored:
    """The result for one repository."""

    payload: Json

    @property
    def project(self) -> Json:
        row: Json = self.payload["projects"][0]
        return row

    @property
    def text(self) -> str:
        """The whole result as it is sent."""
        return json.dumps(self.payload, ensure_ascii=False)

    @property
    def warnings(self) -> dict[str, str]:
        """Texts of the warnings by code."""
        return {notice["code"]: notice["text"] for notice in self.payload["warnings"]}

    def criterion(self, name: str) -> Json:
        return next(row for row in self.project["criteria"] if row["id"] == name)

    def feature(self, name: str) -> Json:
        return next(row for row in self.project["features"] if row["id"] == name)

    def level(self, name: str) -> int | None:
        """The credited level; None where it is unknown."""
        level: int | None = self.criterion(name)["credited"]
        return level

    def levels(self) -> dict[str, tuple[int, int]]:
        """Lowest and highest level of every criterion."""
        return {row["id"]: (row["low"], row["high"]) for row in self.project["criteria"]}

    def places(self, name: str) -> list[tuple[str | None, int | None]]:
        """File and line of a criterion's evidence."""
        return [(seen["file"], seen["line"]) for seen in self.criterion(name)["evidence"]]

    def files(self, name: str) -> set[str | None]:
        """Files that a criterion's evidence stands in."""
        return {file for file, _ in self.places(name)}

    def said(self) -> str:
        """What we say ourselves: everything but evidence, title and the folder's name."""
        project = {**self.project, "title": "", "repository": None}
        for part in ("criteria", "features"):
            project[part] = [{**row, "evidence": []} for row in project[part]]
        return json.dumps({**self.payload, "projects": [project]}, ensure_ascii=False)


def score(
    path: Path | str, files: Mapping[str, str | bytes] | None = None, **project: Any
) -> Scored:
    """The result for a repository that must be scored; `files` are what its evidence must cite."""
    reply = ask(path, **project)
    assert not reply.is_error, reply.text
    assert json.loads(reply.text) == reply.payload
    problems = [error.message for error in SCHEMA.iter_errors(reply.payload)]
    assert not problems, problems
    scored = Scored(reply.payload)
    assert "probe_failed" not in scored.warnings, scored.warnings
    assert tuple(row["id"] for row in scored.project["criteria"]) == CRITERION_IDS
    for row in scored.project["criteria"]:
        assert 0 <= row["low"] <= row["high"] <= 3
        assert row["credited"] == (row["low"] if row["low"] == row["high"] else None)
    for row in (*scored.project["criteria"], *scored.project["features"]):
        assert len(row["evidence"]) <= MOST_EVIDENCE
        for seen in row["evidence"]:
            check_evidence(seen, files)
    return scored


def ask(path: Path | str, deps: Deps = DEPS, **project: Any) -> Reply:
    """The tool's reply for one repository, refusals included."""
    return invoke(SCORE_PROJECT, {"projects": [{"repository": str(path), **project}]}, deps)


def check_evidence(seen: Json, files: Mapping[str, str | bytes] | None) -> None:
    """Evidence can be opened: the file is there, and the snippet stands in the line that it names.

    Without files only its form is checked.
    """
    is_tags = seen["kind"] == "git" and seen["snippet"]
    assert seen["file"] or seen["commit_ids"] or is_tags or seen["kind"] == "quote", seen
    assert len(seen["snippet"]) <= SNIPPET_LIMIT
    assert seen["snippet"].isprintable(), seen
    if seen["file"] is None or files is None:
        return
    assert seen["file"] in files, seen
    if seen["line"] is None:
        return
    lines = lines_of(files[seen["file"]])
    assert 1 <= seen["line"] <= len(lines), seen
    here = lines[seen["line"] - 1]
    if seen["kind"] == "quote":  # the caller's words may go on over several lines
        here = " ".join(lines[seen["line"] - 1 : seen["line"] + 6])
    assert stands_in(seen["snippet"], here), (seen, here)


def stands_in(snippet: str, line: str) -> bool:
    """Whether a shown snippet is (the start of) this line, cleaned; or withheld."""
    whole = " ".join("".join(map(_visible, line)).split())
    start = " ".join(snippet.removesuffix("…").split())
    return snippet == WITHHELD or start in whole


def _visible(sign: str) -> str:
    category = unicodedata.category(sign)
    return " " if sign in "\t\v\f" else "" if category in ("Cc", "Cf", "Cs", "Co", "Cn") else sign


def lines_of(content: str | bytes) -> list[str]:
    """The lines of a text file as an editor shows them."""
    text = content.decode("utf-8-sig", "replace") if isinstance(content, bytes) else content
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
