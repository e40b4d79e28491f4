"""A printer of Windows, reached through its spooler: each job is one raw document.

The spooler takes the bytes and answers nothing of the printer's own; what it knows of a job are
the bits of JOB_INFO_1.Status and PRINTER_INFO_2.Status ([MS-RPRN] 2.2.3.12 and 2.2.3.13).
"""

import contextlib
import sys
import time
from enum import Enum
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from app.base.errors import Refusal
from devices.wire import CutOff, Transport, Unsent, why

SCHEME = "winspool://"
RAW = "RAW"
LOOK_S = 0.2
LEVEL = 1  # of JOB_INFO
JOB_DELETE = 5  # JOB_CONTROL_DELETE
GONE_CODES = {87, 1797, 1905}  # of a job or printer that is no longer there

# JOB_STATUS_*
PAUSED, ERROR, DELETING, OFFLINE, NO_PAPER = 0x1, 0x2, 0x4, 0x20, 0x40
PRINTED, DELETED, BLOCKED, NEEDS_PERSON, COMPLETE = 0x80, 0x100, 0x200, 0x400, 0x1000
# PRINTER_STATUS_*
QUEUE_TROUBLES = (
    (0x10, "printer_no_paper"),
    (0x400000, "printer_cover_open"),
    (0x8 | 0x40, "printer_jammed"),
    (0x80 | 0x1000, "printer_offline"),
    (0x1 | 0x2 | 0x100000, "printer_faulty"),
)
JOB_TROUBLES = (
    (NO_PAPER, "printer_no_paper_midway"),
    (OFFLINE, "printer_offline_midway"),
    (PAUSED | ERROR | BLOCKED | NEEDS_PERSON, "printer_faulty"),
)


class Fate(Enum):
    """What the spooler says of a job."""

    PRINTING = "printing"
    DONE = "done"
    STUCK = "stuck"
    DELETED = "deleted"


def queue_of(url: str) -> str:
    """Return the name of the queue; `//host/share` stays a network printer's name."""
    return unquote(url.removeprefix(SCHEME)).rstrip("/")


def fate(status: int) -> Fate:
    """Read the status bits of a job; a job that is printed may be in trouble all the same."""
    if status & (PRINTED | COMPLETE):
        return Fate.DONE
    if status & (DELETED | DELETING):
        return Fate.DELETED
    if job_trouble(status):
        return Fate.STUCK
    return Fate.PRINTING


def job_trouble(status: int) -> str:
    """Return our word for what stops a job; empty where nothing does."""
    return next((code for bits, code in JOB_TROUBLES if status & bits), "")


def queue_trouble(status: int) -> str:
    """Return our word for what stops a queue; empty where nothing does."""
    return next((code for bits, code in QUEUE_TROUBLES if status & bits), "")


def open_queue(url: str, name: str) -> Transport:
    """Open a queue of this computer's Windows; raises Refusal elsewhere, Unsent when it is away."""
    if sys.platform != "win32":
        raise Refusal("printer_only_on_windows", url=url)
    import win32print  # noqa: PLC0415 - only there

    return Queue(url, name, win32print)


class Queue:
    """One document for one queue, begun with the first byte and watched until it is gone."""

    answers = False

    def __init__(self, url: str, name: str, spooler: ModuleType | Any) -> None:  # noqa: ANN401 - win32print has no types
        self._url = url
        self._spooler = spooler
        self._job = 0
        self._is_open = False
        try:
            self._handle = spooler.OpenPrinter(name)
            status = spooler.GetPrinter(self._handle, 2)["Status"]
        except spooler.error as error:
            raise Unsent("printer_away", url=url, why=_why(error)) from error
        if code := queue_trouble(status):
            self.close()
            raise Unsent(code, url=url)

    def write_all(self, data: bytes, _deadline_s: float) -> None:
        """Give the spooler the whole document: until it is ended, nothing is printed."""
        try:
            if not self._is_open:
                self._job = self._spooler.StartDocPrinter(self._handle, 1, ("zhanggui", None, RAW))
                self._is_open = True
            left = memoryview(data)
            while left:
                taken = self._spooler.WritePrinter(self._handle, bytes(left))
                left = left[taken:] if taken else _nothing_taken()
        except (self._spooler.error, OSError) as error:
            self._delete()
            raise Unsent("printer_away", url=self._url, why=_why(error)) from error

    def read(self, _count: int, _deadline_s: float) -> bytes:
        """Return nothing: the spooler passes no answers on."""
        return b""

    def finish(self, deadline_s: float) -> None:
        """End the document and watch it; one that is stuck is deleted, for it must not print later.

        Raises CutOff with the spooler's reason: a part may be on paper.
        """
        try:
            self._spooler.EndDocPrinter(self._handle)
        except self._spooler.error as error:
            raise CutOff("printer_cut_off", url=self._url, why=_why(error)) from error
        finally:
            self._is_open = False
        ends = time.monotonic() + deadline_s
        status = self._status()
        while status is not None and fate(status) is not Fate.DONE:
            if time.monotonic() > ends or fate(status) is Fate.DELETED:
                self._delete()
                raise CutOff(job_trouble(status) or "printer_silent", url=self._url)
            time.sleep(LOOK_S)
            status = self._status()

    def close(self) -> None:
        """Let go of the queue; a document that was not ended is dropped."""
        try:
            if self._is_open:
                self._spooler.AbortPrinter(self._handle)
        except (self._spooler.error, AttributeError):
            self._delete()
        finally:
            self._spooler.ClosePrinter(self._handle)

    def _status(self) -> int | None:
        """Return the bits of our job; None when the spooler has it no more, so that it is out."""
        try:
            return int(self._spooler.GetJob(self._handle, self._job, LEVEL)["Status"])
        except self._spooler.error as error:
            if error.args and error.args[0] in GONE_CODES:
                return None
            raise CutOff("printer_cut_off", url=self._url, why=_why(error)) from error

    def _delete(self) -> None:
        if not self._job:
            return
        with contextlib.suppress(self._spooler.error):  # it is gone by itself
            self._spooler.SetJob(self._handle, self._job, 0, None, JOB_DELETE)


def _nothing_taken() -> memoryview:
    raise OSError("WritePrinter: 0 bytes")


def _why(error: Exception) -> str:
    return str(error.args[2]) if len(error.args) > 2 else why(error)  # noqa: PLR2004 - (code, call, text)
