"""The dialogs of the devices: what is chosen is kept at once and tried at once."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt

from app import settings
from app.staff.person import Act
from devices import line, worker
from devices.checkup import State
from devices.detecting import Found, Kind
from devices.displays.session import SimPole
from devices.scales import protocols
from devices.scales.simulator import SimScale
from devices.serving import PtyServed, TcpServed
from devices.simulator import Faults, PrinterSimulator
from devices.terminal.simulator import Fault, SimTerminal
from pos_ui import opening
from pos_ui.doctor import report
from pos_ui.kit import words
from pos_ui.setup.device_sheet import DeviceSheet
from pos_ui.setup.drawer_sheet import DrawerSheet
from pos_ui.setup.monitor import decoded
from pos_ui.setup.printer_sheet import PrinterSheet
from pos_ui.setup.scanner_sheet import ScannerSheet
from pos_ui.setup.window import SetupWindow
from tests.devices.cable import Cable
from tests.pos_ui.hands import wait_for
from tests.pos_ui.setup.conftest import press, rest

KEY = Qt.Key
PAYS = "134567890123456789"


@pytest.fixture
def printer() -> Iterator[PrinterSimulator]:
    with PrinterSimulator() as made:
        yield made


def open_sheet(window: SetupWindow, name: str) -> DeviceSheet:
    window.try_device(name)
    assert window.sheet is not None
    return window.sheet


def state(window: SetupWindow, name: str) -> State | None:
    known = window.bench.results.get(name)
    return known.state if known is not None else None


# -- printer


def test_a_printer_is_chosen_kept_and_tried_at_once(
    window: SetupWindow, folder: Path, printer: PrinterSimulator
) -> None:
    window.bench.found = (Found(kind=Kind.NETWORK, url=printer.url, title="TM-T82"),)
    sheet = open_sheet(window, "printer")
    assert [it.value for it in sheet.list.choices] == ["", printer.url, "sim://setup"]
    press(window, KEY.Key_Down)
    press(window, KEY.Key_Return)
    assert settings.load(folder).printer == printer.url
    rest(window)
    assert state(window, "printer") is State.OK
    assert "1, 2, 3, 4" in sheet.monitor.text()


def test_make_and_paper_are_kept_and_the_page_fits_them(
    window: SetupWindow, folder: Path, printer: PrinterSimulator
) -> None:
    window.bench.keep(printer=printer.url)
    sheet = cast(PrinterSheet, open_sheet(window, "printer"))
    rest(window)
    sheet.makes.chosen.emit("xprinter_xp58")
    rest(window)
    sheet.paper.choose(1)
    rest(window)
    ours = settings.load(folder)
    assert (ours.printer_profile, ours.paper_mm) == ("xprinter_xp58", 58)
    press(window, KEY.Key_F3)
    rest(window)
    assert wait_for(lambda: "xprinter_xp58 · 58 mm · 32 列" in str(printer.papers), 3)


def test_an_address_can_be_typed_and_a_wrong_one_is_said_to_be_one(
    window: SetupWindow, folder: Path, printer: PrinterSimulator
) -> None:
    sheet = open_sheet(window, "printer")
    sheet.own.setFocus()
    sheet.own.setText("tcp://")
    press(window, KEY.Key_Return)
    rest(window)
    assert "E-DEV-400" in sheet.said.text()
    sheet.own.setFocus()
    sheet.own.setText(printer.url)
    press(window, KEY.Key_Return)
    rest(window)
    assert settings.load(folder).printer == printer.url
    assert state(window, "printer") is State.OK


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        (Faults(is_out_of_paper=True), "E-DEV-410"),
        (Faults(is_cover_open=True), "E-DEV-423"),
    ],
)
def test_what_ails_a_printer_is_said_and_gone_once_it_is_mended(
    window: SetupWindow, faults: Faults, code: str
) -> None:
    with PrinterSimulator(faults=faults) as broken:
        window.bench.keep(printer=broken.url)
        sheet = open_sheet(window, "printer")
        rest(window)
        assert code in sheet.said.text()
        assert state(window, "printer") is State.FAULT
        broken.faults = Faults()
        press(window, KEY.Key_F2)
        rest(window)
        assert state(window, "printer") is State.OK


def test_the_last_bytes_of_a_printer_are_shown_in_hex_and_in_words(
    window: SetupWindow, printer: PrinterSimulator
) -> None:
    window.bench.keep(printer=printer.url)
    sheet = open_sheet(window, "printer")
    rest(window)
    assert "→ 1D 72 01   ‹GS›r‹01›     ← 00   ‹00›" in sheet.monitor.text()
    press(window, KEY.Key_F3)
    rest(window)
    assert "1, 2, 3, 4" in sheet.monitor.text()
    assert re.search(r"发 \d{3,} 字节", sheet.monitor.text())
    press(window, KEY.Key_Escape)


def test_bytes_that_no_printer_says_can_be_read_out_over_the_telephone(
    window: SetupWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "ASK_S", 0.1)
    with PrinterSimulator(faults=Faults(garbles=True)) as odd:
        window.bench.keep(printer=odd.url)
        sheet = open_sheet(window, "printer")
        rest(window)
        assert "← " in sheet.monitor.text()
        press(window, KEY.Key_Escape)


def test_what_is_chosen_while_another_is_tried_is_tried_after_it(
    window: SetupWindow, printer: PrinterSimulator
) -> None:
    with PrinterSimulator(faults=Faults(is_out_of_paper=True)) as empty:
        window.bench.keep(printer=empty.url)
        sheet = open_sheet(window, "printer")
        sheet.choose(printer.url)
        rest(window)
    assert state(window, "printer") is State.OK
    assert all(it.isEnabled() for it in sheet.tries)


def test_the_pulse_of_a_drawer_is_shown(window: SetupWindow, printer: PrinterSimulator) -> None:
    window.bench.keep(printer=printer.url)
    sheet = open_sheet(window, "drawer")
    rest(window)
    press(window, KEY.Key_F2)
    rest(window)
    assert "1B 70 00" in sheet.monitor.text()


def test_the_network_is_searched_from_the_dialog(window: SetupWindow) -> None:
    sheet = open_sheet(window, "printer")
    press(window, KEY.Key_F4)
    rest(window)
    assert sheet.tries[2].isEnabled()
    assert "0" in sheet.said.text()
    press(window, KEY.Key_Escape)
    assert window.dialog is None


# -- drawer


def test_opening_the_drawer_is_on_record(
    window: SetupWindow, folder: Path, printer: PrinterSimulator
) -> None:
    window.bench.keep(printer=printer.url)
    open_sheet(window, "drawer")
    rest(window)
    press(window, KEY.Key_F2)
    rest(window)
    assert wait_for(lambda: any(paper.kicks for paper in printer.papers), 3)
    with opening.opened(folder) as it, it.till.shop.database.reading() as connection:
        from app.staff import entries  # noqa: PLC0415

        acts = [one.act for one in entries.newest(connection, 9)]
    assert Act.OPEN_DRAWER in acts


def test_the_switch_of_the_drawer_is_calibrated(
    window: SetupWindow, folder: Path, printer: PrinterSimulator
) -> None:
    window.bench.keep(printer=printer.url, printer_profile="epson_tm_t82")
    sheet = cast(DrawerSheet, open_sheet(window, "drawer"))
    rest(window)
    sheet.calibrate()
    rest(window)
    assert settings.load(folder).drawer_sense in {"high", "low"}
    assert state(window, "drawer") is State.OK


def test_a_drawer_without_a_wire_is_told_and_nothing_kept(
    window: SetupWindow, folder: Path
) -> None:
    window.bench.keep(printer="sim://no-wire")
    sheet = cast(DrawerSheet, open_sheet(window, "drawer"))
    rest(window)
    sheet.calibrate()
    rest(window)
    assert settings.load(folder).drawer_sense == ""
    assert state(window, "drawer") is State.WARN


def test_no_drawer_can_be_chosen(window: SetupWindow, folder: Path) -> None:
    sheet = open_sheet(window, "drawer")
    rest(window)
    sheet.choose("none")
    rest(window)
    assert settings.load(folder).drawer == "none"
    assert state(window, "drawer") is State.ABSENT


# -- scanner


def scan(window: SetupWindow, code: str, gap_s: float = 0.004) -> None:
    for sign in code:
        press(window, KEY(ord(sign)) if sign.isalnum() else KEY.Key_unknown, sign)
        time.sleep(gap_s)
    press(window, KEY.Key_Return, "\r")


def test_a_keyboard_scanner_is_measured_and_its_gap_used(window: SetupWindow, folder: Path) -> None:
    sheet = cast(ScannerSheet, open_sheet(window, "scanner"))
    scan(window, "6901234567892")
    assert window.dialog is not None  # its Enter has closed nothing
    assert sheet.code.text() == "6901234567892"
    assert sheet.trial is not None
    assert sheet.trial.ending == "CR"
    assert 1 <= sheet.trial.ms_per_sign < 50
    assert state(window, "scanner") is State.OK
    press(window, KEY.Key_F2)
    assert settings.load(folder).scan_gap_ms == max(10, sheet.trial.gap_ms)


def test_a_scanner_as_slow_as_a_person_is_warned_of(window: SetupWindow) -> None:
    sheet = cast(ScannerSheet, open_sheet(window, "scanner"))
    scan(window, "6901", 0.1)
    assert state(window, "scanner") is State.WARN
    assert not sheet.use.isEnabled()


def test_a_code_that_pays_is_never_shown_or_kept(window: SetupWindow, folder: Path) -> None:
    sheet = cast(ScannerSheet, open_sheet(window, "scanner"))
    scan(window, PAYS, 0.002)
    assert PAYS not in sheet.code.text() + sheet.facts.text() + sheet.said.text()
    press(window, KEY.Key_Escape)
    window.go_to(5)
    rest(window)
    for path in report.saved(folder):
        assert PAYS not in path.read_text("utf-8")
    assert PAYS not in str(window.bench.results)


def test_a_serial_scanner_is_heard_and_unplugged(window: SetupWindow, tmp_path: Path) -> None:
    cable = Cable(tmp_path)
    window.bench.keep(scanner=cable.url)
    sheet = cast(ScannerSheet, open_sheet(window, "scanner"))
    assert wait_for(lambda: "0" in sheet.monitor.text(), 3)
    time.sleep(0.2)
    cable.scan("6901234567892")
    assert wait_for(lambda: sheet.code.text() == "6901234567892", 3)
    assert wait_for(lambda: "‹CR›" in sheet.monitor.text(), 3)
    assert "6901234567892" not in sheet.monitor.text()  # its last digits may pay
    cable.unplug()
    assert wait_for(lambda: "E-DEV-404" in sheet.said.text(), 3)
    press(window, KEY.Key_Escape)
    rest(window)


def test_a_simulated_scanner_scans_by_a_key(window: SetupWindow) -> None:
    window.bench.keep(scanner="sim://setup")
    sheet = cast(ScannerSheet, open_sheet(window, "scanner"))
    wait_for(lambda: False, 0.2)
    press(window, KEY.Key_F3)
    assert wait_for(lambda: sheet.code.text() == "6901234567892", 3)
    assert "]E0" in sheet.facts.text()


def test_what_a_scanner_sends_beside_its_codes_is_set_here_and_taken_off(
    window: SetupWindow, folder: Path, tmp_path: Path
) -> None:
    cable = Cable(tmp_path)
    window.bench.keep(scanner=cable.url)
    sheet = cast(ScannerSheet, open_sheet(window, "scanner"))
    sheet.prefix.setFocus()
    press(window, KEY.Key_AsciiTilde, "~")
    press(window, KEY.Key_Return)
    assert settings.load(folder).scanner_prefix == "~"
    assert window.dialog is not None
    wait_for(lambda: False, 0.5)  # the line is opened anew
    cable.send(b"~]E06901234567892#\r")
    assert wait_for(lambda: sheet.code.text() == "6901234567892#", 3)
    sheet.suffix.setText("#")
    press(window, KEY.Key_Escape)
    assert settings.load(folder).scanner_suffix == "#"
    rest(window)


def test_it_is_taken_off_what_a_keyboard_scanner_types_too(window: SetupWindow) -> None:
    window.bench.keep(scanner_prefix="~", scanner_suffix="#")
    sheet = cast(ScannerSheet, open_sheet(window, "scanner"))
    scan(window, "~6901234567892#")
    assert sheet.code.text() == "6901234567892"
    sheet.prefix.setFocus()
    press(window, KEY.Key_X, "x")
    assert sheet.prefix.text() == "~x"


# -- scale, displays, card terminal


def test_a_scale_shows_what_lies_on_it_and_its_bytes(window: SetupWindow, folder: Path) -> None:
    scale = SimScale()
    scale.put(1250)
    with PtyServed(lambda: scale.wire(protocols.known("os2"))) as served:
        window.bench.found = (Found(kind=Kind.SERIAL, url=f"{served.url}?baud=9600"),)
        sheet = open_sheet(window, "scale")
        sheet.choose(sheet.list.choices[1].value)
        sheet.protocols.chosen.emit("os2")  # type: ignore[attr-defined]
        assert wait_for(lambda: sheet.weight.text() == "1.250 kg", 5)  # type: ignore[attr-defined]
        assert wait_for(lambda: state(window, "scale") is State.OK, 3)
        assert "1.250" in sheet.monitor.text()
        assert "protocol=os2" in settings.load(folder).weighing_scale
        scale.put(7, is_moving=True)
        assert wait_for(lambda: state(window, "scale") is State.WARN, 3)
        press(window, KEY.Key_Escape)
        rest(window)


def test_a_scale_in_the_wrong_protocol_is_said_to_be_unreadable(window: SetupWindow) -> None:
    scale = SimScale()
    scale.put(500)
    with TcpServed(lambda: scale.wire(protocols.known("os2"))) as served:
        window.bench.keep(weighing_scale=f"{served.url}?protocol=yaohua")
        sheet = open_sheet(window, "scale")
        assert wait_for(lambda: "E-DEV-422" in sheet.said.text(), 5)
        press(window, KEY.Key_Escape)
        rest(window)


def test_a_line_display_shows_all_digits(window: SetupWindow, folder: Path) -> None:
    sheet = open_sheet(window, "display")
    sheet.poles.chosen.emit("sim://setup?protocol=led8")  # type: ignore[attr-defined]
    rest(window)
    assert settings.load(folder).pole == "sim://setup?protocol=led8"
    assert b"888888.88" in SimPole.named("setup").data
    sheet.pole_kind.choose(0)  # type: ignore[attr-defined]
    rest(window)
    assert "cd5220" in settings.load(folder).pole


def test_without_a_second_screen_no_picture_covers_the_technicians(window: SetupWindow) -> None:
    sheet = open_sheet(window, "display")
    press(window, KEY.Key_F2)
    assert sheet.picture is None  # type: ignore[attr-defined]
    assert state(window, "display") is State.ABSENT


def test_a_card_terminal_answers_and_charges_nothing(window: SetupWindow) -> None:
    terminal = SimTerminal()
    with TcpServed(terminal.wire) as served:
        window.bench.keep(card_terminal=served.url)
        sheet = open_sheet(window, "card_terminal")
        assert wait_for(lambda: state(window, "card_terminal") is State.OK, 5)
        assert terminal.journal == []
        assert "→" in sheet.monitor.text()
        press(window, KEY.Key_Escape)
        rest(window)


def test_a_terminal_that_is_away_is_said_to_be_and_comes_back(
    window: SetupWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PAUSES_S", (0.1,))
    window.bench.keep(card_terminal="sim://away")
    SimTerminal.named("away").faults = [Fault.DEAF] * 20
    sheet = open_sheet(window, "card_terminal")
    assert wait_for(lambda: "E-DEV-408" in sheet.said.text(), 6)
    press(window, KEY.Key_Escape)
    rest(window)


# -- all of them


@pytest.mark.parametrize(
    "name", ["printer", "drawer", "scanner", "scale", "display", "card_terminal"]
)
def test_a_simulator_stands_in_and_a_dialog_leaves_no_thread(
    window: SetupWindow, name: str
) -> None:
    import threading  # noqa: PLC0415

    before = set(threading.enumerate())
    sheet = open_sheet(window, name)
    if name not in {"drawer", "display"}:
        sheet.choose(sheet.list.choices[-1].value)
        assert "sim://setup" in sheet.url
    wait_for(lambda: False, 0.1)
    press(window, KEY.Key_Escape)
    rest(window)
    left = [it for it in set(threading.enumerate()) - before if "closing" not in it.name]
    assert left == []


def test_settings_that_cannot_be_written_change_nothing_and_are_told(
    window: SetupWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.base.errors import Trouble  # noqa: PLC0415

    def refuse(*_: object, **__: object) -> None:
        raise Trouble("folder_read_only", folder="x", why="no room")

    sheet = open_sheet(window, "printer")
    monkeypatch.setattr(settings, "change", refuse)
    sheet.choose("tcp://10.0.0.5:9100")
    assert "no room" in sheet.said.text()
    assert window.bench.ours.printer == ""


def test_bytes_are_written_as_people_read_them() -> None:
    assert decoded(b"\x0212.5kg\r\x06\xff") == "‹STX›12.5kg‹CR›‹ACK›‹FF›"
    assert words.language() == "zh_CN"
