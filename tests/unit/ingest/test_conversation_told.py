"""The conversation beside a new message is told as anybody who asks for it reads it."""

from __future__ import annotations

import pytest

from server_stub.contract.cases import CaseState
from server_stub.contract.model import Conversation
from server_stub.contract.transfers import HandOver, OfferKind, Participant, Presence
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRows
from server_stub.storage.repositories.offers import OfferRows
from server_stub.storage.repositories.participants import ParticipantRows
from tests.helpers.receiving import NOW, Receiving
from tests.helpers.webhook_bodies import ANA, body, said


def conversation_id(receiving: Receiving) -> str:
    (row,) = receiving.rows("SELECT id FROM conversation")
    return str(row[0])


def told_with(receiving: Receiving, wamid: str) -> Conversation:
    """The conversation that comes with one more message; it must be what the store tells afterwards."""
    receiving.feed(body(said(ANA, wamid, 60)))
    changed = next(data for kind, data in reversed(receiving.told()) if kind == "message")
    with receiving.transaction() as tx:
        assert receiving.reading.conversation(tx, changed.message.conversation_id) == changed.conversation
    assert isinstance(changed.conversation, Conversation)
    return changed.conversation


@pytest.fixture
def known(receiving: Receiving) -> str:
    receiving.feed(body(said(ANA, "w1", 0)))
    return conversation_id(receiving)


def test_who_is_called_by_a_note_is_still_called_after_the_customer_wrote(receiving: Receiving, known: str) -> None:
    with receiving.transaction() as tx:
        sql = "INSERT INTO mention (conversation_id, account_id, called_at) VALUES (?, ?, ?)"
        tx.driver.executemany(sql, [(known, "bruno", NOW), (known, "ana", NOW)])
    assert told_with(receiving, "w2").mentioned == ["ana", "bruno"]


def test_who_is_in_the_chat_and_who_is_asked_to_take_it(receiving: Receiving, known: str) -> None:
    card = HandOver("Trocar o plano", "Conferi o cadastro", "Retorno hoje", "Está com pressa")

    def prepare(tx: Tx) -> None:
        there = ParticipantRows()
        there.add(tx, known, Participant("lia", Presence.BARGE, "", NOW + 5))
        there.add(tx, known, Participant("bruno", Presence.WARM, "ana", NOW))
        case, key_id = CaseRows().open_of(tx, known), receiving.reading.key_of(tx, known)
        assert case is not None
        assert key_id is not None
        offers, ends = OfferRows(receiving.vault), {"key_id": key_id, "now": NOW, "expires_at": NOW + 60_000}
        offers.add(tx, known, case.id, OfferKind.TRANSFER, "carla", "ana", card, **ends)

    with receiving.transaction() as tx:
        prepare(tx)
    told = told_with(receiving, "w2")
    assert told.participants == [
        Participant("bruno", Presence.WARM, "ana", NOW),
        Participant("lia", Presence.BARGE, "", NOW + 5),
    ]
    assert told.offer is not None
    assert (told.offer.to_account, told.offer.from_account, told.offer.card) == ("carla", "ana", card)
    assert (told.offer.kind, told.offer.expires_at) == (OfferKind.TRANSFER, NOW + 60_000)


def test_the_open_case_is_told_with_its_queue(receiving: Receiving, known: str) -> None:
    told = told_with(receiving, "w2")
    assert told.case is not None
    assert (told.case.protocol, told.case.queue_id, told.queue_id) == (told.protocol, "general", "general")


def test_the_case_that_was_closed_last_is_told_while_none_is_open(receiving: Receiving, known: str) -> None:
    with receiving.transaction() as tx:
        cases = CaseRows()
        first = cases.open_of(tx, known)
        assert first is not None
        cases.change(tx, first.id, state=CaseState.CLOSED, closed_at=NOW + 2)
        second = cases.add(tx, known, "202611220000000016", "general", NOW, detail="new_subject")
        cases.change(tx, second, state=CaseState.CLOSED, closed_at=NOW + 1)
        told = receiving.reading.conversation(tx, known)
        assert told is not None
        assert told.case is not None
        assert (told.case.id, told.case.state, told.protocol) == (first.id, CaseState.CLOSED, "")


def test_nothing_of_a_card_is_readable_once_the_key_is_destroyed(receiving: Receiving, known: str) -> None:
    with receiving.transaction() as tx:
        case, key_id = CaseRows().open_of(tx, known), receiving.reading.key_of(tx, known)
        assert case is not None
        assert key_id is not None
        offers = OfferRows(receiving.vault)
        card, ends = HandOver("Segredo"), {"key_id": key_id, "now": NOW, "expires_at": None}
        offer = offers.add(tx, known, case.id, OfferKind.CONSULT, "carla", "ana", card, **ends)
        (sealed,) = tx.driver.execute("SELECT card_enc FROM offer").fetchone()
        assert b"Segredo" not in sealed
        assert offers.card(tx, offer.id, key_id) == card
        receiving.vault.destroy_key(tx, key_id, NOW)
        told = receiving.reading.conversation(tx, known)
        assert told is not None
        assert told.offer is not None
        assert told.offer.card == HandOver()
