"""On the tour: pictures, films, voice, sounds, documents and stickers, both ways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.demo.tour.guide import Guide
from server_stub.contract.delivery import Status

_WHO = "rafael"
_PLAYED = frozenset({Status.PLAYED})


async def files_received(guide: Guide) -> None:
    """Rafael shows what came."""
    cast = guide.cast
    await cast.send(_WHO, type="image", sample="damaged_parcel", caption="Chegou assim, a caixa está amassada 😕")
    await guide.received("received-image", _WHO)
    await guide.open(_WHO)
    await cast.send(_WHO, type="video", caption="Gravei na hora em que abri")
    await guide.received("received-video", _WHO)
    await cast.send(_WHO, type="voice")
    await guide.received("received-voice", _WHO)
    await cast.send(_WHO, type="audio", sample="jingle")
    await guide.received("received-audio", _WHO)
    await cast.send(_WHO, type="document", filename="comprovante-pix.pdf", caption="Segue o comprovante")
    await guide.received("received-document", _WHO)
    await cast.send(_WHO, type="sticker")
    await guide.received("received-sticker", _WHO)
    await cast.send(_WHO, type="sticker", sample="swaying", animated=True)
    await guide.received("received-sticker-animated", _WHO)


async def files_sent(guide: Guide) -> None:
    """The agent pastes, records and makes what is sent."""
    await guide.open(_WHO)
    await guide.paste("caixa-nova.jpg")
    await guide.send("Já separei outra caixa: esta é a que vai para você.")
    await guide.sent("sent-image", _WHO)
    await guide.paste("caixa-nova.jpg", "etiqueta.jpg")
    await guide.send("A nova e a que volta")
    await guide.sent("sent-image-several", _WHO, 2)
    await guide.paste("embalagem.mp4")
    await guide.send("Veja como embalamos")
    await guide.sent("sent-video", _WHO)
    await guide.paste("vinheta.mp3")
    await guide.send()
    await guide.sent("sent-audio", _WHO)
    await guide.paste("recibo-4821.pdf")
    await guide.send("O recibo da troca")
    await guide.sent("sent-document", _WHO)
    await _speak(guide)
    for name, file in (("sent-sticker", "presente.webp"), ("sent-sticker-animated", "presente-animado.webp")):
        await make_sticker(guide, file)
        await guide.hands.click("sticker_send")
        await guide.gone("sticker_studio")
        await guide.sent(name, _WHO)


async def _speak(guide: Guide) -> None:
    """Recorded with the key, listened to, sent; the customer plays it."""
    await record(guide)
    await guide.hands.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    await guide.hands.click("voice_send")
    spoken = await guide.sent("sent-voice", _WHO, until=_PLAYED)
    await guide.changed(_WHO, spoken[0], lambda it: it.status in ("read", "played"), "the voice message was read")
    await guide.cast.play(_WHO)


async def record(guide: Guide, seconds: int = 4) -> None:
    """Speak so long into the microphone."""
    await guide.hands.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, on="composer_input")
    await guide.hands.see(QWidget, "voice_bar")
    recorder = guide.workspace.voice.recorder
    await guide.hands.until(lambda: recorder.is_recording, "the microphone is open")
    await guide.hands.until(lambda: guide.label("voice_time") >= f"0:{seconds:02}", f"{seconds} seconds were spoken")


async def make_sticker(guide: Guide, file: str) -> None:
    """Open the studio with a picture and wait until it is ready to go."""
    await guide.key(Qt.Key.Key_S)
    await guide.hands.see(QDialog, "sticker_studio")
    await guide.hands.click("sticker_choose")
    await guide.pick_file("file_dialog", file)
    ready = await guide.hands.see(QWidget, "sticker_send")
    await guide.hands.until(ready.isEnabled, "the sticker is ready", seconds=60)
