"""A recording from samples to a finished file, through the real encoder and without a device."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop.application.recording import Recording, Stage
from desktop.domain.errors import LocalProblem
from desktop.infra.media.opus import OpusWriter
from desktop.runtime.tasks import Tasks
from tests.helpers.ogg import opus_facts
from tests.helpers.sample_sounds import SampleMicrophone, tone
from tests.helpers.waiting import until


@pytest.fixture
async def tasks() -> AsyncIterator[Tasks]:
    crashes: list[object] = []
    made = Tasks(lambda name, error: crashes.append((name, error)))
    yield made
    await made.aclose()
    assert crashes == []


class Spoken:
    def __init__(self, path: Path, tasks: Tasks, *, refusal: LocalProblem | None = None, **limits: int) -> None:
        self.told = 0
        self.microphone = SampleMicrophone(refusal)
        self.recording = Recording(path, self.microphone, OpusWriter, tasks.spawn, self._told, **limits)

    def _told(self) -> None:
        self.told += 1


async def test_what_is_said_is_one_opus_file_with_one_channel(tmp_path: Path, tasks: Tasks) -> None:
    spoken = Spoken(tmp_path / "voice.ogg", tasks)
    await spoken.recording.begin()
    assert spoken.recording.stage is Stage.RECORDING
    spoken.microphone.say(tone(2500), block_ms=37)
    assert spoken.recording.duration_ms == 2500
    assert spoken.told > 10
    made = await spoken.recording.finish()
    facts = opus_facts(made.path.read_bytes())
    assert (facts.channels, facts.duration_ms, made.duration_ms) == (1, 2500, 2500)
    assert len(made.bars) == 44
    assert not spoken.microphone.is_open


async def test_pauses_are_not_in_the_file(tmp_path: Path, tasks: Tasks) -> None:
    spoken = Spoken(tmp_path / "voice.ogg", tasks)
    await spoken.recording.begin()
    spoken.microphone.say(tone(800))
    spoken.recording.pause()
    assert spoken.microphone.is_paused
    spoken.microphone.is_paused = False  # a device that gives what it had kept back
    spoken.microphone.say(tone(5000))
    assert spoken.recording.duration_ms == 800
    spoken.recording.resume()
    spoken.microphone.say(tone(700))
    made = await spoken.recording.finish()
    assert opus_facts(made.path.read_bytes()).duration_ms == 1500


async def test_the_level_follows_the_voice(tmp_path: Path, tasks: Tasks) -> None:
    spoken = Spoken(tmp_path / "voice.ogg", tasks)
    await spoken.recording.begin()
    spoken.microphone.say(tone(500, height=0.9) + tone(500, height=0.05))
    levels = spoken.recording.levels
    assert len(levels) == 20
    assert min(levels[:10]) > 0.95
    assert max(levels[10:]) < 0.5
    await spoken.recording.discard()


@pytest.mark.parametrize("milliseconds", [0, 400, 950])
async def test_too_short_is_refused_and_leaves_nothing(tmp_path: Path, tasks: Tasks, milliseconds: int) -> None:
    spoken = Spoken(tmp_path / "voice.ogg", tasks)
    await spoken.recording.begin()
    spoken.microphone.say(tone(milliseconds))
    with pytest.raises(LocalProblem) as refused:
        await spoken.recording.finish()
    assert refused.value.code == "recording_short"
    assert list(tmp_path.iterdir()) == []


async def test_it_ends_at_the_longest_and_can_be_used(tmp_path: Path, tasks: Tasks) -> None:
    spoken = Spoken(tmp_path / "voice.ogg", tasks, most_ms=2000)
    await spoken.recording.begin()
    spoken.microphone.say(tone(5000))
    assert spoken.recording.stage is Stage.OVER
    assert spoken.recording.problem is not None
    assert spoken.recording.problem.code == "recording_full"
    assert not spoken.microphone.is_open
    made = await spoken.recording.finish()
    assert opus_facts(made.path.read_bytes()).duration_ms == 2000


async def test_a_microphone_that_is_pulled_out_costs_nothing_that_was_said(tmp_path: Path, tasks: Tasks) -> None:
    spoken = Spoken(tmp_path / "voice.ogg", tasks)
    await spoken.recording.begin()
    spoken.microphone.say(tone(1200))
    spoken.microphone.pull_out()
    assert spoken.recording.problem is not None
    made = await spoken.recording.finish()
    assert made.duration_ms == 1200


@pytest.mark.parametrize("code", ["microphone_missing", "microphone_refused", "microphone_unusable"])
async def test_without_a_microphone_nothing_is_left(tmp_path: Path, tasks: Tasks, code: str) -> None:
    spoken = Spoken(tmp_path / "voice.ogg", tasks, refusal=LocalProblem(code))
    with pytest.raises(LocalProblem) as refused:
        await spoken.recording.begin()
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []


async def test_thrown_away_amid_speech_nothing_is_left(tmp_path: Path, tasks: Tasks) -> None:
    spoken = Spoken(tmp_path / "voice.ogg", tasks)
    await spoken.recording.begin()
    spoken.microphone.say(tone(3000))
    await spoken.recording.discard()
    assert list(tmp_path.iterdir()) == []
    assert not spoken.microphone.is_open


async def test_given_up_while_the_system_asks_the_person(tmp_path: Path, tasks: Tasks) -> None:
    """The microphone opens after all, and is closed at once."""
    answered = asyncio.Event()

    class Asking(SampleMicrophone):
        async def open(self, heard, lost) -> None:
            await answered.wait()
            await super().open(heard, lost)

    microphone = Asking(None)
    recording = Recording(tmp_path / "voice.ogg", microphone, OpusWriter, tasks.spawn, lambda: None)
    beginning = asyncio.create_task(recording.begin())
    await until((tmp_path / "voice.ogg").exists)
    with pytest.raises(LocalProblem):
        await recording.finish()
    answered.set()
    await beginning
    assert not microphone.is_open
    assert list(tmp_path.iterdir()) == []


async def test_a_full_disk_ends_it_and_is_told(tmp_path: Path, tasks: Tasks) -> None:
    class FullDisk(OpusWriter):
        def write(self, pcm: bytes) -> None:
            raise LocalProblem("disk_full") from OSError(errno.ENOSPC, "full")

    microphone = SampleMicrophone(None)
    recording = Recording(tmp_path / "voice.ogg", microphone, FullDisk, tasks.spawn, lambda: None)
    await recording.begin()
    microphone.say(tone(1500))
    await until(lambda: recording.problem is not None)
    assert not microphone.is_open
    with pytest.raises(LocalProblem) as refused:
        await recording.finish()
    assert refused.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []
