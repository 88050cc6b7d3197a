"""Only the exact bytes with the exact secret are genuine."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from server_stub.whatsapp.signature import is_genuine, sign

SECRET = b"app secret"
BODY = b'{"object": "whatsapp_business_account", "name": "Jos\\u00e9"}'


def test_the_header_is_what_meta_documents() -> None:
    expected = b"sha256=" + hmac.new(SECRET, BODY, hashlib.sha256).hexdigest().encode()
    assert sign(BODY, SECRET) == expected
    assert is_genuine(BODY, expected, SECRET)


@pytest.mark.parametrize("position", range(0, len(BODY), 7))
def test_one_flipped_bit_is_found(position: int) -> None:
    changed = bytearray(BODY)
    changed[position] ^= 1
    assert not is_genuine(bytes(changed), sign(BODY, SECRET), SECRET)


@pytest.mark.parametrize(
    "header",
    [None, b"", b"sha256=", b"sha1=" + b"0" * 40, sign(BODY, b"other"), sign(BODY, SECRET).upper(), b"\xff" * 71],
)
def test_anything_else_is_refused(header: bytes | None) -> None:
    assert not is_genuine(BODY, header, SECRET)


def test_a_gateway_without_a_secret_accepts_nothing() -> None:
    assert not is_genuine(BODY, sign(BODY, b""), b"")
