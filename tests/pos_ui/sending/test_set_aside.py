import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.selling import checkout
from app.storage import outbox
from app.storage.outbox import Depth
from app.till import Till
from pos_ui.sending.set_aside_sheet import MOST, SetAsideSheet
from pos_ui.window import TillWindow
from sync.engine import Status
from tests.examples import a_cart, cash
from tests.pos_ui import keys
from tests.pos_ui.binding import bind, settings_of

REASON = "schema 9 is newer than this HQ"


@pytest.fixture
def window(qtbot: QtBot, till: Till) -> TillWindow:
    settings = settings_of(till, hq_url="http://hq")
    window = TillWindow(settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.open(bind(till, settings))
    QApplication.processEvents()
    return window


def set_aside(till: Till, count: int) -> Status:
    for number in range(count):
        sale = checkout.complete(till, a_cart(f"s{number}"), cash(650))
        with till.shop.database.writing() as connection:
            outbox.refuse(connection, sale.id, REASON)
    with till.shop.database.reading() as connection:
        return Status(depth=outbox.depth(connection), is_online=True)


def depth(till: Till) -> Depth:
    with till.shop.database.reading() as connection:
        return outbox.depth(connection)


def texts(sheet: SetAsideSheet) -> list[str]:
    layout = sheet.layout()
    assert layout is not None
    parts = (layout.itemAt(at) for at in range(layout.count()))
    found = (it.widget() for it in parts if it is not None)
    return [it.text() for it in found if it is not None]  # type: ignore[attr-defined]


def test_what_head_office_set_aside_is_said_shown_and_sent_again(
    window: TillWindow, till: Till
) -> None:
    window.telling.on_synced(set_aside(till, 2))
    assert window.telling.speaks_of_set_aside
    woken: list[bool] = []
    window.paper_wanted.connect(lambda: woken.append(True))
    window._do("details")  # noqa: SLF001 - what the banner's button asks for
    sheet = window.asking.body
    assert isinstance(sheet, SetAsideSheet)
    assert texts(sheet).count(REASON) == 2
    keys.press(window, Qt.Key.Key_Return)
    assert (depth(till).refused, depth(till).unsent, woken) == (0, 2, [True])


def test_later_changes_nothing(window: TillWindow, till: Till) -> None:
    window.telling.on_synced(set_aside(till, 1))
    window.set_aside.ask()
    keys.press(window, Qt.Key.Key_Escape)
    assert depth(till).refused == 1


def test_of_many_it_is_said_how_many_more(window: TillWindow, till: Till) -> None:
    set_aside(till, MOST + 3)
    window.set_aside.ask()
    sheet = window.asking.body
    assert isinstance(sheet, SetAsideSheet)
    assert texts(sheet).count(REASON) == MOST
    assert "3" in texts(sheet)[-1]


def test_nothing_is_asked_where_nothing_was_set_aside(window: TillWindow) -> None:
    window.set_aside.ask()
    assert window.asking.dialog is None
