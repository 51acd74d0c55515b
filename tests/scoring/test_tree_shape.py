"""Trees of odd shape and size: copies, heaps, corpora, nested projects, odd text and odd names."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from git_repositories import Repository, init
from honest_project import PACKAGE, README, Files, honest, without
from notebook_files import notebook
from scored import Scored, score
from timed_repositories import build, in_folder

Check = Callable[..., Scored]
SMALL: Files = {
    "README.md": "# Lease months\n\nCounts the months of a lease.\n",
    "months.py": "import sys\n\nprint(int(sys.argv[1]) // 30)\n",
}


@pytest.fixture
def checked(tmp_path: Path) -> Check:
    """Scores a repository of this name that holds these files in one commit."""

    def check(files: Files, name: str = "project", shown: Files | None = None) -> Scored:
        return score(build(tmp_path / name, files).path, shown or files)

    return check


def below(folder: str, files: Files) -> Files:
    return {f"{folder}/{path}": text for path, text in files.items()}


COPIED = ("node_modules/answers", ".venv/lib/python3.11/site-packages/answers", "vendor/answers",
          "dist/answers", "third_party/answers")  # fmt: skip


def test_21_copies_of_other_peoples_files_never_count(checked: Check) -> None:
    files = dict(SMALL)
    for folder in COPIED:
        files |= below(folder, honest())
    files["static/jquery.min.js"] = "function retry(a){try{b(a)}catch(c){throw new E(c)}}" * 200
    files[".gitignore"] = "node_modules/\n.venv/\nvendor/\ndist/\n*.pyc\n"
    files |= {f"__pycache__/part_{n}.cpython-311.pyc": b"\xa7\r\r\n" + bytes(9) for n in range(30)}
    files[".ipynb_checkpoints/analysis-checkpoint.ipynb"] = notebook("evaluate()", ["0.9\n"])
    files[".venv/pyvenv.cfg"] = "home = /usr/bin\n"
    scored = checked(files)
    alone = checked(SMALL, "alone")
    for name in ("evaluation", "error-handling", "architecture-docs", "deployed", "real-problem"):
        assert scored.levels()[name] == alone.levels()[name], name
        assert not any("answers/" in str(file) for file in scored.files(name)), name
    assert scored.levels()["code-quality"][1] <= 1


def test_21_caches_that_were_committed_hold_good_code_at_one(checked: Check, twin: Scored) -> None:
    files = honest()
    files |= {
        f"{PACKAGE}/__pycache__/part_{n}.cpython-311.pyc": b"\xa7\r\r\n" + bytes(9)
        for n in range(30)
    }
    scored = checked(files)
    assert twin.levels()["code-quality"][0] >= 2
    assert scored.levels()["code-quality"] == (1, 1)
    assert any("__pycache__" in str(file) for file in scored.files("code-quality"))


def many_files() -> Iterator[bytes]:
    """A commit of the small project with a hundred thousand records."""
    yield b"blob\nmark :1\ndata 2\nx\n\n"
    yield b"commit refs/heads/main\ncommitter A <a@b> 1700000000 +0000\ndata 7\nRecords\n"
    for path, text in SMALL.items():
        yield b"M 644 inline %s\ndata %d\n%s\n" % (path.encode(), len(text), str(text).encode())
    for number in range(100_000):
        yield b"M 644 :1 records/%d/%d.txt\n" % (number // 500, number)


def test_22_a_hundred_thousand_files_are_read_up_to_the_cap(tmp_path: Path) -> None:
    mine = init(tmp_path / "many.git", "--bare")
    mine.import_stream(many_files())
    scored = score(mine.path, SMALL)
    read = scored.project["repository"]
    assert read["truncated"] is True
    assert read["caps"]["files"] == 20_000
    assert "partial scan" in scored.warnings["truncated"]
    for name in ("evaluation", "error-handling", "code-quality"):
        assert scored.level(name) is None, name
        assert "Partial scan, could not look for" in scored.criterion(name)["why"], name
    assert scored.project["band"] is None
    assert scored.payload["status"] == "insufficient_evidence"


def test_22_huge_files_are_not_read(tmp_path: Path) -> None:
    path = in_folder(tmp_path / "huge", SMALL)
    for name, size in (("model.bin", 2 << 30), ("run.ipynb", 600 << 20), ("dump.json", 2 << 30)):
        with (path / name).open("wb") as file:
            file.truncate(size)
    (path / "evals").mkdir()
    row = json.dumps({"question": "q" * 50, "expected_answer": "a" * 50})
    (path / "evals" / "golden.json").write_text(f"[{','.join([row] * 40_000)}]")
    scored = score(
        path,
        {
            **SMALL,
            **dict.fromkeys(("dump.json", "model.bin", "run.ipynb", "evals/golden.json"), ""),
        },
    )
    assert "evals/golden.json" in scored.warnings["unread"]
    assert scored.level("evaluation") is None
    assert "could not look" in scored.criterion("evaluation")["why"].lower()


TOLD = (
    "The architecture of the county court is simple. A case flows from the clerk to the judge, "
    "because the clerk keeps the register. It was chosen over a central office since each county "
    "wanted its own. The trade-off is a slow transfer between counties.\n"
)


def test_23_a_corpus_among_the_docs_describes_no_architecture(checked: Check) -> None:
    files = dict(SMALL)
    for number in range(200):
        files[f"docs/rulings/ruling_{number:03}.md"] = f"# Ruling {number}\n\n{TOLD}"
        files[f"docs/statutes/section_{number:03}.txt"] = TOLD
    files["search.py"] = (
        "from pathlib import Path\n\n"
        'TEXTS = [path.read_text() for path in Path("docs/rulings").glob("*.md")]\n'
        'TEXTS += [path.read_text() for path in Path("docs/statutes").glob("*.txt")]\n'
    )
    scored = checked(files)
    assert scored.levels()["architecture-docs"] == (0, 0)


def test_23_posts_in_a_folder_of_content_describe_no_architecture(checked: Check) -> None:
    files = dict(SMALL)
    for number in range(12):
        head = f"---\ntitle: County {number}\ndate: 2023-10-{number + 1:02}\n---\n\n"
        files[f"content/post/county-{number}.md"] = head + TOLD
    assert checked(files).levels()["architecture-docs"] == (0, 0)


def test_23_a_page_on_the_architecture_beside_a_corpus_counts(checked: Check) -> None:
    files = dict(SMALL)
    for number in range(200):
        files[f"docs/rulings/ruling_{number:03}.md"] = f"# Ruling {number}\n\n{TOLD}"
    files["docs/architecture.md"] = README[README.index("## Architecture") :]
    scored = checked(files)
    assert scored.levels()["architecture-docs"][0] >= 1
    assert "docs/architecture.md" in scored.files("architecture-docs")


def test_24_a_project_below_the_root_is_found(checked: Check, twin: Scored) -> None:
    files = below("services/answers", without(honest(), ".github/"))
    files |= {path: text for path, text in honest().items() if path.startswith(".github/")}
    levels = checked(files).levels()
    for name in ("evaluation", "error-handling", "deployed"):
        assert levels[name][0] >= 2, name
    assert levels["real-problem"][0] >= 1
    assert levels["architecture-docs"][0] >= 1
    assert levels["code-quality"][0] >= 1


def test_24_one_good_part_does_not_lift_forty_others(checked: Check) -> None:
    files: Files = {"README.md": "# Course work\n\nAll exercises of the course.\n"}
    for number in range(40):
        files[f"week_{number:02}/exercise.py"] = (
            f"values = [{number}, {number + 1}]\n\n\n"
            "def run(values):\n    total = 0\n    for value in values:\n        total += value\n"
            "    return total\n\n\nprint(run(values))\n"
        )
    part = {path: text for path, text in honest().items() if path.startswith((PACKAGE, "tests/"))}
    files |= below("capstone", part)
    alone = checked(honest(), "alone")
    scored = checked(files)
    assert alone.levels()["code-quality"][0] >= 2
    assert scored.levels()["code-quality"][1] <= 1


def test_24_three_versions_side_by_side_are_clutter(checked: Check) -> None:
    files: Files = {
        "README.md": README,
        ".github/workflows/checks.yml": honest()[".github/workflows/checks.yml"],
    }
    for version in ("v1", "v2_final", "v3_final_new"):
        files |= below(version, without(honest(), ".github/", "README.md"))
    assert checked(files).levels()["code-quality"][1] <= 1


EVALUATING = """\
import json
from pathlib import Path
from tenancy_answers.search import best

def hit_rate(cases, sections):
    hits = 0
    for case in cases:
        hits += case["expected_section"] in best(case["question"], sections, "")
    return hits / len(cases)

cases = [json.loads(line) for line in Path("cases.jsonl").open()]
print("hit_rate", hit_rate(cases, []), "on", len(cases), "questions")
"""


def notebook_only(printed: list[str], **more: object) -> Files:
    files = without(honest(), "evals/run.py", "evals/results.json")
    head, _, tail = README.partition("## Results")
    files["README.md"] = head + tail[tail.index("## Running") :]
    files["evals/analysis.ipynb"] = notebook(EVALUATING, printed, **more)
    return files


def test_25_results_in_the_outputs_of_a_notebook_count(checked: Check) -> None:
    image = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "iVBOR" * 60_000}}
    scored = checked(notebook_only(["hit_rate 0.8333333 on 24 questions\n"], more=[image]))
    assert scored.levels()["evaluation"][0] >= 2
    seen = scored.criterion("evaluation")["evidence"]
    assert any(row["kind"] == "notebook_output" for row in seen)
    assert "evals/analysis.ipynb" in scored.files("evaluation")


def test_25_a_notebook_whose_outputs_were_cleared_has_no_results(checked: Check) -> None:
    assert checked(notebook_only([])).levels()["evaluation"] == (1, 1)


def test_25_a_notebook_that_is_no_json_is_skipped_and_told(checked: Check) -> None:
    files = {**honest(), "notebooks/broken.ipynb": '{"cells": [{"cell_type": "code", '}
    scored = checked(files)
    assert scored.levels()["evaluation"][0] >= 2
    assert "notebooks/broken.ipynb" in scored.warnings["unread"]


LATIN = "# Mietrecht\n\nFür Mieter in Köln: wann endet die Kündigungsfrist?\n"
VIETNAMESE = """\
# Trợ lý luật thuê nhà

Dự án này giúp người thuê nhà ở Hà Nội tìm điều luật trả lời câu hỏi của họ về thời hạn báo trước
và tiền đặt cọc, để nhân viên tư vấn không phải đọc cả chương luật cho mỗi câu hỏi của khách.

## Kiến trúc

Câu hỏi được gửi đến chỉ mục từ khóa và chỉ mục vector, sau đó kết quả được gộp lại và xếp hạng.
Chúng tôi chọn cách này vì hai chỉ mục có thang điểm khác nhau và không thể cộng trực tiếp.
"""
CHINESE = (
    "# 租赁法律助手\n\n本项目帮助上海的租户查找回答其问题的法律条款。\n\n## 架构\n\n"
    "问题同时发送到关键词索引和向量索引，然后合并排名。我们选择这种方法，因为两个索引的分数没有共同的尺度。\n"
)


@pytest.mark.parametrize("text", [VIETNAMESE, CHINESE], ids=["Vietnamese", "Chinese"])
def test_26_prose_in_another_language_is_unknown_and_code_is_judged(
    checked: Check, text: str
) -> None:
    scored = checked({**honest(), "README.md": text})
    assert "language" in scored.warnings["language"]
    for name in ("real-problem", "architecture-docs"):
        assert scored.criterion(name)["high"] >= 2, name
        assert scored.level(name) is None, name
    for name in ("evaluation", "error-handling", "code-quality"):
        assert scored.levels()[name][0] >= 2, name


ENCODED: dict[str, tuple[bytes, str]] = {
    "UTF-16": (README.encode("utf-16"), README),
    "UTF-8 with a mark": (README.encode("utf-8-sig"), README),
    "CRLF": (README.replace("\n", "\r\n").encode(), README),
    "CR": (README.replace("\n", "\r").encode(), README),
    "Latin-1": ((README + LATIN).encode("latin-1"), README + LATIN),
    "colours of a terminal": (
        README.replace("Hit rate", "\x1b[31mHit rate\x1b[0m").encode(), README.replace(
            "Hit rate", "\x1b[31mHit rate\x1b[0m"
        ),
    ),
    "a stray zero": (README.replace(" ", "\x00", 1).encode(), README.replace(" ", "\ufffd", 1)),
    "turned round": (README.replace("Hit rate", "\u202eHit rate\u202c").encode(), README),
    "a line of ten megabytes": (README.encode() + b"a" * (10 << 20), README),
}  # fmt: skip


@pytest.mark.parametrize(("data", "text"), ENCODED.values(), ids=ENCODED)
def test_26_text_in_any_encoding_is_read(
    checked: Check, data: bytes, text: str, twin: Scored
) -> None:
    files: Files = {**honest(), "README.md": data}
    scored = checked(files, "project", {**files, "README.md": text})
    for name in ("evaluation", "error-handling", "code-quality"):
        assert scored.levels()[name][0] >= 2, name
    if len(data) < 1 << 20:
        assert scored.levels()["architecture-docs"] == twin.levels()["architecture-docs"]
    else:
        assert "README.md" in scored.warnings["unread"]
        assert scored.level("architecture-docs") is None
    assert not any(sign in scored.text for sign in ("\x1b", "\\u001b", "\u202e", "\x00"))


def test_26_a_file_of_zeros_is_no_text_and_hides_nothing(checked: Check, twin: Scored) -> None:
    scored = checked({**honest(), "notes.md": b"# Notes\x00\x00\n" + bytes(900)})
    assert scored.levels() == {**twin.levels(), "iteration-history": (0, 0)}
    assert all("notes.md" not in scored.files(name) for name in scored.levels())


@pytest.mark.parametrize("name", ["REAMDE.md", "readme.rst", "README", ".github/README.md",
                                  "Readme.MD", "docs/README.md", "README.txt"])  # fmt: skip
def test_26_a_readme_is_found_by_any_of_its_names(checked: Check, name: str, twin: Scored) -> None:
    files = without(honest(), "README.md")
    files[name] = README
    levels = checked(files).levels()
    assert levels["real-problem"][0] >= 1
    assert levels["architecture-docs"][0] >= 1


ODD = (
    b'quo"te.py', b"-rf.py", b"--output=x.py", b":colon.py", b"where this go?.py", b"Case.py",
    b"case.py", "café.py".encode(), "cafe\u0301.py".encode(), b" leading.py", b"*.py",
    b"$(touch x).py", "日本語.py".encode(), b"a&b;c|d.py", b"n" * 252 + b".py",
)  # fmt: skip
ESCAPED = {
    b"line\nbreak.py": r"line\x0abreak.py",
    b"tab\tin.py": r"tab\x09in.py",
    b"back\\slash.py": r"back\x5cslash.py",
    "\u202egpj.py".encode(): r"\xe2\x80\xaegpj.py",
    b"not-utf8-\xff\xfe.py": r"not-utf8-\xff\xfe.py",
    b"ctrl-\x01\x7f.py": r"ctrl-\x01\x7f.py",
}
NAMES = {**{name: name.decode() for name in ODD}, **ESCAPED}
CALLING = "import httpx\n\nprint(httpx.get('https://service.test', timeout=5))\n"


def named(mine: Repository, *names: bytes) -> Path:
    """The path of a repository whose one commit holds files of these names, and a readme."""
    blob = mine.store("blob", CALLING.encode())
    readme = mine.store("blob", str(SMALL["README.md"]).encode())
    entries = [("100644", name, blob) for name in names]
    listed = sorted([*entries, ("100644", b"README.md", readme)], key=lambda entry: entry[1])
    mine.point_main_at(mine.tree(*listed))
    return mine.path


@pytest.mark.parametrize(("name", "shown"), NAMES.items(), ids=range(len(NAMES)))
def test_27_a_file_of_any_name_is_read_and_cited(tmp_path: Path, name: bytes, shown: str) -> None:
    scored = score(named(init(tmp_path / "odd names"), name))
    json.loads(scored.text.encode("utf-8", "strict"))
    assert ("error-handling", (shown, 3)) in {
        (row["id"], place)
        for row in scored.project["criteria"]
        for place in scored.places(row["id"])
    }


def test_27_names_that_differ_in_little_stay_apart(tmp_path: Path) -> None:
    names = (*NAMES, b"x.pdf:Zone.Identifier", b"trailing ")
    scored = score(named(init(tmp_path / "all"), *names))
    cited = [row["file"] for row in scored.criterion("error-handling")["evidence"]]
    assert len(cited) == len(set(cited)) > 3
    assert set(cited) <= set(NAMES.values())


TOKEN = "ghp_" + "a1B2c3D4" * 5
KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7\n-----END RSA PRIVATE KEY-----\n"
PASSWORD = "Tr0ub4dor-and-3-horses"


def test_28_secrets_are_told_by_their_path_and_never_shown(tmp_path: Path) -> None:
    files = honest()
    files |= {
        ".env": f"OPENAI_API_KEY=sk-{'k3y' * 12}\nDATABASE_URL=postgres://ada:{PASSWORD}@db/x\n",
        "deploy/id_rsa": KEY,
        f"{PACKAGE}/settings.py": (
            '"""Settings."""\n\nimport httpx\n\n'
            f'GITHUB_TOKEN = "{TOKEN}"\nPASSWORD = "{PASSWORD}"\n\n\n'
            "def fetch(url: str) -> str:\n"
            f'    """A page."""\n    return httpx.get(url, headers={{"Authorization": "{TOKEN}"}}, '
            "timeout=5).text\n"
        ),
        "README.md": README + f"\nHit rate is 0.84 on 24 questions with the token {TOKEN}.\n",
    }
    project = build(tmp_path / "project", files).path
    quoting = f"Hit rate is 0.84 on 24 questions with the token {TOKEN}"
    claims = [{"id": "evaluation", "level": 3, "evidence": quoting}]
    scored = score(project, files)
    for told in (scored.text, score(project, files, criteria=claims).text):
        for secret in (TOKEN, "k3yk3y", PASSWORD, "MIIEow"):
            assert secret not in told
    assert scored.levels()["code-quality"][1] <= 1
    assert scored.files("code-quality") & {".env", "deploy/id_rsa"}


@pytest.mark.parametrize(
    ("given", "is_shown"),
    [
        ("self.api_key", True),
        ("args.key", True),
        ("'9f8e7d6c5b4a'", False),
        (f"'{PASSWORD}'", False),
    ],
)
def test_28_a_name_in_place_of_a_secret_is_shown(
    checked: Check, given: str, is_shown: bool
) -> None:
    code = (
        '"""Asks."""\n\nimport httpx\n\n\nclass Client:\n    """Asks."""\n\n'
        f"    def ask(self, args):\n        return httpx.Client(api_key={given}, timeout=5)\n\n\n"
        "Client().ask(None)\n"
    )
    scored = checked({"README.md": "# Client\n\nAsks.\n", "client.py": code})
    (seen,) = [row for row in scored.criterion("error-handling")["evidence"] if row["line"] == 10]
    assert ("timeout=5" in seen["snippet"]) is is_shown
    assert ("withheld" in seen["snippet"]) is not is_shown


def test_28_a_template_for_secrets_is_no_secret(checked: Check, twin: Scored) -> None:
    files: Files = {**honest(), ".env.example": "OPENAI_API_KEY=your-key-here\n"}
    assert checked(files).levels()["code-quality"] == twin.levels()["code-quality"]
