"""Proves the frozen program: builds it from the till's own environment and uses it."""

import subprocess
import sys


def main(words: list[str]) -> int:
    """Run the slow tests of the packaging."""
    tests = ["-m", "slow", "-rA", "tests/packaging", *words]
    return subprocess.call([sys.executable, "-m", "pytest", *tests])
