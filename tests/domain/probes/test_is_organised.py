import pytest

from career_guide.domain.probes import is_organised
from repositories import snapshot

NEEDS = {"requirements.txt": "httpx\n"}


def module(name: str, imports: str = "", size: int = 4) -> str:
    body = "".join(f"    {name}_{n} = value * {n}\n" for n in range(size))
    return f"{imports}\n\ndef {name}(value):\n{body}    return {name}_0\n"


PACKAGE = {
    "desk/load.py": module("load"),
    "desk/rank.py": module("rank", "from desk.load import load"),
    "desk/main.py": module("main", "from desk import load, rank"),
}
SCRIPTS = {f"{name}.py": module(name) for name in ("scrape", "clean", "plot", "train")}
TYPESCRIPT = {
    "src/load.ts": """export function load(): number {
  const a = 1;
  const b = 2;
  return a + b;
}
""",
    "src/rank.ts": """import { load } from './load.js';
export function rank(): number {
  const a = load();
  const b = a + 1;
  return b;
}
""",
    "src/index.ts": """import { rank } from '@/rank';
const best = rank();
const twice = best * 2;
console.log(twice);
""",
}
GO = {
    "go.mod": "module example.test/desk\n\nrequire example.test/sdk v1.0.0\n",
    "main.go": """package main

import "example.test/desk/rank"

func main() {
	a := rank.Best()
	b := a + 1
	println(b)
}
""",
    "rank/rank.go": """package rank

func Best() int {
	a := load()
	b := a + 1
	return b
}
""",
    "rank/load.go": """package rank

func load() int {
	a := 1
	b := 2
	return a + b
}
""",
}
POSTS = {
    f"_posts/2025-0{n}-01-notes.md": f"---\ntitle: Notes {n}\ndate: 2025-0{n}-01\n---\nText {n}.\n"
    for n in (1, 2)
}


@pytest.mark.parametrize(
    ("files", "count"),
    [
        ({**PACKAGE, **NEEDS}, 3),
        ({**TYPESCRIPT, "package.json": '{"name": "desk", "dependencies": {"zod": "4"}}\n'}, 3),
        (GO, 3),
        ({**dict(list(PACKAGE.items())[:2]), **NEEDS}, 2),
    ],
)
def test_modules_that_import_each_other_with_a_manifest_are_organised(files, count):
    finding = is_organised.run(snapshot(files))
    assert (finding.outcome, finding.count) == ("present", count)
    assert finding.places[0].kind == "config"


def test_many_linked_modules_without_a_manifest_are_readable_and_not_sure():
    files = {**PACKAGE, "desk/store.py": module("store", "from .load import load")}
    finding = is_organised.run(snapshot(files))
    assert (finding.outcome, finding.confidence) == ("present", "medium")
    assert is_organised.run(snapshot(PACKAGE)).outcome == "absent"


def near_copies(ending: str) -> str:
    steps = "".join(f"    step_{n} = prepare(value, {n})\n" for n in range(20))
    return f"def work(value):\n{steps}    return {ending}\n"


@pytest.mark.parametrize(
    "files",
    [
        {"README.md": "# Desk\n\nMany words on modules and layers.\n"},
        {"main.py": module("main"), **NEEDS},
        {"main.py": module("main", size=900), **NEEDS},
        {**SCRIPTS, **NEEDS},
        {"main.py": near_copies("step_1"), "main_extension.py": near_copies("step_2"), **NEEDS},
        {**PACKAGE, "desk/main.py": module("main", "from desk import load", size=900), **NEEDS},
        {"desk/__init__.py": "", "desk/load.py": module("load"), **NEEDS},
        {f"node_modules/x/{n}.js": "export const a = 1;\nconst b = 2;\nb + 1;\n" for n in range(5)},
    ],
)
def test_words_single_scripts_copies_and_piles_of_scripts_are_not(files):
    assert is_organised.run(snapshot(files)).outcome == "absent"


def test_a_module_named_like_one_of_pythons_own_links_nothing():
    files = {
        "desk/logging.py": module("configure"),
        "desk/load.py": module("load", "import logging"),
        "desk/rank.py": module("rank", "import json"),
        **NEEDS,
    }
    assert is_organised.run(snapshot(files)).outcome == "absent"


def test_scripts_beside_a_large_notebook_are_a_collection_of_notebooks():
    source = "\\n".join(f"a{n} = {n}" for n in range(80))
    cell = f'{{"cell_type": "code", "execution_count": 1, "outputs": [], "source": "{source}"}}'
    notebook = f'{{"cells": [{cell}], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5}}'
    pair = {"load.py": module("load"), "rank.py": module("rank", "import load"), **NEEDS}
    assert is_organised.run(snapshot(pair)).outcome == "present"
    assert is_organised.run(snapshot({**pair, "work.ipynb": notebook})).outcome == "absent"


def test_the_source_of_a_site_in_order_counts():
    files = {"_config.yml": "title: Notes\n", "_layouts/post.html": "<p></p>\n", **POSTS}
    finding = is_organised.run(snapshot(files))
    assert (finding.outcome, finding.confidence, finding.count) == ("present", "medium", 2)
    assert finding.places[0].file == "_config.yml"


def test_documentation_settings_do_not_make_a_large_script_a_site():
    docs = {"mkdocs.yml": "site_name: Desk\n", "docs/a.md": "# A\n", "docs/b.md": "# B\n"}
    files = {"main.py": module("main", size=900), **NEEDS, **docs}
    assert is_organised.run(snapshot(files)).outcome == "absent"


def test_sources_that_could_not_be_read_leave_it_open():
    files = {"desk/load.py": None, "desk/rank.py": None, **NEEDS}
    assert is_organised.run(snapshot(files)).outcome == "unknown"


def test_a_reading_that_was_cut_short_leaves_it_open():
    assert is_organised.run(snapshot({"main.py": module("main")}, cut=("files",))).outcome == (
        "unknown"
    )
