import pytest

from career_guide.domain.probes import has_junk
from career_guide.evidence.assemble import RawFile, assemble
from repositories import snapshot

CODE = "def rank(a):\n    b = sorted(a)\n    return b\n"
LONG = "".join(f"value_{n} = compute(base, {n})\n" for n in range(30))
KEY = "sk-" + "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA" * 2


def binary(path: str, size: int = 3_000) -> RawFile:
    return RawFile(path, size, None, "binary")


def raw(path: str, text: str) -> RawFile:
    return RawFile(path, len(text), text.encode())


def run(*files: RawFile):
    return has_junk.run(assemble("desk", [raw("desk/core.py", CODE), *files]))


@pytest.mark.parametrize(
    "files",
    [
        [RawFile(".env", 120, None, "secret")],
        [RawFile("deploy/server.pem", 1_700, None, "secret")],
        [raw("desk/client.py", f'KEY = "{KEY}"\n')],
        [binary(f"desk/__pycache__/part_{n}.cpython-312.pyc") for n in range(6)],
        [raw(f"node_modules/left/{n}.js", "x()\n") for n in range(6)],
        [raw(f".venv/lib/python3.12/site-packages/a/{n}.py", CODE) for n in range(6)],
        [raw(f"dist/part_{n}.js", "x();\n") for n in range(6)],
        [raw(f"src/part_{n}.{form}", "f();\n") for n in range(6) for form in ("ts", "js")],
        [raw(f"part_{n}/core.py", LONG) for n in range(5)],
        [raw(f"posts/notes {n} copy.md", f"# Notes {n}\n") for n in range(4)],
        [raw(f"demo_{n}.py", f"print({n})\n") for n in range(5)],
        [binary("docs/resume_somebody.pdf"), binary("docs/CV somebody.pdf")],
        [binary("model.bin", 60 << 20), binary("weights.bin", 60 << 20)],
        [
            raw("README_old.md", "# Old\n"),
            raw("desk/core_v2.py", CODE),
            binary("demo.mp4", 9 << 20),
        ],
    ],
)
def test_serious_junk_is_told_by_its_paths(files):
    finding = run(*files)
    assert finding.outcome == "present"
    paths = {file.path for file in files}
    assert finding.places
    assert {place.file for place in finding.places} <= paths
    assert all(place.snippet == "" and place.line is None for place in finding.places)


@pytest.mark.parametrize(
    "files",
    [
        [],
        [raw(".env.example", "KEY=your-key\n")],
        [raw("tests/fixtures/key.txt", f"{KEY}\n")],
        [raw("desk/client.py", 'KEY = "sk-your-key-your-key-your-key-your-key-your-key"\n')],
        [RawFile("tests/certs/server.pem", 1_700, None, "secret")],
        [raw("README_old.md", "# Old\n")],
        [binary(".DS_Store"), binary("docs/.DS_Store"), binary("desk/.DS_Store")],
        [raw("debug_model.py", "print(1)\n")],
        [raw("pkg/a/__init__.py", LONG), raw("pkg/b/__init__.py", LONG)],
        [binary("data/tickets.pdf"), binary("data/sample_invoice.pdf")],
        [raw("desk/copy.py", CODE), raw("desk/final_state.py", CODE)],
        [binary(f"public/films/{n}.mp4", 9 << 20) for n in range(4)],
        [raw("package-lock.json", "{}\n"), raw("uv.lock", "x\n")],
        [raw(f"tests/fixtures/case_{n}.py", LONG) for n in range(5)],
        [
            raw(
                f"test_{name}.py",
                f"from desk.core import rank\n\n\ndef test_{name}():\n    assert rank([1])\n",
            )
            for name in ("a", "b", "c", "d", "e")
        ],
    ],
)
def test_examples_fixtures_and_one_stray_file_are_not_serious(files):
    assert run(*files).outcome == "absent"


def test_a_key_is_never_shown():
    finding = run(raw("desk/client.py", f'KEY = "{KEY}"\n'))
    assert KEY not in repr(finding)


def test_what_was_found_in_a_cut_reading_counts_and_its_absence_is_open():
    files = {"desk/core.py": CODE}
    assert has_junk.run(snapshot(files, cut=("files",))).outcome == "unknown"
    demos = {f"demo_{n}.py": f"print({n})\n" for n in range(5)}
    assert has_junk.run(snapshot({**files, **demos}, cut=("files",))).outcome == "present"
