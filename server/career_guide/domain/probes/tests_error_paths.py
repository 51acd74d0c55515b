"""Do tests force failures and check what happens?"""

import re

from career_guide.domain.repository.identifiers import listed, tail, words
from career_guide.domain.repository.searching import Spot, answer
from career_guide.models.repository.code import Call, Code, Function
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

EXPECTING = listed(
    "assert_raises assertRaises assertRaisesMessage assertRaisesRegex assertThrows EqualError "
    "ErrorAs ErrorContains ErrorIs mockRejectedValue mockRejectedValueOnce Panics PanicsWithError "
    "raises rejectedWith rejects throws toThrow toThrowError toThrowErrorMatchingInlineSnapshot "
    "toThrowErrorMatchingSnapshot"
)
FORCING = frozenset({"side_effect", "exception"})
GO_EXPECTING = frozenset({"assert.Error", "require.Error", "assert.Errorf", "require.Errorf"})
STATUS = re.compile(
    r"(?:status(?:_?code)?\)?\s{0,2}(?:==|\)?\.to(?:Be|Equal|StrictEqual)\()\s{0,2}[45]\d\d\b"
    r"|\.expect\([45]\d\d\b|is_?[eE]rror\b[^=\n]{0,20}(?:is|==|toBe\(|toEqual\()\s{0,2}[Tt]rue)"
)
CHECKING = re.compile(r"\bassert|\bexpect\b|\bshould\b|Equal\b|\.assert")
FORCED = re.compile(
    r"side_effect\s{0,2}=\s{0,2}[\w.\[(]{0,80}(?:Error|Exception|Timeout)"
    r"|\berr\s{0,2}==\s{0,2}nil\b"
)
FAILING = listed(
    "bad corrupt denied error errors exception fail failed failing fails failure failures "
    "fallback forbidden invalid malformed missing raises refused refuses reject rejected rejects "
    "retries retry throws timeout unauthorised unauthorized unavailable vague"
)
LINE_LIMIT = 400


def run(repo: Snapshot) -> Finding:
    """Present with expected exceptions, forced failures, checked error statuses, or tests that
    are named for a failure and can fail."""
    spots: list[Spot] = []
    named: list[Spot] = []
    files = [file for file in repo.of_kind("test") if file.code and file.code.is_parsed]
    for file in files:
        if file.code:
            spots += _forced(file, file.code)
            named += _named(file, file.code)
    count = len({(spot.file.path, spot.line) for spot in spots})
    return answer(
        repo,
        spots or named,
        seen=f"Failures are forced or checked {count} times in tests, and {len(named)} tests are "
        "named for one.",
        unseen=f"None of {len(files)} test files forces a failure.",
        confidence="high" if spots else "low",
        count=count or len(named),
        kinds=("test",),
    )


def _forced(file: File, code: Code) -> list[Spot]:
    found = [Spot(file, call.line) for call in code.calls if _expects(call)]
    for number, line in enumerate((file.text or "").split("\n"), start=1):
        bare = line.lstrip()
        if len(line) > LINE_LIMIT or bare.startswith(("#", "//", "*")):
            continue
        if FORCED.search(line) or (CHECKING.search(line) and STATUS.search(line)):
            found.append(Spot(file, number))
    return found


def _expects(call: Call) -> bool:
    if tail(call.name) in EXPECTING or call.name in GO_EXPECTING or ".rejects." in call.name:
        return True
    return bool(FORCING & set(call.keywords)) and any(
        part in call.name for part in ("Mock", "patch", "add", "get", "post")
    )


def _named(file: File, code: Code) -> list[Spot]:
    return [Spot(file, function.line) for function in code.functions if _is_named(function)]


def _is_named(function: Function) -> bool:
    return (
        function.is_test and function.assertions > 0 and bool(FAILING & set(words(function.name)))
    )
