import pytest

from career_guide.domain.probes import has_checks
from repositories import snapshot

CI = ".github/workflows/ci.yml"
CORE = {"desk/core.py": "def rank(a):\n    return sorted(a)\n"}
TESTS = {
    "tests/test_core.py": "from desk.core import rank\n\n\ndef test_rank():\n    assert rank([1])\n"
}


def workflow(*commands: str, name: str = "CI") -> str:
    steps = "".join(f"      - run: {command}\n" for command in commands)
    return (
        f"name: {name}\non: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n{steps}"
    )


NO_TEST = '{"scripts": {"test": "echo \\"Error: no test specified\\" && exit 1"}}\n'
NEXT_LINT = '{\n  "extends": "next/core-web-vitals"\n}\n'
OWN_LINT = (
    "export default [\n  {\n    rules: {\n      'no-console': 'error',\n      eqeqeq: 'error',\n"
    "    },\n  },\n];\n"
)


@pytest.mark.parametrize(
    ("files", "count", "place"),
    [
        ({CI: workflow("pytest"), **CORE, **TESTS}, 1, (CI, 7)),
        ({CI: workflow("ruff check .", "mypy src"), **CORE}, 3, (CI, 7)),
        ({CI: workflow("npm run lint"), **CORE}, 2, (CI, 7)),
        ({"pyproject.toml": "[tool.ruff]\nline-length = 100\n"}, 1, ("pyproject.toml", 1)),
        ({"pyproject.toml": "[tool.ruff]\n\n[tool.mypy]\nstrict = true\n"}, 2, None),
        ({"eslint.config.js": OWN_LINT, ".prettierrc": "{}\n"}, 2, ("eslint.config.js", 1)),
        ({".golangci.yml": "linters:\n  enable: [errcheck]\n"}, 1, None),
        ({".husky/pre-commit": "npx lint-staged\n"}, 1, (".husky/pre-commit", 1)),
        ({"Makefile": "lint:\n\truff check .\n"}, 1, ("Makefile", 2)),
        (
            {"package.json": '{\n  "scripts": {\n    "types": "tsc --noEmit"\n  }\n}\n'},
            1,
            ("package.json", 3),
        ),
    ],
)
def test_checks_on_the_code_are_counted_by_kind(files, count, place):
    finding = has_checks.run(snapshot(files))
    assert (finding.outcome, finding.count) == ("present", count)
    if place:
        assert (finding.places[0].file, finding.places[0].line) == place


@pytest.mark.parametrize(
    "files",
    [
        CORE,
        {CI: workflow("npm run build"), **CORE},
        {CI: workflow("pytest"), **CORE},
        {
            CI: workflow("npm test"),
            "package.json": NO_TEST,
            **CORE,
            **TESTS,
        },
        {
            ".github/workflows/pages.yml": "on: push\njobs:\n  deploy:\n    steps:\n"
            "      - uses: actions/deploy-pages@v4\n"
        },
        {
            ".github/workflows/classroom.yml": workflow("pytest", name="GitHub Classroom"),
            **CORE,
            **TESTS,
        },
        {CI: workflow("mypy src || true"), **CORE},
        {"pyproject.toml": "[tool.pytest.ini_options]\naddopts = '-q'\n", **CORE, **TESTS},
        {"requirements-dev.txt": "ruff\nmypy\n", **CORE},
        {"themes/plain/.prettierrc": "{}\n", **CORE},
        {"README.md": "# Desk\n\nWe use ruff, mypy and continuous integration.\n", **CORE},
        {"tsconfig.json": '{"compilerOptions": {"target": "es2022"}}\n'},
    ],
)
def test_builds_pages_courses_missing_tests_and_words_are_no_checks(files):
    assert has_checks.run(snapshot(files)).outcome == "absent"


def test_what_a_generator_sets_up_counts_and_is_not_sure():
    files = {
        ".eslintrc.json": NEXT_LINT,
        "tsconfig.json": '{\n  "compilerOptions": {\n    "strict": true\n  }\n}\n',
    }
    finding = has_checks.run(snapshot(files))
    assert (finding.outcome, finding.confidence, finding.count) == ("present", "medium", 2)
    assert "generator" in finding.why


def test_a_workflow_that_could_not_be_taken_apart_leaves_it_open():
    assert has_checks.run(snapshot({CI: "jobs: [unclosed\n", **CORE})).outcome == "unknown"
    assert has_checks.run(snapshot({CI: None, **CORE})).outcome == "unknown"


def test_a_reading_that_was_cut_short_leaves_it_open():
    assert has_checks.run(snapshot(CORE, cut=("files",))).outcome == "unknown"
