import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.errors import Told, Trouble
from app.catalogue import products
from app.catalogue.product import Product
from app.till import Till
from devices import scanner_simulator
from devices.scanner import Scanned, Scanner
from devices.scanner_simulator import ScannerSimulator
from devices.worker import DeviceWorker
from pos_ui.backstage import Backstage
from pos_ui.bound import Catalogue
from pos_ui.opening import Opened
from pos_ui.window import TillWindow
from tests.devices.cable import Cable
from tests.examples import BANANA, MILK, NOON
from tests.pos_ui.binding import settings_of
from tests.pos_ui.hands import wait_for
from tests.proofs.pty_scans import at_pace, pieces

EAN = MILK.barcode
PAYS = "134567890123456789"


def hear(window: TillWindow, code: str, aim: str = "") -> None:
    window.news.scanned.emit(Scanned(code, aim, NOON))
    QApplication.processEvents()


@pytest.fixture
def listen() -> Iterator[Callable[[TillWindow, str], None]]:
    workers: list[DeviceWorker[object]] = []

    def make(window: TillWindow, url: str) -> None:
        worker = DeviceWorker[object](
            "scanner",
            url,
            Scanner(window.news.scanned.emit),
            show=lambda health: window.news.scanner.emit(health.trouble),
            pauses_s=(0.05,),
            open_wire=scanner_simulator.open_url,
        )
        workers.append(worker)
        worker.start()
        assert wait_for(lambda: worker.health.is_well, 3)

    yield make
    for worker in workers:
        worker.stop()


def test_forty_scans_at_twenty_a_second_are_all_counted_and_soon_to_be_seen(
    window: TillWindow, tmp_path: Path, listen: Callable[[TillWindow, str], None]
) -> None:
    pytest.importorskip("pty")
    cable = Cable(tmp_path)
    listen(window, cable.url)
    figures = at_pace(window, cable, [EAN] * 40, 20, random.Random(1))
    cable.unplug()
    assert figures["counted"] == 40
    times = figures["byte_to_painted_row"]
    assert isinstance(times, dict)
    assert times["p50_ms"] <= 100


def test_noise_and_a_cable_that_is_pulled_add_nothing(
    window: TillWindow, tmp_path: Path, listen: Callable[[TillWindow, str], None]
) -> None:
    pytest.importorskip("pty")
    cable = Cable(tmp_path)
    listen(window, cable.url)
    cable.send(b"\xff\xfe\x00" * 50 + b"\r" + b"7" * 20_000 + b"\r\n" + EAN.encode()[:7])
    assert wait_for(window.selling.banner.isVisible, 3)
    cable.unplug()
    assert wait_for(lambda: window.bar.device_texts()[-1] == "扫码枪没连上", 3)
    cable.plug_in()
    assert wait_for(lambda: window.bar.device_texts()[-1] == "扫码枪", 3)
    cable.scan(EAN)
    assert wait_for(lambda: pieces(window) == 1, 3)
    cable.unplug()


def test_a_lost_scan_is_said_and_heard(window: TillWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.register.sounded, check_params_cb=lambda it: it == "refused"):
        window.news.scanned.emit(Trouble("scan_torn"))
    assert window.selling.banner.isVisible()


def test_a_code_behind_its_aim_identifier_is_the_same_article(window: TillWindow) -> None:
    hear(window, EAN, "]E0")
    hear(window, EAN)
    assert window.register.cart is not None
    assert [line.quantity.thousandths for line in window.register.cart.lines] == [2000]
    assert window.register.cart.lines[0].barcode == EAN


def test_an_unknown_code_is_listed_without_its_aim_identifier(
    window: TillWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.register.unknown) as unknown:
        hear(window, "6900000000007", "]E0")
    assert unknown.args == ["6900000000007"]


def test_a_code_that_pays_is_no_article_whatever_its_symbology(
    window: TillWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.register.told) as told:
        hear(window, PAYS, "]Q1")
    assert told.args is not None
    assert isinstance(told.args[0], Told)
    assert told.args[0].code == "payment_code_here"
    assert PAYS not in told.args[0].text()
    assert window.dialog is None


def test_goods_past_their_last_day_are_sold_with_a_warning(
    window: TillWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.register.told) as told:
        hear(window, f"01{EAN.zfill(14)}17200131", "]C1")
    assert told.args is not None
    assert told.args[0].code == "label_expired"
    assert "2020-01-31" in told.args[0].text()
    assert window.selling.banner.isVisible()
    assert pieces(window) == 1


def test_goods_before_their_last_day_are_sold_without_a_word(window: TillWindow) -> None:
    hear(window, f"01{EAN.zfill(14)}17600131", "]C1")
    assert pieces(window) == 1
    assert not window.selling.banner.isVisible()


def test_a_gs1_code_without_a_weight_asks_for_it(window: TillWindow, till: Till) -> None:
    with till.shop.database.writing() as connection:
        products.put(connection, [_banana_with("6954321000017")])
    hear(window, "0106954321000017", "]C1")
    assert window.dialog is not None


def test_the_tills_own_threads_listen_to_the_scanner_of_its_settings(
    window: TillWindow, till: Till, tmp_path: Path
) -> None:
    simulated = ScannerSimulator.named(uuid4().hex)
    ours = settings_of(till, scanner=f"sim://{simulated.name}", scanner_prefix="~")
    backstage = Backstage(
        Opened(till=till, folder=tmp_path, settings=ours), Catalogue(), window.news
    )
    backstage.start()
    simulated.scan(f"~{EAN}")
    is_counted = wait_for(lambda: pieces(window) == 1, 3)
    backstage.stop()
    assert is_counted


def test_a_scan_at_the_moment_the_till_says_that_it_listens_is_counted(
    window: TillWindow, till: Till, tmp_path: Path
) -> None:
    cable = Cable(tmp_path)

    def scan_once_well(trouble: object) -> None:
        if trouble is None and not cable.ended:
            cable.scan(EAN)

    window.news.scanner.connect(scan_once_well, Qt.ConnectionType.DirectConnection)
    ours = settings_of(till, scanner=cable.url)
    backstage = Backstage(
        Opened(till=till, folder=tmp_path, settings=ours), Catalogue(), window.news
    )
    backstage.start()
    is_counted = wait_for(lambda: pieces(window) == 1, 3)
    backstage.stop()
    cable.unplug()
    assert is_counted


def _banana_with(barcode: str) -> Product:
    return replace(BANANA, barcodes=(barcode,))
