"""A till that pays in a process of its own, so that it can be killed: FOLDER SALE CODE."""

import sys
import time
from pathlib import Path

from app.assurance import paying
from app.base.money import Money
from app.selling import checkout
from pos_ui import opening, payment_line


def main(folder: Path, code: str, due: Money) -> None:
    """Pay the open bill and wait to be killed."""
    with opening.opened(folder) as opened:
        line = payment_line.begin(opened, lambda _: None)
        assert line is not None
        cart = checkout.resume(opened.till)
        one = paying.by_code(opened.till, line.hub, cart, code, amount=due, due=due)
        sys.stdout.write(f"number {one.number}\n")
        sys.stdout.flush()
        time.sleep(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Money(int(sys.argv[3])))
