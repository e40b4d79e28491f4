"""`zhanggui payments`: what is under way or without a result, and how today went.

Order numbers are shown, payment codes never: they are not kept.
"""

import argparse
from datetime import datetime
from zoneinfo import ZoneInfo

from app.assurance import overview
from app.console import DONE, Out
from app.payments.attempt import Attempt, State
from pos_ui import folder, opening

HELP = "没有结果的付款 / payments without a result"

_STATES = {
    State.CREATED: ("还没发出", "not sent"),
    State.SENDING: ("正在发起", "being sent"),
    State.PAYING: ("等顾客付款", "the customer pays"),
    State.UNKNOWN: ("结果未知，先别重复收款", "unknown, do not charge again"),
    State.REVERSING: ("撤销中", "being reversed"),
    State.REFUNDING: ("退款中", "going back"),
    State.ESCALATED: ("要人处理，拿单号联系渠道", "needs a person: call the channel"),
}
TRUSTED = ("店长已放行，等渠道证明", "released by a manager, not proven yet")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """List them, beside an open till too; what a person should see to comes first."""
    with opening.opened(args.data) as it:
        view = overview.of_till(it.till, 1, ZoneInfo(it.settings.time_zone))
    rate = view.whole.rate
    document = {
        "open": [_document(one, view.now) for one in view.open],
        "unknown": len(view.unknown),
        "today": {
            "counted": view.whole.n,
            "taken": view.whole.taken,
            "success_rate": None if rate is None else round(rate.value, 4),
            "low": None if rate is None else round(rate.low, 4),
            "high": None if rate is None else round(rate.high, 4),
            "found_again": view.whole.found,
        },
        "incidents": [
            {"channel": one.channel, "kind": str(one.kind), "began_at": one.began_at}
            for one in view.incidents
            if one.ended_at is None
        ],
    }
    out.answer(document, _text(view.open, view.now, 0), _text(view.open, view.now, 1))
    return DONE


def _document(one: Attempt, now: datetime) -> dict[str, object]:
    return {
        "number": one.number,
        "reference": one.reference or None,
        "sale": one.sale,
        "channel": one.channel,
        "wallet": one.wallet,
        "mode": str(one.mode),
        "amount_fen": one.amount.fen,
        "state": str(one.state),
        "made_at": one.made_at,
        "age_s": round((now - one.made_at).total_seconds()),
        "reason": one.reason or None,
        "is_trusted": one.is_trusted,
    }


def _text(found: tuple[Attempt, ...], now: datetime, language: int) -> str:
    if not found:
        return ("没有未完成的付款", "No payment is open")[language]
    lines = []
    for one in found:
        said = (TRUSTED if one.is_trusted else _STATES[one.state])[language]
        minutes = round((now - one.made_at).total_seconds() / 60)
        age = (f"{minutes} 分钟", f"{minutes} min")[language]
        lines.append(f"{one.number}  {one.wallet}  ¥{one.amount.grouped()}  {age}  {said}")
    return "\n".join(lines)
