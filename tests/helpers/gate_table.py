"""The 48 rows of the decision table of the consent rules (8.6) as inputs, each with the code it must give."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from server_stub.contract.gate import Reason
from server_stub.domain.consent_events import EventType
from server_stub.domain.gate_input import ContentFacts, GateInput, Ledger, Listing, Number, Person, TemplateFacts
from server_stub.domain.gate_steps_consent import REFUSAL_REST_MS
from server_stub.domain.policy import STRICT, week
from server_stub.domain.purposes import PURPOSES
from tests.helpers.gate_world import DAY, HOUR, NOW, A, C, F, M, S, U, X, ask, event, granted, out, sent

R = Reason
ASKED = event(EventType.REQUESTED, "mkt.promotions")
REFUSED = EventType.REFUSED
LATER_NO = event(EventType.REQUESTED, "mkt.promotions", ago=HOUR, valid_until=NOW - HOUR // 2)
OFFER = ContentFacts(offers=("promoção",))
AN_OFFER = ContentFacts(promotional=True)
GROWN_UP = {**PURPOSES, "mkt.promotions": replace(PURPOSES["mkt.promotions"], adults_only=True)}
"""Promotions are for adults only."""
LISTED = Person(listings=(Listing("SP", NOW - DAY, NOW - DAY),))
LOADING = Person(lists_loading=True)
MAIL = {"channel": "email", "number": None, "window_until": None, "last_inbound_at": None}
SMS = {**MAIL, "channel": "sms"}
NEVER = msgspec.structs.replace(STRICT, profiles={**STRICT.profiles, "marketing": week("", "", "")})
LATE = msgspec.structs.replace(STRICT, profiles={name: week("16:00-20:00", "", "") for name in STRICT.profiles})
STOP = event(EventType.PLATFORM_STOP, "mkt.*", channel="whatsapp:111", source="platform")
STOP_ELSEWHERE = event(EventType.PLATFORM_STOP, "mkt.*", channel="whatsapp:222", source="platform")
COLLECTION = {"purpose": "txn.collection"}
RETURNED = event(EventType.SUPPRESSION_LIFTED_BY_PERSON, "mkt.*", ago=5000, source="keyword")

FIRST_ANSWER = {"purpose": "txn.order"}

Row = tuple[str, GateInput, Reason]

REPLIES: list[Row] = [
    ("1", ask(F), R.ALLOW_REPLY_IN_WINDOW),
    ("2", ask(F, out("*")), R.ALLOW_REPLY_AFTER_OPTOUT),
    ("2 promotional", ask(F, out("mkt.*", ago=0)), R.ALLOW_REPLY_AFTER_OPTOUT),
    ("3", ask(F, out("*", ago=1000)), R.DENY_OPTED_OUT_ALL),
    ("3 the opt-out is the last message", ask(F, out("*", ago=DAY // 2)), R.DENY_OPTED_OUT_ALL),
    ("4", ask(F, window=False), R.DENY_WINDOW_CLOSED),
    ("4 never wrote", ask(F, window_until=None, last_inbound_at=None), R.DENY_WINDOW_CLOSED),
    ("4 an offer", ask(F, window=False, content=OFFER), R.DENY_WINDOW_CLOSED),
    ("5", ask(F, content=ContentFacts(promotional=True)), R.DENY_PROMO_WITHOUT_CONSENT),
    ("5 permitted", ask(F, granted(), content=ContentFacts(promotional=True)), R.ALLOW_REPLY_IN_WINDOW),
    ("5 weak proof", ask(F, granted(proof=3), content=ContentFacts(promotional=True)), R.DENY_PROMO_WITHOUT_CONSENT),
    (
        "5 switched off at Meta",
        ask(F, granted(), STOP, content=ContentFacts(promotional=True)),
        R.DENY_PROMO_WITHOUT_CONSENT,
    ),
    (
        "5 no evidence",
        ask(F, granted(evidenced=False), content=ContentFacts(promotional=True)),
        R.DENY_PROMO_WITHOUT_CONSENT,
    ),
    ("5 nobody said", ask(F, content=OFFER), R.DENY_PROMO_UNCLEAR),
    ("5 no offer", ask(F, content=ContentFacts(offers=("oferta",), promotional=False)), R.ALLOW_REPLY_IN_WINDOW),
    (
        "5 nobody is to be asked",
        ask(F, content=OFFER, policy=msgspec.structs.replace(STRICT, ask_about_promotions=False)),
        R.ALLOW_REPLY_IN_WINDOW,
    ),
]
QUESTIONS: list[Row] = [
    ("6 none", ask(C), R.ALLOW_CONSENT_PROMPT),
    ("6 lapsed", ask(C, event(EventType.REQUESTED, "mkt.promotions", valid_until=NOW)), R.ALLOW_CONSENT_PROMPT),
    ("6 expired", ask(C, granted(valid_until=NOW - 1)), R.ALLOW_CONSENT_PROMPT),
    ("6 pending", ask(C, ASKED), R.DENY_CONSENT_PENDING),
    ("6 pending, asked", ask(C, ASKED, open_questions=frozenset({"mkt.promotions"})), R.DENY_CONSENT_PENDING),
    ("6 pending, recorded by others", ask(C, ASKED, open_questions=frozenset()), R.ALLOW_CONSENT_PROMPT),
    ("6 active", ask(C, granted()), R.DENY_ALREADY_GRANTED),
    ("7", ask(C, event(REFUSED, "mkt.promotions", ago=REFUSAL_REST_MS - 1000)), R.DENY_REFUSED_RECENTLY),
    ("7 later", ask(C, event(REFUSED, "mkt.promotions", ago=REFUSAL_REST_MS)), R.ALLOW_CONSENT_PROMPT),
    ("8", ask(C, out("mkt.*")), R.DENY_OPTED_OUT_PURPOSE),
    ("8 everything", ask(C, out("*")), R.DENY_OPTED_OUT_PURPOSE),
    ("8 asked to return", ask(C, out("mkt.*"), RETURNED), R.ALLOW_CONSENT_PROMPT),
    ("9", ask(C, window=False), R.DENY_WINDOW_CLOSED),
    ("10", ask(X, out("*", ago=DAY // 2), confirmation_due=True), R.ALLOW_OPTOUT_CONFIRMATION),
    ("11", ask(X, out("*")), R.DENY_ALREADY_CONFIRMED),
    ("12", ask(X, out("*"), window=False, confirmation_due=True), R.DENY_WINDOW_CLOSED),
]
OUTSIDE: list[Row] = [
    ("6 by e-mail", ask(C, **MAIL), R.ALLOW_CONSENT_PROMPT),
    ("6 by SMS", ask(C, **SMS), R.ALLOW_CONSENT_PROMPT),
    ("6 by SMS, another question waits there", ask(C, address_asked=True, **SMS), R.DENY_CONSENT_PENDING),
    ("7 by e-mail", ask(C, event(REFUSED, "mkt.promotions"), **MAIL), R.DENY_REFUSED_RECENTLY),
    ("8 by e-mail", ask(C, out("mkt.*"), **MAIL), R.DENY_OPTED_OUT_PURPOSE),
    ("9 nothing else by e-mail", ask(M, granted(), **MAIL), R.DENY_UNKNOWN),
    ("9 no answers by SMS", ask(F, **SMS), R.DENY_UNKNOWN),
    ("9 nor by letter", ask(C, **{**MAIL, "channel": "letter"}), R.DENY_UNKNOWN),
    ("23 a question by SMS", ask(C, person=LISTED, **SMS), R.DENY_EXTERNAL_DNC),
    ("23 a question by SMS about orders", ask(C, person=LISTED, **SMS, **FIRST_ANSWER), R.ALLOW_CONSENT_PROMPT),
    ("23 a refusal is no permission", ask(C, LATER_NO, person=LISTED, **SMS), R.DENY_EXTERNAL_DNC),
    ("23 a mailbox is on no list", ask(C, person=LISTED, **MAIL), R.ALLOW_CONSENT_PROMPT),
    ("23 a list is being read in, SMS", ask(C, person=LOADING, **SMS), R.HOLD_LISTS_LOADING),
    ("24 a question by e-mail", ask(C, person=Person(doubt_until=NOW + DAY), **MAIL), R.HOLD_OPTOUT_DOUBT),
    ("42 a question by e-mail", ask(C, person=Person(minor=True), **MAIL), R.DENY_MINOR),
    ("42 a question in the chat", ask(C, person=Person(minor=True)), R.DENY_MINOR),
    ("42 a question about orders", ask(C, person=Person(minor=True), **FIRST_ANSWER), R.ALLOW_CONSENT_PROMPT),
    ("43 by e-mail", ask(C, person=Person(erased=True), **MAIL), R.DENY_ERASED),
    ("44 by SMS", ask(C, person=Person(identity_changed=True), **SMS), R.DENY_IDENTITY_CHANGED),
    (
        "44 a mailbox does not change hands",
        ask(C, person=Person(identity_changed=True), **MAIL),
        R.ALLOW_CONSENT_PROMPT,
    ),
    ("45 by e-mail", ask(C, person=Person(legal_block_at=NOW - DAY), **MAIL), R.DENY_LEGAL_BLOCK),
    ("47 by e-mail", ask(C, ledger=Ledger.UNAVAILABLE, **MAIL), R.DENY_LEDGER_UNAVAILABLE),
    ("48 by SMS", ask(C, ledger=Ledger.BROKEN, **SMS), R.DENY_LEDGER_INTEGRITY),
]
PERMISSIONS: list[Row] = [
    ("13", ask(M, granted(), window=False), R.ALLOW_CONSENT_VALID),
    ("14 none", ask(M), R.DENY_NO_CONSENT),
    ("14 refused", ask(M, event(REFUSED, "mkt.promotions")), R.DENY_NO_CONSENT),
    ("14 terminated", ask(M, granted(), event(EventType.TERMINATED, "mkt.promotions", ago=9)), R.DENY_NO_CONSENT),
    ("14 U", ask(U, event(REFUSED, "txn.order"), window=False), R.DENY_NO_CONSENT),
    ("15", ask(M, ASKED), R.DENY_CONSENT_PENDING),
    ("16", ask(M, granted(valid_until=NOW)), R.DENY_CONSENT_EXPIRED),
    ("17", ask(M, granted(retired=NOW)), R.DENY_NOTICE_CHANGED),
    ("18 purpose", ask(M, granted("mkt.newsletter")), R.DENY_SCOPE_MISMATCH),
    ("18 brand", ask(M, granted(brand="Outra")), R.DENY_SCOPE_MISMATCH),
    ("18 channel", ask(M, granted(channel="email")), R.DENY_SCOPE_MISMATCH),
    ("19 proof", ask(M, granted(proof=3)), R.DENY_EVIDENCE_MISSING),
    ("19 proof U", ask(U, granted("txn.order", proof=2)), R.DENY_EVIDENCE_MISSING),
    ("19 wording", ask(M, granted(notice="")), R.DENY_EVIDENCE_MISSING),
    ("19 evidence", ask(M, granted(evidenced=False)), R.DENY_EVIDENCE_MISSING),
    ("19 evidence U", ask(U, granted("txn.order", evidenced=False)), R.DENY_EVIDENCE_MISSING),
    (
        "19 invalidated",
        ask(M, granted(), event(EventType.INVALIDATED, "mkt.promotions", ago=9)),
        R.DENY_EVIDENCE_MISSING,
    ),
    ("19 imported", ask(M, event(EventType.IMPORTED, "mkt.promotions", source="import")), R.DENY_EVIDENCE_MISSING),
    ("20 M", ask(M, granted(), out("mkt.promotions")), R.DENY_OPTED_OUT_PURPOSE),
    ("20 family", ask(M, granted(), out("mkt.*")), R.DENY_OPTED_OUT_PURPOSE),
    ("20 U", ask(U, granted("txn.order"), out("txn.order")), R.DENY_OPTED_OUT_PURPOSE),
    ("20 S", ask(S, granted("survey.csat"), out("survey.csat")), R.DENY_OPTED_OUT_PURPOSE),
    ("21 M", ask(M, granted(), out("*")), R.DENY_OPTED_OUT_ALL),
    ("21 S", ask(S, granted("survey.csat"), out("*"), survey_due=True), R.DENY_OPTED_OUT_ALL),
    ("22", ask(M, granted(), STOP), R.DENY_PLATFORM_STOP),
    ("22 another number", ask(M, granted(), STOP_ELSEWHERE), R.ALLOW_CONSENT_VALID),
    ("23", ask(M, granted(), person=LISTED), R.DENY_EXTERNAL_DNC),
    ("23 collection", ask(U, granted("txn.collection"), person=LISTED, **COLLECTION), R.DENY_EXTERNAL_DNC),
    ("23 agreed later", ask(M, granted(ago=HOUR), person=LISTED), R.ALLOW_CONSENT_VALID),
    ("23 order news", ask(U, granted("txn.order"), person=LISTED), R.ALLOW_CONSENT_VALID),
    ("23 a list is being read in", ask(M, granted(), person=LOADING), R.HOLD_LISTS_LOADING),
    ("23 the same, order news", ask(U, granted("txn.order"), person=LOADING), R.ALLOW_CONSENT_VALID),
    ("23 the same, collection", ask(U, granted("txn.collection"), person=LOADING, **COLLECTION), R.HOLD_LISTS_LOADING),
    (
        "23 not in force yet",
        ask(M, granted(), person=Person(listings=(Listing("SP", NOW, NOW + 30 * DAY),))),
        R.ALLOW_CONSENT_VALID,
    ),
]
PACE: list[Row] = [
    ("24", ask(M, granted(), person=Person(doubt_until=NOW + DAY)), R.HOLD_OPTOUT_DOUBT),
    ("24 U", ask(U, granted("txn.order"), person=Person(doubt_until=NOW + DAY)), R.ALLOW_CONSENT_VALID),
    ("25 day", ask(M, granted(), person=Person(sends=sent(HOUR, purpose="mkt.newsletter"))), R.HOLD_FREQUENCY_CAP),
    ("25 week", ask(M, granted(), person=Person(sends=sent(2 * DAY, 5 * DAY))), R.HOLD_FREQUENCY_CAP),
    ("25 month", ask(M, granted(), person=Person(sends=sent(10 * DAY, 15 * DAY, 20 * DAY))), R.HOLD_FREQUENCY_CAP),
    ("25 free again", ask(M, granted(), person=Person(sends=sent(DAY, 8 * DAY))), R.ALLOW_CONSENT_VALID),
    ("25 back-off", ask(M, granted(), person=Person(backoff_until=NOW + 1)), R.HOLD_FREQUENCY_CAP),
    ("25 back-off over", ask(M, granted(), person=Person(backoff_until=NOW)), R.ALLOW_CONSENT_VALID),
    ("26", ask(M, granted(), policy=LATE), R.HOLD_QUIET_HOURS),
    ("26 U", ask(U, granted("txn.order"), policy=LATE), R.HOLD_QUIET_HOURS),
    ("26 S", ask(S, granted("survey.csat"), policy=LATE), R.HOLD_QUIET_HOURS),
    ("26 never", ask(M, granted(), policy=NEVER), R.HOLD_QUIET_HOURS),
    (
        "26 a holiday",
        ask(M, granted(), policy=msgspec.structs.replace(STRICT, holidays=["2026-11-25"])),
        R.HOLD_QUIET_HOURS,
    ),
    ("27 red", ask(M, granted(), number=Number("RED")), R.HOLD_NUMBER_QUALITY),
    ("27 flagged", ask(M, granted(), number=Number("GREEN", "FLAGGED")), R.HOLD_NUMBER_QUALITY),
    ("27 restricted", ask(M, granted(), number=Number("GREEN", restricted=True)), R.HOLD_NUMBER_QUALITY),
    ("27 U", ask(U, granted("txn.order"), number=Number("RED")), R.ALLOW_CONSENT_VALID),
    ("28 paused", ask(M, granted(), template=TemplateFacts("MARKETING", "PAUSED")), R.DENY_TEMPLATE_UNAVAILABLE),
    ("28 red", ask(M, granted(), template=TemplateFacts("MARKETING", "APPROVED", "RED")), R.DENY_TEMPLATE_UNAVAILABLE),
    (
        "28 U red",
        ask(U, granted("txn.order"), template=TemplateFacts("UTILITY", "APPROVED", "RED")),
        R.ALLOW_CONSENT_VALID,
    ),
    (
        "28 A",
        ask(A, requested_by_person_at=NOW, template=TemplateFacts("AUTHENTICATION", "REJECTED")),
        R.DENY_TEMPLATE_UNAVAILABLE,
    ),
    ("28 S", ask(S, granted("survey.csat"), template=TemplateFacts("UTILITY", "PAUSED")), R.DENY_TEMPLATE_UNAVAILABLE),
    ("28 unknown template", ask(M, granted(), template=None), R.DENY_TEMPLATE_UNAVAILABLE),
    ("29", ask(M, granted(), template=TemplateFacts("UTILITY", "APPROVED")), R.DENY_CATEGORY_MISMATCH),
    ("29 purpose", ask(U, granted("txn.order"), purpose="mkt.promotions"), R.DENY_CATEGORY_MISMATCH),
    ("30", ask(M, granted(), window=False, number=Number(portfolio_full_until=NOW + HOUR)), R.HOLD_PORTFOLIO_LIMIT),
    (
        "30 A",
        ask(A, window=False, requested_by_person_at=NOW, number=Number(portfolio_full_until=NOW + HOUR)),
        R.HOLD_PORTFOLIO_LIMIT,
    ),
    ("30 window open", ask(M, granted(), number=Number(portfolio_full_until=NOW + HOUR)), R.ALLOW_CONSENT_VALID),
    ("31 F", ask(F, number=Number(paced_until=NOW + 5000)), R.HOLD_PACING),
    ("31 M", ask(M, granted(), number=Number(paced_until=NOW + 5000)), R.HOLD_PACING),
]
OTHERS: list[Row] = [
    ("32", ask(U, granted("txn.order"), out("mkt.*"), window=False), R.ALLOW_CONSENT_VALID),
    ("33", ask(U, requested_in_window=True), R.ALLOW_REQUESTED_IN_WINDOW),
    ("33 window closed", ask(U, requested_in_window=True, window=False), R.DENY_NO_CONSENT),
    ("33 at night", ask(U, requested_in_window=True, policy=LATE), R.ALLOW_REQUESTED_IN_WINDOW),
    ("34", ask(U, window=False), R.DENY_NO_CONSENT),
    ("35", ask(U, granted("txn.order"), out("*")), R.DENY_OPTED_OUT_ALL),
    ("36", ask(A, requested_by_person_at=NOW - 600_000, window=False), R.ALLOW_REQUESTED_BY_PERSON),
    ("36 in the future", ask(A, requested_by_person_at=NOW + 1000), R.DENY_NO_CONSENT),
    ("36 too old", ask(A, requested_by_person_at=NOW - 600_001), R.DENY_NO_CONSENT),
    ("37", ask(A), R.DENY_NO_CONSENT),
    ("38", ask(A, out("*"), requested_by_person_at=NOW - 1000), R.ALLOW_REQUESTED_BY_PERSON),
    ("38 asked before", ask(A, out("*", ago=5000), requested_by_person_at=NOW - 9000), R.DENY_NO_CONSENT),
    ("39", ask(S, survey_due=True), R.ALLOW_REPLY_IN_WINDOW),
    ("39 closed window", ask(S, survey_due=True, window=False), R.DENY_NO_CONSENT),
    ("40", ask(S, granted("survey.csat"), window=False), R.ALLOW_CONSENT_VALID),
    ("41", ask(S, window=False), R.DENY_NO_CONSENT),
    ("42", ask(M, granted(), person=Person(minor=True)), R.DENY_MINOR),
    ("42 U", ask(U, granted("txn.order"), person=Person(minor=True)), R.ALLOW_CONSENT_VALID),
    ("42 age unknown where it is required", ask(M, granted(), catalogue=GROWN_UP), R.DENY_MINOR),
    ("42 of age", ask(M, granted(), catalogue=GROWN_UP, person=Person(adult=True)), R.ALLOW_CONSENT_VALID),
    ("42 both", ask(M, granted(), catalogue=GROWN_UP, person=Person(adult=True, minor=True)), R.DENY_MINOR),
    ("42 the question", ask(C, catalogue=GROWN_UP), R.ALLOW_CONSENT_PROMPT),
    ("42 an offer in an answer", ask(F, granted(), catalogue=GROWN_UP, content=AN_OFFER), R.DENY_PROMO_WITHOUT_CONSENT),
    (
        "42 an offer to somebody of age",
        ask(F, granted(), catalogue=GROWN_UP, content=AN_OFFER, person=Person(adult=True)),
        R.ALLOW_REPLY_IN_WINDOW,
    ),
    ("43", ask(F, person=Person(erased=True)), R.DENY_ERASED),
    ("43 by the ledger", ask(M, granted(), event(EventType.CONTACT_ERASED, "*", ago=1)), R.DENY_ERASED),
    ("44", ask(M, granted(), person=Person(identity_changed=True)), R.DENY_IDENTITY_CHANGED),
    ("44 reply", ask(F, person=Person(identity_changed=True)), R.ALLOW_REPLY_IN_WINDOW),
    ("45", ask(F, person=Person(legal_block_at=NOW - DAY)), R.DENY_LEGAL_BLOCK),
    ("45 M", ask(M, granted(), person=Person(legal_block_at=NOW - DAY)), R.DENY_LEGAL_BLOCK),
    ("46", ask(F, content=ContentFacts(forbidden="card")), R.DENY_CONTENT_FORBIDDEN),
    ("46 M", ask(M, granted(), content=ContentFacts(forbidden="cpf")), R.DENY_CONTENT_FORBIDDEN),
    (
        "46 switched off",
        ask(
            F,
            content=ContentFacts(forbidden="cpf"),
            policy=msgspec.structs.replace(STRICT, forbid_sensitive_numbers=False),
        ),
        R.ALLOW_REPLY_IN_WINDOW,
    ),
    ("47", ask(M, granted(), ledger=Ledger.UNAVAILABLE), R.DENY_LEDGER_UNAVAILABLE),
    ("47 nothing read", ask(F, standing=None), R.DENY_LEDGER_UNAVAILABLE),
    ("48", ask(M, granted(), ledger=Ledger.BROKEN), R.DENY_LEDGER_INTEGRITY),
    ("48 prompt", ask(C, ledger=Ledger.BROKEN), R.DENY_LEDGER_INTEGRITY),
    ("48 reply", ask(F, ledger=Ledger.BROKEN), R.ALLOW_REPLY_IN_WINDOW),
    ("unknown purpose", ask(M, granted(), purpose="mkt.unheard"), R.DENY_UNKNOWN),
    ("no purpose", ask(M, granted(), purpose=""), R.DENY_UNKNOWN),
]
ROWS: list[Row] = [*REPLIES, *QUESTIONS, *OUTSIDE, *PERMISSIONS, *PACE, *OTHERS]
