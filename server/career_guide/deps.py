"""What handlers are given: the catalog, the clock, and what may be read of the machine.

The only module that reads the clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from career_guide.evidence.watch import Watch
from career_guide.models.content.catalog import Catalog

if TYPE_CHECKING:
    from career_guide.evidence.roots import AllowedRoots

Reach = Callable[[str], "AllowedRoots"]
"""What may be read when a caller names this path."""
UNWATCHED = Watch()


def utc_today() -> date:
    """Today's date in UTC."""
    return datetime.now(UTC).date()


@dataclass(frozen=True, kw_only=True)
class Deps:
    """Frozen dependencies of one server or one command.

    `reach` None means that no repository is read at all, as in a hosted server. `watch` lets a
    long reading tell how far it is and be stopped.
    """

    catalog: Catalog
    today: Callable[[], date] = utc_today
    reach: Reach | None = None
    watch: Watch = UNWATCHED
