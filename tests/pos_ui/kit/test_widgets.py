import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_ui.kit import style
from pos_ui.kit.button import ActionKey, Button, PayKey
from pos_ui.kit.dialog import Dialog
from pos_ui.kit.field import Field
from pos_ui.kit.keypad import Keypad
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.scaling import Screen, factor, remember, remembered
from pos_ui.kit.segment import Segment
from pos_ui.kit.tile import Tile
from pos_ui.kit.toast import Toast

NO_FONTS = """
import sys
from PySide6.QtGui import QFontDatabase, QImage, QPainter, QFontMetrics
from PySide6.QtWidgets import QApplication
from pos_ui.kit import style, tokens
app = QApplication(sys.argv)
is_bundled = style.start(app, tokens.LIGHT)

def ink(sign):
    image = QImage(40, 40, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(style.font(24))
    painter.drawText(4, 30, sign)
    painter.end()
    return bytes(image.constBits())

signs = [ink(sign) for sign in "中收款〇\U0010fffe"]
print(is_bundled, len(set(signs)) == len(signs), set(signs[0]) != {255})
"""


@pytest.mark.parametrize(
    "widget",
    [
        lambda: Button("收款", "primary", "hand-coins", "F12"),
        lambda: ActionKey("F1", "circle-question-mark", "帮助"),
        lambda: PayKey("收款", "hand-coins", "F12"),
        lambda: Field("扫码", "scan-barcode", "Ctrl+K"),
        lambda: Tile("茶叶蛋", "¥2.00"),
        lambda: Segment(["热食", "生鲜"]),
    ],
)
def test_what_is_touched_is_as_large_as_a_finger(qtbot: QtBot, widget: type[QWidget]) -> None:
    made = widget()
    qtbot.addWidget(made)
    smallest = made.minimumSizeHint()
    assert max(smallest.height(), made.sizeHint().height(), made.minimumHeight()) >= 44
    assert made.sizeHint().width() >= 44
    assert made.accessibleName()


@pytest.mark.parametrize("amount", ["0.00", "99,999.99", "1,234,567.89", "-12.00"])
def test_money_is_never_clipped(qtbot: QtBot, amount: str) -> None:
    label = MoneyLabel()
    qtbot.addWidget(label)
    label.show_amount(amount, f"应收 {amount} 元")
    smallest = QFontMetrics(style.font(32, 700)).horizontalAdvance(amount)
    assert label.minimumSizeHint().width() > smallest
    assert label.accessibleName() == f"应收 {amount} 元"


def test_a_keypad_types_and_confirms(qtbot: QtBot) -> None:
    keypad = Keypad()
    qtbot.addWidget(keypad)
    typed: list[str] = []
    keypad.digit.connect(typed.append)
    for key in keypad.findChildren(Button):
        if key.text() in {"7", "00", "."}:
            key.click()
    assert sorted(typed) == [".", "00", "7"]
    with qtbot.waitSignal(keypad.confirm):
        keypad.confirm_key.click()


def test_a_field_for_codes_keeps_the_input_method_out(qtbot: QtBot) -> None:
    field = Field("扫码")
    qtbot.addWidget(field)
    assert not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_toast_undoes_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    toast = Toast(window)
    undone: list[int] = []
    toast.say("已删行", "撤销", lambda: undone.append(1))
    assert (toast.undo(), toast.undo(), undone) == (True, False, [1])


@pytest.mark.parametrize(("kind", "key", "answer"), [
    ("primary", Qt.Key.Key_Return, "accepted"),
    ("primary", Qt.Key.Key_Escape, "rejected"),
    ("danger", Qt.Key.Key_Return, "rejected"),
])  # fmt: skip
def test_a_dialog_is_answered_by_key_and_gives_the_focus_back(
    qtbot: QtBot, kind: str, key: Qt.Key, answer: str
) -> None:
    window = QWidget()
    field = Field("扫码", parent=window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    dialog = Dialog(window, "作废整单", "这一单的商品都会删掉。", yes="作废", no="返回", kind=kind)
    focused = dialog.no_button if kind == "danger" else dialog
    with qtbot.waitSignal(getattr(dialog, answer)):
        QTest.keyClick(focused, key)
    assert window.focusWidget() is field


@pytest.mark.parametrize(
    ("screen", "override", "expected"),
    [
        (Screen(1366, 768), 0, 1),
        (Screen(1920, 1080), 0, 1.25),
        (Screen(1920, 1080, 1.5), 0, 1),
        (Screen(1920, 1080), 1.5, 1.5),
        (Screen(1366, 768), 1.5, 1.2),  # larger, the total would have no room
        (Screen(1366, 768), 0.5, 0.9),
        (Screen(1920, 1080, 1.5), 1.5, 1.1),
        (Screen(1024, 768), 1.5, 1),
        (Screen(), 1.5, 1.5),
    ],
)
def test_the_screen_is_scaled_once(screen: Screen, override: float, expected: float) -> None:
    assert factor(screen, override) == expected


def test_a_system_without_any_font_still_writes_chinese(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    done = subprocess.run(
        [sys.executable, "-c", NO_FONTS],
        env={"FONTCONFIG_FILE": str(config), "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["True", "True", "True"], done.stderr


def test_the_screen_of_last_time_is_remembered(tmp_path: Path) -> None:
    assert remembered(tmp_path) == Screen()
    remember(tmp_path, Screen(1920, 1080, 1.0))
    assert factor(remembered(tmp_path), 0) == 1.25
    for odd in ("what", "1920 1.0"):  # as an older till wrote it
        next(tmp_path.iterdir()).write_text(odd)
        assert remembered(tmp_path) == Screen()
