"""Repositories in which a probe of code cannot look everywhere, with the reason."""

from career_guide.models.repository.snapshot import Snapshot
from repositories import snapshot

PLAIN = "def add(a, b):\n    return a + b\n\n\nif __name__ == '__main__':\n    print(add(1, 2))\n"
RUST = "fn main() {\n" + '    println!("hello");\n' * 40 + "}\n"


def half_read() -> dict[str, Snapshot]:
    """One of each kind; nothing that is left to see shows anything."""
    return {
        "cut short": snapshot({"app.py": PLAIN, "test_app.py": PLAIN}, cut=("files",)),
        "a missing object": snapshot(
            {"app.py": PLAIN, "core.py": None, "test_app.py": PLAIN, "tests/test_core.py": None}
        ),
        "another language": snapshot({"src/main.rs": RUST, "tests/test_main.rs": RUST}),
    }
