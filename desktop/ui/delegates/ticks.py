"""The marks of a delivery status: clock, one tick, two ticks, coloured ticks."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from server_stub.contract.delivery import Status

WIDTH = 16
"""Room for any mark, in logical pixels."""

_ONE = QPolygonF([QPointF(2.5, 0.3), QPointF(5.8, 3.6), QPointF(12.2, -3.8)])
_FIRST = QPolygonF([QPointF(0, 0.3), QPointF(3.3, 3.6), QPointF(9.7, -3.8)])
_SECOND = QPolygonF([QPointF(7.0, 2.9), QPointF(7.8, 3.6), QPointF(14.6, -3.8)])
_READ = frozenset({Status.READ, Status.PLAYED})
_ONCE = frozenset({Status.ACCEPTED, Status.SENT, Status.HELD})
_WAITING = frozenset({Status.PENDING, Status.IN_DOUBT})


def paint_ticks(painter: QPainter, x: float, middle: float, status: str, plain: QPen, read: QPen) -> None:
    """At `x`, centred on `middle`; needs antialiasing. FAILED is not painted here: it has an icon and a word."""
    painter.save()
    painter.translate(x, middle)
    painter.setPen(read if status in _READ else plain)
    if status in _WAITING:
        painter.drawEllipse(QPointF(7, 0), 5, 5)
        painter.drawPolyline(QPolygonF([QPointF(7, -2.8), QPointF(7, 0), QPointF(9, 1.2)]))
    elif status in _ONCE:
        painter.drawPolyline(_ONE)
    elif status in _READ or status == Status.DELIVERED:
        painter.drawPolyline(_FIRST)
        painter.drawPolyline(_SECOND)
    painter.restore()
