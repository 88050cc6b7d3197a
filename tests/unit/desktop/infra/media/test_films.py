"""Films and moving pictures leave as MP4 with H.264 and AAC; without a converter it is said what would be taken."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.errors import LocalProblem
from desktop.domain.prepared import Done, Prepared, QuietWatch
from desktop.infra.media.converter import PATH_VARIABLE, Converter, find_converter
from desktop.infra.media.films import Films
from desktop.infra.media.sources import Source
from desktop.infra.media.workshop import Workshop
from tests.helpers.media_files import ffmpeg, film, moving
from tests.helpers.waiting import until

Chosen = Callable[[str, bytes], Source]
H264 = ("-c:v", "libx264", "-profile:v", "main", "-bf", "0", "-pix_fmt", "yuv420p", "-c:a", "aac")
PLACE = "-23.5505-046.6333/"


def converter() -> Converter:
    found = find_converter()
    assert found is not None, "scripts/setup.sh tests installs ffmpeg"
    return found


def looked_at(path: Path) -> dict[str, dict[str, str]]:
    """Streams by their kind, as another program sees them."""
    asked = ["ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", str(path)]
    told = json.loads(subprocess.run(asked, capture_output=True, check=True, timeout=60).stdout)
    return {stream["codec_type"]: stream for stream in told["streams"]} | {"format": told["format"]}


async def prepared(source: Source, mime_type: str, workshop: Workshop) -> Prepared:
    return await Films(workshop, converter()).prepare(source, mime_type, QuietWatch())


def must_be_playable(made: Prepared, *, sound: bool = True) -> None:
    assert (made.mime_type, made.kind) == ("video/mp4", "video")
    assert made.size == made.path.stat().st_size <= 16 * 1024 * 1024
    streams = looked_at(made.path)
    assert (streams["video"]["codec_name"], streams["video"]["pix_fmt"]) == ("h264", "yuv420p")
    assert int(streams["video"]["has_b_frames"]) == 0
    assert ("audio" in streams) is sound
    if sound:
        assert streams["audio"]["codec_name"] == "aac"
    data = made.path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


async def test_a_film_that_is_fine_keeps_its_bytes_but_for_the_place(
    chosen: Chosen, workshop: Workshop, tmp_path: Path
) -> None:
    path = film(
        tmp_path / "in.mp4", *H264, "-movflags", "+faststart+use_metadata_tags", "-metadata", f"location={PLACE}"
    )
    data = path.read_bytes()
    assert PLACE.encode() in data
    made = await prepared(chosen("praia.mp4", data), "video/mp4", workshop)
    assert made.done == (Done.PLACE_REMOVED,)
    sent = made.path.read_bytes()
    assert len(sent) == len(data)
    box = data.index(b"udta")
    changed = [at for at in range(len(data)) if sent[at] != data[at]]
    assert (changed[0], changed[-1] < data.index(b"mdat")) == (box, True)
    assert PLACE.encode() not in sent
    must_be_playable(made)


@pytest.mark.parametrize(
    ("name", "mime_type", "codecs", "sounds"),
    [
        ("a.mov", "video/quicktime", H264, 1),
        ("late.mp4", "video/mp4", H264, 1),
        ("high.mp4", "video/mp4", ("-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"), 1),
        ("hevc.mp4", "video/mp4", ("-c:v", "libx265", "-x265-params", "log-level=error", "-c:a", "aac"), 1),
        ("mp3.mp4", "video/mp4", ("-c:v", "mpeg4", "-c:a", "libmp3lame"), 1),
        ("two.mp4", "video/mp4", H264, 2),
        ("a.webm", "video/webm", ("-c:v", "libvpx", "-c:a", "libopus"), 1),
        ("a.mkv", "video/x-matroska", ("-c:v", "ffv1", "-c:a", "flac"), 1),
        ("a.avi", "video/x-msvideo", ("-c:v", "mpeg4", "-c:a", "libmp3lame"), 1),
        ("a.wmv", "video/x-ms-wmv", ("-c:v", "wmv2", "-c:a", "wmav2"), 1),
        ("a.flv", "video/x-flv", ("-c:v", "flv", "-c:a", "libmp3lame"), 1),
        ("silent.webm", "video/webm", ("-c:v", "libvpx"), 0),
    ],
)
async def test_others_are_converted(
    chosen: Chosen, workshop: Workshop, tmp_path: Path, name: str, mime_type: str, codecs: tuple[str, ...], sounds: int
) -> None:
    path = film(tmp_path / f"in-{name}", *codecs, sounds=sounds)
    made = await prepared(chosen(name, path.read_bytes()), mime_type, workshop)
    must_be_playable(made, sound=bool(sounds))
    assert Done.CONVERTED in made.done
    assert made.path.name == name.split(".")[0] + ".mp4"
    assert float(looked_at(made.path)["format"]["duration"]) == pytest.approx(1, abs=0.2)


async def test_a_moving_gif_of_odd_sides_becomes_a_film(chosen: Chosen, workshop: Workshop) -> None:
    made = await prepared(chosen("danca.gif", moving("GIF", 12, (65, 47))), "image/gif", workshop)
    must_be_playable(made, sound=False)
    video = looked_at(made.path)["video"]
    assert (video["width"], video["height"]) == (64, 46)


async def test_a_large_film_has_fewer_pixels(chosen: Chosen, workshop: Workshop, tmp_path: Path) -> None:
    path = film(tmp_path / "in.webm", "-c:v", "libvpx", "-deadline", "realtime", size="1440x810", seconds=0.3, sounds=0)
    made = await prepared(chosen("a.webm", path.read_bytes()), "video/webm", workshop)
    assert (looked_at(made.path)["video"]["width"], looked_at(made.path)["video"]["height"]) == (1280, 720)


@pytest.mark.parametrize(
    ("name", "mime_type", "code"),
    [("a.gif", "image/gif", "gif_needs_converter"), ("a.webm", "video/webm", "film_needs_converter")],
)
async def test_without_a_converter_it_is_said(
    chosen: Chosen, workshop: Workshop, name: str, mime_type: str, code: str
) -> None:
    with pytest.raises(LocalProblem, match=code):
        await Films(workshop, None).prepare(chosen(name, b"whatever"), mime_type, QuietWatch())


async def test_without_a_converter_goes_what_whatsapp_takes(chosen: Chosen, workshop: Workshop, tmp_path: Path) -> None:
    films = Films(workshop, None)
    late = film(tmp_path / "in.mp4", *H264).read_bytes()
    made = await films.prepare(chosen("tarde.mp4", late), "video/mp4", QuietWatch())
    assert made.size == len(late)
    hevc = film(tmp_path / "h.mp4", "-c:v", "libx265", "-x265-params", "log-level=error", sounds=0).read_bytes()
    with pytest.raises(LocalProblem, match="film_needs_converter"):
        await films.prepare(chosen("h.mp4", hevc), "video/mp4", QuietWatch())


@pytest.mark.parametrize("part", ["begin", "middle", "noise"])
async def test_a_broken_film_is_told(chosen: Chosen, workshop: Workshop, tmp_path: Path, part: str) -> None:
    whole = film(tmp_path / "in.mp4").read_bytes()
    data = {"begin": whole[:200], "middle": whole[: len(whole) // 2], "noise": whole[:32] + b"\xff" * 4000}[part]
    with pytest.raises(LocalProblem, match="film_damaged"):
        await prepared(chosen("a.mp4", data), "video/mp4", workshop)


async def test_what_the_converter_cannot_read_leaves_nothing(
    chosen: Chosen, workshop: Workshop, tmp_path: Path
) -> None:
    with pytest.raises(LocalProblem, match="film_damaged"):
        await prepared(chosen("a.webm", b"\x1aE\xdf\xa3" + bytes(3000)), "video/webm", workshop)
    assert [path for path in (tmp_path / "runtime").rglob("*") if path.is_file()] == []


async def test_a_list_of_addresses_is_no_film(chosen: Chosen, workshop: Workshop, tmp_path: Path) -> None:
    secret = tmp_path / "secret.mp4"
    film(secret)
    playlist = f"#EXTM3U\n#EXTINF:1,\nfile://{secret}\n#EXT-X-ENDLIST\n".encode()
    with pytest.raises(LocalProblem, match="film_damaged"):
        await prepared(chosen("a.webm", playlist), "video/webm", workshop)


async def test_cancelling_ends_the_converter_and_clears_up(chosen: Chosen, workshop: Workshop, tmp_path: Path) -> None:
    long = ("-f", "lavfi", "-i", "color=duration=500:size=640x480:rate=10", "-c:v", "mpeg4", "-g", "300")
    path = ffmpeg(tmp_path / "in.avi", *long)
    before = set(_children())
    work = asyncio.ensure_future(prepared(chosen("a.avi", path.read_bytes()), "video/x-msvideo", workshop))
    await until(lambda: any(file.stat().st_size for file in (tmp_path / "runtime").rglob("*.mp4")))
    (child,) = set(_children()) - before
    os.kill(child, signal.SIGSTOP)  # it must not end by itself while it is looked at
    command = Path(f"/proc/{child}/cmdline").read_text()
    assert str(path) not in command
    assert os.getpriority(os.PRIO_PROCESS, child) >= 10
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert child not in _children()
    assert [file for file in (tmp_path / "runtime").rglob("*") if file.is_file()] == []


def test_the_converter_is_found_where_it_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = converter()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_converter() is None
    monkeypatch.setenv(PATH_VARIABLE, real.ffmpeg)
    assert find_converter() == real
    monkeypatch.setenv(PATH_VARIABLE, str(tmp_path / "absent"))
    assert find_converter() is None


def _children() -> list[int]:
    """Programs that this one has started, and that have not ended."""
    task = Path(f"/proc/{os.getpid()}/task")
    return [int(number) for each in task.iterdir() for number in (each / "children").read_text().split()]


async def test_a_window_that_closes_may_cancel_twice(chosen: Chosen, workshop: Workshop, tmp_path: Path) -> None:
    long = ("-f", "lavfi", "-i", "color=duration=300:size=640x480:rate=10", "-c:v", "mpeg4", "-g", "300")
    source = chosen("a.avi", ffmpeg(tmp_path / "in.avi", *long).read_bytes())
    before = set(_children())
    work = asyncio.ensure_future(prepared(source, "video/x-msvideo", workshop))
    await until(lambda: len(list((tmp_path / "runtime").rglob("*.mp4"))) == 1)
    work.cancel()
    await asyncio.sleep(0)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert not set(_children()) - before
