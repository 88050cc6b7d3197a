"""What can go wrong, as codes with parameters; the interface makes the sentences (ui/texts.py)."""

from __future__ import annotations


class AppError(Exception):
    """Base: `code` names the sentence, `params` fill it. Never holds message text, numbers of people or secrets."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class GatewayUnreachable(AppError):
    """No usable answer from the gateway; trying again later may help."""

    def __init__(self, code: str = "gateway_unreachable") -> None:
        super().__init__(code)


class Refused(AppError):
    """The gateway understood and said no; `code` is a contract ErrorCode."""


class SignedOut(Refused):
    """The token was revoked or has run out: nothing can be asked until the person signs in again."""

    def __init__(self) -> None:
        super().__init__("token_invalid")


class LocalProblem(AppError):
    """Something on this computer: no keyring, disk full, file unreadable or too large."""
