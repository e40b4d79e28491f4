"""Which function key does what on the selling screen: presets, and a shop's own changes."""

from collections.abc import Mapping
from dataclasses import dataclass

KEYS = tuple(f"F{number}" for number in range(1, 13))
ICONS = {
    "help": "circle-help",
    "quantity": "calculator",
    "price": "receipt-text",
    "discount": "badge-percent",
    "member": "user-round-search",
    "hold": "archive",
    "recall": "archive-restore",
    "return": "undo-2",
    "void": "trash-2",
    "reprint": "printer",
    "more": "list-checks",
    "pay": "hand-coins",
}
ACTIONS = tuple(ICONS)
_STANDARD = dict(zip(KEYS, ACTIONS, strict=True))
# What other tills in China do with their keys, as far as ours have the same functions.
PRESETS: dict[str, dict[str, str]] = {
    "standard": _STANDARD,
    "supermarket": _STANDARD | {"F9": "pay", "F12": "void"},
    "guanjia": _STANDARD
    | {"F2": "member", "F5": "quantity", "F6": "recall", "F7": "price", "F8": "hold"}
    | {"F3": "return", "F4": "reprint", "F10": "discount"},
}


@dataclass(frozen=True, slots=True)
class Keymap:
    """What each key F1 to F12 does; every action has exactly one key."""

    actions: Mapping[str, str]

    def action(self, key: str) -> str:
        """Say what a key does."""
        return self.actions[key]

    def key(self, action: str) -> str:
        """Say which key does this."""
        return next(key for key, it in self.actions.items() if it == action)

    def swapped(self, key: str, action: str) -> "Keymap":
        """Give an action this key; what the key did moves to where the action was."""
        old = self.key(action)
        return Keymap({**self.actions, old: self.actions[key], key: action})

    def changes(self, preset: str) -> dict[str, str]:
        """Return what differs from a preset, as it is kept in the settings."""
        usual = PRESETS[preset]
        return {key: action for key, action in self.actions.items() if usual[key] != action}


def keymap(preset: str, changes: Mapping[str, str]) -> Keymap:
    """Put a preset and a shop's own changes together; changes that make no sense are left out."""
    made = Keymap(PRESETS.get(preset, _STANDARD))
    wanted = {**made.actions, **changes}
    is_whole = set(wanted) == set(KEYS) and sorted(wanted.values()) == sorted(ACTIONS)
    return Keymap({key: wanted[key] for key in KEYS}) if is_whole else made
