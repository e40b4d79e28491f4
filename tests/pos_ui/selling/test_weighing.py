"""Weighing at the till: the scale's weight by Enter, or one typed by hand."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.errors import Refusal
from app.base.quantity import Quantity
from app.catalogue import products
from app.staff import entries
from app.staff.person import Act
from app.till import Till
from devices.scales.acceptance import Verdict
from devices.scales.session import Scale, setup
from devices.scales.simulator import SimScale
from devices.scales.weighing import Command, Weighing
from pos_ui.selling.weight_pad import WeightPad
from pos_ui.window import TillWindow
from tests.examples import BANANA, MILK
from tests.pos_ui import keys
from tests.pos_ui.binding import bind, settings_of

KEY = Qt.Key


class ByHand:
    """A scale whose weighing a test sets."""

    def __init__(self) -> None:
        self.known = Weighing(verdict=Verdict.EMPTY, may_tare=True, may_zero=True)
        self.asked: list[Command] = []
        self.taken: list[int] = []

    def weighing(self) -> Weighing:
        return self.known

    def put(self, verdict: Verdict, grams: int = 0) -> None:
        self.known = Weighing(verdict=verdict, grams=grams, may_tare=True, may_zero=True)

    def take(self, shown_g: int) -> int:
        if self.known.verdict is not Verdict.READY:
            raise Refusal(f"scale_{self.known.verdict}")
        self.taken.append(shown_g)
        return shown_g

    def ask(self, command: Command) -> None:
        self.asked.append(command)


@pytest.fixture
def scale(window: TillWindow) -> ByHand:
    window.questions.scale = ByHand()
    return window.questions.scale


def pad(window: TillWindow) -> WeightPad:
    body = window.asking.body
    assert isinstance(body, WeightPad)
    body.look()
    return body


def sold(window: TillWindow) -> list[Quantity]:
    assert window.register.cart is not None
    return [line.quantity for line in window.register.cart.lines]


def test_enter_takes_the_stable_weight(window: TillWindow, scale: ByHand) -> None:
    keys.scan(window, BANANA.barcode)
    scale.put(Verdict.READY, 685)
    shown = pad(window)
    assert shown.live.weight_text() == "0.685"
    assert shown.live.amount() == BANANA.price.times(Quantity(685))
    keys.press(window, KEY.Key_Return)
    assert window.dialog is None
    assert (sold(window), scale.taken) == ([Quantity(685)], [685])
    assert window.register.cart is not None
    assert window.register.cart.total == BANANA.price.times(Quantity(685))


@pytest.mark.parametrize(
    ("verdict", "word"),
    [
        (Verdict.MOVING, "晃动"),
        (Verdict.OVER, "超载"),
        (Verdict.NEGATIVE, "负数"),
        (Verdict.EMPTY, "空秤"),
        (Verdict.TAKEN, "未归零"),
        (Verdict.SILENT, "没有信号"),
    ],
)
def test_any_other_state_says_itself_and_sells_nothing(
    window: TillWindow, scale: ByHand, verdict: Verdict, word: str
) -> None:
    keys.scan(window, BANANA.barcode)
    scale.put(verdict, 700)
    shown = pad(window)
    assert shown.live.chip.text() == word
    assert window.dialog is not None
    assert not window.dialog.yes_button.isEnabled()
    keys.press(window, KEY.Key_Return)
    assert shown.hint.text() == Refusal(f"scale_{verdict}").text()
    assert window.dialog is not None
    assert not sold(window)
    keys.press(window, KEY.Key_Escape)
    assert window.dialog is None


def test_a_weight_that_goes_between_look_and_enter_is_not_sold(
    window: TillWindow, scale: ByHand
) -> None:
    keys.scan(window, BANANA.barcode)
    scale.put(Verdict.READY, 685)
    pad(window)
    scale.put(Verdict.MOVING, 900)
    keys.press(window, KEY.Key_Return)
    assert window.dialog is not None
    assert not sold(window)


def test_digits_turn_to_a_weight_by_hand(window: TillWindow, scale: ByHand) -> None:
    keys.scan(window, BANANA.barcode)
    keys.type_in(window, "1.25")
    assert pad(window).is_by_hand
    keys.press(window, KEY.Key_Return)
    assert (sold(window), scale.taken) == ([Quantity(1250)], [])


def test_the_scale_is_tared_and_zeroed_and_one_can_go_back_to_it(
    window: TillWindow, scale: ByHand
) -> None:
    keys.scan(window, BANANA.barcode)
    keys.press(window, KEY.Key_F2)
    keys.press(window, KEY.Key_F3)
    assert scale.asked == [Command.TARE, Command.ZERO]
    keys.press(window, KEY.Key_F4)
    assert pad(window).is_by_hand
    keys.press(window, KEY.Key_F4)
    assert not pad(window).is_by_hand


def test_enter_on_a_button_with_the_focus_presses_that_button(
    window: TillWindow, scale: ByHand
) -> None:
    keys.scan(window, BANANA.barcode)
    scale.put(Verdict.READY, 685)
    pad(window).turn.setFocus()
    keys.press(window, KEY.Key_Return)
    assert pad(window).is_by_hand
    assert not sold(window)


def test_a_scan_during_weighing_waits(window: TillWindow, scale: ByHand) -> None:
    keys.scan(window, BANANA.barcode)
    keys.scan(window, MILK.barcode)
    scale.put(Verdict.READY, 500)
    pad(window)
    keys.press(window, KEY.Key_Return)
    assert sold(window) == [Quantity(500), Quantity.pieces(1)]


@pytest.mark.parametrize("kept_as", [[f"{BANANA.name} 0.500 kg"], []])
def test_a_weight_by_hand_is_kept_on_record_where_the_shop_wants_it(
    window: TillWindow, till: Till, kept_as: list[str]
) -> None:
    window.open(bind(till, settings_of(till, manual_weight=bool(kept_as))))
    keys.scan(window, BANANA.barcode)
    keys.type_in(window, "0.5")
    keys.press(window, KEY.Key_Return)
    with till.shop.database.reading() as connection:
        kept = [it for it in entries.newest(connection) if it.act is Act.MANUAL_WEIGHT]
    assert [it.what for it in kept] == kept_as
    assert sold(window) == [Quantity(500)]


@pytest.fixture
def live(window: TillWindow, till: Till) -> Iterator[SimScale]:
    with till.shop.database.writing() as connection:
        products.put(connection, [BANANA])
    sim = SimScale.named("at-the-till")
    sim.pause_s = 0.02
    sim.put(0)
    scale = Scale(setup("sim://at-the-till?protocol=mettler", {}), show=lambda _: None)
    scale.start()
    window.questions.scale = scale
    yield sim
    scale.stop()


def test_the_same_load_is_not_sold_twice_on_a_live_scale(
    window: TillWindow, live: SimScale, qtbot: QtBot
) -> None:
    live.put(685)
    keys.scan(window, BANANA.barcode)
    qtbot.waitUntil(lambda: pad(window).live.known.verdict is Verdict.READY)
    keys.press(window, KEY.Key_Return)
    assert sold(window) == [Quantity(685)]
    keys.scan(window, BANANA.barcode)
    qtbot.waitUntil(lambda: pad(window).live.known.verdict is Verdict.TAKEN)
    keys.press(window, KEY.Key_Return)
    assert sold(window) == [Quantity(685)]
    live.put(0)
    qtbot.waitUntil(lambda: pad(window).live.known.verdict is Verdict.EMPTY)
    live.put(920)
    qtbot.waitUntil(lambda: pad(window).live.known.verdict is Verdict.READY)
    keys.press(window, KEY.Key_Return)
    assert sold(window) == [Quantity(685), Quantity(920)]


def test_a_scale_that_is_away_is_said_on_the_bar(window: TillWindow, till: Till) -> None:
    window.open(bind(till, settings_of(till, weighing_scale="sim://scale")))
    assert "电子秤" in window.bar.device_texts()
    window.news.device.emit("scale", Refusal("scale_silent"))
    QApplication.processEvents()
    assert "电子秤没连上" in window.bar.device_texts()
    window.news.device.emit("scale", None)
    QApplication.processEvents()
    assert "电子秤" in window.bar.device_texts()
