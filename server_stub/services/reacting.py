"""Our reactions to what customers write: judged and sent like a reply, shown on the message they are about (2.2)."""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec

from server_stub.contract.content import NOT_ANSWERABLE, Content, Kind
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.gate import SendKind
from server_stub.contract.model import Account, Message
from server_stub.contract.requests import React
from server_stub.contract.sendable import is_emoji
from server_stub.domain.purposes import REPLY
from server_stub.services.composing import Draft
from server_stub.services.own_reactions import OwnReactions
from server_stub.services.sending import Sending, Unseen
from server_stub.storage.database import Tx
from server_stub.storage.repositories import statuses
from server_stub.storage.repositories.outbound import Outbound
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.statuses import Target
from server_stub.storage.repositories.visibility import Viewer

REACH_MS: Final = 30 * 86_400_000
"""Older messages WhatsApp does not let anybody react to."""


class Reacting:
    def __init__(self, sending: Sending, reactions: OwnReactions, outbound: Outbound, reading: Reading) -> None:
        self._sending = sending
        self._reactions = reactions
        self._outbound = outbound
        self._reading = reading

    def react(self, tx: Tx, caller: Account, message_id: str, wish: React, now: int) -> Message | GatewayRefusal:
        """The message with our reaction on it; the gate's refusal as a value, because its decision has to be stored.

        Raises GatewayRefusal: NOT_FOUND, NOT_REACTABLE (why), EMOJI_INVALID, CLAIMED_BY_OTHER, CLIENT_ID_REUSED.
        """
        target = self._target(tx, caller, message_id)
        digest = hashlib.sha256(msgspec.json.encode((message_id, wish))).hexdigest()
        known = self._outbound.by_client_id(tx, wish.client_id)
        if known is not None and (known.digest != digest or known.author_id != caller.id):
            raise GatewayRefusal(ErrorCode.CLIENT_ID_REUSED)
        if known is None:
            self._check(tx, target, wish, now)
            if self._reactions.shown(tx, target) != wish.emoji:
                refusal = self._send(tx, caller, target, wish, digest, now)
                if refusal is not None:
                    return refusal
        message = self._reading.message(tx, message_id)
        if message is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return message

    def _send(
        self, tx: Tx, caller: Account, target: Target, wish: React, digest: str, now: int
    ) -> GatewayRefusal | None:
        draft = Draft(Content(Kind.REACTION.value, wish.emoji), SendKind.FREE_FORM, REPLY)
        unseen = Unseen(target.conversation_id, wish.client_id, digest, target.wamid or "")
        accepted = self._sending.accept_unseen(tx, caller, unseen, draft, now)
        if isinstance(accepted, GatewayRefusal):
            return accepted
        self._reactions.begin(tx, target, accepted, wish.emoji, now)
        return None

    def _target(self, tx: Tx, caller: Account, message_id: str) -> Target:
        target = statuses.by_id(tx, message_id)
        where = "" if target is None else target.conversation_id
        if target is None or self._reading.conversation_for(tx, Viewer.of(caller), where) is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return target

    def _check(self, tx: Tx, target: Target, wish: React, now: int) -> None:
        row = tx.driver.execute("SELECT kind FROM message WHERE id = ?", (target.id,)).fetchone()
        obstacle = ""
        if target.direction != "in":
            obstacle = "own"
        elif target.deleted_at is not None:
            obstacle = "deleted"
        elif target.wamid is None or row[0] in NOT_ANSWERABLE:
            obstacle = "unknown"
        elif now - target.sent_at > REACH_MS:
            obstacle = "too_old"
        if obstacle:
            raise GatewayRefusal(ErrorCode.NOT_REACTABLE, why=obstacle)
        if wish.emoji and not is_emoji(wish.emoji):
            raise GatewayRefusal(ErrorCode.EMOJI_INVALID)
