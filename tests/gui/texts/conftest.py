"""Each test starts in a known language and leaves none behind."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop.ui.language import Speaker


@pytest.fixture
def speaker(qapp: QApplication) -> Iterator[Speaker]:
    before = QLocale()
    speaker = Speaker(qapp)
    yield speaker
    speaker.be_silent()
    QLocale.setDefault(before)
