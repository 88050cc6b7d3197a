"""What a gateway knows, in memory: people, conversations, messages, and the event log with its permission filter."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import msgspec

from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.delivery import Status, advance
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import (
    Alarm,
    ClaimChanged,
    ConversationLeft,
    Event,
    EventKind,
    MessageChanged,
    StatusChanged,
)
from server_stub.contract.gate import Decision, Outlook, Reason, Verdict
from server_stub.contract.ids import new_id
from server_stub.contract.model import (
    Account,
    Claim,
    ConsentPurpose,
    Contact,
    Conversation,
    Failure,
    Hold,
    Message,
    Phrase,
    Preview,
    Role,
    Template,
)
from server_stub.contract.requests import Accepted, SendMessage

HOUR = 3_600_000
WINDOW = 24 * HOUR


@dataclass
class Row:
    """One row of the log. `account_id`: only this one sees it."""

    event: Event
    account_id: str | None


@dataclass
class FakeWorld:
    """Behaves as the gateway does where a desktop can tell the difference, and nowhere else."""

    accounts: dict[str, Account] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    media: dict[str, tuple[Media, bytes]] = field(default_factory=dict)
    thumbnails: dict[str, bytes] = field(default_factory=dict)
    outlooks: dict[str, Outlook] = field(default_factory=dict)
    templates: list[Template] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    purposes: list[ConsentPurpose] = field(default_factory=list)
    alarms: dict[tuple[str, str], Alarm] = field(default_factory=dict)
    log: list[Row] = field(default_factory=list)
    forgotten_to: int = 0
    sends: list[SendMessage] = field(default_factory=list)
    """Every request to send, repetitions too."""
    accepted: dict[str, tuple[SendMessage, str]] = field(default_factory=dict)
    refusals: list[GatewayRefusal] = field(default_factory=list)
    """What the next requests to send are refused with."""
    claim_required: bool = False
    read_marks: list[tuple[str, str]] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    consents: list[Any] = field(default_factory=list)
    ahead_ms: int = 0
    """How far this gateway's clock is before that of the test."""
    _last_ms: int = 0

    def now(self) -> int:
        """Strictly growing, so that two messages never share a millisecond by accident."""
        self._last_ms = max(time.time_ns() // 1_000_000 + self.ahead_ms, self._last_ms + 1)
        return self._last_ms

    def add_account(self, login: str, name: str, role: Role = Role.AGENT) -> Account:
        account = Account(id=f"account-{login}", login=login, name=name, role=role, available=True)
        self.accounts[account.id] = account
        return account

    def add_conversation(self, name: str, assignee_id: str | None = None) -> Conversation:
        contact = Contact(id=new_id(), name=name, phone="+5511987650000")
        conversation = Conversation(
            id=new_id(), contact_id=contact.id, channel_number_id="number-1", assignee_id=assignee_id
        )
        self.contacts[contact.id] = contact
        self.conversations[conversation.id] = conversation
        return conversation

    def sees(self, account: Account, conversation_id: str | None) -> bool:
        if conversation_id is None or account.role is not Role.AGENT:
            return True
        conversation = self.conversations.get(conversation_id)
        return conversation is not None and conversation.assignee_id in (None, account.id)

    def visible(self, account: Account) -> list[Conversation]:
        mine = [each for each in self.conversations.values() if self.sees(account, each.id)]
        return sorted(mine, key=lambda each: (each.last.sent_at if each.last else 0, each.id), reverse=True)

    def tell(
        self, kind: EventKind, data: msgspec.Struct, conversation_id: str | None = None, account_id: str | None = None
    ) -> int:
        seq = self.newest + 1
        raw = msgspec.Raw(msgspec.json.encode(data))
        self.log.append(Row(Event(seq, kind.value, self.now(), raw, conversation_id), account_id))
        return seq

    @property
    def newest(self) -> int:
        return self.log[-1].event.seq if self.log else self.forgotten_to

    def after(self, account: Account, seq: int) -> list[Event]:
        def allowed(row: Row) -> bool:
            if row.account_id is not None:
                return row.account_id == account.id
            if row.event.kind == EventKind.ALARM:
                return account.role is not Role.AGENT
            return self.sees(account, row.event.conversation_id)

        begin = max(0, seq - self.forgotten_to)  # every seq has its row
        return [row.event for row in self.log[begin:] if allowed(row)]

    def rename(self, account_id: str, name: str) -> None:
        """A person of the team is called otherwise from now on, and everybody is told."""
        self.accounts[account_id] = msgspec.structs.replace(self.accounts[account_id], name=name)
        self.tell(EventKind.ACCOUNT, self.accounts[account_id])

    def tell_alarm(self, alarm: Alarm) -> None:
        """It stands from now on, or no longer."""
        if alarm.cleared:
            self.alarms.pop(alarm.key, None)
        else:
            self.alarms[alarm.key] = alarm
        self.tell(EventKind.ALARM, alarm)

    def forget_log(self) -> None:
        self.forgotten_to = self.newest
        self.log.clear()

    def receive(self, conversation_id: str, text: str, *, sent_at: int | None = None) -> Message:
        """A customer writes."""
        message = Message(
            id=new_id(),
            conversation_id=conversation_id,
            direction="in",
            content=Content(kind=Kind.TEXT, text=text),
            sent_at=sent_at or self.now(),
            status=Status.RECEIVED,
        )
        known = self.conversations[conversation_id]
        self._put(
            message,
            unread=known.unread + 1,
            last_inbound_at=message.sent_at,
            window_until=message.sent_at + WINDOW,
        )
        return message

    def edit(self, message_id: str, text: str) -> None:
        known = self.messages[message_id]
        content = msgspec.structs.replace(known.content, text=text)
        self._put(msgspec.structs.replace(known, content=content, edited_at=self.now()))

    def climb(self, message_id: str, status: Status) -> None:
        """A status of WhatsApp arrives."""
        known = self.messages[message_id]
        reached = advance(known.status, status)
        times = {status.value: self.now(), **known.status_times}
        self.messages[message_id] = msgspec.structs.replace(known, status=reached, status_times=times)
        self.tell(
            EventKind.STATUS,
            StatusChanged(message_id, status.value, times[status.value], client_id=known.client_id),
            known.conversation_id,
        )

    def hold(self, message_id: str, reason: str, not_before: int) -> None:
        """The send gate lets it wait."""
        held = msgspec.structs.replace(self.messages[message_id], hold=Hold(reason, not_before))
        self._put(held)

    def fail(self, message_id: str, code: str) -> Message:
        """It does not leave."""
        known = self.messages[message_id]
        failed = msgspec.structs.replace(known, status=Status.FAILED, failure=Failure(code), hold=None)
        self._put(failed)
        return failed

    def accept(self, account: Account, request: SendMessage) -> Accepted:
        """As POST /v1/messages: idempotent by client id."""
        self.sends.append(request)
        earlier = self.accepted.get(request.client_id)
        if earlier is not None:
            if earlier[0] != request:
                raise GatewayRefusal(ErrorCode.CLIENT_ID_REUSED)
            return Accepted(self.messages[earlier[1]], self._allow())
        conversation = self.conversations.get(request.conversation_id)
        if conversation is None or not self.sees(account, conversation.id):
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if self.refusals:
            raise self.refusals.pop(0)
        holder = conversation.claim.account_id if conversation.claim is not None else None
        if holder not in (None, account.id):
            raise GatewayRefusal(ErrorCode.CLAIMED_BY_OTHER, account_id=holder or "")
        if self.claim_required and holder is None:
            raise GatewayRefusal(ErrorCode.CLAIM_REQUIRED)
        message = Message(
            id=new_id(),
            conversation_id=conversation.id,
            direction="out",
            content=self._content(request),
            sent_at=self.now(),
            status=Status.ACCEPTED,
            author_id=account.id,
            author_name=account.name,
            client_id=request.client_id,
        )
        self.accepted[request.client_id] = (request, message.id)
        self._put(message)
        return Accepted(message, self._allow())

    def assign(self, account: Account, conversation_id: str, target_id: str | None) -> None:
        before = self.conversations[conversation_id].assignee_id
        changed = msgspec.structs.replace(self.conversations[conversation_id], assignee_id=target_id)
        self.conversations[conversation_id] = changed
        for each in self.accounts.values():
            lost = before in (None, each.id) and not self.sees(each, conversation_id)
            if lost:
                self.tell(EventKind.CONVERSATION_LEFT, ConversationLeft(conversation_id), account_id=each.id)
        self.tell(EventKind.CONTACT, self.contacts[changed.contact_id], conversation_id)
        self.tell(EventKind.CONVERSATION, changed, conversation_id)

    def claim(self, account: Account, conversation_id: str) -> Claim:
        known = self.conversations[conversation_id]
        if known.claim is not None and known.claim.account_id != account.id and known.claim.until > self.now():
            raise GatewayRefusal(ErrorCode.CLAIMED_BY_OTHER, account_id=known.claim.account_id)
        claim = Claim(account.id, account.name, self.now() + 60_000)
        self._set_claim(conversation_id, claim)
        return claim

    def drop_claim(self, account: Account, conversation_id: str) -> None:
        known = self.conversations[conversation_id]
        if known.claim is not None and known.claim.account_id == account.id:
            self._set_claim(conversation_id, None)

    def read(self, conversation_id: str, message_id: str) -> None:
        self.read_marks.append((conversation_id, message_id))
        known, read = self.conversations[conversation_id], self.messages[message_id].sent_at
        here = [it for it in self.messages.values() if it.conversation_id == conversation_id and it.direction == "in"]
        unread = min(known.unread, sum(it.sent_at > read for it in here))
        changed = msgspec.structs.replace(known, unread=unread)
        self.conversations[conversation_id] = changed
        self.tell(EventKind.CONVERSATION, changed, conversation_id)

    def outlook(self, conversation_id: str) -> Outlook:
        set_by_hand = self.outlooks.get(conversation_id)
        if set_by_hand is not None:
            return set_by_hand
        until = self.conversations[conversation_id].window_until
        allowed = until is not None and until > self.now()
        reply = self._allow(until) if allowed else Decision(Verdict.DENY, Reason.DENY_WINDOW_CLOSED)
        return Outlook(conversation_id, reply, Decision(Verdict.ALLOW, Reason.ALLOW_CONSENT_PROMPT))

    def page(self, conversation_id: str, before: str | None, limit: int) -> tuple[list[Message], str | None]:
        rows = sorted(
            (each for each in self.messages.values() if each.conversation_id == conversation_id),
            key=lambda each: (each.sent_at, each.id),
        )
        if before is not None:
            at, _, message_id = before.partition(".")
            rows = [each for each in rows if (each.sent_at, each.id) < (int(at), message_id)]
        found = rows[-limit:]
        older = f"{found[0].sent_at}.{found[0].id}" if len(rows) > limit else None
        return found, older

    def _set_claim(self, conversation_id: str, claim: Claim | None) -> None:
        changed = msgspec.structs.replace(self.conversations[conversation_id], claim=claim)
        self.conversations[conversation_id] = changed
        self.tell(EventKind.CLAIM, ClaimChanged(conversation_id, claim), conversation_id)

    def _put(self, message: Message, **of_conversation: Any) -> None:
        self.messages[message.id] = message
        known = self.conversations[message.conversation_id]
        last = known.last
        if last is None or last.sent_at <= message.sent_at:
            last = Preview(
                message.id,
                message.content.kind,
                message.content.text,
                message.direction,
                message.status,
                message.sent_at,
                message.author_id,
            )
        changed = msgspec.structs.replace(known, last=last, **of_conversation)
        self.conversations[known.id] = changed
        self.tell(EventKind.MESSAGE, MessageChanged(message, changed), known.id)

    def _content(self, request: SendMessage) -> Content:
        media = None if request.media_id is None else self.media[request.media_id][0]
        if request.template is not None:
            return Content(kind=Kind.TEMPLATE, text=request.template.template_id, media=media)
        if media is not None:
            return Content(kind=Kind.IMAGE, text=request.text, media=media)
        if request.consent_purpose is not None:
            return Content(kind=Kind.CONSENT_PROMPT, text=request.consent_purpose)
        return Content(kind=Kind.TEXT, text=request.text)

    @staticmethod
    def _allow(until: int | None = None) -> Decision:
        return Decision(Verdict.ALLOW, Reason.ALLOW_REPLY_IN_WINDOW, until=until)
