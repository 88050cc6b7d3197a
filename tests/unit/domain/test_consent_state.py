"""Consent state by example: ties, clocks, files, WhatsApp's own switch (8.2, 8.3). Laws: test_gate_laws.py."""

from __future__ import annotations

import pytest

from server_stub.domain.consent import derive, negatives
from server_stub.domain.consent_events import ConsentEvent, EventType, State

DAY = 86_400_000
T0 = 1_795_300_000_000
BRAND = "Loja"


def revocation(at: int, scope: str = "*") -> ConsentEvent:
    return ConsentEvent(EventType.REVOKED, scope, at, at, "keyword", "*")


@pytest.mark.parametrize("source", ["agent", "import", "button"])
def test_at_the_same_moment_the_opt_out_wins(source: str) -> None:
    grant = ConsentEvent(EventType.GRANTED, "mkt.promotions", T0, T0, source, BRAND, proof_level=4)
    for history in ([grant, revocation(T0, "mkt.*")], [revocation(T0, "mkt.*"), grant]):
        assert derive(history, T0 + 1, brand=BRAND).of("mkt.promotions").state is State.REVOKED


@pytest.mark.parametrize(("later", "state"), [(999, State.REVOKED), (1000, State.ACTIVE)])
def test_within_one_second_the_opt_out_wins(later: int, state: State) -> None:
    """WhatsApp tells whole seconds: a message of 12:00:00.9 carries 12:00:00."""
    grant = ConsentEvent(EventType.GRANTED, "mkt.promotions", T0 + later, T0 + later, "button", BRAND, proof_level=4)
    assert derive([grant, revocation(T0, "mkt.*")], T0 + 2000, brand=BRAND).of("mkt.promotions").state is state


def test_a_clock_that_goes_back_revives_nothing() -> None:
    grant = ConsentEvent(EventType.GRANTED, "txn.order", T0, T0, "button", BRAND, proof_level=3, valid_until=T0 + DAY)
    noted = ConsentEvent("EXPORT_MADE", "txn.order", T0 + 2 * DAY, T0 + 2 * DAY, "agent", BRAND)
    assert derive([grant, noted], T0 + 5, brand=BRAND).of("txn.order").state is State.EXPIRED


def test_an_imported_event_counts_from_its_recording() -> None:
    stale = ConsentEvent(EventType.GRANTED, "txn.order", T0 + 9, T0 - DAY, "import", BRAND, proof_level=3)
    refused = ConsentEvent(EventType.REFUSED, "txn.order", T0, T0, "button", BRAND)
    assert derive([stale, refused], T0 + 10, brand=BRAND).of("txn.order").state is State.REFUSED


def test_a_platform_resume_lifts_only_the_platform_stop() -> None:
    number = "whatsapp:111"
    history = [
        revocation(T0, "mkt.*"),
        ConsentEvent(EventType.PLATFORM_STOP, "mkt.*", T0 + 1000, T0 + 1000, "platform", BRAND, channel=number),
        ConsentEvent(EventType.PLATFORM_RESUME, "mkt.*", T0 + 2000, T0 + 2000, "platform", BRAND, channel=number),
    ]
    standing = derive(history, T0 + 3000, brand=BRAND, number_id="111")
    assert standing.platform_stop_at is None
    assert standing.of("mkt.promotions").state is State.REVOKED


@pytest.mark.parametrize("source", ["button", "keyword", "web", "email", "sms", "app", "agent", "import"])
def test_after_an_opt_out_only_the_person_s_own_act_counts(source: str) -> None:
    history = [
        revocation(T0, "mkt.*"),
        ConsentEvent(EventType.GRANTED, "mkt.promotions", T0 + 1000, T0 + 1000, source, BRAND, proof_level=4),
    ]
    own = source not in ("app", "agent", "import")
    state = derive(history, T0 + 2000, brand=BRAND).of("mkt.promotions").state
    assert state is (State.ACTIVE if own else State.REVOKED)


def test_of_a_merged_contact_every_no_and_no_yes_is_taken_over() -> None:
    number = "whatsapp:111"
    theirs = [
        ConsentEvent(EventType.GRANTED, "mkt.promotions", T0, T0, "button", BRAND, proof_level=4),
        revocation(T0 + 1000, "txn.order"),
        ConsentEvent(EventType.SUPPRESSION_LIFTED_BY_PERSON, "*", T0 + 2000, T0 + 2000, "keyword", BRAND),
        ConsentEvent(EventType.PLATFORM_STOP, "mkt.*", T0, T0, "platform", BRAND, channel=number),
        ConsentEvent(EventType.PLATFORM_RESUME, "mkt.*", T0 + 3000, T0 + 3000, "platform", BRAND, channel=number),
        ConsentEvent(EventType.PLATFORM_STOP, "mkt.*", T0, T0, "platform", BRAND, channel="whatsapp:222"),
    ]
    left = negatives(theirs)
    assert {(it.type, it.purpose, it.channel) for it in left} == {
        ("REVOKED", "txn.order", "whatsapp"),
        ("PLATFORM_STOP", "mkt.*", "whatsapp:222"),
    }


@pytest.mark.parametrize("source", ["web", "agent", "keyword", "email"])
def test_an_opt_out_after_the_clock_was_put_back_is_not_lost(source: str) -> None:
    """The "yes" was recorded while our clock was an hour ahead; the "no" that came after it tells an earlier time."""
    grant = ConsentEvent(EventType.GRANTED, "mkt.promotions", T0, T0, "web", BRAND, seq=1, proof_level=4)
    at = T0 - 3_600_000
    left = ConsentEvent(EventType.REVOKED, "mkt.*", at, at, source, "*", seq=2)
    again = ConsentEvent(EventType.GRANTED, "mkt.promotions", T0 + DAY, T0 + DAY, "web", BRAND, seq=3, proof_level=4)
    for history in ([grant, left], [left, grant]):
        for now in (at + 1000, T0 + DAY):
            standing = derive(history, now, brand=BRAND)
            assert standing.of("mkt.promotions").state is State.REVOKED
            assert standing.opted_out_promotional_at == at
    assert derive([grant, left, again], T0 + DAY, brand=BRAND).of("mkt.promotions").state is State.ACTIVE


def test_an_opt_out_that_only_arrived_late_is_older_than_what_followed_it() -> None:
    grant = ConsentEvent(EventType.GRANTED, "mkt.promotions", T0, T0, "web", BRAND, seq=1, proof_level=4)
    late = ConsentEvent(EventType.REVOKED, "mkt.*", T0 - 60_000, T0 + 60_000, "keyword", "*", seq=2)
    assert derive([grant, late], T0 + DAY, brand=BRAND).of("mkt.promotions").state is State.ACTIVE


def test_a_refusal_covers_no_opt_out() -> None:
    """A "no" to a question ends after a while (8.2), an opt-out never by itself."""
    refused = ConsentEvent(EventType.REFUSED, "mkt.promotions", T0 + 1000, T0 + 1000, "button", BRAND)
    state = derive([revocation(T0, "mkt.*"), refused], T0 + 200 * DAY, brand=BRAND).of("mkt.promotions")
    assert (state.state, state.since, state.suppressed_at) == (State.REVOKED, T0, T0)
