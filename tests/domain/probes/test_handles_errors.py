import pytest

from career_guide.domain.probes import handles_errors
from half_read import half_read
from repositories import snapshot

MAIN = "\n\nif __name__ == '__main__':\n    main()\n"
REPORTS = """
import logging
def main():
    try:
        work()
    except ConnectionError as error:
        logging.error("no connection: %s", error)
"""
SWALLOWS = """
def main():
    try:
        work()
    except Exception:
        pass
"""
SCRIPT = """
export async function load(url: string) {
  try {
    return await fetch(url);
  } catch (error) {
    throw new Error("cannot load", { cause: error });
  }
}
load("https://service.test/items");
"""
GO_HANDS_ON = """package main

import "log"

func read(path string) ([]byte, error) {
	data, err := open(path)
	if err != nil {
		return nil, err
	}
	return data, nil
}

func main() {
	if err := serve(read); err != nil {
		log.Fatal(err)
	}
}
"""
GO_EXPLAINS = GO_HANDS_ON.replace("return nil, err", 'return nil, fmt.Errorf("read: %w", err)')


@pytest.mark.parametrize(
    ("files", "count", "line"),
    [
        ({"app.py": REPORTS + MAIN}, 1, "    except ConnectionError as error:"),
        ({"app.ts": SCRIPT}, 1, "  } catch (error) {"),
        ({"main.go": GO_EXPLAINS}, 1, "	if err != nil {"),
    ],
)
def test_a_handler_that_reacts_is_counted_and_shown(
    files: dict[str, str], count: int, line: str
) -> None:
    finding = handles_errors.run(snapshot(files))
    assert (finding.outcome, finding.count) == ("present", count)
    assert finding.places[0].snippet == line


def test_a_guard_that_raises_by_name_counts() -> None:
    guard = "def main(size=0):\n    if size <= 0:\n        raise ValueError('size')\n"
    finding = handles_errors.run(snapshot({"app.py": guard + MAIN}))
    assert (finding.outcome, finding.places[0].line) == ("present", 3)


def test_catching_everything_and_doing_nothing_a_hundred_times_is_no_reaction() -> None:
    many = "".join(SWALLOWS.replace("main", f"step_{number}") for number in range(100))
    calls = "".join(f"step_{number}()\n" for number in range(100))
    finding = handles_errors.run(snapshot({"app.py": many + calls}))
    assert finding.outcome == "absent"
    assert "100 handlers ignore" in finding.why


@pytest.mark.parametrize(
    "code",
    [
        "def main():\n    try:\n        work()\n    except KeyboardInterrupt:\n        stop()\n",
        "try:\n    import numpy\nexcept ImportError:\n    numpy = None\ndef main():\n    pass\n",
        "# try except raise ValueError retry\nHELP = 'except Exception as e: raise ValueError'\n"
        "def main():\n    print(HELP)\n",
    ],
    ids=["ends the program", "an optional package", "words only"],
)
def test_what_only_looks_like_handling_does_not_count(code: str) -> None:
    assert handles_errors.run(snapshot({"app.py": code + MAIN})).outcome == "absent"


def test_handing_errors_on_and_dying_at_the_start_is_what_every_go_program_does() -> None:
    assert handles_errors.run(snapshot({"main.go": GO_HANDS_ON})).outcome == "absent"


def test_tests_and_copies_of_others_are_not_the_product() -> None:
    files = {
        "app.py": "def main():\n    print(1)\n" + MAIN,
        "tests/test_app.py": REPORTS,
        "node_modules/lib/index.js": SCRIPT,
    }
    assert handles_errors.run(snapshot(files)).outcome == "absent"


def test_without_code_nothing_is_handled() -> None:
    finding = handles_errors.run(snapshot({"README.md": "# Robust\n\nCatches all errors.\n"}))
    assert finding.outcome == "absent"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert handles_errors.run(half_read()[case]).outcome == "unknown"
