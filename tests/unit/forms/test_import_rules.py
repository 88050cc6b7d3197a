"""Rules I1 to I7 and property P13: what a file may raise, what it may only lower, whatever is wrong with a row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.contract.capture import ImportMapping, ImportOutcome, ImportReason
from server_stub.domain.consent import derive
from server_stub.domain.consent_events import ConsentEvent, EventType
from server_stub.domain.import_rules import Claim, Finding, KnownNotice, against, judge, least
from server_stub.domain.import_values import Moment
from server_stub.domain.purposes import PURPOSES, USUAL_PURPOSES
from server_stub.services.imports.lines import Line
from server_stub.services.imports.rows import ReadRow, RowError, RowReader

DAY = 24 * 3_600_000
NOW = 1_795_300_000_000
SAID = NOW - 10 * DAY
ORDER = PURPOSES["txn.order"]
NOTICE = KnownNotice("txn.order-v1-pt-BR", "txn.order", NOW - 100 * DAY)
CLAIM = Claim(True, "txn.order", Moment(SAID, SAID), "Cadastro na loja", "ficha 12", NOTICE.id)


def test_a_row_that_says_everything_is_active() -> None:
    assert judge(CLAIM, ORDER, NOTICE, NOW) == Finding(ImportOutcome.ACTIVE, "txn.order")


def test_a_file_is_never_enough_for_what_is_asked_twice() -> None:
    purpose = PURPOSES["mkt.promotions"]
    notice = KnownNotice("n", purpose.code, NOTICE.since)
    assert judge(replace(CLAIM, purpose=purpose.code), purpose, notice, NOW).outcome is ImportOutcome.PENDING
    strict = replace(ORDER, proof_needed=4)
    assert judge(CLAIM, strict, NOTICE, NOW).outcome is ImportOutcome.PENDING


@pytest.mark.parametrize("field", ["source", "evidence", "notice"])
def test_what_is_not_said_is_not_proven(field: str) -> None:
    found = judge(replace(CLAIM, **{field: ""}), ORDER, None if field == "notice" else NOTICE, NOW)
    assert (found.outcome, found.reason, found.field) == (
        ImportOutcome.UNPROVEN,
        ImportReason.PROOF_MISSING,
        field,
    )


def test_a_date_is_neither_ahead_nor_before_its_text_nor_past_its_validity() -> None:
    def at(moment: int, notice: KnownNotice | None = NOTICE) -> ImportReason | None:
        purpose = replace(ORDER, validity_ms=50 * DAY)
        return judge(replace(CLAIM, moment=Moment(moment, moment)), purpose, notice, NOW).reason

    assert at(NOW + 1) is ImportReason.DATE_IN_FUTURE
    assert at(NOW) is None
    assert at(NOTICE.since - 1) is ImportReason.DATE_BEFORE_NOTICE
    assert at(NOW - 50 * DAY) is ImportReason.DATE_TOO_OLD
    assert at(NOW - 50 * DAY + 1) is None
    # Wrong dates are errors also where nothing else is said.
    assert at(NOW + 1, None) is ImportReason.DATE_IN_FUTURE


def test_of_a_day_alone_its_end_counts_for_the_text() -> None:
    published = replace(NOTICE, since=SAID + 5)
    day = Moment(SAID, SAID + DAY - 1)
    assert judge(replace(CLAIM, moment=day), ORDER, published, NOW).outcome is ImportOutcome.ACTIVE


def test_a_text_that_was_replaced_has_to_be_asked_again() -> None:
    found = judge(CLAIM, ORDER, replace(NOTICE, retired_at=NOW), NOW)
    assert (found.outcome, found.reason) == (ImportOutcome.UNPROVEN, ImportReason.NOTICE_RETIRED)
    assert judge(CLAIM, ORDER, replace(NOTICE, retired_at=NOW + 1), NOW).outcome is ImportOutcome.ACTIVE


@pytest.mark.parametrize(
    ("purpose", "scope", "reason"),
    [
        ("txn.order", "txn.order", None),
        ("*", "*", None),
        ("mkt.*", "mkt.*", None),
        ("", "mkt.*", None),
        ("futebol", "mkt.*", ImportReason.PURPOSE_UNKNOWN),
    ],
)
def test_an_opt_out_needs_nothing(purpose: str, scope: str, reason: ImportReason | None) -> None:
    found = judge(Claim(False, purpose), PURPOSES.get(purpose), None, NOW)
    assert found == Finding(ImportOutcome.REVOKED, scope, reason)


def event(kind: EventType, source: str, at: int, purpose: str = "txn.order", **more: int | str) -> ConsentEvent:
    return ConsentEvent(kind.value, purpose, at, at, source, "*" if kind is EventType.REVOKED else "Loja", **more)


HISTORIES = [
    ([], ImportOutcome.ACTIVE, None),
    ([event(EventType.IMPORTED, "import", SAID)], ImportOutcome.ACTIVE, None),
    ([event(EventType.REQUESTED, "web", SAID, valid_until=NOW + DAY)], ImportOutcome.ACTIVE, None),
    ([event(EventType.GRANTED, "button", SAID)], ImportOutcome.UNCHANGED, ImportReason.ALREADY_SO),
    ([event(EventType.REVOKED, "keyword", SAID)], ImportOutcome.UNCHANGED, ImportReason.OPTED_OUT),
    ([event(EventType.REVOKED, "keyword", SAID, "*")], ImportOutcome.UNCHANGED, ImportReason.OPTED_OUT),
    ([event(EventType.SUPPRESSED, "clock", SAID, "*")], ImportOutcome.UNCHANGED, ImportReason.OPTED_OUT),
    ([event(EventType.REFUSED, "button", SAID)], ImportOutcome.UNCHANGED, ImportReason.OPTED_OUT),
    ([event(EventType.TERMINATED, "agent", SAID)], ImportOutcome.UNCHANGED, ImportReason.TERMINATED),
    ([event(EventType.INVALIDATED, "agent", SAID)], ImportOutcome.UNCHANGED, ImportReason.TERMINATED),
    ([event(EventType.INVALIDATED, "import", SAID)], ImportOutcome.ACTIVE, None),
    ([event(EventType.CONTACT_ERASED, "agent", SAID, "*")], ImportOutcome.UNCHANGED, ImportReason.TERMINATED),
]


@pytest.mark.parametrize(("events", "outcome", "reason"), HISTORIES)
def test_a_row_overrides_nothing_that_stands(
    events: list[ConsentEvent], outcome: ImportOutcome, reason: ImportReason | None
) -> None:
    found = against(Finding(ImportOutcome.ACTIVE, "txn.order"), derive(events, NOW, brand="Loja"))
    assert (found.outcome, found.reason) == (outcome, reason)


def test_an_opt_out_applies_whatever_stands_but_once() -> None:
    left = Finding(ImportOutcome.REVOKED, "txn.order")
    granted = event(EventType.GRANTED, "button", SAID)
    assert against(left, derive([granted], NOW, brand="Loja")) == left
    gone = derive([granted, event(EventType.REVOKED, "import", SAID + DAY)], NOW, brand="Loja")
    assert against(left, gone).outcome is ImportOutcome.UNCHANGED
    assert against(Finding(ImportOutcome.REVOKED, "*"), gone).outcome is ImportOutcome.REVOKED
    everything = derive([event(EventType.REVOKED, "import", SAID, "*")], NOW, brand="Loja")
    for scope in ("*", "mkt.*", "txn.order"):
        assert against(Finding(ImportOutcome.REVOKED, scope), everything).outcome is ImportOutcome.UNCHANGED


def test_of_several_purposes_the_least_is_shown() -> None:
    found = [Finding(ImportOutcome.ACTIVE), Finding(ImportOutcome.PENDING), Finding(ImportOutcome.UNPROVEN)]
    assert least(found) is ImportOutcome.UNPROVEN
    assert least([*found, Finding(ImportOutcome.ERROR)]) is ImportOutcome.ERROR


COLUMNS = ["phone", "purposes", "granted", "captured_at", "source", "evidence", "notice"]
MAPPING = ImportMapping(**{name: name for name in COLUMNS})
GOOD = {
    "phone": "(11) 98765-4321",
    "purposes": "txn.order",
    "granted": "sim",
    "captured_at": "2026-11-01T12:00:00-03:00",
    "source": "Cadastro na loja",
    "evidence": "ficha 12.pdf",
    "notice": NOTICE.id,
}
NOTHING = st.sampled_from(["", " ", "-", "--", "n/a", "N/A", "não tem", "nenhum", "null", "None", "?", "x", "\u00a0"])
RUBBISH = st.text(st.characters(categories=["So", "Sm", "Po", "Zs", "Cf"]), max_size=30)
WRONG = {
    "phone": st.sampled_from(["123", "11 9876", "abc", "+", "0000000000", "55", "98765-4321 98765-4321 11"]),
    "purposes": st.sampled_from(["futebol", "txn.orders", "mkt.promotions", "*", "tudo", "txn"]),
    "granted": st.sampled_from(["talvez", "não", "nao", "no", "0", "recusou", "simm", "si", "sim e não"]),
    "captured_at": st.sampled_from(
        ["2999-01-01", "1999-12-31", "31/02/2026", "ontem", "2026-13-01", "1", "99/99/9999"]
    ),
    "source": st.sampled_from(["lista comprada", "Parceiro X", "mailing", "LISTA ALUGADA", "terceiros", "bought"]),
    "evidence": st.sampled_from(["--", "sem", "nd", "n/d"]),
    "notice": st.sampled_from(["mkt.promotions-v1-pt-BR", "txn.order-v9-pt-BR", "um texto qualquer", "txn.order"]),
}


def becomes(cells: dict[str, str], broken: bool = False, short: int = 0) -> set[ImportOutcome]:
    """Through reading and judging, as the gateway does it; only the one known text is known."""
    values = [cells[name] for name in COLUMNS][: len(COLUMNS) - short]
    row = RowReader(COLUMNS, MAPPING, list(USUAL_PURPOSES)).read(Line(2, values, broken=broken))
    if isinstance(row, RowError):
        return {ImportOutcome.ERROR}
    assert isinstance(row, ReadRow)
    known = {NOTICE.id: NOTICE, "mkt.promotions-v1-pt-BR": KnownNotice("m", "mkt.promotions", NOTICE.since)}
    return {judge(it, PURPOSES.get(it.purpose), known.get(it.notice), NOW).outcome for it in row.claims}


def test_the_good_row_is_active() -> None:
    assert becomes(GOOD) == {ImportOutcome.ACTIVE}


@pytest.mark.parametrize(("field", "sign"), [("source", "㏕"), ("evidence", "㏕"), ("granted", "Ⓢ")])
def test_signs_that_only_look_like_letters_say_nothing(field: str, sign: str) -> None:
    assert ImportOutcome.ACTIVE not in becomes(GOOD | {field: sign})


@given(st.data())
def test_p13_no_mutation_of_a_required_field_is_active(data: st.DataObject) -> None:
    fields = data.draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=4, unique=True))
    changed = {name: data.draw(NOTHING | RUBBISH | WRONG[name]) for name in fields}
    assert ImportOutcome.ACTIVE not in becomes(GOOD | changed)


@given(st.integers(1, len(COLUMNS)))
def test_p13_a_row_that_was_cut_off_is_not_active(short: int) -> None:
    assert ImportOutcome.ACTIVE not in becomes(GOOD, short=short)


def test_p13_a_row_with_broken_signs_is_not_active() -> None:
    assert becomes(GOOD, broken=True) == {ImportOutcome.ERROR}


@pytest.mark.parametrize("name", COLUMNS)
def test_p13_a_column_that_is_not_mapped_proves_nothing(name: str) -> None:
    if name in (
        "phone",
        "granted",
    ):  # a mapping without a number is refused; a list without answers is of those who agreed
        return
    mapping = ImportMapping(**{it: it for it in COLUMNS if it != name})
    row = RowReader(COLUMNS, mapping, list(USUAL_PURPOSES)).read(Line(2, list(GOOD.values())))
    if isinstance(row, ReadRow):
        notice = NOTICE if row.claims[0].notice else None
        outcomes = {judge(it, PURPOSES.get(it.purpose), notice, NOW).outcome for it in row.claims}
        assert outcomes == {ImportOutcome.UNPROVEN}
    else:
        assert (name, row.reason) == ("purposes", ImportReason.PURPOSE_MISSING)
