"""The keys F1 to F11 below the cart; those of functions that do not exist yet keep their place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_ui.kit.button import ActionKey
from pos_ui.kit.words import t

KEYS = (
    ("F1", "help", "circle-help"),
    ("F2", "quantity", "calculator"),
    ("F3", "price", "receipt-text"),
    ("F4", "discount", "badge-percent"),
    ("F5", "member", "user-search"),
    ("F6", "hold", "archive"),
    ("F7", "recall", "archive-restore"),
    ("F8", "return", "undo-2"),
    ("F9", "void", "trash-2"),
    ("F10", "reprint", "printer"),
    ("F11", "more", "list-checks"),
)
ACTIONS = {key: action for key, action, _ in KEYS} | {"F12": "pay"}
NOT_YET = {"member", "return"}
NEED_A_LINE = {"quantity", "price", "discount", "void"}


class KeyRow(QWidget):
    """Equal keys in a row; `pressed` carries the action of the one that is touched."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._keys: dict[str, ActionKey] = {}
        for key, action, icon in KEYS:
            button = self._keys[action] = ActionKey(key, icon, "")
            button.clicked.connect(lambda _=False, it=action: self.pressed.emit(it))
            layout.addWidget(button, 1)

    def retitle(self) -> None:
        """Name the keys in the language of now."""
        for key, action, _ in KEYS:
            name = t(f"key.{action}")
            self._keys[action].setText(name)
            reason = f", {t('not_yet')}" if action in NOT_YET else ""
            self._keys[action].setAccessibleName(f"{key} {name}{reason}")
            self._keys[action].setToolTip(t("not_yet") if action in NOT_YET else "")

    def enable(self, *, has_lines: bool, has_sale: bool) -> None:
        """Grey out what cannot be done now."""
        for action, button in self._keys.items():
            is_idle = action in NEED_A_LINE and not has_lines
            is_idle = is_idle or (action == "reprint" and not has_sale)
            button.setEnabled(action not in NOT_YET and not is_idle)

    def count_held(self, count: int) -> None:
        """Show on the recall key how many carts wait."""
        key = self._keys["recall"]
        key.badge = count
        key.setAccessibleName(f"F7 {key.text()} {count or ''}".strip())
        key.update()

    def action(self, key: str) -> str:
        """Say what a function key stands for."""
        return ACTIONS[key]

    def is_ready(self, action: str) -> bool:
        """Say whether an action can be done now."""
        return action == "pay" or self._keys[action].isEnabled()
