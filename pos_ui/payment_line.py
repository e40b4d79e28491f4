"""The hub behind the payment screen: made of the till's contracts, told of by the window's news.

A till with contracts of its own pays by itself; nothing is sent before its journal was read, so
that what a crash left behind is asked about first.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
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
from pos_ui import hq_line
from pos_ui.opening import Opened
from sync.client import HqClient
from sync.remote_hub import RemoteHub
from sync.transport import Transport

log = logging.getLogger(__name__)

BOTH = frozenset({Mode.SCANNED, Mode.SHOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """What takes payments at this till: the hub, the wallets that may pay, the months it offers."""

    hub: Hub
    payable: tuple[Payable, ...]
    huabei: Contract | None
    fees_bps: Mapping[str, int]  # of each channel of one's own, in hundredths of a per cent
    stop: Callable[[], None]


def begin(opened: Opened, tell: Callable[[Update], None]) -> PaymentLine | None:
    """Start what this till is contracted for; None where it has no contract, or trains.

    Where head office takes its payments, its own contracts are for when that is away. Raises
    Refusal for a contract that lacks something. `tell` is called from threads of the hub.
    """
    if opened.settings.is_training:
        return None
    found = keeping.all_of(opened.folder)
    through_hq = opened.settings.hq_pays if opened.settings.hq_url else ()
    if not (found or through_hq):
        return None
    with ExitStack() as stack:
        own = stack.enter_context(_own(opened.till, found)) if found else None
        hub: Hub | None = own
        wallets = payable(found)
        if through_hq:
            hub = stack.enter_context(_remote(opened, own))
            wallets = tuple(Payable(Wallet(it), BOTH) for it in through_hq)
        assert hub is not None
        hub.listen(tell)
        return PaymentLine(
            hub=hub,
            payable=wallets,
            huabei=next((it.huabei for it in found if it.huabei is not None), None),
            fees_bps={it.terms.channel: it.terms.fee_bps for it in found},
            stop=stack.pop_all().close,
        )


@contextmanager
def _own(till: Till, found: Sequence[Contracted]) -> Iterator[JournalHub]:
    certificate = next((it.certificate for it in found if it.certificate), "")
    with closing(Transport(certificate)) as transport:
        hub = embedded(till, found, transport)
        hub.begin()
        try:
            yield hub
        finally:
            hub.stop()


@contextmanager
def _remote(opened: Opened, own: JournalHub | None) -> Iterator[RemoteHub]:
    """Make the hub that asks HQ's; its line is made when it is first needed, and kept."""
    line = HqLine(opened)
    hub = RemoteHub(opened.till, line, own)
    compensation.follow(opened.till, hub)
    hub.begin()
    try:
        yield hub
    finally:
        hub.stop()
        line.close()


class HqLine:
    """The one line to HQ for payments, for any thread; its answers are held back for long."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._client: HqClient | None = None
        self._turn = threading.Lock()

    def __call__(self) -> HqClient:
        """Return the line; raises Refusal where HQ does not know this till yet."""
        with self._turn:
            if self._client is None:
                opened = self._opened
                self._client = hq_line.connect(opened.folder, opened.settings)
            return self._client

    def close(self) -> None:
        """Let it go."""
        with self._turn:
            if self._client is not None:
                self._client.close()


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
