"""The cash drawer of a till: behind its printer, on a line of its own, or none."""

from collections.abc import Callable

from app.base.errors import Refusal, Told
from app.printing import opening
from app.selling.sale import Sale
from app.selling.tender import TenderKind
from app.settings import Settings
from app.staff.person import Actor, somebody
from app.till import Till
from devices import drawer, escpos
from devices.drawer import DrawerState
from devices.serial_drawer import SerialDrawer
from devices.spooler import PrinterWorker
from pos_ui import paper

Teller = Callable[[DrawerState | Told], None]


def must_have_one(settings: Settings) -> None:
    """Raise Refusal where no drawer may open: in training, or where there is none."""
    if settings.is_training:
        raise Refusal("no_drawer_in_training")
    if not has_one(settings):
        raise Refusal("no_drawer")


def has_one(settings: Settings) -> bool:
    """Say whether a drawer opens at this till."""
    if settings.is_training or settings.drawer == drawer.NONE:
        return False
    return bool(settings.drawer or settings.printer)


class TillDrawer:
    """Opens the drawer and keeps every opening on record before it happens.

    `tell` hears DrawerState.OPEN once it was told to open, or why it stays shut.
    """

    def __init__(
        self, till: Till, settings: Settings, printer: PrinterWorker | None, tell: Teller
    ) -> None:
        self._till = till
        self._tell = tell
        self._printer = printer
        self._kick = self._at_once = b""
        self._serial: SerialDrawer | None = None
        self._refusal: Refusal | None = None
        try:
            self._make(settings)
        except Refusal as refusal:  # a wrong setting: told when it should open, and selling goes on
            self._refusal = refusal

    def start(self) -> None:
        """Be ready to open."""
        if self._serial is not None:
            self._serial.start()

    def stop(self) -> None:
        """End."""
        if self._serial is not None:
            self._serial.stop()

    def sold(self, sale: Sale) -> None:
        """Open for a sale of which cash was a part."""
        if any(tender.kind is TenderKind.CASH for tender in sale.tenders):
            by = _cashier(sale)
            self._open(lambda: opening.by_sale(self._till, sale.id, sale.number, by=by))

    def open(self) -> None:
        """Open for somebody who may; that it is on record already is the caller's business."""
        self._open(lambda: None)

    def _make(self, settings: Settings) -> None:
        if not has_one(settings):
            self._printer = None
        elif settings.drawer:
            data = drawer.serial_bytes(settings.drawer_bytes)
            self._serial = SerialDrawer(settings.drawer, data)
        else:
            profile = paper.profile_of(settings)
            self._kick = escpos.kick(profile)
            if profile.has_status:  # a TM, or as good as one
                self._at_once = drawer.kick_now(profile.drawer_pin, profile.drawer_on_ms)

    def _open(self, before: Callable[[], None]) -> None:
        if self._refusal is not None:
            self._told(self._refusal)
        elif self._serial is not None:
            self._serial.open(self._told, before)
        elif self._printer is not None:
            self._printer.kick(self._kick, self._told, before, self._at_once)

    def _told(self, trouble: Told | None) -> None:
        self._tell(trouble or DrawerState.OPEN)


def _cashier(sale: Sale) -> Actor:
    return Actor(person=somebody(sale.cashier, sale.cashier_name))
