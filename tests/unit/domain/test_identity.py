"""Numbers as WhatsApp writes them, and when two of them may be one person."""

from __future__ import annotations

import pytest

from server_stub.domain.identity import clean_phone, is_bsuid, match_key, same_number, shown_phone


@pytest.mark.parametrize(
    ("one", "other"),
    [("5531988887777", "553188887777"), ("5511991234567", "551191234567"), ("14155550100", "14155550100")],
)
def test_with_and_without_the_ninth_digit(one: str, other: str) -> None:
    assert same_number(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5511951234567", "551151234567"),  # a mobile minus its 9 looks like this landline
        ("553188887777", "553288887777"),
        ("5531988887777", "5531988887778"),
        ("5631988887777", "563188887777"),
    ],
)
def test_different_people_stay_apart(one: str, other: str) -> None:
    assert not same_number(one, other)


def test_only_the_shape_of_a_business_scoped_id_is_one() -> None:
    assert is_bsuid("BR.1349120865530274191")
    assert is_bsuid("BR.ENT.118")
    assert not any(is_bsuid(value) for value in ("553188887777", "br.134", "BRA.1", "", "BR.", "BR.1 2"))


def test_decorations_go_but_other_text_stays() -> None:
    assert clean_phone("+55 (31) 8888-7777") == "553188887777"
    assert clean_phone("<NUMBER>") == "<NUMBER>"
    assert shown_phone("553188887777") == "+553188887777"
    assert shown_phone("<NUMBER>") is None
    assert match_key("12").startswith("E164:")
