"""A real SMTP server on loopback (aiosmtpd): STARTTLS, log-in, and the troubles that servers make."""

from __future__ import annotations

import asyncio
import email.policy
import logging
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.helpers.gateway import SMTP_PASSWORD
from tests.helpers.ports import free_ports

USER = "balcao"
logging.getLogger("mail.log").setLevel(logging.ERROR)  # it warns of its own deprecated parts


class MailServer:
    """`answers` are given to the next recipients or messages instead of taking them, e.g. ("RCPT", "450 later").

    `lose_answers`: so many messages are taken, and the connection ends before the server says so.
    """

    def __init__(
        self, tls: ssl.SSLContext | None, *, port: int = 0, offers_tls: bool = True, direct: bool = False
    ) -> None:
        self._tls = tls
        self._offers_tls = offers_tls
        self._direct = direct
        self._server: asyncio.Server | None = None
        self._lines: set[SMTP] = set()
        self.port = port or free_ports(1)[0]
        self.taken: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.encrypted: list[bool] = []
        self.answers: list[tuple[str, str]] = []
        self.lose_answers = 0
        self.silent = False
        self.tries = 0
        """Connections so far."""

    async def start(self) -> None:
        """Again on the same port after `stop`."""
        loop = asyncio.get_running_loop()
        tls = self._tls if self._direct else None
        self._server = await loop.create_server(self._protocol, "127.0.0.1", self.port, ssl=tls)

    async def stop(self) -> None:
        if self._server is None:
            return
        self._server.close()
        for line in tuple(self._lines):
            if line.transport is not None:
                line.transport.abort()
            handler = line._handler_coroutine
            if handler is not None:
                handler.cancel()
                await asyncio.gather(handler, return_exceptions=True)
        self._lines.clear()
        await self._server.wait_closed()
        self._server = None

    def links(self, kind: str) -> list[str]:
        """Addresses of one kind ("confirm", "leave") in the plain texts, in order of arrival."""
        texts = [str(mail.get_body(("plain",)).get_content()) for mail in self.taken]  # type: ignore[union-attr]
        return [found for text in texts for found in re.findall(rf"https?://\S+/m/{kind}/\S+", text)]

    def _protocol(self) -> SMTP:
        self.tries += 1
        starttls = self._tls if self._offers_tls and not self._direct else None
        line = SMTP(
            self,
            hostname="mail.test",
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=self._authenticated if self._tls is not None and self._offers_tls else None,
            auth_required=starttls is not None,
            auth_require_tls=starttls is not None,
            loop=asyncio.get_running_loop(),
        )
        self._lines.add(line)
        return line

    @staticmethod
    def _authenticated(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        good = (data.login, data.password) == (USER.encode(), SMTP_PASSWORD.encode())
        return AuthResult(success=good, handled=False)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        if self.silent:
            await asyncio.Event().wait()
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self._planned("RCPT")
        if answer is not None:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self._planned("DATA")
        if answer is not None:
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken.append(mail)
        self.envelopes.append(envelope)
        self.encrypted.append(session.ssl is not None or self._direct)
        if self.lose_answers:
            self.lose_answers -= 1
            assert server.transport is not None
            server.transport.abort()
        return "250 taken"

    def _planned(self, command: str) -> str | None:
        if self.answers and self.answers[0][0] == command:
            return self.answers.pop(0)[1]
        return None


@asynccontextmanager
async def mail_server(tls: ssl.SSLContext | None, **how: Any) -> AsyncIterator[MailServer]:
    server = MailServer(tls, **how)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
