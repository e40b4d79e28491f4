"""The stand-in providers, once for all tests of a module."""

from collections.abc import Iterator

import pytest

from tests.pos_ui.payment.counter import Sandbox, sandbox


@pytest.fixture(scope="module")
def providers() -> Iterator[Sandbox]:
    with sandbox() as made:
        yield made
