"""The keys below the cart; those of functions that do not exist yet keep their place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_ui.kit.button import ActionKey
from pos_ui.kit.words import t
from pos_ui.selling.keymap import ICONS, PRESETS, Keymap

NOT_YET = {"member"}
NEED_A_ROW = {"quantity", "price", "discount", "void"}


class KeyRow(QWidget):
    """Equal keys in a row, all but that of payment; `pressed` carries the action of a touch."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.map = Keymap(PRESETS["standard"])
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._keys: dict[str, ActionKey] = {}
        for action in (it for it in ICONS if it != "pay"):
            button = self._keys[action] = ActionKey("", ICONS[action], "", parent=self)
            button.clicked.connect(lambda _=False, it=action: self.pressed.emit(it))
        self.use(self.map)

    def use(self, keymap: Keymap) -> None:
        """Put the keys in the order of this map."""
        self.map = keymap
        for key, action in keymap.actions.items():
            if action in self._keys:
                self._keys[action].key = key
                self._layout.removeWidget(self._keys[action])
                self._layout.addWidget(self._keys[action], 1)
        self.retitle()

    def retitle(self) -> None:
        """Name the keys in the language of now."""
        for action, button in self._keys.items():
            name = t(f"key.{action}")
            button.setText(name)
            reason = f", {t('not_yet')}" if action in NOT_YET else ""
            button.setAccessibleName(f"{button.key} {name}{reason}")
            button.setToolTip(t("not_yet") if action in NOT_YET else "")

    def enable(self, *, has_rows: bool, has_sale: bool) -> None:
        """Grey out what cannot be done now."""
        for action, button in self._keys.items():
            is_idle = action in NEED_A_ROW and not has_rows
            is_idle = is_idle or (action == "reprint" and not has_sale)
            button.setEnabled(action not in NOT_YET and not is_idle)

    def count_held(self, count: int) -> None:
        """Show on the recall key how many carts wait."""
        button = self._keys["recall"]
        button.badge = count
        button.setAccessibleName(f"{button.key} {button.text()} {count or ''}".strip())
        button.update()

    def is_ready(self, action: str) -> bool:
        """Say whether an action can be done now."""
        return action not in self._keys or self._keys[action].isEnabled()
