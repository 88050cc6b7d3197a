"""What belongs to the sample team and not to one conversation, and pictures that are drawn when wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.application.chosen_files import look_at
from desktop.application.queueing import template_content
from desktop.domain.changes import ChangeSet
from server_stub.contract.cases import Disposition
from server_stub.contract.content import Content, Media
from server_stub.contract.delivery import Status
from server_stub.contract.model import (
    Account,
    ConsentPurpose,
    Conversation,
    Phrase,
    Template,
)
from server_stub.contract.phrases import effective
from server_stub.contract.queues import Queue
from server_stub.contract.team import AgentStatus, ChatChannel, PresenceChanged
from tests.helpers.sample_people import ACCOUNTS, PURPOSES, TEMPLATES
from tests.helpers.sample_phrases import SamplePhrases
from tests.helpers.sample_team import SampleTeamWork

LADDER = (Status.ACCEPTED, Status.SENT, Status.DELIVERED, Status.READ)


class SampleTeam:
    """What belongs to the team."""

    words: tuple[str, ...] = ()
    phrase_book: SamplePhrases
    team: SampleTeamWork
    _account: Account
    _now: int
    _conversations: dict[str, Conversation]

    def queues(self) -> Mapping[str, Queue]:
        return self.team.kept_queues

    def statuses(self) -> Mapping[str, AgentStatus]:
        return self.team.kept_statuses

    def dispositions(self) -> Sequence[Disposition]:
        return self.team.nodes

    def own_status(self) -> AgentStatus:
        return self.team.kept_statuses.get(self._account.id) or AgentStatus(self._account.id)

    def presences(self, conversation_id: str) -> Sequence[PresenceChanged]:
        here = self.team.present.get(conversation_id, [])
        return [each for each in here if each.account_id != self._account.id and each.until > self._now]

    def change(self, conversation_id: str, **values: object) -> None:
        """The conversation is told anew."""
        self._replace_conversation(conversation_id, **values)

    def tell(self, changes: ChangeSet) -> None:
        self._tell(changes)

    def left(self, conversation_id: str) -> None:
        """It may no longer be seen."""
        del self._conversations[conversation_id]
        self._tell(ChangeSet(conversations=frozenset({conversation_id})))

    def _tell(self, changes: ChangeSet) -> None:
        raise NotImplementedError

    def _replace_conversation(self, conversation_id: str, **values: object) -> None:
        raise NotImplementedError

    def chats(self) -> Sequence[ChatChannel]:
        return list(self.team.channels.values())

    @property
    def brand(self) -> str:
        return "Loja Horizonte"

    def accounts(self) -> Mapping[str, Account]:
        return ACCOUNTS

    def templates(self) -> Sequence[Template]:
        return TEMPLATES

    def phrases(self, queue_id: str = "") -> Sequence[Phrase]:
        return effective(self.phrase_book.layers(), queue_id)

    def purposes(self) -> Sequence[ConsentPurpose]:
        return PURPOSES

    def promotional_words(self) -> Sequence[str]:
        return self.words


def drawn(path: Path) -> Path:
    """The picture of that name, drawn when it is wanted first."""
    from tests.helpers.sample_pictures import picture

    if not path.exists():
        picture(path.stem).save(str(path))
    return path


async def filled(template_id: str, variables: Mapping[str, str], file: Path | None, media_id: str) -> Content:
    """The bubble of a template; the file above it is judged as on a real desk."""
    template = next(item for item in TEMPLATES if item.id == template_id)
    media = None
    if file is not None:
        chosen = await look_at(file, template.header_kind)
        media = Media(media_id, chosen.facts.mime_type, "ready", file.name, chosen.size, 640, 380)
    return template_content(template, variables, media)
