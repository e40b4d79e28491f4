"""`zhanggui reconcile score DIR`: reconcile a labelled world and compare with its truth."""

import argparse
import tempfile
from pathlib import Path

from app.console import DONE, FAILED, Out

HELP = "给对账打分 / score reconciliation in a labelled world"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--memory-mb", type=int, default=1024, metavar="MB")


def run(args: argparse.Namespace, out: Out) -> int:
    """Score; exit status 1 where money is wrong or part of the difference unexplained."""
    from app.reconciliation import scoring  # noqa: PLC0415 - loads the engine
    from app.reconciliation.matching.engines import DuckDb  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as scratch:
        engine = DuckDb(Path(scratch, "cache.duckdb"), memory_mb=args.memory_mb)
        try:
            score = scoring.score(args.folder, engine)
        finally:
            engine.close()
    worst = {
        name: min(shares.values(), default=1.0)
        for name, shares in (("precision", score.precision), ("recall", score.recall))
    }
    out.answer(
        score.document(),
        f"{score.orders} 单：自动匹配 {score.auto_match_pct:.2f}%，各类差异查准最低 {worst['precision']:.4f}，"
        f"查全最低 {worst['recall']:.4f}，金额误差 {score.money_error_fen} 分，匹配用时 {score.match_s} 秒",
        f"{score.orders} orders: {score.auto_match_pct:.2f}% matched automatically, least precision of a "
        f"class {worst['precision']:.4f}, least recall {worst['recall']:.4f}, "
        f"{score.money_error_fen} fen in error, matched in {score.match_s} s",
    )
    return FAILED if score.money_error_fen or score.conservation_fen else DONE
