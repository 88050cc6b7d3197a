"""Pictures of the composer at work: phrases, emoji, files, recording, templates, stickers."""

from __future__ import annotations

from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QWidget

from desktop.demo.tour.files import make_sticker, record
from desktop.demo.tour.photographer import Photographer
from desktop.demo.tour.shop import INVOICE_FIELDS, fill_template

_CONTROL = Qt.KeyboardModifier.ControlModifier
_WHO = "rafael"


async def template(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open("helena")
    await fill_template(guide, "nota_fiscal", INVOICE_FIELDS, file="recibo-4821.pdf")
    picture = await photo.dialog("template_picker")
    await guide.hands.click("template_cancel")
    return picture


async def phrases(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open(_WHO)
    await guide.write("/b")
    picture = await photo.composer("phrase_popup")
    await guide.clear()
    return picture


async def emoji(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open(_WHO)
    await guide.hands.click("composer_emoji")
    picture = await photo.composer("emoji_panel")
    await guide.hands.click("composer_emoji")
    return picture


async def completion(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open(_WHO)
    await guide.write("Que boa notícia :cora")
    picture = await photo.composer("emoji_popup")
    await guide.clear()
    return picture


async def attachments(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open(_WHO)
    await guide.paste("caixa-nova.jpg", "embalagem.mp4", "recibo-4821.pdf")
    await guide.write("Tudo sobre a troca:")
    await guide.ready()
    picture = await photo.composer()
    await guide.clear()
    return picture


async def drop(photo: Photographer) -> Image.Image:
    """Files are held over the conversation."""
    guide = photo.guide
    await guide.open(_WHO)
    pane = await guide.hands.see(QFrame, "conversation")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(guide.props / "caixa-nova.jpg"))])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(pane, QDragEnterEvent(pane.rect().center(), *held))
    zones = await guide.hands.see(QFrame, "drop_zones")
    QApplication.sendEvent(zones, QDragEnterEvent(zones.rect().center(), *held))
    picture = await photo.part(pane)
    QApplication.sendEvent(zones, QDragLeaveEvent())
    await guide.hands.until(lambda: guide.hands.find(QFrame, "drop_zones") is None, "the zones have gone")
    return picture


async def editor(photo: Photographer) -> Image.Image:
    """The label of a parcel, with the address made unreadable."""
    guide = photo.guide
    await guide.open(_WHO)
    await guide.paste("etiqueta.jpg")
    await guide.ready()
    await guide.hands.click("attachment_edit")
    await guide.hands.see(QDialog, "picture_editor")
    await photo.edit_with("editor_cover", (0.22, 0.5), (0.44, 0.68))
    await photo.edit_with("editor_arrow", (0.8, 0.2), (0.55, 0.4))
    picture = await photo.dialog("picture_editor")
    await guide.hands.click("editor_cancel")
    await guide.gone("picture_editor")
    await guide.clear()
    return picture


async def recording(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open(_WHO)
    await record(guide, 5)
    await guide.hands.click("voice_pause")
    picture = await photo.composer()
    await guide.hands.click("voice_discard")
    await guide.hands.until(lambda: guide.hands.find(QWidget, "voice_bar") is None, "the recording is thrown away")
    return picture


async def preview(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open(_WHO)
    await record(guide, 5)
    await guide.hands.press(Qt.Key.Key_R, _CONTROL)
    await guide.hands.see(QWidget, "voice_send")
    picture = await photo.composer()
    await guide.hands.click("voice_discard")
    await guide.hands.until(lambda: guide.hands.find(QWidget, "voice_bar") is None, "the recording is thrown away")
    return picture


async def studio(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open(_WHO)
    await make_sticker(guide, "caixa-nova.jpg")
    picture = await photo.dialog("sticker_studio")
    await guide.hands.click("sticker_cancel")
    await guide.gone("sticker_studio")
    return picture
