"""Do answers carry the sources they rest on?"""

from career_guide.domain.repository.identifiers import listed, plain, tail, words
from career_guide.domain.repository.live import Live, live
from career_guide.domain.repository.searching import Spot, answer
from career_guide.models.repository.code import Call, Class
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

FIELDS = listed(
    "citation citations cited_documents cited_sources citedsources reference_documents "
    "source_chunks source_documents source_nodes source_urls sourcechunks sourcedocuments "
    "sourcenodes sources sourceurls supporting_documents"
)
KEYS = frozenset({"returnsourcedocuments", "returncitations", "citations"})
CALLS = listed(
    "CitationQueryEngine create_citation_fuzzy_match_chain create_citation_fuzzy_match_runnable "
    "load_qa_with_sources_chain RetrievalQAWithSourcesChain"
)
METADATA = listed(
    "chunk_id doc_id document_id file_name file_path filename page page_number path section "
    "source source_file title url"
)
CITING = frozenset({"cite", "cited", "citation", "citations"})


def run(repo: Snapshot) -> Finding:
    """Present where answers have a place for sources that code fills, a library returns them, or
    a prompt asks to cite passages that carry where they come from."""
    code = live(repo)
    library = [seen.spot for seen in code.calls if _is_library(seen.fact)]
    fields = [seen.spot for seen in code.classes if _has_field(seen.fact)]
    filled = [seen.spot for seen in code.calls if _is_filled(seen.fact)]
    keys = [seen.spot for seen in code.strings if seen.fact.text.lower() in FIELDS]
    own = [seen.spot for seen in code.functions if CITING & set(words(seen.fact.name))]
    asked = _asked(code)
    has_metadata = any(seen.fact.text in METADATA for seen in code.strings) or bool(
        METADATA & code.names
    )
    spots: list[Spot] = [*library]
    if (fields and (filled or keys)) or filled or (len(keys) > 1) or own:
        spots += [*own, *filled, *fields, *keys]
    elif keys and has_metadata:
        spots += keys
    if asked and has_metadata:
        spots += asked
    return answer(
        repo,
        spots,
        seen=f"Sources travel with answers: {len(fields)} types and {len(filled) + len(keys)} "
        f"values hold them, and {len(asked)} prompts ask to cite.",
        unseen="No answer carries sources.",
        confidence="high" if library or own or (filled and fields) else "medium",
        count=len(spots),
    )


def _is_library(call: Call) -> bool:
    return tail(call.name) in CALLS or any(plain(key) in KEYS for key in call.keywords)


def _has_field(entry: Class) -> bool:
    return any(field.lower() in FIELDS for field in entry.fields)


def _is_filled(call: Call) -> bool:
    return any(key.lower() in FIELDS for key in call.keywords)


def _asked(code: Live) -> list[Spot]:
    """Texts for a model, several words long, that ask to cite."""
    return [
        seen.spot for seen in code.strings
        if len(seen.fact.text) > 60 and CITING & set(words(seen.fact.text))
    ]  # fmt: skip
