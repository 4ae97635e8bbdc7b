"""From a booking to the letter that says so, by a folder and by a real SMTP conversation."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import sqlalchemy as sa
from icalendar import Calendar
from sqlmodel import col

from passport.appointments import service as appointments
from passport.appointments.rules import CancelReason, Modality
from passport.identity.models import Person
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database, Session
from passport.kernel.outbox import Worker
from passport.notifications import service
from passport.notifications.mail import Letter, Smtp
from passport.settings import Settings
from tests.appointments.people import Place, settle
from tests.appointments.test_service import NINE

FORBIDDEN = ("rsa", "insertion", "paul", "faire le point", "maison de l'emploi")


@pytest.fixture
async def place(db: Database) -> Place:
    return await db.write(settle)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where letters are written during a test."""
    values = Settings(passport_var=tmp_path)
    monkeypatch.setattr(service, "settings", lambda: values)
    return tmp_path / "mail"


def _letters(folder: Path) -> list[EmailMessage]:
    paths = sorted(folder.glob("*.eml"), key=lambda path: path.name)
    return [message_from_bytes(path.read_bytes(), policy=default) for path in paths]


def _calendar(letter: EmailMessage) -> Calendar:
    (part,) = letter.iter_attachments()
    assert part.get_filename() == "rendez-vous.ics"
    return Calendar.from_ical(part.get_content())


async def test_each_change_is_one_letter_with_its_calendar(
    db: Database, place: Place, folder: Path
) -> None:
    worker = Worker(db, service.handlers(db))
    booked = await db.write(
        appointments.book, place.amina, place.motive, Modality.ON_SITE, NINE, key="k"
    )
    await worker.run_once()
    await db.write(
        appointments.move, place.amina, booked.id, Modality.PHONE, NINE + timedelta(hours=1)
    )
    await worker.run_once()
    await db.write(appointments.cancel, place.amina, booked.id, CancelReason.TRANSPORT)
    await worker.run_once()
    assert await worker.run_once() == 0

    letters = _letters(folder)
    assert [letter["Subject"] for letter in letters] == [
        "C'est noté\u00a0: mercredi 25 novembre à 9 h",
        "Changé\u00a0: mercredi 25 novembre à 10 h",
        "Annulé\u00a0: mercredi 25 novembre à 10 h",
    ]
    for sequence, (letter, method) in enumerate(
        zip(letters, ("REQUEST", "REQUEST", "CANCEL"), strict=True)
    ):
        assert letter["To"] == "amina@example.org"
        (part,) = letter.iter_attachments()
        assert part.get_param("method") == method
        calendar = _calendar(letter)
        (event,) = calendar.walk("VEVENT")
        assert (calendar["METHOD"], event["UID"], event["SEQUENCE"]) == (
            method,
            booked.uid,
            sequence,
        )
        assert event["STATUS"] == ("CANCELLED" if method == "CANCEL" else "CONFIRMED")


async def test_a_letter_betrays_nothing(db: Database, place: Place, folder: Path) -> None:
    await db.write(appointments.book, place.amina, place.motive, Modality.ON_SITE, NINE, key="k")
    await Worker(db, service.handlers(db)).run_once()
    (letter,) = _letters(folder)
    body = letter.get_body(("plain",))
    assert body is not None
    said = letter["Subject"] + body.get_content() + _calendar(letter).to_ical().decode()
    for word in FORBIDDEN:
        assert word not in said.lower()
    assert "3 rue du Lac, Annecy" in body.get_content()


async def test_what_changed_meanwhile_is_told_once(
    db: Database, place: Place, folder: Path
) -> None:
    booked = await db.write(
        appointments.book, place.amina, place.motive, Modality.ON_SITE, NINE, key="k"
    )
    await db.write(appointments.cancel, place.amina, booked.id, CancelReason.UNSAID)
    await Worker(db, service.handlers(db)).run_once()
    (letter,) = _letters(folder)
    assert letter["Subject"].startswith("Annulé")


async def test_a_worker_that_died_writes_the_same_letter(
    db: Database, place: Place, folder: Path, clock: FixedClock
) -> None:
    booked = await db.write(
        appointments.book, place.amina, place.motive, Modality.ON_SITE, NINE, key="k"
    )
    tell = service.handlers(db)[appointments.BOOKED]
    payload = {"appointment_id": str(booked.id), "sequence": 0}
    await tell(payload)
    (before,) = _letters(folder)
    clock.advance(timedelta(minutes=6))
    await tell(payload)
    (after,) = _letters(folder)
    assert before["Message-ID"] == after["Message-ID"]


async def test_without_an_address_nothing_is_sent(db: Database, place: Place, folder: Path) -> None:
    async def forget(session: Session) -> None:
        await session.exec(
            sa.update(Person).where(col(Person.id) == place.amina.person_id).values(email=None)
        )

    await db.write(forget)
    await db.write(appointments.book, place.amina, place.motive, Modality.ON_SITE, NINE, key="k")
    assert await Worker(db, service.handlers(db)).run_once() == 1
    assert _letters(folder) == []


@pytest.fixture
async def post_office() -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that speaks enough SMTP to take a letter."""
    taken: list[bytes] = []

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())

        say("220 here")
        while line := await reader.readline():
            word = line.decode().split(None, 1)[0].upper()
            if word == "DATA":
                say("354 go on")
                taken.append(await reader.readuntil(b"\r\n.\r\n"))
                say("250 taken")
            elif word == "QUIT":
                say("221 bye")
                break
            else:
                say("250 fine")
            await writer.drain()
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    yield f"127.0.0.1:{port}", taken
    server.close()


def _letter(clock: FixedClock) -> Letter:
    return Letter(
        key="k.0",
        sender="Passeport emploi <ne-pas-repondre@example.org>",
        to="amina@example.org",
        subject="C'est noté : mardi",
        text="Bonjour",
        language="fr",
        at=clock.now(),
    )


async def test_smtp_takes_the_letter(
    post_office: tuple[str, list[bytes]], clock: FixedClock
) -> None:
    address, taken = post_office
    await Smtp(f"smtp://{address}").send(_letter(clock))
    (raw,) = taken
    letter = message_from_bytes(raw, policy=default)
    assert letter["Subject"] == "C'est noté : mardi"
    assert letter["Message-ID"] == "<k.0@example.org>"


async def test_a_password_is_not_said_in_the_clear(
    post_office: tuple[str, list[bytes]], clock: FixedClock
) -> None:
    address, taken = post_office
    with pytest.raises(OSError, match="STARTTLS"):
        await Smtp(f"smtp://user:secret@{address}").send(_letter(clock))
    assert taken == []
