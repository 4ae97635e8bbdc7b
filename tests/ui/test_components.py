"""Every component renders, is dressed by classes alone, and says what it is."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
import reflex as rx
from reflex_base.components.component import Component

from passport import ui
from passport.kernel.i18n import use_locale
from passport.ui import icons
from passport.ui.pages import atelier
from tests.ui.tree import prop, rendered


@dataclass(frozen=True)
class Line:
    field: str
    label: str
    value: str
    own_words: str = ""


class WorkshopState(ui.PageState, rx.State):
    """A state as pages have them."""

    count: int = 0
    words: str = ""
    level: str = "seen"
    shown: bool = False
    lines: list[Line] = rx.field(default_factory=list)
    options: list[ui.Option] = rx.field(default_factory=list)
    chosen: list[str] = rx.field(default_factory=list)

    @rx.event
    def pick(self, value: str) -> None:
        """Take one."""

    @rx.event
    def send(self, data: dict[str, Any]) -> None:
        """Take a form."""

    @rx.event
    def act(self) -> None:
        """Do it."""


S = WorkshopState


def live() -> Component:
    """Each component fed by a state."""
    return ui.page(
        ui.section(S.words, ui.card(S.words), action=ui.link(S.words, "/parler")),
        ui.rows(ui.row(S.words, S.words, ui.link(S.words, "/parler"))),
        ui.link_rows(ui.link_row(S.words, S.words, note=S.words, icon="lock")),
        ui.notice(S.words, tone="error", title=S.words, live=True),
        ui.progress(S.count, 8, S.words),
        ui.empty_state(S.words, action=ui.button(S.words, S.act, heard=S.words)),
        ui.stats(ui.stat(S.count, S.words)),
        ui.qr_frame(S.words, S.words, caption=S.words),
        ui.more(S.words, S.words),
        ui.proof_badge(S.level, S.words, S.words),
        ui.proof_badge(S.level),
        ui.timeline(rx.foreach(S.lines, lambda line: ui.timeline_item(line.label, line.value))),
        ui.form(
            ui.field(S.words, "when", hint=S.words, error=ui.error_of(S, "when"), value=S.words),
            ui.text_area(S.words, "tasks", error=ui.error_of(S, "tasks")),
            ui.select(S.words, "language", S.options, value=S.words, empty=S.words),
            ui.choice(S.words, "way", S.options, value=S.words, error=ui.error_of(S, "way")),
            ui.checkboxes(S.words, "shown", S.options, values=S.chosen, on_change=S.pick),
            ui.checkbox(S.words, "sms", hint=S.words, checked=S.shown),
            ui.chips(S.options, S.pick, name="pick", chosen=S.words),
            ui.noted(S.lines, on_change=S.pick, title=S.words),
            ui.understood_card(
                S.lines, on_change=S.pick, on_yes=S.act, on_no=S.act, own_words=S.words
            ),
            on_submit=S.send,
            action="/parler",
        ),
        ui.native_form(ui.file_field(S.words, "file", camera=True), action="/x", files=True),
        ui.conversation(rx.foreach(S.lines, lambda line: ui.bubble(line.value, mine=S.shown))),
        ui.question(S.words, hint=S.words, on_skip=S.act, skip_name="skip"),
        ui.dialog("sure", S.words, S.words, open=S.shown, on_close=S.act),
        ui.bottom_sheet("sheet", S.words),
        title=S.words,
        intro=S.words,
        bar=S.words,
        place="/passeport",
        menu=ui.icon_button("more", S.words, S.act),
        aside=ui.lead(S.words),
        bottom=ui.composer(
            on_submit=S.send,
            action="/parler",
            placeholder=S.words,
            reset=False,
            status=ui.hearing("text-field"),
            microphone=ui.microphone("text-field"),
        ),
        state=S,
        on_undo=S.pick,
    )


PAGES = {"workshop": atelier.page, "live": live}


@pytest.fixture(params=[(page, code) for page in PAGES for code in ("fr", "ar")], ids="-".join)
def elements(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    page, code = request.param
    with use_locale(code):
        return list(rendered(PAGES[page]().render()))


def test_no_style_is_written_in_the_page(elements: list[dict[str, Any]]) -> None:
    dressed = [element for element in elements if prop(element, "css") or prop(element, "style")]
    assert dressed == []


def test_no_side_is_left_or_right(elements: list[dict[str, Any]]) -> None:
    sided = re.compile(
        r"(?:^|[\s:])-?(?:ml|mr|pl|pr|left|right|text-left|text-right|border-l|border-r"
        r"|rounded-l|rounded-r|rounded-tl|rounded-tr|rounded-bl|rounded-br)-"
    )
    for element in elements:
        assert not sided.search((prop(element, "className") or "").strip('"')), element


def test_only_light_libraries_are_asked_for() -> None:
    asked = {library for page in PAGES.values() for library in page()._get_all_imports() if library}
    for library in asked:
        assert not re.search(r"radix|sonner|lucide|emotion|upload|dropzone", library), library


def test_what_describes_a_field_is_there(elements: list[dict[str, Any]]) -> None:
    there = {(prop(element, "id") or "").strip('"') for element in elements}
    for element in elements:
        for told in (prop(element, "aria-describedby") or "").strip('"').split():
            assert told in there
        target = (prop(element, "htmlFor") or "").strip('"')
        assert not target or target in there


def test_every_button_and_icon_says_what_it_is(elements: list[dict[str, Any]]) -> None:
    for element in elements:
        if element["name"] == '"button"':
            assert re.search(r"contents", str(element["children"])), element
        if element["name"] == '"svg"':
            assert prop(element, "aria-hidden") or prop(element, "aria-label"), element


def test_the_page_has_one_title_that_takes_the_focus(elements: list[dict[str, Any]]) -> None:
    titles = [element for element in elements if element["name"] == '"h1"']
    assert [prop(title, "tabIndex") for title in titles] == ["-1"]


def test_forms_leave_before_the_page_is_alive(elements: list[dict[str, Any]]) -> None:
    forms = [element for element in elements if element["name"] == '"form"']
    assert forms
    for form in forms:
        assert (prop(form, "method") or "").strip('"') == "post"
        assert prop(form, "action")


def test_the_native_form_is_not_held_back() -> None:
    (form,) = rendered(ui.native_form(action="/deconnexion").render())
    assert prop(form, "onSubmit") is None


def test_the_way_out_is_a_plain_link() -> None:
    link = next(rendered(ui.quick_exit().render()))
    assert link["name"] == '"a"'
    assert "noreferrer" in (prop(link, "rel") or "")
    assert (prop(link, "href") or "").startswith('"https://')


def test_links_stay_in_the_language_of_the_page() -> None:
    with use_locale("ar"):
        inside = next(rendered(ui.link("x", "/passeport").render()))
        other = next(rendered(ui.link("x", "/ar/passeport").render()))
        file = next(rendered(ui.link("x", "/files/1", reload=True, localise=False).render()))
        site = next(rendered(ui.link("x", "https://example.org/", reload=True).render()))
    assert prop(inside, "to") == '"/ar/passeport"'
    assert prop(other, "to") == '"/ar/passeport"'
    assert prop(file, "href") == '"/files/1"'
    assert prop(site, "href") == '"https://example.org/"'


def test_each_language_is_offered_in_its_own_words() -> None:
    with use_locale("en"):
        links = [
            element
            for element in rendered(ui.language_switcher("/passeport").render())
            if element["name"] == '"a"'
        ]
    assert [prop(link, "href") for link in links] == [
        '"/passeport"', '"/en/passeport"', '"/ar/passeport"',
    ]  # fmt: skip
    assert [prop(link, "lang") for link in links] == ['"fr"', '"en"', '"ar"']
    assert [prop(link, "aria-current") for link in links] == [None, '"true"', None]


@pytest.mark.parametrize("name", sorted(icons.OUTLINES))
def test_icons_are_outlines(name: str) -> None:
    assert re.fullmatch(r"M[\d\s.,\-MmLlHhVvCcSsAaZz]+", icons.OUTLINES[name])


def test_what_people_wrote_runs_in_its_own_direction() -> None:
    """The words for screen readers around them must not decide of it."""
    for mine in (True, S.shown):
        bubble, *parts = rendered(ui.bubble("مرحبا", mine=mine).render())
        assert prop(bubble, "dir") is None
        assert [prop(part, "dir") for part in parts][-1] == '"auto"'


def test_the_thread_does_not_speak_over_the_question() -> None:
    log = next(rendered(ui.conversation(ui.bubble("x")).render()))
    assert (prop(log, "role"), prop(log, "aria-live")) == ('"log"', '"off"')


def test_what_is_refused_is_not_forgotten_by_the_page() -> None:
    kept = next(rendered(ui.composer(on_submit=S.send, action="/x", reset=False).render()))
    plain = next(rendered(ui.composer(on_submit=S.send, action="/x").render()))
    assert (prop(kept, "data-keeps"), prop(plain, "data-keeps")) == ('"true"', None)


def test_a_form_sends_each_value_once() -> None:
    form = ui.form(ui.field("Quand", "when"), on_submit=S.send, action="/x")
    assert form._get_form_refs() == {}
