from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.errors import Trouble
from app.base.ids import JobId, PersonId
from app.printing import jobs, spooling
from app.printing.job import Event, State
from app.selling import checkout
from app.selling.sale import Sale
from app.staff import entries
from app.staff.entry import Entry
from app.staff.person import CASHIER, Act, Actor, Person
from app.till import Till
from devices.drawer import DrawerState
from pos_ui.printing.papers_sheet import PapersSheet
from pos_ui.printing.reason_sheet import ReasonSheet
from pos_ui.window import TillWindow
from tests.app.staff.crew import backed
from tests.examples import MILK, a_cart, cash
from tests.pos_ui import keys
from tests.pos_ui.binding import bind, settings_of

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
FIRST, SECOND = "tcp://first:9100", "tcp://second:9100"


@pytest.fixture
def window(qtbot: QtBot, till: Till) -> TillWindow:
    """A window that sells with two printers and a drawer."""
    settings = settings_of(till, printer=FIRST, printer_backup=(SECOND,))
    window = TillWindow(settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.open(bind(till, settings))
    QApplication.processEvents()
    return window


def sell(till: Till, *names: str) -> list[Sale]:
    return [checkout.complete(till, a_cart(name), cash(650)) for name in names]


def cut_off(till: Till) -> JobId:
    job = spooling.take(till.shop)
    assert job is not None
    spooling.tell(till.shop, job.id, Event.CUT_OFF, "", FIRST)
    return job.id


def states(till: Till, sale: Sale) -> list[State]:
    with till.shop.database.reading() as connection:
        return [job.state for job in jobs.of_sale(connection, sale.id)]


def on_record(till: Till, act: Act) -> list[Entry]:
    with till.shop.database.reading() as connection:
        return [it for it in entries.newest(connection) if it.act is act]


def sheet_of(window: TillWindow) -> PapersSheet:
    body = window.asking.body
    assert isinstance(body, PapersSheet)
    return body


def test_after_a_crash_every_paper_is_asked_about_in_one_dialog(
    window: TillWindow, till: Till
) -> None:
    sold = sell(till, "s1", "s2")
    cut_off(till)
    cut_off(till)
    window.papers.on_unsettled(2)
    sheet = sheet_of(window)
    item = sheet.list.item
    assert item is not None
    assert item.sale is not None
    assert (item.sale.id, item.sale.total) == (sold[0].id, MILK.price)
    keys.press(window, KEY.Key_1)  # it came out
    keys.press(window, KEY.Key_2)  # the other did not
    assert [states(till, it) for it in sold] == [[State.PRINTED], [State.QUEUED]]
    keys.press(window, KEY.Key_4)  # and nobody wants it any more
    assert window.dialog is None
    assert states(till, sold[1]) == [State.SKIPPED]
    whats = [it.what for it in on_record(till, Act.SETTLE_PAPER)]
    assert whats == ["skip receipt 0", "print_again receipt 0", "seen receipt 0"]


def test_what_is_printed_again_says_that_it_may_be_a_copy(window: TillWindow, till: Till) -> None:
    [sale] = sell(till, "s1")
    cut_off(till)
    window.papers.on_unsettled(1)
    keys.press(window, KEY.Key_2)
    job = spooling.take(till.shop)
    assert job is not None
    assert (job.sale, job.earlier, job.attempts) == (sale.id, 1, 1)


def test_what_was_too_old_keeps_no_dialog_open_that_asked_about_others(
    window: TillWindow, till: Till
) -> None:
    sell(till, "s1")
    later = replace(till.shop, clock=lambda: till.shop.clock() + timedelta(hours=1))
    assert spooling.take(later) is None
    sell(till, "s2")
    cut_off(till)
    window.papers.on_unsettled(1)
    assert window.dialog is not None
    keys.press(window, KEY.Key_1)
    assert window.dialog is None


def test_nobody_is_asked_in_the_middle_of_a_bill(window: TillWindow, till: Till) -> None:
    sell(till, "s1")
    cut_off(till)
    keys.scan(window, MILK.barcode)
    window.papers.on_unsettled(1)
    assert window.dialog is None
    assert "小票待确认：1 张" in window.selling.banner.text()
    assert "小票待确认" in window.bar.device_texts()
    keys.press(window, KEY.Key_P, CONTROL)
    assert window.dialog is not None
    keys.press(window, KEY.Key_Escape)
    assert window.dialog is None
    assert "小票待确认：1 张" in window.selling.banner.text()  # it stays until it is settled


def test_a_printer_in_trouble_leaves_three_choices(
    window: TillWindow, till: Till, qtbot: QtBot
) -> None:
    sold = sell(till, "s1", "s2")
    window.papers.on_printer(Trouble("printer_no_paper", url=FIRST))
    window.papers.on_unsettled(0)
    assert "小票机缺纸" in window.bar.device_texts()
    window.selling.banner.pressed.emit()
    sheet = sheet_of(window)
    assert "没有纸" in sheet.trouble.text()
    assert not sheet.buttons["seen"].isEnabled()
    with qtbot.waitSignal(window.papers.retried) as retried:
        keys.press(window, KEY.Key_2)
    assert retried.args == [""]
    with qtbot.waitSignal(window.papers.retried) as retried:
        keys.press(window, KEY.Key_3)
    assert retried.args == [SECOND]
    keys.press(window, KEY.Key_Down)
    QTest.mouseClick(sheet.buttons["skip"], Qt.MouseButton.LeftButton)
    assert [states(till, it) for it in sold] == [[State.QUEUED], [State.SKIPPED]]


def test_the_dialog_follows_what_happens_meanwhile(window: TillWindow, till: Till) -> None:
    sell(till, "s1")
    job = cut_off(till)
    window.papers.on_unsettled(1)
    assert window.dialog is not None
    spooling.tell(till.shop, job, Event.ACKNOWLEDGED)  # new paper, and it came out
    window.papers.on_receipt()
    QApplication.processEvents()
    assert window.dialog is None


def test_a_paper_that_moved_on_is_not_settled_twice(window: TillWindow, till: Till) -> None:
    [sale] = sell(till, "s1")
    job = cut_off(till)
    window.papers.on_unsettled(1)
    spooling.tell(till.shop, job, Event.ACKNOWLEDGED)
    keys.press(window, KEY.Key_2)
    assert states(till, sale) == [State.PRINTED]
    assert on_record(till, Act.SETTLE_PAPER) == []


def test_the_chip_in_the_bar_opens_the_dialog(window: TillWindow, till: Till) -> None:
    sell(till, "s1")
    window.papers.on_printer(Trouble("printer_away", url=FIRST, why="x"))
    window.papers.on_unsettled(0)
    window.bar.grab()  # it knows where it painted its devices
    at = next(x for x in range(window.bar.width()) if _hits_printer(window, x))
    QTest.mouseClick(window.bar, Qt.MouseButton.LeftButton, pos=QPoint(at + 10, 22))
    assert isinstance(window.asking.body, PapersSheet)


def _hits_printer(window: TillWindow, at: int) -> bool:
    places = window.bar._places  # noqa: SLF001 - it is one painted widget
    return any(it.icon == "printer" and place.contains(at, 22) for place, it in places)


def test_every_choice_is_as_large_as_a_finger(window: TillWindow, till: Till) -> None:
    sell(till, "s1")
    cut_off(till)
    window.papers.on_unsettled(1)
    assert min(it.height() for it in sheet_of(window).buttons.values()) >= 44


def test_a_drawer_without_a_sale_needs_a_reason_that_is_kept(
    window: TillWindow, till: Till, qtbot: QtBot
) -> None:
    keys.press(window, KEY.Key_D, CONTROL)
    assert isinstance(window.asking.body, ReasonSheet)
    with qtbot.waitSignal(window.papers.drawer_wanted):
        keys.press(window, KEY.Key_1)
    [entry] = on_record(till, Act.OPEN_DRAWER)
    assert (entry.what, entry.sale) == ("给顾客换零钱", "")
    keys.press(window, KEY.Key_D, CONTROL)
    body = window.asking.body
    assert isinstance(body, ReasonSheet)
    body.own.setFocus()
    body.own.setText("交班 12")
    with qtbot.waitSignal(window.papers.drawer_wanted):
        keys.press(window, KEY.Key_Return)
    assert on_record(till, Act.OPEN_DRAWER)[0].what == "交班 12"


def test_whoever_may_not_open_the_drawer_asks_somebody_who_may(
    window: TillWindow, till: Till, qtbot: QtBot
) -> None:
    cashier = Person(id=PersonId("p1"), code="1", name="小王", role=CASHIER)
    manager = replace(window.register.actor.person, id=PersonId("m"), name="店长")
    window.register.actor = Actor(person=cashier)
    window.register.approval_wanted.disconnect()  # whoever asks at the window is not at stake
    with qtbot.waitSignal(window.register.approval_wanted) as asked:
        keys.press(window, KEY.Key_D, CONTROL)
    assert on_record(till, Act.OPEN_DRAWER) == []
    with qtbot.waitSignal(window.papers.drawer_wanted):
        asked.args[1](backed(Actor(person=cashier), manager, Act.OPEN_DRAWER, reason="换零钱"))
    [entry] = on_record(till, Act.OPEN_DRAWER)
    assert (entry.name, entry.approver_name, entry.reason) == ("小王", "店长", "换零钱")


@pytest.mark.parametrize(
    ("changes", "said"), [({"is_training": True}, "培训"), ({"drawer": "none"}, "没有设钱箱")]
)
def test_where_no_drawer_may_open_nobody_opens_one(
    window: TillWindow, till: Till, changes: dict[str, object], said: str
) -> None:
    window.open(bind(till, settings_of(till, printer=FIRST, **changes)))
    keys.press(window, KEY.Key_D, CONTROL)
    keys.press(window, KEY.Key_1)
    assert said in window.selling.banner.text()
    assert on_record(till, Act.OPEN_DRAWER) == []


def test_a_drawer_left_open_is_told_until_somebody_has_seen_it(
    window: TillWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.register.sounded) as sound:
        window.papers.on_drawer(DrawerState.LEFT_OPEN)
    assert sound.args == ["attention"]
    assert "钱箱没关" in window.selling.banner.text()
    window.papers.on_drawer(DrawerState.CLOSED)
    assert not window.selling.banner.isVisible()


def test_a_dead_printer_that_keeps_the_drawer_shut_says_so_where_the_change_is(
    window: TillWindow,
) -> None:
    keys.scan(window, MILK.barcode)
    window.register.complete(cash(650))
    assert window.success.drawer_chip.isHidden()
    window.papers.on_drawer(Trouble("drawer_by_printer"))
    assert "钥匙" in window.success.drawer_chip.text()
    assert window.dialog is None


def test_a_receipt_that_waited_too_long_is_shown_and_printed_when_it_is_wanted(
    window: TillWindow, till: Till
) -> None:
    first, second = sell(till, "s1", "s2")
    assert spooling.take(till.shop, oldest=timedelta(seconds=-1)) is None
    assert [states(till, it) for it in (first, second)] == [[State.EXPIRED], [State.EXPIRED]]
    keys.press(window, KEY.Key_P, CONTROL)
    sheet = sheet_of(window)
    assert "放了太久" in sheet.advice.text()
    assert not sheet.buttons["seen"].isEnabled()
    keys.press(window, KEY.Key_2)  # still wanted
    keys.press(window, KEY.Key_Down)
    keys.press(window, KEY.Key_4)  # the other is not
    assert [states(till, it) for it in (first, second)] == [[State.QUEUED], [State.SKIPPED]]
    job = spooling.take(till.shop)
    assert job is not None
    assert (job.sale, job.earlier) == (first.id, 0)  # nothing of it ever came out
