"""What a sticker of the team is called: its pack, its name, and words to find it by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.ask_form import AskForm
from desktop.ui.views.parts import label, row
from desktop.ui.widgets.checkered import CheckeredPicture
from server_stub.contract.stickers import KEYWORD_LIMIT, MOST_KEYWORDS, NAME_LIMIT, StickerWords, tidy, wrong_words

_SIDE = 96


class StickerForm(AskForm):
    """`packs`: names that there are already. `known`: what it is called now."""

    def __init__(self, theme: Theme, packs: Sequence[str], known: StickerWords, parent: QWidget) -> None:
        super().__init__(theme, "sticker_form", parent)
        self.picture = CheckeredPicture(theme, theme.length(_SIDE), self.tr("The sticker"))
        self.picture.hide()
        self.body.addLayout(row(None, self.picture, None))
        self._pack = QComboBox()
        self._pack.setObjectName("sticker_pack")
        self._pack.setEditable(True)
        self._pack.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._pack.addItems(list(packs))
        self._pack.setCurrentText(known.pack)
        self._pack.setAccessibleName(self.tr("Pack"))
        typed = self._pack.lineEdit()
        typed.setMaxLength(NAME_LIMIT)
        typed.setAccessibleName(self.tr("Pack"))
        typed.setPlaceholderText(self.tr("One that there is, or a new one"))
        self.body.addWidget(label(self.tr("Pack"), font=theme.fonts.fine_strong, ink="muted"))
        self.body.addWidget(self._pack)
        self._name = self.field("sticker_name", self.tr("Name"), longest=NAME_LIMIT)
        longest = MOST_KEYWORDS * (KEYWORD_LIMIT + 2)
        example = self.tr("For example: thanks, bye")
        self._words = self.field("sticker_words", self.tr("Keywords (optional)"), longest=longest, example=example)
        self._name.setText(known.name)
        self._words.setText(", ".join(known.keywords))
        self._pack.currentTextChanged.connect(self.refresh)
        self.refresh()
        (self._name if known.pack else self._pack).setFocus()
        self._name.selectAll()

    def show_picture(self, path: Path, *, moves: bool) -> None:
        self.picture.show_file(path, moves=moves)
        self.picture.show()

    def values(self) -> StickerWords | None:
        keywords = self._words.text().split(",")
        told = tidy(StickerWords(self._pack.currentText(), self._name.text(), keywords))
        return None if wrong_words(told) else told
