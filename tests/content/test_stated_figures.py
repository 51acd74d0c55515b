"""Every figure that a fact states is on file: one that changes by accident is noticed.

`UPDATE_SNAPSHOTS=1` writes the file again; compare its difference with the guide by hand.
"""

import json
import os
import re
from pathlib import Path

from career_guide.content.snapshot import Snapshot

STATED = Path(__file__).parent / "stated_figures.json"
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def test_facts_state_the_figures_on_file(compiled: Snapshot) -> None:
    stated = {
        fact.id: figures
        for fact in compiled.catalog.facts.values()
        if (figures := " ".join(FIGURE.findall(fact.text)))
    }
    text = json.dumps(dict(sorted(stated.items())), indent=1) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        STATED.write_text(text, "utf-8")
    assert text == STATED.read_text("utf-8")
