"""One program per profile: a second start raises the first one's window and leaves.

A lock file decides, because it costs nothing before the first paint; a local socket carries the knock on the door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

ANSWER_MS = 500


class SingleInstance(QObject):
    """`raised`: another start of the same profile asks to see the window."""

    raised = Signal()

    def __init__(self, profile: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _server_name(profile)
        self._lock = QLockFile(f"{QDir.tempPath()}/{self._name}.lock")
        # However old it is: only a lock of a process that is gone may be broken.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """True: we are the first. False: the first was told to show itself, this start should end."""
        if self._lock.tryLock(0):
            return True
        self._knock()
        return False

    def listen(self) -> None:
        """Hear later starts from now on; only for who claimed."""
        from PySide6.QtNetwork import QLocalServer

        # A file left behind by a crash would keep us from listening.
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        self._server.listen(self._name)

    def release(self) -> None:
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _knock(self) -> None:
        """Where nobody answers, the first is still starting and will be seen anyway."""
        from PySide6.QtNetwork import QLocalSocket

        door = QLocalSocket()
        door.connectToServer(self._name)
        if door.waitForConnected(ANSWER_MS):
            door.disconnectFromServer()

    def _greet(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self.raised.emit()


def _server_name(profile: str) -> str:
    """Differs per person and profile; hashed, because a profile may be named after somebody."""
    owner = f"{QDir.homePath()}/{profile}".encode()
    digest = QCryptographicHash.hash(owner, QCryptographicHash.Algorithm.Sha256)
    return "balcao-" + bytes(digest.toHex().data()).decode()[:20]
