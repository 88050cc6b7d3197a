"""A voice message from samples to the platform: spoken into the recorder, taken by the gateway and by the stand-in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from desktop.application.recording import Recorded, Recording
from desktop.infra.media.opus import OpusWriter
from desktop.runtime.tasks import Tasks
from server_stub.contract.requests import Uploaded
from tests.helpers.ogg import opus_facts
from tests.helpers.sample_sounds import SampleMicrophone, tone
from tests.helpers.shop import Shop


@pytest.fixture
async def spoken(tmp_path: Path) -> AsyncIterator[Recorded]:
    """Two seconds, with a pause between them."""
    tasks = Tasks(lambda name, error: pytest.fail(f"{name}: {error!r}"))
    microphone = SampleMicrophone(None)
    recording = Recording(tmp_path / "voice.ogg", microphone, OpusWriter, tasks.spawn, lambda: None)
    await recording.begin()
    microphone.say(tone(1000))
    recording.pause()
    microphone.say(tone(700))
    recording.resume()
    microphone.say(tone(1000, pitch=660))
    yield await recording.finish()
    await tasks.aclose()


async def test_it_arrives_as_a_voice_message_that_can_be_played(shop: Shop, spoken: Recorded, tmp_path: Path) -> None:
    conversation = await shop.conversation("ana")
    address = f"/v1/conversations/{conversation.id}/media"
    answer = await shop.agent.post(address, params={"file_name": "voice.ogg"}, content=spoken.path.read_bytes())
    assert answer.status_code == 201, answer.text
    media = msgspec.json.decode(answer.content, type=Uploaded).media
    assert (media.mime_type.partition(";")[0], media.duration_ms) == ("audio/ogg", 2000)
    accepted = await shop.send(conversation.id, media_id=media.id, as_kind="voice")
    await shop.until_status(conversation.id, accepted.message.id, "played")
    (sent,) = shop.sent_for(accepted.message.id)
    assert sent.body["type"] == "audio"
    assert sent.body["audio"]["voice"] is True
    held = shop.sim.core.media.get(sent.body["audio"]["id"], shop.sim.core.now())
    facts = opus_facts(held.data)
    assert (facts.channels, facts.duration_ms) == (1, 2000)
    stream = await probed(tmp_path, held.data)
    assert (stream["codec_name"], stream["channels"], stream["sample_rate"]) == ("opus", 1, "48000")
    assert len(await decoded(tmp_path)) == 2 * 48_000 * 2


async def probed(folder: Path, data: bytes) -> dict[str, object]:
    """What FFmpeg says of the only stream; it shares nothing with the encoder's side."""
    (folder / "arrived.ogg").write_bytes(data)
    said = await _run("ffprobe", "-v", "error", "-show_streams", "-of", "json", str(folder / "arrived.ogg"))
    (stream,) = json.loads(said)["streams"]
    assert isinstance(stream, dict)
    return stream


async def decoded(folder: Path) -> bytes:
    """All samples, signed 16 bit."""
    return await _run("ffmpeg", "-v", "error", "-i", str(folder / "arrived.ogg"), "-f", "s16le", "-")


async def _run(*command: str) -> bytes:
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0
    return said
