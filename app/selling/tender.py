"""How a customer pays, or is paid back."""

from dataclasses import dataclass
from enum import StrEnum

from app.base.errors import Refusal
from app.base.money import Money, total

LONGEST_REFERENCE = 40
ZERO = Money(0)


class TenderKind(StrEnum):
    """How money changes hands."""

    CASH = "cash"
    CARD = "card"  # on a terminal of its own; its slip's number is the reference
    VOUCHER = "voucher"  # paper of a known worth; its number is the reference
    WECHAT = "wechat"  # through a channel, as all below: the reference is the attempt's number
    ALIPAY = "alipay"
    HUABEI = "huabei"  # Alipay, in months
    UNIONPAY = "unionpay"
    ECNY = "ecny"

    @property
    def is_channel(self) -> bool:
        """Whether a provider moves this money, and moves it back."""
        return self in CHANNELS


CHANNELS = frozenset(
    {
        TenderKind.WECHAT,
        TenderKind.ALIPAY,
        TenderKind.HUABEI,
        TenderKind.UNIONPAY,
        TenderKind.ECNY,
    }
)


@dataclass(frozen=True, slots=True)
class Tender:
    """Money handed over, for cash all of it, the change included; below zero it goes back.

    `reference` is what finds it again elsewhere: never a whole card number.
    """

    kind: TenderKind
    amount: Money
    reference: str = ""


def change_of(due: Money, tenders: tuple[Tender, ...]) -> Money:
    """Return what goes back as change, out of cash alone; raises Refusal for what cannot be.

    Where money is due to the customer, the tenders hand back exactly that and there is no change.
    """
    if due < ZERO:
        return _must_hand_back(due, tenders)
    if any(tender.amount <= ZERO for tender in tenders):
        raise Refusal("sale_does_not_add_up", why="a tender of nothing")
    change = total(tender.amount for tender in tenders) - due
    if change < ZERO:
        raise Refusal("cash_short", short=(-change).text())
    others = total(one.amount for one in tenders if one.kind is not TenderKind.CASH)
    if others > due:
        raise Refusal("no_change_but_cash", over=(others - due).text())
    return change


def must_have_reference(tender: Tender) -> None:
    """Raise Refusal for a tender that nobody could find again, or that holds a card number."""
    if tender.kind is TenderKind.CASH:
        return
    text = tender.reference.strip()
    if not text:
        raise Refusal("reference_missing")
    if len(text) > LONGEST_REFERENCE or _is_card_number(text):
        raise Refusal("reference_is_odd", most=LONGEST_REFERENCE)


def _must_hand_back(due: Money, tenders: tuple[Tender, ...]) -> Money:
    given = total(tender.amount for tender in tenders)
    if any(tender.amount >= ZERO for tender in tenders) or given != due:
        raise Refusal("refund_differs", due=(-due).text(), given=(-given).text())
    return ZERO


def _is_card_number(text: str) -> bool:
    """Tell a card number by its length and its check digit (ISO/IEC 7812-1, annex B)."""
    digits = text.replace(" ", "").replace("-", "")
    if not digits.isdigit() or not 15 <= len(digits) <= 19:  # noqa: PLR2004 - as issued today
        return False
    doubled = [int(d) * (1 + at % 2) for at, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0  # noqa: PLR2004
