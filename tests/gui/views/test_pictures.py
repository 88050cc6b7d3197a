"""Pictures of a timeline: fetched once, and what does not come says why instead of loading for ever."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject, QSize

from desktop.domain.errors import AppError, GatewayUnreachable
from desktop.ui.controllers.media import PictureFetcher
from desktop.ui.delegates.words import Word
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

SIZE = QSize(150, 150)


def file(folder: Path, name: str) -> Path:
    """A picture, a moving sticker, or half of either."""
    made = io.BytesIO()
    frames = [Image.new("RGB", (64, 64), (number * 60, 90, 120)) for number in range(4)]
    more = {"save_all": True, "append_images": frames[1:], "duration": 40} if "moving" in name else {}
    frames[0].save(made, "WEBP", **more)
    data = made.getvalue()
    path = folder / name
    path.write_bytes(data[: len(data) // 2] if "half" in name else data)
    return path


@pytest.fixture
def arrived() -> list[str]:
    return []


@pytest.fixture
async def fetcher(
    office: Office, arrived: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> PictureFetcher:
    async def media_file(media_id: str) -> Path:
        if media_id == "offline":
            raise GatewayUnreachable
        if media_id == "gone":
            raise AppError("not_found")
        return file(tmp_path, media_id)

    monkeypatch.setattr(office.desk, "media_file", media_file)
    return PictureFetcher(office.work.tools, arrived.append, QObject(office.window))


async def test_a_picture_comes_once(fetcher: PictureFetcher, arrived: list[str]) -> None:
    assert fetcher.pixmap("still", SIZE) is None
    assert fetcher.pixmap("still", SIZE) is None
    await until(lambda: arrived == ["still"])
    assert fetcher.pixmap("still", SIZE) is not None
    assert fetcher.trouble("still") is None


@pytest.mark.parametrize(
    ("media_id", "word"), [("half", Word.NO_PICTURE), ("offline", Word.NOT_FETCHED), ("gone", Word.UNAVAILABLE)]
)
async def test_what_does_not_come_says_why(
    fetcher: PictureFetcher, arrived: list[str], media_id: str, word: Word
) -> None:
    assert fetcher.pixmap(media_id, SIZE) is None
    await until(lambda: arrived == [media_id])
    assert fetcher.trouble(media_id) is word
    assert fetcher.pixmap(media_id, SIZE) is None
    fetcher.forget_failures()
    assert fetcher.trouble(media_id) is None
    fetcher.pixmap(media_id, SIZE)
    await until(lambda: arrived == [media_id, media_id])


async def test_a_sticker_has_its_frames(fetcher: PictureFetcher, arrived: list[str]) -> None:
    assert fetcher.sticker("moving", SIZE) is None
    await until(lambda: "moving" in arrived)
    assert fetcher.animations.frame(("moving", 150, 150)) is not None
    fetcher.sticker("still", SIZE)
    await until(lambda: "still" in arrived)
    assert fetcher.animations.frame(("still", 150, 150)) is None
