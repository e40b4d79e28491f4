"""The desk with a real HQ over loopback: the screen never waits, and nobody wins twice."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from app.base import clock
from app.base.ids import PersonId
from app.base.money import Money
from app.base.quantity import Quantity
from app.selling import checkout
from app.selling.cart import Cart
from app.selling.sale import Sale
from app.shop import Shop
from app.staff.person import CASHIER, Act, Actor, Demand, Person
from app.storage.database import open_file
from hq import claims
from hq.claims import claim as claim_table
from pos_ui.opening import Opened
from pos_ui.returning import desk as desks
from pos_ui.returning.head_office import HeadOffice
from pos_ui.window import TillWindow
from tests.app.staff.crew import backed
from tests.examples import MILK, STORE, cash
from tests.loopback import a_till, answering, send
from tests.pos_ui import keys
from tests.pos_ui.binding import InMemory

KEY = Qt.Key
WANG = Actor(person=Person(id=PersonId("p"), code="1", name="王小梅", role=CASHIER))
NONE_LEFT = Quantity(0)


class Windows(dict[int, TillWindow]):
    """The window at each till, opened when it is wanted."""

    def __init__(self, chain: "Chain") -> None:
        self._chain = chain

    def __missing__(self, at: int) -> TillWindow:
        self[at] = self._chain.window(self._chain.tills[at])
        return self[at]


class Chain:
    """HQ, two of its tills, and a window at each."""

    def __init__(self, qtbot: QtBot, folder: Path, empty_file: Path) -> None:
        self._stack, self._qtbot = ExitStack(), qtbot
        database = open_file(Path(shutil.copy(empty_file, folder / "hq.sqlite")))
        self._stack.callback(database.close)
        self.hq = Shop(database=database, clock=clock.now)
        self._serving = ExitStack()
        self.url = self._serving.enter_context(answering(self.hq))
        self.tills = [self._till(folder / name, name, empty_file) for name in ("t1", "t2")]
        self.windows = Windows(self)

    def _till(self, folder: Path, name: str, empty_file: Path) -> Opened:
        folder.mkdir()
        shutil.copy(empty_file, folder / "till.sqlite")
        return self._stack.enter_context(a_till(folder, name, self.url, self.hq))

    def window(self, opened: Opened) -> TillWindow:
        window = TillWindow(opened.settings)
        self._qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.open(InMemory(opened=opened), HeadOffice(opened))
        return window

    def sell(self, milks: int, at: int = 0) -> Sale:
        """Sell milk at a till, and let HQ know."""
        till = self.tills[at].till
        cart = checkout.scan(till, checkout.start(till), MILK.barcode, Quantity.pieces(milks))
        sale = checkout.complete(till, cart, cash(cart.total.fen))
        send(self.tills[at])
        return sale

    def claimed(self) -> int:
        """Count the pieces that HQ keeps for open bills."""
        with self.hq.database.reading() as connection:
            found = connection.execute(claim_table.select()).all()
        return sum(int(row.quantity_thousandths) for row in found) // 1000

    def go_away(self) -> None:
        self._serving.close()

    def close(self) -> None:
        self._serving.close()
        self._stack.close()


@pytest.fixture
def chain(qtbot: QtBot, tmp_path: Path, empty_file: Path) -> Iterator[Chain]:
    chain = Chain(qtbot, tmp_path, empty_file)
    yield chain
    qtbot.waitUntil(lambda: not desks_busy(chain), timeout=5000)
    for thread in threading.enumerate():
        if thread.name.startswith("errand"):
            thread.join()
    chain.close()


def desks_busy(chain: Chain) -> bool:
    return any(window.desk._errands._waiting for window in chain.windows.values())  # noqa: SLF001


def cart(window: TillWindow) -> Cart:
    assert window.register.cart is not None
    return window.register.cart


def open_sale(qtbot: QtBot, window: TillWindow, sale: Sale) -> None:
    """Scan the receipt, and wait until HQ has said what it knows."""
    window.activateWindow()
    window.scan(sale.id)
    qtbot.waitUntil(lambda: is_open(window, sale) and not window.desk._errands._waiting)  # noqa: SLF001


def is_open(window: TillWindow, sale: Sale) -> bool:
    sold = window.returns._sold  # noqa: SLF001
    return sold is not None and sold.sale.id == sale.id


def credit(window: TillWindow, milks: int) -> None:
    """Choose so many, and say why; HQ may take its time."""
    table = window.returns.table
    assert table.line is not None
    table.choose(table.line, Quantity.pieces(milks))
    window.returns.ask_why()
    window.asking.body.choose("mistaken")  # type: ignore[union-attr]


def bring_back(qtbot: QtBot, window: TillWindow, sale: Sale, milks: int = 1) -> None:
    open_sale(qtbot, window, sale)
    credit(window, milks)
    qtbot.waitUntil(lambda: bool(cart(window).returns))


def pay(qtbot: QtBot, window: TillWindow) -> Sale:
    before = len(sales_of(window))
    window.selling.do("pay")
    qtbot.waitUntil(lambda: window.payment._owing is not None)  # noqa: SLF001
    window.payment.confirm()
    qtbot.waitUntil(lambda: len(sales_of(window)) > before)
    return sales_of(window)[0]


def sales_of(window: TillWindow) -> list[Sale]:
    assert window.register.services is not None
    return list(window.register.services.search_sales(""))


def test_another_till_s_receipt_is_opened_credited_and_paid_back(
    qtbot: QtBot, chain: Chain
) -> None:
    sale = chain.sell(2)
    theirs = chain.windows[1]
    theirs.register.man(WANG)
    bring_back(qtbot, theirs, sale)
    assert "t1" in theirs.returns.chip.text()
    assert chain.claimed() == 1
    assert pay(qtbot, theirs).total == Money(-650)
    send(chain.tills[1])
    assert chain.claimed() == 0
    ours = chain.windows[0]
    open_sale(qtbot, ours, sale)
    assert ours.returns.table.left(sale.lines[0]) == Quantity.pieces(1)
    assert "核对" in ours.returns.chip.text()


def test_of_two_tills_that_take_the_same_back_exactly_one_may(qtbot: QtBot, chain: Chain) -> None:
    sale = chain.sell(1)
    both = [chain.windows[0], chain.windows[1]]
    for window in both:
        open_sale(qtbot, window, sale)
    for window in both:
        credit(window, 1)
    qtbot.waitUntil(lambda: not desks_busy(chain))
    credited = [bool(cart(window).returns) for window in both]
    assert sorted(credited) == [False, True]
    loser = both[credited.index(False)]
    assert "别的收银机退过" in loser.returns.banner.text()
    assert loser.pages.currentWidget() is loser.returns


@pytest.mark.parametrize("how", ["void", "void_sale"])
def test_what_is_given_up_is_free_for_the_other_till(qtbot: QtBot, chain: Chain, how: str) -> None:
    sale = chain.sell(1)
    first, second = chain.windows[0], chain.windows[1]
    bring_back(qtbot, first, sale)
    assert chain.claimed() == 1
    if how == "void":
        first.selling.do("void")
    else:
        first.register.clear()
    qtbot.waitUntil(lambda: chain.claimed() == 0)
    bring_back(qtbot, second, sale)
    assert chain.claimed() == 1


def test_a_manager_who_says_no_lets_the_goods_go(qtbot: QtBot, chain: Chain) -> None:
    sale = chain.sell(20)
    window = chain.windows[1]
    window.register.approval_wanted.disconnect()
    asked: list[Demand] = []
    window.register.approval_wanted.connect(lambda needs, _: asked.append(needs.demand))
    window.register.man(WANG)
    open_sale(qtbot, window, sale)
    credit(window, 20)
    qtbot.waitUntil(lambda: bool(asked))
    assert (asked[0].act, chain.claimed()) == (Act.RETURN, 20)
    window.returns.step_back()
    window.returns.step_back()
    qtbot.waitUntil(lambda: chain.claimed() == 0)


def test_with_hq_away_our_own_sale_still_comes_back(qtbot: QtBot, chain: Chain) -> None:
    sale = chain.sell(1)
    chain.go_away()
    window = chain.windows[0]
    window.register.man(WANG)
    bring_back(qtbot, window, sale)
    assert pay(qtbot, window).total == Money(-650)


def test_with_hq_away_another_till_s_sale_is_not_found(qtbot: QtBot, chain: Chain) -> None:
    sale = chain.sell(1)
    chain.go_away()
    window = chain.windows[1]
    window.scan(sale.id)
    qtbot.waitUntil(lambda: "总部联系不上" in window.returns.banner.text())
    assert "F2" in window.returns.banner.text()


def test_hq_that_goes_away_before_the_claim_takes_a_manager(qtbot: QtBot, chain: Chain) -> None:
    sale = chain.sell(1)
    window = chain.windows[1]
    asked: list[tuple[Demand, Callable[[Actor], None]]] = []
    window.register.approval_wanted.disconnect()
    window.register.approval_wanted.connect(lambda needs, go: asked.append((needs.demand, go)))
    owner = window.register.actor
    window.register.man(WANG)
    open_sale(qtbot, window, sale)
    chain.go_away()
    credit(window, 1)
    qtbot.waitUntil(lambda: bool(asked))
    demand, go_on = asked[0]
    assert demand.act is Act.RETURN_UNCHECKED
    go_on(backed(WANG, owner.person, Act.RETURN_UNCHECKED))
    assert len(cart(window).returns) == 1
    assert pay(qtbot, window).total == Money(-650)  # the manager's word still holds


def test_a_bill_that_outlived_the_program_is_checked_again(qtbot: QtBot, chain: Chain) -> None:
    """The draft is on the disk; what HQ told is not."""
    sale = chain.sell(1)
    bring_back(qtbot, chain.windows[1], sale)
    with chain.hq.database.writing() as connection:  # its hour has passed
        connection.execute(claim_table.delete())
    again = chain.window(chain.tills[1])
    chain.windows[1] = again
    again.register.man(WANG)
    again.selling.do("pay")
    assert again.dialog is not None  # it says that it asks
    qtbot.waitUntil(lambda: again.payment._owing is not None)  # noqa: SLF001
    assert chain.claimed() == 1
    again.payment.confirm()
    qtbot.waitUntil(lambda: bool(sales_of(again)))


def test_what_another_till_took_meanwhile_is_not_paid(qtbot: QtBot, chain: Chain) -> None:
    sale = chain.sell(1)
    first, second = chain.windows[0], chain.windows[1]
    bring_back(qtbot, first, sale)
    first.desk._asked.clear()  # noqa: SLF001 - long ago
    with chain.hq.database.writing() as connection:
        connection.execute(claim_table.delete())
    bring_back(qtbot, second, sale)
    first.selling.do("pay")
    qtbot.waitUntil(lambda: "别的收银机" in first.selling.banner.text())
    assert first.pages.currentWidget() is first.selling
    assert cart(first).returns


@pytest.fixture
def silent_hq() -> Iterator[str]:
    """An HQ that takes every line and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def with_hq_at(window: TillWindow, opened: Opened, url: str) -> None:
    settings = replace(opened.settings, hq_url=url)
    window.desk.hq = HeadOffice(replace(opened, settings=settings))


def test_a_silent_hq_can_be_waited_for_no_longer(
    chain: Chain, silent_hq: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = chain.windows[1]
    monkeypatch.setattr(desks, "OTHERS_S", 1.0)  # so that its thread ends soon
    with_hq_at(window, chain.tills[1], silent_hq)
    window.scan("0190b3a0-0000-7000-8000-000000000000")
    assert "正在问总部" in window.returns.banner.text()
    window.returns.step_back()
    assert not window.returns.is_waiting
    assert not window.returns.banner.isVisible()


def test_the_screen_goes_on_while_hq_is_silent(
    qtbot: QtBot, chain: Chain, silent_hq: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our own sale is decided here after a moment; meanwhile the screen never stops."""
    sale = chain.sell(1)
    window = chain.windows[0]
    monkeypatch.setattr(desks, "OWN_S", 0.5)
    with_hq_at(window, chain.tills[0], silent_hq)
    gaps = Beat(window)
    bring_back(qtbot, window, sale)
    assert gaps.longest_s < 0.4
    assert "按本机记录" in window.returns.chip.text()


class Beat(QTimer):
    """Measures for how long the screen's thread did nothing else."""

    def __init__(self, window: TillWindow) -> None:
        super().__init__(window)
        self.longest_s, self._last = 0.0, time.monotonic()
        self.timeout.connect(self._beat)
        self.start(5)

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest_s, self._last = max(self.longest_s, now - self._last), now


def test_a_sale_that_hq_has_not_heard_of_comes_back_at_its_own_till(
    qtbot: QtBot, chain: Chain
) -> None:
    till = chain.tills[0].till
    milk = checkout.scan(till, checkout.start(till), MILK.barcode)
    sale = checkout.complete(till, milk, cash(650))  # not sent
    window = chain.windows[0]
    window.register.man(WANG)
    bring_back(qtbot, window, sale)
    assert pay(qtbot, window).total == Money(-650)


def test_hq_s_own_answer_is_what_the_desk_reads(qtbot: QtBot, chain: Chain) -> None:
    sale = chain.sell(3)
    bring_back(qtbot, chain.windows[0], sale, 2)
    with chain.hq.database.reading() as connection:
        answer = claims.find(connection, STORE, sale.id, clock.now())
    assert [claim.refund for claim in answer.claims] == [cart(chain.windows[0]).id]
    open_sale(qtbot, chain.windows[1], sale)
    assert chain.windows[1].returns.table.left(sale.lines[0]) == Quantity.pieces(1)
    keys.press(chain.windows[1], KEY.Key_Escape)
