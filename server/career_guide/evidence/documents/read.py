"""The door to prose files: from a path and its text to a Document."""

from career_guide.evidence.documents.draft import Draft
from career_guide.evidence.documents.markdown import read_markdown
from career_guide.evidence.documents.markup import read_html
from career_guide.evidence.documents.outlines import read_asciidoc, read_org
from career_guide.evidence.documents.restructured import read_restructured
from career_guide.models.repository.files import Document

PROSE_ENDINGS = frozenset(
    (
        "md", "markdown", "mdown", "mkd", "mdx", "mdc", "qmd", "rmd", "rst", "rest", "txt", "text",
        "org", "adoc", "asciidoc", "htm", "html", "xhtml",
    )
)  # fmt: skip


def read_document(path: str, text: str) -> Document:
    """The text taken apart by what its ending says; without a known one, as plain text."""
    ending = path.rsplit("/", 1)[-1].lower().rpartition(".")[2]
    return _draft(ending, text).document()


def _draft(ending: str, text: str) -> Draft:
    match ending:
        case "md" | "markdown" | "mdown" | "mkd" | "mdx" | "mdc" | "qmd" | "rmd":
            return read_markdown(text, is_mdx=ending == "mdx")
        case "rst" | "rest":
            return read_restructured(text)
        case "org":
            return read_org(text)
        case "adoc" | "asciidoc":
            return read_asciidoc(text)
        case "html" | "htm" | "xhtml":
            return read_html(text)
        case _:
            return read_markdown(text, is_plain=True)
