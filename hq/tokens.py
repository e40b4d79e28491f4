"""The short-lived tokens that open the feeds: a poll is too cheap for a signature."""

from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer

from app.base.ids import StoreId, TillId
from hq.tills import KnownTill

VALID_S = 15 * 60
MOST_KNOWN = 200_000  # tokens remembered as good; beyond, all are checked anew


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who has a token, by which key it was asked for, and until when it is good."""

    till: KnownTill
    key: str
    until_s: float


class Tokens:
    """Makes tokens and reads them; any HQ process with the same secret reads them too."""

    def __init__(self, secret: str) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="feeds")
        self._known: dict[str, Bearer] = {}

    def make(self, till: KnownTill, key: str) -> str:
        """Make a token for a till that proved who it is."""
        return str(self._signer.dumps([till.store, till.till, key]))

    def read(self, token: str, now_s: float) -> Bearer | None:
        """Say whose token this is; None for one that is too old or not ours."""
        known = self._known.get(token)
        if known is None:
            known = self._read(token)
            if known is None:
                return None
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[token] = known
        return known if now_s < known.until_s else None

    def _read(self, token: str) -> Bearer | None:
        try:
            (store, till, key), made_at = self._signer.loads(token, return_timestamp=True)
        except (BadData, ValueError):
            return None
        owner = KnownTill(StoreId(store), TillId(till))
        return Bearer(owner, key, made_at.timestamp() + VALID_S)
