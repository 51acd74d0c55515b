"""Shared fixtures: the real content, loaded once."""

from pathlib import Path

import pytest

from career_guide.content.loader import load
from career_guide.models.content.catalog import Catalog

CONTENT = Path(__file__).parents[1] / "content"


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The content of this checkout, validated."""
    return load(CONTENT)
