"""A till with a real hub, and the real stand-in providers behind loopback HTTP, in virtual time."""

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.assurance import compensation
from app.assurance.paying import Payable
from app.payments.attempt import Attempt, OrderNo, State
from app.payments.channels import huabei
from app.payments.exchange import Mode
from app.payments.hub import Update
from app.payments.journal_hub import Choice, JournalHub
from app.payments.routing import Terms
from app.payments.wallets import Wallet
from app.selling.sale import Sale
from app.till import Till
from hq.sandbox.server import make_sandbox
from hq.sandbox.watch import Watch
from hq.sandbox.world import World
from pos_ui.opening import Opened
from pos_ui.window import TillWindow
from sync.transport import Transport
from tests.app.payments.plain import VirtualTime
from tests.examples import NOON
from tests.hq.sandbox.stage import channels, ring
from tests.pos_ui.binding import InMemory, settings_of

BOTH = frozenset({Mode.SCANNED, Mode.SHOWN})
PAYABLE = tuple(Payable(it, BOTH) for it in Wallet)
NAMES = ("wechat", "alipay", "unionpay", "ecny")
TERMS = [
    Terms(channel=name, instruments=frozenset({name}), modes=frozenset(map(str, BOTH)))
    for name in NAMES
]
HUABEI = huabei.Contract(fee_bps={3: 230, 6: 450, 12: 750})
HEADS = {"wechat": ("13", 18), "alipay": ("28", 18), "unionpay": ("62", 19), "ecny": ("01", 19)}


@dataclass
class Sandbox:
    """The stand-in providers at an address; how far their clock was moved."""

    url: str
    at_s: float = 0.0


@contextmanager
def sandbox() -> Iterator[Sandbox]:
    """Serve the stand-in providers on a port of this machine; their clock stands."""
    app = make_sandbox(World(ring(), Watch(NOON)))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(app, log_level="critical", date_header=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        try:
            yield Sandbox(f"http://127.0.0.1:{listening.getsockname()[1]}")
        finally:
            server.should_exit = True
            thread.join()


@dataclass
class Counter:
    """A window that takes payments; time passes only by `run`, and news is heard at once."""

    till: Till
    sandbox: Sandbox
    http: httpx.Client
    send: Transport
    window: TillWindow
    time: VirtualTime = field(default_factory=VirtualTime)
    told: list[Update] = field(default_factory=list)
    hub: JournalHub = field(init=False)
    codes: int = 0

    def __post_init__(self) -> None:
        self.time.at_s = self.sandbox.at_s
        self.till = replace(self.till, shop=replace(self.till.shop, clock=self.time.wall))
        self.start_hub()

    def start_hub(self) -> None:
        """Start the hub, as a till does."""
        self.hub = JournalHub(
            self.till.shop,
            {
                name: one
                for name, one in channels(ring(), self.sandbox.url).items()
                if name in NAMES
            },
            self._send,
            wants=compensation.taking(self.till),
            choice=Choice(terms=TERMS),
            steady=self.time.steady,
        )
        compensation.follow(self.till, self.hub)
        self.hub.listen(self.told.append)
        self.hub.listen(self._hear)
        self.hub.recover()

    def open(self, payable: Sequence[Payable] = PAYABLE, **settings: object) -> None:
        """Open the window's till."""
        ours = settings_of(self.till, **settings)
        bound = InMemory(
            opened=Opened(till=self.till, folder=Path(), settings=ours),
            hub=self.hub,
            wallets=payable,
            huabei=HUABEI,
        )
        self.window.payment.collecting.now = self.time.wall
        self.window.open(bound)
        self.window.register.completed.connect(self._sold)
        QApplication.processEvents()

    def open_again(self) -> None:
        """Show what was done behind the window's back."""
        services = self.window.register.services
        assert services is not None
        self.window.open(services)
        QApplication.processEvents()

    def run(self, seconds: float = 0.0) -> None:
        """Let this much time pass at the till and at the providers."""
        end_s = self.time.at_s + seconds
        while (next_s := self.hub.next_s()) is not None and next_s <= end_s:
            self.time.at_s = max(self.time.at_s, next_s)
            self._tell_time()
            self.hub.work()
            QApplication.processEvents()
        self.time.at_s = max(self.time.at_s, end_s)
        self._tell_time()
        QApplication.processEvents()

    def plan(self, do: str, *, call: str = "", times: int = 1) -> None:
        """Let this happen to the next calls of a kind."""
        rule = {"do": do, "call": call, "times": times}
        self.http.post("/sandbox/plan", json=rule).raise_for_status()

    def clear_plan(self) -> None:
        self.http.delete("/sandbox/plan").raise_for_status()

    def code(self, wallet: str = "wechat", tail: str = "0001") -> str:
        """Return what a customer's phone shows; its end says how the buyer behaves."""
        head, digits = HEADS[wallet]
        self.codes += 1
        return f"{head}{self.codes:0{digits - 6}}{tail}"

    def buyer_scans(self, do: str = "pays") -> None:
        """Let the customer scan the code that is shown."""
        shows = [one.shows for one in self.told if one.shows][-1]
        answer = self.http.post("/sandbox/scan", json={"qr": shows, "do": do})
        answer.raise_for_status()

    def books(self) -> Any:  # noqa: ANN401 - JSON
        return self.http.get("/sandbox/books").json()

    def net_fen(self) -> int:
        """Return what the shop has at all providers together."""
        return sum(it["net_fen"] for it in self.books()["totals"].values())

    def attempts(self) -> list[Attempt]:
        services, cart = self.window.register.services, self.window.register.cart
        assert services is not None
        assert cart is not None
        return list(services.payments_of(cart))

    def states(self) -> list[State]:
        return [one.state for one in self.attempts()]

    def _sold(self, sale: Sale) -> None:
        """Hand back what a sale owes, as what runs behind the screen does."""
        for tender in sale.tenders:
            if tender.kind.is_channel and tender.amount.fen < 0:
                self.hub.go_on(OrderNo(tender.reference))

    def _hear(self, update: Update) -> None:
        self.window.news.payment.emit(update)  # of the window of now: tests open another one

    def _tell_time(self) -> None:
        if self.time.at_s > self.sandbox.at_s:
            later = {"seconds": self.time.at_s - self.sandbox.at_s}
            self.http.post("/sandbox/advance", json=later).raise_for_status()
            self.sandbox.at_s = self.time.at_s

    def _send(self, request: Any) -> Any:  # noqa: ANN401 - see Transport
        return self.send(request)


@contextmanager
def a_counter(till: Till, at: Sandbox, look: Any = None) -> Iterator[Counter]:  # noqa: ANN401
    """Open a counter with an empty sandbox."""
    window = TillWindow(look or settings_of(till))
    window.resize(1366, 768)
    with httpx.Client(base_url=at.url) as http:
        http.post("/sandbox/reset").raise_for_status()
        send = Transport(read_s=1.0)
        made = Counter(till, at, http, send, window)
        try:
            yield made
        finally:
            send.close()
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
