"""`run.py prove payments-model`: ten thousand seeded shops with bad luck, a provider in process.

Quick, because nothing leaves the process; `prove payments` plays the same over HTTP with the
sandbox. Each run is one sale at a till (or two tills that race for it), one provider with honest
books, and a plan made from the seed: how the customer behaves, what happens to each exchange, when
the program is killed, when the computer's clock is set, what the cashier presses, what was queued
meanwhile. Time is turned by hand. `--seed N` plays one run again and tells its story.
"""

import argparse
import itertools
import json
import random
import sys
import time as real_time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from app.base.errors import Refusal, Trouble
from app.base.ids import SaleId, TillId
from app.base.money import Money
from app.payments import attempts, refunds
from app.payments.attempt import TERMINAL, Attempt, OrderNo, State, new_number
from app.payments.channels import alipay, ecny, quickpass, unionpay, wechat_states
from app.payments.channels.channel import Timing
from app.payments.exchange import Ask, Mode, Request, Response
from app.payments.hub import Charge, News, Update
from app.payments.journal_hub import JournalHub
from app.payments.refunds import Purpose, Stage
from app.payments.wallets import Code, Wallet
from app.shop import Shop
from app.storage.database import Database, open_file
from app.storage.migrate import upgrade
from tests.app.payments.plain import Buyer, Fault, Plain, Provider, VirtualTime
from tests.examples import STORE

CODE = Code("134567890123456789")
DEADLINE_S = 900.0
TROUBLED_S = 240.0  # how long bad luck lasts
TABLES = ("payment_event", "payment_refund", "payment_decision", "payment_nonce", "payment_attempt")
TIMES: dict[str, Callable[[Mode], Timing]] = {
    "wechat": wechat_states.TIMINGS.__getitem__,
    "alipay": alipay.TIMINGS.__getitem__,
    "unionpay": unionpay.TIMINGS.__getitem__,
    "quickpass": quickpass.TIMINGS.__getitem__,
    "ecny": ecny.TIMINGS.__getitem__,
}


class Killed(BaseException):
    """The power went."""


@dataclass(slots=True)
class Fates:
    """Counts what the program does to disk and line, and kills it at one of these moments."""

    kills: list[int]
    done: int = 0

    def tick(self) -> None:
        """Let one moment pass; raises Killed at the chosen ones."""
        self.done += 1
        if self.kills and self.done >= self.kills[0]:
            self.kills.pop(0)
            raise Killed


@dataclass(slots=True)
class Run:
    """One sale with bad luck."""

    database: Database
    seed: int
    chance: random.Random = field(init=False)
    time: VirtualTime = field(init=False)
    provider: Provider = field(init=False)
    hub: JournalHub = field(init=False)
    fates: Fates = field(init=False)
    channel: Plain = field(init=False)
    mode: Mode = field(init=False)
    sale: SaleId = field(init=False)
    wanted: bool = True
    kind: str = ""
    told: list[Update] = field(default_factory=list)
    story: list[str] = field(default_factory=list)
    numbers: list[OrderNo] = field(default_factory=list)
    since_s: dict[OrderNo, float] = field(default_factory=dict)
    settled_s: dict[OrderNo, float] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    truth_s: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        chance = self.chance = random.Random(self.seed)
        self.time = VirtualTime()
        self.provider = Provider(self.time)
        name = chance.choice(sorted(TIMES))
        self.channel = Plain(name=name, times=TIMES[name])
        self.mode = chance.choice([Mode.SCANNED, Mode.SCANNED, Mode.SHOWN])
        if name == "quickpass":
            self.mode = Mode.SCANNED
        self.sale = SaleId(f"sale-{self.seed}")
        self.fates = Fates(sorted(chance.sample(range(1, 60), chance.choice([0, 0, 1, 2, 3]))))
        self.provider.takes_unknown_reversals = chance.random() < 0.7
        self.provider.buyer = _buyer(chance)
        self.provider.fault = self._fault()
        self.hub = self._hub()

    def play(self) -> list[str]:
        """Live through it; return what is wrong."""
        actions = self._actions()
        recovered_until = TROUBLED_S + 1500
        while True:
            next_s = self.hub.next_s()
            at_s = actions[0][0] if actions else None
            upcoming = [it for it in (next_s, at_s) if it is not None]
            if not upcoming or min(upcoming) > recovered_until:
                break
            self.time.at_s = max(self.time.at_s, min(upcoming))
            try:
                if at_s is not None and (next_s is None or at_s <= next_s):
                    actions.pop(0)[1]()
                else:
                    self.hub.work()
            except Killed:
                self._start_again()
            except (Refusal, Trouble) as told:
                self._tell(f"refused: {told.code}")
        self._calm()
        faults = self._judge()
        self._rest(26 * 3600)
        return faults + self._judge_rest()

    def _calm(self) -> None:
        """Let everything work from now on."""
        self.provider.arrive()
        self.provider.fault = lambda _: Fault.NONE

    def _nets(self) -> dict[str, int]:
        """Return what the shop has at the provider, by order number."""
        return {number: trade.net for number, trade in self.provider.books.items()}

    def _expected(self, one: Attempt) -> int:
        """Return what our ledger says that we have of an attempt."""
        with self.database.reading() as connection:
            back = [
                it.amount.fen
                for it in refunds.of_order(connection, one.number)
                if it.stage is Stage.DONE and it.purpose is Purpose.ASKED
            ]
        return one.amount.fen - sum(back) if one.state is State.PAID else 0

    def _possible(self, one: Attempt) -> set[int]:
        """Return what we may have of it while a part is on its way back."""
        with self.database.reading() as connection:
            rows = refunds.of_order(connection, one.number)
        going = sum(it.amount.fen for it in rows if it.is_open)
        return {self._expected(one), self._expected(one) - going}

    def _rest(self, seconds: float) -> None:
        """Let a day pass in which everything works: what a person was told of ends by itself."""
        self.fates.kills.clear()
        end_s = self.time.at_s + seconds
        while (next_s := self.hub.next_s()) is not None and next_s <= end_s:
            self.time.at_s = max(self.time.at_s, next_s)
            self.hub.work()

    def _hub(self) -> JournalHub:
        hub = JournalHub(
            Shop(database=self.database, clock=self._clock),
            {self.channel.name: self.channel},
            self._send,
            wants=lambda _: self.wanted,
            steady=self.time.steady,
        )
        hub.listen(self._hear)
        return hub

    def _clock(self) -> datetime:
        self.fates.tick()
        return self.time.wall()

    def _send(self, request: Request) -> Response:
        self.fates.tick()
        response = self.provider.send(request)
        self.fates.tick()
        return response

    def _start_again(self) -> None:
        self.kills += 1
        self._tell("killed")
        self.time.at_s += self.chance.choice([1, 5, 30, 90])
        while True:
            try:
                self.hub = self._hub()
                self.hub.recover()
            except Killed:
                self.kills += 1
            else:
                return

    def _actions(self) -> list[tuple[float, Callable[[], None]]]:
        chance = self.chance
        actions: list[tuple[float, Callable[[], None]]] = [(0.0, self._pay)]
        if chance.random() < 0.3:  # another till has the same cart
            actions.append((chance.choice([0.0, 0.1, 2.0]), self._pay))
        if chance.random() < 0.5:  # the cashier tries again
            actions += [(chance.uniform(1, 200), self._pay) for _ in range(chance.randint(1, 3))]
        if chance.random() < 0.3:
            actions.append((chance.uniform(0, 60), self._cancel))
        if chance.random() < 0.2:
            actions.append((chance.uniform(5, 120), self._walk_away))
        if chance.random() < 0.3:
            minutes = chance.choice([-10, 10])
            actions.append((chance.uniform(0, 60), lambda: self._set_clock(minutes)))
        if chance.random() < 0.3:
            actions.append((chance.uniform(0, 100), self._forward_again))
        actions += [(chance.uniform(0, 600), self._call_back) for _ in range(chance.choice([0, 2]))]
        return sorted(actions, key=lambda it: it[0])

    def _pay(self) -> None:
        attempt = Attempt(
            number=new_number(),
            store=STORE,
            till=TillId(self.chance.choice(["t1", "t2"])),
            sale=self.sale,
            channel=self.channel.name,
            wallet=Wallet.WECHAT,
            mode=self.mode,
            amount=Money(1990),
            made_at=self.time.wall(),
        )
        self.numbers.append(attempt.number)
        self.since_s[attempt.number] = self.time.at_s
        charge = Charge(attempt=attempt, due=Money(1990))
        if self.mode is Mode.SHOWN:
            self.hub.show_qr(charge)
        else:
            self.hub.pay(charge, CODE)

    def _forward_again(self) -> None:
        """Forward what was queued once more, as a till does that had no answer from its hub."""
        with self.database.reading() as connection:
            known = [attempts.find(connection, it) for it in self.numbers]
        for one in known:
            if one is not None:
                self.hub.pay(Charge(attempt=one, due=Money(1990)), CODE)

    def _cancel(self) -> None:
        for number in self.numbers[-1:]:
            self._tell("cancelled")
            self.hub.reverse(number)

    def _walk_away(self) -> None:
        """Pay in cash: no channel may keep anything that was not proven before."""
        with self.database.reading() as connection:
            held = attempts.of_sale(connection, STORE, self.sale)
        if not any(one.state is State.PAID for one in held):
            self._tell("paid in cash")
            self.wanted = False

    def _set_clock(self, minutes: int) -> None:
        self._tell(f"clock {minutes:+} min")
        self.time.skew += timedelta(minutes=minutes)

    def _call_back(self) -> None:
        for number in list(self.provider.books):
            state = self.provider.facts_of(number)["state"]
            if state in ("paid", "refunded"):
                callback = self.provider.callback(number, f"{number}-{self.chance.randint(1, 2)}")
                for _ in range(self.chance.choice([1, 2])):
                    self.hub.hear(self.channel.name, callback)

    def _fault(self) -> Callable[[Request], Fault]:
        chance = self.chance
        rate = chance.choice([0.0, 0.2, 0.5, 0.8])
        outage = (0.0, 0.0)
        if chance.random() < 0.2:
            begins_s = chance.uniform(0, 60)
            outage = begins_s, begins_s + chance.uniform(5, TROUBLED_S)

        def fault(request: Request) -> Fault:
            found = Fault.NONE
            if outage[0] <= self.time.at_s < outage[1]:
                found = chance.choice([Fault.UNSENT, Fault.LOST, Fault.ERROR])
            elif self.time.at_s < TROUBLED_S and chance.random() < rate:
                found = chance.choice(list(Fault))
            if found is Fault.LATE and request.ask not in (Ask.PAY, Ask.REVERSE):
                found = Fault.LOST
            self.faults[f"{request.ask}/{found}"] += 1
            self._tell(f"{request.ask} {found}")
            return found

        return fault

    def _hear(self, update: Update) -> None:
        self.told.append(update)
        one = update.attempt
        self._tell(f"{update.news} {one.number[-4:]} {one.state}")
        if one.is_final or one.state is State.ESCALATED:
            self.settled_s.setdefault(one.number, self.time.at_s)

    def _tell(self, text: str) -> None:
        self.story.append(f"{self.time.at_s:8.1f} {text}")

    def _held(self) -> list[Attempt]:
        with self.database.reading() as connection:
            return attempts.of_sale(connection, STORE, self.sale)

    def _judge(self) -> list[str]:
        faults = []
        kept, nets = 0, self._nets()
        for one in self._held():
            net = nets.get(one.number, 0)
            kept += net > 0
            if one.state is State.PAID and net not in self._possible(one):
                faults.append(f"{one.number}: paid here, {net} fen at the provider")
            if one.state in TERMINAL and one.state is not State.PAID and net:
                faults.append(f"{one.number}: {one.state} here, {net} fen at the provider")
            if not one.is_final and one.state is not State.ESCALATED:
                faults.append(f"{one.number}: still {one.state}")
            took_s = self.settled_s.get(one.number, 1e9) - self.since_s[one.number]
            if took_s > DEADLINE_S + 90 * self.kills:
                faults.append(f"{one.number}: settled after {took_s:.0f} s")
            if one.number in nets and one.sent_at is None:
                faults.append(f"{one.number}: at the provider, never sent here")
            faults += self._moved(one)
        if kept > 1:
            faults.append(f"{kept} charges for one sale")
        lost = set(nets) - {str(one.number) for one in self._held()}
        faults += [f"{it}: at the provider, not in the journal" for it in lost]
        return faults

    def _judge_rest(self) -> list[str]:
        faults, nets = [], self._nets()
        for one in self._held():
            net = nets.get(one.number, 0)
            is_known = one.is_final or not self.provider.takes_unknown_reversals
            if net != self._expected(one) or not is_known:
                faults.append(f"{one.number}: {one.state}, {net} fen after a day")
            faults += self._moved(one)
        return faults

    def _moved(self, one: Attempt) -> list[str]:
        with self.database.reading() as connection:
            states = [it.state for it in attempts.history(connection, one.number)]
        pairs = itertools.pairwise(states)
        return [f"{one.number}: {a} became {b}" for a, b in pairs if a in TERMINAL and a is not b]

    def resolved(self) -> str:
        """Say how it ended, for the table."""
        states = [str(one.state) for one in self._held()]
        return "+".join(sorted(set(states))) or "nothing"


def _buyer(chance: random.Random) -> Buyer:
    kind = chance.random()
    if kind < 0.5:
        return Buyer()
    if kind < 0.6:
        return Buyer(declines=True)
    if kind < 0.7:
        return Buyer(pays_after_s=None)
    return Buyer(pays_after_s=chance.choice([2, 9, 30, 43.5, 44, 46, 59, 61, 100, 300]))


@contextmanager
def journal() -> Iterator[Database]:
    """Open an empty journal, in memory where this machine has a place for that."""
    place = Path("/dev/shm")
    with TemporaryDirectory(dir=place if place.is_dir() else None) as folder:
        database = open_file(Path(folder) / "journal.sqlite")
        upgrade(database)
        try:
            yield database
        finally:
            database.close()


def forget(database: Database) -> None:
    """Empty the journal for the next run."""
    with database.writing() as connection:
        for name in TABLES:
            connection.exec_driver_sql(f"DELETE FROM {name}")


def main(words: list[str]) -> int:
    """Play all runs, print the table, and tell the story of what went wrong."""
    parser = argparse.ArgumentParser(prog="prove payments-model")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int)
    args = parser.parse_args(words)
    first, runs = (args.first, args.runs) if args.seed is None else (args.seed, 1)
    table = Table()
    with journal() as database:
        for seed in range(first, first + runs):
            run = Run(database, seed)
            faults = run.play()
            table.add(run, faults)
            if args.seed is not None:
                print("\n".join(run.story))
            if faults:
                print(f"seed {seed}:", *faults, sep="\n  ", file=sys.stderr)
            forget(database)
    print(json.dumps(table.figures(), indent=1))
    return 1 if table.wrong else 0


class Table:
    """The figures of many runs."""

    def __init__(self) -> None:
        self.began = real_time.perf_counter()
        self.runs = self.wrong = self.kills = self.exchanges = 0
        self.by_channel: Counter[str] = Counter()
        self.ends: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.news: Counter[str] = Counter()

    def add(self, run: Run, faults: list[str]) -> None:
        """Count a run."""
        self.runs += 1
        self.wrong += bool(faults)
        self.kills += run.kills
        self.exchanges += len(run.provider.heard)
        self.by_channel[f"{run.channel.name}/{run.mode}"] += 1
        self.ends[run.resolved()] += 1
        self.faults.update(run.faults)
        self.news.update(str(it.news) for it in run.told)

    def figures(self) -> dict[str, object]:
        """Return what to print."""
        by_fault: Counter[str] = Counter()
        for name, number in self.faults.items():
            by_fault[name.split("/")[1]] += number
        return {
            "runs": self.runs,
            "runs_with_a_fault_of_ours": self.wrong,
            "kills": self.kills,
            "exchanges": self.exchanges,
            "seconds": round(real_time.perf_counter() - self.began),
            "by_channel": dict(sorted(self.by_channel.items())),
            "exchanges_by_fault": dict(by_fault.most_common()),
            "ends": dict(self.ends.most_common()),
            "escalated": self.news[News.ESCALATED],
            "disputed": self.news[News.DISPUTED],
        }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
