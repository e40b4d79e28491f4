"""`zhanggui-hq verify`: prove that nothing is missing or altered."""

import argparse

from app.console import DONE, FAILED, Out
from hq import acts, opening, proving

HELP = "验账 / prove that nothing is missing or altered"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    opening.database_argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Follow every chain and name what is wrong."""
    with opening.opened(args.db) as shop:
        proofs = proving.prove(shop)
        followed, broken = acts.prove(shop)
    faults = [f"{it.till.store}/{it.till.till}: {fault}" for it in proofs for fault in it.faults]
    faults += [f"acts: {it.kind} at {it.sequence} of {it.epoch}" for it in broken]
    for fault in faults:
        out.say(fault, fault)
    for it in proofs:
        name, total = f"{it.till.store}/{it.till.till}", it.total.grouped()
        out.say(
            f"{name}：{it.facts} 条，{it.epochs} 段，{it.sales} 笔，¥{total}，"
            f"待查 {it.quarantined} 件",
            f"{name}: {it.facts} facts in {it.epochs} epochs, {it.sales} sales, ¥{total},"
            f" {it.quarantined} in quarantine",
        )
    count = sum(proof.facts for proof in proofs)
    document = {"facts": count, "acts": followed, "faults": faults}
    out.answer(
        document, f"{count} 条，{len(faults)} 处不对", f"{count} facts, {len(faults)} faults"
    )
    return FAILED if faults else DONE
