"""Everything that is generated from models and content: one place that writes it and checks it."""

from pathlib import Path

from career_guide.content.checkout import content_folder, survey
from career_guide.content.compile import TARGET, check_snapshot, compile_folder, write_snapshot
from career_guide.content.schema import ToolSchemas, check_schemas, write_schemas
from career_guide.content.snapshot import HOW_TO_WRITE
from career_guide.errors import CareerGuideError
from career_guide.front.prepared import FILE
from career_guide.tools.listing import input_schema, output_schema
from career_guide.tools.registry import all_tools
from career_guide.transports.preparing import prepare

ANSWERS = Path(FILE)
"""The file of prepared answers of this checkout."""


def refuse_foreign(folder: str | None) -> None:
    """Nothing, where `folder` is None or this checkout's own content. Raises CareerGuideError."""
    own = _checkout() / "content"
    if folder is not None and Path(folder).resolve() != own:
        raise CareerGuideError(
            "schema works on the content of this checkout alone:"
            " leave out --content, and unset CAREER_GUIDE_CONTENT"
        )


def check() -> list[str]:
    """What is stale, missing or surplus; empty when all is up to date."""
    root = _checkout()
    stale = [f"schemas/{line}" for line in check_schemas(root / "schemas", tool_schemas())]
    stale += check_snapshot(root / "content")
    return stale + check_answers(answers(root / "content"))


def write() -> list[str]:
    """Bring all of it up to date; the paths that changed."""
    root = _checkout()
    changed = [f"schemas/{path}" for path in write_schemas(root / "schemas", tool_schemas())]
    if write_snapshot(root / "content"):
        changed.append(TARGET.relative_to(root).as_posix())
    if write_answers(answers(root / "content")):
        changed.append(ANSWERS.relative_to(root).as_posix())
    return changed


def check_answers(expected: bytes, target: Path = ANSWERS) -> list[str]:
    """Why `target` does not hold the expected answers; empty if it does."""
    if not target.is_file():
        return [f"{target.name} is missing: {HOW_TO_WRITE}"]
    if target.read_bytes() != expected:
        return [f"{target.name} is stale: {HOW_TO_WRITE}"]
    return []


def write_answers(expected: bytes, target: Path = ANSWERS) -> bool:
    """Keep the expected answers; whether that changed `target`."""
    if target.is_file() and target.read_bytes() == expected:
        target.touch()  # newer than any content file again, which spares a start the digest
        return False
    target.write_bytes(expected)
    return True


def answers(content: Path) -> bytes:
    """What the SDK answers over this content, as a file."""
    listing, _ = survey(str(content))
    return prepare(compile_folder(content), listing)


def tool_schemas() -> list[ToolSchemas]:
    """The published schemas of every tool."""
    tools = all_tools()
    return [ToolSchemas(tool.name, input_schema(tool), output_schema(tool)) for tool in tools]


def _checkout() -> Path:
    folder = content_folder()
    if folder is None:
        raise CareerGuideError("there is nothing to generate here: run it in a checkout")
    return Path(folder).parent
