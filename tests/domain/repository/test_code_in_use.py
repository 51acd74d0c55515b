import json

import pytest

from career_guide.domain.probes import handles_errors, sets_timeouts
from career_guide.domain.probes.registry import PROBES
from repositories import snapshot

CALL = "import httpx\n\n\ndef load():\n    return httpx.get('https://service.test', timeout=5)\n"
MANIFEST = '[project]\nname = "shop"\n[project.scripts]\nshop = "shop.start_up:load"\n'
USES = "from {module} import load\n\nload()\n"


def notebook(*cells: str) -> str:
    found = [
        {"cell_type": "code", "source": cell, "outputs": [], "execution_count": 1, "metadata": {}}
        for cell in cells
    ]
    return json.dumps(
        {"cells": found, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1
    )


@pytest.mark.parametrize(
    "files",
    [
        {"app.py": USES.format(module="shop.client"), "shop/client.py": CALL},
        {"app.py": "from shop import load\n\nload()\n"}
        | {"shop/__init__.py": "from .client import load\n", "shop/client.py": CALL},
        {"shop/client.py": CALL.replace("def load", "def main")},
        {"work.ipynb": notebook("import httpx", "httpx.get('https://service.test', timeout=5)")},
        {"src/app.ts": "import { load } from './client.js';\nload();\n"}
        | {
            "src/client.ts": "export const load = () =>"
            " fetch('https://service.test', { signal: AbortSignal.timeout(5) });\n"
        },
        {
            "pyproject.toml": MANIFEST,
        }
        | {"shop/start_up.py": CALL, "shop/other.py": "def other():\n    return 1\n\n\nother()\n"},
    ],
    ids=[
        "imported",
        "handed on and imported",
        "alone",
        "a notebook",
        "a script's module",
        "started by a manifest",
    ],
)
def test_code_that_is_started_or_imported_counts(files: dict[str, str]) -> None:
    assert sets_timeouts.run(snapshot(files)).outcome == "present"


@pytest.mark.parametrize(
    "files",
    [
        {"app.py": "print(1)\n", "shop/client.py": CALL},
        {"app.py": CALL + "\n\nprint(1)\n"},
        {"app.py": "import shop\n\nprint(shop)\n"}
        | {"shop/__init__.py": "from .client import load\n", "shop/client.py": CALL},
        {"app.py": "print(1)\n", "examples/app.py": CALL + "\n\nload()\n"},
        {"app.py": "\n".join(f"print({n})" for n in range(40))}
        | {"try.ipynb": notebook("import httpx\nhttpx.get('https://service.test', timeout=5)")},
    ],
    ids=[
        "nothing imports it",
        "nothing calls it",
        "only handed on",
        "an example",
        "a notebook beside the product",
    ],
)
def test_code_that_is_not_in_use_does_not_count(files: dict[str, str]) -> None:
    assert sets_timeouts.run(snapshot(files)).outcome == "absent"


def test_a_route_that_is_only_handed_to_its_framework_is_in_use() -> None:
    code = """
app.get("/items", async (req, res) => {
  try {
    res.json(await load());
  } catch (error) {
    res.status(502).json({ error: String(error) });
  }
});
app.listen(3000);
"""
    assert handles_errors.run(snapshot({"src/server.ts": code})).outcome == "present"


def test_every_place_is_a_line_of_the_file_it_names() -> None:
    files = {
        "app.py": USES.format(module="shop.client") + "\nraise ValueError('size')\n",
        "shop/client.py": CALL,
    }
    for probe in PROBES:
        for place in probe.run(snapshot(files)).places:
            if place.file is not None and place.line is not None:
                assert files[place.file].split("\n")[place.line - 1] == place.snippet


def test_the_order_of_files_changes_nothing() -> None:
    files = {
        "app.py": USES.format(module="shop.client"),
        "shop/client.py": CALL,
        "shop/errors.py": "class ShopError(Exception):\n    pass\n",
        "tests/test_client.py": "def test_error():\n    assert load() == 1\n",
    }
    turned = dict(reversed(files.items()))
    for probe in PROBES:
        assert probe.run(snapshot(files)) == probe.run(snapshot(turned))


def test_a_file_of_ten_thousand_handlers_is_read_in_one_go() -> None:
    one = "try:\n    work()\nexcept OSError as error:\n    print(error)\n"
    finding = handles_errors.run(snapshot({"app.py": one * 5_000}))
    assert (finding.outcome, finding.count, len(finding.places)) == ("present", 5_000, 5)


def test_a_package_for_evaluations_is_a_product_itself() -> None:
    harness = {
        "pyproject.toml": '[project]\nname = "llm-eval-harness"\n',
        "eval_harness/judge.py": CALL + "\n\nload()\n",
    }
    repo = snapshot(harness)
    assert repo.by_path["eval_harness/judge.py"].kind == "eval"
    assert sets_timeouts.run(repo).outcome == "present"
    beside = snapshot({**harness, "pyproject.toml": '[project]\nname = "shop"\n'})
    assert sets_timeouts.run(beside).outcome == "absent"


def test_files_that_only_declare_types_leave_no_doubt() -> None:
    files = {"src/app.ts": "start();\n", "types.d.ts": "declare const a: 1;\n" * 900}
    files["other.d.ts"] = "declare const = = ;\n" * 900
    assert sets_timeouts.run(snapshot(files)).outcome == "absent"


def test_files_with_dots_in_their_names_are_found_by_their_imports() -> None:
    loading = (
        "export const load = () => fetch('https://s.test', { signal: AbortSignal.timeout(5) });\n"
    )
    files = {
        "src/index.ts": "import { load } from './tools/find.tool.js';\nload();\n",
        "src/tools/find.tool.ts": loading,
    }
    assert sets_timeouts.run(snapshot(files)).outcome == "present"
    alone = {**files, "src/index.ts": "start();\n"}
    assert sets_timeouts.run(snapshot(alone)).outcome == "absent"
