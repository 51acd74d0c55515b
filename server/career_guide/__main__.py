"""Entry point of `career-guide-mcp` and `python -m career_guide`."""

import sys


def main() -> int:
    """Run the command line; returns the exit code."""
    from career_guide.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
