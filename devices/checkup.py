"""Whether each device works, as far as can be found out without a person.

The levels are those of UnifiedPOS' CheckHealth: internal looks only at settings and at this
computer, external talks to the device, interactive needs somebody who looks at it.
"""

import contextlib
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from app.base.errors import Refusal, Told, Trouble
from app.base.money import Money
from devices import drawer as drawers
from devices import escpos, ports, printer, scanner_simulator, testpage
from devices.displays import session as displays
from devices.displays.session import open_pole
from devices.displays.shown import Lamp, Shown
from devices.drawer import Sense
from devices.overheard import Hear, Overheard, nobody
from devices.profile import Profile, by_name
from devices.scales import session as scales
from devices.scales.acceptance import Verdict
from devices.scales.session import Scale
from devices.scales.weighing import Weighing
from devices.terminal.framing import ACK, Frame, Reader, Sign, frame
from devices.terminal.messages import Ask, Kind
from devices.terminal.session import open_terminal
from devices.wire import Transport
from devices.worker import Health

MS = 1000
LISTEN_S = 2.5  # for a scale to say something three times
LINK_S = 3.0
TRY_S = 2.0
LOOK_S = 0.05
MOUTHFUL = 512
TEST_JOB = "test page"
EIGHTS = Shown(lamp=Lamp.TOTAL, amount=Money(88_888_888), text="8" * 20)

# Figures of error codes: like those of HTTP where that fits.
BAD_SETTING, AWAY, MUTE, BUSY, NO_PAPER, GARBLED, OPEN, STUCK, FAULTY, OFF, OTHER = (
    400, 404, 408, 409, 410, 422, 423, 424, 500, 503, 520,
)  # fmt: skip
NUMBERS = {
    BAD_SETTING: "bad_device_url bad_pole_url bad_printer_url bad_scale_url drawer_bytes_odd"
    " printer_only_on_windows scale_protocol_bad scale_protocol_unknown scanner_mute"
    " unknown_printer_profile usb_not_installed",
    AWAY: "drawer_away pole_away printer_away scale_away scanner_away terminal_away",
    MUTE: "printer_mute printer_silent scale_silent terminal_mute drawer_not_sensed",
    BUSY: "device_busy device_in_use printer_busy",
    NO_PAPER: "printer_no_paper printer_no_paper_midway",
    GARBLED: "printer_garbled scale_garbled",
    OPEN: "printer_cover_open printer_cover_open_midway",
    STUCK: "printer_jammed",
    FAULTY: "device_failed printer_faulty",
    OFF: "printer_offline printer_offline_midway",
}
_NUMBER_OF = {code: number for number, codes in NUMBERS.items() for code in codes.split()}
USER_INFO = re.compile(r"(?<=://)[^@/\s]+@")


class Level(StrEnum):
    """How far something was looked at."""

    INTERNAL = "internal"
    EXTERNAL = "external"
    INTERACTIVE = "interactive"


class State(StrEnum):
    """What came of it."""

    OK = "ok"
    WARN = "warn"  # it works, but somebody should look at it
    FAULT = "fault"
    ABSENT = "absent"  # there is none, and none is wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was found out about one thing: `code` names a text, `figures` go into it.

    `error` is what a shop says on the telephone, such as E-DEV-404; empty where all is well.
    """

    name: str
    level: Level
    state: State
    code: str
    figures: dict[str, int | float | str] = field(default_factory=dict)
    error: str = ""


def error_code(area: str, code: str) -> str:
    """Return the short code of a trouble."""
    return f"E-{area}-{_NUMBER_OF.get(code, OTHER)}"


def fault(
    name: str, told: Told, *, level: Level = Level.EXTERNAL, state: State = State.FAULT
) -> Result:
    """Say of a device that something failed."""
    figures = {key: _plain(value) for key, value in told.values.items()}
    return Result(
        name=name,
        level=level,
        state=state,
        code=told.code,
        figures=figures,
        error=error_code("DEV", told.code),
    )


def bare(url: str) -> str:
    """Return an address without a name or a password in it."""
    return USER_INFO.sub("", url)


def absent(name: str) -> Result:
    """Say that there is no such device, and that none is wanted."""
    return Result(name=name, level=Level.INTERNAL, state=State.ABSENT, code=f"{name}_absent")


def in_use(name: str, url: str) -> Result:
    """Say that the till has this device open now, so that nobody else may ask it."""
    told = Trouble("device_in_use", url=bare(url))
    return fault(name, told, level=Level.INTERNAL, state=State.WARN)


# -- receipt printer and drawer


def check_printer(
    url: str, make: str, paper_mm: int, name: str = "printer", *, hear: Hear = nobody
) -> Result:
    """Open the printer and ask it how it is; one that answers nothing may print all the same."""
    if not url:
        return absent(name)
    began = time.monotonic()
    try:
        profile = by_name(make or "generic", paper_mm)
        capability, said = printer.probe(url, hear)
    except Told as told:
        return fault(name, told, level=_level_of(told))
    figures = _of_profile(profile, url) | {
        "ms": _ms_since(began),
        "answers": ", ".join(map(str, sorted(capability.answered))),
        "acknowledges": int(capability.acknowledges is True),
    }
    if code := said.trouble:
        return fault(name, Trouble(code, url=bare(url)))
    if not capability.talks:
        code, state = "printer_takes", State.OK
        if profile.has_status and _may_answer(url):
            code, state = "printer_mute", State.WARN
        error = error_code("DEV", code) if state is State.WARN else ""
        return _result(name, state, code, figures | {"url": bare(url)}, error)
    if said.is_paper_low:
        return _result(name, State.WARN, "printer_paper_low", figures)
    return _result(name, State.OK, "printer_answers", figures)


def print_test_page(url: str, make: str, paper_mm: int, *, hear: Hear = nobody) -> Result:
    """Print the test page: a person must look at it. The outcome says only what the printer did."""
    began = time.monotonic()
    try:
        profile = by_name(make or "generic", paper_mm)
        data = escpos.encode(testpage.lay_out(profile), profile)
        work = printer.Work(job=TEST_JOB, data=data, acknowledges=profile.has_status)
        done = printer.send(url, work, hear)
    except Told as told:
        return fault("printer", told, level=Level.INTERACTIVE)
    if done.trouble is not None:
        return fault("printer", done.trouble, level=Level.INTERACTIVE)
    figures = _of_profile(profile, url) | {"ms": _ms_since(began), "bytes": len(data)}
    was_heard = done.outcome is printer.Outcome.ACKNOWLEDGED
    code = "printer_page_printed" if was_heard else "printer_page_sent"
    return _result("printer", State.OK, code, figures, level=Level.INTERACTIVE)


def check_drawer(
    setting: str, printer_url: str, data: str, sense: str, *, hear: Hear = nobody
) -> Result:
    """Say how the drawer opens, and whether its wire can be read; it stays shut."""
    if setting == drawers.NONE or not (setting or printer_url):
        return absent("drawer")
    try:
        if setting:
            drawers.serial_bytes(data)
            _open_and_close(setting, "drawer_away", ports.open_url)
            return _result("drawer", State.OK, "drawer_serial", {"url": bare(setting)})
        if not sense:
            return _result("drawer", State.OK, "drawer_by_plug", {}, level=Level.INTERNAL)
        opened = drawers.is_open(printer.drawer_level(printer_url, hear), Sense(sense))
    except Told as told:
        return fault("drawer", told, level=_level_of(told))
    if opened is None:
        return fault("drawer", Trouble("drawer_not_sensed"), state=State.WARN)
    return _result("drawer", State.OK, "drawer_stands_open" if opened else "drawer_is_shut", {})


def open_drawer(
    setting: str, printer_url: str, make: str, paper_mm: int, data: str, *, hear: Hear = nobody
) -> Result:
    """Open the drawer once: a person must see it."""
    try:
        if setting == drawers.NONE or not (setting or printer_url):
            raise Refusal("no_drawer")
        if setting:
            kick, url = drawers.serial_bytes(data), setting
        else:
            profile = by_name(make or "generic", paper_mm)
            kick, url = escpos.kick(profile), printer_url
        with contextlib.closing(_opened(url, "drawer_away", ports.open_url, hear)) as wire:
            wire.write_all(kick, TRY_S)
            wire.finish(TRY_S)
    except Told as told:
        return fault("drawer", told, level=Level.INTERACTIVE)
    return _result("drawer", State.OK, "drawer_kicked", {}, level=Level.INTERACTIVE)


# -- scanner, scale, displays, card terminal


def check_scanner(url: str, name: str = "scanner") -> Result:
    """Open the scanner's line; one that types like a keyboard shows only when it scans."""
    if not url:
        return _result(name, State.OK, "scanner_types", {}, level=Level.INTERNAL)
    try:
        if not _open_and_close(url, "scanner_away", scanner_simulator.open_url):
            raise Refusal("scanner_mute")
    except Told as told:
        return fault(name, told, level=_level_of(told))
    return _result(name, State.OK, "scanner_open", {"url": bare(url)})


def check_scale(url: str, described: Mapping[str, str], listen_s: float = LISTEN_S) -> Result:
    """Listen to the scale until it says something that can be believed."""
    if not url:
        return absent("scale")
    try:
        known = scales.setup(url, described)
    except Told as told:
        return fault("scale", told, level=Level.INTERNAL)
    scale = Scale(known, show=_nobody)
    scale.start()
    try:
        ends = time.monotonic() + listen_s
        while not _is_settled(scale.weighing()) and time.monotonic() < ends:
            if scale.health.trouble is not None:
                break
            time.sleep(LOOK_S)
        return weighed(scale.weighing(), scale.health, known.protocol.title)
    finally:
        scale.stop()


def weighed(now: Weighing, health: Health, protocol: str) -> Result:
    """Say of a scale that is listened to what it says."""
    if health.trouble is not None:
        return fault("scale", health.trouble)
    figures: dict[str, int | float | str] = {
        "url": bare(health.url), "protocol": protocol, "kg": f"{now.grams / 1000:.3f}",
    }  # fmt: skip
    match now.verdict:
        case Verdict.SILENT:
            is_garbled = health.counters.bytes_in > 0 and health.counters.frames == 0
            code = "scale_garbled" if is_garbled else "scale_silent"
            return _result("scale", State.FAULT, code, figures, error_code("DEV", code))
        case Verdict.MOVING | Verdict.NEGATIVE | Verdict.OVER as verdict:
            return _result("scale", State.WARN, f"scale_is_{verdict}", figures)
        case _:
            return _result("scale", State.OK, "scale_weighs", figures)


def check_pole(url: str) -> Result:
    """Open the line to the display; it never answers, so somebody must look at it."""
    if not url:
        return absent("pole")
    try:
        displays.setup(url)
        _open_and_close(url, "pole_away", open_pole)
    except Told as told:
        return fault("pole", told, level=_level_of(told))
    return _result("pole", State.OK, "pole_open", {"url": bare(url)})


def show_eights(url: str, *, hear: Hear = nobody) -> Result:
    """Show all digits of the line display: a person must look at it."""
    try:
        known = displays.setup(url)
        with contextlib.closing(_opened(url, "pole_away", open_pole, hear)) as wire:
            wire.write_all(known.start + known.encode(EIGHTS), TRY_S)
            wire.finish(TRY_S)
    except Told as told:
        return fault("pole", told, level=Level.INTERACTIVE)
    return _result("pole", State.OK, "pole_eights", {"url": bare(url)}, level=Level.INTERACTIVE)


def check_terminal(url: str) -> Result:
    """Ask the card terminal for its last transaction, of which only that it answers is kept.

    Nothing is charged by that; where a payment is under way it answers that, too.
    """
    if not url:
        return absent("card_terminal")
    began = time.monotonic()
    try:
        with contextlib.closing(_opened(url, "terminal_away", open_terminal)) as wire:
            answers = _links(wire)
    except Told as told:
        return fault("card_terminal", told, level=_level_of(told))
    if not answers:
        return fault("card_terminal", Trouble("terminal_mute", url=bare(url)))
    figures: dict[str, int | float | str] = {"url": bare(url), "ms": _ms_since(began)}
    return _result("card_terminal", State.OK, "terminal_answers", figures)


def _links(wire: Transport) -> bool:
    """Say whether it understands us, and confirm what it says so that it says it no more."""
    reader = Reader()
    wire.read(MOUTHFUL, 0)
    wire.write_all(frame(Ask(kind=Kind.LAST, reference="").encode()), TRY_S)
    ends = time.monotonic() + LINK_S
    is_acked = False
    while (left_s := ends - time.monotonic()) > 0:
        for one in reader.feed(wire.read(MOUTHFUL, left_s)):
            if isinstance(one, Frame):
                wire.write_all(bytes([ACK]), TRY_S)
                return True
            is_acked = is_acked or one is Sign.ACK
    return is_acked


def linked(health: Health, asked_s: float) -> Result:
    """Say of a terminal that is listened to whether it answers; it was asked so long ago."""
    figures: dict[str, int | float | str] = {"url": bare(health.url), "ms": round(asked_s * MS)}
    if health.trouble is not None:
        return fault("card_terminal", health.trouble)
    if health.counters.frames:
        return _result("card_terminal", State.OK, "terminal_answers", figures)
    if asked_s > LINK_S:
        return fault("card_terminal", Trouble("terminal_mute", url=bare(health.url)))
    return _result("card_terminal", State.WARN, "terminal_asked", figures)


# -- how


def _is_settled(now: Weighing) -> bool:
    return now.verdict in {Verdict.READY, Verdict.EMPTY, Verdict.TAKEN}


def _open_and_close(url: str, away: str, opener: Callable[[str], Transport]) -> bool:
    """Open a line and let it go; return whether anything can come back on it."""
    with contextlib.closing(_opened(url, away, opener)) as wire:
        return wire.answers


def _opened(
    url: str, away: str, opener: Callable[[str], Transport], hear: Hear = nobody
) -> Transport:
    """Open a line; whatever fails is said of this device."""
    try:
        return Overheard(opener(url), hear)
    except Trouble as told:
        why = told.values.get("why", told.code)
        raise Trouble(away, url=bare(url), why=why) from told


def _of_profile(profile: Profile, url: str) -> dict[str, int | float | str]:
    return {
        "url": bare(url),
        "make": profile.name,
        "mm": profile.paper_mm,
        "columns": profile.columns,
        "encoding": profile.encoding.upper(),
    }


def _may_answer(url: str) -> bool:
    return urlsplit(url).scheme in {"tcp", "serial"}


def _level_of(told: Told) -> Level:
    return Level.INTERNAL if isinstance(told, Refusal) else Level.EXTERNAL


def _ms_since(began: float) -> int:
    return round((time.monotonic() - began) * MS)


def _plain(value: object) -> int | float | str:
    if isinstance(value, int | float | str):
        return bare(value) if isinstance(value, str) else value
    return str(value)


def _result(
    name: str,
    state: State,
    code: str,
    figures: Mapping[str, int | float | str],
    error: str = "",
    *,
    level: Level = Level.EXTERNAL,
) -> Result:
    return Result(
        name=name, level=level, state=state, code=code, figures=dict(figures), error=error
    )


def _nobody(_health: Health) -> None:
    """Nobody watches."""
