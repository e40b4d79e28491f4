"""All that the stand-in providers have: keys, clock, books, plan, and what waits to be sent."""

import random
from dataclasses import dataclass, field

from hq.sandbox.books import Books
from hq.sandbox.effects import Plan
from hq.sandbox.keys import MERCHANT, Keyring, Merchant
from hq.sandbox.notices import Notices
from hq.sandbox.watch import Watch


@dataclass(slots=True)
class Rules:
    """What the providers insist on; a test may relax it."""

    password_above_fen: int = 100_000  # more than this always needs the password
    password_s: float = 8.0
    codes_once: bool = True  # a payment code is good for one order
    tombstones: bool = True  # an order reversed before it came is refused when it comes
    bills_at_once: bool = False  # today's statement too, not from ten o'clock of the next day
    refund_s: float = 1.0  # how long a refund takes
    refund_pause_s: float = 60.0  # WeChat: between two refunds of one order
    clock_window_s: float = 300.0


@dataclass(slots=True)
class World:
    """The providers' side, whole; all is used from one thread."""

    keys: Keyring
    watch: Watch = field(default_factory=Watch)
    seed: int = 0
    merchant: Merchant = MERCHANT
    rules: Rules = field(default_factory=Rules)
    books: Books = field(init=False)
    plan: Plan = field(init=False)
    notices: Notices = field(init=False)
    inbox: list[dict[str, object]] = field(default_factory=list)
    links: dict[str, tuple[str, str, float]] = field(default_factory=dict)
    calls: int = 0

    def __post_init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget all but the keys, the clock and the rules."""
        self.books = Books(self.watch, self.seed)
        self.plan = Plan(chooser=random.Random(self.seed))  # noqa: S311 - to repeat a run
        self.notices = Notices()
        self.inbox = []
        self.links = {}
        self.calls = 0
