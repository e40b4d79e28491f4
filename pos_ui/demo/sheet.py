"""The day's summary as a picture."""

from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.base.money import Money
from pos_ui.demo.books import Summary
from pos_ui.kit.card import Card
from pos_ui.kit.chip import Chip
from pos_ui.kit.label import Label
from pos_ui.kit.paints import RIGHT
from pos_ui.pictures import save

MARGIN = 24


def photograph(summary: Summary, path: Path) -> None:
    """Draw the summary and save it."""
    page = QWidget()
    page.setObjectName("screen")
    outer = QVBoxLayout(page)
    outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    card = Card()
    outer.addWidget(card)
    table = QGridLayout(card)
    table.setContentsMargins(MARGIN, 20, MARGIN, 20)
    table.setVerticalSpacing(12)
    table.addWidget(Label("演示日结果 Demo day", 22, 700), 0, 0)
    good = ("每一笔都在总部，只有一次", "ok", "check")
    bad = ("有差异，请查看", "danger", "circle-alert")
    table.addWidget(Chip(*(good if summary.is_good else bad)), 0, 1)
    for row, (name, value) in enumerate(_rows(summary), start=1):
        table.addWidget(Label(name, 15, 400, "text2"), row, 0)
        table.addWidget(Label(value, 17, 700, "text", RIGHT), row, 1)
    page.resize(640, 420)
    save(page, path)


def _rows(summary: Summary) -> list[tuple[str, str]]:
    return [
        ("销售 sales", str(summary.sales)),
        ("商品行 lines", str(summary.lines)),
        ("收银机合计 till", f"¥{Money(summary.till_total_fen).grouped()}"),
        ("总部合计 head office", f"¥{Money(summary.hq_total_fen).grouped()}"),
        ("未上传 unsent", str(summary.unsent)),
        ("重复 duplicates", str(summary.duplicates)),
        ("丢失 lost", str(summary.lost)),
        ("用时 seconds", f"{summary.seconds}"),
    ]
