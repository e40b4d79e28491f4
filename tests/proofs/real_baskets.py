"""Proves that thousands of real baskets reach head office line for line, to the fen.

The baskets come from `tests.journey.complete_journey` (`--journey DIR` names its output; without
it the shipped excerpt is sold). Every total is computed anew with Decimal, by nothing of ours.
"""

import argparse
import csv
import json
import subprocess
import time
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from app.base.ids import SaleId, StoreId
from app.selling import sales
from app.storage.database import Database, open_file, open_url
from pos_ui.folder import DATABASE
from tests.programs import ENVIRONMENT, ROOT, answer, free_port, serving, zhanggui, zhanggui_hq

FEN = Decimal("0.01")
STORE = StoreId("S1")
SHIPPED = ROOT / "resources" / "demo"


def main(words: list[str]) -> int:
    """Sell, send, send again, compare; print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="prove real-baskets", description=__doc__)
    parser.add_argument("--journey", type=Path)
    parser.add_argument("--baskets", type=int, default=10_000)
    parser.add_argument("--db", default="", help="postgresql://…; SQLite where nothing is said")
    args = parser.parse_args(words)
    folder = args.journey or SHIPPED
    names = (
        ("catalogue.csv", "baskets.jsonl")
        if args.journey
        else ("journey-catalogue.csv", "journey-baskets.jsonl")
    )
    with TemporaryDirectory() as work:
        figures = prove(folder / names[0], folder / names[1], args.baskets, Path(work), args.db)
    print(json.dumps(figures, indent=2))
    return 0


def prove(
    catalogue: Path, baskets: Path, count: int, work: Path, db: str = ""
) -> dict[str, object]:
    """Sell `count` baskets and check both books; raises AssertionError for any difference."""
    till, db = work / "till", db or f"sqlite:///{work}/hq.sqlite"
    chosen = work / "baskets.jsonl"
    with baskets.open(encoding="utf-8") as every, chosen.open("w", encoding="utf-8") as out:
        out.writelines(islice(every, count))
    admitted = answer(zhanggui_hq("till", "add", "--db", db, "--store", "S1", "--till", "T1"))
    port = free_port()
    hq = ("--hq", f"http://127.0.0.1:{port}", "--credential", admitted["credential"])
    answer(zhanggui("init", "--data", till, "--store", "S1", "--till", "T1", *hq))
    imported = answer(zhanggui("import", "products", catalogue, "--data", till))["imported"]
    answers, ring_s = _ring(till, chosen)
    lines = _check_totals(catalogue, chosen, answers)
    with serving(db, port):
        began = time.monotonic()
        first = _sync(till)
        sync_s = time.monotonic() - began
        again = _sync(till)
    facts = len(answers) + 2  # and the shift that was opened, and who opened it
    assert (first["sent"], first["unsent"], again["sent"]) == (facts, 0, 0)
    _check_line_for_line(till, db, [SaleId(str(it["sale"])) for it in answers])
    proof = answer(zhanggui_hq("verify", "--db", db))
    assert (proof["facts"], proof["faults"]) == (facts, [])
    return {
        "products": imported,
        "sales": len(answers),
        "lines": lines,
        "ring_s": round(ring_s, 1),
        "sales_per_s": round(len(answers) / ring_s),
        "sync_s": round(sync_s, 1),
        "synced_per_s": round(len(answers) / sync_s),
        "database": db.partition(":")[0],
    }


def _ring(till: Path, baskets: Path) -> tuple[list[dict[str, object]], float]:
    began = time.monotonic()
    done = subprocess.run(
        zhanggui("ring", baskets, "--data", till),
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    seconds = time.monotonic() - began
    return [json.loads(line) for line in done.stdout.splitlines()], seconds


def _sync(till: Path) -> dict[str, int]:
    done = subprocess.run(
        [*zhanggui("sync", "--data", till), "--json"],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout))


def _check_totals(catalogue: Path, baskets: Path, answers: list[dict[str, object]]) -> int:
    """Compare every answer with price × quantity by Decimal; return how many lines there were."""
    with catalogue.open(encoding="utf-8", newline="") as rows:
        prices = {row["barcode"]: Decimal(row["price"]) for row in csv.DictReader(rows)}
    lines = 0
    for basket, told in zip(_baskets(baskets), answers, strict=True):
        amounts = [
            (prices[it["barcode"]] * Decimal(it["quantity"])).quantize(FEN, ROUND_HALF_UP)
            for it in basket["lines"]
        ]
        paid = sum(Decimal(it["amount"]) for it in basket["tenders"])
        fen = int(sum(amounts, Decimal(0)) * 100)
        assert told["total_fen"] == fen, (told, fen)
        assert told["paid_fen"] == int(paid * 100)
        assert told["change_fen"] == int(paid * 100) - fen
        lines += len(amounts)
    return lines


def _check_line_for_line(till: Path, db: str, sold: list[SaleId]) -> None:
    ours, theirs = open_file(till / DATABASE), open_url(db)
    try:
        assert sorted(_ids(ours)) == sorted(_ids(theirs)) == sorted(sold)
        with ours.reading() as here, theirs.reading() as there:
            for sale in sold:
                kept = sales.find(there, STORE, sale)
                assert kept is not None
                assert kept == sales.find(here, STORE, sale)
    finally:
        ours.close()
        theirs.close()


def _ids(database: Database) -> list[SaleId]:
    with database.reading() as connection:
        return sales.ids(connection)


def _baskets(path: Path) -> Iterator[dict[str, list[dict[str, str]]]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
