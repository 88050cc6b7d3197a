"""One program per profile: a second start raises the first one's window and leaves."""

from __future__ import annotations

import getpass
import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 500


class SingleInstance(QObject):
    """`raised`: another start of the same profile asks to see the window."""

    raised = Signal()

    def __init__(self, profile: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _server_name(profile)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def claim(self) -> bool:
        """True: we are the first. False: the first was told to show itself, this start should end."""
        probe = QLocalSocket()
        probe.connectToServer(self._name)
        if probe.waitForConnected(ANSWER_MS):
            probe.disconnectFromServer()
            return False
        # Nobody answers: a file left behind by a crash would keep us from listening.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self.raised.emit()


def _server_name(profile: str) -> str:
    """Differs per person and profile; hashed, because a profile may be named after somebody."""
    owner = f"{getpass.getuser()}/{profile}"
    return "balcao-" + hashlib.sha256(owner.encode()).hexdigest()[:20]
