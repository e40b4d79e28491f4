"""What the panel says for each phase of a payment: values, in the language of now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.base.money import Money
from app.payments.exchange import Mode
from app.payments.wallets import Wallet
from pos_ui.kit.words import t
from pos_ui.payment import wording
from pos_ui.payment.progress import Phase, Progress

CANCEL, CHANGE, QUERY, CASH_FIRST = "cancel", "change", "query", "cash_first"
RELEASE, REVERSE, PARK, BACK = "release", "reverse", "park", "back"
LATER = 60.0  # s; beyond it the next question is told in minutes


@dataclass(frozen=True, slots=True)
class Action:
    """A button: what it asks for, its key, icon, words, and whether it may be pressed now."""

    name: str
    key: str
    icon: str
    text: str
    kind: str = "secondary"
    is_enabled: bool = True


Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A state of the panel: what stands above the title, what below the amount, and the rest.

    `dial` is "ring", "spinner" or the name of an icon; `steps` end where they are done.
    """

    dial: str
    title: str
    line: str
    amount: Money
    actions: tuple[Action, ...]
    steps: tuple[str, ...] = ()
    present: int = 0
    facts: Facts = ()
    shows: str = ""
    left_s: float = 0.0
    whole_s: float = 0.0
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a stage needs to know of the till: its time and zone, what it can take, its screens."""

    now: datetime
    zone: ZoneInfo
    modes: tuple[tuple[Wallet, frozenset[Mode]], ...] = ()
    has_display: bool = False


def of_scan(
    amount: Money, around: Around, typed: int, *, wallets: Sequence[Wallet] = (), note: str = ""
) -> Stage:
    """Ask for the customer's code; `typed` signs of it were typed, and are never shown."""
    wallets = wallets or [wallet for wallet, modes in around.modes if Mode.SCANNED in modes]
    may_show = any(Mode.SHOWN in modes for _, modes in around.modes)
    return Stage(
        dial="scan-line",
        title=t("pay.scan_title"),
        line=note or t("pay.scan_line", wallets=wording.wallets_words(wallets)),
        amount=amount,
        steps=(t("step.scan"), *_steps(Mode.SCANNED)[1:]),
        typed=t("pay.scan_typed", count=typed) if typed else "",
        actions=(
            Action(BACK, "Esc", "undo-2", t("pay.other_way")),
            Action("F3", "F3", "qr-code", t("tender.payment_qr"), is_enabled=may_show),
        ),
    )


def of_progress(it: Progress, around: Around) -> Stage:
    """Say how a payment stands; the unknown one has a panel of its own."""
    match it.phase:
        case Phase.SENDING | Phase.SHOWING | Phase.PASSWORD:
            return _waiting(it, around)
        case Phase.QUERYING | Phase.UNKNOWN | Phase.PAID:
            return _querying(it, around)
        case Phase.GIVING_UP:
            return _giving_up(it, around)
        case Phase.DEAD:
            return _dead(it, around)


def _waiting(it: Progress, around: Around) -> Stage:
    is_shown = it.attempt.mode is Mode.SHOWN
    is_ready = it.phase is not Phase.SENDING
    if not is_shown:
        title = t("pay.password_title" if is_ready else "pay.sending_title")
    elif is_ready:
        title = t("pay.display_title" if around.has_display else "pay.qr_title")
    else:
        title = t("pay.making_qr_title")
    wallet = wording.wallet_word(it.attempt.wallet)
    line = "pay.qr_line" if is_shown else "pay.password_line" if is_ready else "pay.sending_line"
    return Stage(
        dial="ring" if is_ready and it.left_s is not None else "spinner",
        title=title,
        line=t(line, wallet=wallet),
        amount=it.attempt.amount,
        steps=_steps(it.attempt.mode),
        present=int(is_ready),
        shows=it.shows if is_ready and not around.has_display else "",
        left_s=it.seconds_left(around.now) or 0.0,
        whole_s=it.whole_s,
        actions=(
            Action(CANCEL, "Esc", "x", t("pay.cancel")),
            Action(CHANGE, "F6", "arrow-right-left", t("pay.change_way")),
            Action(QUERY, "F5", "refresh-cw", t("pay.query"), "tint", is_enabled=is_ready),
        ),
    )


def _querying(it: Progress, around: Around) -> Stage:
    return Stage(
        dial="spinner",
        title=t("pay.querying_title", wallet=wording.wallet_word(it.attempt.wallet)),
        line=t("pay.querying_line"),
        amount=it.attempt.amount,
        steps=_steps(it.attempt.mode),
        present=2,
        facts=(
            (t("fact.order"), wording.grouped(it.attempt.number)),
            (t("fact.asked"), _asked(it, around.now)),
            (t("fact.reply"), wording.reply(it.attempt.reason)),
        ),
        actions=(
            Action(CANCEL, "Esc", "x", t("pay.cancel"), is_enabled=False),
            Action(QUERY, "F5", "refresh-cw", t("pay.query"), "tint"),
        ),
    )


def _giving_up(it: Progress, around: Around) -> Stage:
    return Stage(
        dial="spinner",
        title=t("pay.giving_up_title"),
        line=t("pay.giving_up_line"),
        amount=it.attempt.amount,
        facts=(
            (t("fact.order"), wording.grouped(it.attempt.number)),
            (t("fact.asked"), _asked(it, around.now)),
            (t("fact.reply"), wording.reply(it.attempt.reason)),
        ),
        actions=(
            Action(CASH_FIRST, "F1", "banknote", t("pay.cash_first")),
            Action(QUERY, "F5", "refresh-cw", t("pay.query"), "tint"),
        ),
    )


def _dead(it: Progress, around: Around) -> Stage:
    was_given_up = it.attempt.given_up_at is not None
    ways = wording.suggested(it.attempt, around.modes)
    actions = [Action(BACK, "Esc", "undo-2", t("pay.other_way"))]
    for at, way in enumerate(ways):
        kind = "primary" if at == 0 else "secondary"
        key = "Enter" if at == 0 else way.key
        actions.append(Action(way.key, key, way.icon, t(f"tender.{way.name}"), kind))
    return Stage(
        dial="circle-x",
        title=t("pay.given_back_title" if was_given_up else "pay.dead_title"),
        line=t("pay.given_back_line") if was_given_up else wording.why(it.attempt.reason),
        amount=it.attempt.amount,
        facts=(
            (t("fact.order"), wording.grouped(it.attempt.number)),
            (t("fact.money"), t("fact.nothing_taken")),
            (t("fact.reply"), it.attempt.reason or "—"),
        ),
        actions=(actions[0], *reversed(actions[1:])),
    )


def of_unknown(it: Progress, around: Around) -> tuple[Facts, str]:
    """Return the trace numbers for a manager, and how the till goes on asking."""
    zone = around.zone
    facts = (
        (t("fact.order"), wording.grouped(it.attempt.number)),
        (t("fact.reference"), it.attempt.reference or "—"),
        (t("fact.started"), wording.clock_words(it.attempt.sent_at or it.attempt.made_at, zone)),
        (t("fact.last_asked"), wording.clock_words(it.asked_at, zone)),
        (t("fact.reply"), wording.reply(it.attempt.reason)),
        (t("fact.code"), "E-PAY-207"),
    )
    return facts, _asked(it, around.now)


def _asked(it: Progress, now: datetime) -> str:
    next_s = it.seconds_to_next(now)
    if next_s is None or next_s < 1:
        return t("pay.asking_now", count=it.asked)
    if next_s > LATER:
        return t("pay.asks_in_minutes", count=it.asked, minutes=round(next_s / 60))
    return t("pay.asks_in", count=it.asked, seconds=round(next_s))


def _steps(mode: Mode) -> tuple[str, ...]:
    first = "step.qr" if mode is Mode.SHOWN else "step.scanned"
    second = "step.customer_pays" if mode is Mode.SHOWN else "step.customer_confirms"
    return t(first), t(second), t("step.query"), t("step.done")
