"""What kind of file a path and its text make: the order in which the rules are asked."""

import re

from career_guide.evidence.copies import is_generated, is_vendored
from career_guide.evidence.documents.read import PROSE_ENDINGS
from career_guide.evidence.manifests.read import is_manifest, is_workflow
from career_guide.evidence.measuring import (
    is_eval_code,
    is_eval_data,
    is_eval_path,
    is_eval_prose,
    is_eval_settings,
)
from career_guide.evidence.paths import (
    ASSET_ENDINGS,
    CONFIG_ENDINGS,
    CORPUS_ENDINGS,
    DATA_ENDINGS,
    ending,
    language_of,
    words,
)
from career_guide.evidence.templates import is_template
from career_guide.models.repository.code import Language
from career_guide.models.repository.files import Dataset, FileKind

_TEST_FOLDERS = frozenset(
    (
        "test", "tests", "__tests__", "e2e", "cypress", "__mocks__", "testdata",
        "testcases", "integration_tests", "unit_tests", "functional_tests",
    )
)  # fmt: skip
_FIXTURES = frozenset(
    ("fixtures", "fixture", "testdata", "test_data", "data", "snapshots", "samples", "examples")
)
"""Where manifests below a folder of tests are material of tests."""
_OUTER_TEST_FOLDERS = frozenset(("spec", "specs", "testing"))
"""Folders that hold tests where they stand at the root; their texts are specifications."""
_TEST_NAME = re.compile(
    r"test_.+\.py|.+_tests?\.py|tests?\.py|conftest\.py|.+_test\.go"
    r"|.+\.(?:test|spec|cy|e2e)(?:-d)?\.[cm]?[jt]sx?|test[-_].+\.[cm]?[jt]sx?"
    r"|.+[-_]tests?\.[cm]?[jt]sx?|.+Tests?\.(?:java|kt|cs|swift|scala)"
    r"|.+_spec\.rb|.+_test\.(?:rb|exs|dart|cc|cpp)|test[-_].+\.(?:sh|rb|R)"
)
_ENTRY_NAMES = frozenset(("main.py", "app.py", "api.py", "server.py", "run.py", "cli.py"))
_STARTS = re.compile(r"__name__\s*==\s*[\"']__main__|\b(?:FastAPI|Flask|Starlette|Sanic|Quart)\(")
_TESTS = re.compile(
    r"^\s*(?:import|from) (?:pytest|unittest)\b|^\s*(?:async )?def test_|^\s*assert ", re.M
)

_DATA_FOLDERS = frozenset(
    (
        "data", "dataset", "datasets", "corpus", "corpora", "knowledge", "knowledgebase", "kb",
        "raw", "seed", "seeds", "fixtures", "samples", "sample", "uploads", "transcripts",
        "documents", "inputs", "outputs", "output", "results", "chroma", "vectorstore", "faiss",
        "embeddings", "index", "log", "logs", "storage", "chunks",
    )
)  # fmt: skip
_DATA_PAIRS = frozenset(
    (
        ("knowledge", "base"),
        ("sample", "data"),
        ("source", "documents"),
        ("source", "docs"),
        ("vector", "store"),
        ("test", "data"),
    )
)
_DOCS_FOLDERS = frozenset(("docs", "doc", "deliverables", "reports", "documentation"))
_SETTINGS_FOLDERS = frozenset(
    (
        "config", "configs", "conf", "settings", "deploy", "deployment", "k8s", "kubernetes",
        "helm", "charts", "infra", "infrastructure", "terraform", "monitoring", "grafana",
        "locales", "locale", "i18n", "messages", "lang", "dashboards", "provisioning", "prompts",
        "schemas", "schema", "ansible", "roles", "manifests",
    )
)  # fmt: skip
_PAPERS = frozenset(
    ("authors", "contributors", "contributing", "install", "notice", "todo", "news", "credits")
)
_GITHUB_PAPERS = (
    "readme", "contributing", "security", "support", "code_of_conduct", "architecture",
    "development", "governance",
)  # fmt: skip
_RECORD_WORDS = frozenset(
    (
        "log", "logs", "output", "outputs", "results", "result", "sample", "transcript", "dump",
        "data",
    )
)  # fmt: skip
_PROMPT_WORDS = frozenset(("prompt", "prompts", "personas"))
_AGENT_FOLDERS = frozenset(
    (
        ".agents", ".claude", ".cursor", ".gemini", ".codex", ".windsurf", ".cline", ".roo",
        ".kiro", ".opencode", ".specify", ".serena", ".taskmaster", ".bmad-core", "_bmad",
        ".vscode",
        ".idea", ".devcontainer", ".changeset",
    )
)  # fmt: skip
_CONFIG_SCRIPT = re.compile(
    r"[\w.-]+\.config\.[cm]?[jt]s|[\w.-]+rc\.[cm]?js|gulpfile\.\w+|gruntfile\.\w+"
    r"|rollup\.[\w.]+|webpack\.[\w.]+"
    r"|noxfile\.py|fabfile\.py|rakefile|gemfile|brewfile|vagrantfile|dangerfile"
)
_SPHINX_CONFIG = re.compile(r"(?:.*/)?docs?/(?:source/)?conf\.py")
_MARKUP_SOURCE = re.compile(
    r"(?:.*/)?(?:_includes|_layouts|templates|layouts|partials|views|components)/.+"
)
_ARTICLE = re.compile(r"<article\b|[\"']og:type[\"']\s{1,9}content=[\"']article", re.IGNORECASE)
LEAST_PARAGRAPHS = 5
_TEXT_CONFIG = re.compile(
    r"robots\.txt|humans\.txt|ads\.txt|security\.txt|llms(?:-full)?\.txt|runtime\.txt"
    r"|packages\.txt|apt\.txt|cmakelists\.txt|manifest\.in|codeowners|\.?\w+ignore|\.git\w+"
    r"|\.env[\w.-]*|\.\w+rc|py\.typed|version"
)
_WORKFLOW_BELOW = re.compile(r".*/\.github/(?:workflows|actions)/.+")
_LIST_KEY = re.compile(
    r"(?:^|[{,\n])\s*\"?(?:questions|records|items|examples|samples|cases|test_cases|entries"
    r"|rows|queries|pairs|qa_pairs|conversations|documents|data)\"?\s*:\s*(?:\[|\n\s*- )"
)
_OWN_DESIGN = re.compile(
    r"(?:system[-_ ]?)?(?:architecture|design)(?:[-_ ](?:decisions?|doc\w*))?\.(?:md|mdx|rst|adoc)"
)
"""Names of documents on how the project is built, whatever folder a tool wrote them to."""
_POSTS = re.compile(
    r"(?:.*/)?(?:_posts|_drafts|posts?|blogs?|articles|newsletter|writing|essays)/.+"
)


def kind_of_copy(
    path: str, text: str | None, environments: frozenset[str] = frozenset()
) -> FileKind | None:
    """Whether a file is `vendored` or `generated`, else None.

    `environments` are folders of Python environments, whatever their names.
    """
    if is_vendored(path, environments):
        return "vendored"
    return "generated" if is_generated(path, text) else None


def kind_of(path: str, text: str | None, dataset: Dataset | None) -> FileKind:
    """The kind of a file that is no copy, by its path, its text and the records in it.

    Whether a text of `docs` is the source material of a project only the other files tell; see
    `surroundings`.
    """
    if ending(path) == "ipynb":
        return "notebook"
    if is_template(path, text):
        return "template"
    if is_workflow(path):
        return "ci"
    language = language_of(path, (text or "")[:200].partition("\n")[0])
    if language is not None:
        return _kind_of_code(path, text, language)
    return _kind_of_text(path, text, dataset)


def _kind_of_code(path: str, text: str | None, language: Language) -> FileKind:
    name = path.rpartition("/")[2]
    if _is_settings_script(path, name, text):
        return "config"
    folders = path.split("/")[:-1]
    if language == "other" and folders and _is_data_folder(folders[0].lower()):
        return "data"  # code of elsewhere that a program works on
    in_tests = any(folder.lower() in _TEST_FOLDERS for folder in folders)
    in_tests = in_tests or (bool(folders) and folders[0].lower() in _OUTER_TEST_FOLDERS)
    if _TEST_NAME.fullmatch(name) or in_tests:
        if _judges_in_tests(path, name, text):
            return "eval"
        return "source" if _is_misplaced(folders, name, text) else "test"
    if is_eval_code(path, text):
        return "eval"
    return "source"


def _is_settings_script(path: str, name: str, text: str | None) -> bool:
    if name == "setup.py":  # also a common name for a module of the product
        return text is None or "setuptools" in text or "distutils" in text
    if _CONFIG_SCRIPT.fullmatch(name.lower()) or _SPHINX_CONFIG.fullmatch(path):
        return True
    return is_manifest(path)


_JUDGING_IMPORT = re.compile(
    r"^\s*(?:from|import) (?:deepeval|ragas|trulens\w*|giskard|langsmith|braintrust|autoevals)\b",
    re.M,
)


def _judges_in_tests(path: str, name: str, text: str | None) -> bool:
    """Whether a file among tests is an evaluation: its folder says so, or it imports a judge."""
    folder_says_so = any(is_eval_path(f"{folder}/x") for folder in path.split("/")[:-1])
    if folder_says_so and not _TEST_NAME.fullmatch(name):
        return True
    return bool(text and _JUDGING_IMPORT.search(text))


def _is_misplaced(folders: list[str], name: str, text: str | None) -> bool:
    """Whether a program that tests nothing stands right in a folder of tests."""
    if not text or name.lower() not in _ENTRY_NAMES or folders[-1].lower() not in ("test", "tests"):
        return False
    return bool(_STARTS.search(text)) and not _TESTS.search(text)


def _kind_of_text(path: str, text: str | None, dataset: Dataset | None) -> FileKind:
    name = path.rpartition("/")[2].lower()
    folders = [folder.lower() for folder in path.split("/")[:-1]]
    form = ending(path)
    if is_manifest(path):
        if not _FIXTURES.isdisjoint(folders) and not _TEST_FOLDERS.isdisjoint(folders):
            return "test"
        is_prose = name.startswith(("changelog", "changes", "history", "release"))
        return "docs" if is_prose else "config"
    if _TEXT_CONFIG.fullmatch(name) or _WORKFLOW_BELOW.fullmatch(path):
        return "config"
    if not _AGENT_FOLDERS.isdisjoint(folders) or _is_github_form(path):
        return "config"
    if form in PROSE_ENDINGS or _is_paper(name, form):
        return _kind_of_prose(path, text, name, form, folders)
    in_tests = any(one in _TEST_FOLDERS for one in folders)
    if form in ("json", "yaml", "yml", "xml") or form in DATA_ENDINGS:
        return _kind_of_data(path, text, dataset, form, folders, in_tests)
    if form in ASSET_ENDINGS:
        if in_tests and form in CORPUS_ENDINGS:
            return "test"
        return "data" if form in CORPUS_ENDINGS and _is_among_data(folders) else "asset"
    if form in ("sql", "graphql", "gql", "proto", "prisma", "tex"):
        return "docs" if form == "tex" else "source"
    if form in CONFIG_ENDINGS or name.startswith(".") or not form:
        return "config"
    if form in ("j2", "jinja", "jinja2", "tmpl", "prompt", "ejs", "hbs", "mustache", "liquid"):
        return "eval" if is_eval_path(path) else "config"
    if in_tests or form == "feature":
        return "test"
    return "data" if _is_among_data(folders) else "asset"


def _kind_of_prose(
    path: str, text: str | None, name: str, form: str, folders: list[str]
) -> FileKind:
    if form in ("html", "htm", "xhtml"):
        return _kind_of_page(path, folders, text)
    if (_POSTS.fullmatch(path) and form != "txt") or _OWN_DESIGN.fullmatch(name):
        return "docs"
    if text is not None and is_eval_prose(path, text):
        return "eval"
    is_readme = name.startswith("readme")
    if "templates" in folders and _DOCS_FOLDERS.isdisjoint(folders) and not is_readme:
        return "config"
    if _is_prompt(path, folders) and not is_readme:
        return "eval" if is_eval_path(path) else "config"
    if _is_among_data(folders) and not is_readme and folders[0] not in _DOCS_FOLDERS:
        if any(folder in _TEST_FOLDERS for folder in folders):
            return "test"
        return "eval" if is_eval_path(path) else "data"
    if any(one in _TEST_FOLDERS for one in folders) and not is_readme:
        return "test"
    if form in ("txt", "text") and _names_a_record(name):
        return "eval" if is_eval_path(path) else "data"
    return "docs"


def _kind_of_page(path: str, folders: list[str], text: str | None) -> FileKind:
    if _MARKUP_SOURCE.fullmatch(path):
        return "source"
    if not _TEST_FOLDERS.isdisjoint(folders):
        return "test"
    if text is not None and is_eval_prose(path, text):
        return "eval"
    if _names_a_record(path.rpartition("/")[2].lower()):
        return "data"
    if _POSTS.fullmatch(path) or not _DOCS_FOLDERS.isdisjoint(folders):
        return "docs"
    if text is not None and _ARTICLE.search(text) and text.count("<p") >= LEAST_PARAGRAPHS:
        return "docs"
    return "data" if _is_among_data(folders) else "source"


def _kind_of_data(
    path: str,
    text: str | None,
    dataset: Dataset | None,
    form: str,
    folders: list[str],
    in_tests: bool,
) -> FileKind:
    among_data = _is_among_data(folders)
    if in_tests:
        return "eval" if is_eval_path(path) and is_eval_data(path, dataset) else "test"
    if _is_prompt(path, folders):
        return "eval" if is_eval_settings(path, text, dataset) else "config"
    if form in ("yaml", "yml") and not among_data:
        if is_eval_settings(path, text, dataset):
            return "eval"
        return "data" if _is_list(text, dataset) and not is_among_settings(path) else "config"
    if is_eval_data(path, dataset):
        return "eval"
    if form in DATA_ENDINGS or among_data:
        return "data"
    if form == "xml" or is_among_settings(path) or path.rpartition("/")[2].startswith("."):
        return "config"
    return "data" if _is_list(text, dataset) else "config"


def _is_list(text: str | None, dataset: Dataset | None) -> bool:
    """Whether a file is a list of records, or a short head before one with a usual name."""
    if text is None or dataset is None or (dataset.records or 0) < 2 or len(dataset.fields) < 2:
        return False
    rows = (row.strip() for row in text[:20_000].split("\n"))
    first = next((row for row in rows if row and not row.startswith(("#", "---"))), "")
    return first.startswith(("[", "- ")) or bool(_LIST_KEY.search(text[:1_000]))


def is_among_settings(path: str) -> bool:
    """Whether a folder around the file is one of settings, hidden ones among them."""
    folders = path.lower().split("/")[:-1]
    return any(folder in _SETTINGS_FOLDERS or folder.startswith(".") for folder in folders)


def _is_among_data(folders: list[str]) -> bool:
    return any(map(_is_data_folder, folders))


def _is_data_folder(folder: str) -> bool:
    """Whether a folder is named for data: its last word, numbers aside, says so."""
    found = [word for word in words(folder) if not word.isdigit()]
    return bool(found) and (found[-1] in _DATA_FOLDERS or tuple(found[-2:]) in _DATA_PAIRS)


def _is_prompt(path: str, folders: list[str]) -> bool:
    named = words(path.rpartition("/")[2].rpartition(".")[0])
    near = folders[-1:] + folders[-2:-1]
    in_folder = any(
        folder in ("prompts", "prompt", "prompt_templates", "system_prompts") for folder in near
    )
    return in_folder or (
        not _PROMPT_WORDS.isdisjoint(named[-1:]) and _DOCS_FOLDERS.isdisjoint(folders)
    )


def _is_paper(name: str, form: str) -> bool:
    """Whether a file without a known ending is prose by its name."""
    stem = name.partition(".")[0]
    return stem in ("readme", "reamde") or (not form and stem in _PAPERS)


def _names_a_record(name: str) -> bool:
    return not _RECORD_WORDS.isdisjoint(words(name.rpartition(".")[0]))


def _is_github_form(path: str) -> bool:
    if not path.startswith((".github/", ".gitlab/")):
        return False
    name = path.rpartition("/")[2].lower()
    return not (name.startswith(_GITHUB_PAPERS) and "template" not in path.lower())
