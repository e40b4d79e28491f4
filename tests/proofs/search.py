"""Proves that searching finds what looking at every single product finds, at full size."""

import argparse
import json
import sys
from time import thread_time

from app.catalogue import search
from tests.benchmarks.figures import machine, summary
from tests.benchmarks.names import goods
from tests.brute_search import Brute, queries

ALL = 10**9


def main(words: list[str]) -> int:
    """Ask both, and print the figures as JSON; 1 where they differ."""
    parser = argparse.ArgumentParser(prog="prove search", description=__doc__)
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(words)
    products = goods(args.products, args.seed)
    index, brute = search.build(products), Brute(products)
    wrong, empty, seconds = [], 0, []
    for typed in queries(products, args.queries, args.seed):
        began = thread_time()
        index.find(typed)
        seconds.append(thread_time() - began)
        expected = sorted(brute.find(typed))
        empty += not expected
        if sorted(it.id for it in index.find(typed, ALL)) != expected:
            wrong.append(typed)
    figures = {
        "machine": machine(),
        "products": len(products),
        "queries": args.queries,
        "seed": args.seed,
        "found_nothing": empty,
        "first_twenty_cpu": summary(seconds),
        "wrong": wrong,
    }
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
