"""Scripted customers: steps as data, played on the clock, waiting for what the business does."""

from __future__ import annotations

import msgspec
import pytest

from server_stub.cloud_sim.customers.demo_scripts import BUILT_IN, CONSENT_TITLE, PROMOTION_TITLE
from server_stub.cloud_sim.customers.script_steps import (
    Await,
    ChangeNumber,
    Prefer,
    React,
    Read,
    Say,
    Script,
    ShareContact,
    Step,
    Switch,
    Tap,
    Wait,
)
from tests.unit.cloud_sim.sim_stage import ANA_PHONE, BRUNO_PHONE, Json, Stage, envelope, promotion


def said(stage: Stage) -> list[str]:
    """Texts that arrived, in order."""
    return [message["text"]["body"] for message in stage.business.messages() if message["type"] == "text"]


def play(stage: Stage, *steps: Step, user: str = "ana") -> None:
    stage.sim.scripts.start(Script(user=user, steps=list(steps)))


def state(stage: Stage) -> str:
    return str(stage.sim.scripts.progress()[-1]["state"])


async def test_steps_take_their_time(stage: Stage) -> None:
    play(stage, Say(text="um", after_ms=1_000), Wait(after_ms=2_000), Say(text="dois", after_ms=500))
    await stage.advance(ms=999)
    assert said(stage) == []
    await stage.advance(ms=1)
    assert said(stage) == ["um"]
    await stage.advance(ms=2_499)
    assert said(stage) == ["um"]
    await stage.advance(ms=1)
    assert said(stage) == ["um", "dois"]
    assert state(stage) == "done"
    assert stage.sim.scripts.finished


async def test_a_script_goes_on_when_the_awaited_message_arrives(stage: Stage) -> None:
    play(stage, Say(text="Oi"), Await(contains="PRAZO", type="text"), Say(text="Obrigado"))
    await stage.advance()
    await stage.send(text={"body": "Bom dia!"})
    await stage.advance(seconds=5)
    assert state(stage) == "waiting"
    await stage.send(text={"body": "O prazo é de três dias"})
    await stage.advance(seconds=5)
    assert said(stage) == ["Oi", "Obrigado"]


async def test_what_arrived_before_the_step_counts_and_only_once(stage: Stage) -> None:
    play(stage, Say(text="Oi"), Wait(after_ms=60_000), Await(), Say(text="um"), Await(timeout_ms=1_000), Say(text="x"))
    await stage.advance()
    await stage.send()
    await stage.advance(seconds=70)
    assert said(stage) == ["Oi", "um"]
    assert stage.sim.scripts.progress()[0]["reason"] == "no answer in time"


async def test_a_timeout_may_go_on(stage: Stage) -> None:
    play(stage, Await(timeout_ms=5_000, on_timeout="continue"), Say(text="Alguém aí?"))
    await stage.advance(seconds=6)
    assert said(stage) == ["Alguém aí?"]


async def test_tapping_reads_and_answers(stage: Stage) -> None:
    buttons = [{"type": "reply", "reply": {"id": "yes", "title": CONSENT_TITLE}}]
    interactive = {"type": "button", "body": {"text": "Quer?"}, "action": {"buttons": buttons}}
    play(stage, Say(text="Oi"), Await(choice="sim, quero RECEBER"), Tap(title=CONSENT_TITLE), React(emoji="❤️"))
    await stage.advance()
    asked = await stage.send(type="interactive", interactive=interactive)
    await stage.advance(seconds=5)
    tap, reaction = stage.business.messages()[-2:]
    assert tap["interactive"]["button_reply"] == {"id": "yes", "title": CONSENT_TITLE}
    assert reaction["reaction"] == {"message_id": asked, "emoji": "❤️"}
    assert "read" in stage.business.ladder(asked)


async def test_a_step_that_cannot_be_taken_stops_the_script(stage: Stage) -> None:
    play(stage, React(emoji="❤️"), Say(text="nunca"))
    await stage.advance(seconds=1)
    assert state(stage) == "stopped"
    assert said(stage) == []


async def test_the_other_steps(stage: Stage) -> None:
    play(
        stage,
        Say(text="Oi"),
        Await(),
        Read(),
        ShareContact(),
        Prefer(value="stop"),
        Switch(online=False),
        Switch(online=True),
        ChangeNumber(phone="+55 31 97777-1111"),
        user="carla",
    )
    await stage.advance()
    await stage.post(envelope(recipient=stage.sim.customers.user("carla").user_id))
    await stage.advance(seconds=5)
    assert state(stage) == "done"
    kinds = [message["type"] for message in stage.business.messages()]
    assert kinds == ["text", "contacts", "system"]
    assert len(stage.business.values("user_preferences")) == 1


async def test_scripts_come_as_json(stage: Stage) -> None:
    steps: list[Json] = [
        {"do": "send", "message": {"type": "sticker"}, "after_ms": 100},
        {"do": "await", "type": "text", "timeout_ms": 1_000, "on_timeout": "continue"},
        {"do": "say", "text": "Tchau"},
    ]
    status, answer = await stage.call("POST", "/sim/scripts", {"script": {"user": "bruno", "steps": steps}})
    assert (status, answer) == (200, {"started": [1]})
    await stage.advance(seconds=5)
    assert [message["type"] for message in stage.business.messages()] == ["sticker", "text"]
    _, listed = await stage.call("GET", "/sim/scripts")
    assert listed["scripts"][0]["state"] == "done"


@pytest.mark.parametrize("script", BUILT_IN["demo"], ids=lambda script: script.user)
def test_the_demo_survives_json(script: Script) -> None:
    assert msgspec.json.decode(msgspec.json.encode(script), type=Script) == script


async def test_the_demo_plays_to_its_end_when_everybody_is_answered(stage: Stage) -> None:
    await stage.call("POST", "/sim/scripts", {"name": "demo"})
    await stage.advance(seconds=20)
    for user in stage.sim.core.world.users.values():
        address = {"to": user.phone} if user.shows_phone else {"recipient": user.user_id}
        await stage.post(envelope(**address, text={"body": "Olá! Vou verificar."}))
    await stage.advance(seconds=20)
    buttons = [{"type": "reply", "reply": {"id": "yes", "title": CONSENT_TITLE}}]
    interactive = {"type": "button", "body": {"text": "Quer receber?"}, "action": {"buttons": buttons}}
    await stage.send(to=BRUNO_PHONE, type="interactive", interactive=interactive)
    await stage.advance(seconds=20)
    await stage.post(promotion(BRUNO_PHONE))
    await stage.advance(seconds=20)
    assert stage.business.messages()[-1]["button"]["text"] == PROMOTION_TITLE
    await stage.post(envelope(to=BRUNO_PHONE, text={"body": "O desconto já está no seu pedido."}))
    await stage.advance(seconds=20)
    assert {run["state"] for run in stage.sim.scripts.progress()} == {"done"}
    kinds = {message["type"] for message in stage.business.messages()}
    assert kinds == {"text", "image", "audio", "sticker", "document", "reaction", "interactive", "button"}
    assert "SAIR" in said(stage)
    assert stage.business.messages()[-1]["text"]["body"] == "Cancelar"


async def test_nobody_talks_over_an_unknown_user(stage: Stage) -> None:
    with pytest.raises(KeyError):
        play(stage, Say(text="x"), user="nobody")
    assert await stage.refusal(envelope(to=ANA_PHONE)) == 131047
