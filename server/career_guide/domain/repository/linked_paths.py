"""Where a relative link of a document leads inside the repository."""


def resolved(folder: str, target: str) -> str | None:
    """The path that a link in this folder leads to; None where it leaves the repository.

    A leading slash means the root of the repository, as readers of such links take it.
    """
    parts = [] if target.startswith("/") else [part for part in folder.split("/") if part]
    for part in target.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
