from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

import pytest

from app.base.errors import Told
from app.base.money import Money
from app.selling import checkout
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind
from app.settings import Settings
from app.staff import entries
from app.staff.entry import Entry
from app.staff.person import Act
from app.till import Till
from devices.drawer import DrawerState
from devices.simulator import Faults, PrinterSimulator
from devices.spooler import PrinterWorker
from pos_ui import paper
from pos_ui.printing.till_drawer import TillDrawer
from tests.examples import a_cart, cash
from tests.pos_ui.binding import settings_of

Heard = SimpleQueue[DrawerState | Told]
CARD = (Tender(TenderKind.CARD, Money(650), "123456"),)


@contextmanager
def a_drawer(till: Till, settings: Settings, heard: Heard) -> Iterator[TillDrawer]:
    """The drawer of a till whose printer works as it does in the program."""
    worker = PrinterWorker(
        settings.printer,
        lambda: paper.next_work(till, settings),
        lambda job, done: paper.settle(till, job, done) and None,
        lambda _: None,
    )
    drawer = TillDrawer(till, settings, worker, heard.put)
    worker.start()
    drawer.start()
    yield drawer
    drawer.stop()
    worker.stop()


def openings(till: Till) -> list[Entry]:
    with till.shop.database.reading() as connection:
        return [it for it in entries.newest(connection) if it.act is Act.OPEN_DRAWER]


def sell(till: Till, *tenders: Tender) -> Sale:
    return checkout.complete(till, a_cart(), tenders or cash(650))


def test_cash_opens_the_drawer_once_and_that_is_on_record(till: Till) -> None:
    heard: Heard = SimpleQueue()
    with PrinterSimulator() as printer:
        with a_drawer(till, settings_of(till, printer=printer.url), heard) as drawer:
            sale = sell(till)
            drawer.sold(sale)
            assert heard.get(timeout=5) is DrawerState.OPEN
        assert sum(it.kicks for it in printer.papers) == 1
    [entry] = openings(till)
    assert (entry.sale, entry.what, entry.person) == (sale.id, sale.number, "owner")


def test_a_card_opens_nothing(till: Till) -> None:
    heard: Heard = SimpleQueue()
    with PrinterSimulator() as printer:
        with a_drawer(till, settings_of(till, printer=printer.url), heard) as drawer:
            drawer.sold(sell(till, *CARD))
        assert sum(it.kicks for it in printer.papers) == 0
    assert openings(till) == []


@pytest.mark.parametrize("changes", [{"is_training": True}, {"drawer": "none"}])
def test_training_and_a_till_without_a_drawer_open_nothing(
    till: Till, changes: dict[str, object]
) -> None:
    heard: Heard = SimpleQueue()
    with PrinterSimulator() as printer:
        settings = settings_of(till, printer=printer.url, **changes)
        with a_drawer(till, settings, heard) as drawer:
            drawer.sold(sell(till))
            drawer.open()
        assert b"\x1bp" not in printer.data
    assert (openings(till), heard.empty()) == ([], True)


def test_a_dead_printer_does_not_keep_a_drawer_on_its_own_line_shut(
    till: Till, tmp_path: Path
) -> None:
    heard: Heard = SimpleQueue()
    with PrinterSimulator(faults=Faults(refuses=True)) as printer:
        settings = settings_of(
            till, printer=printer.url, drawer=f"file://{tmp_path}/drawer", drawer_bytes="07"
        )
        with a_drawer(till, settings, heard) as drawer:
            drawer.sold(sell(till))
            assert heard.get(timeout=5) is DrawerState.OPEN
    assert (tmp_path / "drawer").read_bytes() == b"\x07"
    assert len(openings(till)) == 1


def test_a_dead_printer_that_keeps_the_drawer_shut_says_so(till: Till) -> None:
    heard: Heard = SimpleQueue()
    dead = PrinterSimulator(faults=Faults(refuses=True))
    with dead, a_drawer(till, settings_of(till, printer=dead.url), heard) as drawer:
        drawer.sold(sell(till))
        told = heard.get(timeout=5)
    assert isinstance(told, Told)
    assert "钥匙" in str(told)


@pytest.mark.parametrize(
    "changes", [{"drawer": "serial://COM1", "drawer_bytes": "xyz"}, {"printer_profile": "none"}]
)
def test_a_wrong_setting_is_told_and_stops_no_sale(till: Till, changes: dict[str, object]) -> None:
    heard: Heard = SimpleQueue()
    settings = settings_of(till, printer="sim://", **changes)
    drawer = TillDrawer(till, settings, None, heard.put)
    drawer.start()
    drawer.sold(sell(till))
    drawer.stop()
    assert isinstance(heard.get_nowait(), Told)
