"""UnionPay's statement for merchants (商户对账文件, ZM): fixed widths in GBK, amounts in fen.

Source: the development kit of ACP 5.1.0, 「对账文件说明」: 42 fields with a space between, cut on
bytes; no year in the times, so it is taken from the file's name.
"""

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

from hq.sandbox.books import Charge, Refund
from hq.sandbox.watch import CHINA, china

if TYPE_CHECKING:
    from hq.sandbox.world import World

WIDTHS = (
    *(3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21),
    *(15, 1, 15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98),
)
PAID, REVERSED, RETURNED = "S22", "S32", "S30"  # 消费, 消费撤销, 退货


def file_name(merchant: str, day: date) -> str:
    """Return the name of the member that lists what went right."""
    return f"INN{day:%y%m%d}88ZM_{merchant}"


def written(world: "World", day: date, provider: str = "unionpay") -> bytes:
    """Return the statement of a day."""
    merchant = world.merchant.union_merchant
    if provider == "quickpass":
        merchant = world.merchant.quick_merchant
    rows: list[tuple[datetime, bytes]] = []
    for charge in (it for it in world.books if it.provider == provider and it.paid_at):
        if charge.paid_at and _on(charge.paid_at, day):
            rows.append((charge.paid_at, _row(merchant, charge, None)))
        rows += [
            (it.made_at, _row(merchant, charge, it))
            for it in charge.refunds
            if _on(it.made_at, day)
        ]
    return b"".join(line + b"\r\n" for _, line in sorted(rows, key=lambda it: it[0]))


def zipped(world: "World", day: date, provider: str = "unionpay") -> tuple[str, bytes]:
    """Return name and content of the archive that a merchant downloads."""
    merchant = world.merchant
    who = merchant.quick_merchant if provider == "quickpass" else merchant.union_merchant
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(file_name(who, day), written(world, day, provider))
    return f"{who}_{day:%Y%m%d}.zip", target.getvalue()


def _row(merchant: str, charge: Charge, refund: Refund | None) -> bytes:
    fen = refund.amount_fen if refund else charge.amount_fen
    fee = refund.fee_fen if refund else charge.fee_fen
    at = refund.made_at if refund else charge.paid_at
    kind = PAID
    if refund:
        kind = REVERSED if refund.is_reversal else RETURNED
    mine, theirs = ("D", "C") if refund is None else ("C", "D")
    trace = charge.trade_no[-6:]
    fields = {
        1: kind,
        2: "00010000",
        3: "00010000",
        4: (refund.reference if refund else charge.trade_no)[-6:],
        5: _time(at),
        6: "622848*********0018",
        7: f"{fen:012}",
        8: "5411",
        9: "08",
        10: refund.reference if refund else charge.trade_no,
        12: refund.number if refund else charge.number,
        13: "01",
        14: trace if refund else "",
        15: _time(charge.paid_at) if refund else "",
        16: f"{mine}{fee:012}",
        17: f"{theirs}{fen - fee:012}",
        18: "1101",
        20: ("31" if refund.is_reversal else "04") if refund else "01",
        21: "00" if refund else ("07" if charge.is_shown else "06"),
        22: "000000",
        23: "01",
        26: "0",
        27: charge.trade_no if refund else "",
        28: merchant,
        32: f"{theirs}{0:012}",
        33: f"{theirs}{fen - fee:012}",
        34: charge.device,
        36: f"C{0:012}",
        37: f"C{0:012}",
        38: f"{0:012}",
        41: charge.number if refund else "",
    }
    cells = (_cell(fields.get(at, ""), width) for at, width in enumerate(WIDTHS, 1))
    return b" ".join(cells)


def _cell(text: str, width: int) -> bytes:
    """Fill or cut to a width in bytes; no character is halved."""
    raw = text.encode("gbk", "replace")[:width]
    return raw.decode("gbk", "ignore").encode("gbk").ljust(width)


def _time(at: datetime | None) -> str:
    return china(at, "%m%d%H%M%S") if at else ""


def _on(at: datetime, day: date) -> bool:
    return at.astimezone(CHINA).date() == day
