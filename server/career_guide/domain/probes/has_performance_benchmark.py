"""Is latency, throughput or cost measured?"""

from career_guide.domain.repository.identifiers import listed
from career_guide.domain.repository.lines import place_at
from career_guide.domain.repository.looked import unseen_code
from career_guide.domain.repository.measuring_words import phrases, says
from career_guide.models.repository.code import Code
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

LIBRARIES = listed("locust pytest_benchmark k6 autocannon tinybench mitata")
FOR_LOAD = phrases(
    "bench benchmark benchmarks benchmarking load_test load_tests loadtest loadtests stress_test "
    "perf_test perf_tests performance_test performance_tests test_performance stress_tests"
)
CLOCKS = (
    "time.perf_counter", "time.time", "time.monotonic", "perf_counter", "performance.now",
    "Date.now", "process.hrtime", "process.hrtime.bigint", "time.Now", "timeit.timeit",
    "timeit.repeat", "time.Since",
)  # fmt: skip
TIMED = listed("bench benchmark b.Loop b.ReportAllocs b.ResetTimer")
LEAST_READINGS = 2
"""A time is taken before and after."""


def run(repo: Snapshot) -> Finding:
    """Present where code of its own is there to take times under load; tracing a request is none,
    nor is a plan with figures to reach."""
    found = [
        place_at("source", file, line)
        for file in repo.of_kind("eval", "source", "test", "notebook")
        if file.code and (line := _measures(file, file.code))
    ]
    if found:
        return Finding.present(
            f"{len(found)} files measure latency or load.", *found, count=len(found)
        )
    if reason := unseen_code(repo):
        return Finding.unknown(f"No benchmark was seen. {reason}")
    return Finding.absent("No code was found that measures latency, load or cost.")


def _measures(file: File, code: Code) -> int:
    """The line that measures, 0 for none."""
    for entry in code.imports:
        if entry.module.partition("/")[0].partition(".")[0] in LIBRARIES:
            return entry.line
    for function in code.functions:
        if function.is_test and "benchmark" in function.parameters:  # pytest-benchmark's fixture
            return function.line
    if not any(says(part, FOR_LOAD) for part in file.path.split("/")):
        return 0
    readings = [call.line for call in code.calls if call.name in CLOCKS]
    timed = [call.line for call in code.calls if call.name in TIMED]
    if len(readings) >= LEAST_READINGS:
        return readings[0]
    return timed[0] if timed else 0
