"""E-mail handed to a real mail server of the test's own."""

import asyncio
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.smtp import SMTP

from bot.failures import Ambiguous, Rejected, Throttled, Unreachable
from bot.mail import Letter, Mail
from bot.settings import SettingsRefused, settings_from_environment
from tests.fakes.settings import hosted_settings
from tests.room import MONDAY

LETTER = Letter("dev@police.example", "Reminder (SM-ABCDE)", "Zoë – please answer.", "abc123")


class Taking:
    """A mail server that takes everything, or answers as it is told."""

    def __init__(self):
        self.taken = []
        self.to_recipient = ""
        self.to_data = ""
        self.hangs_up = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.to_recipient:
            return self.to_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.hangs_up:
            server.transport.abort()
            return "250 OK"
        if self.to_data:
            return self.to_data
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
async def server():
    """In the test's own loop: no thread, no port that is known beforehand."""
    taking = Taking()
    served = await asyncio.get_running_loop().create_server(
        lambda: SMTP(taking, hostname="mail.example"), "127.0.0.1", 0
    )
    taking.port = served.sockets[0].getsockname()[1]
    async with served:
        yield taking


def mail(server, **more):
    settings = hosted_settings(
        smtp_host="127.0.0.1",
        smtp_port=server.port,
        smtp_tls="none",
        smtp_from="convene@council.example",
        **more,
    )
    return Mail(settings, lambda: MONDAY)


async def test_a_letter_arrives_as_it_was_written(server):
    await mail(server).send(LETTER)
    [taken] = server.taken
    assert taken["To"] == "dev@police.example"
    assert taken["From"] == "Convene <convene@council.example>"
    assert taken["Subject"] == "Reminder (SM-ABCDE)"
    assert taken["Message-ID"] == "<abc123@council.example>"
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken["Date"] == "Mon, 23 Nov 2026 09:00:00 +0000"
    assert taken.get_content().strip() == "Zoë – please answer."


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ("550 No such user", Unreachable),
        ("553 Mailbox name not allowed", Unreachable),
        ("521 Does not accept mail", Rejected),
        ("450 Try again later", Throttled),
    ],
)
async def test_an_address_that_is_refused(server, answer, failure):
    server.to_recipient = answer
    with pytest.raises(failure):
        await mail(server).send(LETTER)


@pytest.mark.parametrize(
    ("answer", "failure"), [("554 Not wanted", Unreachable), ("451 Busy", Throttled)]
)
async def test_a_letter_that_is_refused(server, answer, failure):
    server.to_data = answer
    with pytest.raises(failure):
        await mail(server).send(LETTER)


async def test_a_server_that_hangs_up_with_the_letter_in_its_hands_may_have_it(server):
    server.hangs_up = True
    with pytest.raises(Ambiguous):
        await mail(server).send(LETTER)


async def test_a_server_that_is_not_there_is_asked_again_later(server):
    settings = mail(server)
    server.port = 9
    with pytest.raises(Throttled):
        await mail(server).send(LETTER)
    await settings.send(LETTER)


async def test_a_server_without_encryption_gets_nothing_where_encryption_is_wanted(server):
    settings = hosted_settings(
        smtp_host="127.0.0.1", smtp_port=server.port, smtp_from="convene@council.example"
    )
    with pytest.raises(Throttled):
        await Mail(settings, lambda: MONDAY).send(LETTER)
    assert server.taken == []


@pytest.mark.parametrize("to", ["", "dev@police.example\nBcc: all@press.example"])
async def test_an_address_that_is_none_is_refused_before_it_leaves(server, to):
    with pytest.raises((Rejected, Unreachable)):
        await mail(server).send(LETTER._replace(to=to))
    assert server.taken == []


def test_a_mail_server_elsewhere_must_be_spoken_to_in_secret():
    with pytest.raises(ValueError, match="CONVENE_SMTP_TLS"):
        hosted_settings(smtp_host="mail.example", smtp_tls="none", smtp_from="a@b.example")


def test_a_mail_server_needs_an_address_to_send_from(monkeypatch):
    monkeypatch.setenv("CONVENE_LOCAL", "1")
    monkeypatch.setenv("CONVENE_SMTP_HOST", "mail.example")
    with pytest.raises(SettingsRefused, match="CONVENE_SMTP_FROM"):
        settings_from_environment()
