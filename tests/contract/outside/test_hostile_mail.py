"""Mail servers that stall, flood, talk nonsense or hang up: never an exception of theirs, never a mail that is lost."""

from __future__ import annotations

from email.headerregistry import Address
from pathlib import Path

import pytest

from server_stub.channels.mail import Mailer
from server_stub.channels.mail import MailServer as Server
from server_stub.channels.outcomes import Permanent, Temporary
from tests.contract.outside.test_smtp import MAIL
from tests.helpers.hostile_mail import FLOOD, HANG_UP, SILENCE, hostile_mail
from tests.helpers.outside_shop import PATIENCE, OutsideShop, outside_shop
from tests.helpers.shop import eventually

SENDER = Address(display_name="Loja", addr_spec="permissao@loja.example")
NONSENSE = b"\x00\xff\xfe nonsense\r\n"
SHORT, LONG = 0.5, 20.0


async def outcome(plan: dict[str, bytes], security: str = "none") -> tuple[Temporary | Permanent, int]:
    """What became of one mail, and how often the server had all of it."""
    seconds = SHORT if SILENCE in plan.values() else LONG
    async with hostile_mail(plan) as server:
        mailer = Mailer(Server("127.0.0.1", server.port, security), SENDER, timeout=seconds)
        with pytest.raises((Temporary, Permanent)) as told:
            await mailer.send(MAIL)
        return told.value, server.taken


@pytest.mark.parametrize("step", ["greeting", "EHLO", "MAIL", "RCPT"])
@pytest.mark.parametrize("answer", [SILENCE, HANG_UP, FLOOD, NONSENSE])
async def test_before_the_message_nothing_is_in_doubt(step: str, answer: bytes) -> None:
    problem, taken = await outcome({step: answer, "HELO": answer})
    assert isinstance(problem, Temporary)
    assert not problem.in_doubt
    assert taken == 0
    assert "nonsense" not in problem.code


@pytest.mark.parametrize("plan", [{"DATA": HANG_UP}, {"body": HANG_UP}, {"DATA": SILENCE}, {"DATA": FLOOD}])
async def test_a_line_that_breaks_amid_the_message_is_tried_again(plan: dict[str, bytes]) -> None:
    problem, taken = await outcome(plan)
    assert isinstance(problem, Temporary)
    assert taken == 0


@pytest.mark.parametrize("answer", [SILENCE, HANG_UP, FLOOD, NONSENSE, b"999 odd\r\n"])
async def test_after_the_message_only_a_clear_answer_settles_it(answer: bytes) -> None:
    problem, taken = await outcome({"end": answer})
    assert isinstance(problem, Temporary)
    assert problem.in_doubt
    assert taken == 1


@pytest.mark.parametrize("answer", [b"454 not now\r\n", b"501 no\r\n", b"220 go\r\nnot tls at all\r\n", HANG_UP])
async def test_without_encryption_nothing_is_handed_over(answer: bytes) -> None:
    problem, taken = await outcome({"STARTTLS": answer}, "starttls")
    assert isinstance(problem, Temporary)
    assert (problem.line, problem.in_doubt, taken) == (True, False, 0)


@pytest.mark.parametrize(
    ("plan", "code"), [({"greeting": b"554 go away\r\n"}, "smtp_554"), ({"MAIL": b"552 full\r\n"}, "smtp_552")]
)
async def test_a_server_that_wants_nobody_is_a_trouble_of_the_line(plan: dict[str, bytes], code: str) -> None:
    problem, _ = await outcome(plan)
    assert isinstance(problem, Temporary)
    assert (problem.code, problem.line) == (code, True)


async def test_a_flooding_server_holds_up_a_question_visibly_and_it_leaves_in_the_end(tmp_path: Path) -> None:
    async with hostile_mail({"EHLO": FLOOD, "HELO": FLOOD}) as server:
        settings = {"smtp_host": "127.0.0.1", "smtp_port": server.port, "smtp_security": "none"}
        async with outside_shop(tmp_path, **settings, mail_from="Loja <permissao@loja.example>") as shop:
            message = await shop.invite(await shop.subject(), "email", "ana@example.com")
            waiting = await tried(shop, message.id)
            assert (waiting.state, waiting.next_attempt_at is not None) == ("queued", True)
            assert waiting.failure
            server.plan.clear()
            shop.clock.ahead += 4_000_000
            await shop.until_outside(message.id, "sent")
            assert server.taken == 1


async def tried(shop: OutsideShop, message_id: str):
    async def look():
        return next(it for it in await shop.outside() if it.id == message_id)

    return await eventually(look, lambda it: it.attempts >= 1 and it.state == "queued", PATIENCE)
