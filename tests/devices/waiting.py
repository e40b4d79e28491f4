"""Waits for what another thread does, and not for ever."""

import time
from collections.abc import Callable

PATIENCE_S = 3.0


def wait_for(condition: Callable[[], object]) -> None:
    """Return once the condition holds; fail when it does not come to that."""
    ends = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.005)
