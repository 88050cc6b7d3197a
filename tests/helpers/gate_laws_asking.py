"""Laws of the send gate about who may be asked, and about offers: by e-mail and SMS, by age, by lists and refusals."""

from __future__ import annotations

from dataclasses import replace

from server_stub.contract.gate import Reason, SendKind, Verdict
from server_stub.domain.consent_events import ConsentEvent, EventType, State
from server_stub.domain.gate_input import ContentFacts, Listing, Person
from server_stub.domain.purposes import PURPOSES
from tests.helpers.gate_histories import Case
from tests.helpers.gate_tested import Gate
from tests.helpers.gate_world import BRAND, DAY, NOW, C, F, M, ask, granted


def questions_outside_are_judged_like_those_in_the_chat(of: Gate, case: Case, channel: str, kind: SendKind) -> None:
    """8.2, row 6 to 8: without a conversation only questions leave, and only those that could be put in the chat."""
    chat = replace(case, request=replace(case.request, kind=C, window_until=NOW + 1))
    beside = replace(case.request, kind=C, channel=channel, number=None, window_until=None, last_inbound_at=None)
    outside = replace(case, request=beside)
    reached = of.decide(of.request(outside), NOW)
    if reached.verdict is Verdict.ALLOW:
        assert of.allows(chat)
    elif of.allows(chat):
        person, offers = case.request.person, PURPOSES[case.request.purpose].category == "marketing"
        listed = channel == "sms" and bool(person.listings or person.lists_loading)
        assert offers
        assert listed or person.doubt_until is not None
    wanted = [*case.history, granted(case.request.purpose, ago=1000)]
    other = replace(beside, kind=kind, template=ask(kind).template)
    assert kind is C or not of.allows(Case(wanted, other))
    assert not of.allows(replace(case, request=replace(beside, address_asked=True)))
    assert not of.allows(replace(case, request=replace(beside, channel="letter")))


def an_unknown_age_is_not_of_age(of: Gate, case: Case, *, minor: bool, adult: bool, adults_only: bool) -> None:
    """Row 42: offers go to nobody under age, and for adults only to those who are known to be."""
    marked = {code: replace(it, adults_only=adults_only) for code, it in PURPOSES.items() if it.category == "marketing"}
    catalogue = {**PURPOSES, **marked}
    aged = replace(case.request.person, minor=minor, adult=adult)
    request = replace(case.request, person=aged, rules=replace(case.request.rules, catalogue=catalogue))
    refused = of.decide(of.request(replace(case, request=request)), NOW).reason is Reason.DENY_MINOR
    unfit = minor or (adults_only and not adult)
    if not any(it.type == EventType.CONTACT_ERASED for it in case.history) and request.kind is M:
        assert refused is unfit
    yes, offer = granted(), ContentFacts(offers=("oferta",), promotional=True)
    assert of.allows(Case([yes], ask(F, yes, person=aged, catalogue=catalogue, content=offer))) is not unfit


def lists_bind_until_the_person_agrees_anew(of: Gate, agreed_ago: int, listed_ago: int) -> None:
    """2.5, row 23: a consent counts against a list only when it is later than the listing."""
    listing = Listing("SP", NOW - listed_ago, NOW - listed_ago)
    yes = granted(ago=agreed_ago)
    allowed = of.allows(Case([yes], ask(M, yes, person=Person(listings=(listing,)))))
    assert allowed is ((NOW - agreed_ago) // 1000 * 1000 > NOW - listed_ago)


def offers_need_permission(of: Gate, history: list[ConsentEvent], words: bool, answer: bool | None) -> None:
    """Row 5: an offer in an answer needs an active marketing consent, and what looks like one needs an answer."""
    content = ContentFacts(offers=("oferta",) if words else (), promotional=answer)
    standing = of.derive(history, NOW, brand=BRAND)
    allowed = of.decide(ask(F, standing=standing, content=content), NOW).verdict is Verdict.ALLOW
    codes = [code for code in PURPOSES if code.startswith("mkt.")]
    active = any(standing.of(code).state is State.ACTIVE and standing.of(code).proof_level >= 4 for code in codes)
    if answer or (answer is None and words):
        assert not allowed or (active and answer)


def refusals_are_respected(of: Gate, days: int) -> None:
    """Row 7: ninety days."""
    no = ConsentEvent(EventType.REFUSED, "mkt.promotions", NOW - days * DAY, NOW - days * DAY, "button", BRAND)
    assert of.allows(Case([no], ask(C, no))) is (days >= 90)
