"""花呗分期: paying Alipay in 3, 6 or 12 months.

Source: 「花呗分期」 of opendocs.alipay.com: `hb_fq_num` 3, 6 or 12; `hb_fq_seller_percent` 100 when
the merchant bears the fee, 0 when the buyer does, nothing else. Only contracted terms may be sent,
and other terms need a new order. It is refunded, in part too, against the same trade.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.base.errors import Refusal
from app.base.money import Money
from app.payments.exchange import Instalments

MONTHS = (3, 6, 12)
LEAST = Money(10_000)
BPS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What is agreed: the fee in hundredths of a per cent by months, and who bears it."""

    fee_bps: Mapping[int, int]
    merchant_bears: bool = False


def offers(amount: Money, contract: Contract) -> tuple[Instalments, ...]:
    """Return what may be offered for an amount, the shortest first; nothing below 100 yuan."""
    if amount < LEAST:
        return ()
    return tuple(chosen(amount, it, contract) for it in MONTHS if it in contract.fee_bps)


def chosen(amount: Money, months: int, contract: Contract) -> Instalments:
    """Return a customer's choice with its fee; raises Refusal for what may not be."""
    if amount < LEAST:
        raise Refusal("instalments_too_small", least=LEAST.text())
    if months not in MONTHS or months not in contract.fee_bps:
        raise Refusal("instalments_not_offered", months=months)
    fee = Money((amount.fen * contract.fee_bps[months] + BPS // 2) // BPS)
    return Instalments(months=months, merchant_bears=contract.merchant_bears, fee=fee)


def monthly(amount: Money, instalments: Instalments) -> tuple[Money, ...]:
    """Return what the buyer pays each month, the fee included where they bear it."""
    owed = amount if instalments.merchant_bears else amount + instalments.fee
    return tuple(owed.split([1] * instalments.months))


def fields(amount: Money, instalments: Instalments) -> dict[str, str]:
    """Return the `extend_params` of an order; raises Refusal for what Alipay would not take."""
    if amount < LEAST:
        raise Refusal("instalments_too_small", least=LEAST.text())
    if instalments.months not in MONTHS:
        raise Refusal("instalments_not_offered", months=instalments.months)
    return {
        "hb_fq_num": str(instalments.months),
        "hb_fq_seller_percent": "100" if instalments.merchant_bears else "0",
    }
