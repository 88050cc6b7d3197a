"""Permission asked by e-mail and SMS: the queue, its senders, and the doors by which answers come."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from server_stub.areas.area import Area, Base
from server_stub.areas.outside_channels import build_mailer, build_sms
from server_stub.channels.mail_message import Mail
from server_stub.channels.outcomes import Temporary
from server_stub.http.asgi import Application
from server_stub.http.public.mail import MailDoor
from server_stub.http.public.mail_answers import MailAnswers
from server_stub.http.public.render import Pages
from server_stub.http.public.sms import PATIENCE_SECONDS, SmsDoor
from server_stub.http.routes import outside as routes
from server_stub.services.capture.captures import Captures
from server_stub.services.outside.confirming import Confirmations
from server_stub.services.outside.delivery import Deliveries, Work
from server_stub.services.outside.invitations import Outsiders
from server_stub.services.outside.leaving import Leaving
from server_stub.services.outside.outside_links import OutsideLinks
from server_stub.services.outside.permission import Permission
from server_stub.services.outside.replies import SmsReplies
from server_stub.storage.database import Tx
from server_stub.storage.repositories.addresses import Addresses
from server_stub.storage.repositories.outside import EMAIL, SMS, OutsideRows
from server_stub.storage.repositories.people import People
from server_stub.workers.outside import OutsideSender
from server_stub.workers.supervisor import Supervisor


class OutsideArea(Area):
    """`outsiders` queues questions. Raises ConfigProblem when built with settings that do not fit together."""

    def __init__(self, base: Base, captures: Captures) -> None:
        super().__init__(base)
        core = base.core
        self._captures = captures
        self._mailer = build_mailer(base.config, base.secrets)
        self._sms = build_sms(base.config, base.secrets)
        self._rows = OutsideRows(core.vault)
        self._links = OutsideLinks(base.links, base.address)
        self._permission = Permission(core.gatekeeper)
        channels = {EMAIL: self._mailer, SMS: self._sms}
        self.outsiders = Outsiders(
            vault=core.vault,
            rows=self._rows,
            permission=self._permission,
            notices=base.outgoing.notices,
            registers=core.registers,
            links=self._links,
            channels=[name for name, built in channels.items() if built is not None],
            brand=core.brand,
            wake=self._wake,
        )
        consents = base.outgoing.consents
        self._leaving = Leaving(core.vault, self._rows, self._permission, core.registers, consents)
        self._deliveries = Deliveries(
            self._rows, self._permission, core.registers, consents, core.alarms, random.random
        )
        self._senders = self._build_senders()

    def handlers(self) -> list[Any]:
        return list(routes.HANDLERS)

    def services(self) -> dict[str, object]:
        return {"outsiders": self.outsiders}

    def public(self) -> dict[str, Application]:
        """The longer beginning first: it is the one that counts."""
        base, core = self._base, self._base.core
        notices = base.outgoing.notices
        confirmations = Confirmations(self._rows, self._captures, notices, core.registers, core.gatekeeper)
        answers = MailAnswers(
            database=core.database,
            links=self._links,
            confirmations=confirmations,
            leaving=self._leaving,
            registers=core.registers,
            pages=Pages(core.brand, base.address),
            clock=core.clock,
        )
        return {"/m/sms/": self.sms_door(), "/m/": MailDoor(answers)}

    def sms_door(self, *, patience: float = PATIENCE_SECONDS) -> SmsDoor:
        """`patience`: seconds for a body to be here."""
        core = self._base.core
        return SmsDoor(
            core.database, self._sms, self._links, self._replies(), self._deliveries, core.clock, patience=patience
        )

    def add_workers(self, supervisor: Supervisor) -> None:
        for channel, sender in self._senders.items():
            supervisor.add(f"outside {channel}", sender.run)

    async def start(self) -> None:
        """A channel that is no longer set up cannot be down."""
        if self._sms is not None:
            await self._sms.start()
        core = self._base.core
        for channel in {EMAIL, SMS} - self._senders.keys():
            await core.database.write(partial(self._not_down, channel))

    async def stop(self) -> None:
        if self._sms is not None:
            await self._sms.close()

    def _build_senders(self) -> dict[str, OutsideSender]:
        core = self._base.core
        ways = {EMAIL: (self._mailer, self._send_mail), SMS: (self._sms, self._send_sms)}
        return {
            channel: OutsideSender(channel, hand_over, core.database, self._deliveries, core.clock)
            for channel, (built, hand_over) in ways.items()
            if built is not None
        }

    def _replies(self) -> SmsReplies:
        core = self._base.core
        return SmsReplies(
            rows=self._rows,
            captures=self._captures,
            outsiders=self.outsiders,
            leaving=self._leaving,
            addresses=Addresses(core.vault, People(core.vault)),
            registers=core.registers,
            gatekeeper=core.gatekeeper,
            brand=core.brand,
        )

    async def _send_mail(self, work: Work, now: int) -> str:
        if self._mailer is None:
            raise Temporary("not_started", line=True)
        body = work.body
        mail = Mail(
            id=work.row.id,
            to=work.address,
            subject=body.subject,
            text=body.text,
            html=body.html,
            language=body.language,
            sent_at=now,
            leave_url=body.leave_url,
        )
        return await self._mailer.send(mail)

    async def _send_sms(self, work: Work, now: int) -> str:
        if self._sms is None:
            raise Temporary("not_started", line=True)
        return await self._sms.send(work.address, work.body.text, self._links.report(work.row.id, now))

    def _not_down(self, channel: str, tx: Tx) -> None:
        self._deliveries.line(tx, channel, self._base.core.clock(), down=False)

    def _wake(self) -> None:
        for sender in self._senders.values():
            sender.wake()
