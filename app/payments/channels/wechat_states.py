"""What WeChat Pay's states and error codes mean, the same for v2 and v3.

Sources: 「查询订单」 and 「付款码支付」 of pay.weixin.qq.com (states, error codes), v2 and v3.
Only what those pages call final is dead. SYSTEMERROR, BANKERROR, USERPAYING, ORDERPAID, a number
used before and every code that they do not name leave the payment unknown.
"""

from datetime import timedelta

from app.base.money import Money
from app.payments.channels.channel import Timing
from app.payments.exchange import Mode, Order, Outcome, dead, masked, missing, paid, paying, unknown

TIMINGS = {
    Mode.SCANNED: Timing(
        first_query_s=5,
        every_s=4,
        stop_s=45,  # unpaid by then, it is revoked by itself
        reverse_after_s=15,
        reverse_within=timedelta(days=7),
        refund_pause_s=60,
    ),
    Mode.SHOWN: Timing(
        first_query_s=0,
        every_s=2,
        stop_s=60,
        reverse_within=timedelta(days=7),
        refund_pause_s=60,
    ),
}
REFUSED = frozenset(  # without the underscores that v3 puts between words
    {
        "APPIDMCHIDNOTMATCH",
        "APPIDNOTEXIST",
        "AUTHCODEERROR",
        "AUTHCODEEXPIRE",
        "AUTHCODEEXPIRED",
        "AUTHCODEINVALID",
        "BUYERMISMATCH",
        "LACKPARAMS",
        "MCHIDNOTEXIST",
        "MCHNOTEXISTS",
        "NOAUTH",
        "NOTENOUGH",
        "NOTSUPORTCARD",  # so it is spelt
        "NOTUTF8",
        "ORDERCLOSED",
        "ORDERREVERSED",
        "PARAMERROR",
        "POSTDATAEMPTY",
        "REQUIREPOSTMETHOD",
        "RULELIMIT",
        "SIGNERROR",
        "TRADEERROR",
        "XMLFORMATERROR",
    }
)
MISSING = frozenset({"ORDERNOTEXIST", "ORDERNOTEXISTS"})
GONE = frozenset({"CLOSED", "REVOKED"})
ASK_AGAIN = frozenset({"SYSTEMERROR", "BANKERROR", "FREQUENCYLIMITED", "BIZERRNEEDRETRY"})


def of_state(state: str, order: Order, *, is_ours: bool) -> Outcome | None:
    """Say what a trade state means; None for PAID and REFUND, whose proof is not the state alone.

    `is_ours`: the answer names this very order. A bare USERPAYING may not; nothing else counts
    without it.
    """
    if state == "USERPAYING":
        return paying(state)
    if not is_ours:
        return unknown(f"{state or 'an answer'} about another order")
    if state in ("SUCCESS", "REFUND"):
        return None
    if state in GONE:
        return dead(state)
    if state == "PAYERROR":  # a code works once; who scanned a QR code may try again
        return dead(state) if order.mode is Mode.SCANNED else paying(state)
    if state in ("NOTPAY", "ACCEPT"):
        return paying(state)
    return unknown(f"state {state or 'missing'}")


def of_code(code: str, order: Order, *, to_pay: bool) -> Outcome:
    """Say what an error code means, of a request to pay or of a query."""
    plain = code.replace("_", "")
    if plain == "USERPAYING" and to_pay:
        return paying(code)
    if plain in REFUSED and to_pay:
        return dead(code)
    if plain in MISSING and not to_pay:
        return missing(order, code)
    return unknown(code or "an error without a code")


def proven(
    order: Order, total: Money | None, currency: str, reference: str, payer: str, *, refunded: bool
) -> Outcome:
    """Return paid when the money is what was asked for; else unknown."""
    if total != order.amount or currency not in ("", "CNY"):
        return unknown(f"amount differs: {total.text() if total else 'none'} {currency}".strip())
    if not reference:
        return unknown("paid without a transaction number")
    return paid(total, reference, payer=masked(payer), has_returned=refunded)
