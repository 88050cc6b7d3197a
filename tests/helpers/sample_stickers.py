"""The team's stickers of the sample desk: satisfies application.stickers.TeamStickers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError, Refused
from desktop.domain.team_stickers import may_change
from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.model import Account, Message
from server_stub.contract.stickers import Sticker, StickerWords
from tests.helpers.team_stickers import moving_sticker, still_sticker


def _sticker(number: int, pack: str, name: str, *keywords: str, made_by: str = "account-ana") -> Sticker:
    moves = name == "Dança"
    return Sticker(f"s-{number}", pack, name, f"{number:064x}", 20_000, made_by, 0, list(keywords), moves)


STICKERS = (
    _sticker(1, "Atendimento", "Bom dia", "oi", "olá"),
    _sticker(2, "Atendimento", "Obrigada", "valeu", "gratidão"),
    _sticker(3, "Atendimento", "Um momento", "espera", made_by="account-bruno"),
    _sticker(4, "Loja", "Dança", "festa", "parabéns"),
    _sticker(5, "Loja", "Promoção", "oferta"),
)


class SampleStickers:
    """`send`: shows a message of ours; `tell`: a change to all. `sent` and `added` tell what was done.

    `has_pictures` is off because a picture that is fetched while a test ends would be decoded without a loop.
    """

    def __init__(
        self,
        folder: Path,
        account: Account,
        send: Callable[[str, Content, str | None], Message],
        tell: Callable[[ChangeSet], None],
    ) -> None:
        self._folder, self._account, self._send, self._tell = folder, account, send, tell
        self.kept: dict[str, Sticker] = {each.id: each for each in STICKERS}
        self._removed: dict[str, Sticker] = {}
        self.sent: list[tuple[str, str | None]] = []
        self.added: list[tuple[Path, StickerWords]] = []
        self.refusal: AppError | None = None
        self.has_pictures = False

    def all(self) -> Sequence[Sticker]:
        return tuple(self.kept.values())

    async def file(self, sticker: Sticker) -> Path:
        if not self.has_pictures:
            raise AppError("gateway_unreachable")
        path = self._folder / f"{sticker.id}.webp"
        if not path.exists():
            hue = 47 * (int(sticker.digest, 16) % 360)
            path.write_bytes(moving_sticker() if sticker.animated else still_sticker(hue % 360))
        return path

    async def send(self, conversation_id: str, sticker: Sticker, *, quote_id: str | None = None) -> Message:
        self._check()
        self.sent.append((sticker.id, quote_id))
        media = Media(f"media-{sticker.id}", "image/webp", "ready", width=512, height=512, animated=sticker.animated)
        return self._send(conversation_id, Content(Kind.STICKER, media=media), quote_id)

    async def add(self, path: Path, words: StickerWords) -> Sticker:
        self._check()
        self.added.append((path, words))
        number = 100 + len(self.added)
        return self._put(_sticker(number, words.pack, words.name, *words.keywords, made_by=self._account.id))

    async def describe(self, sticker_id: str, words: StickerWords) -> Sticker:
        self._check(self.kept[sticker_id])
        named = {"pack": words.pack, "name": words.name, "keywords": words.keywords}
        return self._put(msgspec.structs.replace(self.kept[sticker_id], **named))

    async def remove(self, sticker_id: str) -> None:
        self._check(self.kept[sticker_id])
        self._removed[sticker_id] = self.kept.pop(sticker_id)
        self._tell(ChangeSet(catalogue=True))

    async def restore(self, sticker_id: str) -> None:
        self._check()
        self._put(self._removed.pop(sticker_id))

    def _put(self, sticker: Sticker) -> Sticker:
        self.kept[sticker.id] = sticker
        self._tell(ChangeSet(catalogue=True))
        return sticker

    def _check(self, changed: Sticker | None = None) -> None:
        refusal, self.refusal = self.refusal, None
        if refusal is not None:
            raise refusal
        if changed is not None and not may_change(changed, self._account):
            raise Refused("forbidden")
