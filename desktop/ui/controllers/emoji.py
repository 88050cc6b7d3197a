"""Emoji in messages: the panel, what was used last, the skin tone, and names after a colon while writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.emoji import TONES, USUAL, Emoji, asked_after_colon, with_recent
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.emoji_file import emoji_book
from desktop.ui.models.cells import Cell
from desktop.ui.texts import emoji as words
from desktop.ui.views.composer_input import ComposerInput
from desktop.ui.widgets.search_popup import PopupItem, SearchPopup

if TYPE_CHECKING:
    from desktop.ui.views.emoji_panel import EmojiPanel

_RECENT: Final = "emoji_recent"
_TONE: Final = "emoji_tone"
_SHOWN_RECENT: Final = 18
"""Two lines of the panel."""
_COMPLETIONS: Final = 12
_HAND: Final = "✋"


class EmojiController(Controller):
    """Names are read and the panel is built when they are wanted first: the start of the program knows nothing of it.

    `over`: what the panel floats over.
    """

    def __init__(self, tools: Tools, field: ComposerInput, over: QWidget, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._field, self._over = field, over
        self._panel: EmojiPanel | None = None
        self._popup: SearchPopup | None = None
        self._recent: tuple[str, ...] = ()
        self._tone = 0
        self._known = False
        field.text_edited.connect(self._complete)
        field.cursorPositionChanged.connect(self._leave)

    def toggle(self, anchor: QWidget) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._panel.leave()
            return
        self.run(self._open(anchor), "emoji")

    async def _open(self, anchor: QWidget) -> None:
        await self._remember()
        if not self.alive:
            return
        if self._panel is None:
            from desktop.ui.views.emoji_panel import EmojiPanel

            self._panel = EmojiPanel(self.tools.theme, self._over)
            self._panel.chosen.connect(self._insert)
            self._panel.searched.connect(self._search)
            self._panel.tone_chosen.connect(self._set_tone)
        self._offer(self._panel)
        if not self._panel.isVisible():
            self._panel.toggle(anchor, self._field)

    async def _remember(self) -> None:
        if self._known:
            return
        recent, tone = await self.desk.habits.get(_RECENT), await self.desk.habits.get(_TONE)
        self._recent = tuple(recent.split())
        self._tone = int(tone) if tone.isascii() and tone.isdigit() and int(tone) <= TONES else 0
        self._known = True

    def _offer(self, panel: EmojiPanel) -> None:
        from desktop.ui.views.emoji_panel import EmojiGroup

        book = emoji_book()
        first = book.known([*self._recent, *USUAL])[:_SHOWN_RECENT]
        groups = [EmojiGroup(words.recent(), "🕘", [self._cell(each) for each in first])]
        for number, (sign, _) in enumerate(words.GROUPS):
            cells = [self._cell(each) for each in book.emoji if each.group == number]
            groups.append(EmojiGroup(words.group(number), sign, cells))
        panel.offer(groups)
        hand = book.get(_HAND)
        panel.show_tone([_HAND, *(hand.tones if hand else ())], self._tone)

    def _search(self, typed: str) -> None:
        if self._panel is None:
            return
        if typed.strip():
            self._panel.show_found([self._cell(each) for each in emoji_book().search(typed)])
        else:
            self._offer(self._panel)

    def _set_tone(self, tone: int) -> None:
        self._tone = tone
        if self._panel is not None:
            self._offer(self._panel)
        self.run(self.desk.habits.put(_TONE, str(tone)), "remember skin tone")

    def _insert(self, sign: str) -> None:
        found = emoji_book().get(sign)
        if found is not None:
            self._field.insert_text(found.toned(self._tone))
            self._use(found)

    def _use(self, used: Emoji) -> None:
        self._recent = with_recent(self._recent, used.sign)
        self.run(self.desk.habits.put(_RECENT, " ".join(self._recent)), "remember emoji")

    def _cell(self, emoji: Emoji) -> Cell:
        portuguese = QLocale().language() == QLocale.Language.Portuguese
        name = emoji.names[0 if portuguese else 1]
        return Cell(emoji.sign, name[:1].upper() + name[1:], emoji.toned(self._tone))

    # After a colon

    def _complete(self) -> None:
        asked = asked_after_colon(self._before())
        if not asked:
            self._leave()
            return
        if not self._known:
            self.run(self._remember(), "remember emoji")
        found = emoji_book().search(asked, limit=_COMPLETIONS)
        if self._popup is None:
            self._popup = SearchPopup(self.tools.theme, self._field, self.tr("Emoji"), above=True)
            self._popup.setObjectName("emoji_popup")
            self._popup.list.setObjectName("emoji_list")
            self._popup.chosen.connect(self._replace)
        cells = [self._cell(each) for each in found]
        self._popup.set_items([PopupItem(cell.id, cell.name, sign=cell.sign) for cell in cells])
        self._popup.search("")

    def _replace(self, sign: str) -> None:
        asked, found = asked_after_colon(self._before()), emoji_book().get(sign)
        if not asked or found is None:
            return
        cursor = self._field.textCursor()
        cursor.movePosition(cursor.MoveOperation.Left, cursor.MoveMode.KeepAnchor, len(asked) + 1)
        cursor.insertText(found.toned(self._tone))
        self._field.setTextCursor(cursor)
        self._use(found)

    def _leave(self) -> None:
        if self._popup is not None and not asked_after_colon(self._before()):
            self._popup.close_results()

    def _before(self) -> str:
        cursor = self._field.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]
