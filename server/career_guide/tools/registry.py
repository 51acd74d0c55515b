"""The one table of tools; its order is the order of tools/list.

A tool is imported when it is asked for, so that a call pays for no other.
"""

from collections.abc import Mapping
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from career_guide.tools.base import Tool

TABLE: Mapping[str, str] = {
    "next_skill": "learning.NEXT_SKILL",
    "score_project": "portfolio.SCORE_PROJECT",
    "estimate_comp": "compensation.ESTIMATE_COMP",
    "search_career_guide": "guide.SEARCH_CAREER_GUIDE",
    "read_career_guide": "guide.READ_CAREER_GUIDE",
}
"""Each tool's name, with the module of this package and the constant in it."""


def find(name: str) -> "Tool[Any, Any] | None":
    """The tool with this name, or None."""
    return load(name) if name in TABLE else None


def load(name: str) -> "Tool[Any, Any]":
    """The tool with this name, which must be in the table."""
    module, _, constant = TABLE[name].partition(".")
    tool: Tool[Any, Any] = getattr(import_module(f"career_guide.tools.{module}"), constant)
    return tool


def all_tools() -> "tuple[Tool[Any, Any], ...]":
    """Every tool, in the order of tools/list."""
    return tuple(map(load, TABLE))
