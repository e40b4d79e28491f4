"""The ways to pay, two by four, and the two keys below them."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.base.money import Money
from app.selling.tender import TenderKind
from pos_ui.kit.button import Button
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.selling.tender_tile import TenderTile

GAP = 10


@dataclass(frozen=True, slots=True)
class Way:
    """A way to pay: its key, its picture, and what it is kept as once this till can take it."""

    name: str
    key: str
    icon: str
    kind: TenderKind | None = None


CASH = Way("cash", "F1", "banknote", TenderKind.CASH)
CARD = Way("card", "F4", "credit-card", TenderKind.CARD)
VOUCHER = Way("voucher", "F8", "ticket-percent", TenderKind.VOUCHER)
WAYS = (
    CASH,
    Way("customer_code", "F2", "scan-line"),
    Way("payment_qr", "F3", "qr-code"),
    CARD,
    Way("instalments", "F5", "calculator"),
    Way("ecny", "F6", "landmark"),
    Way("stored_value", "F7", "wallet"),
    VOUCHER,
)
CHANNEL_WAYS = frozenset({"customer_code", "payment_qr", "instalments", "ecny"})
LOCAL = tuple(way for way in WAYS if way.kind is not None)
ICONS = {way.kind: way.icon for way in LOCAL if way.kind is not None} | {
    TenderKind.WECHAT: "scan-line",
    TenderKind.ALIPAY: "scan-line",
    TenderKind.HUABEI: "calculator",
    TenderKind.UNIONPAY: "scan-line",
    TenderKind.ECNY: "landmark",
}


class TenderGrid(QWidget):
    """Marks one way to pay; a touch asks for another, keys and arrows do through the screen."""

    chosen = Signal(object)  # a Way
    split_asked = Signal()
    rounding_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.way = CASH
        self.ready = LOCAL
        self._open = frozenset[str]()
        self._title = Label("", 14, 600, "text2")
        self.tiles = {way: TenderTile(way.key, way.icon) for way in WAYS}
        self.split = Button("", kind="secondary", icon="arrow-right-left", key="F9")
        self.round = Button("", kind="secondary", icon="badge-percent", key="F10")
        self._lay_out()
        self.split.clicked.connect(self.split_asked)
        self.round.clicked.connect(self.rounding_asked)
        self.mark(CASH)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        grid.addWidget(self._title, 0, 0, 1, 2)
        for at, (way, tile) in enumerate(self.tiles.items()):
            grid.addWidget(tile, 1 + at // 2, at % 2)
            grid.setRowStretch(1 + at // 2, 1)
            tile.clicked.connect(lambda _=False, way=way: self._touch(way))
        below = QHBoxLayout()
        below.setSpacing(GAP)
        for column, button in enumerate((self.split, self.round)):
            below.addWidget(button, 1)
            grid.setColumnStretch(column, 1)
        grid.addLayout(below, 5, 0, 1, 2)

    def open_channels(self, names: frozenset[str]) -> None:
        """Offer these ways through channels, and no other."""
        if names != self._open:
            self._open = names
            self.ready = tuple(way for way in WAYS if way.kind is not None or way.name in names)
            self.say()

    def mark(self, way: Way) -> None:
        """Show which way is chosen."""
        self.way = way
        for other, tile in self.tiles.items():
            tile.setChecked(other is way)

    def by_key(self, key: str) -> Way | None:
        """Return the way of a function key, where this till can take it."""
        return next((way for way in self.ready if way.key == key), None)

    def beside(self, step: int) -> Way:
        """Return the way before or after the marked one, in reading order; the ends stop.

        Only those that begin nothing by themselves: an arrow must not call a provider.
        """
        at = LOCAL.index(self.way) + step
        return LOCAL[min(max(at, 0), len(LOCAL) - 1)]

    def say(self) -> None:
        """Name the ways; one that this till cannot take says why."""
        self._title.setText(t("pay.choose"))
        self.split.setText(t("pay.split"))
        for way, tile in self.tiles.items():
            is_ready = way in self.ready
            reason = t(f"tender_line.{way.name}") if is_ready else _why_not(way)
            tile.setEnabled(is_ready)
            tile.say(t(f"tender.{way.name}"), reason)

    def show_rounding(self, off: Money, *, is_used: bool, is_free: bool) -> None:
        """Show what is rounded off, in a shop where that `is_used`; say why it is not free."""
        self.round.setVisible(is_used)
        self.round.setEnabled(is_free)
        self.round.kind = "tint" if off.fen else "secondary"
        text = t("pay.round_off" if is_free else "pay.round_off_cash")
        self.round.setText(f"{text} {signed(-off)}" if off.fen else text)

    def _touch(self, way: Way) -> None:
        self.mark(self.way)  # Qt has already turned the tile over
        self.chosen.emit(way)


def _why_not(way: Way) -> str:
    return t("pay.not_connected" if way.name in CHANNEL_WAYS else "not_yet")


def signed(amount: Money) -> str:
    """Write an amount that changes a sum, with its sign."""
    return f"{'+' if amount.fen > 0 else ''}{amount.grouped()}"
