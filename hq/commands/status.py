"""`zhanggui-hq status`: what head office holds, in all and per till."""

import argparse
from collections.abc import Collection

from app.base.money import total
from app.catalogue import products
from app.console import DONE, Out
from app.selling import sales
from app.selling.sales import Sum
from app.storage import jobs
from app.storage.jobs import Job, State
from hq import epochs, opening, over_returns, people, publishing, quarantine, tills
from hq.tills import KnownKey, KnownTill

HELP = "看总账 / show what head office holds"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    opening.database_argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Add up, beside a running server too."""
    with opening.opened(args.db) as shop, shop.database.reading() as connection:
        sums = sales.sums(connection)
        aside = quarantine.count(connection)
        twice = set(epochs.frozen(connection))
        known = [_known(key, twice) for key in tills.everyone(connection)]
        dead = jobs.in_state(connection, State.DEAD)
        over = len(over_returns.find(connection))
        document = {
            "sales": sum(one.sales for one in sums),
            "lines": sum(one.lines for one in sums),
            "total_fen": total(one.total for one in sums).fen,
            "tills": [_of_till(one) for one in sums],
            "known_tills": known,
            "quarantined": aside,
            "returned_too_much": over,
            "jobs": {str(state): it for state, it in jobs.counts(connection).items()},
            "dead_jobs": [_dead(it) for it in dead],
            "people": len(people.everyone(connection)),
            "catalogue": products.count(connection),
            "catalogue_version": publishing.version(connection),
        }
    whole = total(one.total for one in sums).grouped()
    over_zh = f"，退货超过卖出 {over} 行" if over else ""
    over_en = f", {over} lines returned beyond what was sold" if over else ""
    for one in dead:
        out.say(f"任务失败：{one.kind}，{one.error}", f"dead job: {one.kind}, {one.error}")
    out.answer(
        document,
        f"{document['sales']} 笔，{document['lines']} 行，¥{whole}，待查 {aside} 件{over_zh}",
        f"{document['sales']} sales, {document['lines']} lines, ¥{whole}, "
        f"{aside} in quarantine{over_en}",
    )
    return DONE


def _known(key: KnownKey, twice: Collection[KnownTill]) -> dict[str, object]:
    return {
        "store": key.owner.store,
        "till": key.owner.till,
        "key": key.id,
        "enrolled_at": key.enrolled_at,
        "is_revoked": key.is_revoked,
        "is_on_two_machines": key.owner in twice,
    }


def _dead(one: Job) -> dict[str, object]:
    return {"id": one.id, "kind": one.kind, "attempts": one.attempts, "error": one.error}


def _of_till(one: Sum) -> dict[str, object]:
    return {
        "store": one.store,
        "till": one.till,
        "sales": one.sales,
        "lines": one.lines,
        "total_fen": one.total.fen,
    }
