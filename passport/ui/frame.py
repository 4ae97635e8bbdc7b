"""The page: top bar with the way out, main part, the five places, languages."""

from typing import Any

import reflex as rx

from passport.kernel.i18n import LOCALES, _, locale, localised
from passport.ui.actions import button
from passport.ui.basics import Child, PlainA, Text, anchor, classes, first, given, has, only_heard
from passport.ui.forms import native_form
from passport.ui.icons import icon as draw
from passport.ui.overlays import dialog, toast

# Where "Quitter" leads: a page that anybody may be looking at.
NEUTRAL_PAGE = "https://meteofrance.com/"


def places() -> tuple[tuple[str, str, str], ...]:
    """The five places: address, icon, name."""
    return (
        ("/parler", "talk", _("Parler")),
        ("/passeport", "passport", _("Passeport")),
        ("/rendez-vous", "calendar", _("Rendez-vous")),
        ("/montrer", "show", _("Montrer")),
        ("/mon-avis", "opinion", _("Mon avis")),
    )


def mark(class_name: str = "") -> rx.Component:
    """The product's mark: a passport in the sun, on the lake."""
    return rx.el.svg(
        rx.el.path(
            class_name="fill-lake",
            d="M9 0h12a9 9 0 0 1 9 9v12a9 9 0 0 1-9 9H9a9 9 0 0 1-9-9V9a9 9 0 0 1 9-9z",
        ),
        rx.el.path(
            class_name="fill-sun",
            d="M9 9a3 3 0 0 1 3-3h2a7 7 0 0 1 7 7v4a7 7 0 0 1-7 7h-2a3 3 0 0 1-3-3z",
        ),
        view_box="0 0 30 30",
        class_name=classes("size-[30px] shrink-0", class_name),
        custom_attrs={"aria-hidden": "true"},
    )


def quick_exit() -> rx.Component:
    """The way out at once: a plain link, which ``/ui.js`` makes leave no trace in the history.

    Three Escapes do the same.
    """
    return PlainA.create(
        rx.el.span(_("Quitter")),
        draw("close"),
        href=NEUTRAL_PAGE,
        rel="noreferrer nofollow",
        title=_("Quitter vite. Sur un clavier : trois fois Échap."),
        class_name=(
            "inline-flex items-center gap-1.5 min-h-12 px-2.5 rounded-field text-small font-strong "
            "text-ink-soft hover:bg-lake-soft hover:text-lake"
        ),
        custom_attrs={"data-quick-exit": "true"},
    )


def language_switcher(path: str, class_name: str = "") -> rx.Component:
    """Links to the same page in each language, each written in its own."""
    return rx.el.ul(
        *(
            rx.el.li(
                PlainA.create(
                    name,
                    href=localised(path, code),
                    lang=code,
                    href_lang=code,
                    class_name=(
                        "inline-flex items-center justify-center min-h-12 min-w-12 px-2 "
                        "rounded-field underline underline-offset-4 hover:text-lake "
                        "aria-[current]:font-bold aria-[current]:no-underline"
                    ),
                    custom_attrs={"aria-current": "true"} if code == locale() else {},
                )
            )
            for code, name in LOCALES.items()
        ),
        class_name=classes("flex flex-wrap gap-x-2 text-small text-ink-soft", class_name),
        custom_attrs={"aria-label": _("Langue")},
    )


def connection_banner() -> rx.Component:
    """Says that the network is gone; shown by taking off its ``hidden`` attribute."""
    return _banner(
        "connection-banner", "offline", _("Pas de réseau. Ce que vous écrivez est gardé.")
    )


def slower_banner() -> rx.Component:
    """Says that too much was asked at once, and that the last of it was not done."""
    return _banner(
        "slower-banner", "clock", _("C’était trop rapide. Attendez un peu, recommencez.")
    )


def _banner(id: str, icon: str, words: str) -> rx.Component:
    """A line over the page, that the page's script shows."""
    return rx.el.div(
        rx.el.div(
            draw(icon, class_name="text-sun-ink"),
            rx.el.p(words, class_name="font-strong"),
            class_name=(
                "mx-auto flex max-w-[680px] items-center gap-3 border-y border-sun-ink bg-sun-soft "
                "px-5 py-2.5 text-small"
            ),
        ),
        id=id,
        hidden=True,
        role="status",
        class_name="w-full",
    )


def without_script() -> rx.Component:
    """Says that the page needs JavaScript, and what works without it."""
    return rx.el.noscript(
        rx.el.p(
            _("Cette page a besoin de JavaScript. Votre navigateur ne l'a pas."),
            class_name="rounded-card border border-sun-ink bg-sun-soft px-4 py-3.5",
        ),
        rx.el.ul(
            *(
                rx.el.li(
                    PlainA.create(
                        label,
                        href=localised(path),
                        class_name="inline-flex items-center min-h-12 text-lake underline",
                    )
                )
                for path, label in (
                    ("/rendez-vous/simple", _("Prendre rendez-vous")),
                    ("/mon-avis/simple", _("Donner mon avis")),
                )
            ),
            class_name="mt-2 flex flex-wrap gap-x-6",
        ),
    )


def still_there() -> rx.Component:
    """Asks whoever has done nothing for long whether to stay; opened by the page's script."""
    return dialog(
        "still-there",
        _("Vous êtes toujours là ?"),
        rx.el.p(_("Sans réponse, tout se ferme dans une minute.")),
        button(_("Rester"), closes="still-there", custom_attrs={"data-stay": "true"}),
        native_form(
            button(_("Fermer maintenant"), type="submit", kind="secondary"),
            action="/deconnexion",
            custom_attrs={"data-forget": "true"},
        ),
    )


def skip_link() -> rx.Component:
    """The first thing that a keyboard meets."""
    return PlainA.create(
        _("Aller au contenu"),
        href="#main",
        class_name=(
            "sr-only focus:not-sr-only focus:fixed focus:z-20 focus:top-2 focus:start-2 "
            "focus:rounded-field focus:bg-lake focus:px-5 focus:py-3 focus:font-bold "
            "focus:text-on-lake"
        ),
    )


def _place(path: str, name: str, label: str, place: str) -> rx.Component:
    current = "page" if path == place else "true" if place.startswith(f"{path}/") else ""
    return anchor(
        rx.el.span(draw(name)),
        rx.el.span(label),
        to=localised(path),
        class_name="place",
        custom_attrs=given(**{"aria-current": current}),
    )


def _if(shown: bool | rx.Var[bool], child: rx.Component) -> list[rx.Component]:
    if isinstance(shown, rx.Var):
        return [rx.cond(shown, child)]
    return [child] if shown else []


def _nav(place: str) -> rx.Component:
    return rx.el.nav(
        rx.el.ul(
            *(rx.el.li(_place(path, name, label, place)) for path, name, label in places()),
            rx.el.li(
                _place("/moi", "me", _("Moi"), place),
                class_name="place-desk mt-4 pt-4 border-t border-line",
            ),
            rx.el.li(language_switcher(place or "/parler"), class_name="place-desk ps-4"),
        ),
        class_name="places",
        custom_attrs={"aria-label": _("Les pages")},
    )


def _me(place: str) -> rx.Component:
    """The way to one's own page, which a desk has at the side."""
    return rx.el.div(
        anchor(
            draw("me"),
            only_heard(_("Moi")),
            to=localised("/moi"),
            title=_("Moi"),
            class_name=(
                "grid place-items-center size-12 rounded-field text-ink-soft "
                "hover:bg-lake-soft hover:text-lake aria-[current]:text-lake"
            ),
            custom_attrs={"aria-current": "page"} if place == "/moi" else {},
        ),
        class_name="place-phone",
    )


def _top(bar: Text, place: str, menu: Child | None, nav: bool | rx.Var[bool]) -> rx.Component:
    return rx.el.header(
        rx.el.div(
            mark(),
            rx.el.span(bar, class_name="font-bold leading-tight"),
            class_name="flex items-center gap-2.5 grow min-w-0 min-h-12",
        ),
        rx.el.div(
            *([menu] if menu is not None else []),
            *([_me(place)] if nav is not False else []),
            quick_exit(),
            class_name="ms-auto flex items-center gap-1",
        ),
        class_name="frame-top",
    )


def _columns(children: list[Child], aside: Child | None) -> list[Child]:
    if aside is None:
        return children
    return [
        rx.el.div(*children, class_name="frame-column"),
        rx.el.aside(aside, class_name="frame-aside"),
    ]


def page(
    *children: Child,
    title: Child,
    place: str = "",
    bar: Text = "",
    intro: Child = "",
    title_hidden: bool = False,
    menu: Child | None = None,
    bottom: Child | None = None,
    aside: Child | None = None,
    state: Any = None,
    on_undo: Any = None,
    wide: bool = False,
    nav: bool | rx.Var[bool] = True,
) -> rx.Component:
    """The frame of a page of the app.

    ``title`` is its h1 (``title_hidden`` keeps it for screen readers); ``place`` its address
    without language, which lights its place and serves the choice of language; ``bar`` the words
    of the top bar; ``bottom`` stays above the places (the composer); ``aside`` stands beside on a
    wide screen, and nowhere else. ``state``, a ``PageState``,
    gives the page its toasts, ``on_undo(id)`` their "Annuler". ``nav`` says whether the five places
    are there: they are a beneficiary's.
    """
    heading: rx.Component = rx.el.h1(
        title,
        tab_index=-1,
        class_name="sr-only" if title_hidden else "text-title font-title tracking-[-.01em]",
    )
    if has(intro):
        heading = rx.el.div(
            heading,
            rx.el.p(rx.el.bdi(intro), class_name="mt-1 text-small text-ink-soft max-w-[65ch]"),
        )
    return rx.el.div(
        rx.el.div(
            skip_link(),
            _top(first(bar, "Passeport emploi"), place, menu, nav),
            rx.el.main(
                connection_banner(),
                slower_banner(),
                *_columns([heading, *children], aside),
                id="main",
                class_name="frame-main",
                custom_attrs=given(
                    **{
                        "data-wide": "true" if wide else None,
                        "data-alone": "true" if nav is False else None,
                        "data-beside": None if aside is None else "true",
                    }
                ),
            ),
            rx.el.div(
                rx.el.div(
                    *([toast(state, on_undo)] if state is not None else []),
                    *(
                        [rx.el.section(bottom, custom_attrs={"aria-label": _("Répondre")})]
                        if bottom is not None
                        else []
                    ),
                    class_name=classes("frame-bottom", "" if bottom is not None else "frame-still"),
                    custom_attrs=given(**{"data-beside": None if aside is None else "true"}),
                ),
                *_if(nav, _nav(place)),
                class_name="frame-end",
            ),
            *([still_there()] if nav is not False else []),
            class_name="frame-grid",
        ),
        class_name="frame",
    )
