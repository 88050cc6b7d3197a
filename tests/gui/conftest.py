"""A plain theme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.theme.theme import Scheme, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, scheme=Scheme.LIGHT)
    made.apply()
    yield made
    made.deleteLater()
    qapp.setStyleSheet("")
