"""Addresses outside WhatsApp: which are taken, and how little of them is shown."""

from __future__ import annotations

import pytest

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.services.outside.addresses import masked, read_address

NO_ADDRESSES = (
    "",
    "ana",
    "ana@",
    "@example.com",
    "ana@example",
    "ana@@example.com",
    "ana souza@example.com",
    "ana@exa mple.com",
    "ana@example.com\r\nBcc: outra@example.com",
    "ana@example.com\nBcc: outra@example.com",
    "ana\r\n@example.com",
    "<ana@example.com>",
    "Ana <ana@example.com>",
    "ana@example.com,outra@example.com",
    "ana@example.com;",
    f"{'a' * 65}@example.com",
    f"ana@{'a' * 250}.com",
    f"ana@{'a.' * 140}com",
    "ána@example.com",
    "ana@-example.com",
    "ana@example-.com",
    ".ana@example.com",
    "a..b@example.com",
    "ana@example..com",
    "ana@127.0.0.1",
    "ana@[127.0.0.1]",
    "ana@localhost",
    "ana\0@example.com",
)


@pytest.mark.parametrize("text", NO_ADDRESSES, ids=range(len(NO_ADDRESSES)))
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(GatewayRefusal) as told:
        read_address("email", text)
    assert told.value.code is ErrorCode.ADDRESS_INVALID
    assert text == "" or text not in str(told.value.params)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" Ana.Souza+loja@EXAMPLE.com ", "Ana.Souza+loja@example.com"),
        ("ana@sub.example.com.br", "ana@sub.example.com.br"),
        ("o'hara_1@example.io", "o'hara_1@example.io"),
        ("ana@ação.com.br", "ana@xn--ao-siap.com.br"),
    ],
)
def test_usual_addresses_are_taken(text: str, kept: str) -> None:
    assert read_address("email", text) == kept


def test_telephone_numbers_are_taken_as_people_write_them() -> None:
    assert read_address("sms", "(31) 98888-7777") == "+5531988887777"
    assert read_address("sms", "+553188887777") == "+5531988887777"
    with pytest.raises(GatewayRefusal):
        read_address("sms", "12345")


def test_what_is_shown_says_little() -> None:
    assert masked("ana.souza@example.com") == "a•••@example.com"
    assert masked("+5531988887777") == "+5531•••7777"
