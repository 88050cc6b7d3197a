"""A picture is edited before it leaves: what was covered or cut off is in no byte of what is sent."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.picture_edits import MOST_STEPS, History, Mark, Tool, Turn
from desktop.ui.controllers.attached_file import AttachedFile
from desktop.ui.controllers.picture_drawing import LONGEST_SIDE, drawn, editable, written
from desktop.ui.widgets.edit_canvas import EditCanvas
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def halves(width: int = 400, height: int = 200) -> QImage:
    """Left red, right blue, with a fine pattern in the middle of the left half."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#c00000"))
    for x in range(width):
        for y in range(height):
            if x >= width // 2:
                image.setPixelColor(x, y, QColor("#0000c0"))
            elif x % 2 and 50 <= x < 150 and 50 <= y < 100:
                image.setPixelColor(x, y, QColor("#ffffff"))
    return image


def photo(path: Path) -> Path:
    """With a place and words inside."""
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "segredo da foto"
    Image.new("RGB", (400, 200), "#c00000").save(made, "JPEG", exif=exif, comment=b"palavras")
    path.write_bytes(made.getvalue())
    return path


def test_what_is_covered_is_gone_and_the_rest_stays() -> None:
    image = halves()
    covered = drawn(image, [Mark(Tool.COVER, 150, 100, 50, 50, grain=7)])
    rows = [[covered.pixelColor(x, y).rgb() for x in range(50, 150)] for y in range(50, 100)]
    changes = sum(left != right for row in rows for left, right in pairwise(row))
    assert changes <= 8 * len(rows)
    assert covered.copy(160, 0, 240, 200) == image.copy(160, 0, 240, 200)
    assert drawn(image, [Mark(Tool.COVER, 50, 50, 150, 100, grain=8)]) != covered
    assert image == halves()


@pytest.mark.parametrize(
    ("edits", "size", "corner"),
    [
        ([Mark(Tool.CROP, 200, 0, 400, 100)], (200, 100), "#0000c0"),
        ([Turn()], (200, 400), "#c00000"),
        ([Turn(), Turn()], (400, 200), "#0000c0"),
        ([Turn(), Mark(Tool.CROP, 0, 200, 200, 400)], (200, 200), "#0000c0"),
    ],
)
def test_cropping_and_turning(edits: list[Turn | Mark], size: tuple[int, int], corner: str) -> None:
    made = drawn(halves(), edits)
    assert (made.width(), made.height()) == size
    assert made.pixelColor(0, 0) == QColor(corner)


def test_an_arrow_points_where_it_was_drawn_to() -> None:
    made = drawn(halves(), [Mark(Tool.ARROW, 20, 180, 300, 120)])
    assert made.pixelColor(295, 121).red() > 180
    assert made.pixelColor(390, 10) == QColor("#0000c0")


def test_slips_and_edges() -> None:
    assert Mark(Tool.COVER, 0, 0, 4, 100).is_slip
    assert not Mark(Tool.ARROW, 0, 0, 0, 100).is_slip
    assert Mark(Tool.CROP, -5, -5, 900, 90).within(400, 200).box == (0, 0, 400, 90)


def test_steps_are_taken_back_and_done_again() -> None:
    history = History()
    assert not history.undo()
    assert not history.redo()
    for _ in range(MOST_STEPS):
        assert history.add(Turn())
    assert not history.add(Turn())
    assert history.undo()
    assert len(history.done) == MOST_STEPS - 1
    assert history.redo()
    assert len(history.done) == MOST_STEPS
    history.undo()
    history.add(Mark(Tool.CROP, 0, 0, 9, 9))
    assert not history.redo()


def test_what_is_written_is_pixels_only(tmp_path: Path) -> None:
    image = editable(photo(tmp_path / "foto.jpg"))
    assert image is not None
    for name in ("limpa.jpg", "limpa.png"):
        assert written(image, tmp_path / name)
        data = (tmp_path / name).read_bytes()
        assert b"segredo" not in data
        assert b"palavras" not in data
        assert b"Exif" not in data


def test_huge_pictures_are_bounded_and_broken_ones_refused(tmp_path: Path) -> None:
    Image.new("L", (9000, 3000)).save(tmp_path / "larga.png")
    wide = editable(tmp_path / "larga.png")
    assert wide is not None
    assert wide.width() == LONGEST_SIDE
    Image.new("L", (9000, 9000)).save(tmp_path / "bomba.png")
    assert editable(tmp_path / "bomba.png") is None
    (tmp_path / "meia.jpg").write_bytes(photo(tmp_path / "foto.jpg").read_bytes()[:-40])
    assert editable(tmp_path / "meia.jpg") is None


@pytest.fixture
async def attached(office: Office, tmp_path: Path) -> Callable[[], AttachedFile]:
    await office.open("v-mariana")
    attachments = office.work.composer.attachments
    assert halves().save(str(tmp_path / "documento.png"))
    attachments.add([tmp_path / "documento.png"])
    await until(lambda: len(attachments._here) == 1 and attachments._here[0].prepared is not None)
    return lambda: attachments._here[0]


def pixels(item: AttachedFile) -> QImage:
    assert item.prepared is not None
    return QImage(str(item.prepared.path))


async def edit(office: Office) -> EditCanvas:
    office.click("attachment_edit")
    await until(lambda: office.shows("picture_editor"))
    return office.find(EditCanvas, "editor_canvas")


async def test_editing_with_keys_alone_replaces_the_file(
    office: Office, attached: Callable[[], AttachedFile], tmp_path: Path
) -> None:
    canvas = await edit(office)
    assert not office.find(QPushButton, "editor_use").isEnabled()
    office.press(Qt.Key.Key_C)
    office.press(Qt.Key.Key_Right)
    assert canvas.chosen is not None
    office.press(Qt.Key.Key_Left)
    office.press(Qt.Key.Key_Down, SHIFT)
    office.press(Qt.Key.Key_Return)
    assert canvas.chosen is None
    office.press(Qt.Key.Key_R)
    office.press(Qt.Key.Key_Z, CTRL)
    office.press(Qt.Key.Key_Y, CTRL)
    office.press(Qt.Key.Key_Return, CTRL)
    await until(lambda: not office.shows("picture_editor"))
    await until(lambda: attached().path.parent != tmp_path and attached().prepared is not None)
    assert (pixels(attached()).width(), pixels(attached()).height()) == (86, 160)
    assert QImage(str(tmp_path / "documento.png")) == halves()
    office.work.composer.attachments.clear()


async def test_editing_with_the_mouse_covers_for_good(office: Office, attached: Callable[[], AttachedFile]) -> None:
    canvas = await edit(office)
    office.click("editor_cover")
    area = canvas._area()
    for press, point in ((QTest.mousePress, QPoint(50, 50)), (QTest.mouseRelease, QPoint(150, 100))):
        place = canvas._place(point).toPoint()
        press(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert area.width() == 400
    office.click("editor_use")
    await until(lambda: not office.shows("picture_editor"))
    await until(lambda: attached().pasted and attached().prepared is not None)
    made = pixels(attached())
    # JPEG keeps colours nearly; the white pattern is gone everywhere.
    whites = [x for x in range(50, 150) if made.pixelColor(x, 75).green() > 200]
    assert whites == []
    office.work.composer.attachments.clear()


async def test_leaving_changes_nothing(office: Office, attached: Callable[[], AttachedFile], tmp_path: Path) -> None:
    canvas = await edit(office)
    office.press(Qt.Key.Key_A)
    office.press(Qt.Key.Key_Up)
    assert canvas.chosen is not None
    office.press(Qt.Key.Key_Escape)
    assert canvas.chosen is None
    assert office.shows("picture_editor")
    office.press(Qt.Key.Key_Escape)
    await until(lambda: not office.shows("picture_editor"))
    assert attached().path == tmp_path / "documento.png"
    assert office.find(QWidget, "attachment_edit").accessibleName().endswith("documento.png")
    office.work.composer.attachments.clear()
