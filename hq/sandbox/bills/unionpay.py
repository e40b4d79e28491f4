"""UnionPay's statement of a day for a merchant (商户对账文件, ZM)."""

from datetime import date
from typing import TYPE_CHECKING

from app.reconciliation.statements import unionpay
from hq.sandbox.bills import rows
from hq.sandbox.bills.rows import Event, Sheet
from hq.sandbox.watch import china

if TYPE_CHECKING:
    from app.reconciliation.statements.form import Head
    from hq.sandbox.world import World

CARD = "622848*********0018"
REVERSED = {"交易代码": "S32", "交易类型": "31"}  # 消费撤销


def written(world: "World", day: date, provider: str = "unionpay") -> bytes:
    """Return the statement of a day."""
    sheet, head = _sheet(world, day, provider)
    return unionpay.ZM.text(sheet.entries, head)


def zipped(world: "World", day: date, provider: str = "unionpay") -> tuple[str, bytes]:
    """Return name and content of the archive that a merchant downloads."""
    sheet, head = _sheet(world, day, provider)
    name = unionpay.file_name(head.account, rows.number_of(day))
    return name, unionpay.ZM.write(sheet.entries, head)


def _sheet(world: "World", day: date, provider: str) -> tuple[Sheet, "Head"]:
    merchant = world.merchant
    who = merchant.quick_merchant if provider == "quickpass" else merchant.union_merchant
    sheet = Sheet()
    for event in rows.events(world, provider):
        if event.day == day:
            sheet.add(rows.entry(event, world, channel="unionpay", account=who), _more(event))
    return sheet, sheet.head(world, day, who)


def _more(event: Event) -> dict[str, str]:
    refund = event.refund
    cells = {"账号": CARD, "二级商户": ""}
    if refund is None:
        return cells | {"交易子类": "07" if event.charge.is_shown else "06"}
    if event.charge.paid_at:
        cells["原交易时间"] = china(event.charge.paid_at, "%m%d%H%M%S")
    return cells | (REVERSED if refund.is_reversal else {})
