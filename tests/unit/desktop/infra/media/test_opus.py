"""Voice messages are OGG/Opus with one channel, whoever reads them, and never half a file."""

from __future__ import annotations

import io
import itertools
import json
import math
import subprocess
import sys
from array import array
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.errors import LocalProblem
from desktop.infra.media.opus import RATE, OpusWriter
from desktop.infra.media.sndfile import SoundReader, SoundUnreadable
from tests.helpers.ogg import opus_facts

BLOCK = RATE // 50


def hum(seconds: float, hertz: int = 440) -> bytes:
    step = 2 * math.pi * hertz / RATE
    return array("h", (round(9000 * math.sin(step * at)) for at in range(round(RATE * seconds)))).tobytes()


def test_what_is_spoken_comes_out_as_opus_with_one_channel(tmp_path: Path) -> None:
    path, spoken = tmp_path / "voz.ogg", hum(1.0)
    writer = OpusWriter(path)
    for at in range(0, len(spoken), 2 * BLOCK):
        writer.write(spoken[at : at + 2 * BLOCK])
    assert writer.close() == 1000
    facts = opus_facts(path.read_bytes())
    assert (facts.channels, facts.input_rate, facts.duration_ms) == (1, RATE, 1000)
    assert path.stat().st_size < 10_000


def test_another_decoder_hears_the_same_hum(tmp_path: Path) -> None:
    path = tmp_path / "voz.ogg"
    writer = OpusWriter(path)
    writer.write(hum(1.0, 500))
    writer.close()
    looked = subprocess.run(
        ["ffprobe", "-v", "error", "-show_streams", "-of", "json", path], capture_output=True, check=True, timeout=60
    )
    (stream,) = json.loads(looked.stdout)["streams"]
    assert (stream["codec_name"], stream["channels"], stream["sample_rate"]) == ("opus", 1, "48000")
    decoded = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-"], capture_output=True, check=True, timeout=60
    )
    heard = array("h", decoded.stdout)
    rises = sum(1 for before, after in itertools.pairwise(heard) if before < 0 <= after)
    assert rises == pytest.approx(500, abs=15)


def test_nothing_spoken_is_no_message(tmp_path: Path) -> None:
    writer = OpusWriter(tmp_path / "voz.ogg")
    with pytest.raises(LocalProblem, match="sound_empty"):
        writer.close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_discarded_leaves_nothing(tmp_path: Path) -> None:
    writer = OpusWriter(tmp_path / "voz.ogg")
    writer.write(hum(0.1))
    writer.discard()
    writer.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LocalProblem, match="file_unreadable"):
        OpusWriter(tmp_path / "absent" / "voz.ogg")


def speak(path: Path, seconds: int) -> None:
    writer = OpusWriter(path)
    try:
        for _ in range(seconds):
            writer.write(hum(1.0))
        writer.close()
    finally:
        writer.discard()


@pytest.mark.parametrize("seconds", [1, 10], ids=["noticed when closing", "noticed while speaking"])
def test_a_full_disk_does_not_pass_for_a_recording(tmp_path: Path, seconds: int) -> None:
    path = tmp_path / "voz.ogg"
    path.symlink_to("/dev/full")
    with pytest.raises(LocalProblem, match="disk_full"):
        speak(path, seconds)
    assert list(tmp_path.iterdir()) == []


def test_reading_gives_samples_between_one_and_minus_one(tmp_path: Path) -> None:
    path = tmp_path / "voz.ogg"
    writer = OpusWriter(path)
    writer.write(hum(0.5))
    writer.close()
    with path.open("rb") as stream, closing(SoundReader(stream)) as reader:
        assert (reader.rate, reader.channels) == (RATE, 1)
        total = 0
        while samples := reader.read(1000):
            total += len(samples)
            assert -1 <= min(samples) < 0 < max(samples) <= 1
        assert total == RATE // 2


def test_a_file_that_fails_under_the_reader_is_told(tmp_path: Path) -> None:
    path = tmp_path / "voz.ogg"
    writer = OpusWriter(path)
    writer.write(hum(9.0))
    writer.close()
    with path.open("rb") as stream:
        reader = SoundReader(stream)
        stream.close()
        with pytest.raises(OSError, match="closed"):
            list(iter(lambda: reader.read(RATE), array("f")))
        with pytest.raises(OSError, match="closed"):
            reader.close()


def test_what_is_no_sound_is_told() -> None:
    with pytest.raises(SoundUnreadable):
        SoundReader(io.BytesIO(b"RIFF\x10\0\0\0WAVEfmt "))


def test_numpy_is_not_needed() -> None:
    program = "import sys; from desktop.infra.media.sndfile import _library; _library(); print('numpy' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert answer.stdout.strip() == "False"
