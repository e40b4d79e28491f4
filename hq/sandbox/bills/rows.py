"""What the books of the providers hold, as rows of statements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.base import clock
from app.reconciliation.standard import Entry, Kind, Status
from app.reconciliation.statements.form import Head
from hq.sandbox.books import Charge, Refund
from hq.sandbox.watch import CHINA

if TYPE_CHECKING:
    from hq.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Event:
    """A payment, or a refund of one."""

    at: datetime
    charge: Charge
    refund: Refund | None = None

    @property
    def day(self) -> date:
        """Its day in China."""
        return self.at.astimezone(CHINA).date()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one statement, and of each the cells that only its provider writes."""

    entries: list[Entry] = field(default_factory=list)
    more: dict[Entry, Mapping[str, str]] = field(default_factory=dict)

    def add(self, entry: Entry, more: Mapping[str, str]) -> None:
        """Add a row."""
        self.entries.append(entry)
        self.more[entry] = more

    def head(self, world: "World", day: date, account: str, balance_fen: int = 0) -> Head:
        """Make what the statement says beside its rows."""
        return Head(
            account=account,
            first_day=number_of(day),
            last_day=number_of(date.fromordinal(day.toordinal() + 1)),
            made_at_ms=clock.to_ms(world.watch.now()),
            balance_fen=balance_fen,
            more=lambda it: self.more.get(it, {}),
        )


def events(world: "World", provider: str) -> list[Event]:
    """List what moved money at a provider, the oldest first."""
    return sorted(_events(world, provider), key=lambda it: it.at)


def entry(event: Event, world: "World", *, channel: str, account: str) -> Entry:
    """Put an event in the standard form; what has not come back yet is pending."""
    charge, refund = event.charge, event.refund
    sign = 1 if refund is None else -1
    fen = refund.amount_fen if refund else charge.amount_fen
    fee = sign * (refund.fee_fen if refund else charge.fee_fen)
    is_open = refund is not None and refund.done_at > world.watch.now()
    return Entry(
        channel=channel,
        account=account,
        store=charge.store,
        terminal=charge.device,
        kind=Kind.REFUND if refund else Kind.PAY,
        status=Status.PENDING if is_open else Status.SUCCESS,
        channel_no=refund.reference if refund else charge.trade_no,
        order_no=charge.number,
        refund_no=refund.number if refund else "",
        original_no=charge.trade_no if refund else "",
        gross_fen=sign * fen,
        fee_fen=fee,
        net_fen=sign * fen - fee,
        fee_milli=fee * 1000,
        at_ms=clock.to_ms(event.at),
        biz_date=number_of(event.day),
        payer=charge.payer,
    )


def movements(event: Event, paid: Entry) -> Iterator[Entry]:
    """Split a row into what it moved on the account: the amount, and the fee by itself."""
    is_back = event.refund is not None
    kinds = (Kind.REFUND, Kind.FEE_RETURN) if is_back else (Kind.PAY, Kind.FEE)
    for kind, fen in zip(kinds, (paid.gross_fen, -paid.fee_fen), strict=True):
        on_order = kind in {Kind.PAY, Kind.REFUND}
        if fen or on_order:
            yield Entry(
                channel=f"{paid.channel}_account",
                account=paid.account,
                kind=kind,
                channel_no=paid.channel_no,
                order_no=paid.order_no,
                refund_no=paid.refund_no,
                original_no=event.charge.trade_no,
                gross_fen=fen if on_order else 0,
                fee_fen=0 if on_order else -fen,
                net_fen=fen,
                at_ms=paid.at_ms,
                biz_date=paid.biz_date,
            )


def number_of(day: date) -> int:
    """Write a day as 20260131."""
    return int(f"{day:%Y%m%d}")


def plain(text: str) -> str:
    """Keep of a text what a statement can hold."""
    return "".join(it if it.isprintable() and it not in "`," else " " for it in text)


def _events(world: "World", provider: str) -> Iterator[Event]:
    for charge in world.books:
        if charge.provider == provider and charge.paid_at:
            yield Event(charge.paid_at, charge)
            for refund in charge.refunds:
                yield Event(refund.made_at, charge, refund)
