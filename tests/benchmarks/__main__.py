"""`run.py bench NAME`: measure one thing, or everything, and print the figures as JSON."""

import argparse
import importlib
import json
import sys

from tests.benchmarks.figures import machine

NAMES = ("commit", "search", "scan", "start", "ingest", "jobs", "hub", "paying", "close")


def main() -> int:
    """Run the benchmarks that the arguments name."""
    parser = argparse.ArgumentParser(prog="bench")
    chosen = parser.add_subparsers(dest="name")
    modules = {name: importlib.import_module(f"tests.benchmarks.{name}") for name in NAMES}
    for name, module in modules.items():
        module.arguments(chosen.add_parser(name, help=(module.__doc__ or "").splitlines()[0]))
    args = parser.parse_args()
    names = [args.name] if args.name else list(NAMES)
    figures: dict[str, object] = {"machine": machine()}
    for name in names:
        ours = args if args.name else chosen.choices[name].parse_args([])
        figures[name] = modules[name].run(ours)
        print(json.dumps({name: figures[name]}, ensure_ascii=False, indent=2), file=sys.stderr)
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
