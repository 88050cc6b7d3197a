"""What administrators write in one line stays one line: it stands in headers of mails, in titles and in messages."""

from __future__ import annotations

import msgspec
import pytest

from server_stub.contract.registers import CaptureKind, CapturePoint, Company, PurposeSettings
from server_stub.domain.policy import STRICT
from server_stub.domain.register_rules import wrong_capture_point, wrong_company, wrong_policy, wrong_purpose
from server_stub.domain.written import is_line, is_lines

BREAKS = ["a\r\nBcc: b@example.com", "a\nb", "a\tb", "a\x00b", "a\x1bb", "a\x7fb", "a\x85b", "a\u2028b", "a\u202eb"]
GOOD = ["", "Loja São João & Cia. Ltda.", "D’Ávila — “Encarregada”", "Família 👨‍👩‍👧 ❤️", "dpo@loja.example"]
COMPANY = Company("Loja Exemplo Ltda.", "12.ABC.345/01DE-35", "Dora", "dpo@example.com")
PURPOSE = PurposeSettings("mkt.outlet", "marketing", "Outlet", "Outlet", proof_needed=4)
POINT = CapturePoint("p", CaptureKind.PAGE, "loja", "Fique por dentro", ["txn.order"])


@pytest.mark.parametrize("text", BREAKS)
def test_signs_that_break_a_line_are_none(text: str) -> None:
    assert not is_line(text)


@pytest.mark.parametrize("text", GOOD)
def test_what_people_write_is_a_line(text: str) -> None:
    assert is_line(text)
    assert is_lines(f"{text}\n\t{text}")


@pytest.mark.parametrize("text", ["a\r\nb", "a\x00b", "a\u202eb"])
def test_a_longer_text_has_line_feeds_only(text: str) -> None:
    assert not is_lines(text)


@pytest.mark.parametrize("text", BREAKS)
@pytest.mark.parametrize("field", ["legal_name", "dpo_name", "dpo_contact", "policy_url", "zone", "colour"])
def test_a_company_has_lines_only(field: str, text: str) -> None:
    value = f"https://example.com/{text}" if field == "policy_url" else text
    assert wrong_company(COMPANY) == ""
    assert wrong_company(msgspec.structs.replace(COMPANY, **{field: value})) == field


@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\x0b", "\u2028"])
def test_a_tax_number_is_written_in_one_line(sign: str) -> None:
    assert wrong_company(msgspec.structs.replace(COMPANY, tax_id=f"12.ABC.345/{sign}01DE-35")) == "tax_id"


@pytest.mark.parametrize("text", BREAKS)
@pytest.mark.parametrize("field", ["title_pt", "title_en", "legal_basis", "code", "quiet_profile"])
def test_a_purpose_has_lines_only(field: str, text: str) -> None:
    assert wrong_purpose(PURPOSE, None) == ""
    assert wrong_purpose(msgspec.structs.replace(PURPOSE, **{field: text}), None) == field


@pytest.mark.parametrize("text", BREAKS)
@pytest.mark.parametrize("field", ["title", "slug"])
def test_a_public_place_has_lines_only(field: str, text: str) -> None:
    assert wrong_capture_point(POINT, ["txn.order"], {}) == ""
    assert wrong_capture_point(msgspec.structs.replace(POINT, **{field: text}), ["txn.order"], {}) == field


@pytest.mark.parametrize("text", BREAKS)
def test_words_of_offers_are_lines(text: str) -> None:
    assert wrong_policy(STRICT) == ""
    wrong = msgspec.structs.replace(STRICT, promotional_words=["oferta", text])
    assert wrong_policy(wrong) == "promotional_words"
