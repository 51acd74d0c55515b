import pytest

from career_guide.domain.probes import has_domain_material
from career_guide.models.repository.finding import Finding
from repositories import snapshot

README = """# Lease helper

The helper reads a lease and finds the rent clause. A rent clause of a lease is compared with the
rent law, clause by clause, for each lease.
"""
ASKING = "import openai\n\nprint(openai.chat('x'))\n"
KIT = (
    "from github import Github\n\n\ndef label(number):\n"
    "    Github().get_repo('x').get_issue(number)\n\n\nlabel(1)\n"
)
HOST = "import httpx\n\nURL = 'https://api.courts.gv.at/v1'\nprint(httpx.get(URL + '/rulings'))\n"
RECORDS = "title,artist,cadence\n" + "".join(f"Song {at},Band {at},plagal\n" for at in range(30))
ENTRIES = "entries:\n" + "".join(f"  - title: Song {at}\n    band: Band {at}\n" for at in range(30))
RULES = (
    "# Rent criteria\n\n" + "A clause of a lease is void where the rent exceeds the rent law. " * 8
)
LOADING = """
from pathlib import Path

RULES = Path("CRITERIA.md").read_text()


def judge(lease_clause, rent):
    return RULES


judge(1, 2)
"""
FIELD_CODE = """
class LeaseClause:
    rent_due: str
    lease_start: str
    clause_number: int


def find_rent_clause(lease):
    return lease


def split_lease(text):
    return find_rent_clause(text)


split_lease(LeaseClause())
"""


def asked(files: dict[str, str | None], **other: tuple[str, ...]) -> Finding:
    return has_domain_material.run(snapshot(files, **other))


@pytest.mark.parametrize(
    ("files", "file", "line", "kind"),
    [
        ({"README.md": "# Triage\n\nFor GitHub issues.\n", "app.py": KIT}, "app.py", 1, "source"),
        ({"README.md": "# Courts\n\nSearch in courts.\n", "app.py": HOST}, "app.py", 3, "source"),
        ({"app.py": ASKING, "data/songs.csv": RECORDS}, "data/songs.csv", 1, "config"),
        ({"app.py": ASKING, "data/songs.parquet": None}, "data/songs.parquet", None, "config"),
        (
            {"README.md": README, "app.py": LOADING, "CRITERIA.md": RULES},
            "CRITERIA.md",
            3,
            "config",
        ),
        ({"app.py": ASKING, "data/songs.yaml": ENTRIES}, "data/songs.yaml", 2, "config"),
        (
            {
                "README.md": README,
                "lease.py": FIELD_CODE,
                "main.py": "import lease\n\n\ndef rent_of(lease):\n    return lease\n\n\n"
                "def lease_law(rent):\n    return rent_of(rent)\n\n\nlease_law(1)\n",
            },
            "lease.py",
            2,
            "source",
        ),
    ],
    ids=["a kit", "a host", "records", "records by name", "rules", "entries", "code of the field"],
)
def test_each_form_of_material_is_shown(
    files: dict[str, str | None], file: str, line: int | None, kind: str
) -> None:
    found = asked(files)
    assert found.outcome == "present"
    assert (found.places[0].file, found.places[0].line, found.places[0].kind) == (file, line, kind)


TABLES = "CREATE TABLE leases (id int);\nCREATE TABLE IF NOT EXISTS rent_clauses (id int);\n"
MAKER = (
    "def make_lease(at):\n    return at\n\n\ndef make_rent_clause(at):\n    return make_lease(at)\n"
    "\n\nmake_rent_clause(1)\n"
)
COLUMNS = "CREATE TABLE aa (lease_id int);\nCREATE TABLE bb (rent float, x int);\n"
OWN_GO = 'package main\n\nimport "git.io/ada/zyx/store"\n\nfunc main() { store.Run() }\n'
USING = "def lease_rent(clause):\n    return clause\n\n\nlease_rent(1)\n"


@pytest.mark.parametrize(
    ("files", "file"),
    [
        ({"db/schema.sql": TABLES}, "db/schema.sql"),
        ({"db/schema.sql": COLUMNS + TABLES.split(";")[0] + ";"}, "db/schema.sql"),
        (
            {"dags/leases.cypher": "CREATE (:Lease)-[:HAS_CLAUSE]->(:RentClause);\n"},
            "dags/leases.cypher",
        ),
        ({"tools/generate_data.py": MAKER}, "tools/generate_data.py"),
        (
            {
                "prompts/clauses.md": RULES,
                "load.py": "from pathlib import Path\n\nprint(list(Path('prompts').iterdir()))\n",
            },
            "prompts/clauses.md",
        ),
    ],
    ids=[
        "tables",
        "columns",
        "a graph",
        "a generator of records",
        "prompts that are read as a folder",
    ],
)
def test_what_is_made_for_the_field_is_material(files: dict[str, str | None], file: str) -> None:
    found = asked({"README.md": README, "app.py": USING, **files})
    assert (found.outcome, found.places[0].file) == ("present", file)
    assert asked({"README.md": "# Tool\n\nA tool.\n", "app.py": USING, **files}).outcome == (
        "absent"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "# Reader\n\nReads files using Pdfplumber and Zyxlib.\n",
            "import pdfplumber\nimport zyxlib\n\nprint(pdfplumber.open('x'), zyxlib.run())\n",
        ),
        (
            "# Notes\n\nEvery label of a note is kept.\n",
            "class LabelClient:\n    def label(self):\n        return 1\n\n\nLabelClient()\n",
        ),
    ],
    ids=["libraries that it is built with", "a common noun before a client"],
)
def test_libraries_and_common_nouns_are_no_service(text: str, code: str) -> None:
    assert asked({"README.md": text, "app.py": code}).outcome == "absent"


def test_texts_count_where_there_are_several() -> None:
    texts = {
        f"corpus/ruling-{at}.txt": "The court held that the clause is void. " * 20
        for at in range(6)
    }
    assert asked({"app.py": ASKING, **texts}).outcome == "present"
    assert asked({"app.py": ASKING, **dict(list(texts.items())[:1])}).outcome == "absent"


@pytest.mark.parametrize(
    "files",
    [
        {"data/sample.csv": RECORDS, "app.py": ASKING},
        {"data/eval/results.csv": RECORDS, "app.py": ASKING},
        {"app.py": "import stripe\n\nprint(stripe.Charge.create(amount=1))\n"},
        {"app.py": "import httpx\n\nprint(httpx.get('https://api.open-meteo.com/v1/forecast'))\n"},
        {"app.py": "import httpx\n\nprint(httpx.get('https://en.wikipedia.org/w/api.php'))\n"},
        {"app.py": "import httpx\n\nprint(httpx.post('https://api.openai.com/v1/chat'))\n"},
        {"app.tsx": "export const Link = () => <a href='https://www.university.edu'>x</a>;\n"},
        {"README.md": README, "app.py": "# api.linear.app GitHub clause lease rent\n" + ASKING},
        {"README.md": README, "CRITERIA.md": RULES, "app.py": ASKING},
        {"README.md": README, "rag/answer_generator.py": MAKER, "app.py": ASKING},
        {"README.md": "# Zyx store\n", "go.mod": "module git.io/ada/zyx\n", "main.go": OWN_GO},
    ],
    ids=[
        "a sample",
        "results",
        "payment around a product",
        "weather",
        "general knowledge",
        "a model",
        "a link on a page",
        "comments",
        "rules that nothing loads",
        "a generator of answers",
        "its own packages",
    ],
)
def test_what_everybody_has_is_absent(files: dict[str, str | None]) -> None:
    assert asked(files).outcome == "absent"


def test_a_site_of_posts_has_none() -> None:
    post = "---\ntitle: x\ndate: 2025-01-01\n---\n" + "A text on music. " * 40
    posts = {f"_posts/2025-01-0{at}-x.md": post for at in range(1, 6)}
    assert (
        asked({"_config.yml": "title: x\n", "_data/songs.csv": RECORDS, **posts}).outcome
        == "absent"
    )


def test_what_could_not_be_looked_at_is_unknown() -> None:
    assert asked({"src/main.rs": "fn main() {\n}\n" * 40}).outcome == "unknown"
    assert asked({"app.py": ASKING}, cut=("files",)).outcome == "unknown"
    assert asked({"app.py": ASKING, "core.py": None}).outcome == "unknown"
