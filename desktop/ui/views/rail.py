"""The narrow bar at the left: where to go, sound, help, settings, and who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from desktop.ui.texts import chat, names
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.views.parts import column, label, picture, set_property, tool
from desktop.ui.widgets.icon_button import IconButton
from server_stub.contract.model import Account, Role

_PLACE_ICONS = {
    "conversations": "chat",
    "chat": "mail",
    "rescue": "hourglass",
    "wall": "chart",
    "contacts": "team",
    "admin": "shield-check",
}


class Rail(QFrame):
    """Signals: what was asked for; `sound_asked(bool)` carries the wanted state.

    `place_asked(object)`: name of a place.
    """

    place_asked = Signal(object)
    switcher_asked = Signal()
    sound_asked = Signal(bool)
    shortcuts_asked = Signal()
    settings_asked = Signal()
    phrases_asked = Signal()
    sign_out_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setProperty("ground", "rail")
        self.setFixedWidth(theme.length(SIZES.rail))
        self._theme = theme
        self._sound_on = True
        self._places = {
            "conversations": self._place("conversations", "chat", self.tr("Conversations")),
            "chat": self._place("chat", "mail", self.tr("Colleagues")),
            "rescue": self._place("rescue", "hourglass", self.tr("Windows about to close")),
            "wall": self._place("wall", "chart", self.tr("Live wall")),
            "contacts": self._place("contacts", "team", self.tr("Contacts")),
            "admin": self._place("admin", "shield-check", self.tr("Administration")),
        }
        self._chat_mark = label(font=theme.fonts.tiny_strong, name="rail_chat_mark")
        self._chat_mark.setParent(self._places["chat"])
        self._chat_mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._jump = self._button("search", "rail_switcher", self.tr("Go to conversation"), "switcher")
        self._jump.clicked.connect(self.switcher_asked)
        self._sound = self._button("bell", "rail_sound", self.tr("Sound of new messages"))
        self._sound.clicked.connect(self._flip_sound)
        self._help = self._button("question-circle", "rail_shortcuts", self.tr("Keyboard shortcuts"), "shortcuts")
        self._help.clicked.connect(self.shortcuts_asked)
        self._settings = self._button("settings", "rail_settings", self.tr("Settings"), "settings")
        self._settings.clicked.connect(self.settings_asked)
        self._face = self._button("person", "rail_account", self.tr("Your account"))
        self._face.setFixedSize(theme.length(48), theme.length(48))
        self._face.clicked.connect(self._show_menu)
        self._spare = (self._help, self._jump, self._sound)
        self._menu, self._who = self._build_menu()
        mark = picture(theme, "logo", "rail_text", 28)
        self.setLayout(
            column(
                mark,
                10,
                *self._places.values(),
                self._jump,
                None,
                self._sound,
                self._help,
                self._settings,
                6,
                self._face,
                margins=(8, 16, 8, 14),
                gap=6,
            )
        )
        for shown in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            self.layout().setAlignment(shown, Qt.AlignmentFlag.AlignHCenter)
        self.show_place("conversations")

    def minimumSizeHint(self) -> QSize:
        """Where there is little height, what keys do too gives way."""
        spared = sum(each.sizeHint().height() + 6 for each in self._spare if not each.isHidden())
        return QSize(self.width(), super().minimumSizeHint().height() - spared)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = super().minimumSizeHint().height()
        wanted += sum(each.sizeHint().height() + 6 for each in self._spare if each.isHidden())
        for each in self._spare:
            is_shown = wanted <= event.size().height()
            wanted -= 0 if is_shown else each.sizeHint().height() + 6
            each.setVisible(is_shown)

    def show_place(self, place: str) -> None:
        """Mark where the person is."""
        for name, shown in self._places.items():
            shown.setChecked(name == place)
            shown.set_icon(_PLACE_ICONS[name], ink="on_rail_active" if name == place else "rail_text")

    def show_account(self, account: Account) -> None:
        size = self._theme.length(SIZES.avatar_small)
        self._face.setIcon(QIcon(self._theme.faces.pixmap(account.name, account.id, size, self.devicePixelRatioF())))
        self._face.setIconSize(QSize(size, size))
        self._face.setAccessibleName(self.tr("Your account: {name}").format(name=account.name))
        self._face.setToolTip(self._face.accessibleName())
        who = self.tr("{name} · {role}").format(name=account.name, role=names.role(account.role))
        self._who.setText(who)
        self._places["admin"].setVisible(account.role is not Role.AGENT)
        self._places["wall"].setVisible(account.role is not Role.AGENT)

    def show_chat(self, unread: int, *, called: bool) -> None:
        """How much of what colleagues say is unread; loud where one of them calls."""
        mark, place = self._chat_mark, self._places["chat"]
        mark.setText(str(min(unread, 99)))
        set_property(mark, "ink", "")
        set_property(mark, "pill", "danger" if called else "idle")
        mark.adjustSize()
        mark.move(place.width() - mark.width(), 0)
        mark.setVisible(bool(unread))
        place.setAccessibleName(chat.place(unread, called=called) if unread else self.tr("Colleagues"))

    def show_sound(self, *, on: bool) -> None:
        self._sound_on = on
        self._sound.set_icon("bell" if on else "bell-off")
        self._sound.setToolTip(self.tr("Sound is on") if on else self.tr("Sound is off"))

    def _button(self, icon: str, name: str, says: str, action: str = "") -> IconButton:
        size = SIZES.icon_large
        return tool(self._theme, icon, name=name, says=says, action=action, look="rail", ink="rail_text", size=size)

    def _build_menu(self) -> tuple[QMenu, QAction]:
        menu = QMenu(self)
        menu.setObjectName("account_menu")
        menu.setAccessibleName(self.tr("Your account"))
        who = menu.addAction("")
        who.setEnabled(False)
        phrases = menu.addAction(self._theme.icon("bolt"), self.tr("Canned phrases…"))
        phrases.setObjectName("account_phrases")
        phrases.triggered.connect(self.phrases_asked)
        menu.addSeparator()
        leave = menu.addAction(self._theme.icon("logout"), self.tr("Sign out"))
        leave.setObjectName("account_sign_out")
        leave.triggered.connect(self.sign_out_asked)
        return menu, who

    def _show_menu(self) -> None:
        self._menu.popup(self._face.mapToGlobal(QPoint(self._face.width() + 8, -self._menu.sizeHint().height() + 40)))

    def _flip_sound(self) -> None:
        self.sound_asked.emit(not self._sound_on)

    def _place(self, place: str, icon: str, says: str) -> IconButton:
        made = self._button(icon, f"rail_{place}", says, place)
        made.setCheckable(True)
        made.setProperty("place", place)
        made.clicked.connect(self._ask_place)
        return made

    def _ask_place(self) -> None:
        asked = self.sender()
        # Qt has flipped it already; whether the person is there is told by `show_place`.
        asked.setChecked(not asked.isChecked())
        self.place_asked.emit(asked.property("place"))
