"""Generated histories of consent, situations of a message, and everything that may speak against sending it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from hypothesis import strategies as st

from server_stub.contract.gate import SendKind
from server_stub.domain.consent_events import ConsentEvent, EventType
from server_stub.domain.gate_input import ContentFacts, GateInput, Ledger, Listing, Person, TemplateFacts
from server_stub.domain.regions import Place
from tests.helpers.gate_world import BRAND, DAY, HOUR, NOW, C, F, M, S, U, ask, sent

_LISTING: Final = Listing("", NOW, NOW - DAY)
CODES: Final = ["mkt.promotions", "mkt.newsletter", "txn.order", "survey.csat"]
PURPOSE_OF: Final = {M: "mkt.promotions", U: "txn.order", S: "survey.csat"}
_SOURCES: Final = ["agent", "button", "keyword", "web", "sms", "app", "import"]


@dataclass(frozen=True)
class Case:
    """A person's history and a message; the standing in `request` is worked out by whoever is tested."""

    history: list[ConsentEvent]
    request: GateInput


def moved(event: ConsentEvent, at: int) -> ConsentEvent:
    return replace(event, captured_at=at, recorded_at=at, valid_until=None)


def revocation(at: int, scope: str = "*") -> ConsentEvent:
    return ConsentEvent(EventType.REVOKED, scope, at, at, "keyword", "*")


moments = st.integers(0, 400).map(lambda days: NOW - days * DAY)
events = st.builds(
    lambda kind, purpose, at, source, proof, lifetime, brand: ConsentEvent(
        type=kind,
        purpose=purpose,
        captured_at=at,
        recorded_at=at,
        source=source,
        brand=brand,
        proof_level=proof,
        valid_until=None if lifetime is None else at + lifetime * DAY,
        notice_version_id="n1",
        evidenced=True,
    ),
    st.sampled_from([EventType.GRANTED] * 4 + [it for it in EventType if it is not EventType.CONTACT_ERASED]),
    st.sampled_from([*CODES, *CODES, "mkt.*", "*"]),
    moments,
    st.sampled_from(_SOURCES),
    st.sampled_from([0, 1, 2, 3, 4, 4, 4, 5]),
    st.none() | st.integers(1, 400),
    st.sampled_from([BRAND, BRAND, BRAND, "*", "Outra"]),
)
steps = st.integers(1, 800 * DAY) | st.integers(1, 110).map(lambda weeks: weeks * 7 * DAY)
"""Any time later; whole weeks later the hours are open again."""
permissions = st.builds(
    lambda purpose, at, lifetime, source: ConsentEvent(
        type=EventType.GRANTED,
        purpose=purpose,
        captured_at=at,
        recorded_at=at,
        source=source,
        brand=BRAND,
        proof_level=5,
        valid_until=None if lifetime is None else at + lifetime * DAY,
        notice_version_id="n1",
        evidenced=True,
    ),
    st.sampled_from(CODES),
    moments,
    st.none() | st.integers(1, 800),
    st.sampled_from(_SOURCES),
)
"""Nothing speaks against these but what comes later."""
histories = st.lists(events | permissions, max_size=8)
places = st.sampled_from(
    [
        Place("America/Sao_Paulo", "BR", "SP"),
        Place("America/Sao_Paulo", "BR", "RJ"),
        Place("America/Rio_Branco", "BR", "AC"),
        Place("America/Manaus", "BR", "AM"),
        Place("Europe/Lisbon", "PT", ""),
        Place("America/New_York", "US", ""),
    ]
)
_MINUTE: Final = 60_000
_EDGES: Final = [
    datetime(2026, 12, 31, 23, 0, tzinfo=UTC),
    datetime(2027, 1, 1, 12, 0, tzinfo=UTC),
    datetime(2027, 2, 28, 23, 30, tzinfo=UTC),
    datetime(2027, 3, 28, 8, 59, tzinfo=UTC),
    datetime(2026, 11, 20, 12, 0, tzinfo=UTC),
    datetime(2027, 4, 23, 12, 0, tzinfo=UTC),
]
any_moment = st.integers(0, 400 * 24 * 60).map(lambda it: NOW + it * _MINUTE) | st.builds(
    lambda edge, minutes: int(edge.timestamp()) * 1000 + minutes * _MINUTE,
    st.sampled_from(_EDGES),
    st.integers(-24 * 60, 24 * 60),
)
any_moment |= st.integers(0, 60 * 24).map(lambda hours: NOW + hours * HOUR)
"""Whole hours, too: that is where things open and close."""
people = st.builds(
    Person,
    sends=st.lists(st.integers(0, 40 * DAY), max_size=2).map(lambda ago: sent(*ago)),
    place=places,
)


def _case(history: list[ConsentEvent], kind: SendKind, hours: int, person: Person, promotional: bool | None) -> Case:
    last_inbound = NOW - hours * HOUR
    request = ask(kind, window_until=last_inbound + DAY, last_inbound_at=last_inbound, person=person)
    if kind is M and hours % 2:
        request = replace(request, purpose="mkt.newsletter")
    return Case(history, replace(request, content=ContentFacts(promotional=promotional)))


cases = st.builds(
    _case,
    histories,
    st.sampled_from([M, M, U, S, C, F]),
    st.integers(0, 40),
    people,
    st.sampled_from([None, None, False, True]),
)

questions = st.builds(_case, histories, st.just(C), st.integers(0, 23), people, st.none())
asked = st.builds(
    lambda history, purpose, person, doubt, listed, loading: Case(
        history,
        ask(
            C,
            purpose=purpose,
            person=replace(
                person,
                doubt_until=doubt,
                listings=(_LISTING,) if listed else (),
                lists_loading=loading,
            ),
            open_questions=None,
        ),
    ),
    histories,
    st.sampled_from(["mkt.promotions", "txn.order", "survey.csat"]),
    people,
    st.none() | st.none() | st.just(NOW + HOUR),
    st.booleans(),
    st.booleans(),
)
"""Questions to all kinds of people."""
replies = st.builds(_case, histories, st.just(F), st.integers(0, 23), people, st.none())

wanted = st.builds(
    _case,
    st.lists(permissions, min_size=1, max_size=4),
    st.sampled_from([M, U, S]),
    st.integers(0, 40),
    people,
    st.none(),
)
"""Messages that somebody agreed to, or to something else."""


def _with_event(event: ConsentEvent) -> Callable[[Case], Case]:
    return lambda case: replace(case, history=[*case.history, event])


def _with_person(change: Callable[[Person], Person]) -> Callable[[Case], Case]:
    return lambda case: replace(case, request=replace(case.request, person=change(case.request.person)))


def _with_request(change: Callable[[GateInput], GateInput]) -> Callable[[Case], Case]:
    return lambda case: replace(case, request=change(case.request))


_STOP: Final = ConsentEvent(EventType.PLATFORM_STOP, "mkt.*", NOW, NOW, "platform", BRAND, channel="whatsapp:111")
_PERSONAL: Final[list[Callable[[Person], Person]]] = [
    lambda it: replace(it, erased=True),
    lambda it: replace(it, identity_changed=True),
    lambda it: replace(it, minor=True),
    lambda it: replace(it, legal_block_at=NOW),
    lambda it: replace(it, listings=(_LISTING,)),
    lambda it: replace(it, lists_loading=True),
    lambda it: replace(it, doubt_until=NOW + HOUR),
    lambda it: replace(it, sends=(*it.sends, *sent(1000))),
    lambda it: replace(it, backoff_until=NOW + HOUR),
    lambda it: replace(it, place=Place("Asia/Tokyo", "JP")),
]
_TECHNICAL: Final[list[Callable[[GateInput], GateInput]]] = [
    lambda it: replace(it, ledger=Ledger.BROKEN),
    lambda it: replace(it, content=replace(it.content, forbidden="card")),
    lambda it: replace(it, number=replace(it.number, quality="RED")),
    lambda it: replace(it, number=replace(it.number, status="FLAGGED")),
    lambda it: replace(it, number=replace(it.number, restricted=True)),
    lambda it: replace(it, number=replace(it.number, portfolio_full_until=NOW + HOUR)),
    lambda it: replace(it, number=replace(it.number, paced_until=NOW + HOUR)),
    lambda it: replace(it, template=TemplateFacts("MARKETING", "PAUSED")),
    lambda it: replace(it, template=TemplateFacts("UTILITY", "APPROVED")),
]
_objections: Final = [
    *(_with_person(change) for change in _PERSONAL),
    *(_with_request(change) for change in _TECHNICAL),
    *(_with_event(revocation(NOW - HOUR, scope)) for scope in ("*", "mkt.*", "mkt.promotions")),
    _with_event(replace(_STOP, captured_at=NOW - HOUR)),
]
objections = st.sampled_from(_objections)
"""Each of them stops marketing that is permitted in every other way."""
negatives = st.sampled_from(_objections) | st.builds(
    lambda at, scope: _with_event(revocation(at, scope)), moments, st.sampled_from(["*", "mkt.*", *CODES])
)
