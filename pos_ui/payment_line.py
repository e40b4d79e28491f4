"""The hub behind the payment screen: made of the till's contracts, told of by the window's news.

A till with contracts of its own pays by itself; nothing is sent before its journal was read, so
that what a crash left behind is asked about first.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

from app.assurance import compensation
from app.assurance.paying import Payable
from app.payments import keeping
from app.payments.channels.huabei import Contract
from app.payments.contracts import Contracted
from app.payments.exchange import Mode
from app.payments.hub import Hub, Update
from app.payments.journal_hub import Choice, JournalHub
from app.payments.wallets import Wallet
from app.till import Till
from pos_ui.opening import Opened
from sync.transport import Transport

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """What takes payments at this till: the hub, the wallets that may pay, the months it offers."""

    hub: Hub
    payable: tuple[Payable, ...]
    huabei: Contract | None
    stop: Callable[[], None]


def begin(opened: Opened, tell: Callable[[Update], None]) -> PaymentLine | None:
    """Start what this till is contracted for; None where it has no contract, or trains.

    Raises Refusal for a contract that lacks something. `tell` is called from threads of the hub.
    """
    if opened.settings.is_training:
        return None
    found = keeping.all_of(opened.folder)
    if not found:
        return None
    transport = Transport(next((it.certificate for it in found if it.certificate), ""))
    hub = embedded(opened.till, found, transport)
    hub.listen(tell)
    hub.begin()

    def stop() -> None:
        with closing(transport):
            hub.stop()

    return PaymentLine(
        hub=hub,
        payable=payable(found),
        huabei=next((it.huabei for it in found if it.huabei is not None), None),
        stop=stop,
    )


def embedded(till: Till, found: Sequence[Contracted], transport: Transport) -> JournalHub:
    """Make the hub of a till that pays by itself; its steps are written down as it takes them."""
    hub = JournalHub(
        till.shop,
        {it.channel.name: it.channel for it in found},
        transport,
        wants=compensation.taking(till),
        choice=Choice(terms=[it.terms for it in found]),
    )
    compensation.follow(till, hub)
    return hub


def payable(found: Sequence[Contracted]) -> tuple[Payable, ...]:
    """Return which wallets may pay, and how, by any of the contracts."""
    modes: dict[Wallet, set[Mode]] = {}
    for one in found:
        for wallet in sorted(one.terms.instruments):
            modes.setdefault(Wallet(wallet), set()).update(map(Mode, one.terms.modes))
    order = list(Wallet)
    return tuple(
        Payable(wallet, frozenset(modes[wallet])) for wallet in sorted(modes, key=order.index)
    )
