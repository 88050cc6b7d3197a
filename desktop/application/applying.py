"""Events into the local store: each kind's rule. Events carry states, so applying one twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import msgspec

from desktop.application import storing
from desktop.application.applied import Applied
from desktop.application.applying_team import TEAM_RULES
from desktop.application.own_account import keep_own_account, own_account
from desktop.application.ports import Entry
from desktop.application.store_ports import Catalogue, StoreTx
from desktop.application.team_notes import keep_snapshot
from desktop.domain.delivery import with_status
from desktop.domain.phrases import with_changed
from desktop.domain.team_stickers import sticker_file
from server_stub.contract import events
from server_stub.contract.delivery import Status, advance
from server_stub.contract.events import (
    Alarm,
    ClaimChanged,
    ConversationLeft,
    EventKind,
    MessageChanged,
    MessagesRemoved,
    StatusChanged,
)
from server_stub.contract.gate import Outlook
from server_stub.contract.model import Account, Contact, Conversation, Message, Phrase, Template
from server_stub.contract.phrases import PhraseChanged
from server_stub.contract.requests import ConversationPage, Snapshot
from server_stub.contract.stickers import Sticker

CURSOR: Final = "cursor"
OLDER_CONVERSATIONS: Final = "older_conversations"
BRAND: Final = "brand"
ALARMS: Final = "alarms"
PROMOTIONAL_WORDS: Final = "promotional_words"
SIGNS: Final = "signs"

Rule = Callable[[StoreTx, Any, int, Applied], None]


def cursor(tx: StoreTx) -> int | None:
    """`seq` of the last event in this store, None before the first snapshot."""
    value = tx.notes.value(CURSOR)
    return None if value is None else int(value)


def alarms(tx: StoreTx) -> tuple[Alarm, ...]:
    """What stands, oldest first."""
    value = tx.notes.value(ALARMS)
    return () if value is None else msgspec.json.decode(value, type=tuple[Alarm, ...])


def signs(tx: StoreTx) -> bool:
    """Whether texts leave with the name of who wrote them, as the gateway told last."""
    return tx.notes.value(SIGNS) is not None


def promotional_words(tx: StoreTx) -> tuple[str, ...]:
    """What makes a free text look like an offer, as the gateway told last."""
    value = tx.notes.value(PROMOTIONAL_WORDS)
    return () if value is None else msgspec.json.decode(value, type=tuple[str, ...])


def apply_events(tx: StoreTx, entries: Sequence[Entry]) -> Applied:
    """A batch and the new cursor, in the caller's one transaction. What the cursor has passed already is skipped."""
    applied = Applied()
    reached = cursor(tx) or 0
    for entry in sorted(entries, key=lambda each: each.seq):
        if entry.seq <= reached:
            continue
        reached = entry.seq
        rule = _RULES.get(entry.kind)
        if rule is not None and entry.data is not None and not _comes_back(entry, entries):
            rule(tx, entry.data, entry.seq, applied)
    tx.notes.set_value(CURSOR, str(reached))
    return applied


def _comes_back(entry: Entry, entries: Sequence[Entry]) -> bool:
    """A conversation that leaves and returns within one batch (assigned anew) never left."""
    if not isinstance(entry.data, ConversationLeft):
        return False
    conversation_id = entry.data.conversation_id
    return any(
        later.seq > entry.seq and isinstance(later.data, Conversation) and later.data.id == conversation_id
        for later in entries
    )


def apply_snapshot(tx: StoreTx, snapshot: Snapshot) -> Applied:
    """Begin anew from the gateway's state: conversations not told again go once the last page of them is here."""
    tx.inbox.mark_all_stale()
    tx.messages.mark_all_stale()
    tx.notes.set_value(CURSOR, str(snapshot.seq))
    keep_own_account(tx, snapshot.account)
    tx.notes.set_value(BRAND, snapshot.brand)
    tx.notes.set_value(PROMOTIONAL_WORDS, msgspec.json.encode(snapshot.promotional_words).decode())
    _keep_signs(tx, on=snapshot.signs)
    _keep_alarms(tx, snapshot.alarms)
    files_before = _files_of_catalogue(tx)
    tx.inbox.put_catalogue(
        Catalogue(
            accounts=tuple(snapshot.accounts),
            templates=tuple(snapshot.templates),
            phrases=tuple(snapshot.phrases),
            purposes=tuple(snapshot.purposes),
            stickers=tuple(snapshot.stickers),
        )
    )
    page = ConversationPage(snapshot.conversations, snapshot.contacts, snapshot.next_page)
    applied = apply_conversations(tx, page, as_of=snapshot.seq)
    applied.media_gone += sorted(files_before - _files_of_catalogue(tx))
    applied.team = keep_snapshot(tx, snapshot)
    applied.everything = True
    return applied


def apply_conversations(tx: StoreTx, page: ConversationPage, *, as_of: int) -> Applied:
    """A page of older conversations; after the last one, what was told by none is no longer ours to see."""
    applied = Applied()
    for contact in page.contacts:
        if tx.inbox.put_contact(contact, as_of=as_of):
            applied.contacts[contact.id] = contact
    for conversation in page.conversations:
        storing.put_conversation(tx, conversation, applied, as_of=as_of)
    tx.notes.set_value(OLDER_CONVERSATIONS, page.next_page)
    if page.next_page is None:
        storing.remove_conversations(tx, tx.inbox.stale(), applied)
    return applied


def keep_phrases(tx: StoreTx, phrases: Sequence[Phrase], applied: Applied) -> None:
    """All of them, in place of those that are here."""
    files_before = _files_of_catalogue(tx)
    tx.inbox.put_phrases(phrases)
    applied.catalogue = tx.inbox.catalogue()
    applied.media_gone += sorted(files_before - _files_of_catalogue(tx))


def _message(tx: StoreTx, data: MessageChanged, seq: int, applied: Applied) -> None:
    storing.put_told(tx, data.message, applied, as_of=seq)
    if data.conversation is not None:
        storing.put_conversation(tx, data.conversation, applied, as_of=seq)


def _status(tx: StoreTx, data: StatusChanged, seq: int, applied: Applied) -> None:
    known = tx.messages.get(data.message_id)
    if known is None:
        return
    told = with_status(known, Status(data.status), data.at, data.failure)
    if told == known or not tx.messages.put(told, as_of=seq):
        return
    if told.status is Status.FAILED or told.hold != known.hold:
        applied.message(known.conversation_id, known.id)
    else:
        applied.statuses[known.conversation_id].add(known.id)
    _preview_status(tx, told, applied)


def _preview_status(tx: StoreTx, message: Message, applied: Applied) -> None:
    conversation = tx.inbox.conversation(message.conversation_id)
    if conversation is None or conversation.last is None or conversation.last.message_id != message.id:
        return
    status = advance(Status(conversation.last.status), message.status)
    last = msgspec.structs.replace(conversation.last, status=status.value)
    storing.put_conversation(tx, msgspec.structs.replace(conversation, last=last), applied, as_of=None)


def _messages_removed(tx: StoreTx, data: MessagesRemoved, _seq: int, applied: Applied) -> None:
    storing.remove_messages(tx, data.conversation_id, data.message_ids, applied)


def _conversation(tx: StoreTx, data: Conversation, seq: int, applied: Applied) -> None:
    storing.put_conversation(tx, data, applied, as_of=seq)


def _conversation_left(tx: StoreTx, data: ConversationLeft, _seq: int, applied: Applied) -> None:
    storing.remove_conversations(tx, [data.conversation_id], applied)


def _contact(tx: StoreTx, data: Contact, seq: int, applied: Applied) -> None:
    if tx.inbox.put_contact(data, as_of=seq):
        applied.contacts[data.id] = data
        applied.outlooks_doubtful.update(tx.inbox.conversations_of(data.id))


def _claim(tx: StoreTx, data: ClaimChanged, seq: int, applied: Applied) -> None:
    known = tx.inbox.conversation(data.conversation_id)
    if known is not None:
        storing.put_conversation(tx, msgspec.structs.replace(known, claim=data.claim), applied, as_of=seq)


def _outlook(tx: StoreTx, data: Outlook, _seq: int, applied: Applied) -> None:
    tx.inbox.put_outlook(data)
    applied.outlooks[data.conversation_id] = data
    applied.outlooks_doubtful.discard(data.conversation_id)


def _account(tx: StoreTx, data: Account, _seq: int, applied: Applied) -> None:
    tx.inbox.put_account(data)
    own = own_account(tx)
    if own is not None and own.id == data.id:
        keep_own_account(tx, data)
    applied.catalogue = tx.inbox.catalogue()


def _template(tx: StoreTx, data: Template, _seq: int, applied: Applied) -> None:
    tx.inbox.put_template(data)
    applied.catalogue = tx.inbox.catalogue()
    applied.every_outlook_doubtful = True


def _sticker(tx: StoreTx, data: Sticker, _seq: int, applied: Applied) -> None:
    files_before = _files_of_catalogue(tx)
    tx.inbox.put_sticker(data)
    applied.catalogue = tx.inbox.catalogue()
    applied.media_gone += sorted(files_before - _files_of_catalogue(tx))


def _phrase(tx: StoreTx, data: PhraseChanged, _seq: int, applied: Applied) -> None:
    keep_phrases(tx, with_changed(tx.inbox.catalogue().phrases, data), applied)


def _files_of_catalogue(tx: StoreTx) -> set[str]:
    """Names under which files of the team's stickers and phrases may be kept here."""
    catalogue = tx.inbox.catalogue()
    pictures = {sticker_file(each.digest) for each in catalogue.stickers}
    return pictures | {each.file.id for each in catalogue.phrases if each.file is not None}


def _alarm(tx: StoreTx, data: Alarm, _seq: int, applied: Applied) -> None:
    standing = {each.key: each for each in alarms(tx)}
    if data.cleared:
        standing.pop(data.key, None)
    else:
        standing[data.key] = data
    applied.alarms = _keep_alarms(tx, standing.values())


def _offered(tx: StoreTx, data: events.Catalogue, _seq: int, applied: Applied) -> None:
    """An administrator changed what may be asked for, or which words look like an offer."""
    tx.inbox.put_catalogue(msgspec.structs.replace(tx.inbox.catalogue(), purposes=tuple(data.purposes)))
    tx.notes.set_value(PROMOTIONAL_WORDS, msgspec.json.encode(data.promotional_words).decode())
    applied.catalogue = tx.inbox.catalogue()
    applied.promotional_words = tuple(data.promotional_words)
    _keep_signs(tx, on=data.signs)
    applied.signs = data.signs
    applied.every_outlook_doubtful = True


def _keep_signs(tx: StoreTx, *, on: bool) -> None:
    tx.notes.set_value(SIGNS, "1" if on else None)


def _keep_alarms(tx: StoreTx, standing: Iterable[Alarm]) -> tuple[Alarm, ...]:
    kept = tuple(standing)
    tx.notes.set_value(ALARMS, msgspec.json.encode(kept).decode())
    return kept


_RULES: Final[dict[str, Rule]] = {
    EventKind.MESSAGE: _message,
    EventKind.STATUS: _status,
    EventKind.CONVERSATION: _conversation,
    EventKind.MESSAGES_REMOVED: _messages_removed,
    EventKind.CONVERSATION_LEFT: _conversation_left,
    EventKind.CONTACT: _contact,
    EventKind.CLAIM: _claim,
    EventKind.OUTLOOK: _outlook,
    EventKind.ACCOUNT: _account,
    EventKind.TEMPLATE: _template,
    EventKind.ALARM: _alarm,
    EventKind.CATALOGUE: _offered,
    EventKind.STICKER: _sticker,
    EventKind.PHRASE: _phrase,
    **TEAM_RULES,
}
