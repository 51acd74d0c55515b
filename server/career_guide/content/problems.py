"""What can be wrong with content: the closed list of codes, and one finding of such a problem."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from career_guide.errors import ContentError

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories of controls, formatting marks, surrogates, private use and line separators."""
ALLOWED_CONTROLS = frozenset("\n\t")
KeyPath = tuple[str | int, ...]
"""Where a value stands in a file: `("additions", "hard", 0, "skill")`; `()` is the whole file."""


@dataclass(frozen=True)
class Code:
    """One kind of problem, and what an author does about it."""

    meaning: str
    fix: str


CODES: dict[str, Code] = {
    # The folder and its files.
    "CG001": Code(
        "The content folder cannot be read.", "Give a folder that exists and that you may read."
    ),
    "CG002": Code("No kind of content lives here.", "Move it out of the content folder."),
    "CG003": Code("A kind of content is missing.", "Add it; every kind is needed."),
    "CG004": Code(
        "A link leads out of the folder, or the entry is no plain file.",
        "Put the file itself here.",
    ),
    "CG005": Code("A file cannot be read.", "Check that it exists and that you may read it."),
    "CG006": Code(
        "A file, or the folder, is too large.", "Split it, or take out what is no content."
    ),
    "CG007": Code(
        "A file is not UTF-8, or starts with a byte-order mark.", "Save it as plain UTF-8."
    ),
    "CG008": Code(
        "A character that cannot be seen or that reorders text.",
        "Delete the character and type the text again.",
    ),
    # YAML.
    "CG010": Code(
        "The file is not valid YAML.", "Check indentation, colons and quotes near this line."
    ),
    "CG011": Code("A key stands twice in one mapping.", "Keep one of the two."),
    "CG012": Code(
        "Anchors and aliases are not allowed.", "Write the value out where it is needed."
    ),
    "CG013": Code("Merge keys are not allowed.", "Write the keys out."),
    "CG014": Code("Tags are not allowed.", "Remove the tag; quote the value if it is text."),
    "CG015": Code(
        "A file holds one document and no directives.",
        "Remove the `---` or `%` line, or split the file.",
    ),
    "CG016": Code("Values are nested too deeply.", "Flatten the file."),
    "CG017": Code("An unquoted value that YAML readers take for something else.", "Quote it."),
    "CG018": Code("A key or list entry has no value.", "Write the value, or remove the entry."),
    "CG019": Code("A file holds a mapping, and its keys are words.", "Write `key: value` lines."),
    # The model of a kind.
    "CG020": Code("An unknown field.", "Remove it, or correct its name."),
    "CG021": Code("A required field is missing.", "Add the field."),
    "CG022": Code("A value of the wrong type.", "Write a value of the type that is named."),
    "CG023": Code(
        "A value is too short, too long, out of range or of the wrong form.",
        "Change it so that it fits.",
    ),
    "CG024": Code("A value is none of the allowed ones.", "Use one of the values that are named."),
    # Across files.
    "CG030": Code("The file is not named after its id.", "Rename the file, or correct the id."),
    "CG031": Code("A closed list is not complete.", "Add what is missing."),
    "CG032": Code("A reference leads nowhere.", "Name something that exists, or add it."),
    "CG033": Code("Skills that are each other's prerequisite.", "Remove one edge of the cycle."),
    "CG034": Code(
        "A hard prerequisite lies in a later tier.",
        "Make the edge soft, or move one of the two skills.",
    ),
    "CG035": Code("An id is used twice.", "Give one of the two another id."),
    "CG036": Code("A position is taken twice.", "Number the entries differently."),
    "CG037": Code("The low end is above the high end.", "Swap or correct the two ends."),
    "CG038": Code(
        "Salary and equity do not add up to the total.", "Correct one of the three ranges."
    ),
    "CG039": Code("Pay levels do not ascend.", "Correct the range of one of the two levels."),
    "CG040": Code(
        "A market is above the baseline, or the baseline is not 100.",
        "Give percentages of the US major metro, which is 100 itself.",
    ),
    "CG041": Code(
        "A figure that no fact states.", "Correct the figure, or state it in a fact of this file."
    ),
    "CG042": Code(
        "Two facts share a way of asking.", "Keep it with the fact that answers it best."
    ),
    "CG043": Code("A phrase names two skills as a whole.", "Keep it with one skill."),
    "CG044": Code("A phrase stands in two vocabularies.", "Keep it in one of them."),
    "CG045": Code("A fact that no page shows.", "Move it to an item that has a page."),
    "CG046": Code(
        "Bands do not ascend from 0.", "Start at 0 and let every band start above the one before."
    ),
    "CG047": Code("Weights do not add up to 100.", "Correct one of the two weights."),
    "CG048": Code(
        "Placeholders and arguments of a prompt differ.",
        "Declare the argument, or use it in the text.",
    ),
    "CG049": Code("Not a regular expression.", "Correct the pattern."),
    "CG050": Code(
        "Tiers do not follow one another.", "Let every tier start in the week after the one before."
    ),
    "CG051": Code("A prerequisite stands twice.", "Keep it once, as hard or as soft."),
    "CG052": Code("A place or job title belongs to two rows.", "Keep it with one row."),
    "CG053": Code(
        "A criterion needs one anchor for each level from 0 to 3, in order.",
        "Add or reorder anchors.",
    ),
}


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to repair, in words for the author of the file.

    `file` is relative to the content folder (`""` is the folder itself), `line` counts from 1, and
    `where` is the path of keys to the value, such as `skills.mcp.additions.hard[0].skill`.
    """

    file: str
    line: int
    code: str
    where: str
    what: str
    fix: str

    def line_for(self, folder: str = "") -> str:
        """The problem on one line, with the folder's name before the file where it is given."""
        file = "/".join(part for part in (folder, self.file) if part)
        place = f"{file}:{self.line}: " if self.file else f"{file}: " if file else ""
        code = f"{self.code} {self.where}:" if self.where else self.code
        return f"{place}{code} {self.what} Fix: {self.fix}"

    def __str__(self) -> str:
        return self.line_for()


def problem(
    code: str, what: str = "", *, file: str = "", line: int = 1, where: str = "", fix: str = ""
) -> Problem:
    """A problem of the registry; its own words stand in for the registry's where they say more."""
    known = CODES[code]
    return Problem(file, line, code, where, what or known.meaning, fix or known.fix)


def key_path(*parts: str | int) -> str:
    """Keys as authors read them: `key_path("skills", "mcp", "hard", 0)` is `skills.mcp.hard[0]`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{shown(part)}" for part in parts)
    return text.removeprefix(".")


def shown(value: object, limit: int = 60) -> str:
    """Somebody's text as it may stand in a message: on one line, escaped and cut."""
    text = str(value)
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(
        c.encode("unicode_escape").decode() if is_unseen(c) or not c.isprintable() else c
        for c in cut
    )


def is_unseen(character: str) -> bool:
    """Whether a character cannot be seen or reorders text: no author means to write one."""
    if character < "\x7f":
        return character < " " and character not in ALLOWED_CONTROLS
    return (
        unicodedata.category(character) in UNSEEN
        # The supplementary variation selectors can carry hidden text behind a visible character.
        or "\U000e0100" <= character <= "\U000e01ef"
        or ord(character) & 0xFFFE == 0xFFFE
    )


def quoted(value: object) -> str:
    """Somebody's text between back-ticks, as it may stand in a message."""
    return f"`{shown(value)}`"


class InvalidContentError(ContentError):
    """A content folder with problems; carries all of them, in the order of files and lines."""

    def __init__(self, folder: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = "; ".join(str(found).rstrip(".") for found in self.problems[:3])
        rest = len(self.problems) - 3
        more = f"; and {rest} more, which `career-guide-mcp validate DIR` lists" if rest > 0 else ""
        found = counted(len(self.problems), "problem")
        super().__init__(f"the content in {folder} has {found}: {first}{more}")


def counted(number: int, noun: str) -> str:
    """`1 problem`, `2 problems`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
