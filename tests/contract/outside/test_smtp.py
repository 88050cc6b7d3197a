"""The mailer against a real SMTP server: encryption, refusals, lost answers, headers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server_stub.channels.mail import Mailer
from server_stub.channels.mail import MailServer as Server
from server_stub.channels.mail_message import Mail, build_mail, parse_sender
from server_stub.channels.outcomes import Permanent, Temporary
from tests.helpers.certificates import Certificates
from tests.helpers.gateway import SMTP_PASSWORD
from tests.helpers.mail_server import USER, MailServer, mail_server

SENDER = parse_sender("Loja Exemplo <permissao@loja.example>")
MAIL = Mail(
    id="m1",
    to="ana@example.com",
    subject="Loja Exemplo pede a sua autorização",
    text="Olá, Ana",
    html="<p>Olá, Ana</p>",
    language="pt-BR",
    sent_at=1_795_400_000_000,
    leave_url="https://permissao.example/m/leave/abc",
)


def mailer(server: MailServer, certificates: Certificates, security: str = "starttls", **more: object) -> Mailer:
    how = {"user": USER, "password": SMTP_PASSWORD, "ca_file": str(certificates.authority), **more}
    return Mailer(Server("127.0.0.1", server.port, security, **how), SENDER, timeout=20)  # type: ignore[arg-type]


async def test_a_mail_travels_encrypted_with_what_good_senders_set(certificates: Certificates) -> None:
    async with mail_server(certificates.server_context()) as server:
        assert await mailer(server, certificates).send(MAIL) == "<m1@loja.example>"
        (mail,) = server.taken
    assert server.encrypted == [True]
    assert mail["Message-ID"] == "<m1@loja.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == "<https://permissao.example/m/leave/abc>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Date"].datetime.timestamp() * 1000 == MAIL.sent_at
    assert mail["Subject"] == MAIL.subject
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert (text.get_content().strip(), html.get_content().strip()) == (MAIL.text, MAIL.html)


async def test_tls_from_the_first_byte_works_too(certificates: Certificates) -> None:
    async with mail_server(certificates.server_context(), direct=True) as server:
        await mailer(server, certificates, "tls", user="", password="").send(MAIL)
        assert server.encrypted == [True]


async def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(certificates: Certificates) -> None:
    async with mail_server(certificates.server_context()) as server:
        with pytest.raises(Temporary) as told:
            await mailer(server, certificates, ca_file="").send(MAIL)
        assert server.taken == []
    assert (told.value.code, told.value.line) == ("certificate_not_trusted", True)


async def test_a_server_without_starttls_gets_nothing(certificates: Certificates) -> None:
    async with mail_server(certificates.server_context(), offers_tls=False) as server:
        with pytest.raises(Temporary) as told:
            await mailer(server, certificates, user="", password="").send(MAIL)
        assert server.taken == []
    assert (told.value.code, told.value.line) == ("tls_not_offered", True)


def test_without_encryption_only_on_this_machine() -> None:
    Mailer(Server("127.0.0.1", 25, "none"), SENDER)
    Mailer(Server("localhost", 25, "none"), SENDER)
    with pytest.raises(ValueError, match="this machine only"):
        Mailer(Server("mail.example", 25, "none"), SENDER)


async def test_a_wrong_password_is_a_trouble_of_the_line(certificates: Certificates) -> None:
    async with mail_server(certificates.server_context()) as server:
        with pytest.raises(Temporary) as told:
            await mailer(server, certificates, password="outra").send(MAIL)
    assert (told.value.code, told.value.line) == ("smtp_535", True)


@pytest.mark.parametrize(
    ("answer", "code", "line"),
    [
        (("RCPT", "450 greylisted, ana@example.com come again"), "smtp_450", False),
        (("RCPT", "421 closing"), "smtp_421", True),
        (("DATA", "451 later"), "smtp_451", False),
    ],
)
async def test_later_is_told_from_never(
    certificates: Certificates, answer: tuple[str, str], code: str, line: bool
) -> None:
    async with mail_server(certificates.server_context()) as server:
        server.answers.append(answer)
        with pytest.raises(Temporary) as told:
            await mailer(server, certificates).send(MAIL)
    assert (told.value.code, told.value.line, told.value.in_doubt) == (code, line, False)
    assert "ana" not in str(told.value)


@pytest.mark.parametrize(
    ("answer", "code", "bounced"),
    [(("RCPT", "550 no such person"), "smtp_550", True), (("DATA", "554 looks like spam"), "smtp_554", False)],
)
async def test_never_is_a_bounce_or_a_refusal(
    certificates: Certificates, answer: tuple[str, str], code: str, bounced: bool
) -> None:
    async with mail_server(certificates.server_context()) as server:
        server.answers.append(answer)
        with pytest.raises(Permanent) as told:
            await mailer(server, certificates).send(MAIL)
    assert (told.value.code, told.value.bounced) == (code, bounced)


async def test_a_lost_answer_is_in_doubt(certificates: Certificates) -> None:
    async with mail_server(certificates.server_context()) as server:
        server.lose_answers = 1
        with pytest.raises(Temporary) as told:
            await mailer(server, certificates).send(MAIL)
        assert len(server.taken) == 1
    assert (told.value.in_doubt, told.value.line) == (True, False)


async def test_a_server_that_says_nothing_is_given_up(certificates: Certificates) -> None:
    async with mail_server(certificates.server_context()) as server:
        server.silent = True
        slow = Mailer(
            Server("127.0.0.1", server.port, "starttls", ca_file=str(certificates.authority)), SENDER, timeout=0.2
        )
        with pytest.raises(Temporary) as told:
            await slow.send(MAIL)
    assert (told.value.line, told.value.in_doubt) == (True, False)


async def test_nobody_there_is_a_trouble_of_the_line(certificates: Certificates) -> None:
    async with mail_server(certificates.server_context()) as server:
        gone = mailer(server, certificates)
    with pytest.raises(Temporary) as told:
        await gone.send(MAIL)
    assert (told.value.code, told.value.line, told.value.in_doubt) == ("unreachable", True, False)


def test_nothing_becomes_a_header_of_its_own() -> None:
    sneaky = replace(MAIL, subject="Oferta\r\nBcc: outra@example.com\n\nolá")
    built = build_mail(sneaky, SENDER)
    assert built["Bcc"] is None
    assert built["Subject"] == "Oferta Bcc: outra@example.com olá"
    with pytest.raises(ValueError, match="address"):
        parse_sender("Loja <a@example.com>\r\nBcc: outra@example.com")


async def test_an_address_that_no_header_can_hold_is_refused_for_good(certificates: Certificates) -> None:
    async with mail_server(certificates.server_context()) as server:
        with pytest.raises(Permanent) as told:
            await mailer(server, certificates).send(replace(MAIL, to="ana@example.com\r\nBcc: x@example.com"))
        assert server.tries == 0
    assert told.value.code == "mail_unsendable"


def test_a_long_way_out_is_written_as_it_is() -> None:
    """Mail programs read the header as it stands: encoded or broken, their button would be gone."""
    url = f"https://permissao.example/m/leave/{'A1b2_-' * 40}"
    raw = build_mail(replace(MAIL, leave_url=url), SENDER).as_bytes()
    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in raw
    assert b"\r\nMessage-ID: <m1@loja.example>\r\n" in raw
    assert max(len(line) for line in raw.split(b"\r\n")) < 998
    with pytest.raises(ValueError, match="printable"):
        build_mail(replace(MAIL, leave_url=f"{url} x"), SENDER)


def test_the_one_click_header_needs_https() -> None:
    plain = build_mail(replace(MAIL, leave_url="http://127.0.0.1:8780/m/leave/abc"), SENDER)
    assert plain["List-Unsubscribe"] == "<http://127.0.0.1:8780/m/leave/abc>"
    assert plain["List-Unsubscribe-Post"] is None
