"""The ``passport`` command: each subcommand is one call into the product."""

import asyncio
import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Self
from uuid import UUID

import typer
from cryptography.fernet import Fernet
from pydantic import ValidationError

from passport.kernel.actor import Role
from passport.settings import Settings, settings

if TYPE_CHECKING:
    from rich.progress import TaskID

    from passport.identity.doubts import Question
    from passport.kernel.doctor import Finding

app = typer.Typer(
    help="Passeport emploi: the employment passport that belongs to the person.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _settings() -> Settings:
    """The settings, or their refusals, a sentence a line."""
    try:
        return settings()
    except ValidationError as error:
        for problem in error.errors():
            typer.secho(problem["msg"].removeprefix("Value error, "), fg="red", err=True)
        raise typer.Exit(2) from None


def _sampled() -> Settings:
    """The settings of a product that may hold fictitious people."""
    found = _settings()
    if found.production:
        problem = "PASSPORT_ENV is production: fictitious people stay out of it. Use `serve`."
        typer.secho(problem, fg="red", err=True)
        raise typer.Exit(2)
    return found


def _say(line: str) -> None:
    typer.echo(line)


async def _sample() -> None:
    from passport import migrations
    from passport.demo.sample import prepare
    from passport.kernel.database import database

    await migrations.upgrade(database())
    await prepare()
    await database().dispose()


@app.command()
def demo() -> None:
    """Install nothing by hand: build, prepare the sample data and serve, at one address."""
    from passport import frontend, server

    configured = _sampled()
    frontend.build(_say)
    _say("Preparing the sample data…")
    asyncio.run(_sample())
    server.serve(configured, _say)


@app.command()
def build() -> None:
    """Build the pages, only when something they are made of has changed."""
    from passport import frontend

    _settings()
    frontend.build(_say)


@app.command()
def serve() -> None:
    """Serve a finished build."""
    from passport import server

    server.serve(_settings(), _say)


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    from passport import migrations
    from passport.kernel.database import database

    _settings()
    asyncio.run(migrations.upgrade(database()))
    _say("The tables are up to date.")


@app.command()
def seed() -> None:
    """Put the fictitious territories and people in place. Twice does no more than once."""
    _sampled()
    asyncio.run(_sample())
    _say("The sample data is in place.")


@app.command()
def key() -> None:
    """Make a key for SECRET_KEYS."""
    _say(Fernet.generate_key().decode())


@app.command("provider-key")
def provider_key(
    kind: Annotated[str, typer.Argument(help="`rsa` or `ec`.")] = "rsa",
    use: Annotated[str, typer.Option(help="`enc` opens envelopes, `sig` signs for us.")] = "enc",
) -> None:
    """Make a private key for a provider of identity, as a JWK set; keep it in a private file."""
    from passport.identity.provider.keys import new_key_set

    try:
        _say(json.dumps(new_key_set(kind, use)))
    except ValueError as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(2) from None


accounts = typer.Typer(help="Accounts in doubt: see them, and decide.", no_args_is_help=True)
app.add_typer(accounts, name="accounts")

Reference = Annotated[str, typer.Argument(help="The reference that `passport accounts list` says.")]


@accounts.command("list")
def accounts_list() -> None:
    """The questions that wait, the oldest first: whose account may it be, and why it is asked."""
    for one in _decide("", None, ""):
        said = ", ".join(f"{name} {value}" for name, value in one.said.items())
        maybe = f"may be {one.candidate} ({one.candidate_id})" if one.candidate else "says nobody"
        _say(f"{one.reference}  {one.since:%Y-%m-%d %H:%M}  {one.reason}  {one.issuer}")
        _say(f"          came as: {said}")
        _say(f"          {maybe}")


@accounts.command("attach")
def accounts_attach(
    reference: Reference,
    person: Annotated[str, typer.Option(help="Another person than the one it may be.")] = "",
) -> None:
    """Let the account lead to the person: check who calls first, by what only she can know."""
    _decide(reference, "attached", person)
    _say("Attached. The person may log in now.")


@accounts.command("apart")
def accounts_apart(reference: Reference) -> None:
    """Keep the account apart: it is somebody else, who gets a passport of her own."""
    _decide(reference, "apart", "")
    _say("Kept apart. The person may log in now, to a passport of her own.")


def _decide(reference: str, verdict: str | None, person: str) -> "list[Question]":
    """The questions that wait, or the decision on one of them."""
    from passport.identity import doubts
    from passport.identity.rules import Verdict
    from passport.kernel.database import database
    from passport.kernel.errors import PassportError

    _settings()

    async def run() -> "list[Question]":
        base = database()
        try:
            waiting = await base.read(doubts.questions, None)
            if verdict is None:
                return waiting
            found = [one for one in waiting if one.reference == reference.upper()]
            if len(found) != 1:
                raise ValueError("No question waits under this reference.")
            chosen = UUID(person) if person else None
            await base.write(doubts.settle, None, found[0].id, Verdict(verdict), chosen)
            return found
        finally:
            await base.dispose()

    try:
        return asyncio.run(run())
    except (PassportError, ValueError) as error:
        said = error.text() if isinstance(error, PassportError) else str(error)
        typer.secho(said, fg="red", err=True)
        raise typer.Exit(1) from None


async def _tables() -> "Finding":
    """Are the tables those of this release?"""
    from passport.kernel.database import database
    from passport.kernel.doctor import Finding
    from passport.migrations import pending

    try:
        behind = await pending(database())
    except Exception as error:
        return Finding("tables", type(error).__name__, "Check DATABASE_URL and that it is up.")
    if behind:
        return Finding("tables", "behind this release", "Run `passport migrate`.")
    return Finding("tables", "those of this release")


@app.command()
def doctor() -> None:
    """Check settings, database, tables, Redis, storage, disk, clock and translations."""
    from passport.conversation import listening
    from passport.kernel.database import database
    from passport.kernel.doctor import examine
    from passport.kernel.storage import storage

    configured = _settings()

    async def run() -> bool:
        healthy = True
        findings = [one async for one in examine(configured, database(), storage())]
        findings += [await _tables(), await listening.check(configured)]
        for finding in findings:
            mark = (
                typer.style("ok  ", fg="green")
                if finding.healthy
                else typer.style("look", fg="red")
            )
            _say(f"{mark} {finding.what}: {finding.seen}")
            if not finding.healthy:
                healthy = False
                _say(f"     {finding.remedy}")
        return healthy

    if not asyncio.run(run()):
        raise typer.Exit(1)


@app.command()
def role(
    person: Annotated[UUID, typer.Argument(help="Who: the number at the end of her page “Moi”.")],
    role: Annotated[Role, typer.Argument(help="What she is from now on.")],
    structure: Annotated[
        str, typer.Option(help="Where she works: the short name of a structure. Not for others.")
    ] = "",
) -> None:
    """Give a person another role; her open pages follow at once, and it is written down."""
    from passport.identity import sessions, tabs
    from passport.kernel.database import Session, database
    from passport.kernel.errors import NotFound
    from passport.network import service as network

    async def change(session: Session) -> tuple[str, ...]:
        place = await network.place_of(session, structure) if structure else None
        return await sessions.change_role(
            session,
            None,
            person,
            role,
            territory_id=place.territory_id if place else None,
            structure_id=place.id if place else None,
        )

    async def run() -> bool:
        try:
            await tabs.changed(await database().write(change))
        except NotFound as error:
            _say(error.text())
            return False
        finally:
            await database().dispose()
        return True

    _settings()
    if role is not Role.BENEFICIARY and not structure:
        _say("Name the structure where she works: --structure espace-du-lac")
        raise typer.Exit(2)
    if not asyncio.run(run()):
        raise typer.Exit(1)
    _say(f"From now on: {role.value}.")


@app.command()
def understand(
    text: Annotated[
        str, typer.Argument(help="What a person said, or with --jsonl a file; a dash: the input.")
    ] = "-",
    question: Annotated[str, typer.Option(help="The slot that was asked, if any.")] = "",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One object a line, in and out.")] = False,
) -> None:
    """Say what the conversation understands of a text, with the words it rests on.

    With --jsonl, reads objects with id, text, and optionally question and ref_date, and writes one
    object a line. Lines that cannot be read are told on standard error, and the rest goes on.
    """
    if jsonl:
        _prepare_trades()
        raise typer.Exit(_understand_lines(text))
    # Without the use cases, which load the database: this runs once for one sentence.
    from passport.conversation.engine.account import readable
    from passport.conversation.understanding import trades

    trades.keep_in(_settings().passport_var)
    words = sys.stdin.read() if text == "-" else text
    _say(readable(words, question or None))


def _understand_lines(path: str) -> int:
    """Write the account of each line; 1 when some were refused."""
    from passport.conversation.engine.account import Refused, account_of_line

    refused = 0
    try:
        opened = nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb")  # noqa: SIM115
    except OSError as error:
        typer.secho(f"{path}: {error.strerror}", fg="red", err=True)
        return 2
    with opened as source:
        for number, raw in enumerate(source, 1):
            if not raw.strip():
                continue
            try:
                told = account_of_line(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
                line = json.dumps(told, ensure_ascii=False)
                sys.stdout.buffer.write(line.encode() + b"\n")
            except UnicodeEncodeError:
                sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
            except (Refused, UnicodeDecodeError) as error:
                refused += 1
                typer.echo(f"line {number}: {error}", err=True)
            sys.stdout.buffer.flush()
    return 1 if refused else 0


@app.command("eval")
def evaluate(
    paths: Annotated[list[Path], typer.Argument(help="Files of examples with what is expected.")],
) -> None:
    """Score the understanding on files of examples, and print a table for each."""
    from passport.conversation.evaluation import Unreadable, score

    _prepare_trades()
    for path in paths:
        try:
            _say(f"{score(path)}\n")
        except Unreadable as error:
            typer.secho(str(error), fg="red", err=True)
            raise typer.Exit(1) from None


@app.command("import-rome")
def import_rome(
    folder: Annotated[Path, typer.Argument(help="The unpacked archive: unix_*_vNNN_utf8.csv.")],
) -> None:
    """Take the official ROME 4.0 of France Travail, any 4.x version, in place of a former one."""
    from passport.conversation import service
    from passport.conversation.understanding.trades import Refused

    service.keep_trades_in(_settings().passport_var)
    try:
        with Steps() as steps:
            found = service.import_rome(folder, steps.show)
    except Refused as error:
        typer.secho(f"{error}\nNothing was changed.", fg="red", err=True)
        raise typer.Exit(1) from None
    _say(f"version {found.version}: {found.names} appellations, {found.codes} codes, ")
    _say(f"from {found.parents} parent codes")
    _say(f"{found.attribution} (Licence Ouverte 2.0)")
    if not found.ready:
        _say("Searched by letters now; by meaning once the server has worked it out.")


def _prepare_trades() -> None:
    """Have trades searched as well as they can be: a minute of work the first time."""
    from passport.conversation import service

    configured = _settings()
    service.keep_trades_in(configured.passport_var)
    if not configured.prepare_trades:
        return
    with Steps() as steps:
        service.prepare_now(steps.show)


class Steps:
    """Shows how far each step is, on the terminal alone."""

    WORDS: ClassVar = {"read": "Reading", "index": "Names", "meaning": "Meanings"}

    def __enter__(self) -> Self:
        from rich.console import Console
        from rich.progress import Progress

        self._bars = Progress(console=Console(stderr=True), transient=True)
        self._bars.start()
        self._known: dict[str, TaskID] = {}
        return self

    def show(self, step: str, share: float) -> None:
        """The bar of ``step`` at ``share``, from 0 to 1."""
        if step not in self._known:
            self._known[step] = self._bars.add_task(self.WORDS[step], total=1.0)
        self._bars.update(self._known[step], completed=share)

    def __exit__(self, *_: object) -> None:
        self._bars.stop()


if __name__ == "__main__":
    app(prog_name="passport")
