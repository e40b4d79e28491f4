"""Every widget on one page, to be looked at: `python -m pos_ui.kit.gallery --out DIR`."""

import argparse
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_ui.kit import style, tokens, words
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import ActionKey, Button, PayKey
from pos_ui.kit.card import Card
from pos_ui.kit.chip import Chip
from pos_ui.kit.empty import EmptyState
from pos_ui.kit.field import Field
from pos_ui.kit.keypad import Keypad
from pos_ui.kit.label import Label
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.segment import Segment
from pos_ui.kit.status_bar import Device, StatusBar
from pos_ui.kit.tile import Tile
from pos_ui.pictures import save

KINDS = ("primary", "secondary", "tint", "dangerLine", "danger", "ghost")


def page() -> QWidget:
    """Put one of each on a page."""
    whole = QWidget()
    whole.setObjectName("screen")
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(_bar())
    row = QHBoxLayout()
    row.setContentsMargins(16, 4, 16, 16)
    row.setSpacing(12)
    for column in (_buttons(), _inputs(), _states(), _keypad()):
        row.addWidget(column)
    layout.addLayout(row)
    return whole


def _bar() -> StatusBar:
    bar = StatusBar()
    bar.name("好邻居便利 · 中山路店", "2 号机", "王小梅", "早班 06:58 起")
    bar.line("离线收银 · 未上传 12 笔", "warn")
    bar.devices(Device("printer", "小票机缺纸", is_fault=True), Device("scan-barcode", "扫码枪"))
    bar.time("11月22日 周日", "14:26")
    return bar


def _card(*widgets: QWidget) -> Card:
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(10)
    for widget in widgets:
        column.addWidget(widget)
    return card


def _buttons() -> Card:
    grid = QWidget()
    table = QGridLayout(grid)
    table.setContentsMargins(0, 0, 0, 0)
    for at, kind in enumerate(KINDS):
        table.addWidget(Button("收款", kind, "hand-coins"), at, 0)
        dead = Button("挂单", kind, "archive", "F6")
        dead.setEnabled(at % 2 == 0)
        table.addWidget(dead, at, 1)
    keys = QWidget()
    row = QHBoxLayout(keys)
    row.setContentsMargins(0, 0, 0, 0)
    badge = ActionKey("F7", "archive-restore", "取单")
    badge.badge = 2
    for key in (ActionKey("F1", "circle-question-mark", "帮助"), badge):
        row.addWidget(key)
    return _card(Label("按钮", 16, 700), grid, keys, PayKey("收款", "hand-coins", "F12"))


def _inputs() -> Card:
    wrong = Field("手机号", "user-search")
    wrong.setText("1382")
    wrong.error(on=True)
    dead = Field("138****2076", "user-search")
    dead.setEnabled(False)
    money = MoneyLabel()
    money.show_amount("99,999.99")
    return _card(
        Label("输入框", 16, 700), Field("扫码", "scan-barcode", "Ctrl+K"), wrong, dead, money,
        Segment(["热食", "生鲜", "日用", "更多"]), Tile("美式咖啡 中杯", "¥9.90"),
    )  # fmt: skip


def _states() -> Card:
    chips = QWidget()
    row = QHBoxLayout(chips)
    row.setContentsMargins(0, 0, 0, 0)
    for text, kind, icon in (
        ("一致", "ok", "check"), ("查询中", "info", "refresh-cw"), ("待上传", "warn", "clock"),
        ("结果未知", "danger", "circle-alert"), ("已停用", "neutral", "minus"),
    ):  # fmt: skip
        row.addWidget(Chip(text, kind, icon))
    banners = []
    for kind in ("info", "ok", "warn", "danger"):
        banner = Banner()
        banner.say(
            kind, "网络已断开，可以继续收银", "能用：现金。扫码和银行卡要等网络恢复。", "详情"
        )
        banners.append(banner)
    return _card(chips, *banners, EmptyState("shopping-basket", "还没有商品", "扫码，或输入名称"))


def _keypad() -> Card:
    return _card(Keypad())


def main() -> int:
    """Save the page in both themes."""
    parser = argparse.ArgumentParser(prog="gallery", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    app = QApplication(sys.argv[:1])
    for name, theme in (("light", tokens.LIGHT), ("dark", tokens.DARK)):
        style.start(app, theme)
        words.use_language("zh_CN")
        whole = page()
        whole.resize(1366, 768)
        whole.show()
        save(whole, args.out / f"components-{name}.png")
        whole.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
