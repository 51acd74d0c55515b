"""What handlers are given: the catalog and the clock; the only module that reads the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from career_guide.models.content.catalog import Catalog


def utc_today() -> date:
    """Today's date in UTC."""
    return datetime.now(UTC).date()


@dataclass(frozen=True, kw_only=True)
class Deps:
    """Frozen dependencies of one server or one command."""

    catalog: Catalog
    today: Callable[[], date] = utc_today
