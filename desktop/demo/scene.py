"""What the agent sees and goes to: the desk is looked at and waited for, never changed but through the widgets."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QListView

from desktop.application.desk import Desk
from desktop.demo.driver import Hands, StoryError
from desktop.ui.models.conversation_model import ENTRY_ROLE
from desktop.ui.views.choices import CHOICE
from server_stub.contract.delivery import Status
from server_stub.contract.model import Contact, Conversation, Message

_LOOKS = frozenset({"theme", "language", "text_percent"})
"""Settings after which the window is built again, with the dialog above it as it was."""
_READ = {Status.READ, Status.PLAYED}


class Scene:
    """One agent's window and desk; pictures go to `out`, numbered in the order they are taken."""

    def __init__(self, hands: Hands, desk: Desk, out: Path) -> None:
        self.hands = hands
        self.desk = desk
        self.out = out
        self._shots = 0

    async def read_by(self, name: str, kind: str) -> None:
        """Until the customer has read the newest message of that kind."""
        conversation = self.conversation(name)

        async def read() -> bool:
            page = await self.desk.page(conversation.id)
            ours = [m for m in page.messages if m.direction == "out" and m.content.kind == kind]
            return bool(ours) and ours[-1].status in _READ

        await self.hands.until_async(read, f"{name} has read the {kind}")

    async def heard(self, name: str, *, inbound: int) -> None:
        conversation = self.conversation(name)

        async def heard() -> bool:
            page = await self.desk.page(conversation.id)
            return sum(m.direction == "in" for m in page.messages) >= inbound

        await self.hands.until_async(heard, f"{name} has written {inbound} times")

    async def shot(self, name: str) -> None:
        await self.shot_of(self.hands, name)

    async def shot_of(self, hands: Hands, name: str) -> None:
        self._shots += 1
        await hands.shot(self.out, f"{self._shots:02d}_{name}")

    def contacts(self) -> list[Contact]:
        found = (self.desk.contact(item.contact_id) for item in self.desk.conversations())
        return [contact for contact in found if contact is not None]

    async def all_messages(self) -> list[Message]:
        pages = [await self.desk.page(item.id, limit=200) for item in self.desk.conversations()]
        return [message for page in pages for message in page.messages]

    def find(self, name: str) -> Conversation | None:
        for item in self.desk.conversations():
            contact = self.desk.contact(item.contact_id)
            if contact is not None and contact.name == name:
                return item
        return None

    def conversation(self, name: str) -> Conversation:
        found = self.find(name)
        if found is None:
            raise StoryError(f"{name} has no conversation")
        return found

    def person(self, name: str) -> Contact:
        contact = self.desk.contact(self.conversation(name).contact_id)
        if contact is None:
            raise StoryError(f"{name} is not known")
        return contact

    def consent(self, name: str, purpose: str) -> str:
        return next((item.state for item in self.person(name).consents if item.purpose == purpose), "NONE")

    def open_conversation(self) -> Conversation:
        label = self.hands.find(QLabel, "header_name")
        return self.conversation(label.text() if label else "")

    def is_open(self, name: str) -> bool:
        label = self.hands.find(QLabel, "header_name")
        return label is not None and label.text() == name

    def row(self, name: str) -> QModelIndex | None:
        view = self.hands.find(QListView, "conversation_list")
        conversation = self.find(name)
        if view is None or conversation is None:
            return None
        model = view.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        return next((row for row in rows if row.data(ENTRY_ROLE).id == conversation.id), None)

    async def open(self, name: str, *, messages: int = 0) -> None:
        """Click the row, wait until that many messages are shown."""
        await self.hands.until(lambda: self.row(name) is not None, f"{name} is in the list")
        await self.hands.click_row("conversation_list", self.row(name) or QModelIndex())
        await self.hands.until(lambda: self.is_open(name), f"{name} is open")
        view = await self.hands.see(QListView, "timeline")
        await self.hands.until(lambda: view.model().rowCount() >= messages, f"{name}'s messages are shown")

    async def choose_template(self, name: str) -> None:
        """Open the picker and click the template of this name."""
        await self.hands.click("composer_template")
        choices = await self.hands.see(QListView, "template_list")
        model = choices.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        row = next((row for row in rows if row.data(CHOICE).title == name), None)
        if row is None:
            raise StoryError(f"the template {name} is not on offer")
        await self.hands.click_row("template_list", row)

    async def prefer(self, name: str, value: str) -> None:
        """Change a setting with the keyboard."""
        await self.hands.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
        box = await self.hands.see(QComboBox, f"setting_{name}")
        before = self.hands.find(QDialog, "settings")
        steps = box.findData(value) - box.currentIndex()
        box.setFocus()
        for _ in range(abs(steps)):
            await self.hands.press(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up, on=f"setting_{name}")
        if name in _LOOKS and steps:
            gone = (None, before)
            await self.hands.until(lambda: self.hands.find(QDialog, "settings") not in gone, "the new look is on")
        await self.hands.click("settings_done")
        await self.hands.until(lambda: self.hands.find(QDialog, "settings") is None, "the settings have closed")
        await self.hands.see(QLabel, "header_name")
