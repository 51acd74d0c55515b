"""What the guards report of themselves, for counting."""

from collections.abc import Callable

Events = Callable[[str], None]
