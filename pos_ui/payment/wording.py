"""Words for channel payments: wallets, why one failed, and what to try next."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.payments.attempt import DEAD, Attempt, State
from app.payments.exchange import Mode
from app.payments.hub import News, Update
from app.payments.wallets import Wallet
from pos_ui.kit.words import t

MOST_WAYS = 3
TAIL = 5  # signs of an order number that people read out
GROUP = 9
NO_ANSWER = "no answer"  # as `app.payments.exchange` puts it
_WHY = {  # parts of providers' codes, without signs between words, and the word for each
    "NOTENOUGH": "no_funds",
    "BALANCENOTENOUGH": "no_funds",
    "INSUFFICIENT": "no_funds",
    "AUTHCODEEXPIRE": "code_expired",
    "AUTHCODEERROR": "code_wrong",
    "AUTHCODEINVALID": "code_wrong",
    "PAYMENTAUTHCODEINVALID": "code_wrong",
    "SOUNDWAVEPARSERFAIL": "code_wrong",
    "NEVERLEFT": "never_left",
    "NOTSUPORTCARD": "card_not_taken",
    "LIMIT": "limit",
    "PAYERROR": "customer",
    "USERCANCEL": "customer",
    "PAYMENTFAIL": "customer",
    "CLOSED": "closed",
    "REVOKED": "closed",
    "ORDERREVERSED": "closed",
}


@dataclass(frozen=True, slots=True)
class Next:
    """A way that is worth trying now: the key that begins it, and its words' key."""

    key: str
    name: str
    icon: str


CODE = Next("F2", "customer_code", "scan-line")
QR = Next("F3", "payment_qr", "qr-code")
CASH = Next("F1", "cash", "banknote")


def wallet_word(wallet: str) -> str:
    """Say whose money it is: "WeChat Pay"."""
    return t(f"wallet.{wallet or 'any'}")


def wallets_words(wallets: Iterable[Wallet]) -> str:
    """List wallets: "WeChat Pay, Alipay"."""
    return t("pay.list_comma").join(dict.fromkeys(wallet_word(one) for one in wallets))


def tender_word(attempt: Attempt) -> str:
    """Name a payment as it stands among the tenders: "WeChat code"."""
    key = "pay.by_qr" if attempt.mode is Mode.SHOWN else "pay.by_code"
    return t(key, wallet=wallet_word(attempt.wallet))


def tail(number: str) -> str:
    """Write the end of an order number."""
    return f"…{number[-TAIL:]}"


def grouped(number: str) -> str:
    """Write an order number so that it can be read out: three groups of nine."""
    return " ".join(number[at : at + GROUP] for at in range(0, len(number), GROUP))


def why(reason: str) -> str:
    """Say in plain words why no money came; what nobody foresaw is told as it is."""
    bare = "".join(it for it in reason.upper() if it.isalnum())
    known = next((word for part, word in _WHY.items() if part in bare), None)
    return t(f"why.{known}") if known else t("why.other")


def reply(reason: str) -> str:
    """Say what came of the last question: a provider's own words, or that there were none."""
    if not reason or reason.startswith(NO_ANSWER):
        return t("fact.no_reply")
    return t("fact.broken", code=reason) if reason.startswith("HTTP ") else reason


def suggested(attempt: Attempt, modes: Sequence[tuple[Wallet, frozenset[Mode]]]) -> list[Next]:
    """Say what to try next, the likeliest first; `modes` are in the order that routing believes in.

    The same wallet the other way round first: whoever cannot show a code can often scan one.
    """
    scans = any(Mode.SCANNED in them for _, them in modes)
    shows = any(Mode.SHOWN in them for _, them in modes)
    first = [CODE, QR] if attempt.mode is Mode.SHOWN else [QR, CODE]
    ways = [way for way in first if (scans if way is CODE else shows)]
    return [*ways, CASH][:MOST_WAYS]


def elsewhere(update: Update, held: Container[str]) -> str:
    """Say what news of another bill's payment means for a cashier; "" for nothing."""
    it = update.attempt
    said = {
        "wallet": wallet_word(it.wallet),
        "amount": it.amount.grouped(),
        "number": tail(it.number),
    }
    if update.news is News.DISPUTED:
        return t("elsewhere.disputed", **said)
    if update.news is not News.MOVED:
        return ""
    if it.sale in held:
        key = "paid" if it.state is State.PAID else "dead" if it.state in DEAD else ""
        return t(f"elsewhere.held.{key}", **said) if key else ""
    if it.state in (State.REFUNDED, State.REVERSED):
        return t("elsewhere.gone_back", **said)
    return t("elsewhere.trusted_dead", **said) if it.is_trusted and it.state in DEAD else ""


def clock_words(at: datetime | None, zone: ZoneInfo) -> str:
    """Write a moment as on the wall, to the second."""
    return f"{at.astimezone(zone):%H:%M:%S}" if at is not None else "—"
