import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from queue import SimpleQueue
from time import monotonic, sleep

import pytest

from app.base.errors import Told, Trouble
from devices.drawer import DrawerState, Sense
from devices.printer import Done, Outcome, Work
from devices.simulator import Faults, PrinterSimulator
from devices.spooler import PrinterWorker

JOB = Work("j1", b"\x1b@" + "牛奶\n".encode("gbk") * 50 + b"\x1dVB\x00")
ASKING = Work("j1", JOB.data + b"\x1dr\x01", acknowledges=True)


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devices.line.LOOK_S", 0.1)
    monkeypatch.setattr("devices.spooler.HELD_LOOK_S", 0.05)
    monkeypatch.setattr("devices.spooler.PAUSES_S", (0.2,))


@pytest.fixture
def nobody() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"tcp://127.0.0.1:{server.getsockname()[1]}"


class Queue:
    """Jobs in memory, and what the worker said of them."""

    def __init__(self, *jobs: Work) -> None:
        self.jobs = list(jobs)
        self.told: SimpleQueue[tuple[str, Outcome]] = SimpleQueue()
        self.shown: list[Told | None] = []

    def take(self) -> Work | None:
        return self.jobs.pop(0) if self.jobs else None

    def tell(self, job: str, done: Done) -> None:
        if done.outcome is Outcome.NOTHING_SENT:
            self.jobs.insert(0, JOB)
        self.told.put((job, done.outcome))


@pytest.fixture
def started() -> Iterator[list[PrinterWorker]]:
    workers: list[PrinterWorker] = []
    yield workers
    for worker in workers:
        worker.stop()


def test_a_worker_prints_what_waits_and_what_comes(started: list[PrinterWorker]) -> None:
    with PrinterSimulator() as printer:
        queue = Queue(JOB)
        worker = PrinterWorker(printer.url, queue.take, queue.tell, queue.shown.append)
        started.append(worker)
        worker.start()
        assert queue.told.get(timeout=5) == ("j1", Outcome.ALL_SENT)
        queue.jobs.append(JOB)
        worker.wake()
        assert queue.told.get(timeout=5) == ("j1", Outcome.ALL_SENT)
        assert queue.shown[-1] is None


def test_a_worker_waits_for_a_printer_that_comes_back(
    started: list[PrinterWorker], nobody: str
) -> None:
    queue = Queue(JOB)
    worker = PrinterWorker(nobody, queue.take, queue.tell, queue.shown.append)
    started.append(worker)
    worker.start()
    assert queue.told.get(timeout=5) == ("j1", Outcome.NOTHING_SENT)
    with PrinterSimulator(int(nobody.rpartition(":")[2])) as printer:
        while queue.told.get(timeout=10) != ("j1", Outcome.ALL_SENT):
            pass
        assert printer.data == JOB.data
    worker.stop()
    assert queue.shown[-1] is None
    assert queue.shown[0] is not None


def test_a_worker_never_sends_a_cut_job_again(started: list[PrinterWorker]) -> None:
    with PrinterSimulator(faults=Faults(drops_after=1)) as printer:
        queue = Queue(Work("j1", b"x" * 10_000_000))
        worker = PrinterWorker(printer.url, queue.take, queue.tell, queue.shown.append)
        started.append(worker)
        worker.start()
        assert queue.told.get(timeout=10) == ("j1", Outcome.CUT_OFF)
        worker.wake()
        worker.stop()
        assert printer.jobs == 1


def test_a_worker_waits_before_the_next_job_when_one_was_cut_off(
    started: list[PrinterWorker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.spooler.PAUSES_S", (60.0,))
    with PrinterSimulator(faults=Faults(drops_after=1)) as printer:
        queue = Queue(JOB, JOB)
        worker = PrinterWorker(printer.url, queue.take, queue.tell, queue.shown.append)
        started.append(worker)
        worker.start()
        assert queue.told.get(timeout=5) == ("j1", Outcome.CUT_OFF)
        printer.faults = Faults()
        assert len(queue.jobs) == 1
        worker.retry()
        assert queue.told.get(timeout=5) == ("j1", Outcome.ALL_SENT)


def test_an_outcome_that_could_not_be_recorded_is_told_again_and_not_printed_again(
    started: list[PrinterWorker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.spooler.PAUSES_S", (0.01,))
    full_disk = [Trouble("disk_full"), Trouble("disk_full")]
    queue = Queue(JOB)

    def tell(job: str, done: Done) -> None:
        if full_disk:
            raise full_disk.pop()
        queue.tell(job, done)

    with PrinterSimulator() as printer:
        started.append(PrinterWorker(printer.url, queue.take, tell, queue.shown.append))
        started[0].start()
        assert queue.told.get(timeout=5) == ("j1", Outcome.ALL_SENT)
        assert printer.jobs == 1


def test_an_outcome_that_nobody_can_record_stops_no_other_job(
    started: list[PrinterWorker],
) -> None:
    with PrinterSimulator() as printer:
        queue = Queue(Work("odd", JOB.data), Work("next", JOB.data))

        def tell(job: str, done: Done) -> None:
            if job == "odd":
                raise ValueError(job)
            queue.told.put((job, done.outcome))

        worker = PrinterWorker(printer.url, queue.take, tell, queue.shown.append)
        started.append(worker)
        worker.start()
        assert queue.told.get(timeout=10) == ("next", Outcome.ALL_SENT)


def a_worker(queue: Queue, printer: PrinterSimulator, *backups: PrinterSimulator) -> PrinterWorker:
    urls = [it.url for it in backups]
    return PrinterWorker(printer.url, queue.take, queue.tell, queue.shown.append, backups=urls)


def until(is_so: Callable[[], bool], most_s: float = 10.0) -> None:
    ends = monotonic() + most_s
    while not is_so():
        assert monotonic() < ends, "it never came to that"
        sleep(0.01)


def codes(queue: Queue) -> list[str]:
    return [told.code for told in queue.shown if told is not None]


@pytest.mark.parametrize("fault", [Faults(paper_bytes=20), Faults(paper_bytes=200)])
def test_an_answer_that_comes_with_new_paper_settles_the_job(
    started: list[PrinterWorker], fault: Faults
) -> None:
    with PrinterSimulator(faults=fault) as printer:
        queue = Queue(ASKING)
        started.append(a_worker(queue, printer))
        started[0].start()
        assert queue.told.get(timeout=10) == ("j1", Outcome.CUT_OFF)
        assert codes(queue)[-1] == "printer_no_paper_midway"
        printer.faults = Faults()
        assert queue.told.get(timeout=5) == ("j1", Outcome.ACKNOWLEDGED)
        assert queue.shown[-1] is None
        assert len(printer.papers) == 1


def test_a_printer_that_owes_an_answer_gets_no_second_job_and_another_does_it(
    started: list[PrinterWorker],
) -> None:
    stuck = PrinterSimulator(faults=Faults(paper_bytes=20))
    with stuck, PrinterSimulator() as backup:
        queue = Queue(ASKING, replace(ASKING, job="j2"))
        started.append(a_worker(queue, stuck, backup))
        started[0].start()
        assert queue.told.get(timeout=10) == ("j1", Outcome.CUT_OFF)
        assert queue.told.get(timeout=10) == ("j2", Outcome.ACKNOWLEDGED)
        assert (stuck.jobs, backup.jobs) == (1, 1)
        stuck.faults = Faults()
        assert queue.told.get(timeout=10) == ("j1", Outcome.ACKNOWLEDGED)


def test_another_printer_stands_in_while_nothing_was_sent(
    started: list[PrinterWorker], nobody: str
) -> None:
    with PrinterSimulator() as backup:
        queue = Queue(JOB)
        worker = PrinterWorker(
            nobody, queue.take, queue.tell, queue.shown.append, backups=[backup.url]
        )
        started.append(worker)
        worker.start()
        assert queue.told.get(timeout=5) == ("j1", Outcome.ALL_SENT)
        until(lambda: codes(queue) == ["printer_stands_in"])


def test_no_other_printer_gets_what_may_be_on_paper(started: list[PrinterWorker]) -> None:
    broken = PrinterSimulator(faults=Faults(drops_after=10))
    with broken, PrinterSimulator() as backup:
        queue = Queue(JOB)
        started.append(a_worker(queue, broken, backup))
        started[0].start()
        assert queue.told.get(timeout=5) == ("j1", Outcome.CUT_OFF)
        started[0].stop()
        assert backup.jobs == 0


def test_whoever_chooses_another_printer_gets_it(started: list[PrinterWorker]) -> None:
    with PrinterSimulator() as first, PrinterSimulator() as second:
        queue = Queue()
        worker = a_worker(queue, first, second)
        started.append(worker)
        worker.start()
        worker.retry(second.url)
        queue.jobs.append(JOB)
        worker.wake()
        assert queue.told.get(timeout=5) == ("j1", Outcome.ALL_SENT)
        assert (worker.urls, second.jobs) == ((second.url, first.url), 1)


def test_a_printer_that_comes_back_is_noticed_without_a_job(
    started: list[PrinterWorker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.spooler.PAUSES_S", (0.05,))
    with PrinterSimulator(faults=Faults(is_out_of_paper=True)) as printer:
        queue = Queue(JOB)
        started.append(a_worker(queue, printer))
        started[0].start()
        until(lambda: codes(queue) == ["printer_no_paper"])
        queue.jobs.clear()
        printer.faults = Faults()
        until(lambda: queue.shown[-1] is None)


def test_a_drawer_opens_before_its_receipt_and_the_wire_says_so(
    started: list[PrinterWorker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.spooler.DRAWER_LOOK_S", 0.05)
    seen: SimpleQueue[DrawerState] = SimpleQueue()
    told: SimpleQueue[Told | None] = SimpleQueue()
    queue = Queue(JOB)
    with PrinterSimulator() as printer:
        worker = PrinterWorker(
            printer.url, queue.take, queue.tell, queue.shown.append,
            sense=Sense.LOW, alarm_s=0.2, drawer=seen.put,
        )  # fmt: skip
        started.append(worker)
        worker.kick(b"\x1bp\x00\x19\xfa", told.put)
        worker.start()
        assert told.get(timeout=5) is None
        assert seen.get(timeout=5) is DrawerState.OPEN
        assert printer.data.startswith(b"\x1bp")
        assert seen.get(timeout=5) is DrawerState.LEFT_OPEN
        printer.drawer_is_open = False
        assert seen.get(timeout=5) is DrawerState.CLOSED


def test_a_drawer_that_could_not_be_opened_stays_shut_for_good(
    started: list[PrinterWorker], nobody: str
) -> None:
    told: SimpleQueue[Told | None] = SimpleQueue()
    queue = Queue()
    worker = PrinterWorker(nobody, queue.take, queue.tell, queue.shown.append)
    started.append(worker)
    worker.start()
    worker.kick(b"\x1bp\x00\x19\xfa", told.put)
    trouble = told.get(timeout=5)
    assert trouble is not None
    assert trouble.code == "drawer_by_printer"
    with PrinterSimulator(int(nobody.rpartition(":")[2])) as printer:
        worker.retry()
        sleep(0.3)
        assert printer.data == b""


def test_a_printer_without_paper_opens_its_drawer_at_once(started: list[PrinterWorker]) -> None:
    told: SimpleQueue[Told | None] = SimpleQueue()
    with PrinterSimulator(faults=Faults(paper_bytes=20)) as printer:
        queue = Queue(ASKING)
        started.append(a_worker(queue, printer))
        started[0].start()
        assert queue.told.get(timeout=10) == ("j1", Outcome.CUT_OFF)
        started[0].kick(b"\x1bp\x00\x19\xfa", told.put, at_once=b"\x10\x14\x01\x00\x01")
        assert told.get(timeout=5) is None
        until(lambda: printer.drawer_is_open)


@pytest.mark.parametrize(
    ("limit", "faults"), [("READY_S", Faults()), ("MUTE_S", Faults(is_silent=True))]
)
def test_an_answer_that_never_comes_holds_the_printer_up_no_longer_than_it_may(
    started: list[PrinterWorker], monkeypatch: pytest.MonkeyPatch, limit: str, faults: Faults
) -> None:
    monkeypatch.setattr(f"devices.spooler.{limit}", 0.2)
    monkeypatch.setattr("devices.spooler.PAUSES_S", (0.1,))
    monkeypatch.setattr("devices.line.PATIENCE_S", 0.1)
    monkeypatch.setattr("devices.line.ASK_S", 0.1)
    with PrinterSimulator(faults=Faults(acknowledges=False)) as printer:
        queue = Queue(ASKING)
        started.append(a_worker(queue, printer))
        started[0].start()
        assert queue.told.get(timeout=10) == ("j1", Outcome.CUT_OFF)
        printer.faults = faults
        sleep(0.8)
        printer.faults = Faults()
        queue.jobs.append(replace(ASKING, job="j2"))
        started[0].wake()
        while (said := queue.told.get(timeout=5)) == ("j2", Outcome.NOTHING_SENT):
            queue.jobs[:] = [replace(ASKING, job="j2")]
        assert said == ("j2", Outcome.ACKNOWLEDGED)
        assert len(printer.papers) == 2


def test_a_printer_that_is_switched_off_while_it_owes_an_answer_is_let_go(
    started: list[PrinterWorker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.spooler.PAUSES_S", (0.1,))
    printer = PrinterSimulator(faults=Faults(paper_bytes=20))
    queue = Queue(ASKING)
    started.append(a_worker(queue, printer))
    started[0].start()
    assert queue.told.get(timeout=10) == ("j1", Outcome.CUT_OFF)
    printer.close()
    with PrinterSimulator(printer.port) as again:
        queue.jobs.append(replace(ASKING, job="j2"))
        until(lambda: bool(again.papers))
        assert queue.told.get(timeout=5) == ("j2", Outcome.ACKNOWLEDGED)
        assert len(again.papers) == 1
