"""`run.py prove payments`: seeded shops with bad luck against the real sandbox, over HTTP.

Each run is one sale: a channel with its real wire and signatures, how the customer behaves, what
happens to each exchange, when the program dies between two steps of its journal, when the clock of
this computer is set, which till races, what the cashier presses, what is handed back later. Time is
turned by hand, here and in the sandbox alike. `--state FILE` goes on where it was stopped;
`--seed N` plays one run again and tells its story.
"""

import argparse
import json
import queue
import random
import subprocess
import sys
import threading
import time as real_time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from app.base.ids import SaleId, TillId
from app.base.money import Money
from app.payments import attempts, contracts
from app.payments.attempt import Attempt, State, new_number
from app.payments.channels import huabei
from app.payments.channels.channel import Channel
from app.payments.contracts import Contracted
from app.payments.exchange import Ask, Callback, Mode, Refund, Request, Response
from app.payments.hub import Charge, News, Update
from app.payments.journal_hub import JournalHub
from app.payments.sending import Unsent
from app.payments.wallets import Code, Wallet
from app.shop import Shop
from app.storage.database import Database
from sync.transport import Transport
from tests.examples import NOON, STORE
from tests.proofs.payments_model import TROUBLED_S, Fates, Run, Table, forget, journal

HEADS = {Wallet.WECHAT: "13", Wallet.ALIPAY: "28", Wallet.UNIONPAY: "62", Wallet.ECNY: "01"}
WAYS: list[tuple[str, Wallet, Mode]] = [
    ("wechat", Wallet.WECHAT, Mode.SCANNED),
    ("wechat", Wallet.WECHAT, Mode.SHOWN),
    ("wechat_v2", Wallet.WECHAT, Mode.SCANNED),
    ("alipay", Wallet.ALIPAY, Mode.SCANNED),
    ("alipay", Wallet.ALIPAY, Mode.SHOWN),
    ("huabei", Wallet.ALIPAY, Mode.SCANNED),
    ("unionpay", Wallet.UNIONPAY, Mode.SCANNED),
    ("unionpay", Wallet.UNIONPAY, Mode.SHOWN),
    ("quickpass", Wallet.WECHAT, Mode.SCANNED),
    ("quickpass", Wallet.ALIPAY, Mode.SCANNED),
    ("ecny", Wallet.ECNY, Mode.SCANNED),
    ("ecny", Wallet.ECNY, Mode.SHOWN),
]
ANY = (  # what may happen to any exchange
    "cut_before",
    "cut_after",
    "mid_body",
    "status_before",
    "status",
    "html_before",
    "html",
    "bad_signature",
    "stale",
    "amount",
    "system_error",
    "system_error_after",
    "black_hole",
)
ONLY = {  # and what only to some
    Ask.PAY: ("late=30", "not_exist=20", "bare", "callback_first"),
    Ask.SHOW: ("not_exist=20",),
    Ask.QUERY: ("not_exist", "bare"),
    Ask.REVERSE: ("reverse_lies", "pays_at_reverse", "late=30"),
    Ask.CLOSE: ("reverse_lies", "pays_at_reverse"),
    Ask.REFUND: ("refund_after=300",),
}
BUYERS = ("pays", "insufficient", "cancels", "ignores", "wrong_password", "expired_code")
NO_PROOF = (
    "ecny",
    "unionpay",
    "quickpass",
)  # of an order that was lost on its way: a person is told
READ_S = 0.5  # of real time: a hole in the line costs as much


class SandboxTime:
    """Our steady clock; a wall clock that may be wrong; and the sandbox, which follows."""

    def __init__(self, true: datetime) -> None:
        self.at_s = 0.0
        self.skew = timedelta()
        self._began = true

    def steady(self) -> float:
        """Read the steady clock."""
        return self.at_s

    def wall(self) -> datetime:
        """Read the computer's clock."""
        return self.true() + self.skew

    def true(self) -> datetime:
        """Say what time it really is."""
        return self._began + timedelta(milliseconds=round(self.at_s * 1000))


class Sandbox:
    """The program that is every provider, and the inbox for what it sends by itself."""

    def __init__(self, said: dict[str, Any], inbox: "queue.Queue[tuple[str, Callback]]") -> None:
        self.said = said
        self.url = said["base_url"]
        self.inbox = inbox
        self.http = httpx.Client(base_url=self.url, timeout=60)
        self.send = Transport(read_s=READ_S, connect_s=2)
        self._off_s = 0.0

    def begin(self) -> SandboxTime:
        """Forget the last run, and tell what time it is there."""
        now = self._post("reset", {})["now"]
        self._off_s = 0.0
        while not self.inbox.empty():
            self.inbox.get()
        return SandboxTime(datetime.fromisoformat(now))

    def follow(self, at_s: float) -> None:
        """Let time pass there, too."""
        ahead_s = round(at_s - self._off_s, 3)
        if ahead_s > 0:
            self._off_s += ahead_s
            self._post("advance", {"seconds": ahead_s})

    def scan(self, qr: str, does: str) -> bool:
        """Let the customer scan our code; say whether it still worked."""
        return self.http.post("/sandbox/scan", json={"qr": qr, "do": does}).status_code == 200

    def charges(self) -> list[dict[str, Any]]:
        """Return the books."""
        found: list[dict[str, Any]] = self.http.get("/sandbox/books").json()["charges"]
        return found

    def _post(self, what: str, body: object) -> Any:  # noqa: ANN401 - JSON
        return self.http.post(f"/sandbox/{what}", json=body).raise_for_status().json()


class SandboxRun(Run):
    """One sale with bad luck, at a provider that speaks its own wire."""

    sandbox: Sandbox
    made: dict[str, Contracted]

    def __init__(
        self, database: Database, seed: int, sandbox: Sandbox, made: dict[str, Contracted]
    ) -> None:
        self.sandbox, self.made = sandbox, made
        super().__init__(database, seed)

    def __post_init__(self) -> None:
        chance = self.chance = random.Random(self.seed)
        self.time = self.sandbox.begin()  # type: ignore[assignment]
        self.way, self.wallet, self.mode = chance.choice(WAYS)
        self.parts = None
        self.price = Money(1990)
        name = "alipay" if self.way == "huabei" else self.way
        if self.way == "huabei":
            self.price = Money(13_000)
            contract = self.made[name].huabei
            assert contract is not None
            self.parts = huabei.offers(self.price, contract)[chance.randrange(3)]
        self.real: Channel = self.made[name].channel
        self.sale = SaleId(f"sale-{self.seed}")
        self.fates = Fates(sorted(chance.sample(range(1, 60), chance.choice([0, 0, 1, 2, 3]))))
        self.does = _buyer(chance)
        self.rate = chance.choice([0.0, 0.2, 0.5, 0.8])
        begins_s = chance.uniform(0, 60) if chance.random() < 0.2 else 1e9
        self.outage = begins_s, begins_s + chance.uniform(5, TROUBLED_S)
        self.is_calm = False
        self.exchanges = 0
        self.pays = 0
        self.scans: list[tuple[float, str]] = []
        self.hub = self._hub()

    def _hub(self) -> JournalHub:
        hub = JournalHub(
            Shop(database=self.database, clock=self._clock),
            {it.channel.name: it.channel for it in self.made.values()},
            self._send,
            wants=lambda _: self.wanted,
            steady=self.time.steady,
        )
        hub.listen(self._hear)
        return hub

    def _send(self, request: Request) -> Response:
        self.fates.tick()
        self.exchanges += 1
        self._pass_on()
        does = self._fate(request)
        self._tell(f"{request.ask} {does}")
        self.time.at_s += 0.3
        if does == "unsent":
            raise Unsent("provider_unreachable", why="no route")
        effects = f"{self.does},{does}" if request.ask is Ask.PAY and self.does else does
        headers = (*request.headers, *((("Sandbox-Test", effects),) if effects else ()))
        try:
            response = self.sandbox.send(replace(request, headers=headers))
        except Exception:
            self.time.at_s += 5
            raise
        finally:
            self.fates.tick()
        return response

    def _fate(self, request: Request) -> str:
        chance, at_s, found = self.chance, self.time.at_s, ""
        if not self.is_calm and self.outage[0] <= at_s < self.outage[1]:
            found = chance.choice(["unsent", "cut_before", "status_before"])
        elif not self.is_calm and at_s < TROUBLED_S and chance.random() < self.rate:
            found = chance.choice([*ANY, "unsent", *ONLY.get(request.ask, ())])
            if found == "black_hole" and chance.random() < 0.8:  # it costs real time
                found = "cut_after"
        self.faults[f"{request.ask}/{found or 'none'}"] += 1
        return found

    def _pass_on(self) -> None:
        """Let the sandbox's clock follow, and take in what it sent by itself."""
        for at_s, qr in [it for it in self.scans if it[0] <= self.time.at_s]:
            self.scans.remove((at_s, qr))
            self._tell(f"scanned {self.sandbox.scan(qr, self.does or 'pays')}")
        self.sandbox.follow(self.time.at_s)

    def _hear(self, update: Update) -> None:
        super()._hear(update)
        if update.news is News.SHOWN and self.chance.random() < 0.8:
            later_s = self.chance.choice([1, 5, 20, 58, 61, 90])
            self.scans.append((self.time.at_s + later_s, update.shows))

    def _pay(self) -> None:
        self.pays += 1
        attempt = Attempt(
            number=new_number(),
            store=STORE,
            till=TillId(self.chance.choice(["t1", "t2"])),
            sale=self.sale,
            channel=self.real.name,
            wallet=self.wallet,
            mode=self.mode,
            amount=self.price,
            made_at=self.time.wall(),
            instalments=self.parts,
        )
        self.numbers.append(attempt.number)
        self.since_s[attempt.number] = self.time.at_s
        charge = Charge(attempt=attempt, due=self.price)
        if self.mode is Mode.SHOWN:
            self.hub.show_qr(charge)
        else:
            self.hub.pay(charge, self._code())

    def _code(self) -> Code:
        digits = 19 if self.wallet in (Wallet.UNIONPAY, Wallet.ECNY) else 18
        middle = f"{self.seed % 10**9:09}{self.pays:0{digits - 15}}"
        return Code(f"{HEADS[self.wallet]}{middle}0001")

    def _forward_again(self) -> None:
        with self.database.reading() as connection:
            known = [attempts.find(connection, it) for it in self.numbers]
        for one in known:
            if one is not None:
                self.hub.pay(Charge(attempt=one, due=self.price), self._code())

    def _actions(self) -> list[tuple[float, Callable[[], None]]]:
        actions = super()._actions()
        if self.chance.random() < 0.2:
            actions.append((self.chance.uniform(100, 900), self._hand_back))
        return sorted(actions, key=lambda it: it[0])

    def _hand_back(self) -> None:
        """Give a part back of what is paid, as for goods that come back."""
        for one in self._held():
            if one.state is State.PAID:
                self._tell("handed back")
                number = new_number()
                refund = Refund(number=number, amount=Money(990), made_at=self.time.wall())
                self.hub.refund(one.number, refund)

    def _call_back(self) -> None:
        """Hear what the sandbox has sent by itself: late, twice, or never."""
        self._pass_on()
        while not self.sandbox.inbox.empty():
            channel, callback = self.sandbox.inbox.get()
            for _ in range(self.chance.choice([0, 1, 2])):
                reply = self.hub.hear(channel, callback)
                self._tell(f"callback {channel} {reply.status}")

    def _calm(self) -> None:
        self.is_calm = True
        self._pass_on()

    def _nets(self) -> dict[str, int]:
        self.sandbox.follow(self.time.at_s)
        return {it["number"]: it["net_fen"] for it in self.sandbox.charges()}

    def _judge_rest(self) -> list[str]:
        """Judge what is settled; some channels have no answer that proves that no order came."""
        self.time.at_s += 600
        nets, faults = self._nets(), []
        for one in self._held():
            net = nets.get(one.number, 0)
            may_stay = one.state is State.ESCALATED and self.way in NO_PROOF and not net
            if net != self._expected(one) or not (one.is_final or may_stay):
                faults.append(f"{one.number}: {one.state}, {net} fen after a day")
            faults += self._moved(one)
        return faults


def _buyer(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return ""
    if chance.random() < 0.5:
        return chance.choice(BUYERS)
    return f"password={chance.choice([2, 9, 30, 43.5, 44, 46, 59, 61, 100, 300])}"


@contextmanager
def sandbox(folder: Path) -> Iterator[Sandbox]:
    """Run the program with a clock of its own, and listen to what it sends."""
    command = [sys.executable, "-m", "hq.sandbox", "serve", "--json", "--port", "0"]
    command += ["--keys", str(folder / "keys"), "--stand-at", NOON.isoformat()]
    inbox: queue.Queue[tuple[str, Callback]] = queue.Queue()

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            inbox.put((self.path.strip("/"), Callback(tuple(self.headers.items()), body)))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"success")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ExitStack() as stack:
        program = stack.enter_context(
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        )
        stack.callback(program.wait, 10)
        stack.callback(program.terminate)
        listening = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), Listener))
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        stack.callback(listening.shutdown)
        assert program.stdout is not None
        said = json.loads(program.stdout.readline())
        said["notify"] = f"http://127.0.0.1:{listening.server_port}"
        made = Sandbox(said, inbox)
        stack.enter_context(closing(made.send))
        stack.enter_context(closing(made.http))
        yield made


def contracted(it: Sandbox) -> dict[str, Contracted]:
    """Put our channels together from what the sandbox tells a merchant."""
    with TemporaryDirectory() as folder:
        names = ("wechat", "alipay", "unionpay", "quickpass", "ecny")
        tables = {
            name: it.said[name] | {"notify_url": f"{it.said['notify']}/{name}"} for name in names
        }
        tables["wechat_v2"] = it.said["wechat"]
        file = Path(folder) / "contracts.json"
        file.write_text(json.dumps(tables), "utf-8")
        found = contracts.read(file)
    return {name: contracts.made(name, values) for name, values in found.items()}


class HttpTable(Table):
    """The figures of runs over HTTP, kept in a file to go on from."""

    def keep(self, path: Path | None, next_seed: int) -> None:
        """Write everything down."""
        if path is None:
            return
        kept = {name: value for name, value in vars(self).items() if name != "began"}
        half = path.with_suffix(".half")
        half.write_text(json.dumps({"next": next_seed, "seconds": self.seconds(), "table": kept}))
        half.replace(path)

    def seconds(self) -> float:
        """Return how long it took, in all."""
        return real_time.perf_counter() - self.began

    def go_on(self, path: Path | None) -> int:
        """Read what was kept; return the seed to go on with."""
        if path is None or not path.exists():
            return 0
        kept = json.loads(path.read_text())
        for name, value in kept["table"].items():
            setattr(self, name, Counter(value) if isinstance(value, dict) else value)
        self.began -= kept["seconds"]
        return int(kept["next"])

    def add(self, run: Run, faults: list[str]) -> None:
        """Count a run."""
        assert isinstance(run, SandboxRun)
        self.runs += 1
        self.wrong += bool(faults)
        self.kills += run.kills
        self.exchanges += run.exchanges
        self.by_channel[f"{run.way}/{run.wallet}/{run.mode}"] += 1
        self.ends[run.resolved()] += 1
        self.faults.update(run.faults)
        self.news.update(str(it.news) for it in run.told)


def main(words: list[str]) -> int:
    """Play all runs, print the table, and tell the story of what went wrong."""
    parser = argparse.ArgumentParser(prog="prove payments", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000, help="in all, with those before")
    parser.add_argument("--seconds", type=float, default=0.0, help="stop after this; 0 for never")
    parser.add_argument("--state", type=Path, help="a file that lets this go on after a stop")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int)
    args = parser.parse_args(words)
    table = HttpTable()
    first = max(args.first, table.go_on(args.state))
    first, last = (
        (first, args.runs + args.first) if args.seed is None else (args.seed, args.seed + 1)
    )
    ends = real_time.perf_counter() + (args.seconds or 1e9)
    with journal() as database, TemporaryDirectory() as folder, sandbox(Path(folder)) as it:
        made = contracted(it)
        for seed in range(first, last):
            run = SandboxRun(database, seed, it, made)
            faults = run.play()
            table.add(run, faults)
            if args.seed is not None:
                print("\n".join(run.story))
            if faults:
                print(f"seed {seed} ({run.way}/{run.mode}):", *faults, sep="\n  ", file=sys.stderr)
            forget(database)
            table.keep(args.state, seed + 1)
            if real_time.perf_counter() > ends:
                break
    print(json.dumps(table.figures(), indent=1))
    return 1 if table.wrong else 0


def play(seeds: range, folder: Path) -> dict[int, list[str]]:
    """Play these runs; return what is wrong, by seed."""
    with journal() as database, sandbox(folder) as it:
        made, wrong = contracted(it), {}
        for seed in seeds:
            faults = SandboxRun(database, seed, it, made).play()
            forget(database)
            if faults:
                wrong[seed] = faults
        return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
