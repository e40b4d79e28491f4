"""Run one long proof by name: `run.py prove NAME [its words]`."""

import sys
from importlib import import_module
from pathlib import Path


def main(words: list[str]) -> int:
    """Find the proof and run it; without a name, list them."""
    modules = Path(__file__).parent.glob("[!_]*.py")
    names = sorted(file.stem.replace("_", "-") for file in modules)
    if not words or words[0] not in names:
        print("prove one of:", *names)
        return 2
    proof = import_module("tests.proofs." + words[0].replace("-", "_"))
    return int(proof.main(words[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
