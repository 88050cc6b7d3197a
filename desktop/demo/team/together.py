"""The play: Ana calls Bruno in, both talk in notes, he takes over, and their lead sees it on the wall.

Everything is done by keys on three desktops that are processes of their own; the customer has a phone.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Final

import msgspec

from desktop.demo.backstage import AGENT, COLLEAGUE, LEAD, Backstage
from desktop.demo.driver import PATIENCE_SECONDS, StoryError
from desktop.demo.team.behind import CUSTOMER, OTHER, Behind
from desktop.demo.team.far_hands import FarHands, far_hands

ASKED: Final = "Oi! Meu pedido 4821 chegou com a caixa amassada 😟"
ANSWERED: Final = "Oi, Marina! Sinto muito. Já vejo como resolver."
HURRY: Final = "É um presente para sábado, preciso da troca até sexta."
NOTE: Final = "Conferi: temos uma unidade na loja. Assumo e mando hoje."
RELIEVED: Final = "Que alívio, obrigada! 💛"
OTHER_ASKED: Final = "Boa tarde! Vocês abrem no domingo?"
PROMISED: Final = "Marina, a nova sai hoje e chega na quinta, sem custo."
CARD: Final = {
    "wants": "Trocar a caixa amassada do pedido 4821, até sexta",
    "done": "Fotos recebidas e conferidas",
    "promised": "Resposta ainda hoje",
    "note": "É presente, ela está preocupada. Você cuida das trocas.",
}


class Happened(msgspec.Struct, frozen=True):
    """What the play has proven, for whoever reads it afterwards.

    `told_before`, `told_after`: what was on the customer's phone before and after the take-over; `log`: the case's raw
    log; `looks`: what the audit log says of the lead; `unread`: of the customer's messages, before and after the look.
    """

    processes: int
    told_before: list[str]
    told_after: list[str]
    log: list[str]
    looks: list[str]
    unread: tuple[int, int]
    seconds: float


class Together:
    """One run. `out` gets a picture of each step."""

    def __init__(self, behind: Behind, ana: FarHands, bruno: FarHands, lead: FarHands, out: Path) -> None:
        self.behind, self.ana, self.bruno, self.lead = behind, ana, bruno, lead
        self._out = out

    async def play(self, password: str) -> Happened:
        """Raises StoryError at the first step that does not happen."""
        started = time.monotonic()
        for hands, person in ((self.ana, AGENT), (self.bruno, COLLEAGUE), (self.lead, LEAD)):
            await hands.sign_in(person.login, password)
        await self._ana_answers()
        await self._ana_calls_bruno_in()
        await self._bruno_joins()
        told_before = await self.behind.got()
        await self._bruno_takes_over()
        unread = await self._lead_looks()
        log, looks = await self.behind.noted()
        pids = {self.ana.pid, self.bruno.pid, self.lead.pid}
        seconds = round(time.monotonic() - started, 1)
        return Happened(len(pids), told_before, await self.behind.got(), log, looks, unread, seconds)

    async def _ana_answers(self) -> None:
        await _state(self.ana, "available")
        await self.behind.says(ASKED)
        await self.ana.row("conversation_list", CUSTOMER)
        await self.ana.open(CUSTOMER)
        await self.ana.row("timeline", ASKED)
        await _write(self.ana, ANSWERED)
        await self._until_got(ANSWERED)
        await self.behind.says(HURRY)
        await self.ana.row("timeline", HURRY)
        await _state(self.bruno, "available")

    async def _ana_calls_bruno_in(self) -> None:
        ana = self.ana
        await ana.shortcut("transfer")
        await ana.press("Control+2", on="transfer_field")
        await ana.row("transfer_list", COLLEAGUE.name)
        await self._shot(ana, "whom")
        await ana.write("transfer_field", COLLEAGUE.name[:5])
        await ana.press("Return", on="transfer_field")
        for name, text in CARD.items():
            await ana.write(f"card_{name}", text)
        await self._shot(ana, "card")
        await ana.press("Return", on="card_note")
        await ana.gone("transfer")
        await ana.read("hand_over_text", COLLEAGUE.name)
        await self._shot(ana, "waits")

    async def _bruno_joins(self) -> None:
        """He reads the card before he answers, and cannot write to the customer afterwards."""
        ana, bruno = self.ana, self.bruno
        await bruno.read("offer_sentence", CUSTOMER)
        for told in CARD.values():
            await bruno.read("offer_card", told)
        await self._shot(bruno, "offered")
        await bruno.shortcut("accept_offer")
        await bruno.gone("offer_strip")
        await bruno.read("header_name", CUSTOMER)
        await bruno.row("timeline", HURRY)
        await bruno.read("hand_over_text", AGENT.name)
        await bruno.gone("composer_input")
        await bruno.shortcut("note")
        await bruno.write("note_text", NOTE)
        await self._shot(bruno, "note")
        await bruno.click("note_form_confirm")
        await bruno.gone("note_form")
        await bruno.row("timeline", NOTE)
        await ana.row("timeline", NOTE)
        await ana.read("hand_over_text", COLLEAGUE.name)
        await self._shot(ana, "together")
        await self._shot(bruno, "joined")

    async def _bruno_takes_over(self) -> None:
        ana, bruno = self.ana, self.bruno
        await bruno.shortcut("take")
        await self._until_got(COLLEAGUE.name)
        await bruno.gone("hand_over_bar")
        await _write(bruno, PROMISED)
        await self._until_got(PROMISED)
        await bruno.row("timeline", PROMISED)
        await self._shot(bruno, "taken_over")
        await ana.no_row("conversation_list", CUSTOMER)
        await ana.gone("composer_input")
        await self._shot(ana, "left")

    async def _lead_looks(self) -> tuple[int, int]:
        """On the wall first, then into the chat, which leaves what the customer wrote as unread as it was.

        Bruno serves somebody else by then.
        """
        lead, bruno = self.lead, self.bruno
        await _state(self.ana, "busy")
        await self.behind.says(OTHER_ASKED, OTHER)
        await bruno.row("conversation_list", OTHER)
        await bruno.open(OTHER)
        await bruno.row("timeline", OTHER_ASKED)
        await self.behind.says(RELIEVED)
        await lead.row("conversation_list", RELIEVED)
        before = await lead.unread(CUSTOMER)
        await lead.shortcut("wall")
        await lead.row("wall_cases", CUSTOMER)
        await lead.row("wall_cases", COLLEAGUE.name)
        await lead.go("wall_cases", CUSTOMER)
        await self._shot(lead, "wall")
        await lead.press("Return", on="wall_cases")
        await lead.read("header_name", CUSTOMER)
        await lead.row("timeline", RELIEVED)
        await lead.read("hand_over_text")
        await self._shot(lead, "look")
        return before, await lead.unread(CUSTOMER)

    async def _shot(self, hands: FarHands, name: str) -> None:
        await hands.shot(self._out / f"{name}.png")

    async def _until_got(self, words: str) -> None:
        async def got() -> bool:
            return any(words in text for text in await self.behind.got())

        await _until(got, f"the customer reads {words!r}")


async def play(data: Path, out: Path, *, scheme: str, language: str, ratio: float) -> Happened:
    """Everything started and ended. Raises BackstageError, StoryError."""
    desktops = data / "desktops"
    desktops.mkdir(parents=True)
    with Backstage(data, (AGENT, COLLEAGUE, LEAD)) as stage:
        async with AsyncExitStack() as stack:
            behind = await stack.enter_async_context(Behind(stage))
            seats = [
                await stack.enter_async_context(
                    far_hands(
                        stage.gateway_url,
                        person.login,
                        scheme=scheme,
                        language=language,
                        folder=desktops,
                        ratio=ratio,
                    )
                )
                for person in (AGENT, COLLEAGUE, LEAD)
            ]
            try:
                return await Together(behind, seats[0], seats[1], seats[2], out).play(stage.password)
            except StoryError:
                for hands in seats:
                    with suppress(StoryError):
                        await hands.shot(out / f"where_it_stopped_{hands.name}.png")
                raise


async def _state(hands: FarHands, name: str) -> None:
    await hands.click("own_state")
    await hands.choose("state_menu", f"state_{name}")


async def _write(hands: FarHands, text: str) -> None:
    await hands.write("composer_input", text)
    await hands.press("Return", on="composer_input")


async def _until(condition: Callable[[], Awaitable[bool]], what: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not await condition():
        if time.monotonic() > end:
            raise StoryError(f"waited {PATIENCE_SECONDS:.0f} s in vain until {what}")
        await asyncio.sleep(0.1)
