"""Worlds to be reconciled: sales, every channel's statements, and the truth about each row.

A world is made day by day from a seed. Most orders agree; some agree in spite of noise (clocks
that are off, numbers cut off or reversed, refunds paid in two parts, days that end late); a few
are planted as one of the exceptions each. `members` of the truth name rows as `number_of` does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from app.reconciliation.finding import Finding
from app.reconciliation.standard import Entry, Kind, Side, Status

FIRST_DAY = date(2026, 10, 1)
CHINA_S = 8 * 3600
CHANNELS = (("wechat", 0.55), ("alipay", 0.35), ("unionpay", 0.10))
RATE_PPM = {"wechat": 6000, "alipay": 6000, "unionpay": 3800}
ACCOUNT = {"wechat": "1900006891", "alipay": "2088102147540156", "unionpay": "802290049000180"}
ORDERS_A_STORE_DAY = 150
MOST_DAYS, LEAST_DAYS = 28, 4
DIGITS = "0123456789"
PLANTED = (  # of a thousand orders
    (Finding.MISSING_CHANNEL, 1.5),
    (Finding.MISSING_INTERNAL, 1.5),
    (Finding.AMOUNT_MISMATCH, 2.0),
    (Finding.STATUS_MISMATCH, 1.0),
    (Finding.DUP_CHANNEL, 1.0),
    (Finding.DUP_INTERNAL, 1.0),
    (Finding.REFUND_ORPHAN, 0.5),
    (Finding.REFUND_OVER, 0.5),
    (Finding.SPLIT_INCOMPLETE, 0.5),
    (Finding.FEE_MISMATCH, 1.5),
    (Finding.FEE_MISSING, 1.0),
    (Finding.FUZZY_PROPOSED, 0.5),
)
NOISE = (  # of a thousand orders; all of it agrees
    ("odd_number", 6.0),
    ("refund", 15.0),
    ("split_refund", 3.0),
    ("proven", 1.0),
    ("failed", 3.0),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, and what is to be found of them."""

    finding: Finding
    members: tuple[Entry, ...]


@dataclass(slots=True)
class Day:
    """What both books say of one day, and the groups that begin on it."""

    day: date
    ours: list[Entry] = field(default_factory=list)
    theirs: list[Entry] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The day as 20261001."""
        return number_of_day(self.day)


def number_of_day(day: date) -> int:
    """Write a day as a number such as 20261001."""
    return day.year * 10000 + day.month * 100 + day.day


def number_of(row: Entry) -> str:
    """Name a row within its side and channel."""
    numbers = [row.order_no, row.refund_no]
    return "/".join(numbers if row.side is Side.OURS else [*numbers, row.channel_no])


def days_of(orders: int) -> int:
    """Say how many days a world of so many orders lasts."""
    return max(LEAST_DAYS, min(MOST_DAYS, orders // 500))


def play(orders: int, seed: int) -> Iterator[Day]:
    """Make the days of a world in order; the same seed makes the same."""
    return _World(orders, seed).days()


def fee_of(channel: str, gross_fen: int) -> int:
    """Return the agreed fee in fen, rounded half up; below zero where money goes back."""
    fee = (abs(gross_fen) * RATE_PPM[channel] + 500_000) // 1_000_000
    return fee if gross_fen >= 0 else -fee


class _World:
    def __init__(self, orders: int, seed: int) -> None:
        self.orders = orders
        self.random = Random(f"statements-{seed}")  # noqa: S311 - chance, not secrecy
        self.length = days_of(orders)
        self.stores = max(2, orders // (self.length * ORDERS_A_STORE_DAY))
        self.skew_s = [round(self.random.gauss(0, 40)) for _ in range(self.stores)]
        self.later: dict[int, Day] = {}
        self.serial = 0
        self.kinds, self.weights = self._draws()

    def _draws(self) -> tuple[list[Finding | str], list[float]]:
        odds: list[tuple[Finding | str, float]] = [*PLANTED, *NOISE]
        return (
            ["plain", *(name for name, _ in odds)],
            [1000 - sum(weight for _, weight in odds), *(weight for _, weight in odds)],
        )

    def days(self) -> Iterator[Day]:
        for at in range(self.length):
            today = self._day(at)
            share = self.orders * (at + 1) // self.length - self.orders * at // self.length
            kinds = self.random.choices(self.kinds, self.weights, k=share)
            channels = self.random.choices(
                [name for name, _ in CHANNELS], [share for _, share in CHANNELS], k=share
            )
            for kind, channel in zip(kinds, channels, strict=True):
                self._order(at, today, kind, channel)
            del self.later[at]
            yield today

    def _day(self, at: int) -> Day:
        return self.later.setdefault(at, Day(FIRST_DAY + timedelta(days=at)))

    def _order(self, at: int, today: Day, kind: "Finding | str", channel: str) -> None:
        ours, theirs = self._paid(at, today, channel)
        if isinstance(kind, Finding):
            self._plant(at, today, kind, ours, theirs)
        else:
            self._disturb(at, today, kind, ours, theirs)

    def _paid(self, at: int, today: Day, channel: str) -> tuple[Entry, Entry]:
        random = self.random
        self.serial += 1
        store = random.randrange(self.stores)
        second = int(random.triangular(0, 86400, 62000))
        at_s = _midnight_s(today.day) + second
        gross = max(300, round(random.lognormvariate(7.8, 0.9)) // 10 * 10)
        is_late = second < 2 * 3600 and at > 0  # the till's day is still yesterday's
        ours = Entry(
            side=Side.OURS,
            channel=channel,
            account=ACCOUNT[channel],
            store=f"S{store:03}",
            terminal=f"T{1 + self.serial % 3}",
            kind=Kind.PAY,
            channel_no=self._channel_no(channel, today.day),
            order_no=f"ZS{store:03}{today.day:%y%m%d}{self.serial:09}",
            gross_fen=gross,
            net_fen=gross,
            at_ms=(at_s + self.skew_s[store]) * 1000,
            biz_date=number_of_day(today.day - timedelta(days=int(is_late))),
        )
        lag_s = min(110, round(random.expovariate(0.25)))
        theirs = charged(
            replace(
                ours,
                side=Side.THEIRS,
                store="" if channel == "wechat" else ours.store,
                at_ms=min(at_s + lag_s, _midnight_s(today.day) + 86399) * 1000,
                biz_date=today.number,
            )
        )
        return ours, theirs

    def _channel_no(self, channel: str, day: date) -> str:
        if channel == "unionpay":
            return f"{day:%m%d}{self.serial % 10**6:06}{self.random.randrange(10**11):011}"
        head = "4200" if channel == "wechat" else "20"
        return f"{head}{day:%Y%m%d}{self.serial:08}{self.random.randrange(10**6):06}"

    def _put(self, today: Day, finding: Finding, *members: Entry) -> None:
        today.groups.append(Group(finding, members))
        today.ours += [it for it in members if it.side is Side.OURS]
        today.theirs += [it for it in members if it.side is Side.THEIRS]

    def _agree(self, today: Day, ours: Entry, theirs: Entry) -> None:
        is_late = ours.biz_date != theirs.biz_date
        self._put(today, Finding.CUTOFF if is_late else Finding.MATCHED, ours, theirs)

    def _disturb(self, at: int, today: Day, kind: str, ours: Entry, theirs: Entry) -> None:
        match kind:
            case "odd_number":
                bare = replace(ours, channel_no="")
                self._agree(today, bare, replace(theirs, order_no=self._odd(theirs.order_no)))
            case "refund" | "split_refund":
                self._agree(today, ours, theirs)
                self._refund(at, ours, theirs, 1 if kind == "refund" else 2, Finding.MATCHED)
            case "proven":
                self._put(today, Finding.PROVEN, replace(ours, status=Status.PENDING), theirs)
            case "failed":
                self._put(today, Finding.NO_MONEY, replace(ours, status=Status.FAILED))
            case _:
                self._agree(today, ours, theirs)

    def _odd(self, number: str) -> str:
        way = self.random.randrange(4)
        cut = number[: self.random.randint(12, len(number) - 3)]
        return (cut, number[::-1], "", "X" + number[1:])[way]

    def _refund(
        self, at: int, ours: Entry, theirs: Entry, parts: int, finding: Finding, part: int = 0
    ) -> None:
        later = min(self.length - 1, at + self.random.randrange(3))
        day = self._day(later)
        amount = part or self.random.randint(max(200, ours.gross_fen // 3), ours.gross_fen)
        shift_ms = (later - at) * 86_400_000
        number = f"R{ours.order_no[2:]}{len(day.groups) % 10}"
        back = replace(
            ours,
            kind=Kind.REFUND,
            channel_no="",
            refund_no=number,
            original_no=theirs.channel_no,
            gross_fen=-amount,
            net_fen=-amount,
            at_ms=min(ours.at_ms + 60_000, _midnight_s(self._day(at).day) * 1000 + 86_390_000)
            + shift_ms,
            biz_date=day.number,
        )
        first = amount if parts == 1 else amount * 2 // 3
        shares = [first] if parts == 1 else [first, amount - first]
        if finding is Finding.SPLIT_INCOMPLETE:
            shares[1] -= min(shares[1] - 1, 50)
        refunds = [
            charged(
                replace(
                    theirs,
                    kind=Kind.REFUND,
                    channel_no=self._refund_channel_no(theirs, day.day, place),
                    refund_no=number if parts == 1 else f"{number}-{place}",
                    original_no=theirs.channel_no,
                    gross_fen=-share,
                    at_ms=back.at_ms,
                    biz_date=day.number,
                )
            )
            for place, share in enumerate(shares, 1)
        ]
        self._put(day, finding, back, *refunds)

    def _refund_channel_no(self, theirs: Entry, day: date, place: int) -> str:
        if theirs.channel == "alipay":  # it has no refund number of its own
            return theirs.channel_no
        self.serial += 1
        return self._channel_no(theirs.channel, day)[:-1] + str(place)

    def _plant(self, at: int, today: Day, kind: Finding, ours: Entry, theirs: Entry) -> None:
        random = self.random
        match kind:
            case Finding.MISSING_CHANNEL:
                self._put(today, kind, ours)
            case Finding.MISSING_INTERNAL:
                self._put(today, kind, theirs)
            case Finding.AMOUNT_MISMATCH:
                other = theirs.gross_fen + random.choice((-100, -10, 10, 100, 1000))
                self._put(today, kind, ours, charged(replace(theirs, gross_fen=other)))
            case Finding.STATUS_MISMATCH:
                self._put(today, kind, replace(ours, status=Status.CLOSED), theirs)
            case Finding.DUP_CHANNEL:
                self._agree(today, ours, theirs)
                again = random.randint(20, 90) * 1000
                latest = _midnight_s(today.day) * 1000 + 86_399_000
                twice = replace(
                    theirs,
                    channel_no=theirs.channel_no[:-1]
                    + DIGITS[(int(theirs.channel_no[-1]) + 1) % 10],
                    at_ms=min(theirs.at_ms + again, latest),
                )
                self._put(today, kind, twice)
            case Finding.DUP_INTERNAL:
                self._agree(today, ours, theirs)
                self._put(
                    today, kind, replace(ours, at_ms=ours.at_ms + random.randint(1, 9) * 1000)
                )
            case Finding.REFUND_ORPHAN:
                self._agree(today, ours, theirs)
                self._orphan(at, theirs)
            case Finding.REFUND_OVER:
                self._agree(today, ours, theirs)
                self._over(at, ours, theirs)
            case Finding.SPLIT_INCOMPLETE:
                self._agree(today, ours, theirs)
                self._refund(at, ours, theirs, 2, kind)
            case Finding.FEE_MISMATCH:
                fee = theirs.fee_fen + random.choice((3, 5, 20))
                self._put(today, kind, ours, with_fee(theirs, fee))
            case Finding.FEE_MISSING:
                ours, theirs = _worth_a_fee(ours), _worth_a_fee(theirs)
                self._put(today, kind, ours, with_fee(theirs, 0))
            case Finding.FUZZY_PROPOSED:
                place = len(theirs.order_no) - random.choice((8, 9))  # where no serial reaches
                digit = DIGITS[(int(theirs.order_no[place]) + 5) % 10]
                typo = theirs.order_no[:place] + digit + theirs.order_no[place + 1 :]
                bare = replace(ours, channel_no="")
                self._put(today, kind, bare, replace(theirs, order_no=typo))

    def _orphan(self, at: int, like: Entry) -> None:
        day = self._day(at)
        self.serial += 1
        unknown = f"ZS999{day.day:%y%m%d}{self.serial:09}"
        stray = replace(
            like,
            kind=Kind.REFUND,
            order_no=unknown,
            refund_no="R" + unknown[2:],
            channel_no=self._channel_no(like.channel, day.day),
            gross_fen=-like.gross_fen,
        )
        stray = replace(stray, original_no=stray.channel_no)
        self._put(day, Finding.REFUND_ORPHAN, charged(stray))

    def _over(self, at: int, ours: Entry, theirs: Entry) -> None:
        """Give all of it back, then a part once more, later the same day."""
        day = self._day(at)
        for n, (amount, finding) in enumerate(
            (
                (ours.gross_fen, Finding.MATCHED),
                (max(200, ours.gross_fen // 3), Finding.REFUND_OVER),
            )
        ):
            latest = _midnight_s(day.day) * 1000 + 86_399_000
            at_ms = min(theirs.at_ms + (n + 1) * 1000, latest)
            back = replace(
                ours,
                kind=Kind.REFUND,
                channel_no="",
                refund_no=f"R{ours.order_no[2:]}x{n}",
                gross_fen=-amount,
                net_fen=-amount,
                at_ms=at_ms + n * 60_000,
                biz_date=day.number,
            )
            refund = replace(
                theirs,
                kind=Kind.REFUND,
                channel_no=self._refund_channel_no(theirs, day.day, n),
                original_no=theirs.channel_no,
                refund_no=back.refund_no,
                gross_fen=-amount,
                at_ms=at_ms,
            )
            self._put(day, finding, back, charged(refund))


def charged(row: Entry) -> Entry:
    """Give a row of a channel the fee that was agreed."""
    return with_fee(row, fee_of(row.channel, row.gross_fen))


def with_fee(row: Entry, fee_fen: int) -> Entry:
    """Give a row of a channel this fee."""
    net = row.gross_fen - fee_fen
    return replace(row, fee_fen=fee_fen, fee_milli=fee_fen * 1000, net_fen=net)


def _worth_a_fee(row: Entry) -> Entry:
    if fee_of(row.channel, row.gross_fen) > 1:
        return row
    more = replace(row, gross_fen=row.gross_fen + 1000, net_fen=row.net_fen + 1000)
    return charged(more) if row.side is Side.THEIRS else more


def _midnight_s(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) - CHINA_S
