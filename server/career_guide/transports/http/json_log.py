"""Log lines as JSON, one object each, for a collector: what happened, never what was said.

Messages of other libraries may hold what a caller sent, so of those only the fixed part is kept,
and of an exception its type and where it passed, not its text.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

OURS = "career_guide"


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON. `extra={"fields": {...}}` adds fields of our own."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        if record.name.partition(".")[0] == OURS:
            line["event"] = record.getMessage()
            line |= getattr(record, "fields", {})
        else:
            line["event"] = f"{record.module}:{record.lineno}"
        if hasattr(record, "reference"):
            line["reference"] = record.reference
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            line["exception"] = f"{kind.__module__}.{kind.__qualname__}"
            line["passed"] = [
                f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(trace)
            ]
        return json.dumps(line, ensure_ascii=True, default=str)
