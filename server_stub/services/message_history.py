"""What an edited message said before, for those who may see it."""

from __future__ import annotations

import msgspec

from server_stub.contract.content import Content, Version
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.services.ingest.messages import CONTENT_CONTEXT
from server_stub.storage.database import Tx
from server_stub.storage.repositories import statuses
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.vault import UnreadableError, Vault


class MessageHistory:
    def __init__(self, vault: Vault, reading: Reading) -> None:
        self._vault = vault
        self._reading = reading

    def versions(self, tx: Tx, caller: Account, message_id: str) -> list[Version]:
        """Oldest first; the first is what was sent. Empty for a message that was never edited.

        Raises NOT_FOUND where the caller may not look, and for a message that its author deleted: what was taken back
        for everyone is handed out to nobody.
        """
        message = self._reading.message(tx, message_id)
        if message is None or message.deleted_at is not None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        seen = self._reading.conversation_for(tx, Viewer.of(caller), message.conversation_id)
        key_id = self._reading.key_of(tx, message.conversation_id)
        if seen is None or key_id is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        found: list[Version] = []
        for sealed, at in statuses.versions(tx, message_id):
            try:
                opened = self._vault.open(tx, key_id, sealed, CONTENT_CONTEXT)
            except UnreadableError:
                continue
            content = msgspec.json.decode(opened, type=Content)
            found.append(Version(content, message.sent_at if at == statuses.ORIGINAL else at))
        return found
