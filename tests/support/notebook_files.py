"""Notebooks as files, with what their cell printed."""

import json
from collections.abc import Iterable, Mapping, Sequence


def notebook(code: str, printed: Sequence[str], more: Iterable[Mapping[str, object]] = ()) -> str:
    """A notebook of one cell; without printed lines and more outputs it was never run."""
    outputs: list[Mapping[str, object]] = list(more)
    if printed:
        outputs.insert(0, {"output_type": "stream", "name": "stdout", "text": list(printed)})
    cell = {
        "cell_type": "code",
        "execution_count": 1 if outputs else None,
        "metadata": {},
        "outputs": outputs,
        "source": code.splitlines(keepends=True),
    }
    whole = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1) + "\n"
