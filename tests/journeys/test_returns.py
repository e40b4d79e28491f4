"""Two tills and a head office: what was sold at one comes back at the other, once."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from app.base import clock
from app.base.errors import Refusal, Trouble
from app.base.money import Money
from app.base.quantity import Quantity
from app.selling import checkout, returning
from app.selling.cart import Cart
from app.selling.sale import Sale
from app.selling.sold import Sold
from app.shop import Shop
from app.storage.database import open_file
from hq import over_returns, proving
from pos_ui.opening import Opened
from pos_ui.returning.head_office import HeadOffice, lines_of
from tests.examples import MILK, cash
from tests.loopback import a_till, answering, send

PATIENCE_S = 5.0


class World:
    """HQ and two tills of one store."""

    def __init__(self, hq: Shop, first: Opened, second: Opened) -> None:
        self.hq, self.first, self.second = hq, first, second


@pytest.fixture
def world(tmp_path: Path, empty_file: Path) -> Iterator[World]:
    with ExitStack() as stack:
        database = open_file(Path(shutil.copy(empty_file, tmp_path / "hq.sqlite")))
        stack.callback(database.close)
        hq = Shop(database=database, clock=clock.now)
        url = stack.enter_context(answering(hq))
        tills = []
        for name in ("t1", "t2"):
            folder = tmp_path / name
            folder.mkdir()
            shutil.copy(empty_file, folder / "till.sqlite")
            tills.append(stack.enter_context(a_till(folder, name, url, hq)))
        yield World(hq, *tills)


def sell(opened: Opened, milks: int) -> Sale:
    till = opened.till
    cart = checkout.scan(till, checkout.start(till), MILK.barcode, Quantity.pieces(milks))
    sale = checkout.complete(till, cart, cash(cart.total.fen))
    send(opened)
    return sale


def known(opened: Opened, sale: Sale) -> Sold:
    found = HeadOffice(opened).sold(sale.number, PATIENCE_S)
    assert found is not None
    return found


def bring_back(opened: Opened, sold: Sold, milks: int) -> tuple[Cart, bool]:
    """Claim as the desk does; return the bill and whether HQ keeps the goods for it."""
    parts = {1: Quantity.pieces(milks)}
    start = checkout.start(opened.till)
    granted = replace(sold, is_granted=True)
    cart = returning.bring_back(opened.till, start, granted, parts, reason="买错")
    answer = HeadOffice(opened).claim(cart.id, lines_of(cart.returns), PATIENCE_S)
    return cart, answer.granted


def refund(opened: Opened, cart: Cart, sold: Sold) -> Sale:
    told = [replace(sold, is_granted=True)]
    tenders = returning.propose(opened.till, cart, told)
    return checkout.complete(opened.till, cart, tenders, told=told)


def test_what_one_till_sold_comes_back_at_the_other(world: World) -> None:
    sale = sell(world.first, 2)
    sold = known(world.second, sale)
    assert not sold.is_ours
    cart, is_granted = bring_back(world.second, sold, 1)
    assert is_granted
    assert refund(world.second, cart, sold).total == Money(-650)
    send(world.second)
    again = known(world.first, sale)
    assert again.left(sale.lines[0], checkout.start(world.first.till)) == Quantity.pieces(1)
    with world.hq.database.reading() as connection:
        assert not over_returns.find(connection)
    assert not [fault for proof in proving.prove(world.hq) for fault in proof.faults]


def test_two_tills_at_once_exactly_one_takes_it_back(world: World) -> None:
    sale = sell(world.first, 1)
    start, granted = threading.Barrier(2), []

    def ask(opened: Opened) -> None:
        sold = known(opened, sale)
        start.wait()
        granted.append(bring_back(opened, sold, 1)[1])

    threads = [threading.Thread(target=ask, args=(it,)) for it in (world.first, world.second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(granted) == [False, True]


def test_a_claim_that_is_let_go_is_free_for_the_other(world: World) -> None:
    sale = sell(world.first, 1)
    cart, _ = bring_back(world.first, known(world.first, sale), 1)
    assert (
        not known(world.second, sale)
        .left(sale.lines[0], checkout.start(world.second.till))
        .thousandths
    )
    HeadOffice(world.first).claim(cart.id, {}, PATIENCE_S)
    assert bring_back(world.second, known(world.second, sale), 1)[1]


def test_both_cut_off_from_hq_are_both_kept_and_shown(world: World) -> None:
    """Nobody could know better: the books tell what happened, and HQ shows it."""
    sale = sell(world.first, 1)
    for opened in (world.first, world.second):
        sold = known(opened, sale)
        parts = {1: Quantity.pieces(1)}
        start = checkout.start(opened.till)
        cart = returning.bring_back(opened.till, start, sold, parts, reason="x")
        refund(opened, cart, sold)
    send(world.first)
    send(world.second)
    with world.hq.database.reading() as connection:
        [over] = over_returns.find(connection)
    assert (over.number, over.sold.text(), over.returned.text()) == (sale.number, "1", "2")


def test_a_refund_of_ours_that_is_not_sent_yet_still_counts(world: World) -> None:
    sale = sell(world.first, 2)
    sold = returning.find(world.first.till, sale.id)
    cart, _ = bring_back(world.first, sold, 1)
    refund(world.first, cart, sold)
    ours = returning.find(world.first.till, sale.id)
    news = known(world.first, sale)
    together = ours.told(news.takers, news.claims)
    assert together.left(sale.lines[0], checkout.start(world.first.till)) == Quantity.pieces(1)


def test_hq_that_is_away_is_trouble_soon(world: World, tmp_path: Path) -> None:
    nowhere = replace(world.first.settings, hq_url="http://127.0.0.1:9")
    with pytest.raises(Trouble):
        HeadOffice(replace(world.first, settings=nowhere)).sold("x", 0.5)
    unknown = replace(world.first, folder=tmp_path)  # it has no key
    with pytest.raises(Refusal):
        HeadOffice(unknown).sold("x", 0.5)
