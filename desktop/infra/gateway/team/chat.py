"""Talk between colleagues and who looks at what, over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from desktop.infra.gateway.calling import Caller
from desktop.infra.gateway.codec import answer
from server_stub.contract.ids import new_id
from server_stub.contract.team import ChatMessage, ChatPage, ChatSeen, Doing, PresenceChanged, Say, SetDoing


class HttpChat(Caller):
    """Implements application.team.chat.Chat and Presences."""

    async def chat_page(self, channel: str, before: str | None = None) -> ChatPage:
        cursor = {} if before is None else {"before": before}
        return await self.get(_channel(channel), ChatPage, **cursor)

    async def say(self, channel: str, text: str, *, client_id: str = "") -> ChatMessage:
        return answer(await self.write("POST", _channel(channel), Say(client_id or new_id(), text)), ChatMessage)

    async def chat_seen(self, channel: str, up_to: str) -> None:
        await self.write("PUT", "/v1/chat/seen", ChatSeen(channel, up_to))

    async def set_doing(self, conversation_id: str, doing: Doing) -> Sequence[PresenceChanged]:
        path = f"/v1/conversations/{conversation_id}/presence"
        return answer(await self.write("PUT", path, SetDoing(doing)), list[PresenceChanged])


def _channel(channel: str) -> str:
    return f"/v1/chat/{quote(channel, safe='')}"
