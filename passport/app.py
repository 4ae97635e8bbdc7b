"""The app put together: pages, routes and the edge around them. No logic."""

import gc
from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from passport.actions import routes as actions
from passport.actions.pages import bank
from passport.actions.state import ActionsState
from passport.appointments import routes as appointments
from passport.appointments.pages import agenda, cancel, move, take
from passport.appointments.state import AgendaState, BookingState
from passport.assessment import routes as assessment
from passport.assessment.pages import answers
from passport.assessment.state import AnswersState
from passport.conversation import routes as conversation
from passport.conversation import service as conversation_service
from passport.conversation.first_words import first_words
from passport.conversation.journal_state import JournalState
from passport.conversation.pages import journal, talk
from passport.conversation.state import TalkState
from passport.demo import provider as demonstration
from passport.identity import code_routes, tabs
from passport.identity import routes as identity
from passport.identity.guard import PUBLIC, Audience, Doorstep, Everyone, Gate, guarded
from passport.identity.pages import me
from passport.identity.provider import providers, register
from passport.identity.provider.configured import configured
from passport.identity.state import MeState
from passport.invitations import routes as invitations
from passport.kernel.actor import Role
from passport.kernel.database import database
from passport.kernel.i18n import LOCALES, N_, _, localised, use_locale
from passport.kernel.outbox import Worker
from passport.kernel.storage import storage
from passport.kernel.web.app import edge, on_backend_error, on_frontend_error
from passport.kernel.web.log import configure_logs
from passport.kernel.web.release import FirstWords
from passport.kernel.web.socket import bind_seats
from passport.kernel.web.states import keep_states
from passport.notifications import proofs
from passport.notifications.service import handlers
from passport.participation import routes as participation
from passport.participation.pages import opinion
from passport.participation.state import OpinionState
from passport.record import chores as record_chores
from passport.record import routes as record
from passport.record.pages import certificate, experience, language, profile, skill, soft_skill
from passport.record.pages import passport as own
from passport.record.state import ItemState, RecordState
from passport.settings import settings
from passport.sharing import chores as sharing_chores
from passport.sharing import routes as sharing
from passport.sharing.pages import code as share_code
from passport.sharing.pages import new_share, shares
from passport.sharing.state import NewShareState, ShareState, SharingState
from passport.ui.pages import atelier
from passport.welcome import routes as welcome

configure_logs(settings())

for real in configured(settings()):
    register(real)

# The demonstration stands in for the real ones where there are none.
DEMONSTRATED = not settings().production and not providers()
if DEMONSTRATED:
    demonstration.install()

ROUTES: Sequence[BaseRoute] = guarded(
    [
        *welcome.routes,
        *identity.routes,
        *code_routes.routes,
        *invitations.routes,
        *assessment.routes,
        *conversation.routes,
        *record.routes,
        *sharing.routes,
        *appointments.routes,
        *participation.routes,
        *actions.routes,
        *(demonstration.routes if DEMONSTRATED else []),
    ]
)

# Addresses of the app that need a person, in every language, and whom each is for.
PERSONAL: dict[str, Audience] = {}


def _doorstep(app: ASGIApp) -> ASGIApp:
    return Doorstep(app, PERSONAL)


# What pages say before they are alive, by address in every language.
FIRST_WORDS: dict[str, FirstWords] = {}

frontend, *around = edge(settings(), ROUTES, FIRST_WORDS)

app = rx.App(
    head_components=[
        rx.el.link(rel="icon", href="/icons/icon.svg", type="image/svg+xml"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        rx.el.meta(name="theme-color", content="#0A5A66"),
    ],
    app_wraps={},
    toaster=None,
    reset_style=False,
    api_transformer=[frontend, _doorstep, *around],
    backend_exception_handler=on_backend_error,
    frontend_exception_handler=on_frontend_error,
)
app.add_middleware(Gate(), index=0)
bind_seats(app)
keep_states(app)
tabs.watch(app)


def add_page(
    page: Callable[[], rx.Component],
    *,
    route: str,
    title: str,
    on_load: Any = None,
    audience: Sequence[Role | Everyone] = (Role.BENEFICIARY,),
    first_words: FirstWords | None = None,
) -> None:
    """Register ``page`` once for each language, each in its own chunk of the bundle.

    ``title`` is a French sentence marked with ``N_``. The page is handed out to ``audience``, with
    its ``first_words`` inside where it has ``ui.first_words()``.
    """
    if first_words is not None:
        FIRST_WORDS.update({localised(route, code): first_words for code in LOCALES})
    if PUBLIC not in audience:
        PERSONAL.update({localised(route, code): frozenset(audience) for code in LOCALES})
    for code in LOCALES:
        with use_locale(code):
            app.add_page(
                _in_language(page, code),
                route=localised(route),
                title=f"{_(title)} – Passeport emploi",
                on_load=on_load,
            )


def _in_language(page: Callable[[], rx.Component], code: str) -> Callable[[], rx.Component]:
    def render() -> rx.Component:
        with use_locale(code):
            return page()

    # Reflex puts what comes from one module into one chunk.
    render.__module__ = f"{page.__module__}.{code}"
    render.__name__ = page.__name__
    return render


def _lost() -> rx.Component:
    return rx.el.main(
        rx.el.h1("Cette page n'existe pas."),
        rx.el.p("This page does not exist.", lang="en"),
        rx.el.p("هذه الصفحة غير موجودة.", lang="ar", dir="rtl"),
        rx.el.p(rx.el.a("Passeport emploi", href="/", reload_document=True)),
        class_name="frame-main",
    )


app.add_page(_lost, route="404", title=N_("Cette page n'existe pas"))
add_page(me.page, route="/moi", title=N_("Moi"), on_load=MeState.load, audience=tuple(Role))
add_page(
    talk.page,
    route="/parler",
    title=N_("Parler"),
    on_load=TalkState.load,
    first_words=first_words,
)
add_page(
    journal.page,
    route="/parler/journal",
    title=N_("Ce que vous avez dit"),
    on_load=JournalState.load,
)
add_page(own.page, route="/passeport", title=N_("Mon passeport"), on_load=RecordState.load)
for item, route, title in (
    (experience, "/passeport/experience", N_("Une expérience")),
    (soft_skill, "/passeport/savoir-etre", N_("Un savoir-être")),
    (skill, "/passeport/savoir-faire", N_("Un savoir-faire")),
    (certificate, "/passeport/certificat", N_("Un document")),
    (language, "/passeport/langue", N_("Une langue")),
    (profile, "/passeport/projet", N_("Ce que je cherche")),
):
    add_page(item.page, route=route, title=title, on_load=ItemState.load)
add_page(answers.page, route="/mes-reponses", title=N_("Mes réponses"), on_load=AnswersState.load)
add_page(shares.page, route="/montrer", title=N_("Montrer"), on_load=SharingState.load)
add_page(
    new_share.page,
    route="/montrer/nouveau",
    title=N_("Faire un partage"),
    on_load=NewShareState.load,
)
add_page(
    share_code.page, route="/montrer/code", title=N_("Montrez ce code"), on_load=ShareState.load
)
add_page(agenda.page, route="/rendez-vous", title=N_("Mes rendez-vous"), on_load=AgendaState.load)
add_page(
    take.page,
    route="/rendez-vous/prendre",
    title=N_("Prendre rendez-vous"),
    on_load=BookingState.load_take,
)
add_page(
    move.page,
    route="/rendez-vous/deplacer",
    title=N_("Changer d'heure"),
    on_load=BookingState.load_move,
)
add_page(
    cancel.page,
    route="/rendez-vous/annuler",
    title=N_("Annuler un rendez-vous"),
    on_load=AgendaState.load_one,
)
add_page(opinion.page, route="/mon-avis", title=N_("Mon avis"), on_load=OpinionState.load)
add_page(bank.page, route="/actions", title=N_("Près de chez vous"), on_load=ActionsState.load)
if not settings().production:
    add_page(atelier.page, route="/atelier", title=N_("Atelier"), audience=(PUBLIC,))


async def send_messages() -> None:
    """Send what the outbox holds, as long as the process lives."""
    chores = {
        **handlers(database()),
        **proofs.handlers(database()),
        **record_chores.handlers(database(), storage()),
        **sharing_chores.handlers(database()),
    }
    await Worker(database(), chores).run()


async def prepare_trades() -> None:
    """Make the search of trades by meaning ready, behind everything else."""
    await conversation_service.prepare_trades()


async def warm_up() -> None:
    """Load what is slow to load before somebody waits for it."""
    await conversation_service.warm_up(database())
    # What is loaded stays as long as the process: looking through it again and again for something
    # to throw away would hold everybody up.
    gc.collect()
    gc.freeze()


conversation_service.keep_trades_in(settings().passport_var)
app.register_lifespan_task(warm_up)
if settings().prepare_trades:
    app.register_lifespan_task(prepare_trades)
if settings().worker_embedded:
    app.register_lifespan_task(send_messages)
