"""The honest project, scored once."""

import pytest

from honest_project import honest
from scored import Scored, score
from timed_repositories import HONEST, build


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    """What is said of the project that has what it claims."""
    files = honest()
    path = tmp_path_factory.mktemp("honest") / "tenancy-answers"
    return score(build(path, files, HONEST).path, files)
