"""Are the tools that the code offers documented by name, with what they take or do?"""

from career_guide.domain.repository.documented_tools import documented, offered, told_only
from career_guide.domain.repository.kinds import infer
from career_guide.domain.repository.located import at
from career_guide.domain.repository.searching import unsearched
from career_guide.domain.repository.written import project_documents
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

LEAST_PERCENT = 80


def run(repo: Snapshot) -> Finding:
    """Compares the names in the code with the documents; a bare mention is no documentation."""
    documents = project_documents(repo)
    tools = offered(repo)
    if not tools:
        return _without_code(repo)
    found = documented(tools, documents)
    seen = f"{len(tools)} tool{'s' if len(tools) > 1 else ''} seen in the code"
    why = f"{seen}, {len(found)} documented."
    if found and len(found) * 100 >= LEAST_PERCENT * len(tools):
        places = (at("prose", one.file, one.line) for one in found)
        return Finding.present(why, *places, count=len(found), total=len(tools))
    if repo.is_truncated:
        return Finding.unknown(f"{why} The reading was cut short.")
    return Finding.absent(why)


def _without_code(repo: Snapshot) -> Finding:
    """What can be said where the code shows no tool by name."""
    if infer(repo) != "mcp-server":
        return Finding.not_applicable("The code offers no tools by name.")
    told = told_only(project_documents(repo))
    if told:
        places = (at("prose", one.file, one.line) for one in told)
        are = "tool is" if len(told) == 1 else "tools are"
        why = f"{len(told)} {are} documented; the code shows no names to compare."
        return Finding.present(why, *places, confidence="low", count=len(told), total=len(told))
    return Finding.unknown(f"The code shows no tools by name. {unsearched(repo)}".strip())
