"""What is measured of the two lists, ours and the yardstick by turns, so that a busy machine disturbs both alike."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from statistics import median

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.theme.theme import ARGUMENTS, Scheme, Theme
from tests.bench.desktop import Row
from tests.bench.desktop_data import START, STEP, conversations, messages, touched
from tests.bench.desktop_views import OurList, OurThread, StockList, StockThread, ThreadSide

_FRAMES = 240
_SCROLL = 60
"""Logical pixels between two frames."""
_RATE = 100
_SECONDS = 2.0
_FLUSH = 0.05
_RESORTS = 50
_TYPED = ("boleto", "cart", "pedido 7", "plan", "99")


def application() -> tuple[QApplication, Theme]:
    found = QApplication.instance() or QApplication(list(ARGUMENTS))
    assert isinstance(found, QApplication)
    found.setQuitOnLastWindowClosed(False)
    theme = Theme(found, scheme=Scheme.LIGHT)
    theme.apply()
    return found, theme


def thread_rows(count: int, rounds: int) -> list[Row]:
    """The timeline's part of the table."""
    app, theme = application()
    data = messages(count)
    sides: tuple[Callable[[], ThreadSide], Callable[[], ThreadSide]] = (
        lambda: OurThread(theme),
        lambda: StockThread(),
    )
    _warm_up(app, theme)
    opened: list[list[float]] = [[], []]
    frames: list[list[float]] = [[], []]
    tails: list[list[float]] = [[], []]
    live: list[list[float]] = [[], []]
    pages: list[list[float]] = [[], []]
    moved: list[float] = []
    ticked: list[tuple[int, int]] = []
    for _ in range(rounds):
        for place, make in enumerate(sides):
            _dress(app, theme, ours=place == 0)
            side = make()
            opened[place].append(_cpu(lambda side=side: _open(app, side, data)))  # type: ignore[misc]
            times = _scroll(app, side)
            frames[place].append(median(times))
            tails[place].append(sorted(times)[int(len(times) * 0.99)])
            before = side.position()
            pages[place].append(_cpu(lambda side=side: _prepend(app, side)))  # type: ignore[misc]
            if place == 0:
                moved.append(abs(side.position() - before))
            live[place].append(_live(app, side, count))
            if isinstance(side, OurThread):
                ticked.append(_tick(app, side))
            side.widget.close()
            side.widget.deleteLater()
            app.processEvents()
    return [
        _compare(f"open {count:,} messages, CPU", opened, "ms", 0.4, 1e3),
        _compare("scroll frame with new rows, CPU median", frames, "ms", 1.1, 1e3),
        _compare("scroll frame with new rows, CPU p99", tails, "ms", 1.3, 1e3),
        _compare(f"{_RATE} messages/s at the end, CPU", live, "%", 0.12, 100),
        Row("page of 50 on top, the text moves by", max(moved), "px", None, None, 0),
        _compare("page of 50 on top, CPU", pages, "ms", 0.25, 1e3),
        Row("a tick at the end, rows painted", max(painted for painted, _ in ticked), "", None, None, 1),
        Row("a tick at the end, rows laid out", max(built for _, built in ticked), "", None, None, 0),
    ]


def list_rows(count: int, rounds: int) -> list[Row]:
    """The conversation list's part of the table."""
    app, theme = application()
    data = conversations(count)
    opened: list[list[float]] = [[], []]
    sorts: list[list[float]] = [[], []]
    filters: list[list[float]] = [[], []]
    repaints: list[list[float]] = [[], []]
    for _ in range(rounds):
        for place, make in enumerate((OurList, StockList)):
            _dress(app, theme, ours=place == 0)
            side = make(theme)
            opened[place].append(_cpu(lambda side=side: (side.open(data), _paint(app, side.widget))))  # type: ignore[misc]
            sorts[place].append(_resort(app, side, count))
            for word in _TYPED:
                filters[place].append(_cpu(lambda side=side, word=word: side.filter(word)))  # type: ignore[misc]
                paint = _cpu(lambda side=side: _paint(app, side.widget))  # type: ignore[misc]
                repaints[place].append(filters[place][-1] + paint)
            side.widget.close()
            side.widget.deleteLater()
            app.processEvents()
    return [
        _compare(f"open {count:,} conversations, CPU", opened, "ms", 0.4, 1e3),
        _compare(f"{_RESORTS} re-sorts/s, CPU", sorts, "%", 0.2, 100),
        _compare("filter by a word, CPU", filters, "ms", 0.03, 1e3),
        _compare("filter by a word and repaint, CPU", repaints, "ms", 0.25, 1e3),
    ]


def _dress(app: QApplication, theme: Theme, *, ours: bool) -> None:
    """The yardstick runs bare: plain Fusion, one font, no style sheet (with ours it would be three times slower)."""
    if ours:
        theme.apply()
    else:
        app.setStyleSheet("")
        app.setFont(QFont("Noto Sans", 10))
    app.processEvents()


def _compare(name: str, values: list[list[float]], unit: str, goal: float, scale: float) -> Row:
    ours, stock = median(values[0]), median(values[1])
    return Row(name, ours * scale, unit, stock * scale, ours / stock, goal)


def _cpu(work: Callable[[], object]) -> float:
    """Seconds of this thread's CPU."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


def _paint(app: QApplication, widget: QWidget) -> None:
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _warm_up(app: QApplication, theme: Theme) -> None:
    """Fonts, icons and both views once, so that neither side pays for what is loaded once in a process."""
    data = messages(200)
    for side in (OurThread(theme), StockThread()):
        _open(app, side, data)
        _scroll(app, side)
        side.widget.close()


def _open(app: QApplication, side: ThreadSide, data: list) -> None:
    side.open(data)
    side.widget.resize(700, 900)
    side.widget.show()
    _paint(app, side.widget)


def _scroll(app: QApplication, side: ThreadSide) -> list[float]:
    bar = side.widget.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    _paint(app, side.widget)

    def frame() -> None:
        bar.setValue(bar.value() - _SCROLL)
        app.processEvents()

    return [_cpu(frame) for _ in range(_FRAMES)]


def _prepend(app: QApplication, side: ThreadSide) -> None:
    side.prepend(messages(50, first=-50))
    _paint(app, side.widget)


def _tick(app: QApplication, side: OurThread) -> tuple[int, int]:
    """Rows painted and laid out because one message was delivered."""
    side.to_end()
    _paint(app, side.widget)
    painted, built = side.counts()
    side.tick()
    _paint(app, side.widget)
    after = side.counts()
    return after[0] - painted, after[1] - built


def _live(app: QApplication, side: ThreadSide, count: int) -> float:
    """Share of a CPU that a stream of messages costs at the end of the timeline.

    Both get what came since they last looked: ours every 50 ms, as the bridge flushes; the yardstick each turn of the
    loop, as a list that is fed directly. Time is counted in CPU used and idle waiting, as on a machine of its own.
    """
    fresh = messages(int(_RATE * _SECONDS), first=count)
    side.to_end()
    _paint(app, side.widget)
    pause = _FLUSH if side.batches else 1 / _RATE
    shown, now, used = 0, 0.0, 0.0
    while shown < len(fresh):
        due = (shown + 1) / _RATE
        now = max(now, math.ceil(due / pause - 1e-9) * pause)
        part = fresh[shown : max(shown + 1, int(now * _RATE))]
        shown += len(part)
        cost = _cpu(lambda part=part: (side.append(part), app.processEvents()))  # type: ignore[misc]
        used += cost
        now += cost
    return used / now


def _resort(app: QApplication, side: OurList | StockList, count: int) -> float:
    """One second of changes all over the list, seen as each side shows them: ours after every pause of its model."""
    data = conversations(count)
    used = 0.0
    for number in range(_RESORTS):
        pair = touched(data[number * 7919 % count], START + (count + number) * STEP)
        used += _cpu(lambda pair=pair: side.touch(pair))  # type: ignore[misc]
        if side.shows_at(number, _RESORTS):
            used += _cpu(lambda: (side.flush(), app.processEvents()))
    return used
