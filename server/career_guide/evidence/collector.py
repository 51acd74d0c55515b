"""Holding Python's cyclic garbage collector while files are parsed.

Syntax trees are many small objects without cycles, freed as soon as they are left; each search for
cycles would go over all facts found so far, and took as long as the parsing itself.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_holding = 0


@contextmanager
def held() -> Iterator[None]:
    """No search for cycles meanwhile, in whichever thread; nested and parallel uses add up.

    It goes on afterwards only if it was on before the first of them.
    """
    global _holding
    if not gc.isenabled() and _holding == 0:
        yield
        return
    with _lock:
        _holding += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _holding -= 1
            if _holding == 0:
                gc.enable()
