"""Loads an evaluation of `bench/`, which is a script and in no package."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

BENCH = Path(__file__).parents[2] / "bench"


def load_bench(name: str) -> ModuleType:
    """The module `bench/<name>/evaluate.py`."""
    spec = importlib.util.spec_from_file_location(f"bench_{name}", BENCH / name / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
