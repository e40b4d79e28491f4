import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import settings
from app.base.ids import StoreId, TillId
from app.catalogue import importing
from app.console import DONE
from app.selling import checkout, sales
from app.settings import Settings
from app.staff import signing, staffing
from app.storage import lock, outbox
from pos_ui import opening, training
from pos_ui.selling.questions import Questions
from pos_ui.window import TillWindow
from tests.examples import cash

GOODS = "barcode,name,category,unit,price\n6921168509256,农夫山泉,饮料,piece,2.00\n"
PEPPER = bytes(32)
TURNING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pos_ui.__main__ import main
from pos_ui.program import Program

seen = []
really_open = Program.open

def open_and_turn(program):
    really_open(program)
    seen.append(program.window.settings.is_training)
    print(seen[-1])
    done = QApplication.quit if len(seen) == 3 else program.window.turn_wanted.emit
    QTimer.singleShot(50, program.window, done)

Program.open = open_and_turn
sys.argv[1:] = ["till", "--data", sys.argv[1], "--windowed"]
sys.exit(main())
"""


@pytest.fixture
def shop_folder(tmp_path: Path) -> Path:
    ours = Settings(store=StoreId("S1"), till=TillId("T1"), hq_url="http://127.0.0.1:9")
    settings.save(tmp_path, ours)
    (tmp_path / "goods.csv").write_text(GOODS, "utf-8")
    with opening.opened(tmp_path) as opened:
        importing.run(opened.till.shop, tmp_path / "goods.csv")
        staffing.hire(opened.till, PEPPER, code="1", name="店长", role="manager", pin="1397")
    return tmp_path


def test_training_has_the_goods_and_people_and_keeps_its_sales_to_itself(shop_folder: Path) -> None:
    place = training.settle(shop_folder)
    training.refresh(place)
    with opening.opened(place) as trained:
        cart = checkout.scan(trained.till, checkout.start(trained.till), "6921168509256")
        checkout.complete(trained.till, cart, cash(200))
        assert [one.name for one in signing.staff(trained.till)] == ["店长"]
        with trained.till.shop.database.reading() as connection:
            assert sales.count(connection) == 1
    with opening.opened(shop_folder) as real, real.till.shop.database.reading() as connection:
        assert sales.count(connection) == 0
        assert outbox.depth(connection).unsent == 1  # that somebody was taken on


def test_what_was_trained_outlives_the_goods_being_taken_over_anew(shop_folder: Path) -> None:
    place = training.settle(shop_folder)
    training.refresh(place)
    with opening.opened(place) as trained:
        cart = checkout.scan(trained.till, checkout.start(trained.till), "6921168509256")
        checkout.complete(trained.till, cart, cash(200))
    dearer = GOODS.replace("2.00", "2.50")
    (shop_folder / "goods.csv").write_text(dearer, "utf-8")
    with opening.opened(shop_folder) as opened:
        importing.run(opened.till.shop, shop_folder / "goods.csv")
    training.refresh(training.settle(shop_folder))
    with opening.opened(place) as trained:
        cart = checkout.scan(trained.till, checkout.start(trained.till), "6921168509256")
        assert cart.total.fen == 250
        assert checkout.last(trained.till) is not None


def test_a_till_that_trains_knows_no_head_office(shop_folder: Path) -> None:
    trained = settings.load(training.settle(shop_folder))
    assert trained.is_training
    assert trained.hq_url == ""
    assert settings.load(shop_folder).hq_url  # the real one is as it was


def test_a_trained_pin_is_the_real_one(shop_folder: Path) -> None:
    from app.staff import pins  # noqa: PLC0415
    from app.storage import secrets  # noqa: PLC0415

    secrets.keep(shop_folder, pins.PEPPER, PEPPER.hex())
    place = training.settle(shop_folder)
    training.refresh(place)
    with opening.opened(place) as trained:
        assert signing.by_pin(trained.till, pins.pepper_of(place), "1", "1397").name == "店长"


def test_the_frame_lies_over_everything_and_lets_clicks_through(qtbot: QtBot) -> None:
    window = TillWindow(Settings(store=StoreId("S1"), till=TillId("T1"), is_training=True))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    Questions(window.asking, window.register).tell("x", "y")
    qtbot.wait(20)
    assert window.frame is not None
    assert window.frame.geometry() == window.rect()
    assert window.children()[-1] is window.frame  # on top, over the dialog, too
    assert window.frame.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert "培训" in window.bar.line_text()


def test_the_command_turns_from_selling_to_training_and_back(shop_folder: Path) -> None:
    # In a process of its own: an application that has quit starts no event loop again.
    done = subprocess.run(
        [sys.executable, "-c", TURNING, str(shop_folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == DONE, done.stderr
    assert done.stdout.split() == ["False", "True", "False"]
    lock.hold_seller(shop_folder).close()  # the lock is free again
