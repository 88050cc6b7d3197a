"""Sound that WhatsApp would refuse becomes a voice message; what it takes is left alone."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from desktop.domain.errors import LocalProblem
from desktop.domain.prepared import Done, Prepared, QuietWatch
from desktop.infra.media.resampling import mono
from desktop.infra.media.sndfile import SoundReader
from desktop.infra.media.sound import prepare_sound
from desktop.infra.media.sources import Source
from desktop.infra.media.stopping import Unwanted
from desktop.infra.media.workshop import Workshop
from tests.helpers.media_files import ffmpeg, wav
from tests.helpers.ogg import opus_facts

Chosen = Callable[[str, bytes], Source]
Prepare = Callable[[str, bytes, str], Prepared]


class Progress(QuietWatch):
    def __init__(self) -> None:
        super().__init__()
        self.steps: list[float] = []

    def told(self, done: float) -> None:
        self.steps.append(done)


@pytest.fixture
def prepare(chosen: Chosen, workshop: Workshop) -> Prepare:
    return lambda name, data, mime_type: prepare_sound(chosen(name, data), mime_type, workshop, QuietWatch())


def crossings(path: Path) -> int:
    """How often the sound goes from below zero to above it."""
    with path.open("rb") as stream:
        reader = SoundReader(stream)
        samples = array("f")
        while block := reader.read(48_000):
            samples.extend(block)
        reader.close()
    return sum(1 for at in range(1, len(samples)) if samples[at - 1] < 0 <= samples[at])


@pytest.mark.parametrize(
    ("rate", "channels"), [(44_100, 2), (8_000, 1), (48_000, 1), (48_000, 2), (96_000, 1), (11_025, 6)]
)
def test_a_wav_file_is_heard_at_the_same_pitch(prepare: Prepare, rate: int, channels: int) -> None:
    prepared = prepare("recado.wav", wav(3.0, rate=rate, channels=channels), "audio/x-wav")
    facts = opus_facts(prepared.path.read_bytes())
    assert (facts.channels, facts.input_rate) == (1, 48_000)
    assert facts.duration_ms == pytest.approx(3000, abs=2)
    assert crossings(prepared.path) == pytest.approx(1500, abs=4)
    assert (prepared.kind, prepared.mime_type) == ("voice", "audio/ogg; codecs=opus")
    assert prepared.path.name == "recado.ogg"
    assert (Done.ONE_CHANNEL in prepared.done) == (channels > 1)


@pytest.mark.parametrize(
    ("suffix", "mime_type"), [("flac", "audio/x-flac"), ("aiff", "audio/x-aiff"), ("ogg", "audio/ogg")]
)
def test_other_formats_are_read_too(prepare: Prepare, tmp_path: Path, suffix: str, mime_type: str) -> None:
    codec = ["-c:a", "libvorbis"] if suffix == "ogg" else []
    path = ffmpeg(tmp_path / f"in.{suffix}", "-f", "lavfi", "-i", "sine=frequency=500:duration=1", *codec)
    prepared = prepare(f"recado.{suffix}", path.read_bytes(), mime_type)
    assert opus_facts(prepared.path.read_bytes()).channels == 1
    assert crossings(prepared.path) == pytest.approx(500, abs=4)
    assert prepared.temporary


def test_opus_with_two_channels_is_written_again(prepare: Prepare, tmp_path: Path) -> None:
    source = ["-f", "lavfi", "-i", "sine=frequency=500:duration=1", "-ac", "2", "-c:a", "libopus"]
    path = ffmpeg(tmp_path / "dois.ogg", *source)
    prepared = prepare("voz.ogg", path.read_bytes(), "audio/ogg")
    assert opus_facts(prepared.path.read_bytes()).channels == 1
    again = prepare("de novo.ogg", prepared.path.read_bytes(), "audio/ogg")
    assert (again.done, again.temporary, again.kind) == ((Done.UNCHANGED,), False, "voice")


def test_what_is_taken_is_left_alone(prepare: Prepare) -> None:
    prepared = prepare("a.mp3", b"ID3" + bytes(500), "audio/mpeg")
    assert (prepared.kind, prepared.done, prepared.temporary) == ("audio", (Done.UNCHANGED,), False)


def test_an_mp3_that_is_too_large_becomes_smaller(prepare: Prepare, tmp_path: Path) -> None:
    path = ffmpeg(tmp_path / "in.mp3", "-f", "lavfi", "-i", "sine=duration=2", "-b:a", "320k")
    data = path.read_bytes()
    cover = b"ID3\x03\0\0" + bytes(((17 << 20) // 0x200000 & 127, (17 << 20) // 0x4000 & 127, 0, 0)) + bytes(17 << 20)
    prepared = prepare("musica.mp3", cover + data, "audio/mpeg")
    assert Done.SMALLER in prepared.done
    assert opus_facts(prepared.path.read_bytes()).duration_ms > 1900


@pytest.mark.parametrize(
    ("data", "mime_type", "code"),
    [
        (wav(0.0), "audio/x-wav", "sound_empty"),
        (wav(0.5)[:30], "audio/x-wav", "sound_damaged"),
        (b"fLaC" + bytes(400), "audio/x-flac", "sound_damaged"),
        (b"OggS" + bytes(400), "audio/ogg", "sound_damaged"),
    ],
    ids=["no sample", "cut off", "no sound", "zeros"],
)
def test_what_is_no_sound_is_told(prepare: Prepare, data: bytes, mime_type: str, code: str) -> None:
    with pytest.raises(LocalProblem, match=code):
        prepare("a", data, mime_type)


def test_a_voice_message_of_no_length_is_told(prepare: Prepare, tmp_path: Path) -> None:
    whole = ffmpeg(
        tmp_path / "a.ogg", "-f", "lavfi", "-i", "sine=duration=1", "-ac", "1", "-c:a", "libopus"
    ).read_bytes()
    second = whole.find(b"OggS", whole.find(b"OpusTags"))
    with pytest.raises(LocalProblem, match=r"sound_empty|sound_damaged"):
        prepare("a.ogg", whole[:second], "audio/ogg")


def test_a_header_that_promises_hours_costs_nothing(prepare: Prepare) -> None:
    data = bytearray(wav(0.5))
    data[4:8] = data[40:44] = struct.pack("<I", 0xFFFFFFF0)
    prepared = prepare("a.wav", bytes(data), "audio/x-wav")
    assert opus_facts(prepared.path.read_bytes()).duration_ms == pytest.approx(500, abs=2)


def test_too_long_is_noticed_whatever_the_header_says(chosen: Chosen, workshop: Workshop) -> None:
    data = bytearray(wav(64.0, rate=4_000))
    data[40:44] = struct.pack("<I", 0xFFFFFFF0)
    with pytest.raises(LocalProblem) as refused:
        prepare_sound(chosen("a.wav", bytes(data)), "audio/x-wav", workshop, QuietWatch(), longest_seconds=60)
    assert (refused.value.code, refused.value.params) == ("sound_too_long", {"minutes": 1})


def test_progress_is_told_and_stopping_leaves_nothing(chosen: Chosen, workshop: Workshop) -> None:
    progress = Progress()
    prepare_sound(chosen("a.wav", wav(5.0)), "audio/x-wav", workshop, progress)
    assert progress.steps == sorted(progress.steps)
    assert progress.steps[-1] == 1.0
    with pytest.raises(Unwanted):
        prepare_sound(chosen("b.wav", wav(1.0)), "audio/x-wav", workshop, QuietWatch(stopped=True))


def joined(blocks: Iterable[array[float]]) -> array[float]:
    return array("f", (sample for block in blocks for sample in block))


def test_blocks_of_any_size_make_the_same_sound() -> None:
    samples = array("f", (((at * 7919) % 200) / 100 - 1 for at in range(20_000)))
    whole = joined(mono([samples], 44_100, 1))
    for size in (1_000, 3_001, 44_100):
        pieces = joined(mono((samples[at : at + size] for at in range(0, len(samples), size)), 44_100, 1))
        assert len(pieces) == len(whole)
        assert max(abs(one - other) for one, other in zip(pieces, whole, strict=True)) < 0.005
