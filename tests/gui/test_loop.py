"""Qt and asyncio share one loop in tests that ask for Qt."""

import asyncio

from PySide6.QtCore import QTimer


async def test_qt_timers_and_coroutines_take_turns(qtbot) -> None:
    fired = asyncio.get_running_loop().create_future()
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(fired.cancel)
    timer.start(1)
    done, _ = await asyncio.wait([fired], timeout=2)
    assert done
    assert fired.cancelled()
