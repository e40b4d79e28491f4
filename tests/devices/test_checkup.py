"""Each device looked at over real wires: well, away, mute, garbled, out of paper."""

from collections.abc import Callable

import pytest

from app.base.errors import Trouble
from devices import checkup, line
from devices.checkup import Level, State
from devices.displays.session import SimPole
from devices.scales import protocols
from devices.scales.simulator import SimScale
from devices.serving import PtyServed, TcpServed
from devices.simulator import Faults, PrinterSimulator
from devices.terminal.simulator import Fault, SimTerminal
from devices.transport import Memory
from tests.programs import free_port


def away() -> str:
    return f"tcp://127.0.0.1:{free_port()}"


def test_a_printer_that_answers_is_well_and_says_how_soon() -> None:
    with PrinterSimulator() as printer:
        result = checkup.check_printer(printer.url, "epson_tm_t82", 80)
    assert (result.state, result.level, result.error) == (State.OK, Level.EXTERNAL, "")
    assert result.figures["columns"] == 48
    assert result.figures["answers"] == "1, 2, 3, 4"
    assert not any(paper.text.strip() for paper in printer.papers)  # it only looked


@pytest.mark.parametrize(
    ("faults", "error"),
    [
        (Faults(refuses=True), "E-DEV-404"),
        (Faults(is_out_of_paper=True), "E-DEV-410"),
        (Faults(is_cover_open=True), "E-DEV-423"),
    ],
)
def test_what_stops_a_printer_is_a_fault_with_a_code(faults: Faults, error: str) -> None:
    with PrinterSimulator(faults=faults) as printer:
        result = checkup.check_printer(printer.url, "epson_tm_t82", 80)
    assert (result.state, result.error) == (State.FAULT, error)


def test_a_mute_printer_is_well_unless_its_make_promises_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(line, "ASK_S", 0.1)
    mute = Faults(answers=frozenset(), acknowledges=False)
    with PrinterSimulator(faults=mute) as printer:
        clone = checkup.check_printer(printer.url, "xprinter_xp80", 80)
        epson = checkup.check_printer(printer.url, "epson_tm_t88", 80)
    assert (clone.state, clone.code) == (State.OK, "printer_takes")
    assert (epson.state, epson.error) == (State.WARN, "E-DEV-408")


@pytest.mark.parametrize("url", ["ftp://x", "serial://", "tcp://", "nonsense"])
def test_a_wrong_address_is_found_without_leaving_this_computer(url: str) -> None:
    for result in (
        checkup.check_printer(url, "", 80),
        checkup.check_scanner(url),
        checkup.check_scale(url, {}),
        checkup.check_pole(url),
        checkup.check_terminal(url),
    ):
        assert (result.state, result.error) == (State.FAULT, "E-DEV-400"), result
        assert result.level is Level.INTERNAL or result.name == "scale"


def test_what_is_not_set_is_absent_and_no_fault() -> None:
    results = (
        checkup.check_printer("", "", 80),
        checkup.check_drawer("none", "tcp://1.2.3.4", "", ""),
        checkup.check_drawer("", "", "", ""),
        checkup.check_scale("", {}),
        checkup.check_pole(""),
        checkup.check_terminal(""),
    )
    assert {it.state for it in results} == {State.ABSENT}


def test_whatever_is_away_says_404() -> None:
    url = away()
    for result in (
        checkup.check_printer(url, "", 80),
        checkup.check_drawer("serial:///dev/nothing-here", "", "", ""),
        checkup.check_scanner(url),
        checkup.check_scale(url, {}, 0.3),
        checkup.check_pole(url),
        checkup.check_terminal(url),
        checkup.show_eights(url),
        checkup.print_test_page(url, "", 80),
        checkup.open_drawer("", url, "", 80, ""),
    ):
        assert (result.state, result.error) == (State.FAULT, "E-DEV-404"), result


def test_the_test_page_comes_out_and_is_acknowledged() -> None:
    with PrinterSimulator() as printer:
        result = checkup.print_test_page(printer.url, "epson_tm_t82", 80)
        assert "测试页" in printer.papers[0].text
    assert (result.code, result.level) == ("printer_page_printed", Level.INTERACTIVE)


def test_the_drawer_is_read_where_its_wire_is_and_stays_shut() -> None:
    with PrinterSimulator() as printer:
        shut = checkup.check_drawer("", printer.url, "", "high")
        assert not any(paper.kicks for paper in printer.papers)
        checkup.open_drawer("", printer.url, "epson_tm_t82", 80, "")
        opened = checkup.check_drawer("", printer.url, "", "high")
    assert {shut.code, opened.code} == {"drawer_is_shut", "drawer_stands_open"}


def scale_at(served: Callable[..., TcpServed], scale: SimScale, name: str) -> TcpServed:
    return served(lambda: scale.wire(protocols.known(name)))


def test_a_scale_is_listened_to_over_tcp_until_it_is_believed() -> None:
    scale = SimScale()
    scale.put(1250)
    with scale_at(TcpServed, scale, "cas") as served:
        result = checkup.check_scale(f"{served.url}?protocol=cas", {})
    assert (result.state, result.figures["kg"]) == (State.OK, "1.250")


def test_a_scale_on_a_serial_line_is_listened_to() -> None:
    scale = SimScale()
    scale.put(500)
    with PtyServed(lambda: scale.wire(protocols.known("os2"))) as served:
        result = checkup.check_scale(f"{served.url}?protocol=os2&baud=9600", {})
    assert (result.state, result.figures["kg"]) == (State.OK, "0.500")


def test_a_scale_that_moves_is_a_warning_and_a_wrong_protocol_is_said_to_be_one() -> None:
    scale = SimScale()
    scale.put(2, is_moving=True)
    with scale_at(TcpServed, scale, "os2") as served:
        moving = checkup.check_scale(f"{served.url}?protocol=os2", {}, 0.7)
        garbled = checkup.check_scale(f"{served.url}?protocol=yaohua", {}, 0.7)
    assert (moving.state, moving.code) == (State.WARN, "scale_is_moving")
    assert (garbled.code, garbled.error) == ("scale_garbled", "E-DEV-422")


def test_a_silent_scale_is_a_fault() -> None:
    scale = SimScale()
    scale.is_silent = True
    with scale_at(TcpServed, scale, "os2") as served:
        result = checkup.check_scale(f"{served.url}?protocol=os2", {}, 0.4)
    assert (result.code, result.error) == ("scale_silent", "E-DEV-408")


def test_all_digits_of_a_pole_display_are_lit() -> None:
    url = "sim://checkup?protocol=led8"
    assert checkup.show_eights(url).level is Level.INTERACTIVE
    assert b"888888.88" in SimPole.named("checkup").data


def test_a_terminal_answers_and_nothing_is_charged() -> None:
    terminal = SimTerminal()
    with TcpServed(terminal.wire) as served:
        result = checkup.check_terminal(served.url)
    assert (result.state, result.code) == (State.OK, "terminal_answers")
    assert terminal.journal == []


def test_a_deaf_terminal_is_said_to_be_mute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "LINK_S", 0.3)
    terminal = SimTerminal()
    terminal.faults = [Fault.DEAF] * 5
    with TcpServed(terminal.wire) as served:
        result = checkup.check_terminal(served.url)
    assert (result.code, result.error) == ("terminal_mute", "E-DEV-408")


def test_a_scanner_on_a_line_that_cannot_be_heard_is_refused(tmp_path: object) -> None:
    assert checkup.check_scanner(f"file://{tmp_path}/x").code == "scanner_mute"
    assert checkup.check_scanner("sim://checkup").state is State.OK
    assert checkup.check_scanner("").code == "scanner_types"


def test_no_name_or_password_of_an_address_is_told() -> None:
    told = Trouble("printer_away", url="tcp://me:secret@h:1", why="at tcp://me:secret@h:1")
    result = checkup.fault("printer", told)
    assert "secret" not in str(result)
    assert checkup.bare("serial://usb-1a86:7523@1-1.4?baud=9600").endswith("1-1.4?baud=9600")
    assert checkup.in_use("printer", "tcp://a:b@h:1").state is State.WARN


def test_a_plain_wire_in_this_process_takes_a_test_page() -> None:
    checkup.print_test_page("memory://checkup", "generic", 58)
    assert Memory.named("checkup").written
