import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from pos_ui.kit import gallery, icons, style, tokens, words
from pos_ui.kit.button import HOVER, PLAIN, PRESSED, Button
from pos_ui.kit.field import Field
from pos_ui.kit.gallery import DISABLED, FOCUS, Shown
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.note import Note
from pos_ui.kit.progress import Progress, StepBar
from pos_ui.kit.segment import Segment
from pos_ui.kit.tile import Tile

ROOT = Path(__file__).parents[3]
FILLS = {  # a button's fill: plain, hover, pressed
    "primary": ("primary", "primary_hover", "primary_pressed"),
    "secondary": ("surface", "hover", "pressed"),
    "tint": ("primary_tint", "primary_tint2", "primary_tint2"),
    "dangerLine": ("surface", "danger_tint", "danger_tint2"),
    "danger": ("danger", "danger_hover", "danger_pressed"),
    "key": ("surface", "hover", "pressed"),
}
MEANINGS = [
    "archive",
    "archive-restore",
    "hand-coins",
    "banknote",
    "scan-line",
    "qr-code",
    "credit-card",
    "landmark",
    "wallet",
    "ticket-percent",
    "refresh-cw",
    "undo-2",
    "trash-2",
    "cloud-off",
    "cloud-check",
    "circle-alert",
    "hand",
    "triangle-alert",
    "git-compare-arrows",
    "calendar-check",
    "activity",
    "route",
    "file-archive",
]


def shot(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colour(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name().upper()


def has_ink(image: QImage, x: int, paper: str) -> bool:
    return any(colour(image, x, y) != paper for y in range(image.height()))


@pytest.mark.parametrize("kind", FILLS)
@pytest.mark.parametrize("state", [PLAIN, HOVER, PRESSED])
def test_a_button_is_filled_as_its_state_says(qtbot: QtBot, kind: str, state: int) -> None:
    button = Shown(state, "收款", kind, "")
    qtbot.addWidget(button)
    button.resize(128, 48)
    assert colour(shot(button), 64, 5) == getattr(tokens.LIGHT, FILLS[kind][state])


def test_a_finger_and_a_mouse_change_the_state(qtbot: QtBot) -> None:
    button = Button("收款", "primary")
    qtbot.addWidget(button)
    button.resize(128, 48)
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    hovered = colour(shot(button), 64, 5)
    button.setDown(True)
    theme = tokens.LIGHT
    assert (hovered, colour(shot(button), 64, 5)) == (theme.primary_hover, theme.primary_pressed)


@pytest.mark.parametrize("kind", FILLS)
def test_every_disabled_button_looks_alike(qtbot: QtBot, kind: str) -> None:
    button = Shown(DISABLED, "收款", kind, "")
    qtbot.addWidget(button)
    button.resize(128, 48)
    assert colour(shot(button), 64, 5) == tokens.LIGHT.disabled_bg


@pytest.mark.parametrize("kind", FILLS)
def test_the_focus_ring_is_two_pixels_and_two_of_surface_inside(qtbot: QtBot, kind: str) -> None:
    button = Shown(FOCUS, "收款", kind, "")
    qtbot.addWidget(button)
    button.resize(128, 48)
    theme, image = tokens.LIGHT, shot(button)
    rows = [colour(image, 64, y) for y in range(6)]
    fill = getattr(theme, FILLS[kind][PLAIN])
    assert rows == [theme.focus, theme.focus, theme.surface, theme.surface, fill, fill]


@pytest.mark.parametrize("amount", ["0.00", "99,999.99", "1,234,567.89", "-1,234,567.89"])
@pytest.mark.parametrize("px", [52, 32, 17])
def test_the_least_room_paints_what_more_room_paints(qtbot: QtBot, amount: str, px: int) -> None:
    label = MoneyLabel(px=px, least=px)
    qtbot.addWidget(label)
    label.show_amount(amount)
    least = label.minimumSizeHint()
    label.resize(least)
    tight = shot(label)
    label.resize(least.width() + 40, least.height())
    assert shot(label).copy(40, 0, least.width(), least.height()) == tight
    assert not any(has_ink(shot(label), x, colour(tight, 0, 0)) for x in range(40))


def test_money_that_does_not_fit_steps_down_before_it_takes_more_room(qtbot: QtBot) -> None:
    label = MoneyLabel(px=52, least=32)
    qtbot.addWidget(label)
    label.show_amount("1,234,567.89")
    label.resize(288, 65)
    image = shot(label)
    assert not has_ink(image, 0, colour(image, 0, 0))
    assert label.minimumSizeHint().width() < 288 < label.sizeHint().width()


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_digits_are_of_one_width(weight: int) -> None:
    metrics = QFontMetricsF(style.font(20, weight))
    assert len({round(metrics.horizontalAdvance(digit * 10), 2) for digit in "0123456789"}) == 1


@pytest.mark.parametrize(("px", "percent"), [(21, 0), (22, 97), (35, 97), (36, 96), (88, 96)])
def test_large_letters_stand_closer(px: int, percent: float) -> None:
    assert style.font(px).letterSpacing() == percent


def test_an_uneven_weight_cannot_be_asked_for() -> None:
    with pytest.raises(KeyError):
        style.font(15, 500)


@pytest.mark.parametrize("name", MEANINGS)
def test_every_fixed_meaning_has_its_icon(name: str) -> None:
    image = icons.icon(name, 20, tokens.LIGHT.text, 1.25).toImage()
    assert image.width() == 25
    points = [QPoint(x, y) for x in range(25) for y in range(25)]
    assert any(QColor(image.pixelColor(point)).alpha() > 200 for point in points)
    assert icons.icon(name, 20, tokens.LIGHT.text, 1.25) is icons.icon(
        name, 20, tokens.LIGHT.text, 1.25
    )


def test_fonts_and_icons_carry_their_licences() -> None:
    assert "ISC" in (icons.FOLDER / "LICENSE").read_text("utf-8")
    assert "OPEN FONT LICENSE" in (ROOT / "resources/fonts/inter/OFL.txt").read_text("utf-8")


def test_an_error_is_said_below_its_field_until_it_is_gone(qtbot: QtBot) -> None:
    field = Field("手机号")
    note = Note(field, "11 位数字")
    qtbot.addWidget(field)
    qtbot.addWidget(note)
    field.error("手机号要 11 位，现在 4 位")
    assert note.text() == note.accessibleName() == "手机号要 11 位，现在 4 位"
    assert field.accessibleDescription() == note.text()
    assert note.heightForWidth(80) > note.heightForWidth(400)
    field.error()
    assert note.text() == "11 位数字"


def test_a_segment_is_moved_by_keys_and_stops_at_its_ends(qtbot: QtBot) -> None:
    segment = Segment(["热食", "生鲜"], takes_focus=True)
    qtbot.addWidget(segment)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(segment, key)
    assert segment.present == 1
    assert segment.accessibleDescription() == "生鲜"


def test_progress_is_said_in_words(qtbot: QtBot) -> None:
    bar, steps = Progress(8, 12, "第 8 / 12 笔"), StepBar(["扫码", "等待", "完成"], 1)
    qtbot.addWidget(bar)
    qtbot.addWidget(steps)
    assert bar.accessibleName() == "第 8 / 12 笔"
    assert steps.accessibleName() == "2 / 3 等待"


def test_a_name_with_an_ampersand_is_no_shortcut(qtbot: QtBot) -> None:
    tile = Tile("M&M 巧克力豆", "¥9.90")
    qtbot.addWidget(tile)
    assert tile.shortcut().isEmpty()


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("page", [gallery.components, gallery.keys, gallery.asking])
def test_every_button_of_the_gallery_has_a_name(
    qtbot: QtBot, language: str, page: type[QWidget]
) -> None:
    words.use_language(language)
    whole = page()
    qtbot.addWidget(whole)
    assert not shot(whole).isNull()
    buttons = [button for button in whole.findChildren(QAbstractButton) if button.isVisible()]
    assert all(button.accessibleName() for button in buttons)


def test_nothing_on_the_screens_needs_a_strong_graphics_card() -> None:
    for path in (ROOT / "pos_ui").rglob("*.py"):
        text = path.read_text("utf-8")
        assert not re.search(r"QGraphics\w*Effect\(|WA_TranslucentBackground", text), path


def test_the_kit_loads_nothing_heavy() -> None:
    code = (
        "import pos_ui.kit.gallery, sys;"
        "print([m for m in ('sqlalchemy','httpx','PIL','pypinyin','app') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
