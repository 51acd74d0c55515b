"""Whether the prepared answers belong to the content and code that will serve.

In an installed wheel they always do.
"""

from career_guide.content import checkout
from career_guide.front import code
from career_guide.front.prepared import FILE, Prepared, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

CODE_DIFFERS = (
    "the code is not that of the prepared answers, serving without them; " + checkout.HOW_TO_WRITE
)


def usable(tell: "Callable[[str], None] | None" = None) -> Prepared | None:
    """The prepared answers, where there are any for what will serve.

    `tell` is given a line for people where other code prepared them; without it the line goes to
    stderr.
    """
    prepared = load()
    if prepared is None:
        return None
    folder = checkout.content_folder()
    if folder is None:
        return prepared
    if not belongs(prepared, folder):
        return None  # whoever loads the content tells why
    if not code.is_recorded(prepared.code, FILE):
        (tell or checkout.to_stderr)(CODE_DIFFERS)
        return None
    return prepared


def belongs(prepared: Prepared, folder: str, file: str = FILE) -> bool:
    """Whether the content of `folder` is what the answers were prepared from."""
    return checkout.belongs(file, folder, prepared.listing, prepared.sources)
