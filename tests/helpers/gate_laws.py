"""Laws of the ledger and the send gate (8.3, 8.4 of the consent rules) as checks that can be put to any gate."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import holidays
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from server_stub.contract.gate import Reason, SendKind, Verdict
from server_stub.domain.consent_events import ConsentEvent, EventType, State
from server_stub.domain.gate_input import Ledger, Person, Remembered
from server_stub.domain.policy import STRICT
from server_stub.domain.purposes import PURPOSES
from server_stub.domain.regions import Place
from server_stub.domain.window import closes_at, counted_from
from tests.helpers import gate_histories as make
from tests.helpers.gate_histories import Case
from tests.helpers.gate_laws_asking import (
    an_unknown_age_is_not_of_age,
    lists_bind_until_the_person_agrees_anew,
    offers_need_permission,
    questions_outside_are_judged_like_those_in_the_chat,
    refusals_are_respected,
)
from tests.helpers.gate_tested import Gate
from tests.helpers.gate_world import BRAND, DAY, HOUR, NOW, A, C, F, M, S, U, ask, granted, sent

INITIATED: Final = frozenset({M, U, S, A, C})
OWN: Final = frozenset({"button", "keyword", "web", "email", "sms"})
GRANTS: Final = frozenset({EventType.GRANTED, EventType.CONFIRMED, EventType.RENEWED})


def opt_out_of_everything(of: Gate, before: Case, after: Sequence[ConsentEvent]) -> None:
    """P1: only an own act permits again."""
    later = [make.moved(it, NOW + (n + 1) * 1000) for n, it in enumerate(after)]
    own = [it for it in later if it.type in GRANTS and it.source in OWN]
    lifted = any(it.type == EventType.SUPPRESSION_LIFTED_BY_PERSON for it in later)
    if before.request.kind not in INITIATED - {A} or (before.request.kind is C and (own or lifted)):
        return
    history = [*before.history, make.revocation(NOW), *(it for it in later if it not in own)]
    now = NOW + DAY
    case = replace(before, history=history, request=replace(before.request, window_until=now + 1))
    assert not of.allows(case, now)


def order_does_not_matter(of: Gate, history: list[ConsentEvent], source: random.Random) -> None:
    """P2: events apply by their time, in whatever order they were recorded."""
    spread = [replace(it, captured_at=it.captured_at + n * 1000, seq=n) for n, it in enumerate(history)]
    shuffled = list(spread)
    source.shuffle(shuffled)
    assert of.derive(spread, NOW, brand=BRAND) == of.derive(shuffled, NOW, brand=BRAND)


def the_later_word_counts(of: Gate, granted_at: int, revoked_at: int, *, granted_first: bool) -> None:
    """P2: of a grant and a revocation the later one, and within one second the revocation."""
    yes = replace(granted(), captured_at=NOW + granted_at, recorded_at=NOW + 9000)
    no = replace(make.revocation(NOW + revoked_at, "mkt.*"), recorded_at=NOW + 9000)
    history = [yes, no] if granted_first else [no, yes]
    state = of.derive(history, NOW + 9000, brand=BRAND).of("mkt.promotions").state
    later = granted_at // 1000 > revoked_at // 1000
    assert state is (State.ACTIVE if later else State.REVOKED)


def repetition_changes_nothing(of: Gate, history: list[ConsentEvent]) -> None:
    """P3, as far as the state goes."""
    assert of.derive(history, NOW, brand=BRAND) == of.derive([*history, *history], NOW, brand=BRAND)


def no_permission_serves_another_purpose(of: Gate, case: Case) -> None:
    """P7, also within one category; an answer to what was just asked is no permission."""
    kind, purpose = case.request.kind, case.request.purpose
    if kind not in (M, U, S):
        return
    reaching = (purpose, "mkt.*", "*")
    without = [it for it in case.history if not (it.type in GRANTS and it.purpose in reaching)]
    request = replace(case.request, requested_in_window=False, survey_due=False)
    assert not of.allows(replace(case, history=without, request=request))


_CATEGORIES: Final = {M: {"marketing"}, U: {"utility", "service"}, S: {"survey"}}


def kinds_keep_to_their_purposes(of: Gate, case: Case, purpose: str) -> None:
    """A message of one kind never leaves on the permission of a purpose of another category (row 29)."""
    kind = case.request.kind
    if kind in (M, U, S) and PURPOSES[purpose].category not in _CATEGORIES[kind]:
        history = [granted(purpose, ago=1000), *case.history]
        assert not of.allows(replace(case, history=history, request=replace(case.request, purpose=purpose)))


def nothing_negative_ever_permits(of: Gate, case: Case, negative: Callable[[Case], Case]) -> None:
    """P8: whatever speaks against a message, it never turns a no into a yes."""
    if not of.allows(case):
        assert not of.allows(negative(case))


def what_forbids_does_forbid(of: Gate, negative: Callable[[Case], Case]) -> None:
    """N3, rows 20–31 and 42–48: marketing that is permitted in every way is stopped by each single objection."""
    permitted = Case([granted()], ask(M, granted(), window=False))
    assert of.allows(permitted)
    assert not of.allows(negative(permitted))


def time_alone_never_permits(of: Gate, case: Case, step: int) -> None:
    """P9: a refusal's rest and the time to answer a question end by the clock (rows 6 and 7); nothing else does."""
    before = of.decide(of.request(case), NOW)
    clears = (Reason.DENY_REFUSED_RECENTLY, Reason.DENY_CONSENT_PENDING)
    if before.verdict is Verdict.DENY and before.reason not in clears:
        assert not of.allows(case, NOW + step)


def hours_are_those_of_the_person(of: Gate, place: Place, now: int, purpose: str) -> None:
    """P15: what is allowed is inside the hours where the person lives; what is held opens at the moment told."""
    kind = M if purpose.startswith("mkt.") else U
    request = ask(kind, granted(purpose), purpose=purpose, person=Person(place=place), window=False)
    standing = of.derive([replace(granted(purpose), valid_until=None)], now, brand=BRAND)
    decision = of.decide(replace(request, standing=standing), now)
    profile = PURPOSES[purpose].quiet_profile
    assert decision.reason is (Reason.ALLOW_CONSENT_VALID if _is_open(place, profile, now) else Reason.HOLD_QUIET_HOURS)
    if decision.not_before is not None:
        assert now < decision.not_before
        assert _is_open(place, profile, decision.not_before)
        assert not any(_is_open(place, profile, at) for at in range(now, decision.not_before, 17 * 60_000))


def the_window_is_exact(of: Gate, sent_at: int, skew: int, offset: int, kind: SendKind) -> None:
    """P16: 24 hours to the second, and neither side's wrong clock makes it longer by its own reckoning."""
    received_at = sent_at + skew
    until = closes_at(counted_from(sent_at, received_at))
    assert until == min(sent_at, received_at) + DAY
    now = until + offset
    decision = of.decide(ask(kind, window_until=until, last_inbound_at=sent_at), now)
    assert (decision.verdict is Verdict.ALLOW) is (offset < 0)


def numbers_do_not_leak(of: Gate, stops: Sequence[tuple[str, EventType]], scope: str) -> None:
    """P17, N12: Meta's switch is of one number, a wish told in words binds them all; a resume lifts the switch only."""
    switched = [
        ConsentEvent(kind, "mkt.*", NOW - HOUR + n * 1000, NOW, "platform", BRAND, channel=f"whatsapp:{number}")
        for n, (number, kind) in enumerate(stops)
    ]
    for number in ("111", "222"):
        last = next((kind for where, kind in reversed(stops) if where == number), EventType.PLATFORM_RESUME)
        standing = of.derive([granted(), *switched], NOW, brand=BRAND, number_id=number)
        reason = of.decide(ask(M, standing=standing), NOW).reason
        stopped = last is EventType.PLATFORM_STOP
        assert reason is (Reason.DENY_PLATFORM_STOP if stopped else Reason.ALLOW_CONSENT_VALID)
        wished = [granted(), make.revocation(NOW - 2 * HOUR, scope), *switched]
        both = of.derive(wished, NOW, brand=BRAND, number_id=number)
        assert of.decide(ask(M, standing=both), NOW).verdict is Verdict.DENY


def without_the_ledger_only_answers(of: Gate, case: Case, age: int, *, broken: bool) -> None:
    """P19, N7: nothing that we begin; an answer only on what was read less than five minutes ago."""
    if broken:
        request = replace(of.request(case), ledger=Ledger.BROKEN)
        assert request.kind not in INITIATED or of.decide(request, NOW).verdict is Verdict.DENY
        return
    memory = Remembered(of.derive(case.history, NOW, brand=BRAND), NOW - age)
    blind = replace(case.request, standing=None, ledger=Ledger.UNAVAILABLE, remembered=memory)
    verdict = of.decide(blind, NOW).verdict
    if case.request.kind is not F or not 0 <= age < 300_000:
        assert verdict is Verdict.DENY
    else:
        assert (verdict is Verdict.ALLOW) is of.allows(case)


def a_clock_that_goes_back_revives_nothing(of: Gate, history: list[ConsentEvent], back: int) -> None:
    """N17: whatever was recorded shows how late it is at least."""
    noted = ConsentEvent("EXPORT_MADE", "*", NOW, NOW, "agent", BRAND)
    now = of.derive([*history, noted], NOW, brand=BRAND)
    assert of.derive([*history, noted], NOW - back, brand=BRAND) == now


def a_merge_brings_no_consent(of: Gate, case: Case, other: list[ConsentEvent]) -> None:
    """N11: of those shown as one with a person only what speaks against sending counts."""
    if case.request.kind in (M, U, S):
        merged = replace(case, history=[*case.history, *of.negatives(other)])
        assert of.allows(case) or not of.allows(merged)
        assert all(it.type not in GRANTS for it in of.negatives(other))


def caps_hold(of: Gate, ago: Sequence[int], purposes: Sequence[str], now: int) -> None:
    """3.4, N14: no day, week or month has more marketing than its cap, whatever became of single messages."""
    sends = tuple(replace(it, at=now - past) for it, past in zip(sent(*ago), ago, strict=True))
    sends = tuple(replace(it, purpose=purpose) for it, purpose in zip(sends, purposes, strict=False))
    consent_ = replace(granted(), captured_at=now - DAY, recorded_at=now - DAY)
    standing = of.derive([consent_], now, brand=BRAND)
    decision = of.decide(ask(M, standing=standing, person=Person(sends=sends), window=False), now)
    local = datetime.fromtimestamp(now / 1000, ZoneInfo("America/Sao_Paulo"))
    month = int(local.replace(day=1, hour=0, minute=0, second=0, microsecond=0).timestamp() * 1000)
    full = (
        sum(it.at > now - DAY for it in sends) >= 1
        or sum(it.at > now - 7 * DAY for it in sends) >= 2
        or sum(it.at >= month for it in sends) >= 6
        or sum(it.at >= month and it.purpose == "mkt.promotions" for it in sends) >= 3
    )
    assert (decision.reason is Reason.HOLD_FREQUENCY_CAP) is full


def a_code_answers_a_fresh_request(of: Gate, asked_ago: int | None, out_ago: int) -> None:
    """Rows 36–38: ten minutes, and later than any opt-out."""
    said = [granted("auth.otp", ago=9 * DAY), make.revocation(NOW - out_ago)]
    at = None if asked_ago is None else NOW - asked_ago
    request = ask(A, standing=of.derive(said, NOW, brand=BRAND), requested_by_person_at=at, window=False)
    fresh = at is not None and NOW - at <= 600_000 and at > (NOW - out_ago) // 1000 * 1000
    assert (of.decide(request, NOW).verdict is Verdict.ALLOW) is fresh


def proof_is_needed(of: Gate, purpose: str, level: int, *, worded: bool, evidenced: bool, needed: int) -> None:
    """N2, N6: a grant counts at the level its purpose demands, with its words, and above a log only with evidence."""
    yes = granted(purpose, proof=level, notice="n1" if worded else "", evidenced=evidenced)
    kind = next(kind for kind, code in make.PURPOSE_OF.items() if code == purpose)
    demanding = {**PURPOSES, purpose: replace(PURPOSES[purpose], proof_needed=needed)}
    allowed = of.allows(Case([yes], ask(kind, yes, window=False, catalogue=demanding)))
    assert allowed is (worded and (level if evidenced else min(level, 2)) >= needed)


@dataclass(frozen=True)
class Law:
    check: Callable[..., None]
    arguments: st.SearchStrategy[dict[str, Any]]

    @property
    def name(self) -> str:
        return self.check.__name__


def _law(check: Callable[..., None], **arguments: st.SearchStrategy[Any]) -> Law:
    return Law(check, st.fixed_dictionaries(arguments))


_AROUND = st.integers(-3000, 3000)
LAWS: Final = [
    _law(
        opt_out_of_everything,
        before=make.cases | make.wanted | make.questions,
        after=make.histories | st.lists(make.permissions, max_size=4),
    ),
    _law(order_does_not_matter, history=make.histories, source=st.randoms(use_true_random=False)),
    _law(the_later_word_counts, granted_at=_AROUND, revoked_at=_AROUND, granted_first=st.booleans()),
    _law(repetition_changes_nothing, history=make.histories),
    _law(no_permission_serves_another_purpose, case=make.cases | make.wanted),
    _law(kinds_keep_to_their_purposes, case=make.cases, purpose=st.sampled_from(sorted(PURPOSES))),
    _law(nothing_negative_ever_permits, case=make.cases, negative=make.negatives),
    _law(what_forbids_does_forbid, negative=make.objections),
    _law(time_alone_never_permits, case=make.cases | make.wanted, step=make.steps),
    _law(
        hours_are_those_of_the_person,
        place=make.places,
        now=make.any_moment,
        purpose=st.sampled_from(["mkt.promotions", "txn.collection", "txn.order"]),
    ),
    _law(
        the_window_is_exact,
        sent_at=st.integers(NOW - 9 * DAY, NOW),
        skew=st.integers(-300_000, 300_000),
        offset=st.integers(-5000, 5000),
        kind=st.sampled_from([F, C]),
    ),
    _law(
        numbers_do_not_leak,
        stops=st.lists(
            st.tuples(
                st.sampled_from(["111", "222"]),
                st.sampled_from([EventType.PLATFORM_STOP, EventType.PLATFORM_RESUME]),
            ),
            max_size=5,
        ),
        scope=st.sampled_from(["*", "mkt.*", "mkt.promotions"]),
    ),
    _law(
        without_the_ledger_only_answers,
        case=make.cases | make.replies,
        age=st.sampled_from([-1, 0, 299_999, 300_000, 600_000]),
        broken=st.booleans(),
    ),
    _law(a_clock_that_goes_back_revives_nothing, history=make.histories, back=st.integers(0, 900 * DAY)),
    _law(a_merge_brings_no_consent, case=make.cases, other=make.histories),
    _law(
        caps_hold,
        ago=st.lists(st.integers(0, 33 * DAY), max_size=8),
        purposes=st.lists(st.sampled_from(["mkt.promotions", "mkt.newsletter"]), min_size=8, max_size=8),
        now=st.integers(0, 60).map(lambda days: NOW + days * DAY),
    ),
    _law(
        a_code_answers_a_fresh_request,
        asked_ago=st.none() | st.integers(0, 600_000) | st.integers(600_001, 1_200_000),
        out_ago=st.integers(1000, 1_200_000) | st.just(5 * DAY),
    ),
    _law(
        proof_is_needed,
        purpose=st.sampled_from(["mkt.promotions", "txn.order", "survey.csat"]),
        level=st.integers(0, 5),
        worded=st.booleans(),
        evidenced=st.booleans(),
        needed=st.integers(1, 5),
    ),
    _law(
        lists_bind_until_the_person_agrees_anew,
        agreed_ago=st.integers(0, 9).map(lambda it: it * 1000),
        listed_ago=st.integers(0, 9).map(lambda it: it * 1000),
    ),
    _law(offers_need_permission, history=make.histories, words=st.booleans(), answer=st.none() | st.booleans()),
    _law(
        questions_outside_are_judged_like_those_in_the_chat,
        case=make.asked,
        channel=st.sampled_from(["email", "sms"]),
        kind=st.sampled_from(list(SendKind)),
    ),
    _law(
        an_unknown_age_is_not_of_age,
        case=make.cases,
        minor=st.booleans(),
        adult=st.booleans(),
        adults_only=st.booleans(),
    ),
    _law(refusals_are_respected, days=st.integers(80, 100)),
]
BY_NAME: Final = {law.name: law for law in LAWS}


def put_to(law: Law, of: Gate, examples: int, *, shrink: bool = True) -> None:
    """Raises AssertionError with a counter-example where the law is broken. The same examples every time."""
    phases = [Phase.explicit, Phase.generate, Phase.shrink] if shrink else [Phase.generate]

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    @given(law.arguments)
    def attempt(arguments: dict[str, Any]) -> None:
        law.check(of, **arguments)

    attempt()


@lru_cache
def _calendar(country: str, state: str) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, subdiv=state or None, years=range(2026, 2030)))


def _is_open(place: Place, profile: str, at: int) -> bool:
    """Reckoned anew from the policy's text and the calendar."""
    local = datetime.fromtimestamp(at / 1000, ZoneInfo(place.zone))
    own = STRICT.state_profiles.get(place.state, {}).get(profile)
    hours = own or STRICT.profiles[profile]
    if local.date() in _calendar(place.country, place.state) and not hours.on_holidays:
        return False
    start, _, end = hours.days[local.weekday()].partition("-")
    return bool(start) and start <= f"{local:%H:%M}" < end
