"""Consent state as a pure function of ledger events and the clock, per purpose × channel × brand (8.2, 8.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from server_stub.domain.consent_events import ANY_BRAND, WHATSAPP, ConsentEvent, EventType, PurposeState, State
from server_stub.domain.purposes import EVERYTHING, PROMOTIONAL, PURPOSES, Catalogue, covers, scopes_of

_GRANTS: Final = frozenset({EventType.GRANTED, EventType.CONFIRMED, EventType.RENEWED})
_REVOCATIONS: Final = frozenset({EventType.REVOKED, EventType.SUPPRESSED})
# On ties the negative event is applied last and therefore wins (8.2).
_ORDER_ON_TIES: Final[dict[str, int]] = {
    EventType.REQUESTED: 0,
    EventType.SUPPRESSION_LIFTED_BY_PERSON: 0,
    EventType.PLATFORM_RESUME: 0,
    EventType.GRANTED: 1,
    EventType.CONFIRMED: 1,
    EventType.RENEWED: 1,
    EventType.IMPORTED: 0,
}
_NEGATIVE: Final = 2
_SILENCE: Final = PurposeState()


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the gate wants to know of one person, one brand and one channel at one moment."""

    purposes: dict[str, PurposeState]
    opted_out_all_at: int | None = None
    opted_out_promotional_at: int | None = None
    platform_stop_at: int | None = None
    active_elsewhere: bool = False
    """Something is ACTIVE for another brand or channel."""
    erased: bool = False

    def of(self, purpose: str) -> PurposeState:
        return self.purposes.get(purpose, _SILENCE)

    def active_for_another(self, purpose: str) -> bool:
        """A permission exists, but not for this purpose, brand and channel (row 18)."""
        others = (state.state for code, state in self.purposes.items() if code != purpose)
        return self.active_elsewhere or State.ACTIVE in others


def derive(
    events: Iterable[ConsentEvent],
    now: int,
    *,
    brand: str,
    number_id: str = "",
    channel: str = WHATSAPP,
    catalogue: Catalogue = PURPOSES,
) -> Standing:
    """The standing at `now` (ms). Independent of the order in which the events were recorded.

    Opt-outs of "*" and of a family reach every purpose of the `catalogue`. `now` never counts as earlier than the
    newest recording, so a clock that goes back revives nothing (N17).
    """
    ordered = _in_order(events)
    now = max([now, *(event.recorded_at for event in ordered)])
    here = [event for event in ordered if _is_here(event, brand, channel)]
    elsewhere = [event for event in ordered if not _is_here(event, brand, channel)]
    return Standing(
        purposes=_by_purpose(here, catalogue, now),
        opted_out_all_at=_suppressed_at(here, EVERYTHING),
        opted_out_promotional_at=_suppressed_at(here, PROMOTIONAL),
        platform_stop_at=_platform_stop(ordered, f"{channel}:{number_id}"),
        active_elsewhere=_active_elsewhere(elsewhere, now),
        erased=any(event.type == EventType.CONTACT_ERASED for event in ordered),
    )


def negatives(events: Iterable[ConsentEvent]) -> list[ConsentEvent]:
    """What a contact that was merged away leaves to the one it became: every no, never a yes (N11).

    Of WhatsApp's own switch only the position it stands in; all that lifts anything else stays behind.
    """
    left: list[ConsentEvent] = []
    for event in _in_order(events):
        if event.type == EventType.PLATFORM_RESUME:
            left = [e for e in left if (e.type, e.channel) != (EventType.PLATFORM_STOP, event.channel)]
        elif event.type in _LEFT_BEHIND:
            left.append(event)
    return left


_LEFT_BEHIND: Final = _REVOCATIONS | {EventType.PLATFORM_STOP, EventType.REFUSED}


def _in_order(events: Iterable[ConsentEvent]) -> list[ConsentEvent]:
    """By the time each tells. A "no" that was recorded after our clock had been put back comes after everything that
    was recorded before it: which of the two clocks was right is in doubt, and in doubt the "no" wins (8.2).
    """
    newest, keyed = 0, []
    for event in sorted(events, key=lambda it: it.seq):
        at, rank, seq = _sort_key(event)
        if seq and event.recorded_at < newest and rank == _NEGATIVE:
            at = max(at, newest // 1000 * 1000)
        keyed.append(((at, rank, seq), event))
        newest = max(newest, event.recorded_at) if seq else newest
    return [event for _, event in sorted(keyed, key=lambda it: it[0])]


def _sort_key(event: ConsentEvent) -> tuple[int, int, int]:
    rank = _ORDER_ON_TIES.get(event.type, _NEGATIVE)
    return event.applies_at, rank, event.seq


def _is_here(event: ConsentEvent, brand: str, channel: str) -> bool:
    negative = event.type in _REVOCATIONS or event.type == EventType.SUPPRESSION_LIFTED_BY_PERSON
    return event.channel == channel and (event.brand == brand or (negative and event.brand == ANY_BRAND))


def _by_purpose(here: Sequence[ConsentEvent], catalogue: Catalogue, now: int) -> dict[str, PurposeState]:
    """Every purpose that is known or was ever spoken of; most have no history, which costs nothing."""
    spoken = {event.purpose for event in here}
    codes = [*catalogue, *sorted(code for code in spoken - catalogue.keys() if "*" not in code)]
    found = {}
    for code in codes:
        scopes = scopes_of(code, catalogue.get(code))
        found[code] = _SILENCE if spoken.isdisjoint(scopes) else _purpose(here, scopes, now)
    return found


def _purpose(events: Sequence[ConsentEvent], scopes: Collection[str], now: int) -> PurposeState:
    current = PurposeState()
    for event in events:
        if event.purpose in scopes:
            current = _apply(current, event)
    return _by_clock(current, now, _retired_at(events, current.notice_version_id))


def _apply(current: PurposeState, event: ConsentEvent) -> PurposeState:
    if event.type in _GRANTS:
        return _granted(current, event)
    if event.type in _REVOCATIONS:
        return _revoked(event)
    if event.type == EventType.REQUESTED:
        return _requested(current, event)
    if event.type == EventType.SUPPRESSION_LIFTED_BY_PERSON:
        return _returned(current, event)
    if event.type == EventType.IMPORTED:
        return _imported(current, event)
    if event.type == EventType.REFUSED and current.suppressed_at is not None:
        return current  # an opt-out rests on no question and does not end with the rest after a refusal
    if event.type in _PLAIN:
        state = _PLAIN[event.type]
        return replace(current, state=state, since=event.applies_at, source=event.source, valid_until=None)
    return current


_PLAIN: Final[dict[str, State]] = {
    EventType.REFUSED: State.REFUSED,
    EventType.INVALIDATED: State.INVALIDATED,
    EventType.TERMINATED: State.TERMINATED,
    EventType.CONTACT_ERASED: State.ERASED,
}


def _granted(current: PurposeState, event: ConsentEvent) -> PurposeState:
    # A grant at the very moment of an opt-out never gets here first: the opt-out is applied last and takes it back.
    if current.own_act_needed and not event.by_own_act:
        return current
    return PurposeState(
        State.ACTIVE,
        event.applies_at,
        event.valid_until,
        event.proof_level,
        event.notice_version_id,
        event.source,
        evidenced=event.evidenced,
    )


def _revoked(event: ConsentEvent) -> PurposeState:
    return PurposeState(
        State.REVOKED,
        event.applies_at,
        source=event.source,
        suppressed_at=event.applies_at,
        own_act_needed=True,
    )


def _returned(current: PurposeState, event: ConsentEvent) -> PurposeState:
    """The person asked to come back: they may be asked again at once, nothing is permitted yet."""
    if current.state in (State.REVOKED, State.REFUSED, State.PENDING):
        return replace(current, suppressed_at=None, state=State.NONE, since=event.applies_at, valid_until=None)
    return replace(current, suppressed_at=None)


def _requested(current: PurposeState, event: ConsentEvent) -> PurposeState:
    if current.state is State.ACTIVE or current.suppressed_at is not None:
        return current
    return PurposeState(
        State.PENDING,
        event.applies_at,
        event.valid_until,
        notice_version_id=event.notice_version_id,
        source=event.source,
        own_act_needed=current.own_act_needed,
    )


def _imported(current: PurposeState, event: ConsentEvent) -> PurposeState:
    """Nothing may be sent for it: a reason to ask, where nothing else is known (5.4, I2)."""
    if current.suppressed_at is not None or current.state not in (State.NONE, State.LAPSED):
        return current
    since = event.applies_at
    return replace(current, state=State.IMPORTED_UNPROVEN, since=since, valid_until=None, source=event.source)


def _by_clock(current: PurposeState, now: int, retired_at: int | None) -> PurposeState:
    over = current.valid_until is not None and now >= current.valid_until
    if current.state is State.PENDING and over:
        return replace(current, state=State.LAPSED, since=current.valid_until)
    if current.state is State.ACTIVE and over:
        return replace(current, state=State.EXPIRED, since=current.valid_until)
    if current.state is State.ACTIVE and retired_at is not None and now >= retired_at:
        return replace(current, state=State.RENEWAL_NEEDED, since=retired_at)
    return current


def _retired_at(events: Sequence[ConsentEvent], notice_version_id: str) -> int | None:
    """When a material change of the notice agreed to takes effect; the store fills it in per event."""
    found = (e.notice_retired_at for e in events if e.notice_version_id == notice_version_id and notice_version_id)
    return next((moment for moment in found if moment is not None), None)


def _suppressed_at(events: Sequence[ConsentEvent], scope: str) -> int | None:
    """Since when an opt-out of all of `scope` stands; one purpose that the person grants again ends "all"."""
    since: int | None = None
    for event in events:
        if event.type in _REVOCATIONS and event.purpose in (scope, EVERYTHING):
            since = event.applies_at
        elif _lifts(event, scope):
            since = None
    return since


def _lifts(event: ConsentEvent, scope: str) -> bool:
    if event.type == EventType.SUPPRESSION_LIFTED_BY_PERSON:
        return covers(event.purpose, scope)
    return event.type in _GRANTS and event.by_own_act and covers(scope, event.purpose)


def _platform_stop(events: Sequence[ConsentEvent], channel: str) -> int | None:
    since: int | None = None
    for event in events:
        if event.channel == channel and event.type == EventType.PLATFORM_STOP:
            since = event.applies_at
        elif event.channel == channel and event.type == EventType.PLATFORM_RESUME:
            since = None
    return since


def _active_elsewhere(events: Sequence[ConsentEvent], now: int) -> bool:
    groups = {(e.brand, e.channel, e.purpose) for e in events if e.type in _GRANTS}
    for brand, channel, purpose in groups:
        own = [e for e in events if e.brand in (brand, ANY_BRAND) and e.channel == channel]
        if _purpose(own, scopes_of(purpose, None), now).state is State.ACTIVE:
            return True
    return False
