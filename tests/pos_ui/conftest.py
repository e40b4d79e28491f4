"""A Qt application with our fonts, in the light theme and in Chinese, for every test of screens."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from pos_ui.kit import style, tokens, words


@pytest.fixture(scope="session")
def styled(qapp: QApplication) -> QApplication:
    style.start(qapp, tokens.LIGHT)
    return qapp


@pytest.fixture(autouse=True)
def _look(styled: QApplication) -> Iterator[None]:
    gc.disable()  # a window in a reference cycle must not go in the middle of its own painting
    yield
    styled.processEvents()
    gc.enable()
    gc.collect()
    words.use_language("zh_CN")
    if tokens.is_dark():
        style.apply(styled, tokens.LIGHT)
