"""Asking before money that has moved is taken off the bill: it must go back where it came from."""

from collections.abc import Callable

from app.selling.tender import Tender
from pos_ui.kit.dialog import Dialog
from pos_ui.kit.words import t
from pos_ui.selling.asking import Question
from pos_ui.selling.entry import masked


def void_slip(tender: Tender, then: Callable[[], None]) -> Question:
    """Ask whether the terminal has voided this slip."""
    amount, number = tender.amount.grouped(), masked(tender.reference)

    def ready(dialog: Dialog) -> None:
        dialog.accepted.connect(then)

    return Question(
        title=t("pay.card_back"),
        body=t("pay.card_back_line", amount=amount, number=number),
        yes=t("pay.card_back_yes", amount=amount),
        no=t("cancel"),
        kind="danger",
        ready=ready,
    )


def send_back(tender: Tender, then: Callable[[], None]) -> Question:
    """Ask whether money that came through a channel goes back to the customer."""
    amount, name = tender.amount.grouped(), t(f"tender.{tender.kind}")

    def ready(dialog: Dialog) -> None:
        dialog.accepted.connect(then)

    return Question(
        title=t("pay.send_back"),
        body=t("pay.send_back_line", amount=amount, name=name),
        yes=t("pay.send_back_yes", amount=amount),
        no=t("cancel"),
        kind="danger",
        ready=ready,
    )
