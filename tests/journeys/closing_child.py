"""A till that closes one day after the other: `python -m tests.journeys.closing_child FOLDER`."""

import sys
from pathlib import Path

from app.base.money import Money
from app.closing import beginning, closing, counting
from app.closing.closing import Ending
from app.selling import checkout
from app.selling.tender import Tender, TenderKind
from app.shifts import opening as shifts
from pos_ui import opening
from tests.app.closing.days import piles_for
from tests.examples import MILK

SALES = 3
CLOSING = "closing"


def main() -> None:
    """Sell a little, count and close until killed; say when closing begins, and its number."""
    with opening.opened(Path(sys.argv[1]), sells=True) as it:
        till = it.till
        while True:
            if shifts.current(till) is None:
                beginning.begin(till, Money(30_000))
            for _ in range(SALES):
                cart = checkout.scan(till, checkout.start(till), MILK.barcode)
                checkout.complete(till, cart, [Tender(TenderKind.CASH, Money(1000))], paper=False)
            expected = counting.submit(till, ()).expected
            counting.submit(till, piles_for(expected.fen))
            sys.stdout.write(f"{CLOSING}\n")
            sys.stdout.flush()
            closed = closing.close(till, Ending(tolerance=Money(10)))
            sys.stdout.write(f"{closed.zs[0].number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
