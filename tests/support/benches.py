"""Loads an evaluation of `bench/`, which is a script and in no package."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

BENCH = Path(__file__).parents[2] / "bench"


def load_bench(name: str) -> ModuleType:
    """The module `bench/<name>/evaluate.py`."""
    return load_script(BENCH / name / "evaluate.py")


def load_script(path: Path) -> ModuleType:
    """A script of `bench/` as a module."""
    name = f"bench_{path.parent.name}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
