import pytest

from career_guide.domain.probes import has_performance_benchmark
from evaluated import SERVICE
from repositories import snapshot

TIMED = """
import time

start = time.perf_counter()
for question in questions:
    answer(question)
print(time.perf_counter() - start)
"""
LOCUST = "from locust import HttpUser, task\n\n\nclass Tenant(HttpUser):\n    wait_time = 1\n"
FIXTURE = "def test_search_speed(benchmark):\n    benchmark(search, 'rent')\n"
NODE = "const start = performance.now();\nawait search('rent');\nlog(performance.now() - start);\n"
GO = (
    "package search\n\nfunc BenchmarkSearch(b *testing.B) {\n\tfor b.Loop() {\n\t\tFind()\n\t}\n}\n"
)


@pytest.mark.parametrize(
    ("path", "code", "line"),
    [
        ("benchmarks/answer_time.py", TIMED, 4),
        ("scripts/benchmark_latency.py", TIMED, 4),
        ("load/locustfile.py", LOCUST, 1),
        ("tests/test_speed.py", FIXTURE, 1),
        ("bench/search.ts", NODE, 1),
        ("search/bench_test.go", GO, 4),
    ],
    ids=["clocks", "a script", "a library", "a fixture", "TypeScript", "Go"],
)
def test_what_takes_times_is_found(path: str, code: str, line: int) -> None:
    finding = has_performance_benchmark.run(snapshot({"app.py": SERVICE, path: code}))
    assert finding.outcome == "present"
    assert [(place.file, place.line) for place in finding.places] == [(path, line)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/benchmarks/README.md", "# Benchmarks\n\nP95 < 100 ms. Benchmarks: coming soon.\n"),
        ("src/middleware.py", TIMED),
        ("src/performance/monitor.py", TIMED),
        ("benchmarks/plan.py", "TARGET_MS = 100\nprint('to be measured')\n"),
    ],
    ids=["goals", "tracing of requests", "a monitor", "a plan"],
)
def test_what_takes_no_times_does_not_count(path: str, text: str) -> None:
    finding = has_performance_benchmark.run(snapshot({"app.py": SERVICE, path: text}))
    assert finding.outcome == "absent"


def test_code_that_was_not_read_leaves_it_open() -> None:
    found = snapshot({"app.py": SERVICE, "bench.py": None})
    assert has_performance_benchmark.run(found).outcome == "unknown"
