"""Who is signed in at this computer: remembered between starts, without the token, which lives in the keyring."""

from __future__ import annotations

import hashlib

import msgspec

from server_stub.contract.model import Account


class Remembered(msgspec.Struct, frozen=True, omit_defaults=True):
    """The last sign-in. `account` as it was then; `brand` for the window's title before the gateway answers."""

    gateway_url: str
    login: str
    account: Account | None = None
    brand: str = ""

    @property
    def place(self) -> str | None:
        """Name of this account's files and secrets; the same account at the same gateway finds its store again."""
        return None if self.account is None else place_name(self.gateway_url, self.account.id)


def place_name(gateway_url: str, account_id: str) -> str:
    return hashlib.sha256(f"{gateway_url}\0{account_id}".encode()).hexdigest()[:24]


def token_name(place: str) -> str:
    """Name of the secret in the keyring."""
    return f"token {place}"


def key_name(place: str) -> str:
    """Name of the secret in the keyring: 64 hexadecimal digits from which store and media keys come."""
    return f"store key {place}"


def normal_url(typed: str) -> str:
    """What people type as the gateway's address, made whole: scheme added, trailing slash and spaces gone."""
    address = typed.strip().rstrip("/")
    if "://" not in address:
        local = address.split(":")[0].split("/")[0] in {"localhost", "127.0.0.1", "[", "::1"}
        address = ("http://" if local else "https://") + address
    return address
