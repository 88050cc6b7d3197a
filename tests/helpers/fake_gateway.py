"""The gateway's HTTP interface over a FakeWorld: raw ASGI on uvicorn, real sockets on loopback."""

from __future__ import annotations

import asyncio
import email.utils
import re
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from urllib.parse import parse_qs

import filetype
import msgspec
import uvicorn

from server_stub.contract.content import Media
from server_stub.contract.drafts import Draft, SaveDraft
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import RESYNC, SIGNED_OUT, EventKind
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account, Consent, Role
from server_stub.contract.requests import (
    Assign,
    ConversationPage,
    Login,
    MarkRead,
    MessagePage,
    RecordConsent,
    SendMessage,
    Session,
    Snapshot,
    Uploaded,
)
from tests.helpers.fake_world import FakeWorld

PASSWORD = "correto cavalo bateria"
STATUS = {
    ErrorCode.TOKEN_INVALID: 401,
    ErrorCode.LOGIN_FAILED: 401,
    ErrorCode.GATE_REFUSED: 403,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.CLAIM_REQUIRED: 409,
    ErrorCode.CLAIMED_BY_OTHER: 409,
    ErrorCode.CLIENT_ID_REUSED: 409,
    ErrorCode.MEDIA_TYPE_REFUSED: 415,
    ErrorCode.STORAGE_UNAVAILABLE: 503,
}
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Call:
    """One request, read."""

    def __init__(self, scope: Scope, body: bytes, account: Account | None) -> None:
        self.query = {key: values[0] for key, values in parse_qs(scope["query_string"].decode()).items()}
        self.body = body
        self._account = account

    @property
    def account(self) -> Account:
        if self._account is None:
            raise GatewayRefusal(ErrorCode.TOKEN_INVALID)
        return self._account

    def read(self, kind: type[Any]) -> Any:
        return msgspec.json.decode(self.body, type=kind)


class FakeGateway:
    """`page_size` is small, so that a few conversations already need several pages."""

    def __init__(
        self, world: FakeWorld, *, page_size: int = 100, heartbeat: float = 15.0, coalesce: float = 0.005
    ) -> None:
        self.world = world
        self.page_size = page_size
        self.heartbeat = heartbeat
        self.coalesce = coalesce
        self.url = ""
        self.requests: list[str] = []
        """Method and path of everything asked."""
        self.broken: list[int] = []
        """Status of the next answers to anything but the stream, without a readable body."""
        self.stalled: list[tuple[bytes, asyncio.Event]] = []
        """Requests with these words in the body wait for the event."""
        self.tokens: dict[str, str] = {}
        self.kept_drafts: dict[str, dict[str, Draft]] = defaultdict(dict)
        """Conversation id → account id → what that person left unfinished."""
        self._closing = False

    def token(self, account: Account) -> str:
        token = f"token-{new_id()}"
        self.tokens[token] = account.id
        return token

    def revoke(self, account: Account) -> None:
        self.tokens = {token: owner for token, owner in self.tokens.items() if owner != account.id}

    def close(self) -> None:
        self._closing = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.requests.append(f"{scope['method']} {scope['path']}")
        try:
            account = self._account(scope)
            if scope["path"] == "/v1/events":
                await self._events(scope, account, send)
                return
            body = await _body(receive)
            if body is None:
                return
            for words, released in self.stalled:
                if words in body:
                    await released.wait()
            if self.broken:
                await self._answer(send, self.broken.pop(0), b"<html>bad gateway</html>")
                return
            result = self._route(scope, Call(scope, body, account))
        except GatewayRefusal as refusal:
            await self._answer(send, STATUS.get(refusal.code, 400), msgspec.json.encode(refusal.to_wire()))
            return
        content = result if isinstance(result, bytes) else msgspec.json.encode(result)
        await self._answer(send, 200, content)

    async def _answer(self, send: Send, status: int, content: bytes) -> None:
        headers = {
            "content-type": "application/json",
            "content-length": str(len(content)),
            "date": self._date(),
        }
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": content, "more_body": False})

    def _date(self) -> str:
        return email.utils.formatdate(self.world.now() / 1000, usegmt=True)

    def _account(self, scope: Scope) -> Account | None:
        for name, value in scope["headers"]:
            if name == b"authorization":
                return self.world.accounts.get(self.tokens.get(value.decode().removeprefix("Bearer "), ""))
        return None

    def _route(self, scope: Scope, call: Call) -> Any:
        for method, pattern, handler in _ROUTES:
            found = re.fullmatch(pattern, scope["path"])
            if found is not None and method == scope["method"]:
                return handler(self, call, *found.groups())
        raise GatewayRefusal(ErrorCode.NOT_FOUND)

    async def _events(self, scope: Scope, account: Account | None, send: Send) -> None:
        if account is None:
            raise GatewayRefusal(ErrorCode.TOKEN_INVALID)
        token_count = len(self.tokens)
        cursor = int(parse_qs(scope["query_string"].decode())["after"][0])
        headers = [(b"content-type", b"text/event-stream"), (b"date", self._date().encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await _chunk(send, b": welcome\n\n")
        quiet = 0.0
        while not self._closing:
            ending = None
            if len(self.tokens) != token_count and account.id not in self.tokens.values():
                ending = SIGNED_OUT
            elif cursor < self.world.forgotten_to or cursor > self.world.newest:
                ending = RESYNC
            if ending is not None:
                await _chunk(send, f"event: {ending}\ndata: {{}}\n\n".encode())
                break
            rows = self.world.after(account, cursor)
            if rows:
                lines = [b"id: %d\ndata: %b\n\n" % (row.seq, msgspec.json.encode(row)) for row in rows]
                await _chunk(send, b"".join(lines))
                quiet = 0.0
            cursor = self.world.newest
            await asyncio.sleep(self.coalesce)
            quiet += self.coalesce
            if quiet > self.heartbeat:
                await _chunk(send, b": \n\n")
                quiet = 0.0
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def login(self, call: Call) -> Session:
        asked = call.read(Login)
        for account in self.world.accounts.values():
            if account.login == asked.login and asked.password == PASSWORD:
                return Session(self.token(account), account, self.world.now() + 1000, "Loja Exemplo")
        raise GatewayRefusal(ErrorCode.LOGIN_FAILED)

    def logout(self, call: Call) -> None:
        self.revoke(call.account)

    def snapshot(self, call: Call) -> Snapshot:
        page = self._page(call.account, 0)
        return Snapshot(
            seq=self.world.newest,
            account=call.account,
            brand="Loja Exemplo",
            conversations=page.conversations,
            contacts=page.contacts,
            accounts=list(self.world.accounts.values()),
            templates=self.world.templates,
            phrases=self.world.phrases,
            purposes=self.world.purposes,
            promotional_words=["desconto"],
            next_page=page.next_page,
            alarms=list(self.world.alarms.values()) if call.account.role is not Role.AGENT else [],
        )

    def conversations(self, call: Call) -> ConversationPage:
        return self._page(call.account, int(call.query["before"]))

    def _page(self, account: Account, start: int) -> ConversationPage:
        visible = self.world.visible(account)
        found = visible[start : start + self.page_size]
        end = start + len(found)
        contacts = [self.world.contacts[each.contact_id] for each in found]
        return ConversationPage(found, contacts, str(end) if end < len(visible) else None)

    def messages(self, call: Call, conversation_id: str) -> MessagePage:
        self._visible(call, conversation_id)
        limit = int(call.query["limit"])
        return MessagePage(*self.world.page(conversation_id, call.query.get("before"), limit))

    def files(self, call: Call, conversation_id: str) -> MessagePage:
        self._visible(call, conversation_id)
        limit = int(call.query["limit"])
        everything, _ = self.world.page(conversation_id, call.query.get("before"), 10**6)
        shown = [it for it in everything if it.content.kind in ("image", "video", "document")]
        older = shown[-limit] if len(shown) > limit else None
        return MessagePage(shown[-limit:], None if older is None else f"{older.sent_at}.{older.id}")

    def thumbnail(self, call: Call, media_id: str) -> bytes:
        if call.account is None or media_id not in self.world.thumbnails:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return self.world.thumbnails[media_id]

    def send_message(self, call: Call) -> Any:
        return self.world.accept(call.account, call.read(SendMessage))

    def upload(self, call: Call, conversation_id: str) -> Uploaded:
        self._visible(call, conversation_id)
        kind = filetype.guess(call.body)
        if kind is None:
            raise GatewayRefusal(ErrorCode.MEDIA_TYPE_REFUSED)
        media = Media(new_id(), kind.mime, "ready", call.query["file_name"], len(call.body))
        self.world.media[media.id] = (media, call.body)
        return Uploaded(media)

    def download(self, call: Call, media_id: str) -> bytes:
        if call.account is None or media_id not in self.world.media:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return self.world.media[media_id][1]

    def outlook(self, call: Call, conversation_id: str) -> Any:
        self._visible(call, conversation_id)
        return self.world.outlook(conversation_id)

    def read(self, call: Call, conversation_id: str) -> None:
        self._visible(call, conversation_id)
        self.world.read(conversation_id, call.read(MarkRead).up_to_message_id)

    def typing(self, call: Call, conversation_id: str) -> None:
        self._visible(call, conversation_id)
        self.world.typed.append(conversation_id)

    def claim(self, call: Call, conversation_id: str) -> Any:
        self._visible(call, conversation_id)
        return self.world.claim(call.account, conversation_id)

    def drop_claim(self, call: Call, conversation_id: str) -> None:
        self.world.drop_claim(call.account, conversation_id)

    def assign(self, call: Call, conversation_id: str) -> Any:
        self._visible(call, conversation_id)
        self.world.assign(call.account, conversation_id, call.read(Assign).account_id)
        return self.world.conversations[conversation_id]

    def consent(self, call: Call, contact_id: str) -> Any:
        asked = call.read(RecordConsent)
        self.world.consents.append(asked)
        state = "ACTIVE" if asked.granted else "REVOKED"
        contact = msgspec.structs.replace(self.world.contacts[contact_id], consents=[Consent(asked.purpose, state)])
        self.world.contacts[contact_id] = contact
        self.world.tell(EventKind.CONTACT, contact)
        return contact

    def take_back(self, call: Call, message_id: str) -> Any:
        return self.world.fail(message_id, "cancelled")

    def versions(self, call: Call, message_id: str) -> Any:
        if message_id not in self.world.messages:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return []

    def drafts(self, call: Call, conversation_id: str) -> Any:
        self._visible(call, conversation_id)
        return sorted(self.kept_drafts[conversation_id].values(), key=lambda draft: -draft.changed_at)

    def save_draft(self, call: Call, conversation_id: str) -> None:
        self._visible(call, conversation_id)
        given, kept = call.read(SaveDraft), self.kept_drafts[conversation_id]
        if given.text:
            kept[call.account.id] = Draft(
                conversation_id, call.account.id, call.account.name, given.text, given.changed_at
            )
        else:
            kept.pop(call.account.id, None)

    def discard_draft(self, call: Call, conversation_id: str, account_id: str) -> None:
        kept = self.kept_drafts[conversation_id]
        if account_id not in kept or str(kept[account_id].changed_at) != call.query["changed_at"]:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state="changed")
        del kept[account_id]

    def phrases(self, call: Call) -> Any:
        return self.world.phrases if call.account else []

    def _visible(self, call: Call, conversation_id: str) -> None:
        known = conversation_id in self.world.conversations
        if not known or not self.world.sees(call.account, conversation_id):
            raise GatewayRefusal(ErrorCode.NOT_FOUND)


_ONE = "/v1/conversations/([^/]+)"
_ROUTES: list[tuple[str, str, Callable[..., Any]]] = [
    ("POST", "/v1/login", FakeGateway.login),
    ("POST", "/v1/logout", FakeGateway.logout),
    ("GET", "/v1/snapshot", FakeGateway.snapshot),
    ("GET", "/v1/conversations", FakeGateway.conversations),
    ("GET", f"{_ONE}/messages", FakeGateway.messages),
    ("POST", "/v1/messages", FakeGateway.send_message),
    ("DELETE", "/v1/messages/([^/]+)", FakeGateway.take_back),
    ("GET", "/v1/messages/([^/]+)/versions", FakeGateway.versions),
    ("POST", f"{_ONE}/media", FakeGateway.upload),
    ("GET", "/v1/media/([^/]+)", FakeGateway.download),
    ("GET", "/v1/media/([^/]+)/thumbnail", FakeGateway.thumbnail),
    ("GET", f"{_ONE}/files", FakeGateway.files),
    ("GET", f"{_ONE}/outlook", FakeGateway.outlook),
    ("POST", f"{_ONE}/read", FakeGateway.read),
    ("POST", f"{_ONE}/typing", FakeGateway.typing),
    ("GET", f"{_ONE}/drafts", FakeGateway.drafts),
    ("PUT", f"{_ONE}/draft", FakeGateway.save_draft),
    ("DELETE", f"{_ONE}/drafts/([^/]+)", FakeGateway.discard_draft),
    ("PUT", f"{_ONE}/claim", FakeGateway.claim),
    ("DELETE", f"{_ONE}/claim", FakeGateway.drop_claim),
    ("PUT", f"{_ONE}/assignee", FakeGateway.assign),
    ("POST", "/v1/contacts/([^/]+)/consents", FakeGateway.consent),
    ("GET", "/v1/phrases", FakeGateway.phrases),
]


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serve(gateway: FakeGateway) -> AsyncIterator[FakeGateway]:
    """Listen on a free port until the block ends."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(gateway, lifespan="off", ws="none", log_config=None, access_log=False, date_header=False)  # type: ignore[arg-type]
    server = _Server(config)
    gateway.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    task = asyncio.create_task(server.serve(sockets=[listener]), name="fake gateway")
    try:
        yield gateway
    finally:
        gateway.close()
        server.should_exit = True
        await task


async def _body(receive: Receive) -> bytes | None:
    """None: whoever asked hung up before the end."""
    parts = []
    while True:
        part = await receive()
        if part["type"] == "http.disconnect":
            return None
        parts.append(part.get("body", b""))
        if not part.get("more_body", False):
            return b"".join(parts)


async def _chunk(send: Send, data: bytes) -> None:
    await send({"type": "http.response.body", "body": data, "more_body": True})
