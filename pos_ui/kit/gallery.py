"""Every widget in every state, to be looked at: `python -m pos_ui.kit.gallery --out DIR`."""

import argparse
import itertools
import os
import sys
from pathlib import Path

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_ui.kit import style, tokens, words
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import HOVER, PLAIN, PRESSED, ActionKey, Button, PayKey
from pos_ui.kit.card import Card
from pos_ui.kit.chip import Chip
from pos_ui.kit.dialog import Dialog
from pos_ui.kit.empty import EmptyState
from pos_ui.kit.field import Field
from pos_ui.kit.keypad import Keypad
from pos_ui.kit.label import Label
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.note import Note
from pos_ui.kit.paints import box
from pos_ui.kit.progress import Progress, StepBar
from pos_ui.kit.segment import Segment
from pos_ui.kit.status_bar import Device, StatusBar
from pos_ui.kit.tile import Tile
from pos_ui.kit.toast import Toast
from pos_ui.pictures import save

WIDTH, HEIGHT = 1366, 768
THEMES = (("light", tokens.LIGHT), ("dark", tokens.DARK))
SWATCHES = (
    "app", "surface", "sunken", "border", "border_input", "text", "text2", "text3", "primary",
    "primary_tint", "info", "info_tint", "warn", "warn_tint", "danger", "danger_tint", "focus",
    "bar",
)  # fmt: skip
BUTTONS = (
    ("primary", "hand-coins", "收款", "Pay"),
    ("secondary", "archive", "挂单", "Hold"),
    ("tint", "", "立即查询", "Query now"),
    ("dangerLine", "trash-2", "删行", "Void line"),
    ("danger", "", "作废整单", "Void sale"),
)
STATES = (("默认", "Default"), ("悬停", "Hover"), ("按下", "Pressed"), ("焦点", "Focus"), ("禁用", "Disabled"))  # noqa: E501  # fmt: skip
FOCUS, DISABLED = 3, 4
CHIPS = (
    ("ok", "check", "一致", "Same"),
    ("info", "refresh-cw", "查询中", "Asking"),
    ("warn", "clock", "待上传", "Unsent"),
    ("danger", "circle-alert", "结果未知", "Unknown"),
    ("neutral", "minus", "已停用", "Off"),
)
BANNERS = (
    ("info", "", "有新价格 23 条，已自动更新", "23 new prices, already in use"),
    ("ok", "", "已全部上传", "Everything is sent"),
    ("warn", "printer", "小票机快没纸了", "The receipt printer is low on paper"),
    ("danger", "", "这笔结果未知，先别重复收款", "Result unknown: do not charge again"),
)
KEYS = (
    ("F1", "circle-question-mark", "帮助", "Help"),
    ("F6", "archive", "挂单", "Hold"),
    ("F7", "archive-restore", "取单", "Recall"),
    ("F9", "trash-2", "删行", "Void line"),
    ("F10", "printer", "重打", "Reprint"),
)
STEPS = (
    ("生成二维码", "Make QR"),
    ("等待顾客付款", "Wait for customer"),
    ("查询结果", "Query result"),
    ("完成", "Done"),
)
TILES = (("美式咖啡 中杯", "¥9.90"), ("茶叶蛋", "¥2.00"), ("M&M 巧克力豆 超大家庭装 1 kg", "¥11.80/kg"))  # noqa: E501  # fmt: skip


class Shown(Button):
    """A button that stays in one state."""

    def __init__(self, state: int, text: str, kind: str, icon: str) -> None:
        super().__init__(text, kind, icon)
        self._shown = state
        self.rings = state == FOCUS
        self.setEnabled(state != DISABLED)

    def _state(self) -> int:
        return self._shown if self._shown in {HOVER, PRESSED} else PLAIN


class Swatch(QWidget):
    """One colour and its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the colour."""
        theme = tokens.current()
        painter = QPainter(self)
        rect = self.rect().adjusted(0, 0, 0, -20)
        box(painter, rect, 6, getattr(theme, self._name), theme.border_strong)
        painter.setFont(style.font(12))
        painter.setPen(QColor(theme.text))
        first, *others = self._name.split("_")
        shown = first + "".join(map(str.capitalize, others))  # as the design writes it
        painter.drawText(0, self.height() - 4, shown)


def say(chinese: str, english: str) -> str:
    """Choose the language of now."""
    return english if words.language() == "en" else chinese


def put(on: QWidget, widget: QWidget, left: int, top: int, width: int, height: int) -> None:
    """Place a widget at fixed coordinates: the page is laid over the design's picture."""
    widget.setParent(on)
    widget.setGeometry(left, top, width, height)


def components() -> QWidget:
    """Draw the component page of the design, at its coordinates."""
    page = _page()
    for at, name in enumerate(SWATCHES):
        put(page, Swatch(name), 16 + round(at * 74.1), 56, 67, 58)
    _buttons(page)
    _inputs(page)
    _types(page)
    _states(page)
    _says(page)
    return page


def keys() -> QWidget:
    """Draw what the component page has no room for."""
    page = _page()
    for at, (key, icon, chinese, english) in enumerate(KEYS):
        shown = ActionKey(key, icon, say(chinese, english), badge=2 if key == "F7" else 0)
        shown.setEnabled(key != "F9")
        put(page, shown, 16 + at * 93, 60, 85, 64)
        wider = ActionKey(key, icon, say(chinese, english), badge=12 if key == "F7" else 0)
        put(page, wider, 16 + at * 108, 136, 100, 64)
    put(page, PayKey(say("收款", "Pay"), "hand-coins", "F12"), 16, 212, 320, 64)
    put(page, Button(say("返回改单", "Back"), icon="undo-2", key="Esc"), 352, 222, 160, 44)
    for at, (name, price) in enumerate(TILES):
        put(page, Tile(name, price), 16 + at * 108, 292, 100, 87)
        put(page, Tile(name, price), 352 + at * 108, 292, 100, 72)
    put(page, Segment([say("热食", "Hot food"), say("生鲜", "Fresh"), "3", "4"]), 16, 396, 316, 52)
    put(page, StepBar([say(*step) for step in STEPS], 1), 16, 468, 620, 60)
    for at, (amount, wide) in enumerate(
        (("97.70", 288), ("99,999.99", 288), ("1,234,567.89", 240))
    ):
        money = MoneyLabel()
        money.show_amount(amount)
        put(page, money, 16 + at * 316, 560, wide, 65)
    put(page, Keypad(), 956, 60, 400, 476)
    toast = Toast(page)
    toast.say(say("已挂单 A03", "Held as A03"), say("撤销 F7", "Undo F7"), lambda: None)
    return page


def asking() -> QWidget:
    """Draw a dialog over a page."""
    page = keys()
    body = say("这一单的 8 行都会删掉，留有记录。", "All 8 lines are removed; a record is kept.")
    Dialog(
        page, say("作废整单", "Void sale"), body, yes=say("作废", "Void"), no=say("返回", "Back")
    )
    return page


def _page() -> QWidget:
    page = QWidget()
    page.setObjectName("screen")
    page.resize(WIDTH, HEIGHT)
    bar = StatusBar()
    bar.name(
        say("好邻居便利 · 中山路店", "Good Neighbour · Zhongshan Road"),
        say("2 号机", "Till 2"),
        say("王小梅", "Wang Xiaomei"),
        say("早班 06:58 起", "Morning shift since 06:58"),
    )
    bar.line(say("在线 · 已全部上传", "Online · all sent"), "ok")
    bar.devices(
        Device("printer", say("小票机", "Printer")),
        Device("scan-barcode", say("扫码枪", "Scanner")),
    )
    bar.time(say("11月22日 周日", "Sun 22 Nov"), "14:26")
    put(page, bar, 0, 0, WIDTH, 44)
    return page


def _buttons(page: QWidget) -> None:
    put(page, Card(), 16, 118, 720, 361)
    put(page, Label(say("按钮", "Buttons"), 16, 700), 36, 134, 200, 26)
    for column, state in enumerate(STATES):
        left = 36 + column * 138
        put(page, Label(say(*state), 13, 400, "text2"), left, 166, 120, 20)
        for row, (kind, icon, chinese, english) in enumerate(BUTTONS):
            shown = Shown(column, say(chinese, english), kind, icon)
            put(page, shown, left, 191 + row * 56, 128, 48)


def _inputs(page: QWidget) -> None:
    put(page, Card(), 748, 118, 295, 361)
    put(page, Label(say("输入框", "Fields"), 16, 700), 768, 134, 200, 26)
    rule = say("手机号要 11 位，现在 4 位", "11 digits needed, this has 4")
    empty = Field(say("手机号 / 会员码", "Phone or member code"), "user-round-search", px=16)
    typed, wrong, dead = (Field("", "user-round-search", px=16) for _ in range(3))
    typed.setText("1382")
    wrong.setText("1382")
    dead.setText("138****2076")
    dead.setEnabled(False)
    note = Note(wrong)
    wrong.error(rule)
    for field, top in ((empty, 168), (typed, 224), (wrong, 280), (dead, 357)):
        put(page, field, 768, top, 255, 48)
    put(page, note, 768, 330, 255, 20)
    typed.setFocus()


def _types(page: QWidget) -> None:
    put(page, Card(), 1055, 118, 295, 361)
    put(page, Label(say("字阶", "Type"), 16, 700), 1075, 132, 200, 26)
    put(page, Label("¥97.70", 52, 700), 1075, 160, 260, 70)
    put(page, Label(say("99.62%  自动匹配率", "99.62% matched"), 28, 700), 1075, 230, 270, 42)
    put(page, Label(say("页面标题 22", "Page title 22"), 22, 700), 1075, 274, 260, 33)
    put(page, Label(say("行标题 16 农夫山泉", "Row title 16"), 16, 600), 1075, 307, 260, 24)
    put(page, Label(say("正文 15 扫码，或输入条码", "Body 15"), 15), 1075, 333, 260, 23)
    put(page, Label(say("辅助 13 最近一次 06:10", "Help 13"), 13), 1075, 356, 260, 20)


def _states(page: QWidget) -> None:
    put(page, Card(), 16, 491, 447, 263)
    put(page, Label(say("状态标签", "Chips"), 16, 700), 36, 507, 200, 26)
    left = 36
    for kind, icon, chinese, english in CHIPS:
        chip = Chip(say(chinese, english), kind, icon)
        put(page, chip, left, 541, chip.sizeHint().width(), 24)
        left += chip.width() + 8
    put(page, Label(say("分段选择", "Segment"), 13, 600, "text3"), 36, 579, 200, 20)
    days = [say("今天", "Today"), say("7 天", "7 days"), say("30 天", "30 days")]
    put(page, Segment(days, 40), 36, 604, 183, 40)
    put(page, Label(say("进度", "Progress"), 13, 600, "text3"), 36, 658, 200, 20)
    sent = say("补传中 62%，第 8 / 12 笔", "Sending 62%, 8 of 12")
    put(page, Progress(62, 100, sent), 36, 687, 407, 40)


def _says(page: QWidget) -> None:
    put(page, Card(), 475, 491, 432, 263)
    put(page, Label(say("横幅与提示", "Banners"), 16, 700), 495, 507, 200, 26)
    for at, (kind, icon, chinese, english) in enumerate(BANNERS):
        banner = Banner()
        put(page, banner, 495, 541 + at * 50, 392, 42)
        banner.say(kind, say(chinese, english), icon=icon)
    put(page, Card(), 919, 491, 431, 263)
    title = say("弹窗 / 轻提示 / 空状态", "Dialog / toast / empty state")
    put(page, Label(title, 16, 700), 939, 507, 300, 26)
    line = say("按 F6 可以把当前商品先挂起来", "F6 holds the present sale")
    empty = EmptyState("archive", say("没有挂单", "Nothing on hold"), line, icon_px=32)
    put(page, empty, 939, 600, 391, 92)
    toast = Toast(page)
    toast.say(say("已挂单 A03", "Held as A03"), say("撤销 F7", "Undo F7"), lambda: None)
    toast.setGeometry(943, 537, 383, 64)


def main() -> int:
    """Save every page in both themes and both languages."""
    parser = argparse.ArgumentParser(prog="gallery", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    for (name, theme), language in itertools.product(THEMES, words.LANGUAGES):
        style.start(app, theme)
        words.use_language(language)
        for draw in (components, keys, asking):
            page = draw()
            page.show()
            page.activateWindow()
            save(page, args.out / f"{draw.__name__}-{name}-{language}.png")
            page.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
