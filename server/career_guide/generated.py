"""Everything that is generated from models and content: one place that writes it and checks it."""

from pathlib import Path

from career_guide.content.checkout import content_folder
from career_guide.content.compile import TARGET, check_file, compile_folder, keep
from career_guide.content.schema import ToolSchemas, check_schemas, write_schemas
from career_guide.content.snapshot import render
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
    for target, expected in _compiled(root).items():
        stale += check_file(expected, target)
    return stale


def write() -> list[str]:
    """Bring all of it up to date; the paths that changed."""
    root = _checkout()
    changed = [f"schemas/{path}" for path in write_schemas(root / "schemas", tool_schemas())]
    for target, expected in _compiled(root).items():
        if keep(expected, target):
            changed.append(target.relative_to(root).as_posix())
    return changed


def _compiled(root: Path) -> dict[Path, bytes]:
    """What the content is compiled into, by its file. Raises InvalidContentError."""
    snapshot = compile_folder(root / "content")
    return {TARGET: render(snapshot), ANSWERS: prepare(snapshot)}


def tool_schemas() -> list[ToolSchemas]:
    """The published schemas of every tool."""
    tools = all_tools()
    return [ToolSchemas(tool.name, input_schema(tool), output_schema(tool)) for tool in tools]


def _checkout() -> Path:
    folder = content_folder()
    if folder is None:
        raise CareerGuideError("there is nothing to generate here: run it in a checkout")
    return Path(folder).parent
