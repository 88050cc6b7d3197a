"""The agent's part when nobody sits at the screen: five customers, a refusal, a permission, a doubt, an opt-out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea

from desktop.application.desk import Desk
from desktop.demo.driver import Hands, StoryError
from desktop.demo.scene import Scene
from desktop.demo.summary import Summary, summarise
from desktop.ui.texts import reasons
from desktop.ui.widgets.verdict_light import VerdictLight
from server_stub.contract.gate import Verdict

_PURPOSE = "mkt.promotions"
_PROMOTION = "promocao_da_semana"


@dataclass
class Story:
    """Plays in the agent's window of `scene`; `lead` is the other window.

    Everything is done with keys and clicks; the desk is only looked at, to wait as long as a person would.
    """

    scene: Scene
    lead: Hands
    begin_customers: Callable[[], None]
    refused: list[str] = field(default_factory=list)

    @property
    def hands(self) -> Hands:
        return self.scene.hands

    @property
    def desk(self) -> Desk:
        return self.scene.desk

    async def play(self) -> Summary:
        """Raises StoryError at the first step that does not happen."""
        started = time.monotonic()
        await self._come_on_duty()
        await self._answer_everybody()
        await self._be_refused()
        await self._ask_permission()
        await self._send_promotion()
        await self._be_asked()
        await self._accept_opt_out()
        await self._look_around()
        summary = summarise(
            await self.scene.all_messages(), self.scene.contacts(), self.refused, time.monotonic() - started
        )
        summary.write(self.scene.out)
        return summary

    async def _come_on_duty(self) -> None:
        await self.scene.shot("inbox_empty")
        await self.hands.click("own_state")
        await self.hands.choose("state_menu", "state_available")
        account = self.desk.account.id
        await self.hands.until(lambda: self.desk.accounts()[account].available, "the agent takes new conversations")
        self.begin_customers()
        names = ("Ana Souza", "Bruno Lima", "Carla", "Diego Martins", "Elisa Nogueira")
        await self.hands.until(lambda: all(map(self.scene.find, names)), "five customers have written")

    async def _answer_everybody(self) -> None:
        await self.scene.open("Ana Souza", messages=2)
        await self.scene.shot("picture_received")
        await self.hands.write("composer_input", "/desculpe")
        await self.hands.press(Qt.Key.Key_Return, on="composer_input")
        await self.hands.write("composer_input", " Já separei outra unidade: ela sai hoje, sem custo.")
        await self.scene.shot("phrase_written")
        await self._send("Ana Souza")
        await self._reply("Bruno Lima", "Ouvi seu áudio, Bruno. A entrega ficou para amanhã, das 9h às 12h.")
        await self.scene.open("Carla", messages=1)
        await self.hands.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier, on="composer_input")
        await self.hands.write("composer_input", "Entregamos, sim! Para Porto Alegre são 3 dias úteis.")
        await self.scene.shot("hidden_number_quoted")
        await self._send("Carla")
        await self._reply("Elisa Nogueira", "Recebido, Elisa! Pagamento confirmado.", messages=2)
        await self._reply("Diego Martins", "A troca pode ser feita em até 30 dias, com a nota.")
        await self.scene.heard("Ana Souza", inbound=4)
        await self.scene.open("Ana Souza", messages=5)
        await self.scene.shot("conversation")

    async def _be_refused(self) -> None:
        """A promotion to somebody who never agreed to promotions."""
        await self.scene.heard("Bruno Lima", inbound=2)
        await self.scene.open("Bruno Lima", messages=3)
        code = await self._template_verdict(Verdict.DENY)
        self.refused.append(code)
        await self.scene.shot("promotion_refused")
        await self.hands.click("template_cancel")

    async def _ask_permission(self) -> None:
        await self.hands.click("banner_action")
        await self.hands.until(lambda: self.scene.consent("Bruno Lima", _PURPOSE) == "PENDING", "the question was sent")
        await self.scene.shot("permission_asked")
        await self.hands.until(lambda: self.scene.consent("Bruno Lima", _PURPOSE) == "ACTIVE", "Bruno has agreed")
        await self.scene.shot("permission_given")

    async def _send_promotion(self) -> None:
        await self._template_verdict(Verdict.ALLOW)
        await self.scene.shot("promotion_allowed")
        await self.hands.click("template_send")
        await self.hands.until(lambda: self.hands.find(QDialog, "template_picker") is None, "the picker has closed")
        await self.scene.read_by("Bruno Lima", "template")
        await self.scene.heard("Bruno Lima", inbound=4)
        await self.scene.shot("promotion_read")

    async def _be_asked(self) -> None:
        """A text that looks like an offer and is none; and a word of the customer that might mean that he leaves."""
        name = "Bruno Lima"
        await self.hands.write("composer_input", "O desconto já está no seu pedido, Bruno.")
        await self.hands.press(Qt.Key.Key_Return, on="composer_input")
        await self.hands.see(QLabel, "promotion_bar_title")
        await self.scene.shot("is_it_an_offer")
        await self.hands.press(Qt.Key.Key_2, on="promotion_bar")
        await self.scene.read_by(name, "text")
        await self.scene.heard(name, inbound=5)
        await self.hands.until(lambda: "Cancelar" in self._asked_doubt(), "the agent is asked what Bruno meant")
        await self.scene.read_by(name, "interactive")
        await self.scene.shot("does_he_leave")
        await self.hands.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier, on="composer_input")
        await self.hands.until(lambda: not self._asked_doubt(), "the doubt is settled")
        await self.scene.shot("he_stays")

    def _asked_doubt(self) -> str:
        shown = self.hands.find(QLabel, "doubt_bar_text")
        return shown.text() if shown is not None else ""

    async def _accept_opt_out(self) -> None:
        """Diego writes SAIR: it counts at once, and promotions to him are refused for that reason from then on."""
        name = "Diego Martins"
        await self.hands.until(lambda: self.scene.consent(name, _PURPOSE) == "REVOKED", "Diego has left the list")
        await self.scene.open(name, messages=4)
        await self.scene.heard(name, inbound=3)
        await self.scene.shot("opted_out")
        await self._show_history()
        self.refused.append(await self._template_verdict(Verdict.DENY))
        await self.scene.shot("opted_out_refused")
        await self.hands.click("template_cancel")

    async def _show_history(self) -> None:
        """The ledger of the person who left, in the contact's pane."""
        told = self.hands.window.findChild(QLabel, "history_state")
        await self.hands.until(lambda: told is not None and told.isHidden(), "the history of the contact is shown")
        area = await self.hands.see(QScrollArea, "panel_scroll")
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        await self.scene.shot("consent_history")
        area.verticalScrollBar().setValue(0)

    async def _look_around(self) -> None:
        """The lead's window, the switcher, and the same conversation in the dark and in English."""
        await self.scene.shot_of(self.lead, "lead_sees_all")
        await self.scene.open("Ana Souza", messages=5)
        await self.hands.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        await self.hands.write("switcher_field", "car")
        await self.scene.shot("switcher")
        await self.hands.press(Qt.Key.Key_Return, on="switcher_field")
        await self.hands.until(lambda: self.scene.is_open("Carla"), "Carla is open")
        await self.scene.shot("customer_without_number")
        await self.scene.open("Ana Souza", messages=5)
        await self.scene.prefer("theme", "dark")
        await self.scene.shot("dark")
        await self.scene.prefer("language", "en")
        await self.scene.shot("english_dark")
        await self.scene.prefer("theme", "light")
        await self.scene.prefer("language", "pt_BR")

    # Actions

    async def _reply(self, name: str, text: str, *, messages: int = 1) -> None:
        await self.scene.open(name, messages=messages)
        await self.hands.write("composer_input", text)
        await self.scene.shot(name.split()[0].casefold())
        await self._send(name)

    async def _send(self, name: str) -> None:
        await self.hands.press(Qt.Key.Key_Return, on="composer_input")
        await self.scene.read_by(name, "text")

    async def _template_verdict(self, wanted: Verdict) -> str:
        """Open the picker at the promotion; answer the gate's reason when the sentence on screen says just that."""
        await self.scene.choose_template(_PROMOTION)
        template = next(item for item in self.desk.templates() if item.name == _PROMOTION)
        conversation = self.scene.open_conversation()
        outlook = await self.desk.outlook(conversation.id)
        decision = outlook.templates.get(template.id) if outlook else None
        if decision is None or decision.verdict is not wanted:
            raise StoryError(f"the promotion to {conversation.id} is not judged {wanted}")
        light = await self.hands.see(VerdictLight, "template_light")
        sentence = reasons.decision(decision, self.desk.purposes())
        await self.hands.until(lambda: sentence in light.accessibleName(), "the verdict is shown in words")
        return decision.reason.value
