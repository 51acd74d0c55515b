import pytest

from career_guide.domain.probes import names_a_field
from career_guide.models.repository.finding import Finding
from repositories import snapshot

README = """# Lease helper

Reads a lease and shows its rent clause. A lease has one rent clause; a rent clause has a lease.
"""
CODE = (
    "def rent_clause(lease):\n    return lease\n\n\n"
    "def read_lease(rent):\n    return rent_clause(rent)\n"
)
ASKING = "import openai\n\nprint(openai.chat('x'))\n"
POST = "---\ntitle: x\ndate: 2025-01-01\n---\nA lease on leases.\n"


def asked(files: dict[str, str | None], **other: tuple[str, ...]) -> Finding:
    return names_a_field.run(snapshot(files, **other))


def test_words_that_the_opening_shares_with_the_code_name_a_field() -> None:
    found = asked({"README.md": README, "app.py": CODE + "\n\nread_lease(1)\n"})
    assert (found.outcome, found.confidence) == ("present", "low")
    assert (found.places[0].file, found.places[0].line) == ("README.md", 1)


@pytest.mark.parametrize(
    "files",
    [
        {"README.md": README, "app.py": ASKING},
        {"README.md": "# RAG\n\nA retrieval system with agents.\n", "app.py": CODE},
        {"README.md": "# Eval kit\n\nComputes recall with an embedder.\n", "app.py": "x = 1\n"},
        {"app.py": CODE},
    ],
    ids=["words without code", "words of the trade", "words of measuring", "no readme"],
)
def test_without_shared_words_of_its_own_it_is_absent(files: dict[str, str | None]) -> None:
    assert asked(files).outcome == "absent"


def test_a_site_of_posts_is_not_asked() -> None:
    posts = {f"_posts/2025-01-0{at}-x.md": POST for at in range(1, 5)}
    assert asked({"_config.yml": "title: x\n", **posts}).outcome == "not_applicable"


def test_another_language_or_a_cut_is_unknown() -> None:
    spanish = "# Ayuda\n\n" + "El asistente busca la ley y responde a las preguntas. " * 9
    assert asked({"README.md": spanish, "app.py": ASKING}).outcome == "unknown"
    assert asked({"README.md": "# RAG\n"}, cut=("files",)).outcome == "unknown"
