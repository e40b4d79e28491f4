"""The threads behind the screen: sending to HQ, printing, and keeping house.

They speak to the window only through its `News`, whose signals cross threads.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from app.base import clock
from app.base.errors import Told
from app.catalogue import browsing, gs1
from app.payments.attempt import OrderNo
from app.printing import spooling
from app.printing.job import Job
from app.selling.sale import Sale
from app.storage import backup
from devices import scanner_simulator
from devices.drawer import Sense
from devices.printer import Done, Work
from devices.scanner import Framing, Scanner
from devices.spooler import PrinterWorker
from devices.worker import DeviceWorker, Health
from pos_ui import hq_line, opening, paper, payment_line
from pos_ui.bound import Catalogue
from pos_ui.counter import Counter
from pos_ui.folder import DATABASE
from pos_ui.opening import Opened
from pos_ui.payment_line import PaymentLine
from pos_ui.printing.till_drawer import TillDrawer
from sync.engine import Status, SyncThread

if TYPE_CHECKING:
    from pos_ui.news import News
    from sync.client import HqClient

log = logging.getLogger(__name__)

LOOK_S = 15.0  # how often the housekeeper looks whether the catalogue changed
BACKUP_EVERY = timedelta(hours=1)


class Backstage:
    """Everything that runs beside the screen; started once it sells, stopped before it closes."""

    def __init__(self, opened: Opened, catalogue: Catalogue, news: "News") -> None:
        self._opened = opened
        self._news = news
        self._sync = SyncThread(
            opened.till, opened.folder, self._connect, self._on_synced, opened.settings.sync_pause_s
        )
        self._printer = self._make_printer() if opened.settings.printer else None
        self._drawer = TillDrawer(opened.till, opened.settings, self._printer, news.drawer.emit)
        self._scanner = self._make_scanner() if opened.settings.scanner else None
        self._unknown = 0
        self._counter = Counter(opened.settings, news.device.emit)
        self._house = Housekeeper(opened, catalogue, news)
        self._payments = Payments(opened, news)

    def start(self, unknown: Sequence[Job] = ()) -> None:
        """Start every thread, and ask about receipts that only a person can decide."""
        for job in unknown:
            log.warning("whether the paper of sale %s came out is not known", job.sale)
        self._unknown = len(unknown)
        self._news.unsettled.emit(self._unknown)
        self._house.start()
        if self._scanner is not None:
            self._scanner.start()
        self._counter.start()
        self._news.equipped.emit(self._counter)
        self._drawer.start()
        self._sync.start()
        if self._printer is not None:
            self._printer.start()
        self._payments.start()

    def sold(self, sale: Sale) -> None:
        """Open the drawer where cash changed hands, and send and print what was completed."""
        self._drawer.sold(sale)
        self._payments.sold(sale)
        self.wake()

    def open_drawer(self) -> None:
        """Open the drawer for somebody who may; that is on record already."""
        self._drawer.open()

    def retry_printing(self, url: str = "") -> None:
        """Try the printers again at once, first the one of this address."""
        if self._printer is not None:
            self._printer.retry(url)

    def wake(self) -> None:
        """Send and print what waits."""
        self._sync.wake()
        if self._printer is not None:
            self._printer.wake()

    def stop(self) -> None:
        """End every thread."""
        self._house.stop()
        if self._scanner is not None:
            self._scanner.stop()
        self._sync.stop()
        self._drawer.stop()
        self._counter.stop()
        self._payments.stop()
        if self._printer is not None:
            self._printer.stop()

    def _connect(self) -> "HqClient":
        return hq_line.connect(self._opened.folder, self._opened.settings)

    def _on_synced(self, status: Status) -> None:
        self._news.synced.emit(status)
        if status.catalogue_changed:
            self._house.look()

    def _make_printer(self) -> PrinterWorker:
        ours = self._opened.settings
        return PrinterWorker(
            ours.printer,
            self._take,
            self._settle,
            self._news.printer.emit,
            backups=ours.printer_backup,
            sense=Sense(ours.drawer_sense),
            alarm_s=ours.drawer_alarm_s,
            drawer=self._news.drawer.emit,
        )

    def _make_scanner(self) -> DeviceWorker[object]:
        ours = self._opened.settings
        framing = Framing(prefix=ours.scanner_prefix, suffix=ours.scanner_suffix)
        return DeviceWorker(
            "scanner",
            ours.scanner,
            Scanner(self._news.scanned.emit, framing),
            show=self._show_scanner,
            open_wire=scanner_simulator.open_url,
        )

    def _show_scanner(self, health: Health) -> None:
        """Say that all is well only once the line is open: opening it discards what came before."""
        if health.trouble is not None or health.is_well:
            self._news.scanner.emit(health.trouble)

    def _take(self) -> Work | None:
        return paper.next_work(self._opened.till, self._opened.settings)

    def _settle(self, job: str, done: Done) -> None:
        sale, state = paper.settle(self._opened.till, job, done)
        self._news.receipt.emit(sale, str(state))
        unknown = spooling.count_unknown(self._opened.till.shop)
        if unknown or self._unknown:
            self._unknown = unknown
            self._news.unsettled.emit(unknown)


class Payments:
    """The payment hub, started beside the screen: the keyring that has its keys may be slow."""

    def __init__(self, opened: Opened, news: "News") -> None:
        self._opened = opened
        self._news = news
        self._line: PaymentLine | None = None
        self._beginning = threading.Thread(target=self._begin, name="payments-begin", daemon=True)

    def start(self) -> None:
        """Begin with what a crash left behind."""
        self._beginning.start()

    def sold(self, sale: Sale) -> None:
        """Hand back what a sale owes through channels; it is on the disk already."""
        if self._line is not None:
            for tender in sale.tenders:
                if tender.kind.is_channel and tender.amount.fen < 0:
                    self._line.hub.go_on(OrderNo(tender.reference))

    def stop(self) -> None:
        """End after the conversations that are under way."""
        self._beginning.join()
        if self._line is not None:
            self._line.stop()

    def _begin(self) -> None:
        try:
            self._line = payment_line.begin(self._opened, self._news.payment.emit)
        except Told as told:
            log.warning("payments: %s", told)
            self._news.warned.emit(told)
        except Exception:  # the top of a thread: cash and all the rest must go on
            log.exception("payments cannot be begun")
        if self._line is not None:
            self._news.pays.emit(self._line)


class Housekeeper(threading.Thread):
    """Makes the catalogue searchable, checks the database, and backs it up every hour."""

    def __init__(self, opened: Opened, catalogue: Catalogue, news: "News") -> None:
        super().__init__(name="housekeeper", daemon=True)
        self._opened = opened
        self._catalogue = catalogue
        self._news = news
        self._nudge = threading.Event()
        self._stopping = False
        self._stamp: tuple[int, ...] = ()

    def look(self) -> None:
        """Look at the catalogue soon; safe to call from any thread."""
        self._nudge.set()

    def stop(self, timeout_s: float = 30.0) -> None:
        """Finish the present task and end."""
        self._stopping = True
        self._nudge.set()
        self.join(timeout_s)

    def run(self) -> None:
        """Keep house until stopped; what fails is told and tried again."""
        self._guarded(self._read_catalogue)
        self._guarded(gs1.load)
        self._guarded(self._begin_day)
        while not self._stopping:
            self._nudge.wait(LOOK_S)
            self._nudge.clear()
            if not self._stopping:
                self._guarded(self._read_catalogue)
                self._guarded(self._back_up)

    def _guarded(self, task: Callable[[], None]) -> None:
        try:
            task()
        except Told as told:
            log.warning("housekeeping: %s", told)
            self._news.warned.emit(told)
        except Exception:  # the top of a thread: a bug here must not end housekeeping for the day
            log.exception("housekeeping failed in a way that nobody foresaw")

    def _read_catalogue(self) -> None:
        stamp = browsing.stamp(self._opened.till.shop)
        if stamp == self._stamp:
            return
        self._catalogue.index = browsing.make_index(self._opened.till.shop)
        self._news.catalogue_changed.emit()
        self._stamp = stamp

    def _begin_day(self) -> None:
        backup.must_be_whole(self._opened.folder / DATABASE)
        warning = opening.clock_warning(self._opened.till)
        if warning is not None:
            self._news.warned.emit(warning)
        self._back_up()

    def _back_up(self) -> None:
        now = clock.now()
        last = backup.newest_time(self._opened.folder / DATABASE)
        if last is None or now - last >= BACKUP_EVERY or last > now:
            backup.make(self._opened.till.shop.database, now)
