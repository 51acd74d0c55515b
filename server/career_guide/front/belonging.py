"""Whether the prepared answers belong to the content that will be served."""

from career_guide.content import checkout
from career_guide.front.prepared import FILE, Prepared, load


def usable() -> Prepared | None:
    """The prepared answers, where there are any for the content that will be served."""
    prepared = load()
    return prepared if prepared is not None and belongs(prepared) else None


def belongs(prepared: Prepared, file: str = FILE) -> bool:
    """Whether the content of this installation is what the answers were prepared from."""
    folder = checkout.content_folder()
    return folder is None or checkout.belongs(file, folder, prepared.listing, prepared.sources)
