"""A till that only prints what waits: `python -m tests.journeys.printing_child FOLDER`."""

import sys
import threading
from pathlib import Path

from app.base.errors import Told
from app.printing import spooling
from devices.printer import Done, Work
from devices.spooler import PrinterWorker
from pos_ui import opening, paper


def main() -> None:
    """Print until nothing waits; say when it begins."""
    with opening.opened(Path(sys.argv[1]), sells=True) as it:
        spooling.recover(it.till.shop)
        is_done = threading.Event()

        def take() -> Work | None:
            work = paper.next_work(it.till, it.settings)
            if work is None:
                is_done.set()
            return work

        def tell(job: str, done: Done) -> None:
            paper.settle(it.till, job, done)

        def show(_trouble: Told | None) -> None:
            is_done.clear()

        worker = PrinterWorker(it.settings.printer, take, tell, show)
        sys.stdout.write("begins\n")
        sys.stdout.flush()
        worker.start()
        is_done.wait(60)
        worker.stop()


if __name__ == "__main__":
    main()
