"""The page of shifts: open one, count it, look at the difference, close it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.base.errors import Told
from app.base.money import Money
from app.closing import report
from app.closing.closed import Z
from app.closing.closing import Closed, Ending
from app.closing.count import Pile
from app.closing.reviewing import Review, X
from app.shifts.shift import Shift
from app.staff.person import Actor, NeedsApproval
from pos_ui.close.count_view import CountView
from pos_ui.close.done_view import DoneView
from pos_ui.close.open_view import OpenView
from pos_ui.close.paper_view import PaperView
from pos_ui.close.review_view import ReviewView
from pos_ui.close.steps import Steps
from pos_ui.close_desk import CloseDesk
from pos_ui.kit import words
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import Button
from pos_ui.kit.dialog import Dialog
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.returning.errands import Errands
from pos_ui.selling.asking import Question
from pos_ui.selling.register import Register
from pos_ui.selling.screen import severity
from pos_ui.selling.side_panel import row

T = TypeVar("T")
KEY = Qt.Key
STEP_KEYS = ("step_check", "step_count", "step_over", "step_print")
PATIENCE_S = 600.0  # of a disk, not of a line
REASON_WIDE, X_WIDE, X_HIGH = 560, 480, 420


class ClosePage(QWidget):
    """One view at a time; what takes a while is done in a thread of its own."""

    left = Signal()
    asked = Signal(object)  # a Question
    opened = Signal()  # a shift: selling may begin
    paper_wanted = Signal()
    closed = Signal()  # a shift

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self._errands = Errands(self)
        self.desk: CloseDesk | None = None
        self.shift: Shift | None = None
        self._closed: Closed | None = None
        self._back = Button("", icon="undo-2", key="Esc", height=44)
        self.x_key = Button("", icon="receipt-text", key="F9", height=44)
        self._title, self._line = Label("", 22, 700), Label("", 13, 400, "text2")
        self.steps = Steps()
        self.banner = Banner()
        self.opening, self.count = OpenView(), CountView()
        self.review, self.done = ReviewView(), DoneView()
        self.views = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        names = QWidget()
        lines = QVBoxLayout(names)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for line in (self._title, self._line):  # the steps beside them can shrink
            line.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            lines.addWidget(line)
        head = row(self._back, names, self.steps, self.x_key, spacing=14)
        for view in (self.opening, self.count, self.review, self.done):
            self.views.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addWidget(self.views, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.step_back)
        self.x_key.clicked.connect(self.show_x)
        self.opening.given.connect(self._open)
        self.opening.reopen_wanted.connect(self._ask_reopen)
        self.count.submitted.connect(self._submit)
        self.review.confirmed.connect(self._close)
        self.review.recount_wanted.connect(self.recount)
        self.done.done.connect(self.begin)
        self.done.asked.connect(self._do)
        self.banner.pressed.connect(self.banner.hide)
        self._register.told.connect(self._tell)

    # -- coming and going ---------------------------------------------------------------------

    def begin(self) -> None:
        """Ask for a float where no shift is open, else count the open one."""
        desk = self._desk()
        self.banner.hide()
        try:
            self.shift = desk.current()
            if self.shift is None:
                last = desk.last_z()
                number = last[0].number if last and last[1] is None else 0
                self.opening.begin(desk.float_left(), number)
                self._turn_to(self.opening)
            else:
                self.recount()
        except Told as told:
            self._tell(told)

    def recount(self) -> None:
        """Count again from nothing: an earlier count stays on record."""
        assert self.shift is not None
        self.count.begin(self.shift.opening_float, self._desk().unsettled())
        self._turn_to(self.count)

    def step_back(self) -> None:
        """Go back to selling, where a shift is open to sell in."""
        if self.views.currentWidget() is self.done:
            self.begin()
        elif self.shift is not None:
            self.left.emit()

    def focus(self) -> None:
        """Give the focus to what keys go to."""
        self._view().focus()

    def on_key(self, event: QKeyEvent) -> bool:
        """Go back with Esc, show X with F9; the rest is the view's."""
        key = KEY(event.key())
        if key == KEY.Key_Escape:
            self.step_back()
        elif key == KEY.Key_F9 and self.x_key.isVisible():
            self.show_x()
        else:
            return self._view().on_key(event)
        return True

    # -- requests -----------------------------------------------------------------------------

    def _open(self, amount: Money, by: Actor | None = None) -> None:
        desk, actor = self._desk(), by or self._register.actor
        self._send(
            self.opening,
            lambda: desk.begin(amount, by=actor),
            self._on_opened,
            lambda approved: self._open(amount, approved),
        )

    def _on_opened(self, shift: Shift) -> None:
        self.shift = shift
        self.opened.emit()

    def _submit(self, piles: tuple[Pile, ...], by: Actor | None = None) -> None:
        desk, actor = self._desk(), by or self._register.actor
        self._send(
            self.count,
            lambda: desk.submit(piles, by=actor),
            self._on_counted,
            lambda approved: self._submit(piles, approved),
        )

    def _on_counted(self, review: Review) -> None:
        desk = self._desk()
        self.review.begin(review, desk.tolerance, self._shop(), desk.words(words.language()))
        self._turn_to(self.review)

    def _close(self, by: Actor | None = None) -> None:
        desk, actor = self._desk(), by or self._register.actor
        ending = Ending(
            is_handover=self.review.is_handover,
            why=self.review.why if self.review.is_beyond else None,
            note=self.review.note.text(),
            tolerance=desk.tolerance,
            paper=desk.prints,
        )
        self._send(
            self.review,
            lambda: desk.close(ending, by=actor),
            self._on_closed,
            self._close,
        )

    def _on_closed(self, closed: Closed) -> None:
        desk, assured = self._desk(), self.review.review
        assert assured is not None
        said_in = desk.words(words.language())
        said = (
            report.of_z(closed.zs[-1], None, said_in)
            if closed.zs
            else report.of_figures(assured.shift, assured.figures, said_in)
        )
        self.shift = None
        self._closed = closed
        self.done.begin(closed, self._shop(), said, prints=desk.prints)
        self._turn_to(self.done)
        self.paper_wanted.emit()
        self.closed.emit()

    def _do(self, name: str, by: Actor | None = None) -> None:
        desk, z = self._desk(), self._z()
        try:
            if name == "print":
                desk.print_again(z.number, by=by or self._register.actor)
                self.paper_wanted.emit()
                self.done.say(t("close.printing"))
            else:
                path = desk.save(z, name, words.language())
                self.done.say(t("close.saved", file=str(path)))
        except NeedsApproval as needs:
            self._register.ask(needs, lambda actor: self._do(name, actor))
        except Told as told:
            self._tell(told)

    def _ask_reopen(self) -> None:
        last = self._desk().last_z()
        if last is None:
            return
        number = last[0].number
        reason = Field(t("close.reopen_why"))
        reason.setMaxLength(100)
        reason.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=True)

        def ready(dialog: Dialog) -> None:
            reason.setFocus()
            dialog.accepted.connect(lambda: self._reopen(number, reason.text()))

        self.asked.emit(
            Question(
                title=t("close.reopen", number=f"{number:04d}"),
                body=reason,
                yes=t("close.reopen_yes"),
                no=t("cancel"),
                kind="danger",
                width=REASON_WIDE,
                ready=ready,
            )
        )

    def _reopen(self, number: int, reason: str, by: Actor | None = None) -> None:
        try:
            self._desk().reopen(number, reason, by=by or self._register.actor)
        except NeedsApproval as needs:
            self._register.ask(needs, lambda actor: self._reopen(number, reason, actor))
        except Told as told:
            self._tell(told)
        else:
            self.begin()
            self.banner.say("info", t("close.reopened", number=f"{number:04d}"))

    def show_x(self, *, wants_all: bool = False, by: Actor | None = None) -> None:
        """Show the day so far; before the count only whoever may sees all of it."""
        desk, actor = self._desk(), by or self._register.actor
        self._send(
            None,
            lambda: desk.x(wants_all=wants_all, by=actor),
            self._on_x,
            lambda approved: self.show_x(wants_all=True, by=approved),
        )

    def _on_x(self, x: X) -> None:
        shown = PaperView()
        shown.setFixedHeight(X_HIGH)
        shown.show_report(self._shop(), report.of_x(x, self._desk().words(words.language())))

        def ready(dialog: Dialog) -> None:
            if x.is_blind:
                dialog.accepted.connect(lambda: self.show_x(wants_all=True))

        def on_key(event: QKeyEvent) -> bool:
            step = {KEY.Key_Down: 60, KEY.Key_Up: -60}.get(KEY(event.key()), 0)
            shown.scroll_by(step)
            return bool(step)

        self.asked.emit(
            Question(
                title=t("close.x"),
                body=shown,
                yes=t("close.x_all") if x.is_blind else "",
                no=t("close"),
                kind="secondary",
                width=X_WIDE,
                keys=on_key,
                ready=ready,
            )
        )

    # -- saying -------------------------------------------------------------------------------

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self._back.setText(t("close.back"))
        self.x_key.setText(t("close.x"))
        self._say_head()
        for view in (self.opening, self.count, self.review, self.done):
            view.retitle()

    def _say_head(self) -> None:
        view = self.views.currentWidget()
        is_opening = view is self.opening
        self._title.setText(t("close.open_title" if is_opening else "close.title"))
        if self.shift is not None:
            self._line.setText(
                t(
                    "close.line",
                    day=self.shift.business_date.isoformat(),
                    till=self.shift.till,
                    place=self.shift.place,
                    name=self.shift.name,
                ).rstrip(" ·")
            )
        elif is_opening:
            self._line.setText("")
        present = 1 if view is self.count else 2 if view is self.review else len(STEP_KEYS)
        names = [t(f"close.{key}") for key in STEP_KEYS]
        self.steps.setVisible(not is_opening)
        self.steps.say(names, present)
        self.x_key.setVisible(view is self.count)
        self._back.setVisible(self.shift is not None)

    def _turn_to(self, view: QWidget) -> None:
        self.views.setCurrentWidget(view)
        self._say_head()
        self._view().focus()

    def _tell(self, told: Told) -> None:
        if self.isVisible():
            self.banner.say(severity(told), told.text(words.language()), "", t("close"))

    def _send(
        self,
        view: "OpenView | CountView | ReviewView | None",
        work: Callable[[], T],
        then: Callable[[T], None],
        again: Callable[[Actor], None],
    ) -> None:
        """Do something elsewhere; the view takes no second wish until it is done."""
        self.banner.hide()

        def done(answer: T | Told) -> None:
            if view is not None:
                view.show_busy(on=False)
            if isinstance(answer, NeedsApproval):
                self._register.ask(answer, again)
            elif isinstance(answer, Told):
                self._tell(answer)
            else:
                then(answer)

        if view is not None:
            view.show_busy(on=True)
        self._errands.send(work, done, PATIENCE_S)

    def _view(self) -> "OpenView | CountView | ReviewView | DoneView":
        view = self.views.currentWidget()
        assert isinstance(view, OpenView | CountView | ReviewView | DoneView)
        return view

    def _desk(self) -> CloseDesk:
        assert self.desk is not None
        return self.desk

    def _shop(self) -> str:
        ours = self._desk().opened.settings
        return ours.shop_name or ours.store

    def _z(self) -> Z:
        assert self._closed is not None
        return self._closed.zs[-1]
