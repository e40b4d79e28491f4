"""The page of payment assurance: how well payments go, what is open, and what would be better."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.assurance.overview import Overview
from app.base.errors import Told
from pos_ui.assurance import wording
from pos_ui.assurance.channel_table import ChannelTable
from pos_ui.assurance.chart import Chart
from pos_ui.assurance.incident_card import IncidentCard
from pos_ui.assurance.matter_list import MatterList
from pos_ui.assurance.metric_tile import MetricTile
from pos_ui.kit import words
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.empty import EmptyState
from pos_ui.kit.label import Label
from pos_ui.kit.segment import Segment
from pos_ui.kit.words import t
from pos_ui.returning.errands import Errands

KEY = Qt.Key
DAYS = (1, 7, 30)
EVERY_MS = 60_000
PATIENCE_S = 30.0
NARROW = 1100
STEPS = {KEY.Key_Up: -1, KEY.Key_Down: 1}
ENTERS = {KEY.Key_Return, KEY.Key_Enter}

Watch = Callable[[int], Overview]  # of so many days; slow


class AssurancePage(QWidget):
    """Reads in a thread of its own, every minute while it is seen; Esc goes back to selling."""

    left = Signal()
    looked_up = Signal(str)  # an order number

    def __init__(self) -> None:
        super().__init__()
        self.view: Overview | None = None
        self._watch: Watch | None = None
        self._zone = ZoneInfo("UTC")
        self._errands = Errands(self)
        self._errand = 0
        self._ticking = QTimer(self, interval=EVERY_MS)
        self._ticking.timeout.connect(self.refresh)
        self._back = Button("", icon="undo-2", key="Esc", height=44)
        self._title, self._line = Label("", 22, 700), Label("", 13, 400, "text3")
        self.range = Segment(height=44)
        self.banner = Banner()
        self.tiles = [MetricTile() for _ in range(4)]
        self._chart_title, self._chart_line = Label("", 15, 700), Label("", 13, 400, "text3")
        self.chart, self.incidents, self.table = Chart(), IncidentCard(), ChannelTable()
        self._table_title, self._matters_title = Label("", 15, 700), Label("", 15, 700)
        self.matters, self._nothing = MatterList(), EmptyState("circle-check", "", "", icon_px=32)
        self._lay_out()
        self._back.clicked.connect(self.left)
        self.range.chosen.connect(lambda _: self.refresh())
        self.matters.opened.connect(self.looked_up)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._line)
        head.addWidget(self._back)
        head.addLayout(names, 1)
        self.range.setFixedWidth(260)
        head.addWidget(self.range)
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in self.tiles:
            tiles.addWidget(tile, 1)
        grid = QGridLayout()
        grid.setSpacing(12)
        grid.addWidget(_card(self._chart_title, self._chart_line, self.chart), 0, 0)
        grid.addWidget(self.incidents, 0, 1)
        grid.addWidget(_card(self._table_title, None, self.table, is_tall=False), 1, 0)
        grid.addWidget(self._matters_side(), 1, 1)
        grid.setRowStretch(0, 5)
        grid.setRowStretch(1, 5)
        self._grid = grid
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addLayout(tiles)
        layout.addLayout(grid, 1)

    def _matters_side(self) -> QWidget:
        side = QWidget()
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self._matters_title)
        inside.addWidget(self.matters, 1)
        inside.addWidget(self._nothing, 1)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give figures and advice equal room on a narrow screen."""
        super().resizeEvent(event)
        wide = 5 if self.width() < NARROW else 6
        self._chart_line.setVisible(self.width() >= NARROW)
        self._grid.setColumnStretch(0, wide)
        self._grid.setColumnStretch(1, 10 - wide)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Read again every minute."""
        super().showEvent(event)
        self._ticking.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Read no further."""
        super().hideEvent(event)
        self._ticking.stop()
        self._errands.drop(self._errand)

    def begin(self, watch: Watch, zone: ZoneInfo) -> None:
        """Show how payments went, read by `watch` in a thread."""
        self._watch, self._zone = watch, zone
        self.matters.mark(-1)
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        if self._watch is None:
            return
        self._errands.drop(self._errand)
        watch, days = self._watch, DAYS[self.range.present]
        self._errand = self._errands.send(lambda: watch(days), self._show, PATIENCE_S)

    def on_key(self, event: QKeyEvent) -> bool:
        """Go back, choose a range by its number, step through what to see to."""
        key = Qt.Key(event.key())
        if key == KEY.Key_Escape:
            self.left.emit()
        elif key in STEPS:
            self.matters.step(STEPS[key])
        elif key in ENTERS:
            self.matters.open_marked()
        elif key == KEY.Key_F5:
            self.refresh()
        elif KEY.Key_1 <= key < KEY.Key_1 + len(DAYS):
            self.range.choose(key - KEY.Key_1)
        return True

    def focus(self) -> None:
        """Take the keys."""
        self.setFocus()

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self._back.setText(t("assure.back"))
        self._title.setText(t("assure.title"))
        self.range.show_items([t(f"assure.days_{it}") for it in DAYS], self.range.present)
        self._chart_title.setText(t("assure.chart"))
        self._chart_line.setText(t("assure.chart_line"))
        self._table_title.setText(t("assure.channels"))
        self._matters_title.setText(t("assure.matters"))
        self._nothing.say(t("assure.nothing"), t("assure.nothing_line"))
        if self.view is not None:
            self._draw(self.view)

    def _show(self, found: "Overview | Told") -> None:
        if isinstance(found, Told):
            self.banner.say("warn", found.text(words.language()))
            return
        self.banner.hide()
        self.view = found
        self._draw(found)

    def _draw(self, view: Overview) -> None:
        began = view.start.astimezone(self._zone)
        now = view.now.astimezone(self._zone)
        self._line.setText(t("assure.line", began=f"{began:%m-%d %H:%M}", now=f"{now:%H:%M}"))
        metrics = wording.metrics(view, DAYS[self.range.present])
        for tile, metric in zip(self.tiles, metrics, strict=True):
            tile.show_metric(metric)
        self.chart.show_view(view, self._zone)
        self.incidents.show_view(view, self._zone)
        self.table.show_view(view)
        matters = wording.matters(view)
        self.matters.show_matters(matters)
        self.matters.setVisible(bool(matters))
        self._nothing.setVisible(not matters)


def _card(title: Label, line: Label | None, body: QWidget, *, is_tall: bool = True) -> QWidget:
    card = Card()
    inside = QVBoxLayout(card)
    inside.setContentsMargins(1, 10, 1, 8)
    inside.setSpacing(6)
    head = QHBoxLayout()
    head.setContentsMargins(15, 0, 15, 0)
    head.addWidget(title)
    if line is not None:
        head.addWidget(line)
    inside.addLayout(head)
    inside.addWidget(body, 1)
    if not is_tall:
        inside.addStretch(1)
    return card
