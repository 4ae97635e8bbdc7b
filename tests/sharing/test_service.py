"""Use cases of sharing, on both databases."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import pytest

from passport.kernel.actor import Actor
from passport.kernel.clock import FixedClock
from passport.kernel.database import Database
from passport.kernel.errors import Conflict, Invalid, NotFound, TooMany
from passport.record import service as record
from passport.record.service import (
    ExperienceDraft,
    ItemKind,
    ProfileDraft,
    SkillDraft,
    SoftSkillDraft,
)
from passport.sharing import rules, service
from passport.sharing.rules import Device, Lifetime, Reply, Status
from passport.sharing.service import Closed, Shown
from tests.record.people import beneficiary


async def holder(db: Database, given: str = "Amina") -> tuple[Actor, dict[str, str]]:
    """Somebody with a small passport, and the names of what is in it."""
    amina = await beneficiary(db, given)
    await db.write(record.save_profile, amina, ProfileDraft("Vente", "Bus", "Tout de suite"))
    return amina, {
        "bakery": str(await db.write(record.add_experience, amina, ExperienceDraft("Vendeuse"))),
        "care": str(await db.write(record.add_experience, amina, ExperienceDraft("Aidante"))),
        "service": str(await db.write(record.add_soft_skill, amina, SoftSkillDraft("399999"))),
        "till": str(await db.write(record.add_skill, amina, SkillDraft("Caisse"))),
    }


async def opened(
    db: Database, amina: Actor, *chosen: str, lifetime: Lifetime = Lifetime.DAY
) -> tuple[UUID, str]:
    """A share of these things, and its secret."""
    share = await db.write(service.make_share, amina, "Boulangerie Martin", chosen, lifetime)
    return share, await db.read(service.address, amina, share)


async def look(db: Database, secret: str, **more: object) -> Shown | Closed:
    """Somebody opens the address on a phone."""
    given = {"device": Device.PHONE} | more
    return await db.write(service.open_address, secret, **given)  # type: ignore[arg-type]


async def test_only_what_was_chosen_is_shown(db: Database) -> None:
    amina, held = await holder(db)
    _share, secret = await opened(
        db, amina, held["bakery"], "mobility", "unknown", str(UUID(int=1))
    )
    shown = await look(db, secret)
    assert isinstance(shown, Shown)
    assert [one.title for one in shown.passport.experiences] == ["Vendeuse"]
    assert shown.passport.mobility == "Bus"
    assert (shown.passport.project, shown.passport.availability) == ("", "")
    assert not shown.passport.soft_skills
    assert not shown.passport.skills
    assert shown.name == "Amina Benali"


async def test_what_leaves_the_passport_leaves_the_share(db: Database) -> None:
    amina, held = await holder(db)
    _share, secret = await opened(db, amina, held["bakery"], held["care"])
    await db.write(record.remove, amina, ItemKind.EXPERIENCE, UUID(held["bakery"]))
    shown = await look(db, secret)
    assert isinstance(shown, Shown)
    assert [one.title for one in shown.passport.experiences] == ["Aidante"]


async def test_what_comes_later_is_not_shared(db: Database) -> None:
    amina, held = await holder(db)
    _share, secret = await opened(db, amina, *held.values())
    await db.write(record.add_experience, amina, ExperienceDraft("Secret"))
    shown = await look(db, secret)
    assert isinstance(shown, Shown)
    assert "Secret" not in [one.title for one in shown.passport.experiences]


@pytest.mark.parametrize(
    ("recipient", "pick", "field"),
    [
        ("  ", True, "recipient"),
        ("x" * 81, True, "recipient"),
        ("Martin", False, "chosen"),
    ],
)
async def test_a_share_needs_somebody_and_something(
    db: Database, recipient: str, pick: bool, field: str
) -> None:
    amina, held = await holder(db)
    chosen = [held["bakery"]] if pick else []
    with pytest.raises(Invalid) as refusal:
        await db.write(service.make_share, amina, recipient, chosen, Lifetime.DAY)
    assert refusal.value.field == field


async def test_nobody_shares_what_is_another_s(db: Database) -> None:
    _amina, held = await holder(db)
    other, _ = await holder(db, "Zoé")
    with pytest.raises(Invalid):
        await db.write(service.make_share, other, "Martin", [held["bakery"]], Lifetime.DAY)


async def test_shares_that_are_open_have_a_limit(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MAX_ACTIVE", 1)
    amina, held = await holder(db)
    share, _secret = await opened(db, amina, held["bakery"])
    with pytest.raises(TooMany):
        await opened(db, amina, held["care"])
    await db.write(service.cut, amina, share)
    await opened(db, amina, held["bakery"])


async def test_a_double_tap_is_one_share(db: Database, clock: FixedClock) -> None:
    amina, held = await holder(db)
    share, _secret = await opened(db, amina, held["bakery"])
    assert (await opened(db, amina, held["bakery"]))[0] == share
    assert (await opened(db, amina, held["bakery"], lifetime=Lifetime.WEEK))[0] != share
    assert (await opened(db, amina, held["care"]))[0] != share
    clock.advance(timedelta(minutes=1))
    assert (await opened(db, amina, held["bakery"]))[0] != share


async def test_she_sees_that_it_was_looked_at(db: Database, clock: FixedClock) -> None:
    amina, held = await holder(db)
    share, secret = await opened(db, amina, held["bakery"])
    assert (await db.read(service.share, amina, share)).seen == 0
    await look(db, secret)
    clock.advance(timedelta(minutes=5))
    await look(db, secret, device=Device.COMPUTER)
    seen = await db.read(service.share, amina, share)
    assert (seen.seen, seen.last_seen_at) == (2, clock.now())
    log = await db.read(service.looks, amina, share)
    assert [one.device for one in log] == [Device.COMPUTER, Device.PHONE]


async def test_what_is_not_a_look_is_not_written_down(db: Database) -> None:
    amina, held = await holder(db)
    share, secret = await opened(db, amina, held["bakery"])
    await look(db, secret, device=None)
    await look(db, secret, visitor=amina)
    await look(db, secret, seen_before=share.hex)
    assert (await db.read(service.share, amina, share)).seen == 0
    await look(db, secret, seen_before=UUID(int=4).hex)
    assert (await db.read(service.share, amina, share)).seen == 1


async def test_a_flood_of_looks_does_not_fill_the_disk(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MAX_VIEWINGS", 3)
    amina, held = await holder(db)
    share, secret = await opened(db, amina, held["bakery"])
    for _ in range(6):
        assert isinstance(await look(db, secret), Shown)
    assert (await db.read(service.share, amina, share)).seen == 3


async def test_cut_is_for_ever_and_paused_is_not(db: Database) -> None:
    amina, held = await holder(db)
    share, secret = await opened(db, amina, held["bakery"])
    await db.write(service.pause, amina, share)
    assert await look(db, secret) == Closed(Status.PAUSED)
    await db.write(service.resume, amina, share)
    assert isinstance(await look(db, secret), Shown)
    await db.write(service.cut, amina, share)
    await db.write(service.cut, amina, share)
    assert await look(db, secret) == Closed(Status.CUT)
    with pytest.raises(Conflict):
        await db.write(service.resume, amina, share)
    with pytest.raises(Conflict):
        await db.read(service.address, amina, share)


@pytest.mark.parametrize(
    ("lifetime", "lasts"),
    [
        (Lifetime.HOUR, timedelta(hours=1)),
        (Lifetime.DAY, timedelta(days=1)),
        (Lifetime.WEEK, timedelta(days=7)),
        (Lifetime.MONTH, timedelta(days=30)),
    ],
)
async def test_a_share_ends_by_itself(
    db: Database, clock: FixedClock, lifetime: Lifetime, lasts: timedelta
) -> None:
    amina, held = await holder(db)
    _share, secret = await opened(db, amina, held["bakery"], lifetime=lifetime)
    clock.advance(lasts - timedelta(seconds=1))
    assert isinstance(await look(db, secret), Shown)
    clock.advance(timedelta(seconds=1))
    assert await look(db, secret) == Closed(Status.EXPIRED)


async def test_an_address_that_never_was(db: Database) -> None:
    for secret in ("", "abc", "x" * 5000, "'; DROP TABLE share; --", "\u0000"):
        with pytest.raises(NotFound):
            await look(db, secret)
        with pytest.raises(NotFound):
            await db.write(service.reply, secret, Reply.MEET)


async def test_the_last_answer_stands(db: Database) -> None:
    amina, held = await holder(db)
    share, secret = await opened(db, amina, held["bakery"])
    await db.write(service.reply, secret, Reply.LATER)
    await db.write(service.reply, secret, Reply.MEET)
    await db.write(service.reply, secret, Reply.MEET, " 04 50 00 00 00 ")
    seen = await db.read(service.share, amina, share)
    assert (seen.answer, seen.contact) == (Reply.MEET, "04 50 00 00 00")
    await db.write(service.cut, amina, share)
    assert await db.write(service.reply, secret, Reply.NOT_NOW) == Closed(Status.CUT)
    assert (await db.read(service.share, amina, share)).answer is Reply.MEET


async def test_ended_shares_go_in_the_end_with_their_logs(db: Database, clock: FixedClock) -> None:
    amina, held = await holder(db)
    _share, secret = await opened(db, amina, held["bakery"])
    await look(db, secret)
    clock.advance(timedelta(days=300))
    assert await db.write(service.purge) == 0
    clock.advance(timedelta(days=100))
    assert await db.write(service.purge) == 1
    assert await db.read(service.shares, amina) == ()


NOT_HERS: dict[str, Callable[..., Awaitable[object]]] = {
    "read": service.share,
    "log": service.looks,
    "address": service.address,
    "pause": service.pause,
    "resume": service.resume,
    "cut": service.cut,
}


@pytest.mark.parametrize("name", NOT_HERS)
async def test_not_hers_and_not_there_look_the_same(db: Database, name: str) -> None:
    amina, held = await holder(db)
    other, _ = await holder(db, "Zoé")
    share, secret = await opened(db, amina, held["bakery"])
    said = set()
    for share_id in (share, UUID(int=0)):
        with pytest.raises(NotFound) as refusal:
            await db.write(NOT_HERS[name], other, share_id)
        said.add(refusal.value.text())
    assert said == {service.NOT_THERE}
    assert isinstance(await look(db, secret), Shown)
    assert await db.read(service.shares, other) == ()


async def test_the_secret_is_not_in_the_database(db: Database) -> None:
    from sqlalchemy import text

    amina, held = await holder(db)
    _share, secret = await opened(db, amina, held["bakery"])
    async with db.engine.connect() as connection:
        rows = (await connection.execute(text("SELECT * FROM share"))).all()
        notes = (await connection.execute(text("SELECT * FROM audit_note"))).all()
    everything = repr(rows) + repr(notes)
    assert len(secret) == 22
    assert secret not in everything


async def test_looks_at_the_same_moment_are_all_counted(db: Database) -> None:
    amina, held = await holder(db)
    share, secret = await opened(db, amina, held["bakery"])
    await asyncio.gather(*(look(db, secret) for _ in range(20)))
    assert (await db.read(service.share, amina, share)).seen == 20
