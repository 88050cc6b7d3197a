"""The chat's side of consent, put together: answers, opt-outs, doubts, questions that are due, what agents record."""

from __future__ import annotations

from server_stub.core import Core
from server_stub.services.complaints import Complaints
from server_stub.services.composing import Composer
from server_stub.services.consent import Consents
from server_stub.services.consent_inbound import ConsentHook
from server_stub.services.doubts import Doubts
from server_stub.services.due_questions import DueQuestions
from server_stub.services.opt_outs import OptOuts
from server_stub.services.outlook import Outlooks
from server_stub.services.own_words import OwnWords
from server_stub.services.prompt_answers import PromptAnswers
from server_stub.services.recording import ConsentRecorder
from server_stub.services.sending import Sending
from server_stub.services.situations import Situations
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.doubts import DoubtRows
from server_stub.storage.repositories.media import MediaRows
from server_stub.storage.repositories.notices import Notices
from server_stub.storage.repositories.templates import Templates


class Consenting:
    """`hook` and `due_questions` are for ingest, in this order; `doubts` and `recorder` for the routes."""

    def __init__(
        self,
        core: Core,
        *,
        notices: Notices,
        media: MediaRows,
        templates: Templates,
        consents: Consents,
        composer: Composer,
        outlooks: Outlooks,
        sending: Sending,
    ) -> None:
        self._core = core
        registers, reading = core.registers, core.reading
        self.words = words = OwnWords(core.gatekeeper, composer, sending, registers, core.brand)
        situations = Situations(reading)
        opt_outs = OptOuts(consents, registers, words)
        answers = PromptAnswers(consents, notices, situations, registers, words, core.brand)
        self.doubts = Doubts(DoubtRows(), consents, opt_outs, outlooks, reading, registers, situations, words)
        complaints = Complaints(core.alarm_rows, core.alarms)
        self.hook = ConsentHook(answers, opt_outs, self.doubts, situations, registers, templates, complaints)
        self.due_questions = DueQuestions(registers, words)
        contacts = Contacts(core.vault)
        self.recorder = ConsentRecorder(consents, notices, media, reading, registers, contacts, self.due_questions)

    async def lapse_doubts(self) -> None:
        """Work for a loop: doubts that nobody settled in time."""
        now = self._core.clock()
        if await self._core.database.read(lambda tx: self.doubts.any_due(tx, now)):
            await self._core.database.write(lambda tx: self.doubts.lapse(tx, now))
