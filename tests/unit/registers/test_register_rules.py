"""What administrators may set: each rule names the field that is wrong."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.contract.registers import CaptureKind, CapturePoint, Company, QuietHours
from server_stub.domain.logo import LARGEST, is_safe_logo
from server_stub.domain.policy import STRICT, week
from server_stub.domain.purposes import USUAL_PURPOSES
from server_stub.domain.register_rules import wrong_capture_point, wrong_company, wrong_policy, wrong_purpose
from server_stub.domain.tax_id import is_cnpj

PROMOTIONS = next(it for it in USUAL_PURPOSES if it.code == "mkt.promotions")
POINT = CapturePoint("", CaptureKind.PAGE, "black-friday", "Ofertas", ["mkt.promotions"])
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{}</svg>'


def test_what_a_fresh_installation_begins_with_is_valid() -> None:
    assert wrong_policy(STRICT) == ""
    assert [wrong_purpose(it, None) for it in USUAL_PURPOSES] == [""] * len(USUAL_PURPOSES)
    assert wrong_company(Company()) == ""
    assert wrong_capture_point(POINT, ["mkt.promotions"], []) == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "promo"),
        ("code", "mkt.A"),
        ("category", "utility"),
        ("title_pt", " "),
        ("title_en", "x" * 121),
        ("proof_needed", 2),
        ("proof_needed", 5),
        ("validity_days", 0),
        ("quiet_profile", "never"),
        ("cap_day", -1),
        ("cap_week", 1001),
        ("cap_month", -3),
    ],
)
def test_a_wrong_purpose_names_its_field(field: str, value: object) -> None:
    assert wrong_purpose(msgspec.structs.replace(PROMOTIONS, **{field: value}), None) == field


def test_utility_asks_for_less_proof_and_a_category_never_changes() -> None:
    order = next(it for it in USUAL_PURPOSES if it.code == "txn.order")
    assert wrong_purpose(msgspec.structs.replace(order, proof_needed=1), order) == ""
    assert wrong_purpose(order, msgspec.structs.replace(order, category="survey")) == "category"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cap_day", -1),
        ("profiles", {"marketing": week("", "", "")}),
        ("profiles", STRICT.profiles | {"marketing": QuietHours(["09:00-20:00"] * 6)}),
        ("profiles", STRICT.profiles | {"marketing": week("9-20", "", "")}),
        ("profiles", STRICT.profiles | {"marketing": week("20:00-09:00", "", "")}),
        ("profiles", STRICT.profiles | {"marketing": week("09:00-09:00", "", "")}),
        ("profiles", STRICT.profiles | {"marketing": week("09:00-24:01", "", "")}),
        ("state_profiles", {"XX": {}}),
        ("state_profiles", {"SP": {"parties": week("", "", "")}}),
        ("holidays", ["24/12/2026"]),
        ("holidays", ["2026-02-30"]),
        ("promotional_words", [""]),
        ("survey_rest_days", 366),
    ],
)
def test_a_wrong_policy_names_its_field(field: str, value: object) -> None:
    assert wrong_policy(msgspec.structs.replace(STRICT, **{field: value})) == field


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("legal_name", "x" * 121),
        ("tax_id", "11.222.333/0001-82"),
        ("policy_url", "http://example.com"),
        ("policy_url", "javascript:alert(1)"),
        ("policy_url", "https://[::1"),
        ("colour", "red"),
        ("logo_svg", "<svg/>"),
        ("zone", "America/Sampa"),
        ("zone", "../../etc/passwd"),
    ],
)
def test_a_wrong_company_names_its_field(field: str, value: object) -> None:
    assert wrong_company(msgspec.structs.replace(Company(), **{field: value})) == field


@pytest.mark.parametrize(
    "changes",
    [
        {"slug": "-a-"},
        {"slug": "Ofertas"},
        {"slug": "ab"},
        {"slug": "x" * 61},
        {"title": ""},
        {"purposes": []},
        {"purposes": ["mkt.promotions", "mkt.promotions"]},
        {"purposes": ["mkt.unknown"]},
        {"channel_number_id": "7"},
        {"origins": ["https://example.com/"]},
        {"origins": ["http://example.com"]},
        {"origins": ["*"]},
        {"origins": ["https://exa mple.com"]},
        {"origins": ["https://example.com:99999"]},
    ],
)
def test_a_wrong_capture_point_names_its_field(changes: dict[str, Any]) -> None:
    (field,) = changes
    assert wrong_capture_point(msgspec.structs.replace(POINT, **changes), ["mkt.promotions"], ["1"]) == field


def test_origins_are_those_that_browsers_send() -> None:
    origins = ["https://example.com", "https://loja.example.com:8443", "http://localhost:8000", "http://127.0.0.1"]
    assert wrong_capture_point(msgspec.structs.replace(POINT, origins=origins), ["mkt.promotions"], []) == ""


@pytest.mark.parametrize("number", ["12.ABC.345/01DE-35", "12abc34501de35", "11.222.333/0001-81", "11222333000181"])
def test_a_cnpj_may_hold_letters(number: str) -> None:
    assert is_cnpj(number)


@given(st.integers(0, 13), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_a_cnpj_is_noticed(place: int, digit: str) -> None:
    number = "11222333000181"
    changed = number[:place] + digit + number[place + 1 :]
    assert is_cnpj(changed) == (changed == number)


def test_a_logo_is_a_drawing() -> None:
    assert is_safe_logo(SVG.format('<path d="M0 0h8v8z" fill="#00a884"/>'))
    assert is_safe_logo(SVG.format('<linearGradient id="a"/><rect width="8" height="8" fill="url(#a)"/>'))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<image href="https://example.com/x.png"/>',
        '<a xlink:href="javascript:1" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        '<use href="#a"/>',
        '<rect fill="url(https://example.com/x)"/>',
        '<rect style="background:url(//example.com/x)"/>',
        "<foreignObject/>",
        "<style>*{}</style>",
        "<rect>",
        " " * LARGEST,
    ],
)
def test_a_logo_that_is_more_than_a_drawing_is_refused(inside: str) -> None:
    assert not is_safe_logo(SVG.format(inside))


def test_a_logo_has_no_entities() -> None:
    assert not is_safe_logo('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("<text>&a;</text>"))
