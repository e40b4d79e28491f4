"""What stands beside the sums in place of the ways to pay, while money comes through a channel."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from app.base.money import Money
from pos_ui.kit.words import t
from pos_ui.payment import stages
from pos_ui.payment.progress import Phase, Progress
from pos_ui.payment.stage_panel import StagePanel
from pos_ui.payment.stages import Around, Stage
from pos_ui.payment.unknown_panel import UnknownPanel
from pos_ui.selling.choice_panel import COLUMNS, Choice, ChoicePanel

KEY = Qt.Key
ENTERS = {KEY.Key_Return, KEY.Key_Enter}
STEPS = {KEY.Key_Left: -1, KEY.Key_Right: 1, KEY.Key_Up: -COLUMNS, KEY.Key_Down: COLUMNS}


class ChannelSide(QStackedWidget):
    """Shows a choice, a stage, or the unknown result; what is pressed is `asked` for by name."""

    asked = Signal(str)
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.stage, self.unknown, self.choice = StagePanel(), UnknownPanel(), ChoicePanel()
        for panel in (self.stage, self.unknown, self.choice):
            self.addWidget(panel)
            panel.asked.connect(self.asked)
        self.choice.chosen.connect(self.chosen)

    def show_stage(self, stage: Stage) -> None:
        """Show a stage."""
        self.stage.show_stage(stage)
        self.setCurrentWidget(self.stage)

    def show_progress(self, progress: Progress, around: Around) -> None:
        """Show how a payment stands."""
        if progress.phase is not Phase.UNKNOWN:
            self.show_stage(stages.of_progress(progress, around))
            return
        facts, asks = stages.of_unknown(progress, around)
        self.unknown.show_unknown(progress.attempt.amount, facts, asks, may_park=True)
        self.setCurrentWidget(self.unknown)

    def forget(self) -> None:
        """Draw everything anew next time."""
        self.stage.stage = None

    def offer(self, name: str, amount: Money, choices: Sequence[Choice]) -> None:
        """Offer a choice."""
        self.choice.offer(t(f"pay.{name}_title"), t(f"pay.{name}_line"), amount, choices)
        self.setCurrentWidget(self.choice)

    def on_key(self, key: Qt.Key) -> bool:
        """Press what a key stands for; return False for one that means nothing here."""
        panel = self.currentWidget()
        if isinstance(panel, ChoicePanel):
            return self._on_choice(panel, key)
        actions = panel.offers if isinstance(panel, StagePanel | UnknownPanel) else None
        if actions is None:
            return False
        if key in ENTERS:
            return actions.press_first()
        return actions.on_key("Esc" if key == KEY.Key_Escape else key.name.removeprefix("Key_"))

    def _on_choice(self, panel: ChoicePanel, key: Qt.Key) -> bool:
        if key in ENTERS:
            panel.choose(panel.marked)
        elif key in STEPS:
            panel.mark(panel.marked + STEPS[key])
        elif KEY.Key_1 <= key <= KEY.Key_9:
            panel.choose(key - KEY.Key_1)
        else:
            return panel.offers.on_key("Esc" if key == KEY.Key_Escape else "")
        return True
