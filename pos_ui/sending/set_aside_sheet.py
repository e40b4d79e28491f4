"""What head office set aside, each with the reason that it gave."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.selling.unsent import Unsent
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.selling.side_panel import short_number

MOST = 4  # to be read at once; of more it is said how many
LONGEST = 160  # signs of a reason


class SetAsideSheet(QWidget):
    """Lists the first of it; what to do is said above."""

    def __init__(self, items: Sequence[Unsent], zone: ZoneInfo) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Label(t("set_aside.advice"), 15, 400, "text2", wraps=True))
        for item in items[:MOST]:
            layout.addSpacing(6)
            layout.addWidget(Label(_title(item, zone), 17, 700, wraps=True))
            layout.addWidget(Label(item.reason[:LONGEST], 14, 400, "text2", wraps=True))
        if len(items) > MOST:
            layout.addSpacing(6)
            more = t("set_aside.more", count=len(items) - MOST)
            layout.addWidget(Label(more, 15, 600, "text2"))


def _title(item: Unsent, zone: ZoneInfo) -> str:
    at = f"{item.made_at.astimezone(zone):%m-%d %H:%M}"
    if item.sale is None:
        return t("set_aside.other", at=at)
    number, amount = short_number(item.sale), item.sale.total.grouped()
    return t("set_aside.sale", number=number, amount=amount, at=at)
