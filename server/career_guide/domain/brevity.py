"""What every concise result leaves out of the envelope that all results share."""

from collections.abc import Container
from typing import Any

from career_guide.models.envelope import Result


def short_tail(result: Result, standing: Container[str] = ()) -> dict[str, Any]:
    """The shared fields of a concise result.

    `standing` are the assumptions on which every answer of the tool rests: `basis` still names
    them. Of the others the text stays; of the next calls, the first.
    """
    return {
        "assumptions": tuple(
            row.model_copy(update={"effect": ""})
            for row in result.assumptions
            if row.id not in standing
        ),
        "next_actions": result.next_actions[:1],
        "sources": (),
    }
