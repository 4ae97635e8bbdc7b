"""What shows a person's life and what stands behind it: proofs, quotes, lines of time."""

from typing import Any, Literal

import reflex as rx

from passport.kernel.i18n import _
from passport.ui.actions import button
from passport.ui.basics import Child, Text, alive, first, has
from passport.ui.icons import icon as draw
from passport.ui.talk import read_aloud
from passport.ui.text import t

Level = Literal["declared", "seen", "guaranteed", "unverifiable", "withdrawn"]


def level_word(level: str) -> str:
    """The word of a level of proof, when there is no name to put in it."""
    return {
        "declared": _("Déclaré"),
        "seen": _("Vu par quelqu'un"),
        "guaranteed": _("Garanti"),
        "unverifiable": _("Non vérifiable"),
        "withdrawn": _("Retiré"),
    }[level]


def _words(level: Text, words: Text) -> Child:
    if has(words):
        return words
    if isinstance(level, rx.Var):
        return rx.match(
            level,
            ("seen", level_word("seen")),
            ("guaranteed", level_word("guaranteed")),
            ("unverifiable", level_word("unverifiable")),
            ("withdrawn", level_word("withdrawn")),
            level_word("declared"),
        )
    return level_word(level)


def proof_badge(level: Level | rx.Var[str], words: Text = "", *details: Child) -> rx.Component:
    """How sure something is, by shape, word and colour; ``details`` (who, when, on what) open.

    ``level`` is declared, seen, guaranteed, unverifiable or withdrawn; ``words`` say more, for
    example "Vu par Paul M.".
    """
    face = rx.el.span(
        rx.el.span(_words(level, words), class_name="min-w-0"),
        *([draw("open", class_name="icon-opens size-4! transition-transform")] if details else []),
        class_name="badge",
        custom_attrs={"data-level": level},
    )
    if not details:
        return face
    return rx.el.details(
        rx.el.summary(
            face, class_name="inline-flex items-center min-h-12 max-w-full rounded-field"
        ),
        rx.el.div(
            *(rx.el.p(each) if isinstance(each, (str, rx.Var)) else each for each in details),
            class_name="grid gap-1 pb-1 text-small text-ink-soft",
        ),
        class_name="-my-2",
    )


def badges(*each: Child) -> rx.Component:
    """Badges in a line."""
    return rx.el.div(*each, class_name="flex flex-wrap gap-2")


def quote(words: Text) -> rx.Component:
    """The person's own words, with the bar of sun at their start."""
    return rx.el.blockquote(
        rx.el.bdi(t(_("«\u00a0{words}\u00a0»"), words=words)), class_name="quote"
    )


def _said(words: Text) -> list[Child]:
    """The quote of what the person said, when there is one."""
    if isinstance(words, rx.Var):
        return [rx.cond(words != "", quote(words))]
    return [quote(words)] if words else []


def timeline(*items: Child) -> rx.Component:
    """Moments along a line, made of ``timeline_item`` (or a ``rx.foreach`` of them)."""
    return rx.el.ol(*items, class_name="timeline")


def timeline_item(
    title: Child, note: Text = "", *children: Child, done: bool | rx.Var[bool] = True
) -> rx.Component:
    """One moment: a title, a line that says where and when, and what goes with it."""
    return rx.el.li(
        rx.el.div(title, class_name="font-strong"),
        *([rx.el.p(note, class_name="text-small text-ink-soft")] if has(note) else []),
        *(
            [rx.el.div(*children, class_name="grid gap-2 justify-items-start mt-1.5")]
            if children
            else []
        ),
        custom_attrs={
            "data-done": rx.cond(done, "true", "false")
            if isinstance(done, rx.Var)
            else str(done).lower()
        },
    )


def understood_line(
    label: Text,
    value: Text,
    *,
    on_change: Any,
    field: Text,
    own_words: Text = "",
) -> rx.Component:
    """One thing understood: what it is about, the value, and a way to change it.

    ``field`` is given to ``on_change`` and sent as ``change`` when the page is not alive yet.
    """
    return rx.el.div(
        rx.el.dt(label, class_name="text-small text-ink-soft"),
        rx.el.dd(
            rx.el.p(value, dir="auto", class_name="font-strong leading-snug"),
            *_said(own_words),
            class_name="grid gap-1.5 min-w-0",
        ),
        rx.el.dd(
            button(
                _("Changer"),
                alive(on_change(field)),
                kind="quiet",
                full=False,
                type="submit",
                name="change",
                value=field,
                heard=label,
                class_name="px-2! -ms-2 -me-2 text-small",
            ),
        ),
        class_name="fact",
    )


def understood_card(
    lines: Any,
    *,
    on_change: Any,
    on_yes: Any,
    on_no: Any,
    title: Text = "",
    yes: Text = "",
    no: Text = "",
    own_words: Text = "",
) -> rx.Component:
    """What was understood, read aloud, to be corrected line by line, then one big yes.

    ``lines`` is a list, or a ``Var`` of a list, of things with ``field``, ``label``, ``value``
    and ``own_words``; ``on_change(field)``, ``on_yes`` and ``on_no`` answer. Put it in a
    ``ui.form`` for the time before the page is alive: the buttons send ``change=<field>``,
    ``answer=yes`` and ``answer=no``.
    """

    def one(line: Any) -> rx.Component:
        return understood_line(
            line.label,
            line.value,
            on_change=on_change,
            field=line.field,
            own_words=line.own_words,
        )

    intro = first(title, _("Voici ce que j'ai compris. Vous pouvez tout changer."))
    return rx.el.div(
        rx.el.div(
            read_aloud("card-title", "card-lines"),
            rx.el.p(
                intro,
                id="card-title",
                tab_index=-1,
                class_name="min-w-0 grow basis-[11rem] text-ink-soft",
                custom_attrs={"data-say": "true"},
            ),
            class_name="flex flex-wrap items-center gap-x-3",
        ),
        *_said(own_words),
        rx.el.dl(
            rx.foreach(lines, one) if isinstance(lines, rx.Var) else rx.fragment(*map(one, lines)),
            id="card-lines",
            class_name=(
                "facts rounded-card border border-line bg-card px-4 py-1 divide-y divide-line"
            ),
            custom_attrs={"data-say": "true"},
        ),
        button(
            first(yes, _("Oui, c'est bien ça")),
            alive(on_yes),
            icon="check",
            type="submit",
            name="answer",
            value="yes",
        ),
        button(
            first(no, _("Ce n'est pas ça")),
            alive(on_no),
            kind="quiet",
            type="submit",
            name="answer",
            value="no",
        ),
        class_name="grid gap-3",
    )
