"""Sentences about what is not settled when somebody closes, and what follows of it."""

from app.closing.closed import LooseEnds
from pos_ui.kit.words import t


def loose_words(ends: LooseEnds) -> list[str]:
    """Name each kind of thing that is not settled, the most urgent first."""
    words = []
    if ends.unknown:
        amount = ends.unknown_amount.grouped()
        words.append(t("close.loose_unknown", count=ends.unknown, amount=amount))
    for key, count in (
        ("refused", ends.refused),
        ("held", ends.held),
        ("unprinted", ends.unprinted),
        ("unsent", ends.unsent),
    ):
        if count:
            words.append(t(f"close.loose_{key}", count=count))
    return words


def follows(ends: LooseEnds) -> str:
    """Say what follows of the most urgent of them."""
    for key, count in (
        ("unknown", ends.unknown),
        ("refused", ends.refused),
        ("held", ends.held),
        ("unprinted", ends.unprinted),
        ("unsent", ends.unsent),
    ):
        if count:
            return t(f"close.follows_{key}")
    return ""
