"""Is latency, throughput or cost measured?"""

import re

from career_guide.domain.repository.lines import place_at
from career_guide.domain.repository.looked import unseen_code
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot

LIBRARIES = ("locust", "pytest_benchmark", "k6", "artillery", "vegeta", "autocannon", "benchmark")
PATH = re.compile(r"bench|load[_-]?test|stress|perf(?:ormance)?[_-]?test|latency", re.IGNORECASE)
CLOCKS = ("time.perf_counter", "time.time", "performance.now", "time.Now", "time.monotonic",
          "Date.now", "process.hrtime")  # fmt: skip


def run(repo: Snapshot) -> Finding:
    """Present where code of its own measures time under load; tracing of a request is none."""
    found = [place for file in repo.files if (place := _measures(file)) is not None]
    if found:
        return Finding.present(
            f"{len(found)} files measure latency or load.", *found, count=len(found)
        )
    if reason := unseen_code(repo):
        return Finding.unknown(f"No benchmark was seen, but {reason}")
    return Finding.absent("No code was found that measures latency, load or cost.")


def _measures(file: File) -> Place | None:
    if file.kind not in ("source", "eval", "test", "notebook") or not file.code:
        return None
    for entry in file.code.imports:
        if entry.module.split("/")[0].split(".")[0] in LIBRARIES:
            return place_at(file, entry.line)
    if not PATH.search(file.path):
        return None
    clocks = [call for call in file.code.calls if call.name.endswith(CLOCKS)]
    return place_at(file, clocks[0].line) if len(clocks) >= 2 else None
