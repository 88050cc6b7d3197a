"""Pictures of windows and forms: the whole window, viewer, search, forms, keys, settings."""

from __future__ import annotations

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.demo.tour.photographer import Photographer
from desktop.demo.tour.team import write_note

_CONTROL = Qt.KeyboardModifier.ControlModifier


async def window(photo: Photographer) -> Image.Image:
    guide = photo.guide
    guide.resize(1360, 860)
    await guide.open("mariana")
    await guide.write("Claro, Mariana! Segue o código de rastreio:")
    picture = await photo.part(guide.agent.window)
    await guide.clear()
    photo.fit()
    return picture


async def viewer(photo: Photographer) -> Image.Image:
    guide = photo.guide
    guide.resize(1180, 780)
    await guide.open("rafael")
    await photo.click_middle("received-image")
    await guide.hands.see(QWidget, "viewer")
    picture = await photo.part(guide.agent.window)
    await guide.hands.click("viewer_close")
    photo.fit()
    return picture


async def find(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open("mariana")
    await guide.hands.press(Qt.Key.Key_F, _CONTROL)
    await guide.hands.type_here("entrega")
    await guide.hands.until(lambda: bool(guide.label("find_count")), "places are counted")
    picture = await photo.part(await guide.hands.see(QWidget, "conversation"))
    await guide.hands.click("find_close")
    return picture


async def search(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.hands.fill("inbox_search", "caixa")
    picture = await photo.part(await guide.hands.see(QWidget, "inbox"))
    await guide.hands.fill("inbox_search", "")
    await guide.hands.press(Qt.Key.Key_Escape, on="inbox_search")
    return picture


async def reaction(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open("mariana")
    await guide.key(Qt.Key.Key_R)
    return await photo.form("reaction")


async def location(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open("jose")
    await guide.key(Qt.Key.Key_L)
    await guide.hands.fill("location_at", "-23.5614, -46.6559")
    await guide.hands.fill("location_name", "Loja Aurora, retirada")
    return await photo.form("location_form")


async def card(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open("jose")
    await guide.key(Qt.Key.Key_B)
    await guide.hands.fill("card_name", "Balcão de retirada")
    await guide.hands.fill("card_phone", "+55 11 4000-1234")
    return await photo.form("card_form")


async def note(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open("paula")
    await guide.key(Qt.Key.Key_N)
    await write_note(guide)
    return await photo.form("note_form")


async def versions(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open("mariana")
    await photo.choose_of("received-text-edited", "message_history")
    return await photo.form("edit_history")


async def trace(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.open("mariana")
    await photo.choose_of("sent-text-quote", "message_trace")
    return await photo.form("trace")


async def shortcuts(photo: Photographer) -> Image.Image:
    guide = photo.guide
    guide.resize(1180, 860)
    await guide.hands.press(Qt.Key.Key_F1)
    picture = await photo.form("shortcuts")
    photo.fit()
    return picture


async def settings(photo: Photographer) -> Image.Image:
    guide = photo.guide
    await guide.hands.press(Qt.Key.Key_Comma, _CONTROL)
    await guide.hands.see(QDialog, "settings")
    return await photo.form("settings")
