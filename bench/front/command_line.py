"""The command line beside the bare interpreter: spawn to exit."""

import json
from pathlib import Path
from tempfile import gettempdir

from bench.front.figures import Measured
from bench.front.names import CALL_COMMAND, EXIT, FLAGS, PYTHON
from bench.front.process import run_to_exit
from bench.front.servers import Server
from bench.front.wire import pay_questions


def commands(ours: Server, python: str, seed: int) -> dict[str, tuple[str, ...]]:
    """What is run, by name; the interpreter is the one that runs ours."""
    arguments = json.dumps(pay_questions(1, seed)[0])
    return {
        PYTHON: (python, "-c", "pass"),
        CALL_COMMAND: (*ours.command, *CALL_COMMAND.split(), arguments),
        **{flag: (*ours.command, flag) for flag in FLAGS},
    }


def run(ours: Server, python: str, seed: int) -> dict[str, Measured]:
    """Each command once."""
    cwd = Path(gettempdir())
    return {
        name: {EXIT: [run_to_exit(command, ours.environment, cwd) * 1000]}
        for name, command in commands(ours, python, seed).items()
    }
