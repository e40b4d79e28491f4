import sys
from dataclasses import dataclass, field

import pytest

from app.base.errors import Refusal
from devices import transport, winspool
from devices.winspool import Fate, Queue, fate, queue_trouble
from devices.wire import CutOff, Unsent


class SpoolerError(Exception):
    """What win32print raises: (code, function, text)."""


@dataclass
class Spooler:
    """The part of win32print that we call, in memory."""

    jobs: list[int]  # what GetJob says of ours, the last one again and again; none for gone
    printer: int = 0
    written: bytearray = field(default_factory=bytearray)
    calls: list[str] = field(default_factory=list)
    mouthful: int = 10**9
    error = SpoolerError

    def OpenPrinter(self, name: str) -> str:  # noqa: N802
        if name != "小票机":
            raise SpoolerError(1801, "OpenPrinter", "The printer name is invalid.")
        return name

    def GetPrinter(self, _handle: str, level: int) -> dict[str, int]:  # noqa: N802
        assert level == 2
        return {"Status": self.printer}

    def StartDocPrinter(self, _handle: str, _level: int, document: tuple[object, ...]) -> int:  # noqa: N802
        assert document[2] == "RAW"
        self.calls.append("start")
        return 7

    def WritePrinter(self, _handle: str, data: bytes) -> int:  # noqa: N802
        self.written += data[: self.mouthful]
        return min(self.mouthful, len(data))

    def EndDocPrinter(self, _handle: str) -> None:  # noqa: N802
        self.calls.append("end")

    def GetJob(self, _handle: str, job: int, _level: int) -> dict[str, int]:  # noqa: N802
        assert job == 7
        if not self.jobs:
            raise SpoolerError(87, "GetJob", "The parameter is incorrect.")
        return {"Status": self.jobs.pop(0) if len(self.jobs) > 1 else self.jobs[0]}

    def SetJob(self, _handle: str, job: int, _level: int, _info: None, command: int) -> None:  # noqa: N802
        assert (job, command) == (7, 5)
        self.calls.append("delete")

    def AbortPrinter(self, _handle: str) -> None:  # noqa: N802
        self.calls.append("abort")

    def ClosePrinter(self, _handle: str) -> None:  # noqa: N802
        self.calls.append("close")


def printed(spooler: Spooler) -> None:
    queue = Queue("winspool://小票机", "小票机", spooler)
    try:
        queue.write_all(b"receipt", 1)
        queue.finish(0.5)
    finally:
        queue.close()


def test_a_job_is_one_raw_document_and_watched_until_it_is_out() -> None:
    spooler = Spooler(jobs=[0x8, 0x10, 0x80], mouthful=3)
    printed(spooler)
    assert (bytes(spooler.written), spooler.calls) == (b"receipt", ["start", "end", "close"])


def test_a_job_that_the_spooler_has_no_more_is_out() -> None:
    printed(Spooler(jobs=[]))


@pytest.mark.parametrize(
    ("status", "code"),
    [(0x40, "printer_no_paper_midway"), (0x20, "printer_offline_midway"), (0x2, "printer_faulty"),
     (0x10, "printer_silent")],
)  # fmt: skip
def test_a_job_that_is_stuck_is_deleted_and_left_to_a_person(status: int, code: str) -> None:
    spooler = Spooler(jobs=[status])
    with pytest.raises(CutOff) as told:
        printed(spooler)
    assert told.value.code == code
    assert spooler.calls == ["start", "end", "delete", "close"]


@pytest.mark.parametrize(
    ("status", "code"),
    [(0x10, "printer_no_paper"), (0x80, "printer_offline"), (0x400000, "printer_cover_open"),
     (0x8, "printer_jammed"), (0x1, "printer_faulty")],
)  # fmt: skip
def test_a_queue_in_trouble_gets_nothing(status: int, code: str) -> None:
    spooler = Spooler(jobs=[], printer=status)
    with pytest.raises(Unsent) as told:
        printed(spooler)
    assert (told.value.code, bytes(spooler.written)) == (code, b"")


def test_a_queue_that_is_not_there_got_nothing() -> None:
    with pytest.raises(Unsent, match="invalid"):
        Queue("winspool://x", "x", Spooler(jobs=[]))


def test_a_document_that_was_not_ended_is_dropped() -> None:
    spooler = Spooler(jobs=[])
    queue = Queue("winspool://小票机", "小票机", spooler)
    queue.write_all(b"half", 1)
    queue.close()
    assert spooler.calls == ["start", "abort", "close"]


def test_every_status_of_a_job_has_one_fate() -> None:
    assert {fate(status) for status in range(0x8000)} == set(Fate)
    assert fate(0x1000) is Fate.DONE  # PRINTED and COMPLETE say the same
    assert fate(0x82) is Fate.DONE
    assert queue_trouble(0x400) == ""  # it is printing


def test_a_queue_is_named_as_windows_does() -> None:
    assert winspool.queue_of("winspool://Front Desk") == "Front Desk"
    assert winspool.queue_of("winspool://%E5%B0%8F%E7%A5%A8%E6%9C%BA") == "小票机"
    assert winspool.queue_of("winspool:////server/share") == "//server/share"


@pytest.mark.skipif(sys.platform == "win32", reason="THERE IT IS A PRINTER")
def test_elsewhere_it_is_refused_with_what_works() -> None:
    with pytest.raises(Refusal, match="Windows"):
        transport.open_url("winspool://Front Desk")
