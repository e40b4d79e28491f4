import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_ui.kit import style
from pos_ui.kit.paints import SMALLEST, elided, fitted
from pos_ui.kit.toast import SHADOW, TOTAL, Toast


@pytest.mark.parametrize("text", ["99,999.99", "-12.00", "¥11,918,434.60", "Void line", "关东煮"])
def test_what_was_made_to_fit_is_never_shortened(text: str) -> None:
    """To the pixel: there the rounding of two measures once cut an amount."""
    least = QFontMetrics(style.font(SMALLEST, 700)).horizontalAdvance(text)
    for width in range(least, 3 * least):
        assert elided(text, fitted(text, 30, 700, width), width) == text


@pytest.mark.parametrize(
    "text", ["云南白药气血康口服液 10ml×20 支礼盒装", "A4 copy paper 80 g, 500 sheets"]
)
def test_what_is_too_wide_ends_with_dots_inside_its_place(text: str) -> None:
    font = style.font(16)
    shown = elided(text, font, 120)
    assert shown.endswith("…")
    assert QFontMetrics(font).horizontalAdvance(shown) <= 120


@pytest.mark.parametrize("width", [1024, 1366, 1536])
def test_a_toast_never_covers_the_total(qtbot: QtBot, width: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, 700)
    window.show()
    toast = Toast(window)
    toast.say("已删：" + "很长的名称" * 20, "撤销 Ctrl+Z", lambda: None)
    assert toast.geometry().right() <= width - TOTAL + SHADOW
