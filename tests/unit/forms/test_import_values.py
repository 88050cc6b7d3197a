"""Cells and headers as people write them, in Portuguese and English."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.domain.import_headers import guess_mapping
from server_stub.domain.import_values import is_refused_source, plain, read_answer, read_moment, says_something
from server_stub.domain.listing import Listing, read_listing
from server_stub.services.imports.workbook import cell_text

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
DAY = 24 * 3_600_000


def ms(*parts: int) -> int:
    """Of a moment in UTC."""
    return int(datetime(*parts, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01T14:30:00Z", ms(2026, 3, 1, 14, 30)),
        ("2026-03-01T14:30:00.123-03:00", ms(2026, 3, 1, 17, 30)),
        ("2026-03-01 14:30:05+0000", ms(2026, 3, 1, 14, 30, 5)),
        ("01/03/2026 14:30", ms(2026, 3, 1, 17, 30)),
        ("1/3/2026 às 14h30", ms(2026, 3, 1, 17, 30)),
        ("01.03.2026, 00:00", ms(2026, 3, 1, 3)),
    ],
)
def test_a_moment_is_read(text: str, moment: int) -> None:
    found = read_moment(text, SAO_PAULO)
    assert found is not None
    assert (found.at, found.latest) == (moment, moment)


@pytest.mark.parametrize("text", ["2026-03-01", "01/03/2026", "1-3-2026", "1.3.2026"])
def test_a_day_alone_may_be_any_moment_of_it(text: str) -> None:
    found = read_moment(text, SAO_PAULO)
    assert found is not None
    assert (found.at, found.latest) == (ms(2026, 3, 1, 3), ms(2026, 3, 1, 3) + DAY - 1)


@pytest.mark.parametrize(
    "text",
    ["", "ontem", "31/02/2026", "03/15/2026", "2026-13-01", "01/03/26", "2026-03-01T25:00", "0000-00-00", "1" * 99],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_moment(text, SAO_PAULO) is None


@given(st.text(max_size=40))
def test_no_text_breaks_a_reader(text: str) -> None:
    moment = read_moment(text, SAO_PAULO)
    assert moment is None or 0 < moment.at <= moment.latest
    assert read_answer(text) in (True, False, None)
    assert plain(plain(text)) == plain(text)
    assert isinstance(says_something(text), bool)
    read_listing([text], SAO_PAULO)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *[("Sim", True), ("  SIM ", True), ("yes", True), ("1", True)],
        *[("não", False), ("NÃO", False), ("opt-out", False)],
        *[("", None), ("talvez", None), ("sim, mas", None), ("2", None)],
    ],
)
def test_only_clear_answers_are_answers(text: str, answer: bool | None) -> None:
    assert read_answer(text) is answer


@pytest.mark.parametrize("text", ["Lista comprada", "parceiros", "PARCERIA com X", "base de terceiros", "bought list"])
def test_what_was_bought_or_shared_is_refused(text: str) -> None:
    assert is_refused_source(text)


@pytest.mark.parametrize(
    "text", ["Cadastro na loja", "site", "compra na loja", "Balcão", "telefone", "comprador cadastrado"]
)
def test_what_people_gave_themselves_is_not(text: str) -> None:
    assert not is_refused_source(text)


@pytest.mark.parametrize("text", ["", " ", "-", "n/a", "Não tem", "ab", "??", "null", "…………"])
def test_what_stands_for_nothing_says_nothing(text: str) -> None:
    assert not says_something(text)


def test_headers_are_guessed_in_both_languages() -> None:
    columns = [
        "Nome",
        "Celular (WhatsApp)",
        "Finalidade",
        "Aceitou?",
        "Data do aceite",
        "Canal",
        "Comprovante",
        "Termo",
    ]
    mapping = guess_mapping(columns)
    assert (mapping.name, mapping.phone, mapping.purposes, mapping.granted) == tuple(columns[:4])
    assert (mapping.captured_at, mapping.source, mapping.evidence, mapping.notice) == tuple(columns[4:])
    english = guess_mapping(["phone", "name", "purpose", "consent", "consent date", "source", "proof", "notice", "id"])
    assert (english.phone, english.granted, english.captured_at, english.evidence) == (
        "phone",
        "consent",
        "consent date",
        "proof",
    )
    assert guess_mapping(["a", "b", ""]).phone == ""


def test_cells_of_a_sheet_are_what_somebody_would_type() -> None:
    assert cell_text(5511987654321.0) == "5511987654321"
    assert cell_text(True) == "sim"
    assert cell_text(datetime(2026, 3, 1)) == "2026-03-01"  # noqa: DTZ001 - as a sheet has them
    assert cell_text(datetime(2026, 3, 1, 14, 30)) == "2026-03-01 14:30:00"  # noqa: DTZ001
    assert cell_text(date(2026, 3, 1)) == "2026-03-01"
    assert (cell_text(time(14, 30)), cell_text(timedelta(hours=1)), cell_text(1.5)) == ("14:30:00", "1:00:00", "1.5")


@pytest.mark.parametrize(
    ("cells", "listing"),
    [
        (["11987654321"], Listing("BRM:1187654321", None)),
        (["1187654321"], Listing("BRM:1187654321", None)),
        (["Fulano", "+55 (11) 98765-4321"], Listing("BRM:1187654321", None)),
        (["011 3456-7890"], Listing("BRL:1134567890", None)),
        (["0 15 11 98765-4321"], Listing("BRM:1187654321", None)),
        (["01/03/2026", "11987654321"], Listing("BRM:1187654321", ms(2026, 3, 1, 3))),
        (["+1 212 555 0100"], Listing("E164:12125550100", None)),
        (["12345"], None),
        (["99999999999999"], None),
        (["sem número", ""], None),
    ],
)
def test_lines_of_a_do_not_contact_list(cells: list[str], listing: Listing | None) -> None:
    assert read_listing(cells, SAO_PAULO) == listing
