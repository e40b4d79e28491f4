"""`zhanggui simulate`: worlds from a seed, to measure routing or reconciliation in.

`payments` plays routing policies and compares them; `statements` writes sales, every channel's
statements and the truth into a folder, for `zhanggui reconcile score`.
"""

import argparse
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

from app.base.errors import Refusal
from app.console import DONE, Out
from app.payments import simulating
from app.payments.policies import POLICIES
from app.payments.simulating import Score
from app.payments.worlds import WORLDS

HELP = "模拟支付路由或对账 / simulate the routing of payments, or statements"
SHOWN = ("failure_pct", "regret_pp", "onto_down_pct", "avoid_s", "fee_bps", "decisions_per_s")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "what", choices=("payments", "statements"), help="支付路由、账单 payments, statements"
    )
    parser.add_argument("--seeds", type=int, default=3, metavar="N", help="种子数 seeds from 0 on")
    parser.add_argument("--world", choices=tuple(WORLDS), help="只玩这一个 only this one")
    parser.add_argument("--policy", choices=tuple(POLICIES), help="只用这一种 only this one")
    parser.add_argument("--orders", type=int, default=5000, metavar="N", help="单数 of statements")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="种子 of statements")
    parser.add_argument("--out", type=Path, metavar="DIR", help="写到这里 where statements go")


def run(args: argparse.Namespace, out: Out) -> int:
    """Play, or write a world of statements."""
    if args.what == "statements":
        return _statements(args, out)
    return _payments(args, out)


def _statements(args: argparse.Namespace, out: Out) -> int:
    from app.reconciliation import simulating as statements  # noqa: PLC0415 - loads every format

    if args.out is None or args.orders < 1:
        raise Refusal("no_folder_named")
    world = statements.write(args.orders, args.seed, args.out)
    out.answer(
        asdict(world) | {"folder": str(args.out)},
        f"写好了：自己的账 {world.rows_ours} 条，账单 {world.rows_theirs} 条，在 {args.out}",
        f"written: {world.rows_ours} rows of our own, {world.rows_theirs} of statements,"
        f" in {args.out}",
    )
    return DONE


def _payments(args: argparse.Namespace, out: Out) -> int:
    """Play every policy through every world; the answer is world, policy, figures."""
    worlds = [args.world] if args.world else list(WORLDS)
    policies = [args.policy] if args.policy else list(POLICIES)
    document: dict[str, dict[str, dict[str, float]]] = {}
    for world in worlds:
        out.say(f"{world}：", f"{world}:")
        document[world] = {}
        for policy in policies:
            scores = [
                simulating.measure(WORLDS[world], policy, seed)
                for seed in range(max(1, args.seeds))
            ]
            figures = document[world][policy] = mean(scores)
            row = "  ".join(f"{name} {figures[name]:.3f}" for name in SHOWN)
            out.say(f"  {policy:15} {row}", f"  {policy:15} {row}")
    if out.as_json:
        out.answer(document, "", "")
    return DONE


def mean(scores: Sequence[Score]) -> dict[str, float]:
    """Return the mean of every figure, with the standard error of the regret."""
    figures = {
        field.name: sum(asdict(score)[field.name] for score in scores) / len(scores)
        for field in fields(Score)
    }
    spread = sum((score.regret_pp - figures["regret_pp"]) ** 2 for score in scores)
    figures["regret_se_pp"] = (spread / max(1, len(scores) - 1) / len(scores)) ** 0.5
    return figures
