"""Why a message outside WhatsApp did not get through: codes only, never what the other side wrote."""

from __future__ import annotations


class NotDelivered(Exception):
    """`code` is for people who look after the gateway, e.g. "smtp_450", "twilio_21610", "unreachable"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Temporary(NotDelivered):
    """It may be tried again. `line`: it is not about this message, nothing gets through now.

    `in_doubt`: the message may have been taken, only the answer is missing; an SMS is then not repeated blindly.
    """

    def __init__(self, code: str, *, line: bool = False, in_doubt: bool = False) -> None:
        super().__init__(code)
        self.line = line
        self.in_doubt = in_doubt


class Permanent(NotDelivered):
    """Trying again is useless. `bounced`: no such address. `opted_out`: the provider keeps the person's stop."""

    def __init__(self, code: str, *, bounced: bool = False, opted_out: bool = False) -> None:
        super().__init__(code)
        self.bounced = bounced
        self.opted_out = opted_out
