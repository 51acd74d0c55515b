import pytest

from career_guide.domain.probes import is_stub_product
from half_read import half_read
from repositories import snapshot

COMMANDS = """
import click


@click.group()
def cli():
    pass


@cli.command()
def index():
    click.echo("not implemented")


@cli.command()
def ask():
    click.echo("not implemented yet")


@cli.command()
def version():
    click.echo(__version__)
"""
STUBS = """
def load():
    raise NotImplementedError


def split():
    pass


def embed():
    ...


def main():
    load()
    split()
    embed()


main()
"""
ROUTES = """
app.get("/items", (req, res) => {
  res.status(501).json({ error: "Not implemented" });
});
app.post("/items", (req, res) => {
  res.status(501).json({ error: "Not implemented" });
});
app.delete("/items", (req, res) => {
  res.status(501).json({ error: "Not implemented" });
});
"""
WORKING = """
def load():
    return read()


def split():
    return load().split()


def main():
    print(split())


main()
"""
ABSTRACT = """
from abc import ABC, abstractmethod


class Store:
    def get(self, key):
        raise NotImplementedError

    def put(self, key):
        raise NotImplementedError

    def drop(self, key):
        raise NotImplementedError


class Memory(Store):
    def get(self, key):
        return self.kept[key]


Memory()
"""


@pytest.mark.parametrize(
    ("path", "code"), [("cli.py", COMMANDS), ("app.py", STUBS), ("server.js", ROUTES)]
)
def test_a_product_of_stubs_is_told(path: str, code: str) -> None:
    finding = is_stub_product.run(snapshot({path: code}))
    assert finding.outcome == "present"
    assert finding.count >= 2
    assert finding.total >= finding.count


@pytest.mark.parametrize(
    "files",
    [
        {"app.py": WORKING},
        {"app.py": ABSTRACT},
        {"app.py": ABSTRACT.replace("Store:", "Store(ABC):").replace("Memory(Store)", "Memory")},
        {"app.py": WORKING * 5 + "\n\ndef later():\n    raise NotImplementedError\n"},
        {"app.py": WORKING, "tests/fakes.py": STUBS},
    ],
    ids=["working", "an interface", "an abstract class", "one of many", "fakes of tests"],
)
def test_a_working_product_is_no_stub(files: dict[str, str]) -> None:
    assert is_stub_product.run(snapshot(files)).outcome == "absent"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert is_stub_product.run(half_read()[case]).outcome == "unknown"
