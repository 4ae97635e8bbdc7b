"""The design system: one component for each need, drawn with the tokens of ``tokens.css``.

Pages use ``from passport import ui`` and Tailwind classes that name a token; they never give a
style of their own.
"""

from passport.ui.actions import actions, button, icon_button, link, link_button
from passport.ui.basics import Child, Handler, Text, anchor, only_heard
from passport.ui.choices import checkbox, checkboxes, chip, chips, choice
from passport.ui.forms import (
    Option,
    error_of,
    field,
    file_field,
    form,
    native_form,
    select,
    text_area,
)
from passport.ui.frame import (
    connection_banner,
    language_switcher,
    mark,
    page,
    quick_exit,
    without_script,
)
from passport.ui.icons import icon
from passport.ui.overlays import bottom_sheet, dialog, toast, toast_shown
from passport.ui.page_state import PageState
from passport.ui.proofs import (
    badges,
    proof_badge,
    quote,
    timeline,
    timeline_item,
    understood_card,
    understood_line,
)
from passport.ui.surfaces import (
    card,
    empty_state,
    lead,
    link_row,
    link_rows,
    more,
    notice,
    progress,
    qr_frame,
    row,
    rows,
    section,
    skeleton,
    stat,
    stats,
)
from passport.ui.talk import bubble, composer, conversation, question, read_aloud
from passport.ui.text import plural, t

__all__ = [
    "Child",
    "Handler",
    "Option",
    "PageState",
    "Text",
    "actions",
    "anchor",
    "badges",
    "bottom_sheet",
    "bubble",
    "button",
    "card",
    "checkbox",
    "checkboxes",
    "chip",
    "chips",
    "choice",
    "composer",
    "connection_banner",
    "conversation",
    "dialog",
    "empty_state",
    "error_of",
    "field",
    "file_field",
    "form",
    "icon",
    "icon_button",
    "language_switcher",
    "lead",
    "link",
    "link_button",
    "link_row",
    "link_rows",
    "mark",
    "more",
    "native_form",
    "notice",
    "only_heard",
    "page",
    "plural",
    "progress",
    "proof_badge",
    "qr_frame",
    "question",
    "quick_exit",
    "quote",
    "read_aloud",
    "row",
    "rows",
    "section",
    "select",
    "skeleton",
    "stat",
    "stats",
    "t",
    "text_area",
    "timeline",
    "timeline_item",
    "toast",
    "toast_shown",
    "understood_card",
    "understood_line",
    "without_script",
]
