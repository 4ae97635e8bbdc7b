"""A whole life of a session, with the product told to log all it can: what is written down?

What must never stand in the log is looked for in it, in the state manager's Redis and, for what is
sealed, in the tables themselves.
"""

import asyncio
import io
import re
import time
from dataclasses import dataclass, field

import httpx
import pytest
from PIL import Image
from redis.asyncio import Redis

from passport.demo.sample import person_id
from passport.identity.models import Person
from passport.kernel.crypto import digest
from passport.kernel.database import Database, Session
from passport.kernel.web.socket import bound_prefix
from passport.participation import receipts
from rxconfig import STATE_EXPIRATION_S
from tests.attacks.belongings import actor_of, answers, running
from tests.attacks.conftest import VICTIM, Product, login
from tests.attacks.tab import Tab
from tests.framework.phone import ROOT
from tests.identity.walk import choose, consent, start
from tests.services import needs_postgres, needs_redis

SAID = "Xylophonia"
SENTENCE = f"j'ai travaillé trois ans chez {SAID} à Annecy, je servais les clients"
WORD = "Zanzibarine"
INVITED = "Quetzalcoatline"
TELEPHONE = "0639981234"

TALK = f"{ROOT}.passport___conversation___state____talk_state"
OPINION = f"{ROOT}.passport___participation___state____opinion_state"
SHARE = f"{ROOT}.passport___sharing___state____share_state"
ME = f"{ROOT}.passport___identity___state____me_state"
RECORD = f"{ROOT}.passport___record___state____record_state"


@dataclass
class Life:
    """What was said and given in a session, by what it is."""

    secrets: dict[str, str] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)


def _picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(kept, "PNG")
    return kept.getvalue()


async def live(product: Product) -> Life:
    """Log in, talk, give a document, share, be looked at, answer, look at oneself, log out."""
    life = Life()
    async with product.browser() as browser:
        people = await start(browser)
        handover = await choose(browser, people, person_id(VICTIM))
        life.secrets["cookie before the login"] = browser.cookies["sid"]
        back = await consent(browser, handover)
        asked = httpx.URL(back).params
        life.secrets.update(code=asked["code"], state=asked["state"])
        assert (await browser.get(back)).status_code == 303
        session = browser.cookies["sid"]
        life.secrets.update(cookie=session, key=digest(session), id_token=await _id_token(product))
        async with product.tab(session) as tab:
            life.tokens.append(tab.tab)
            form = {"__reflex_form_data__": [["text", SENTENCE], ["turn", "turn-1"]]}
            await tab.ask(f"{TALK}.say", form=form)
            assert SAID in "".join(map(str, tab.told))
            # As a page of a former release, and as a page that is broken.
            await tab.ask(f"{TALK}.former_name", form={"text": {"deep": SENTENCE}})
            await tab.ask(f"{TALK}.say", form={"text": {"deep": SENTENCE}})
            await tab.ask(f"{TALK}.say", form=SENTENCE, other=[SENTENCE])
            await tab.ask(f"{ME}.load")
            await tab.ask(f"{RECORD}.load")
        answer = await browser.post(
            "/passeport/certificats",
            data={"title": f"Diplôme {WORD}"},
            files={"file": (f"{WORD}.png", _picture(), "image/png")},
        )
        assert answer.status_code == 303, answer.text
        page = await browser.post("/passeport/certificats", data={"title": "x", "obtained": WORD})
        assert page.status_code == 422
        answer = await browser.post(
            "/montrer/nouveau",
            data={
                "recipient": WORD,
                "lifetime": "day",
                "item-availability": "1",
                **_all(tab),
            },
        )
        assert answer.status_code == 303, answer.text
        share = answer.headers["location"].partition("id=")[2]
        link = (await browser.get(f"/montrer/lien/{share}")).text
        found = re.search(r"/p/([\w-]{20,})", link)
        assert found
        life.secrets["share"] = found[1]
        async with product.browser() as employer:
            assert (await employer.get(f"/p/{found[1]}")).status_code == 200
            await employer.post(
                f"/p/{found[1]}/reponse", data={"reply": "meet", "contact": f"{WORD} 0600000000"}
            )
        receipt = await _answer(product, browser)
        life.secrets["receipt"] = receipt
        await browser.post("/mon-avis/suivi", data={"code": receipt})
        async with product.tab(session, f"/montrer/code?id={share}") as tab:
            life.tokens.append(tab.tab)
            await tab.ask(f"{SHARE}.load")
            form = {"__reflex_form_data__": [["code", receipt]]}
            await tab.ask(f"{OPINION}.follow", form=form)
            await tab.ask(f"{ME}.load")
        life.secrets["e-mail"] = f"{VICTIM}@example.org"
        life.secrets["name"] = "Benali"
        life.secrets["word"] = WORD
        life.secrets["sentence"] = SAID
        assert (await browser.post("/deconnexion")).status_code == 303
    await _by_paper(product, life)
    return life


async def _by_paper(product: Product, life: Life) -> None:
    """Invite somebody, let her in by link and code, and have her come back with a code."""
    base = Database(product.database)
    try:
        referent = await login(base, person_id("claire-favre"))
    finally:
        await base.dispose()
    life.secrets["referent's cookie"] = referent
    form = {"key": "f" * 22, "given_name": INVITED, "family_name": INVITED, "contact": TELEPHONE}
    async with product.browser(referent) as browser:
        sheet = (await browser.post("/pro/invitations", data=form)).text
    code = re.search(r'class="code" dir="ltr">([\d ]+)<', sheet)
    assert code
    digits = code[1].replace(" ", "")
    life.secrets.update(invited=INVITED, telephone=TELEPHONE[1:], **{"invitation's code": digits})
    life.secrets["another link"] = "L" * 43
    async with product.browser() as browser:
        assert (await browser.get(f"/i/{life.secrets['another link']}")).status_code == 422
        welcome = await browser.post("/connexion/invitation", data={"code": code[1]})
        assert INVITED in welcome.text
        answer = {"key": digits, "answer": "yes"}
        answered = await browser.post("/connexion/invitation/reponse", data=answer)
        assert answered.status_code == 303, answered.text
        life.secrets["invited cookie"] = browser.cookies["sid"]
        await browser.post("/moi/revenir", data={"contact": TELEPHONE})
        one_time = await _text_message(product)
        life.secrets["one-time code"] = one_time
        kept = await browser.post("/moi/revenir/code", data={"code": one_time})
        assert kept.headers["location"].endswith("garde=1"), kept.text
        await browser.post("/deconnexion")
        await browser.post("/connexion/code", data={"contact": TELEPHONE})
        await browser.post("/connexion/code/saisir", data={"code": "000000"})


async def _text_message(product: Product) -> str:
    """The code of the last short message that left."""
    for _ in range(50):
        sent = sorted((product.var / "sms").glob("*.txt"))
        if sent:
            found = re.search(r"(\d{3}) (\d{3})", sent[-1].read_text())
            assert found
            return found[1] + found[2]
        await asyncio.sleep(0.2)
    raise AssertionError("no short message left")


async def _id_token(product: Product) -> str:
    from sqlmodel import col, select

    from passport.identity.models import WebSession

    base = Database(product.database)
    try:

        async def find(session):  # type: ignore[no-untyped-def]
            query = (
                select(WebSession.sealed)
                .where(WebSession.person_id == person_id(VICTIM))
                .order_by(col(WebSession.created_at).desc())
            )
            return (await session.exec(query)).first()

        import json

        token: str = json.loads(await base.read(find))["id_token"]
        assert token.count(".") == 2
        return token
    finally:
        await base.dispose()


def _all(tab: Tab) -> dict[str, str]:
    """Boxes for everything in the passport that she was just shown."""
    ids = set(re.findall(r'"id":"([0-9a-f-]{36})"', "".join(map(str, tab.told))))
    return {f"item-{one}": "1" for one in ids}


async def _answer(product: Product, browser: httpx.AsyncClient) -> str:
    """Answer a consultation that runs, with a form; the receipt that is shown once."""
    base = Database(product.database)
    try:
        who = actor_of(await base.read(_victim))
        asked = await running(base, who)
        given = await answers(base, who, asked)
    finally:
        await base.dispose()
    fields = {f"q{position}": value for position, value in given.items()}
    answer = await browser.post(
        "/mon-avis/simple", data={"id": str(asked), "envoyer": "1", **fields}
    )
    assert answer.status_code == 200, answer.text
    said = re.sub(r"<[^>]+>", "\n", answer.text).split()
    known = set(receipts.WORDS)
    runs = [said[n : n + receipts.LENGTH] for n in range(len(said))]
    return next(" ".join(run) for run in runs if len(run) == 4 and set(run) <= known)


async def _victim(session: Session) -> Person:
    return await session.get_one(Person, person_id(VICTIM))


@pytest.fixture(scope="package")
def lives() -> dict[str, Life]:
    return {}


@pytest.fixture(params=["product", pytest.param("service", marks=[needs_postgres, needs_redis])])
def attacked(request: pytest.FixtureRequest) -> Product:
    """One process on SQLite, then two on PostgreSQL and Redis."""
    product: Product = request.getfixturevalue(request.param)
    return product


@pytest.fixture
async def life(attacked: Product, lives: dict[str, Life]) -> tuple[Product, Life]:
    if attacked.origin not in lives:
        lives[attacked.origin] = await live(attacked)
    return attacked, lives[attacked.origin]


async def test_the_log_says_what_happened_and_never_to_whom(life: tuple[Product, Life]) -> None:
    product, lived = life
    log = product.log.read_text()
    assert "path=/parler" in log or '"path": "/parler' in log or "/deconnexion" in log
    for name, secret in lived.secrets.items():
        assert secret not in log, name
        assert secret.casefold() not in log.casefold(), name
    for token in lived.tokens:
        assert token not in log
    assert not re.search(r"[\w.]+@[\w.]+\.(org|fr)", log)
    assert not re.search(r"eyJ[\w-]{10,}", log)
    assert "INSERT" not in log
    assert "SELECT" not in log


async def test_the_files_of_the_product_are_named_by_chance(life: tuple[Product, Life]) -> None:
    product, _lived = life
    names = [str(path.relative_to(product.var)) for path in product.var.rglob("*")]
    assert not [name for name in names if WORD in name or "benali" in name.casefold()]


async def test_what_is_sealed_is_not_in_the_tables(life: tuple[Product, Life]) -> None:
    """Read as a thief of the database would: every column of every row, and the file itself."""
    product, lived = life
    base = Database(product.database)
    held = ""
    try:
        from sqlalchemy import text
        from sqlmodel import SQLModel

        from passport.models import import_models

        import_models()
        async with base.engine.connect() as connection:
            for table in SQLModel.metadata.tables:
                rows = await connection.execute(text(f'SELECT * FROM "{table}"'))
                held += repr([tuple(row) for row in rows])
    finally:
        await base.dispose()
    for name in ("cookie before the login", "cookie", "code", "state", "share", "receipt",
                 "id_token", "sentence", "e-mail", "referent's cookie", "invitation's code",
                 "telephone", "invited cookie", "one-time code"):  # fmt: skip
        assert lived.secrets[name] not in held, name


DAY_S = 24 * 3600


async def test_what_remains_in_redis_says_nothing_and_expires(life: tuple[Product, Life]) -> None:
    """After the logout: nothing that opens anything, and not a word of hers."""
    product, lived = life
    address = product.environment["REDIS_URL"]
    if not address:
        pytest.skip("one process keeps its states in memory")
    redis = Redis.from_url(address)
    # Her name and address stand in her other sessions, where other tests opened some.
    words = {name: word for name, word in lived.secrets.items() if name not in {"name", "e-mail"}}
    words["keys of her tabs"] = bound_prefix(lived.secrets["key"])
    try:
        held = await _dump(redis)
        deadline = time.monotonic() + 4
        while stays := [name for name, word in words.items() if word.encode() in held]:
            assert time.monotonic() < deadline, stays
            await asyncio.sleep(0.2)
            held = await _dump(redis)
        kept = {key: await redis.ttl(key) for key in await redis.keys()}
    finally:
        await redis.aclose()
    for token in lived.tokens:
        assert token.encode() not in held
    forever = [key for key, ttl in kept.items() if ttl == -1 and b"token_manager" not in key]
    assert forever == []
    # What a limit counts stays under an HMAC until its bucket is full again: at most a day.
    counts = {key: ttl for key, ttl in kept.items() if key.startswith(b"passport:limit:")}
    assert all(ttl <= DAY_S + 1 for ttl in counts.values()), counts
    states = {key: ttl for key, ttl in kept.items() if key not in counts}
    assert all(ttl <= STATE_EXPIRATION_S for ttl in states.values()), states


async def _dump(redis: Redis) -> bytes:
    """Everything in a base of Redis, as a thief of its file would have it."""
    return b"".join([key + (await redis.dump(key) or b"") for key in await redis.keys()])
