"""Templates: what may be sent to this person and why not, fields filled with what is known, sent once."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QObject, QSize

from desktop.application.chosen_files import look_at
from desktop.domain.errors import AppError
from desktop.domain.matching import best, fold
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.decoding import decoded
from desktop.ui.controllers.permission import LIGHTS, PermissionController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import chosen_file, finished
from desktop.ui.texts import errors, reasons, templates
from desktop.ui.views.template_form import ShownFile, size_in_words
from desktop.ui.views.template_picker import Filled, Offer, TemplatePicker
from desktop.ui.views.window import MainWindow
from desktop.ui.widgets.verdict_light import Light
from server_stub.contract.errors import ErrorCode
from server_stub.contract.model import Template

_NAME = frozenset({"nome", "name", "cliente", "customer", "customer_name", "nome_cliente", "contato.nome"})
_AGENT = frozenset({"atendente", "agente", "agent", "agente.nome"})
_PROTOCOL = frozenset({"protocolo", "protocol"})
_PICTURE = QSize(720, 440)
"""Pixels that a preview needs at 200 %."""
_ORDER = {Light.ALLOW: 0, Light.HOLD: 1, Light.UNKNOWN: 2, Light.DENY: 3}


class TemplateController(Controller):
    """One picker at a time; it follows the conversation's verdicts while it is open."""

    def __init__(
        self,
        tools: Tools,
        window: MainWindow,
        conversation: ConversationController,
        permission: PermissionController,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._window, self._conversation, self._permission = window, conversation, permission
        self._picker: TemplatePicker | None = None
        self._words = ""
        permission.outlook_changed.connect(self._offer)
        conversation.opened.connect(self._leave)

    def open(self) -> None:
        if self._conversation.id and self._picker is None and not self._conversation.obstacle():
            self.run(self._show(), "choose template")

    async def _show(self) -> None:
        picker = TemplatePicker(self.tools.theme, self._window, self.desk.now)
        picker.send_asked.connect(self._send)
        picker.search_changed.connect(self._search)
        picker.file_asked.connect(self._ask_file)
        picker.file_given.connect(self._take_file)
        self._picker, self._words = picker, ""
        self._offer()
        self._permission.refresh()
        try:
            await finished(picker)
        finally:
            self._picker = None

    def _leave(self) -> None:
        if self._picker is not None:
            self._picker.reject()

    def _search(self, words: str) -> None:
        self._words = words
        self._offer()

    def _offer(self) -> None:
        if self._picker is None:
            return
        found = best(self._words, self.desk.templates(), _sought, limit=100)
        offers = [self._made(template) for template in found]
        offers.sort(key=lambda item: _ORDER[item.light])
        self._picker.offer(offers)

    def _made(self, template: Template) -> Offer:
        if template.obstacle:  # that it is "not available" to the gate would say less
            return Offer(template, Light.DENY, templates.obstacle(template.obstacle), {})
        outlook = self._permission.outlook
        decision = outlook.templates.get(template.id) if outlook else None
        if decision is None:
            unknown = self.tr("It is not known yet whether it may be sent.")
            return Offer(template, Light.UNKNOWN, unknown, self._values(template))
        told = reasons.decision(decision, self.desk.purposes())
        return Offer(template, LIGHTS[decision.verdict], told, self._values(template))

    def _values(self, template: Template) -> dict[str, str]:
        contact, conversation = self._conversation.contact, self._conversation.conversation
        known = {
            _NAME: contact.name.split()[0] if contact and contact.name else "",
            _AGENT: self.desk.account.name,
            _PROTOCOL: conversation.protocol if conversation else "",
        }
        return {name: value for name in template.variables for keys, value in known.items() if name.casefold() in keys}

    def _ask_file(self) -> None:
        self.run(self._choose_file(), "choose template file")

    def _take_file(self, path: Path) -> None:
        if self._picker is not None and self._picker.template is not None:
            self.run(self._look_at(self._picker, self._picker.template, path), "look at template file")

    async def _choose_file(self) -> None:
        picker = self._picker
        template = None if picker is None else picker.template
        if picker is None or template is None:
            return
        kind = template.header_kind
        path = await chosen_file(picker, title=templates.choose_file(kind), kinds=templates.file_kinds(kind))
        if path is not None and self.alive:
            await self._look_at(picker, template, path)

    async def _look_at(self, picker: TemplatePicker, template: Template, path: Path) -> None:
        """Checked when it is chosen, so that nobody fills in a form in vain; and once more when it is queued."""
        problem, shown = "", None
        try:
            chosen = await look_at(path, template.header_kind)
            image = await asyncio.to_thread(decoded, path, _PICTURE) if template.header_kind == "IMAGE" else None
            shown = ShownFile(path, size_in_words(chosen.size), image)
        except AppError as error:
            is_other = error.code == ErrorCode.TEMPLATE_FILE_WRONG
            problem = templates.wrong_file(template.header_kind) if is_other else errors.error(error)
        if self.alive and self._picker is picker:
            picker.show_file(template.id, shown, problem)

    def _send(self, filled: Filled) -> None:
        self.run(self._deliver(self._conversation.id, filled), "send template")

    async def _deliver(self, conversation_id: str, filled: Filled) -> None:
        picker = self._picker
        if picker is None:
            return
        picker.set_busy(busy=True)
        try:
            await self.desk.send_template(conversation_id, filled.template_id, filled.variables, filled.file)
        except AppError as problem:
            if self.alive and self._picker is picker:
                picker.show_problem(errors.error(problem, self.desk.purposes()))
                picker.set_busy(busy=False)
            return
        if self.alive and self._picker is picker:
            picker.accept()


def _sought(template: Template) -> tuple[str, ...]:
    return fold(template.name), fold(template.body)
