"""What is asked of a provider and what it answers: values without a network, a clock or a key.

An outcome is one of four: paid and dead are proven by the provider, paying means that the customer
is at it, everything else is unknown. Unknown is never failed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from enum import StrEnum

from app.base.money import Money

CHINA = timezone(timedelta(hours=8))  # without summer time; what providers' clocks show
Headers = tuple[tuple[str, str], ...]


class Ask(StrEnum):
    """What a request wants of a provider."""

    PAY = "pay"  # take money by the code that a customer shows
    SHOW = "show"  # make a QR code that a customer scans
    QUERY = "query"
    REVERSE = "reverse"
    CLOSE = "close"  # an order that was shown
    REFUND = "refund"
    REFUND_QUERY = "refund_query"
    BILL = "bill"  # where a day's statement lies
    BILL_FILE = "bill_file"


class Mode(StrEnum):
    """Who holds the code."""

    SCANNED = "scanned"  # the customer; it works once, for about a minute
    SHOWN = "shown"  # we do; it may be tried several times
    BY_HAND = "by_hand"  # nobody: a terminal that stands alone


class Verdict(StrEnum):
    """What is known of a payment."""

    PAID = "paid"
    DEAD = "dead"
    PAYING = "paying"
    UNKNOWN = "unknown"


class Back(StrEnum):
    """What is known of a reversal or a refund."""

    DONE = "done"
    UNDERWAY = "underway"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Distrust(ValueError):  # noqa: N818 - its text is the reason of an outcome
    """What came proves nothing: no answer, not theirs, not whole, or about something else."""


class Declined(Distrust):
    """The provider itself said no, for a reason that proves nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The time (aware) and a word used once: what signing needs from outside."""

    now: datetime
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalments:
    """A purchase paid in months: their number, who bears the fee, and the fee."""

    months: int
    merchant_bears: bool
    fee: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A payment as its provider sees it; the number is the same on every request about it.

    `was_undone` says that the provider has acknowledged a reversal: then that it knows no such
    order is proof. `reference` is the provider's own number once it is known.
    """

    number: str
    amount: Money
    made_at: datetime
    subject: str
    mode: Mode = Mode.SCANNED
    wallet: str = ""
    store: str = ""
    device: str = ""
    ip: str = "127.0.0.1"
    reference: str = ""
    instalments: Instalments | None = None
    was_undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Money on its way back; its number is the same on every try."""

    number: str
    amount: Money
    made_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to send, byte for byte. `is_again`: the same was sent before and may have arrived."""

    ask: Ask
    method: str
    url: str
    headers: Headers = field(repr=False)  # they hold signatures
    body: bytes = field(default=b"", repr=False)  # it may hold a payment code
    order: Order | None = None
    refund: Refund | None = None
    is_again: bool = False
    needs_certificate: bool = False  # the merchant's own, in the TLS handshake


@dataclass(frozen=True, slots=True)
class Response:
    """What came back."""

    status: int
    headers: Headers = ()
    body: bytes = b""

    def header(self, name: str) -> str:
        """Return a header, "" where there is none; names are the same in any case."""
        return header(self.headers, name)


@dataclass(frozen=True, slots=True)
class Callback:
    """What a provider sends by itself: headers and body as they came."""

    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing came back, or not all of it. Only a transport that knows says `has_left=False`."""

    why: str
    has_left: bool = True


Answer = Response | NoAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an answer says of a payment.

    `is_missing`: the provider knows no such order, which is no proof yet. `has_returned`: of what
    was paid, all or a part has gone back already. `shows` is the text of a QR code.
    """

    verdict: Verdict
    reference: str = ""
    paid: Money | None = None
    payer: str = ""  # masked
    reason: str = ""
    shows: str = ""
    is_missing: bool = False
    has_returned: bool = False
    never_left: bool = False
    is_theirs: bool = False  # the provider answered, whatever that proves
    is_refused: bool = False  # it answered that it did not take the order in

    @property
    def is_unpaid(self) -> bool:
        """Whether the provider itself answered that it has no money, so far."""
        if self.verdict is Verdict.UNKNOWN:
            return self.is_missing or self.is_theirs
        return self.verdict is Verdict.PAYING


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What an answer says of a reversal or refund. `again`: ask the same, by the same number."""

    back: Back
    reference: str = ""
    amount: Money | None = None
    reason: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A callback that is proven to be the provider's; `nonce` is the same when it is replayed."""

    order: str
    nonce: str
    refund: str = ""  # its number, where it is about one
    facts: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class BillLink:
    """Where a statement lies, and the SHA-1 of its text where the provider gives one."""

    url: str = field(repr=False)  # who has it may read the bill
    sha1: str = ""


def paid(money: Money, reference: str, **more: object) -> Outcome:
    """Say that a payment is proven."""
    return replace(
        Outcome(verdict=Verdict.PAID, paid=money, reference=reference),
        **more,  # type: ignore[arg-type]
    )


def dead(reason: str, *, never_left: bool = False) -> Outcome:
    """Say that a payment is proven never to happen."""
    return Outcome(verdict=Verdict.DEAD, reason=reason, never_left=never_left)


def paying(reason: str, *, shows: str = "", reference: str = "") -> Outcome:
    """Say that the customer is at it."""
    return Outcome(verdict=Verdict.PAYING, reason=reason, shows=shows, reference=reference)


def unknown(reason: str | Distrust) -> Outcome:
    """Say that nothing is proven."""
    is_theirs = isinstance(reason, Declined)
    return Outcome(verdict=Verdict.UNKNOWN, reason=str(reason), is_theirs=is_theirs)


def missing(order: Order, reason: str) -> Outcome:
    """Say that the provider knows no such order: proof only once a reversal was acknowledged.

    A customer's order may not have arrived yet, and one that was shown exists when it is scanned.
    """
    verdict = Verdict.DEAD if order.was_undone else Verdict.UNKNOWN
    return Outcome(verdict=verdict, reason=reason, is_missing=True)


def undone(back: Back, reason: str = "", *, again: bool = False) -> Undone:
    """Say what became of a reversal or refund."""
    return Undone(back=back, reason=reason, again=again)


def answered(answer: Answer) -> Response:
    """Return what can be read; raises Distrust for silence and for a failing server."""
    if isinstance(answer, NoAnswer):
        raise Distrust(f"no answer: {answer.why}")
    if answer.status >= 500:  # noqa: PLR2004 - HTTP
        raise Distrust(f"HTTP {answer.status}")
    return answer


def settled(request: Request, answer: Answer, outcome: Outcome) -> Outcome:
    """Weaken what one answer alone does not prove.

    A refusal of a payment that was sent before may be about the second try only: the first may
    have been paid. What never left is dead, if no earlier try of it left.
    """
    if request.ask not in (Ask.PAY, Ask.SHOW):
        return outcome
    if isinstance(answer, NoAnswer) and not answer.has_left and not request.is_again:
        return dead("never left", never_left=True)
    if outcome.verdict is Verdict.DEAD and request.is_again:
        return unknown(f"refused when sent again: {outcome.reason}")
    return outcome


def about(request: Request) -> Order:
    """Return the order that a request is about; raises Distrust where there is none."""
    if request.order is None:
        raise Distrust(f"{request.ask} is about no order")
    return request.order


def returning(request: Request) -> Refund:
    """Return the refund that a request is about; raises Distrust where there is none."""
    if request.refund is None:
        raise Distrust(f"{request.ask} is about no refund")
    return request.refund


def header(headers: Iterable[tuple[str, str]], name: str) -> str:
    """Return the first header of this name in any case, "" where there is none."""
    return next((value for key, value in headers if key.lower() == name.lower()), "")


def their_time(response: Response) -> datetime | None:
    """Read the provider's clock, to set a wrong one of ours by; None where it does not say."""
    try:
        found = parsedate_to_datetime(response.header("Date"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def masked(text: str) -> str:
    """Leave of an account's name what is enough to recognise it."""
    return f"{text[:2]}***{text[-2:]}" if len(text) > 6 else "***" if text else ""  # noqa: PLR2004


def cut(text: str, most: int) -> str:
    """Shorten to this many bytes of UTF-8, without control characters, no character halved."""
    whole = "".join(it if it.isprintable() else " " for it in text).encode("utf-8", "replace")
    return whole[:most].decode("utf-8", "ignore")
