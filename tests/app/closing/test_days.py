"""X, Z, the sum of the sales, the sum of the tenders and head office agree to the fen."""

import shutil
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.clock import now
from app.base.money import total
from app.catalogue import products
from app.closing import closes, figuring
from app.reports import breakdowns
from app.reports.breakdown import By
from app.selling.tender import TenderKind
from app.shop import Shop
from app.storage import facts, outbox
from app.storage.database import open_file
from app.till import Till
from hq import books, ingest
from sync.wire import Outcome, Push
from tests.app.closing.days import Day, live
from tests.examples import BANANA, MILK, NOON, STORE, TILL, US


def tell(till: Till, hq: Shop) -> None:
    """Bring head office all that happened, a few facts at a time."""
    while True:
        with till.shop.database.reading() as connection:
            waiting = outbox.oldest(connection, 100)
        if not waiting:
            return
        sent = tuple(msgspec.Raw(facts.encode(fact)) for fact in waiting)
        reply = ingest.take(hq, US, Push(store=STORE, till=TILL, facts=sent))
        assert {said.outcome for said in reply.answers} == {Outcome.STORED}, reply.answers
        with till.shop.database.writing() as connection:
            outbox.acknowledge(connection, [fact.id for fact in waiting], now())


def must_agree(day: Day, hq: Shop) -> None:
    """Compare a closed day with what it sold, with X, and with head office's own books.

    Whoever hands over after midnight begins another business date: then there are two Zs.
    """
    zs = day.closed[-1].zs
    assert all(z.figures.agree() for z in zs)
    assert day.seen is not None
    assert (zs[-1].figures, False) == (day.seen.figures, day.seen.is_blind)
    assert sum(z.figures.net.fen for z in zs) == sum(sale.total.fen for sale in day.sold)
    paid, said = Counter[str](), Counter[str]()
    for sale in day.sold:
        paid["cash"] -= sale.change.fen
        for one in sale.tenders:
            paid[one.kind] += one.amount.fen
    for tender in (one for z in zs for one in z.figures.tenders):
        said[tender.kind] += tender.amount.fen
    assert said == paid
    counted = sum(it.close.counted.fen - it.close.expected.fen for it in day.closed)
    assert sum(z.figures.over.fen for z in zs) == counted
    shift_days = {shift: z.business_date for z in zs for shift in z.shifts}
    assert all(sale.business_date == shift_days[sale.shift] for sale in day.sold)
    tell(day.till, hq)
    with hq.database.reading() as connection:
        for z in zs:
            assert figuring.of_shifts(connection, STORE, z.shifts) == z.figures
            every = closes.of_day(connection, STORE, z.business_date)
            whole = figuring.of_day(connection, STORE, z.business_date)
            assert whole.net == total(one.figures.net for one in every)
            day_ = z.business_date
            split = breakdowns.read(connection, STORE, By.TENDER, day_, day_, hq.zone)
            assert {it.key: it.net for it in split.parts} == {
                one.kind: one.amount for one in whole.tenders
            }
            assert closes.find_z(connection, STORE, z.id) == z
            assert books.is_proven(connection, z)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_x_z_sales_tenders_and_head_office_agree(seed: int, empty_file: Path) -> None:
    with TemporaryDirectory() as folder:
        ours = open_file(Path(shutil.copy(empty_file, Path(folder) / "till.sqlite")))
        theirs = open_file(Path(shutil.copy(empty_file, Path(folder) / "hq.sqlite")))
        try:
            with ours.writing() as connection:
                facts.begin_epoch(connection, NOON)
                products.put(connection, [MILK, BANANA])
            shop = Shop(database=ours, clock=lambda: NOON)
            till = Till(shop=shop, store=STORE, id=TILL, has_shifts=True)
            must_agree(live(till, seed), Shop(database=theirs, clock=now))
        finally:
            ours.close()
            theirs.close()


def test_a_day_has_everything_in_it(till: Till) -> None:
    day = live(till, 7, events=60)
    assert len(day.closed) > 1
    assert any(sale.returns and sale.lines for sale in day.sold)
    assert any(sale.total.fen < 0 for sale in day.sold)
    assert any(len(sale.tenders) > 1 for sale in day.sold)
    assert any(sale.rounding.fen for sale in day.sold)
    kinds = {one.kind for sale in day.sold for one in sale.tenders}
    assert kinds == {kind for kind in TenderKind if not kind.is_channel}
    local = {day.till.shop.day_of(sale.completed_at) for sale in day.sold}
    assert len(local) > 1, "it crosses midnight"
