"""The envelopes that travel between a till and HQ; both ends import this file.

What is inside is in `app.storage.facts`: our frozen dataclasses travel as they are,
so renaming a field breaks tills that are not yet updated and tests/sync/test_wire.py.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import msgspec

from app.base.ids import SaleId, StoreId, TillId
from app.base.quantity import Quantity
from app.selling.sale import Sale

PROTOCOL = 1
OLDEST_PROTOCOL = max(1, PROTOCOL - 1)  # HQ serves the tills that are one version behind
PROTOCOL_HEADER = "X-POS-Protocol"
PROBLEM_HEADER = "X-POS-Problem"  # a `Problem` in one word
FEEDS_HEADER = "X-POS-Feeds"  # the newest versions that a till may see: "catalogue=3,prices=1"
TIME_HEADER = "X-POS-Time"  # HQ's clock, milliseconds since 1970 in UTC
ENROL = "/v1/enrol"
HELLO = "/v1/hello"
ROTATE = "/v1/rotate"
PUSH = "/v1/push"
FEEDS = "/v1/feeds/"  # and the name of one
SALES = "/v1/sales"  # ?wanted=: the id or the number on a receipt
CLAIMS = "/v1/returns/claim"
CATALOGUE_FEED, PRICES_FEED = "catalogue", "prices"
STAFF_FEED, SETTINGS_FEED, MODULES_FEED = "staff", "settings", "modules"
PERSON, ROLE = "person:", "role:"  # before the ids of the staff feed
CATALOGUE = FEEDS + CATALOGUE_FEED
MOST_FACTS = 500  # of a push
MOST_BYTES = 32 * 1024 * 1024  # of a push, packed or not
NOTHING = msgspec.Raw(b"{}")  # the body of a tombstone


class Problem(StrEnum):
    """Why HQ does not do what was asked, where a till can do something about it."""

    WRONG_CLOCK = "wrong_clock"  # sign again by HQ's time
    SEEN_BEFORE = "seen_before"  # this very request was answered already
    NOT_SIGNED = "not_signed"  # no signature, or one that does not fit
    UNKNOWN_KEY = "unknown_key"  # never enrolled, or revoked
    OLD_TOKEN = "old_token"  # noqa: S105 - a word: say hello again
    BAD_CODE = "bad_code"  # wrong, used, too old, or tried too often
    TWO_MACHINES = "two_machines"  # another machine sells as this till
    OTHER_PROTOCOL = "other_protocol"
    GONE = "gone"  # the place in a feed: read it from the start


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrol:
    """How a till becomes known: with the code that HQ gave out, signed by the key it brings.

    `public_key` is the raw ed25519 key in base64 (RFC 8032).
    """

    store: StoreId
    till: TillId
    code: str
    public_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """HQ knows the till by this key from now on; the same request gets the same answer.

    Where the till was known before by another key, its facts go on in a new epoch.
    """

    key: str
    is_again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotate:
    """A new key in the place of the one that signs this; `proof` is the new key's signature.

    It signs the name of the old key.
    """

    public_key: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochHead:
    """A stretch of an epoch without a gap: its numbers from `first`, and the last one's hash.

    As every hash covers the one before, whoever has the last fact has the same stretch. A till
    names what HQ acknowledged; HQ answers how much of it is there, `sequence` 0 for nothing.
    Without a `first` it is of a program one version behind: a till counted in `kept` what HQ
    acknowledged up to its last, HQ what it has of the whole epoch.
    """

    epoch: str
    sequence: int
    hash: str
    kept: int
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """Where a till stands: its present epoch, and what it believes that HQ has of each."""

    store: StoreId
    till: TillId
    epoch: str
    sequence: int
    hash: str
    heads: tuple[EpochHead, ...] = ()
    program: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What HQ takes in one push, and how it may be packed."""

    facts: int = MOST_FACTS
    bytes: int = MOST_BYTES
    packings: tuple[str, ...] = ("gzip",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """HQ's side of the handshake, and a token that opens the feeds for a while.

    `must_begin_epoch` is true where HQ has more of the present epoch than the till, or other
    facts: the disk was put back or copied. `heads` says what HQ has of each epoch asked about.
    """

    token: str
    token_s: int
    must_begin_epoch: bool
    must_rotate: bool
    heads: tuple[EpochHead, ...]
    feeds: dict[str, int]
    limits: Limits
    server_time: datetime
    oldest_protocol: int = OLDEST_PROTOCOL
    newest_protocol: int = PROTOCOL


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """What one till tells HQ, in the order in which it happened.

    Each item is a `Fact` in its own bytes, so that one that cannot be read spoils no other.
    `is_unbroken`: HQ acknowledged the fact before the first, so that where HQ lacks it, a hello
    will bring it; until then HQ keeps nothing that follows it, and leaves it unanswered.
    """

    store: StoreId
    till: TillId
    facts: tuple[msgspec.Raw, ...]
    epoch: str = ""  # the one in which the till makes facts now
    is_unbroken: bool = False


class Outcome(StrEnum):
    """What became of one fact."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"  # HQ has other content under its id, or another fact in its place
    QUARANTINED = "quarantined"  # HQ keeps its bytes for a person to look at


@dataclass(frozen=True, slots=True)
class Answer:
    """HQ's answer about one fact, with the reason when HQ did not take it into the books.

    `is_number_taken`: HQ keeps another fact of this till as this number; it may be numbered anew.
    """

    id: str
    outcome: Outcome
    reason: str = ""
    is_number_taken: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether HQ has exactly this fact, so that nobody need send it again."""
        return self.outcome in {Outcome.STORED, Outcome.DUPLICATE}


@dataclass(frozen=True, slots=True)
class Gap:
    """HQ was sent this number, but has not the one before it."""

    epoch: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Reply:
    """HQ's answers in the order of the push, given after everything was committed.

    `feeds` are the versions that HQ last published, so that a till knows when to pull.
    """

    answers: tuple[Answer, ...]
    gaps: tuple[Gap, ...] = ()
    feeds: dict[str, int] = field(default_factory=dict)
    limits: Limits = Limits()
    server_time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One thing of a feed as it is now, or the news that it is gone."""

    id: str
    version: int
    body: msgspec.Raw
    is_gone: bool = False
    scope: str = ""  # "" for the whole chain, "store:S1", "till:S1/T1"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """A stretch of a feed: apply it and go on from `cursor` while there is `more`.

    The cursor is HQ's own word; a till keeps it and never reads it.
    """

    items: tuple[FeedItem, ...]
    cursor: str
    version: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedLine:
    """A quantity of one line of a sale."""

    sale: SaleId
    line: int
    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnClaim:
    """What a till is about to take back, all or nothing; no lines let an earlier claim go.

    `refund` is the id of the sale that will credit it: the same claim asked again is granted again.
    """

    refund: SaleId
    lines: tuple[ClaimedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswer:
    """Whether the goods may be taken back; `left` says how much may, of the lines that fell short.

    Of `unknown` sales HQ has not heard (yet) and keeps nothing: their own till may know better.
    """

    granted: bool
    left: tuple[ClaimedLine, ...] = ()
    unknown: tuple[SaleId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldAnswer:
    """A sale of the till's store, the sales that took of it back, and the claims that stand."""

    sale: Sale | None
    takers: tuple[Sale, ...] = ()
    claims: tuple[ReturnClaim, ...] = ()
