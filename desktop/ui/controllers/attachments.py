"""Files that go with a message: chosen, dropped or pasted, made ready meanwhile, and sent one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from desktop.domain.captions import plan_captions
from desktop.domain.errors import AppError, LocalProblem
from desktop.domain.prepared import Prepared
from desktop.ui.controllers.attached_file import AttachedFile, face_of
from desktop.ui.controllers.picture_editing import PictureEditing
from desktop.ui.controllers.thumbnails import small_picture
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import chosen_files
from desktop.ui.views.attachments import THUMBNAIL
from desktop.ui.views.composer import Composer
from server_stub.contract.ids import new_id

MOST = 30
PROGRESS_MS = 150


class Attachments(Controller):
    """Each conversation keeps its own; what is made for them lies in the desk's workshop until they are sent."""

    def __init__(self, tools: Tools, view: Composer, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view = view
        self._id = ""
        self._count = 0
        self._files: dict[str, list[AttachedFile]] = {}
        self._editing = PictureEditing(tools, view, self)
        self._progress = QTimer(self)
        self._progress.setInterval(PROGRESS_MS)
        self._progress.timeout.connect(self._show)
        view.attach_asked.connect(self.choose)
        view.files_given.connect(self.add)
        view.files_dropped.connect(self.add)
        view.image_given.connect(self._paste)
        view.attachments.removed.connect(self._remove)
        view.attachments.edit_asked.connect(self._edit)
        view.attachments.captioned.connect(self._caption)
        view.attachments.document_asked.connect(self._change_way)

    @property
    def paths(self) -> list[Path]:
        return [item.path for item in self._here]

    @property
    def captions(self) -> list[str]:
        """Words that were written to single files; they are judged as any text that leaves."""
        return [item.caption for item in self._here if item.caption.strip()]

    def choose(self) -> None:
        self.run(self._choose(), "choose files")

    def add(self, paths: Sequence[Path], as_document: bool = False, to: str = "") -> None:  # as signals tell it
        """To the open conversation, or to the one with the id `to`."""
        self.run(self._add(to or self._id, paths, as_document=as_document), "attach files")

    def open(self, conversation_id: str) -> None:
        """What was attached in one conversation waits there while another one is open."""
        self._id = conversation_id
        self._show()

    def clear(self) -> None:
        for item in self._files.pop(self._id, []):
            self._drop(item)
        self._show()

    def finish(self) -> None:
        """The window closes: nothing is prepared any longer, and what was made goes."""
        self._progress.stop()
        waiting, self._files = self._files, {}
        for item in (item for items in waiting.values() for item in items):
            self._drop(item)

    def hand_over(self) -> dict[str, list[AttachedFile]]:
        """For a window that is built again: what is not ready is begun again there."""
        waiting, self._files = self._files, {}
        for item in (item for items in waiting.values() for item in items if item.is_working):
            item.halt()
        return waiting

    def take_over(self, waiting: dict[str, list[AttachedFile]]) -> None:
        self._files = waiting
        self._show()
        for item in (item for items in waiting.values() for item in items):
            if item.is_working:
                item.begin_again()
                self._begin(item)
            else:
                self.tools.spawn(self._picture(item), name="show attached picture")

    async def send(
        self, conversation_id: str, typed: str, quote_id: str | None, *, promotional: bool | None = None
    ) -> None:
        """In their order, once all are ready. One that cannot be sent stays, with its reason, and stops no other.

        `typed` goes with one of them (domain.captions); the first carries the quote. Raises LocalProblem
        `nothing_ready` where not one could go, and what sending a text raises.
        """
        items = list(self._files.get(conversation_id, []))
        for item in items:
            await item.settled.wait()
        left = self._of(conversation_id)
        going = [(item, item.prepared) for item in items if item.prepared is not None and item in left]
        if not going:
            raise LocalProblem("nothing_ready")
        plan = plan_captions([made.kind for _, made in going], [item.caption for item, _ in going], typed)
        if plan.alone:
            await self.desk.send_text(conversation_id, plan.alone, quote_id=quote_id, promotional=promotional)
            quote_id = None
        lost: AppError | None = None
        for (item, made), caption in zip(going, plan.captions, strict=True):
            said = promotional if caption else None
            problem = await self._send_one(conversation_id, item, made, caption, quote_id, promotional=said)
            if problem is None:
                quote_id = None
            elif caption and caption == typed.strip():
                lost = problem
        if lost is not None:
            raise lost

    async def _send_one(
        self,
        conversation_id: str,
        item: AttachedFile,
        made: Prepared,
        caption: str,
        quote_id: str | None,
        *,
        promotional: bool | None,
    ) -> AppError | None:
        """What kept it from being queued. What was sent leaves the bar at once: a failure never sends it twice."""
        try:
            await self.desk.send_file(
                conversation_id,
                made.path,
                caption=caption,
                quote_id=quote_id,
                promotional=promotional,
                as_document=item.as_document and made.kind == "document",
            )
        except AppError as problem:
            item.problem, item.prepared = problem, None
            self._show()
            return problem
        if item in self._of(conversation_id):
            self._of(conversation_id).remove(item)
        self._drop(item)
        self._show()
        return None

    @property
    def _here(self) -> list[AttachedFile]:
        return self._of(self._id)

    def _of(self, conversation_id: str) -> list[AttachedFile]:
        return self._files.setdefault(conversation_id, [])

    async def _choose(self) -> None:
        conversation_id = self._id
        paths = await chosen_files(self._view.window(), title=self.tr("Attach files"))
        if self.alive and paths:
            await self._add(conversation_id, paths, as_document=False)

    async def _add(self, conversation_id: str, paths: Sequence[Path], *, as_document: bool) -> None:
        """Folders are left out with a sentence; everything else is told in its row."""
        folders = await asyncio.to_thread(lambda: {path for path in paths if path.is_dir()})
        if not self.alive:
            return
        known = {item.path for item in self._of(conversation_id)}
        fresh = [path for path in dict.fromkeys(paths) if path not in folders | known]
        room = MOST - len(known)
        if folders:
            self.tools.tell(self.tr("Only files can be attached, no folders."))
        if len(fresh) > room:
            self.tools.tell(self.tr("At most {count} files at once.").format(count=MOST))
        for path in fresh[:room]:
            self._take(conversation_id, AttachedFile(new_id(), path, as_document=as_document))
        if conversation_id == self._id:
            self._view.input.setFocus()

    def _take(self, conversation_id: str, item: AttachedFile) -> None:
        self._of(conversation_id).append(item)
        self._begin(item)
        self._show()

    def _begin(self, item: AttachedFile) -> None:
        item.task = self.tools.spawn(self._prepare(item), name="prepare file")
        self._progress.start()

    async def _prepare(self, item: AttachedFile) -> None:
        watch = item.watch
        try:
            item.expected = await self.desk.preparing.look(item.path)
            # Of what is a document anyway there is no other way; of the rest the person's word counts.
            as_document = item.as_document and item.expected.work != "keep"
            item.prepared = await self.desk.preparing.prepare(item.path, as_document=as_document, watch=watch)
        except AppError as problem:
            item.problem = problem
        if not self.alive:
            return
        item.settled.set()
        self._show()
        await self._picture(item)

    async def _picture(self, item: AttachedFile) -> None:
        made, shown = item.prepared, self._view.attachments.row_of(item.key)
        if made is None or shown is None or not made.mime_type.startswith("image/"):
            return
        image = await asyncio.to_thread(small_picture, made.path, round(THUMBNAIL * shown.devicePixelRatioF()))
        shown = self._view.attachments.row_of(item.key) if self.alive else None
        if shown is not None and not image.isNull():
            shown.show_picture(image)

    def _paste(self, image: QImage) -> None:
        self.run(self._keep(self._id, QImage(image)), "paste picture")

    async def _keep(self, conversation_id: str, image: QImage) -> None:
        self._count += 1
        path = await self.desk.preparing.place(f"{self.tr('picture')}-{self._count}.png")
        if not await asyncio.to_thread(image.save, str(path)):
            await self.desk.preparing.clear(path)
            raise LocalProblem("disk_full")
        if self.alive:
            self._take(conversation_id, AttachedFile(new_id(), path, pasted=True))

    def _remove(self, key: str) -> None:
        for item in [item for item in self._here if item.key == key]:
            self._here.remove(item)
            self._drop(item)
        self._show()
        self._view.input.setFocus()

    def _caption(self, key: str, text: str) -> None:
        for item in self._here:
            if item.key == key:
                item.caption = text

    def _change_way(self, key: str, as_document: bool) -> None:  # by position, as a signal tells it
        for item in [item for item in self._here if item.key == key and item.as_document != as_document]:
            item.halt()
            gone = [path for path in item.made() if path != item.path]
            item.as_document = as_document
            item.begin_again()
            self._clear_up(gone)
            self._begin(item)
        self._show()

    def _edit(self, key: str) -> None:
        for item in [item for item in self._here if item.key == key and item.prepared is not None]:
            self.run(self._change(self._id, item, item.prepared), "edit picture")

    async def _change(self, conversation_id: str, item: AttachedFile, made: Prepared) -> None:
        """The edited picture takes its place; what it was made from is not needed any more and goes."""
        path = await self._editing.edit(made.path, item.path.name)
        if path is None:
            return
        if not self.alive or item not in self._of(conversation_id):
            await self.desk.preparing.clear(path)
            return
        gone = item.made()
        item.path, item.pasted, item.as_document = path, True, False
        item.begin_again()
        self._clear_up(gone)
        self._begin(item)
        self._show()

    def _drop(self, item: AttachedFile) -> None:
        item.halt()
        item.settled.set()
        self._clear_up(item.made())

    def _clear_up(self, paths: Sequence[Path]) -> None:
        for path in paths:
            self.tools.spawn(self.desk.preparing.clear(path), name="clear prepared file")

    def _show(self) -> None:
        if not any(item.is_working for items in self._files.values() for item in items):
            self._progress.stop()
        here = self._here
        several = len(here) > 1
        faces = [face_of(item, several=several) for item in here]
        self._view.attachments.show_files(faces, [item.caption for item in here])
        self._view.refresh_send()
