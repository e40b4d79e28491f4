"""After the count: expected, counted, the difference and its reason, every tender, the report."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.money import Money
from app.closing import report
from app.closing.closed import Why
from app.closing.figures import NOTHING
from app.closing.report import Report, Row, Section, Words
from app.closing.reviewing import Review
from pos_ui.close.paper_view import PaperView
from pos_ui.close.tender_table import TenderTable
from pos_ui.close.wording import follows, loose_words
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.money_label import MoneyLabel
from pos_ui.kit.paints import RIGHT
from pos_ui.kit.segment import Segment
from pos_ui.kit.words import t
from pos_ui.selling.side_panel import row

KEY = Qt.Key
WHYS = tuple(Why)
DIGITS = {KEY(KEY.Key_1 + at): why for at, why in enumerate(WHYS)}
ENTERS = {KEY.Key_Return, KEY.Key_Enter}
SIDE = 314
CONFIRM = 60
LONGEST = 100


class ReviewView(QWidget):
    """Digits choose a reason, F4 counts again, F12 prints and closes."""

    confirmed = Signal()
    recount_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.review: Review | None = None
        self._tolerance = Money(0)
        self.why: Why | None = None
        self.expected, self.counted = MoneyLabel(28, 18, 18), MoneyLabel(28, 18, 18)
        self.over = MoneyLabel(30, 18, 18)
        self._expected_name, self._counted_name, self._over_name = (
            Label("", 14, weight, "text2", RIGHT) for weight in (400, 400, 700)
        )
        self._rule = Label("", 13, 400, "text2", wraps=True)
        self._why_title, self._earlier = Label("", 15, 700), Label("", 13, 400, "text3")
        self.whys = {
            why: Button("", key=str(at), takes_focus=True) for at, why in enumerate(WHYS, start=1)
        }
        self.note = Field("")
        self.note.setMaxLength(LONGEST)
        self.note.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=True)
        self.table = TenderTable()
        self.banner = Banner()
        self._preview = Label("", 14, 600, "text2")
        self.paper = PaperView()
        self.kind = Segment(height=44)
        self.again = Button("", icon="refresh-cw", key="F4", height=44)
        self.confirm = Button("", "primary", "printer", "F12", px=18, height=CONFIRM)
        self._lay_out()
        self._connect()

    # -- layout -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._why_card = self._reasons()
        table = Card()
        inside = QVBoxLayout(table)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self.table)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._sums())
        left.addWidget(self._why_card)
        left.addWidget(table, 1)
        left.addWidget(self.banner)
        side = QWidget()
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row(self._preview, None, self.again))
        column.addWidget(self.paper, 1)
        column.addWidget(self.kind)
        column.addWidget(self.confirm)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        layout.addLayout(left, 1)
        layout.addWidget(side)

    def _sums(self) -> Card:
        card = Card()
        line = QHBoxLayout(card)
        line.setContentsMargins(20, 10, 20, 10)
        line.setSpacing(16)
        names = (self._expected_name, self._counted_name, self._over_name)
        for at, (name, money) in enumerate(
            zip(names, (self.expected, self.counted, self.over), strict=True)
        ):
            if at:
                line.addWidget(Label("−" if at == 1 else "=", 20, 400, "text3"))
            part = QVBoxLayout()
            part.setSpacing(0)
            part.addWidget(name)
            part.addWidget(money)
            line.addLayout(part, 3)
        line.addWidget(self._rule, 3)
        return card

    def _reasons(self) -> Card:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 12, 20, 12)
        inside.setSpacing(8)
        inside.addLayout(row(self._why_title, self._earlier))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self.whys.values():
            buttons.addWidget(button, 1)
        inside.addLayout(buttons)
        inside.addWidget(self.note)
        return card

    def _connect(self) -> None:
        for why, button in self.whys.items():
            button.clicked.connect(lambda _=False, why=why: self.choose(why))
        self.note.textChanged.connect(lambda _: self._judge())
        self.again.clicked.connect(self.recount_wanted)
        self.confirm.clicked.connect(self._confirm)
        self.kind.chosen.connect(lambda _: self.retitle())

    # -- showing ------------------------------------------------------------------------------

    def begin(self, review: Review, tolerance: Money, name: str, words: Words) -> None:
        """Show what was counted against what should be there, and what the report will say."""
        self.review, self._tolerance, self.why = review, tolerance, None
        self._name, self._words = name, words
        self.note.clear()
        self.table.show_figures(review.figures)
        self.retitle()

    @property
    def is_handover(self) -> bool:
        """Whether the business day goes on."""
        return self.kind.present == 1

    @property
    def is_beyond(self) -> bool:
        """Whether the difference takes a reason."""
        assert self.review is not None
        return abs(self.review.count.over.fen) > self._tolerance.fen

    def choose(self, why: Why) -> None:
        """Say what the difference comes from."""
        self.why = why
        for other, button in self.whys.items():
            button.kind = "tint" if other is why else "secondary"
            button.update()
        if why is Why.OTHER:
            self.note.setFocus()
        self._judge()

    def show_busy(self, *, on: bool) -> None:
        """Close once."""
        self.confirm.setEnabled(not on)
        if not on:
            self._judge()

    def focus(self) -> None:
        """Take the keys."""
        self.confirm.setFocus()

    def on_key(self, event: QKeyEvent) -> bool:
        """Choose a reason by its digit, count again, or close."""
        key = KEY(event.key())
        if key == KEY.Key_F12:
            self._confirm()
        elif key == KEY.Key_F4:
            self.recount_wanted.emit()
        elif key == KEY.Key_F6:
            self.kind.choose(1 - self.kind.present)
        elif key in {KEY.Key_PageDown, KEY.Key_PageUp}:
            self.paper.scroll_by(200 if key == KEY.Key_PageDown else -200)
        elif self.note.hasFocus():
            if key in ENTERS:
                self.focus()
                return True
            return False
        elif key in DIGITS and self.is_beyond:
            self.choose(DIGITS[key])
        else:
            return key in ENTERS
        return True

    def retitle(self) -> None:
        """Say everything in the language of now."""
        for why, button in self.whys.items():
            button.setText(t(f"close.why_{why}"))
        self.again.setText(t("close.again"))
        self.note.setPlaceholderText(t("close.note"))
        self.note.setAccessibleName(t("close.note"))
        self.kind.show_items((t("close.kind_day"), t("close.kind_handover")), self.kind.present)
        key = "confirm_handover" if self.is_handover else "confirm_day"
        self.confirm.setText(t(f"close.{key}"))
        self._preview.setText(t("close.preview"))
        if self.review is not None:
            self._show(self.review)

    def _show(self, review: Review) -> None:
        count = review.count
        self._expected_name.setText(t("close.expected"))
        self._counted_name.setText(t("close.counted"))
        self.expected.show_amount(count.expected.grouped())
        self.counted.show_amount(count.total.grouped())
        over = count.over
        key = "even" if over == NOTHING else "over" if over > NOTHING else "short"
        self._over_name.setText(t(f"close.{key}"))
        colour = "danger" if self.is_beyond else "text"
        self.over.show_amount(Money(abs(over.fen)).grouped(), t(f"close.{key}"), colour)
        most = self._tolerance.grouped()
        self._rule.setText(t("close.beyond" if self.is_beyond else "close.within", most=most))
        earlier = ", ".join(it.total.grouped() for it in review.counts[:-1])
        self._earlier.setText(t("close.earlier", amounts=earlier) if earlier else "")
        self._why_title.setText(t("close.why_title"))
        self._why_card.setVisible(self.is_beyond)
        self.paper.show_report(self._name, self._preview_of(review))
        self._say_loose(review)
        self._judge()

    def _preview_of(self, review: Review) -> Report:
        x = report.of_figures(review.shift, review.figures, self._words)
        rows = [Row(text, "") for text in loose_words(review.loose_ends)]
        loose = (Section(t("close.loose_title"), tuple(rows)),) if rows else ()
        return Report(
            title=t("close.handover_title" if self.is_handover else "close.z_title"),
            head=x.head,
            sections=(*x.sections, *loose),
        )

    def _say_loose(self, review: Review) -> None:
        titles = loose_words(review.loose_ends)
        if titles:
            line = follows(review.loose_ends)
            icon = "cloud-off" if review.loose_ends.is_only_unsent else ""
            self.banner.say("warn", t("close.sep").join(titles), line, icon=icon)
        else:
            self.banner.hide()

    def _judge(self) -> None:
        needs_note = self.why is Why.OTHER and not self.note.text().strip()
        self.confirm.setEnabled(
            self.review is not None and not (self.is_beyond and (self.why is None or needs_note))
        )

    def _confirm(self) -> None:
        if self.confirm.isEnabled():
            self.confirmed.emit()
