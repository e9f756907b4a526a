"""E-mail, for whom Teams cannot reach: one message to one person, and what came of it."""

from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple, Protocol

import aiosmtplib

from bot.failures import AFTER_REFUSED_IDENTITY, Ambiguous, Rejected, Throttled, Unreachable
from bot.settings import Settings, SmtpTls

PATIENCE = 20.0
AFTER_BUSY = 60.0
AFTER_NO_SERVER = 30.0


class Letter(NamedTuple):
    to: str
    """An address."""
    subject: str
    """Seen on a locked screen: nothing of the case."""
    body: str
    name: str
    """Names this letter: the same one sent twice can be known as the same."""


class Letters(Protocol):
    async def send(self, letter: Letter) -> None:
        """Returns when the mail server took it; raises a Failure."""


class Mail:
    def __init__(self, settings: Settings, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._now = now

    async def send(self, letter: Letter) -> None:
        """Returns when the mail server took it; raises Unreachable for an address it refuses,
        Throttled while it is busy or away, Rejected for what it will never take, and Ambiguous
        when it fell silent with the letter in its hands."""
        settings = self._settings
        message = self._message(letter)
        client = aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or None,
            password=settings.smtp_password.get_secret_value() or None,
            timeout=PATIENCE,
            use_tls=settings.smtp_tls is SmtpTls.TLS,
            start_tls=settings.smtp_tls is SmtpTls.STARTTLS,
        )
        try:
            await client.connect()
        except aiosmtplib.SMTPAuthenticationError as error:
            raise Throttled(AFTER_REFUSED_IDENTITY) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise Throttled(AFTER_NO_SERVER) from error
        try:
            await _hand_over(client, message)
        finally:
            client.close()

    def _message(self, letter: Letter) -> EmailMessage:
        """Raises Rejected for an address that is none."""
        if "@" not in letter.to:
            raise Rejected("BadAddress")
        sender = self._settings.smtp_from
        message = EmailMessage()
        try:
            message["From"] = f"Convene <{sender}>"
            message["To"] = letter.to
        except (ValueError, IndexError) as error:
            raise Rejected("BadAddress") from error
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(self._now())
        message["Message-ID"] = f"<{letter.name}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body)
        return message


async def _hand_over(client: aiosmtplib.SMTP, message: EmailMessage) -> None:
    try:
        await client.send_message(message)
    except aiosmtplib.SMTPRecipientsRefused as refused:
        raise _refusal(refused.recipients[0].code) from refused
    except aiosmtplib.SMTPResponseException as refused:
        raise _refusal(refused.code) from refused
    except (aiosmtplib.SMTPException, OSError) as lost:
        raise Ambiguous from lost


def _refusal(code: int) -> Exception:
    """4xx asks to come again; 55x knows no such address; any other 5xx will not have it."""
    if code < 500:
        return Throttled(AFTER_BUSY)
    return Unreachable(f"Mail{code}") if 550 <= code < 560 else Rejected(f"Mail{code}")
