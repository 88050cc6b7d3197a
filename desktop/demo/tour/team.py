"""On the tour: colleagues, notes, handing over; how far a message got, and what to do when it failed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog

from desktop.demo.driver import Hands
from desktop.demo.tour.cast import NAMES
from desktop.demo.tour.guide import Guide
from desktop.ui.controllers.transfer_items import RELEASE
from desktop.ui.lists.ports import ID_ROLE
from server_stub.contract.content import Line
from server_stub.contract.delivery import Status

_PAULA = "paula"
_THIAGO = "thiago"


async def before_duty(guide: Guide) -> None:
    """Paula is served by the lead, who then gives her back; only now does the agent take conversations."""
    lead, scene, name = guide.lead, guide.lead_scene, NAMES[_PAULA][0]
    await guide.on_duty(lead, scene, yes=True)
    await guide.cast.say(_PAULA, "Boa tarde! Preciso trocar um presente que ganhei.")
    await lead.until(lambda: scene.row(name) is not None, "Paula has written to the lead")
    await scene.open(name)
    await lead.write("composer_input", "Boa tarde, Paula! Já passo você para a Ana, que cuida das trocas.")
    await lead.press(Qt.Key.Key_Return, on="composer_input")
    await scene.read_by(name, "text")
    await _put_back(lead)
    await _look_elsewhere(guide)
    await guide.on_duty(lead, scene, yes=False)


async def _put_back(lead: Hands) -> None:
    """As any other transfer, from the list of places where it can go."""
    await lead.click("header_transfer")
    rows = (await lead.see(QAbstractItemView, "transfer_list")).model()
    place = next(row for row in range(rows.rowCount()) if rows.index(row, 0).data(ID_ROLE) == RELEASE)
    await lead.click_row("transfer_list", rows.index(place, 0))


async def _look_elsewhere(guide: Guide) -> None:
    """Who looks at a conversation holds it: the lead goes to another customer."""
    lead, scene, name = guide.lead, guide.lead_scene, "Diego Martins"
    await guide.cast.say("diego", "Boa tarde, queria saber o horário da loja.")
    await lead.until(lambda: scene.row(name) is not None, "Diego has written to the lead")
    await scene.open(name)


async def handed_over(guide: Guide) -> None:
    """The agent takes Paula from the queue, finds what was said, and leaves a note for the lead."""
    await guide.hands.press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    await guide.open(_PAULA)
    await guide.received("", _PAULA)
    await guide.sent("sent-text-colleague", _PAULA)
    await guide.hands.click("header_take")
    await guide.line("received-system-queued", _PAULA, Line.QUEUED)
    await guide.line("received-system-taken", _PAULA, Line.TRANSFERRED)
    await guide.key(Qt.Key.Key_N)
    await write_note(guide)
    await guide.hands.click("note_form_confirm")
    await guide.gone("note_form")
    await guide.sent("sent-note", _PAULA)


async def write_note(guide: Guide) -> None:
    """In the form that is open: a colleague is called by name."""
    await guide.hands.see(QDialog, "note_form")
    await guide.hands.write("note_text", "@Marcos Vieira a troca passou dos 30 dias. Posso aceitar mesmo assim?")


async def ticks(guide: Guide) -> None:
    """How far messages got: at WhatsApp, on the phone, read."""
    cast = guide.cast
    await cast.say(_THIAGO, "Oi, meu boleto venceu ontem. E agora?")
    await guide.received("", _THIAGO)
    await guide.open(_THIAGO)
    for text, switches, status in (
        ("Oi, Thiago! Vou gerar a segunda via.", {"online": True, "reads": True}, Status.READ),
        ("Prontinho: vence na sexta-feira, sem juros.", {"online": True, "reads": False}, Status.DELIVERED),
        ("Precisando, é só chamar.", {"online": False}, Status.SENT),
    ):
        await cast.switch(_THIAGO, **switches)
        await guide.send(text)
        name = f"sent-text-{status.value}"
        sent = await guide.sent(name, _THIAGO, until=frozenset({status}))
        await guide.changed(_THIAGO, sent[0], lambda it, status=status: it.status == status, f"it is {status}")


async def failures(guide: Guide) -> None:
    """Accepted by WhatsApp and failed afterwards: each with its sentence and what can be done."""
    for code, text in ((131026, "Segue a segunda via do boleto."), (131000, "Chegou para você?")):
        await guide.cast.trouble(kind="failed", code=code, to=_THIAGO)
        await guide.send(text)
        await guide.sent(f"sent-text-failed-{code}", _THIAGO, until=frozenset({Status.FAILED}))
