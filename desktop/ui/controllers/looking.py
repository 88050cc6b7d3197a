"""A lead's look at a conversation from another place: written down before it is shown."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.controllers.tools import Tools

_NOT_HERE = QT_TRANSLATE_NOOP("Looking", "This conversation was deleted, or has not arrived here yet.")


async def noted(tools: Tools, conversation_id: str) -> bool:
    """Nothing is shown that was not written down. False, with a sentence, where there is nothing to show."""
    if tools.desk.conversation(conversation_id) is None:
        tools.refuse(QCoreApplication.translate("Looking", _NOT_HERE))
        return False
    await tools.desk.team.look(conversation_id)
    return True
