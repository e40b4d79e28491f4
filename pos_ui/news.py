"""What the threads behind the screen have to tell it."""

from PySide6.QtCore import QObject, Signal


class News(QObject):
    """What other threads tell the window; emit from any thread, the window hears in its own."""

    synced = Signal(object)  # a sync Status
    printer = Signal(object)  # a Told while the printer is in trouble, else None
    scanned = Signal(object)  # a Scanned of the serial scanner, or the Told why one was lost
    scanner = Signal(object)  # a Told while the serial scanner is away, else None
    equipped = Signal(object)  # the Counter: scale and line display, as the settings have them
    device = Signal(str, object)  # scale or pole, and the Told while it is away, else None
    receipt = Signal(str, str)  # a sale's id and the state of its print job
    unsettled = Signal(int)  # how many papers only a person can decide; first after the start
    drawer = Signal(object)  # a DrawerState, or the Told why it stays shut
    catalogue_changed = Signal()
    opened = Signal(object)  # an Opened till, or the Told why it cannot be opened
    pays = Signal(object)  # the PaymentLine, once its hub runs
    paying = Signal(object)  # the Payables: which wallets can pay now
    payment = Signal(object)  # an Update of a payment
    warned = Signal(object)  # a Told that stays until somebody has read it, such as a wrong clock
