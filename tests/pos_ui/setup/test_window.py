"""The technician's window: step by step, by keyboard alone, and never standing still."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from app import settings
from app.storage import backup
from devices.checkup import State
from devices.simulator import Faults, PrinterSimulator
from pos_ui.doctor import report
from pos_ui.kit import style, tokens, words
from pos_ui.kit.button import Button
from pos_ui.setup import bundle_card, places
from pos_ui.setup.devices_page import DevicesPage
from pos_ui.setup.enrol_page import EnrolPage
from pos_ui.setup.window import SetupWindow
from tests.pos_ui.fitting import cut, faults, outside, watched
from tests.pos_ui.hands import wait_for
from tests.pos_ui.setup.conftest import press, rest, type_in
from tests.programs import free_port

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[Path], SetupWindow]


def step(window: SetupWindow) -> str:
    return window.page.name


def test_a_single_shop_is_set_up_by_keyboard_alone(show: Show, empty: Path) -> None:
    window = show(empty)
    rest(window)
    assert step(window) == "check"
    press(window, KEY.Key_Return)
    assert step(window) == "enrol"
    assert not window.next.isEnabled()
    type_in(window, "S1")
    press(window, KEY.Key_Tab)
    type_in(window, "T1")
    assert window.next.isEnabled()
    press(window, KEY.Key_Return)
    rest(window)
    assert settings.load(empty).till == "T1"
    settings.change(empty, subnet="127.0.0.8/30")
    window.bench.reload()
    for name in ("devices", "network", "database", "done"):
        assert step(window) == name
        rest(window)
        press(window, KEY.Key_Return)
    assert wait_for(lambda: not window.isVisible(), 5)
    (saved,) = report.saved(empty)
    assert report.verify(saved, empty).is_ours


def test_without_a_till_nothing_but_the_first_two_steps_is_reached(show: Show, empty: Path) -> None:
    window = show(empty)
    for number in (KEY.Key_3, KEY.Key_6):
        press(window, number, modifiers=CONTROL)
        assert step(window) == "check"
    press(window, KEY.Key_2, modifiers=CONTROL)
    assert step(window) == "enrol"
    press(window, KEY.Key_PageUp)
    assert step(window) == "check"


def test_every_step_is_reached_by_its_number_and_says_what_it_is_for(window: SetupWindow) -> None:
    names = []
    for number in range(6):
        press(window, KEY(KEY.Key_1 + number), modifiers=CONTROL)
        rest(window)
        names.append(step(window))
        press(window, KEY.Key_F1)
        assert window.dialog is not None
        press(window, KEY.Key_Escape)
        assert window.dialog is None
    assert names == ["check", "enrol", "devices", "network", "database", "done"]


def test_a_whole_code_is_tried_at_once_and_head_office_may_be_away(show: Show, empty: Path) -> None:
    window = show(empty)
    window.go_to(1)
    page = window.page
    assert isinstance(page, EnrolPage)
    page.store.setText("S1")
    page.till.setText("T1")
    page.hq.setText(f"http://127.0.0.1:{free_port()}")
    page.code.fill("7KQ4M2XTA")
    assert "1" in page.note
    assert not window.next.isEnabled()
    page.code.fill("7KQ4M2XTAB")
    rest(window)
    assert settings.load(empty).hq_url
    assert words.t("setup.activated_later") in page.banner.text()
    assert step(window) == "enrol"  # whoever reads it goes on by themselves
    press(window, KEY.Key_Return)
    assert step(window) == "devices"


def test_the_name_of_a_shop_can_be_changed_without_a_code(
    window: SetupWindow, folder: Path
) -> None:
    window.go_to(1)
    page = window.page
    assert isinstance(page, EnrolPage)
    assert window.next.text() == words.t("setup.next")
    page.shop.setText("好邻居便利 二店")
    assert window.next.text() == words.t("setup.keep")
    press(window, KEY.Key_Return)
    rest(window)
    assert settings.load(folder).shop_name == "好邻居便利 二店"
    assert step(window) == "devices"


def test_an_odd_number_is_not_activated(show: Show, empty: Path) -> None:
    window = show(empty)
    window.go_to(1)
    page = window.page
    assert isinstance(page, EnrolPage)
    page.store.setText("../S1")
    page.till.setText("T1")
    assert not window.next.isEnabled()
    press(window, KEY.Key_Return)
    rest(window)
    assert not settings.exists(empty)


def test_devices_are_looked_at_when_they_are_come_to(window: SetupWindow) -> None:
    with PrinterSimulator() as printer:
        window.bench.keep(printer=printer.url, card_terminal="tcp://127.0.0.1:9")
        window.go_to(2)
        rest(window)
        page = window.page
        assert isinstance(page, DevicesPage)
        assert page.cards["printer"].state is State.OK
        assert page.cards["card_terminal"].state is State.FAULT
        assert "E-DEV-404" in page.cards["card_terminal"].texts()[2]
        assert page.cards["scale"].state is State.ABSENT
        assert window.note.text() == words.t("setup.missing", count=1)
        assert window.next.isEnabled()  # a fault can wait: selling works


def test_the_event_loop_never_stands_still_while_devices_are_black_holes(
    window: SetupWindow,
) -> None:
    stalls: list[float] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        stalls.append(now - last)
        last = now

    timer = QTimer(window, interval=5)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    silent = Faults(stalls=True)
    with PrinterSimulator(faults=silent) as hole, PrinterSimulator(faults=silent) as other:
        window.bench.keep(printer=hole.url, card_terminal=other.url, scanner=other.url)
        window.go_to(2)
        rest(window, 0.3) if not window.labour.is_busy else None
        last = time.perf_counter()
        timer.start()
        wait_for(lambda: False, 1.0)
        window.try_device("printer")
        wait_for(lambda: False, 1.0)
        press(window, KEY.Key_Escape)
        window.go_to(3)
        wait_for(lambda: False, 0.3)
        timer.stop()
        stalls.sort()
        assert len(stalls) > 100
        assert stalls[-1] < 0.2, stalls[-5:]


def test_looking_is_given_up_by_escape_and_by_its_button(window: SetupWindow) -> None:
    window.go_to(2)
    assert window.again.text() == words.t("setup.stop")
    press(window, KEY.Key_Escape)
    assert window.again.text() == words.t("setup.all_again")
    press(window, KEY.Key_F5)
    assert window.again.text() == words.t("setup.stop")
    window.again.click()
    assert window.again.text() == words.t("setup.all_again")
    rest(window)


def test_a_subnet_is_kept_if_it_is_private(window: SetupWindow, folder: Path) -> None:
    window.go_to(3)
    page = window.page
    page.subnet.setText("8.8.8.0/24")  # type: ignore[attr-defined]
    page.keep_subnet()  # type: ignore[attr-defined]
    assert settings.load(folder).subnet == "127.0.0.8/30"
    page.subnet.setText("192.168.7.0/24")  # type: ignore[attr-defined]
    page.keep_subnet()  # type: ignore[attr-defined]
    assert settings.load(folder).subnet == "192.168.7.0/24"


def test_a_backup_is_made_by_its_button(window: SetupWindow, folder: Path) -> None:
    window.go_to(4)
    rest(window)
    window.page.back_up.click()  # type: ignore[attr-defined]
    rest(window)
    assert backup.newest_good(folder / "till.sqlite") is not None
    rest(window)
    assert window.bench.results["backup"].state is State.OK


def test_the_first_receipt_says_that_it_is_none(window: SetupWindow) -> None:
    with PrinterSimulator() as printer:
        window.bench.keep(printer=printer.url)
        window.go_to(5)
        rest(window)
        window.page.first.click()  # type: ignore[attr-defined]
        rest(window)
        wait_for(lambda: bool(printer.papers) and printer.papers[0].is_cut, 3)
        text = printer.papers[0].text
    assert "好邻居便利" in text
    assert "T1-TEST" in text
    assert "培训" in text


def test_a_bundle_goes_onto_the_stick(
    window: SetupWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(places, "sticks", lambda: [stick])
    window.go_to(5)
    rest(window)
    card = window.page.bundle  # type: ignore[attr-defined]
    assert isinstance(card, bundle_card.BundleCard)
    assert "KB" in card.told.text()
    card.save.click()
    rest(window)
    (made,) = stick.glob("zhanggui-support-*.zip")
    assert str(made) in card.told.text()


def test_without_a_stick_the_bundle_stands_beside_the_data(tmp_path: Path) -> None:
    assert places.sticks((str(tmp_path),)) in ([], places.sticks(()))
    if not places.sticks():
        assert places.best(tmp_path) == tmp_path / "support"


def test_tab_reaches_every_button_of_the_devices(window: SetupWindow) -> None:
    window.go_to(2)
    rest(window)
    reached = set()
    for _ in range(40):
        press(window, KEY.Key_Tab)
        focus = window.focusWidget()
        assert focus is not None
        reached.add(focus)
    wanted = {
        it
        for it in window.findChildren(Button)
        if it.isVisible() and it.isEnabled() and it.focusPolicy() != Qt.FocusPolicy.NoFocus
    }
    assert wanted <= reached
    assert len(wanted) >= 12


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (1024, 640)])
def test_nothing_is_cut_or_out_of_the_window(
    show: Show, folder: Path, language: str, size: tuple[int, int]
) -> None:
    words.use_language(language)
    window = show(folder)
    window.resize(*size)
    rest(window)
    for at in range(6):
        window.go_to(at)
        rest(window)
        with watched() as seen:
            window.grab()
        said = faults(seen) | outside(window)
        assert not {it for it in said if "FindingList" not in it}, said
        shortened = {it for it in cut(seen) if not any(name in it for name in ROWS)}
        assert not shortened or size[0] < 1200, shortened
    buttons = [it for it in window.findChildren(QAbstractButton) if it.isVisible()]
    assert all(it.height() >= 44 for it in buttons)


ROWS = ("DeviceCard", "FindingList", "reports/doctor-")


def test_it_looks_alike_in_the_dark(window: SetupWindow) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.apply(application, tokens.DARK)
    image = window.grab().toImage()
    assert image.pixelColor(700, 400).lightness() < 60
