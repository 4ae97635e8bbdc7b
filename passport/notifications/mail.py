"""E-mail: how a message is written, and how it leaves.

With ``SMTP_URL`` it leaves by SMTP. Without, it becomes a file in ``PASSPORT_VAR/mail``, to be
read there. Fictitious people have no letter box: theirs always become files.
"""

import asyncio
import re
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from passport.settings import Settings

TIMEOUT_S = 20
SUBMISSION, SUBMISSION_TLS = 587, 465


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written to somebody. The same ``key`` names the same letter for ever."""

    key: str
    sender: str
    to: str
    subject: str
    text: str
    language: str
    at: datetime
    calendar: bytes | None = None
    # What the calendar asks: REQUEST or CANCEL, the same as inside it.
    method: str = "REQUEST"


def message(letter: Letter) -> EmailMessage:
    """``letter`` as it travels: the words, the calendar beside them and as a file."""
    found = EmailMessage(policy=SMTP)
    found["From"] = letter.sender
    found["To"] = letter.to
    found["Subject"] = letter.subject
    found["Date"] = format_datetime(letter.at)
    host = parseaddr(letter.sender)[1].rpartition("@")[2] or "localhost"
    found["Message-ID"] = f"<{letter.key}@{host}>"
    found["Content-Language"] = letter.language
    found["Auto-Submitted"] = "auto-generated"
    found.set_content(letter.text)
    if letter.calendar is not None:
        words = letter.calendar.decode()
        parameters = {"method": letter.method}
        found.add_alternative(words, subtype="calendar", params=parameters)
        found.add_attachment(
            words, subtype="calendar", filename="rendez-vous.ics", params=parameters
        )
    return found


class Channel(Protocol):
    """A way for letters to leave."""

    async def send(self, letter: Letter) -> None:
        """Send ``letter``. Raises ``OSError`` or ``smtplib.SMTPException`` when it could not."""
        ...


class Folder:
    """Keeps letters as files that any e-mail program opens."""

    def __init__(self, path: Path) -> None:
        """Write in ``path``."""
        self._path = path

    async def send(self, letter: Letter) -> None:
        """Write the letter; written again, it takes the place of itself."""
        await asyncio.to_thread(self._write, letter)

    def _write(self, letter: Letter) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^A-Za-z0-9.-]+", "-", letter.key)
        (self._path / f"{name}.eml").write_bytes(bytes(message(letter)))


class Smtp:
    """Hands letters to a server: ``smtps://`` from the start, ``smtp://`` by STARTTLS."""

    def __init__(self, address: str) -> None:
        """Send by the server at ``address``."""
        self._parts = urlsplit(address)

    async def send(self, letter: Letter) -> None:
        """Hand the letter over."""
        await asyncio.to_thread(self._hand_over, letter)

    def _hand_over(self, letter: Letter) -> None:
        parts = self._parts
        host = parts.hostname or "localhost"
        context = ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, parts.port or SUBMISSION_TLS, timeout=TIMEOUT_S, context=context
            )
        else:
            server = smtplib.SMTP(host, parts.port or SUBMISSION, timeout=TIMEOUT_S)
        with server:
            server.ehlo()
            if parts.scheme != "smtps" and server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
            elif parts.scheme != "smtps" and parts.username:
                raise smtplib.SMTPNotSupportedError("a password needs STARTTLS or smtps://")
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message(letter))


def mail_channel(values: Settings, *, fictitious: bool) -> Channel:
    """How letters leave; those to invented people always become files."""
    if values.smtp_url and not fictitious:
        return Smtp(values.smtp_url)
    return Folder(values.passport_var / "mail")
