"""Talk among colleagues: who reads what, who is called, what is unread, and that nothing of it goes elsewhere."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.model import Account
from server_stub.contract.team import ChatChannel, ChatMessage, ChatSeen, Say
from server_stub.domain.called import Reader, called
from server_stub.domain.channels import channel_of
from server_stub.services.chat import KEPT_MS, Chats
from server_stub.storage.repositories.chats import ChatRows
from tests.helpers.leads_house import ANA, BRUNO, LIA, TEAM, House

READERS = [
    Reader("1", "Ana Souza", "ana"),
    Reader("2", "Ana Prado", "prado"),
    Reader("3", "João Silva", "joao.silva"),
    Reader("4", "João", "jj"),
    Reader("5", "Zé", "ze@loja"),
]


class Talk:
    def __init__(self, house: House) -> None:
        self.house = house
        self.chats = Chats(ChatRows(house.vault), house.queues, house.log)
        self._ids = itertools.count()

    def say(self, who: Account, channel: str, text: str, client_id: str = "") -> ChatMessage:
        said = Say(client_id or f"c{next(self._ids)}", text)
        return self.house.do(lambda tx: self.chats.say(tx, who, channel, said, self.house.now))

    def channel(self, who: Account, channel: str) -> ChatChannel:
        found = self.house.do(lambda tx: self.chats.channels(tx, who))
        return next(it for it in found if it.id == channel)

    def names(self, who: Account) -> list[str]:
        return [it.id for it in self.house.do(lambda tx: self.chats.channels(tx, who))]

    def page(self, who: Account, channel: str, before: str | None = None, limit: int = 50) -> list[str]:
        page = self.house.do(lambda tx: self.chats.page(tx, who, channel, before, limit))
        return [it.text for it in page.messages]

    def told(self, who: Account) -> list[str]:
        return [it.text for it in self.house.told(who) if isinstance(it, ChatMessage)]


@pytest.fixture
def talk(house: House) -> Talk:
    house.queue("sales", "ana")
    house.queue("help", "bruno")
    return Talk(house)


def test_who_may_read_a_channel_reads_it_and_is_told(talk: Talk) -> None:
    talk.say(ANA, "team", "bom dia")
    talk.say(ANA, "queue:sales", "só vendas")
    talk.say(LIA, "queue:help", "só ajuda")
    talk.say(ANA, "with:bruno:ana", "só nós dois")
    assert talk.told(ANA) == ["bom dia", "só vendas", "só nós dois"]
    assert talk.told(BRUNO) == ["bom dia", "só ajuda", "só nós dois"]
    assert talk.told(LIA) == ["bom dia", "só vendas", "só ajuda"]
    assert talk.names(ANA) == ["team", "queue:sales", "with:ana:bruno"]
    assert talk.names(LIA) == ["team", "queue:help", "queue:sales"]
    talk.say(BRUNO, "queue:general", "de todos")
    assert talk.names(ANA) == ["team", "queue:general", "queue:sales", "with:ana:bruno"]
    for who, channel in [(BRUNO, "queue:sales"), (LIA, "with:ana:bruno"), (ANA, "queue:none"), (ANA, "elsewhere")]:
        with pytest.raises(GatewayRefusal, match="not_found"):
            talk.page(who, channel)
        with pytest.raises(GatewayRefusal, match="not_found"):
            talk.say(who, channel, "oi")


def test_unread_counts_what_others_said_until_it_was_seen(talk: Talk) -> None:
    first = talk.say(ANA, "team", "um")
    second = talk.say(ANA, "team", "@bruno dois")
    assert talk.channel(BRUNO, "team") == ChatChannel("team", 2, True, second)
    assert talk.channel(ANA, "team").unread == 0
    talk.house.do(lambda tx: talk.chats.seen(tx, BRUNO, ChatSeen("team", second.id)))
    talk.house.do(lambda tx: talk.chats.seen(tx, BRUNO, ChatSeen("team", first.id)))
    assert talk.channel(BRUNO, "team").unread == 0, "what was seen stays seen"
    assert not talk.channel(BRUNO, "team").called
    with pytest.raises(GatewayRefusal, match="bad_request"):
        talk.house.do(lambda tx: talk.chats.seen(tx, BRUNO, ChatSeen("team", "f" * 32)))


def test_a_talk_between_two_calls_the_other_and_nobody_else(talk: Talk) -> None:
    talk.say(ANA, "with:ana:lia", "ajuda aqui?")
    assert (talk.channel(LIA, "with:ana:lia").unread, talk.channel(LIA, "with:ana:lia").called) == (1, True)
    assert talk.say(ANA, "team", "@Bruno Lima e @lia").called == ["bruno", "lia"]
    assert talk.say(ANA, "team", "@ana eu mesma").called == []
    assert talk.say(ANA, "queue:sales", "@bruno não lê aqui, @lia sim").called == ["lia"]
    assert talk.channel(BRUNO, "team").called


def test_the_same_client_id_says_it_once(talk: Talk) -> None:
    first = talk.say(ANA, "team", "uma vez", "same")
    assert talk.say(ANA, "team", "uma vez", "same") == first
    assert talk.say(BRUNO, "team", "outra pessoa", "same").id != first.id
    with pytest.raises(GatewayRefusal, match="client_id_reused"):
        talk.say(ANA, "team", "outra coisa", "same")
    assert talk.page(ANA, "team") == ["uma vez", "outra pessoa"]


def test_texts_have_bounds(talk: Talk) -> None:
    with pytest.raises(GatewayRefusal, match="text_empty"):
        talk.say(ANA, "team", "  \n ")
    with pytest.raises(GatewayRefusal, match="text_too_long"):
        talk.say(ANA, "team", "x" * 4001)
    assert len(talk.say(ANA, "team", "x" * 4000).text) == 4000


def test_pages_hold_everything_once_also_within_one_moment(talk: Talk) -> None:
    said = [talk.say(ANA, "team", f"{n}") for n in range(7)]
    assert [it.sent_at for it in said] == sorted({it.sent_at for it in said})
    newest = talk.house.do(lambda tx: talk.chats.page(tx, ANA, "team", None, 3))
    older = talk.house.do(lambda tx: talk.chats.page(tx, ANA, "team", newest.before, 3))
    oldest = talk.house.do(lambda tx: talk.chats.page(tx, ANA, "team", older.before, 3))
    assert [it.text for page in (oldest, older, newest) for it in page.messages] == [f"{n}" for n in range(7)]
    assert oldest.before is None


def test_it_is_sealed_and_forgotten_after_ninety_days(talk: Talk) -> None:
    talk.say(ANA, "team", "segredo do balcão")
    rows = talk.house.do(lambda tx: tx.driver.execute("SELECT * FROM chat_message").fetchall())
    assert "segredo" not in repr(rows)
    talk.house.now += KEPT_MS - 60_000
    talk.say(ANA, "team", "recente")
    assert talk.house.do(lambda tx: talk.chats.forget_old(tx, talk.house.now)) == 0
    talk.house.now += 120_000
    assert talk.house.do(lambda tx: talk.chats.forget_old(tx, talk.house.now)) == 1
    assert talk.page(ANA, "team") == ["recente"]


def test_whoever_left_the_company_is_not_written_to(talk: Talk) -> None:
    talk.say(ANA, "with:ana:bruno", "tchau")
    talk.house.do(lambda tx: talk.house.accounts.update(tx, "bruno", disabled_at=1))
    with pytest.raises(GatewayRefusal, match="not_found"):
        talk.say(ANA, "with:ana:bruno", "ainda aí?")
    assert talk.page(ANA, "with:ana:bruno") == ["tchau"], "what was said can still be read"


channels = st.sampled_from(["team", "queue:sales", "queue:help", "with:ana:bruno", "with:bruno:lia", "with:ana:lia"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(script=st.lists(st.tuples(st.sampled_from(TEAM), channels), max_size=12))
def test_the_stream_tells_what_may_be_read_and_nothing_else(talk: Talk, script: list) -> None:
    """The filter is in the query: what each is told is what each may fetch, for any talk of anybody."""
    start, model = talk.house.newest(), {it.id: [] for it in TEAM}
    may = {"queue:sales": {"ana", "lia"}, "queue:help": {"bruno", "lia"}, "team": {"ana", "bruno", "lia"}}
    for number, (who, channel) in enumerate(script):
        readers = may.get(channel) or set(channel.split(":")[1:])
        text = f"{number} {channel}"
        if who.id not in readers:
            with pytest.raises(GatewayRefusal, match="not_found"):
                talk.say(who, channel, text)
            continue
        talk.say(who, channel, text)
        for reader in readers:
            model[reader].append(text)
    for person in TEAM:
        told = [it.text for it in talk.house.told(person, start) if isinstance(it, ChatMessage)]
        assert told == model[person.id]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Ana Souza vem cá", ["1"]),
        ("@ana souza, @ANA PRADO", ["1", "2"]),
        ("@ana", ["1"]),
        ("@Joao Silva!", ["3"]),
        ("@joão", ["4"]),
        ("@joao.silva", ["3"]),
        ("@zé", ["5"]),
        ("escreva para ana@loja.com", []),
        ("@anabela", []),
        ("@ninguém @", []),
        ("@prado @prado", ["2"]),
    ],
)
def test_who_is_called_by_name(text: str, expected: list[str]) -> None:
    assert called(text, READERS) == expected


def test_channels_by_name() -> None:
    pair = channel_of("with:b:a")
    assert pair is not None
    assert (pair.id, pair.pair, pair.other("a")) == ("with:a:b", ("a", "b"), "b")
    assert [channel_of(it) for it in ("with:a:a", "with:a", "with::a", "queue:", "", "Team")] == [None] * 6
