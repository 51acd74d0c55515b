"""Imports and loads without the collector, which would look at all of it again and again."""

import gc


class Uncollected:
    """Collects nothing inside; what was loaded stays, and later collections skip it."""

    def __enter__(self) -> None:
        gc.disable()

    def __exit__(self, *problem: object) -> None:
        gc.freeze()
        gc.enable()
