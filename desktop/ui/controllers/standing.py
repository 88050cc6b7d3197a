"""Where somebody stood in a window that is built again: what they read, answered and attached, and the focus."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.ui.controllers.attached_file import AttachedFile
from desktop.ui.controllers.bulk import Many
from desktop.ui.controllers.histories import HistoryBegun
from desktop.ui.controllers.transfer import HandingOn
from desktop.ui.controllers.voice_recorder import Waiting
from desktop.ui.views.closing import Closing
from server_stub.contract.model import Message

if TYPE_CHECKING:
    from desktop.ui.controllers.admin.admin import Begun
    from desktop.ui.controllers.workspace import WorkspaceController


@dataclass(frozen=True, slots=True)
class Standing:
    """`reading`: a message in view, and which share of its height lies above the view; None at the newest.

    `focus`: the name of a widget; the attached files of each conversation are taken along, and have one owner.
    `looking`: a lead only looks at the conversation.
    """

    conversation_id: str = ""
    place: str = "conversations"
    reading: tuple[Message, float] | None = None
    quoted: Message | None = None
    attached: dict[str, list[AttachedFile]] = field(default_factory=dict)
    focus: str = ""
    closed_alarms: frozenset[tuple[str, str]] = frozenset()
    heard_offers: frozenset[str] = frozenset()
    settings_open: bool = False
    closing: Closing | None = None
    looking: bool = False
    handing_on: HandingOn | None = None
    many: Many | None = None
    history: HistoryBegun | None = None
    form: tuple[str, dict[str, str]] | None = None
    admin: Begun | None = None


def standing(work: WorkspaceController) -> Standing:
    """Before it is finished. What was attached is not its any more."""
    focused = work.view.window().focusWidget()
    return Standing(
        work.conversation.id,
        work.view.place,
        work.timeline.reading(),
        work.timeline.message(work.composer.quoted),
        work.composer.attachments.hand_over(),
        focused.objectName() if focused is not None else "",
        work.alarms.closed,
        work.offers.heard,
        work.arranging.settings_open,
        work.closing.filled,
        work.conversation.only_looks,
        work.transfer.begun,
        work.places.wall.bulk.begun if work.places.wall is not None else None,
        work.case_card.histories.begun,
        work.thread.begun,
        work.places.admin.put_aside() if work.places.admin is not None else None,
    )


def stand(work: WorkspaceController, was: Standing, voice: Waiting | None) -> None:
    """In a window that was just started. `voice`: what was being said when the one before ended."""
    around, share = was.reading or (None, None)
    work.open(was.conversation_id, around=around, share=share, looking=was.looking)
    work.composer.attachments.take_over(was.attached)
    work.voice.recorder.take_over(voice)
    if was.quoted is not None:
        work.composer.quote(was.quoted)
    if was.admin is not None:
        work.places.resume_admin(was.admin)
    if was.place != "conversations":
        work.places.go(was.place)
    if was.closing is not None:
        work.closing.resume(was.closing)
    if was.history is not None:
        work.case_card.histories.resume(was.history)
    found = work.view.findChild(QWidget, was.focus) if was.focus else None
    if found is not None and found.isVisibleTo(work.view):
        found.setFocus()
    if was.handing_on is not None:
        work.transfer.resume(was.handing_on)
    if was.many is not None and work.places.wall is not None:
        work.places.wall.bulk.resume(was.many)
    if was.form is not None:
        work.thread.resume(*was.form)
    if was.settings_open:
        work.arranging.show_settings()
